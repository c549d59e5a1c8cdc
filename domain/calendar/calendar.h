// Which days are working days. The plain week (Monday to Friday) holds except where the State Council's paper of the year says
// otherwise: 放假 takes a day out, 调休上班 puts a Saturday or Sunday in. Years are known one by one, because the paper of the
// next one comes late in the year before and may be amended; a day of a year without its paper is never guessed, it is refused.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"

namespace gongkai::calendar {

// A day on which the paper of the year overrides the plain week.
struct SpecialDay {
    enum class Kind { off, work };  // 放假, 调休上班

    Day on;
    Kind kind = Kind::off;
    std::string holiday;  // 春节
    std::string paper;    // name of the paper that settled this day

    bool operator==(const SpecialDay&) const = default;
};

// off, work: as files, tables and JSON write it.
std::string_view word_of(SpecialDay::Kind kind);
std::optional<SpecialDay::Kind> kind_from(std::string_view word);

struct Paper {
    std::string name;              // 国办发明电〔2019〕16号
    std::optional<Day> issued_on;  // unknown for a paper that an administrator named in one word
    std::string source;            // address where it was published, or empty

    bool operator==(const Paper&) const = default;
};

// One whole year: every day that the papers name, in order. All other days follow the plain week.
struct CalendarYear {
    int year = 0;
    std::vector<Paper> papers;  // the first, then its amendments
    std::vector<SpecialDay> days;

    bool operator==(const CalendarYear&) const = default;
};

// A time that does not count: the days after `start` up to and including `end`.
struct Pause {
    Day start;
    Day end;
};

// What WorkingDays refuses (arguments: the first day that was needed and is not known, its year).
inline constexpr std::string_view calendar_missing = "calendar.refuse.missing";

// A value: built once from years that follow each other without a gap, then read by any number of threads. Every answer takes the
// time of a table lookup, however long the term.
class WorkingDays {
  public:
    explicit WorkingDays(std::vector<CalendarYear> years);

    const std::vector<CalendarYear>& years() const { return years_; }
    Day first() const { return first_; }
    Day last() const { return last_; }
    bool knows(Day day) const { return first_ <= day && day <= last_; }

    Result<bool> is_working(Day day) const;

    // The `count`-th working day (1, 2, 3 …) after `start`, the days of `pauses` left out. `start` itself is not counted. Pauses
    // may come in any order, overlap, and begin before `start`; a day in two of them is left out once.
    Result<Day> after(Day start, int count, std::span<const Pause> pauses = {}) const;

    // `day` itself where it is a working day, else the next one.
    Result<Day> on_or_after(Day day) const;

    // Working days after `from` up to and including `to`; counted backwards, below zero, where `to` lies before `from`.
    Result<int> count_between(Day from, Day to) const;

    // What a paper says of this day; null where it follows the plain week or is not known.
    const SpecialDay* special(Day day) const;

  private:
    int worked_until(Day day) const;  // working days from first() up to and including `day`, which is held within the known days
    std::unexpected<Refusal> missing(Day day) const;

    std::vector<CalendarYear> years_;
    Day first_, last_;
    std::vector<Day> working_;  // all of them, in order
    std::vector<int> worked_;   // [i]: how many of them lie before first_ + i
};

// Days whose answer differs, in order: a term that runs over one of them must be counted again. A day that only one of the two
// knows differs.
std::vector<Day> changed_days(const WorkingDays& before, const WorkingDays& now);

}  // namespace gongkai::calendar
