// A letter to the information officers of a unit on the working day on which one of its duties draws near: it says that something
// is due and until when, once a day.
#pragma once
#include <map>

#include "base/core/day.h"
#include "base/core/settings.h"
#include "base/db/connection.h"
#include "domain/people/unit.h"

namespace gongkai::programme {

// Units with the first day on which they owe something, of what draws near today: due in `soon_days`, in 3 days, today, or a day
// late. What fell on days without work is said on the next working day; in a year without its calendar those are Saturday and
// Sunday. Nothing before eight in the morning in China.
std::map<people::UnitId, Day> reminders(db::Connection& connection, int soon_days);

// Once for each reader and day, however often it is asked.
void remind(db::Connection& connection, const Settings& settings, const std::map<people::UnitId, Day>& reminders);

}  // namespace gongkai::programme
