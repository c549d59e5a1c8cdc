// Years that were added, row by row. An edition is never changed: a later one of the same year takes its place.
#pragma once
#include <vector>

#include "base/db/connection.h"
#include "domain/calendar/calendar.h"

namespace gongkai::calendar::store {

// In the order in which they came; each has one paper.
std::vector<CalendarYear> editions(db::Connection& connection);

// `year` has one paper.
void add_edition(db::Connection& connection, const CalendarYear& year);

}  // namespace gongkai::calendar::store
