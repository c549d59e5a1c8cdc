// The verbs of the ledger. Each runs inside the deed of the room that calls it; that room writes the journal line, because it
// knows what the duty is about. Only a recount is the ledger's own deed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

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

// What the withdrawal of a page does to the ledger.
struct Lapsed {
    std::vector<std::int64_t> proofs;  // that count no more
    std::vector<DutyId> duties;        // what was done by them alone is open again, and may be late
    std::vector<std::int64_t> offers;  // that waited with this page, and went back
};

// `page` was withdrawn: what is proved by it, or by what lies below it, stands unproved, whatever day one asks about; another
// proof of the same occurrence goes on counting. A duty that has ended keeps what was done, its proof says that it was withdrawn.
Lapsed lapse(db::Connection& connection, std::string_view page, Day on, std::string_view because, std::string_view actor);

// `page` is public again: its proofs count as before, from the day on which each was done. How many they are.
int restore(db::Connection& connection, std::string_view page, Day on);

// What is said of the proofs that lapsed with the page and have not been restored.
void reword_lapses(db::Connection& connection, std::string_view page, std::string_view because);

// Is that an address of the page, or of something below it? All of them stand in byte order between the page and
// end_of_addresses().
bool lies_at(std::string_view page, std::string_view address);
std::string end_of_addresses(std::string_view page);

// Counts again the due days that were counted in working days and may run over one of the `changed` days (in order, not empty),
// those of what is done too: was it done late? How many moved. A count that the calendar cannot follow stays as it is.
int recount(db::Connection& connection, const calendar::WorkingDays& now, const std::vector<Day>& changed,
            std::string_view actor);

// Takes every demonstration proof back; how many there were.
std::int64_t drop_demonstration(db::Connection& connection);

}  // namespace gongkai::ledger
