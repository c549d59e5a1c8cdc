// An answer of the index against the scan: total, first page, facets.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext::test {

inline void expect_same(const Answer& answer, const Query& query, const Truth& truth) {
    SCOPED_TRACE(describe(query));
    const auto found = Scan(query).over(truth);
    ASSERT_TRUE(answer.is_exact);
    ASSERT_EQ(answer.total, found.size());
    const std::size_t expected = std::min(query.count, found.size() - std::min(query.skip, found.size()));
    ASSERT_EQ(answer.hits.size(), expected);
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
        const Hit& hit = answer.hits[i];
        if (query.order == Order::newest) {
            ASSERT_EQ(hit.key, found[query.skip + i]->document.key);
        } else {
            ASSERT_TRUE(std::ranges::any_of(found, [&](const Scanned* it) { return it->document.key == hit.key; }));
            ASSERT_TRUE(i == 0 || answer.hits[i - 1].score >= hit.score);
        }
    }
    for (std::size_t f = 0; f < query.facets.size(); ++f) {
        std::map<std::uint32_t, std::uint64_t> counts;
        for (const Scanned* it : found)
            ++counts[it->document.facets[query.facets[f].column]];
        ASSERT_EQ(answer.facets[f].size(), std::min(counts.size(), query.facets[f].at_most));
        for (const FacetCount& count : answer.facets[f])
            ASSERT_EQ(count.documents, counts[count.value]);
    }
}

}  // namespace gongkai::fulltext::test
