// Requests as a table, `story,received_on,correction_received_on,pauses,extended,due_on`, whose last column is filled in. Columns
// may stand in any order; those that are not known are passed through. Pauses are written start/end and joined by a semicolon.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/rules.h"

namespace gongkai::calendar {

// A clock as people write it, on the command line or in a row.
struct WrittenClock {
    std::string_view received_on;
    std::string_view correction_received_on;  // may be empty
    std::string_view pauses;                  // may be empty
    std::string_view extended;                // yes, no; empty is no
};

// Refuses calendar.refuse.received_on, .correction_received_on, .pause, .extended (argument: what was written).
Result<AnswerClock> parse_answer_clock(const WrittenClock& written);

struct AnswerTable {
    struct RefusedRow {
        std::size_t line = 0;  // the header is line 1
        std::string story;
        Refusal why;
    };

    std::string csv;  // all rows in their order; `due_on` is empty in refused ones
    std::vector<RefusedRow> refused;
};

// What a row says in `due_on` where the term runs out of the known calendar.
inline constexpr std::string_view written_where_missing = "calendar-missing";

// Refuses as a whole only what is no such table: core.refuse.csv, core.refuse.csv_column.
Result<AnswerTable> fill_due_days(std::string_view csv, const WorkingDays& office);

}  // namespace gongkai::calendar
