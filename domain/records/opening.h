// Whether something is open: opening hours on a day of the calendar.
#pragma once
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/day.h"
#include "domain/calendar/calendar.h"

namespace gongkai::records {

// Minutes after midnight; a stretch that ends after 24:00 goes on into the next day.
using Stretch = std::pair<int, int>;

// On this day, in the order of the day. A later rule that names the day replaces an earlier one; PH is a day that the calendar
// has as a holiday (not a plain weekend), and what a rule says of it goes before its weekday.
std::vector<Stretch> open_on(std::string_view canonical, Day day, bool is_holiday);

// A day off that is no weekend, or one of the days that the calendar gives a holiday's name. Where the calendar does not know the
// day, nothing is a holiday.
bool is_public_holiday(const calendar::WorkingDays& calendar, Day day);

struct Opening {
    bool is_open = false;
    std::vector<Stretch> today;
};
Opening opening_at(std::string_view canonical, Instant at, const calendar::WorkingDays& calendar);

}  // namespace gongkai::records
