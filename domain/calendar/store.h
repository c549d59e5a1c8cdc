// Years that were added, row by row. An edition is never changed: the newest of a year is the one in force.
#pragma once
#include <vector>

#include "base/db/connection.h"
#include "domain/calendar/calendar.h"

namespace gongkai::calendar::store {

std::vector<CalendarYear> years_in_force(db::Connection& connection);

// `year` has one paper.
void add_edition(db::Connection& connection, const CalendarYear& year);

}  // namespace gongkai::calendar::store
