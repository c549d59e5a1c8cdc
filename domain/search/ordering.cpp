#include "domain/search/ordering.h"

#include <algorithm>
#include <utility>

namespace gongkai::search {

std::vector<EntryId> Ordering::operator()(const Together& all) const {
    using One = std::pair<EntryId, std::pair<double, Day>>;
    std::vector<One> hits(all.hits.begin(), all.hits.end());
    const auto times = [&](EntryId id) {
        const auto found = downloads.find(id);
        return found == downloads.end() ? 0 : found->second;
    };
    const auto is_on_top = [&](EntryId id) { return pinned.contains(id) || liked.contains(id); };
    std::ranges::sort(hits, [&](const One& a, const One& b) {
        const auto& [id_a, found_a] = a;
        const auto& [id_b, found_b] = b;
        switch (order) {
            case Order::came:
                return id_a > id_b;  // they are numbered as they come
            case Order::newest:
                if (const bool later = found_a.second > today; later != (found_b.second > today))
                    return !later;
                if (found_a.second != found_b.second)
                    return found_a.second > found_b.second;
                break;
            case Order::downloads:
                if (const auto of_a = times(id_a), of_b = times(id_b); of_a != of_b)
                    return of_a > of_b;
                break;
            case Order::best:
                if (const bool is_first = is_on_top(id_a); is_first != is_on_top(id_b))
                    return is_first;
                break;
        }
        return found_a != found_b ? found_a > found_b : id_a > id_b;  // as the index, or pages would overlap
    });
    std::vector<EntryId> ids;
    ids.reserve(hits.size());
    for (const auto& [id, found] : hits)
        ids.push_back(id);
    return ids;
}

}  // namespace gongkai::search
