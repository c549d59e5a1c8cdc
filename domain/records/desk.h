// The deeds on records that somebody does by hand, those of time, and who sees to a kind. Each writes one line of the journal. An
// import is a deed of its own (import.h).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/records/change.h"

namespace gongkai::records {

// One record by hand. Which serial it has. Refuses what complete() finds, as the first of its faults, and what Change refuses.
Result<std::int64_t> add(db::Connection& connection, const Kind& kind, people::UnitId unit, Values values,
                         std::string_view actor);
Result<void> correct(db::Connection& connection, const Kind& kind, std::int64_t serial, int version, Values values,
                     std::string_view because, std::string_view actor);
// Empties what the record said before, all of it: a name or a number that should never have stood there does not stay in its
// history. That it was taken out, when and why stays, and a line of the journal; what it was is nowhere any more but in backups.
// Refuses records.refuse.no_reason, .no_former.
Result<void> take_out_former(db::Connection& connection, const Kind& kind, std::int64_t serial, std::string_view because,
                             std::string_view actor);

// Refuses records.refuse.no_reason.
Result<void> withdraw(db::Connection& connection, const Kind& kind, std::int64_t serial, int version, std::string_view because,
                      std::string_view actor);

// The same of one of several that were looked at together.
Result<void> withdraw(db::Connection& connection, const Kind& kind, const people::Directory& units, const WholeRecord& record,
                      int version, std::string_view because, std::string_view actor);

// Takes what must no longer be shown out of the lists; how many records.
int end_display(db::Connection& connection, Day today);

// Takes demonstration records out, a part of them at a time; how many went. 0: there are none left.
std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor);

// A file in the columns of another system left the house.
struct HandedOver {
    std::string file;
    Day from, to;
    std::int64_t records = 0;
};
void note_hand_over(db::Connection& connection, const Kind& kind, const HandedOver& what, std::string_view actor);

// Files that wait for a look.
struct HandedIn {
    std::int64_t id = 0;
    std::string kind;
    people::UnitId unit_id = 0;
    std::string file, file_name, given_by;
    Instant given_at;
    std::optional<Instant> accepted_at;
};
std::int64_t hand_in(db::Connection& connection, const Kind& kind, people::UnitId unit, std::string_view file,
                     std::string_view file_name, std::string_view actor);
std::optional<HandedIn> find_handed_in(db::Connection& connection, std::int64_t id);
std::vector<HandedIn> imports_waiting(db::Connection& connection, const Kind& kind, int at_most);  // newest first
Result<void> accept(db::Connection& connection, std::int64_t id);  // refuses records.refuse.accepted_already

}  // namespace gongkai::records
