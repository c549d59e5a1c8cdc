// In which order the index's hits are looked at, before the best of them are ranked (rank.h).
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "domain/search/query.h"
#include "domain/search/together.h"

namespace gongkai::search {

struct Ordering {
    Order order = Order::best;
    Day today{};
    const std::map<EntryId, double>&pinned, &liked;  // before all others, where the best come first
    std::map<EntryId, std::int64_t> downloads;       // where they order it

    std::vector<EntryId> operator()(const Together& all) const;
};

}  // namespace gongkai::search
