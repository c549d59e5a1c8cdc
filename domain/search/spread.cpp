#include "domain/search/spread.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

#include "domain/search/rank.h"

namespace gongkai::search {

void put_best_first(std::vector<Hit>& hits) {
    std::vector<std::size_t> order(hits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) { return hits[i].score; });
    if (std::ranges::is_sorted(order))
        return;
    std::vector<Hit> sorted;
    sorted.reserve(hits.size());
    for (const auto i : order)
        sorted.push_back(std::move(hits[i]));
    hits = std::move(sorted);
}

void spread_kinds(std::vector<Hit>& hits) {
    std::map<std::string, std::size_t, std::less<>> records;
    for (auto& hit : hits)
        if (hit.kept.entry.source == "record")
            hit.score *= std::pow(of_same_kind, records[hit.kept.entry.key.substr(0, hit.kept.entry.key.find('/'))]++);
    for (auto& hit : hits)
        if (hit.kept.entry.source == "kind_of_record")
            if (const auto found = records.find(hit.kept.entry.key); found != records.end() && found->second >= records_of_list)
                hit.score += for_list;
}

}  // namespace gongkai::search
