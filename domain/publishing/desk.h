// The deeds of publishing. Each is asked by may() first, carries the version of the document that was looked at, and writes one
// line of the journal; names of persons never stand there. Publishing is one deed: edition, lists, counts, relations and journal
// change together or not at all.
//
// All of them refuse publishing.refuse.unknown (no such document), .stale (somebody was quicker; nothing typed is lost, the page
// is drawn again with it) and what may() refuses.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/db/connection.h"
#include "domain/catalogue/column.h"
#include "domain/publishing/document.h"
#include "domain/publishing/rules.h"

namespace gongkai::publishing {

House house_from(const Settings& settings);

// Who does it, and how far his abilities come with this document's unit.
struct By {
    std::string actor;
    Powers powers;
    std::optional<people::UnitId> unit_id = {};  // that he belongs to
    std::optional<Instant> told_at = {};         // a demonstration tells of deeds of another day
    Instant at() const { return told_at.value_or(now()); }
};

enum class Marking { real, demonstration };

// A document begins as a draft. Refuses publishing.refuse.type, .not_yours and what check() refuses.
Result<DocumentId> begin(db::Connection& connection, people::UnitId unit, std::string_view type, const Text& text, const By& by,
                         Marking marking = Marking::real);

// What cannot even be saved: publishing.refuse.title, .file_twice, .column (unknown or closed), .theme, .category, .item (no item
// of the catalogue that stands), .number, .day, .choice, .link_to_itself; the field is told.
std::optional<Wanting> check(db::Connection& connection, const DocumentType& type, const Text& text);
std::optional<Wanting> check(db::Connection& connection, const catalogue::Columns& columns, const DocumentType& type,
                             const Text& text);

Result<void> change(db::Connection& connection, DocumentId id, int version, const Text& text, const By& by, const House& house);

// Refuses what wanting() finds, the first of it; .no_maker where the office holds units to the list of those that may issue it.
Result<void> submit(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);
Result<void> take_back(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);

// The last step makes it signed; the step at which it is signed refuses what interpretation_gate() refuses.
Result<void> pass(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);
// Refuses .no_reason.
Result<void> give_back(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                       const House& house);

Result<void> publish(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);
// Refuses .in_the_past, and as 三同步 asks .interpretation_late (an interpretation set for more than three working days after its
// policy) and .interpretation_scheduled_late (a policy whose interpretation is).
Result<void> schedule(db::Connection& connection, DocumentId id, int version, Instant at, const By& by, const House& house);
// Of the timer: what is due. False where it is no longer scheduled.
Result<bool> publish_scheduled(db::Connection& connection, DocumentId id);

// Refuses what wanting() finds.
Result<void> publish_urgently(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);
Result<void> look_over(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);

// Without the steps that are left. Refuses .no_reason and what wanting() finds.
Result<void> force(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                   const House& house);

// An edition beside the live one; of a withdrawn document, one that may bring it back. Its text is that of the last.
Result<void> revise(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);
// What it proves (domain/ledger) is unproved until it is public again. Refuses .no_reason.
Result<void> withdraw(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                      const House& house);
// Another public reason in the place of the one that a withdrawal stands under: on the page, in the history, beside what it
// proved. `because`, which only the journal keeps, says why; what stood there before is repeated nowhere. The public log has a
// leaf of its own for it, so that the page can still be checked. Refuses .no_reason, .no_own_reason.
Result<void> mend_reason(db::Connection& connection, DocumentId id, int version, std::string_view reason,
                         std::string_view because, const By& by, const House& house);
Result<void> drop(db::Connection& connection, DocumentId id, int version, const By& by, const House& house);

// The organisation code of a unit; numbers that were given stay. Refuses publishing.refuse.code.
Result<void> set_code(db::Connection& connection, people::UnitId unit, std::string_view code, std::string_view actor);

}  // namespace gongkai::publishing
