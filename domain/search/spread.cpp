#include "domain/search/spread.h"

#include <cmath>
#include <map>

#include "domain/search/rank.h"

namespace gongkai::search {

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
