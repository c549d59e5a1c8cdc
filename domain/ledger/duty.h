// A duty: what one unit owes, in occurrences with a due day each. Proofs make them done; states are arithmetic (rules.h).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/core/day.h"

namespace gongkai::ledger {

using DutyId = std::int64_t;
using OccurrenceId = std::int64_t;

enum class Period { week, month, quarter, half_year, year };

// When it is owed, as the paper says it.
struct Term {
    enum class Kind { by, every, at_least, within, standing, unstated };
    Kind kind = Kind::unstated;
    std::optional<Day> on;              // by
    Period period = Period::year;       // every, at_least
    int count = 1;                      // at_least, in each period; within, of days after the signing
    bool in_working_days = false;       // within
    std::optional<unsigned> month_day;  // every: 每月10日前 is due on the 10th; the last day of the period where none is said
    std::optional<unsigned> month;      // every year, with month_day: 每年1月31日前
    std::string words;                  // the phrase as printed; empty where the paper states no term
    bool operator==(const Term&) const = default;
};

// How a due day was counted, kept so that it can be counted again when the calendar changes.
struct Count {
    Day after;  // not counted itself
    int working_days = 0;
    bool operator==(const Count&) const = default;
};

struct Planned {
    Day due_on;
    Term::Kind kind;
    std::string words;
    std::optional<Count> count{};
    bool operator==(const Planned&) const = default;
};

enum class State { done, done_late, not_due, due_soon, late };  // from good to bad: the worst is the greatest

// A duty that begins. `origin` names the paper ("programme/2019-33"), `part` the row in it.
struct NewDuty {
    std::string origin;
    std::int64_t part = 0;
    std::optional<std::int64_t> unit_id;
    std::string group_name;  // where the unit is not known yet
    std::vector<Planned> occurrences;
};

struct Occurrence {
    OccurrenceId id = 0;
    int number = 0;
    Term::Kind kind = Term::Kind::unstated;
    std::string words;
    Day due_on;
    std::optional<Day> done_on;
};

struct Duty {
    DutyId id = 0;
    std::string origin;
    std::int64_t part = 0;
    std::optional<std::int64_t> unit_id;
    std::string group_name;
    std::optional<Day> ended_on;  // a corrected notice took it back
    std::vector<Occurrence> occurrences;
};

// From the day on which the page of a proof was withdrawn to the day on which it was public again, if it ever was.
struct Lapse {
    Day on;
    std::string because;
    std::optional<Day> restored_on{};
};

// What shows that an occurrence was done.
struct Proof {
    std::int64_t id = 0;
    OccurrenceId occurrence_id = 0;
    Day done_on;
    std::string words;    // what was done
    std::string address;  // of the page that shows it; empty where there is none
    bool is_demonstration = false;
    std::vector<Lapse> lapses{};  // oldest first

    bool stands() const { return lapses.empty() || lapses.back().restored_on; }
};

}  // namespace gongkai::ledger
