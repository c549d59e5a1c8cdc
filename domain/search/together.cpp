#include "domain/search/together.h"

#include <algorithm>

namespace gongkai::search {

Together together_of(const fulltext::Answer& answer, bool is_whole) {
    Together all;
    all.total = is_whole ? answer.total : answer.hits.size();
    all.is_exact = is_whole ? answer.is_exact : !answer.is_cut_short;
    all.is_cut_short = answer.is_cut_short;
    for (std::size_t column = 0; column < answer.facets.size(); ++column)
        for (const auto& value : answer.facets[column])
            all.facets[column].emplace(value.value, static_cast<std::int64_t>(value.documents));
    for (const auto& hit : answer.hits) {
        all.hits[static_cast<EntryId>(hit.key)] = {hit.score, hit.day};
        all.best = std::max(all.best, hit.score);
    }
    return all;
}

}  // namespace gongkai::search
