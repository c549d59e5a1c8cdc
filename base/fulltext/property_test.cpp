// The index against the scan: random documents, changes, merges and reopenings, more than ten thousand random queries.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/file.h"
#include "base/fulltext/expect_same.h"
#include "base/fulltext/segment.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

// Without the wish for a total whole blocks are passed over, yet the first page is the same, and the best of all hits.
void expect_first_page_is_best(const Index& index, Query query) {
    SCOPED_TRACE(describe(query));
    query.facets.clear();
    query.skip = 0;
    Query all = query;
    all.count = 10'000;
    const Answer every = index.find(all);
    const Answer exact = index.find(query);
    query.total = Total::unwanted;
    const Answer quick = index.find(query);
    ASSERT_EQ(quick.hits.size(), std::min<std::size_t>(query.count, every.hits.size()));
    ASSERT_EQ(exact.hits.size(), quick.hits.size());
    for (std::size_t i = 0; i < quick.hits.size(); ++i) {
        ASSERT_EQ(quick.hits[i].key, every.hits[i].key);
        ASSERT_EQ(exact.hits[i].key, every.hits[i].key);
        ASSERT_EQ(quick.hits[i].score, every.hits[i].score);
    }
}

struct Case {
    const char* name;
    std::size_t documents;
    std::size_t rounds;
    std::size_t queries;  // a round
    std::uint32_t large_from;
    std::size_t learn_from;
};

class AgainstTheScan : public testing::TestWithParam<Case> {};

TEST_P(AgainstTheScan, every_answer_is_the_same) {
    const Case& it = GetParam();
    Chance chance(std::hash<std::string_view>()(it.name));
    const TemporaryFolder folder;
    Settings settings;
    settings.facet_columns = 2;
    settings.counted_together = 2;
    settings.counted_together_from = 100;
    settings.large_from = it.large_from;
    settings.learn_from = it.learn_from;
    settings.positions_from = 200;
    settings.log_bytes = 200'000;
    auto index = std::move(*open_index(folder.path(), settings));
    Truth truth;
    std::uint64_t sequence = 0;
    for (std::size_t round = 0; round < it.rounds; ++round) {
        for (std::size_t batches = 1 + chance.below(12); batches > 0; --batches) {
            std::vector<Change> changes;
            for (std::size_t n = chance.below(static_cast<std::uint32_t>(it.documents / 20)) + 1; n > 0; --n) {
                const std::uint64_t key = chance.below(static_cast<std::uint32_t>(it.documents)) + 1;
                if (chance.one_in(5)) {
                    changes.push_back(Removal{key});
                    truth.erase(key);
                } else {
                    Document document = random_document(chance, key);
                    truth.insert_or_assign(key, Scanned(document));
                    changes.push_back(std::move(document));
                }
            }
            index->apply(++sequence, std::move(changes));
        }
        switch (chance.below(5)) {
            case 0:
                index->settle();
                break;
            case 1:
                index.reset();
                index = std::move(*open_index(folder.path(), settings));
                break;
            case 2:
                index->rebuild([&](const auto& take) {
                    for (const auto& [key, scanned] : truth)
                        take(scanned.document);
                });
                break;
            default:
                break;
        }
        ASSERT_EQ(index->sequence(), sequence);
        ASSERT_EQ(index->status().documents, truth.size());
        for (std::size_t n = 0; n < it.queries; ++n) {
            const Query query = random_query(chance);
            expect_same(index->find(query), query, truth);
            if (HasFatalFailure())
                return;
        }
    }
    index->settle();
    for (std::size_t n = 0; n < it.queries; ++n) {
        expect_first_page_is_best(*index, random_query(chance));
        if (HasFatalFailure())
            return;
    }
    const auto verification = index->verify([&](const auto& take) {
        for (const auto& [key, scanned] : truth)
            take(scanned.document);
    });
    EXPECT_EQ(verification.faults, std::vector<std::string>());
    EXPECT_EQ(verification.documents, truth.size());
    bool knows_rows = false;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.is_directory())
            knows_rows = knows_rows || Segment::open(entry.path())->grams().size() > 0;
    EXPECT_TRUE(knows_rows) << "frequent rows were asked for too";
}

INSTANTIATE_TEST_SUITE_P(fulltext, AgainstTheScan,
                         testing::Values(Case{"small", 40, 60, 60, 1'000'000, 20}, Case{"middling", 700, 30, 120, 1'000'000, 150},
                                         Case{"without_short_positions", 1'500, 20, 120, 0, 400},
                                         Case{"large", 6'000, 8, 150, 2'000, 2'000}),
                         [](const auto& it) { return it.param.name; });

}  // namespace
}  // namespace gongkai::fulltext
