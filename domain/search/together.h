// An answer of base/fulltext, by entry: what is found together.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/fulltext/index.h"
#include "domain/search/follow.h"
#include "domain/search/store.h"

namespace gongkai::search {

struct Together {
    std::map<EntryId, std::pair<double, Day>> hits;
    std::uint64_t total = 0;
    bool is_exact = true, is_cut_short = false;
    std::array<std::map<std::uint32_t, std::int64_t>, facet_columns> facets;
    double best = 0;
    std::uint64_t later = 0;  // of the newest: those whose day has not come yet

    void count(const Kept& kept);  // one more, in the facets too
};

// Of what was not asked as a whole the hits are all that is counted.
Together together_of(const fulltext::Answer& answer, bool is_whole);

// What has not come yet is not the newest. Where it leads an answer to `query`, newest first, what stands behind it is added.
void add_what_has_come(Together& all, const fulltext::Index& index, fulltext::Query query, Day today);

// Whether the index finds it by all words of any of the branches.
bool is_found_by(const fulltext::Index& index, EntryId id, const std::vector<std::vector<std::string>>& branches);

}  // namespace gongkai::search
