// Counts of a column of the index, as a page shows them.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "domain/search/finder.h"
#include "domain/search/follow.h"

namespace gongkai::search {

// With their names, the most frequent first; years the newest first. What has no name is left out.
std::vector<FacetValue> facet_values(Facet column, const std::map<std::uint32_t, std::int64_t>& counts,
                                     const std::map<LabelId, KeptLabel>& labels);

}  // namespace gongkai::search
