// How often the principal of each unit has interpreted a policy in a year (第23项: twice at least).
#pragma once
#include <map>

#include "base/db/connection.h"
#include "domain/people/unit.h"

namespace gongkai::publishing {

// Public interpretations without 示例数据.
std::map<people::UnitId, int> principals_in(db::Connection& connection, int year);

}  // namespace gongkai::publishing
