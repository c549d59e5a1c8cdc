// What follows from a matter's days. Pure functions: late is arithmetic here too.
#pragma once
#include <optional>
#include <string_view>

#include "base/core/refusal.h"
#include "domain/calendar/calendar.h"
#include "domain/supervision/matter.h"

namespace gongkai::supervision {

// From what is settled to what presses most.
enum class State { withdrawn, done, done_late, answered, waiting, returned, late };
std::string_view word_of(State state);

// An urge and a talk are done once nothing of what they are about is owed. A rectification is done by an answer that the office
// has accepted, on the day that the answer was given, so a slow office makes no unit late.
State state_on(Day as_of, const Matter& matter);
bool is_settled(State state);

inline constexpr int term_at_most = 60;  // working days

// The last day of a term: the day of issue is not counted. Refuses supervision.refuse.term and calendar_missing.
Result<Day> term_ends_on(Day issued_on, int working_days, const calendar::WorkingDays& calendar);

// The day by which the unit is waited for: its own term, else the oldest day that it owes.
std::optional<Day> pressing_on(const Matter& matter);

}  // namespace gongkai::supervision
