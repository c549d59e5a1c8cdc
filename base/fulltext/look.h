// Looks for the words of one query among documents of one segment: what is counted, and the best of them (find.h).
#pragma once
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "base/fulltext/facet_counts.h"
#include "base/fulltext/first_hits.h"
#include "base/fulltext/plan.h"
#include "base/fulltext/snapshot.h"

namespace gongkai::fulltext {

// What is counted of all segments.
struct Tally {
    std::vector<FacetCounts> facets;  // by wish
    std::uint64_t total = 0;

    void add(const Tally& other) {
        total += other.total;
        for (std::size_t i = 0; i < facets.size(); ++i)
            facets[i].add(other.facets[i]);
    }
};

// What all segments share of the words of one query, or of others that are as good.
struct Search {
    const Query& query;
    const std::vector<Filter>& filters;  // the query's, their values ascending
    const Fold& fold;
    Plan plan;
    FirstHits hits;
    std::optional<std::chrono::steady_clock::time_point> deadline;
    bool is_late = false;

    bool wants_all() const { return query.total == Total::exact || !query.facets.empty(); }
    // No more documents of the part are looked at.
    std::size_t looked_at(const Part& part, std::size_t number) const {
        std::size_t most = part.segment->size();
        if (query.match == Match::all)
            for (const Plan::Term& term : plan.terms)
                most = std::min<std::size_t>(most, term.lists[number].size);
        return most;
    }
    bool out_of_time() { return is_late = is_late || (deadline && std::chrono::steady_clock::now() > *deadline); }
};

// Numbers of documents, the second not included.
using Range = std::pair<std::uint32_t, std::uint32_t>;

// With `seen`, which other words of the query share, documents are counted once. Throws Damaged.
void look_at(Search& search, Tally& tally, std::vector<bool>* seen, const Part& part, std::size_t number, Range range);

}  // namespace gongkai::fulltext
