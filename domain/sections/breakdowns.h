// A unit's own breakdown paper as a reviewed act: handed in, looked at beside its source, accepted or dropped. Accepted it hands
// duties to sections, all in one deed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/sections/breakdown.h"
#include "domain/sections/desk.h"

namespace gongkai::sections {

using BreakdownId = std::int64_t;

struct Breakdown {
    enum class Answer { accepted, dropped };
    BreakdownId id = 0;
    people::UnitId unit_id = 0;
    std::string file_name;
    std::string file;  // its name in base/files, which is its SHA-256
    std::string given_by;
    Instant given_at;
    std::optional<Answer> answer;  // nothing: a draft
    std::optional<Instant> answered_at;
};

// What was accepted of one row.
struct AcceptedRow {
    PaperRow row;  // place, title, requirement, named, source
    std::optional<ledger::DutyId> duty_id;
    std::string duty_label;  // as it was called then
    std::optional<people::UnitId> section_id;
};

std::vector<Breakdown> breakdowns_of(db::Connection& connection, people::UnitId unit);  // newest first
std::optional<Breakdown> find_breakdown(db::Connection& connection, BreakdownId id);
std::vector<std::string> pages_of_breakdown(db::Connection& connection, BreakdownId id);
std::vector<AcceptedRow> accepted_rows(db::Connection& connection, BreakdownId id);

// What a paper of the unit is held against: its sections, and its running duties of the notice that the paper breaks down.
struct Standing {
    people::Directory units{{}};
    std::optional<programme::Notice> notice;  // nothing: it owes nothing
    std::vector<UnitDuty> duties;             // in the order of the notice
};
Standing standing_of(db::Connection& connection, people::UnitId unit, const programme::NoticeHead& paper);
bool owes_something(db::Connection& connection, people::UnitId unit);

// A hash of all that an officer sees before he accepts: the file and what it is held against.
std::string hash_of(const Breakdown& breakdown, const Standing& standing);

// The same file of the same unit that still waits is the same draft. Refuses sections.refuse.owes_nothing.
Result<BreakdownId> hand_in_breakdown(db::Connection& connection, people::UnitId unit, std::string_view file_name,
                                      std::string_view file, const std::vector<extract::Page>& pages, std::string_view actor);

// What an officer has said of a paper. A section that is new has no id yet: `new_section` of a row is its name.
struct Acceptance {
    std::string seen;  // hash_of() as he saw it
    programme::NoticeHead head;
    std::vector<PaperRow> rows;
    std::vector<RowAnswer> answers;         // by row
    std::vector<std::string> row_sections;  // by row: where the section is among the new ones
    std::vector<std::string> new_sections;  // that he ticked
};
struct Accepted {
    std::vector<std::pair<TaskId, people::UnitId>> assigned;  // with the section
    int reworded = 0, same = 0;
};

// One deed: assign() for each duty that goes to a section which does not have it yet; one line names the paper. Refuses
// sections.refuse.breakdown_answered, .seen_otherwise, .not_yours (a duty that the unit does not owe in this notice),
// .report_first (argument: the duty), and what handings(), assign() and people::note_section() refuse.
Result<Accepted> accept_breakdown(db::Connection& connection, BreakdownId id, const Acceptance& acceptance,
                                  std::string_view actor);
Result<void> drop_breakdown(db::Connection& connection, BreakdownId id, std::string_view actor);

}  // namespace gongkai::sections
