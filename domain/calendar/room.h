// What this room hangs on the doors.
#pragma once
#include <functional>
#include <vector>

#include "domain/calendar/calendar.h"
#include "doors/terminal/verbs.h"

namespace gongkai::db {
class Connection;
}

namespace gongkai::calendar {

// What a higher room does with its terms when days have changed, inside the same deed; how many terms it moved.
using Recount = std::function<int(db::Connection& connection, const WorkingDays& now, const std::vector<Day>& changed,
                                  std::string_view actor)>;

// The program lists the recounts of the rooms above: this room knows none of them.
void hang_on(terminal::Verbs& verbs, std::vector<Recount> recounts = {});

}  // namespace gongkai::calendar
