// The calendar of one installation: the years that the binary carries, each replaced by what an administrator has added for it.
#pragma once
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/calendar/calendar.h"

namespace gongkai::calendar {

WorkingDays working_days(db::Connection& connection);

struct Added {
    int year = 0;
    bool is_amended = false;     // the year was known before
    bool is_unchanged = false;   // as it is said here
    std::vector<Day> changed{};  // terms that run over one of these must be counted again
};

// Takes in the file of one year (see year.h) under the name of its paper; days that it leaves as they were keep their paper. A
// year that says what is known already changes nothing and leaves no line in the journal. Refusals: those of year.h,
// calendar.refuse.no_paper, and calendar.refuse.gap where a year between would stay unknown.
Result<Added> add_year(db::Connection& connection, std::string_view csv, std::string_view paper, std::string_view actor);

}  // namespace gongkai::calendar
