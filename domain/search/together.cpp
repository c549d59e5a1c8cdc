#include "domain/search/together.h"

#include <algorithm>

#include "domain/search/spelling.h"

namespace gongkai::search {

void Together::count(const Kept& kept) {
    ++total;
    const auto values = facets_of(kept);
    for (std::size_t column = 0; column < facet_columns; ++column)
        ++facets[column][values[column]];
}

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

void add_what_has_come(Together& all, const fulltext::Index& index, fulltext::Query query, Day today) {
    if (std::ranges::none_of(all.hits, [&](const auto& hit) { return hit.second.second > today; }))
        return;
    query.facets.clear();
    auto later = query;
    later.from = std::max(query.from.value_or(today), today + std::chrono::days(1));
    later.count = 0;
    all.later = index.find(later).total;
    query.to = std::min(query.to.value_or(today), today);
    query.total = fulltext::Total::unwanted;
    for (const auto& hit : index.find(query).hits)
        all.hits[static_cast<EntryId>(hit.key)] = {hit.score, hit.day};
}

bool is_found_by(const fulltext::Index& index, EntryId id, const std::vector<std::vector<std::string>>& branches) {
    const auto document = index.document(static_cast<std::uint64_t>(id));
    if (!document)
        return false;
    const auto has = [&](const std::string& word) {
        const std::vector<fulltext::Word> one{{word, fulltext::Field::anywhere}};
        return !fulltext::places(document->title, one, *spelling()).empty() ||
               !fulltext::places(document->body, one, *spelling()).empty();
    };
    return std::ranges::any_of(branches, [&](const auto& words) { return std::ranges::all_of(words, has); });
}

}  // namespace gongkai::search
