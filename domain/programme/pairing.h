// Which task and row of a corrected notice is which of the version before. Pure. Titles and requirements tell, over the whole
// notice; a number tells nothing, because a task put in before the others moves them all. What agrees in neither title nor
// requirement is not the same and keeps no proof.
#pragma once
#include <map>
#include <vector>

#include "domain/programme/programme.h"

namespace gongkai::programme {

struct FormerRow {
    const StoredTask* task = nullptr;
    const StoredRow* row = nullptr;
};

// From the new one to the former one; each former one is taken once. A row may come from another task than its own.
struct Pairing {
    std::map<const StoredTask*, const StoredTask*> tasks;
    std::map<const StoredRow*, FormerRow> rows;
};

Pairing pair(const std::vector<StoredTask>& before, const std::vector<StoredTask>& after);

}  // namespace gongkai::programme
