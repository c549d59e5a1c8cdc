// The deeds of supervision: the office raises matters and answers what units say to them, a unit answers a rectification notice,
// circulars are drafted and issued. Each writes one line of the journal; names of persons never stand there.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/calendar/calendar.h"
#include "domain/supervision/matter.h"

namespace gongkai::supervision {

struct NewMatter {
    Kind kind = Kind::urge;
    std::string words;
    int working_days = 0;            // rectification
    Day held_on;                     // talk
    std::string present;             // talk, sealed
    std::optional<Day> due_on = {};  // talk
};

// One matter for each unit among the owners of the occurrences, in the order in which they come. Refuses supervision.refuse.none
// (nothing of it is owed any more, or by no unit), .one_unit, .held_in_future and .agreed_before_held (talks), and those of
// term_ends_on().
Result<std::vector<MatterId>> raise(db::Connection& connection, const NewMatter& matter,
                                    const std::vector<ledger::OccurrenceId>& about, std::string_view actor);

// It was a mistake; it stays on record with the reason. Refuses supervision.refuse.no_reason, .settled.
Result<void> withdraw(db::Connection& connection, MatterId id, std::string_view reason, std::string_view actor);

// Of a rectification notice. Refuses supervision.refuse.settled, .answered_already (one waits).
Result<AnswerId> answer(db::Connection& connection, const Answer& answer);

// Refuses supervision.refuse.own_answer, .judged_already, .settled; returning also .no_reason.
Result<void> accept(db::Connection& connection, AnswerId id, std::string_view actor);
Result<void> give_back(db::Connection& connection, AnswerId id, std::string_view reason, std::string_view actor);

// Terms that run over a day that changed; how many moved.
int recount(db::Connection& connection, const calendar::WorkingDays& now, const std::vector<Day>& changed,
            std::string_view actor);

// Only title, words, as_of and is_public are looked at; refuses supervision.refuse.as_of_in_future.
Result<CircularId> draft(db::Connection& connection, const Circular& circular, std::string_view actor);
// `circular.version` is the one that was looked at. Refuses supervision.refuse.stale.
Result<void> change(db::Connection& connection, const Circular& circular, std::string_view actor);
Result<void> drop(db::Connection& connection, CircularId id, std::string_view actor);
// Writes down what every unit owes as of its day. Nobody issues what he wrote: refuses supervision.refuse.own_circular, .stale,
// .nobody_owes.
Result<void> issue(db::Connection& connection, CircularId id, int version, std::string_view actor);

}  // namespace gongkai::supervision
