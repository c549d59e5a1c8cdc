// A year of the calendar as a file: `date,kind,holiday`, one row a day that the State Council's paper names, kind `off` (放假) or
// `work` (调休上班). The years that the binary carries are such files below data/calendar/; an administrator adds others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"

namespace gongkai::calendar {

// Always the whole year, of an amended paper too. Refusals name the line (the header is line 1): core.refuse.csv_column,
// calendar.refuse.no_days, .date, .kind, .other_year, .twice, .unnamed (no holiday), and .cut_off where a day is not off that is
// off in every year: the file is then not whole.
Result<CalendarYear> parse_calendar_year(std::string_view csv, const Paper& paper);

// 调休上班 sends people to work on a Saturday or Sunday. Only an amended paper has a reason to name another day, one that the
// paper before it had taken out; in the first paper of a year it is a slip. Refuses calendar.refuse.work_in_week.
Result<void> check_first_edition(const CalendarYear& year);

// The years of data/calendar/, each day with the paper of papers.csv that settled it.
std::vector<CalendarYear> carried_years();

}  // namespace gongkai::calendar
