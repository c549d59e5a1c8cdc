// An answer of base/fulltext, by entry: what is found together.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <utility>

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
};

// Of what was not asked as a whole the hits are all that is counted.
Together together_of(const fulltext::Answer& answer, bool is_whole);

}  // namespace gongkai::search
