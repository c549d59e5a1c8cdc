// What follows from a term, a day and a proof. Pure functions; README.md has the table in words.
#pragma once
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/ledger/duty.h"

namespace gongkai::ledger {

// The occurrences of `term` in a paper signed on `signed_on` for the year `year`, in order of their due days.
// A period that began on or before the signing is not owed, but the year is: the first one is the period after the signing. A
// count that runs over days which the calendar does not know is never guessed: it stands at the year's end until a recount.
std::vector<Planned> occurrences_of(const Term& term, Day signed_on, int year, const calendar::WorkingDays& calendar);

// The same for several terms together; where none is stated, the task is one of the year's and due on its 31 December.
std::vector<Planned> occurrences_of(const std::vector<Term>& terms, Day signed_on, int year,
                                    const calendar::WorkingDays& calendar);

// Nothing of a duty is done before the year in which it is first due begins; what is due before April may have been done in the
// year before. An earlier day is a slip of the pen.
Day done_on_at_earliest(const Duty& duty);

State state_on(Day as_of, Day due_on, std::optional<Day> done_on, int soon_days);

// How many of a duty's occurrences stand how.
struct Tally {
    int done = 0, done_late = 0, not_due = 0, due_soon = 0, late = 0;

    void count(State state);
    int all() const { return done + done_late + not_due + due_soon + late; }
    State worst() const;
    Tally& operator+=(const Tally& other);
    bool operator==(const Tally&) const = default;
};

// The day a board speaks of when nobody says: today, but in a year that is over its 31 December.
Day as_of_default(int year, Day today);

std::string_view word_of(State state);  // "done_late"
std::optional<State> state_from(std::string_view word);
std::string_view word_of(Term::Kind kind);
std::optional<Term::Kind> kind_from(std::string_view word);

}  // namespace gongkai::ledger
