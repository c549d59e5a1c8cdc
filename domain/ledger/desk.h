// The verbs of the ledger. Each runs inside the deed of the room that calls it; that room writes the journal line, because it
// knows what the duty is about. Only a recount is the ledger's own deed.
#pragma once
#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/calendar/calendar.h"
#include "domain/ledger/duty.h"

namespace gongkai::ledger {

DutyId begin(db::Connection& connection, const NewDuty& duty);

// The paper took it back: it stays on record and leaves the board.
void end(db::Connection& connection, DutyId id, Day on);

// The paper gave it other terms: what was done stays, what is open is planned anew. An occurrence that has an offer takes the new
// term that is most like its own; where there is none left it is owed no more, and its offers stay with the duty.
void replan(db::Connection& connection, const Duty& duty, const std::vector<Planned>& occurrences);

// Refuses `ledger.refuse.done_already` where the occurrence has its proof. `done_on` may lie in the past, not after `today`
// (`ledger.refuse.done_in_future`).
Result<std::int64_t> prove(db::Connection& connection, const Occurrence& occurrence, const Proof& proof, std::string_view actor);

// Counts again the due days that were counted in working days and may run over one of the `changed` days (in order, not empty),
// those of what is done too: was it done late? How many moved. A count that the calendar cannot follow stays as it is.
int recount(db::Connection& connection, const calendar::WorkingDays& now, const std::vector<Day>& changed,
            std::string_view actor);

// Takes every demonstration proof back; how many there were.
std::int64_t drop_demonstration(db::Connection& connection);

}  // namespace gongkai::ledger
