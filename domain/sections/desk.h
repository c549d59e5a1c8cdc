// A duty of a unit in the hands of one of its sections, and what the section reports. Each deed is one line of the journal.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/ledger/offers.h"
#include "domain/people/unit.h"

namespace gongkai::sections {

using TaskId = std::int64_t;
using ReportId = std::int64_t;

struct Task {
    TaskId id = 0;
    ledger::DutyId duty_id = 0;
    people::UnitId section_id = 0;
    std::string words;  // how it is to be done
    std::string given_by;
    Instant given_at;
    std::optional<Instant> ended_at;  // taken back, or given to another section
};

struct Report {
    enum class Outcome { passed, returned };
    ReportId id = 0;
    TaskId task_id = 0;
    int number = 0;         // of the occurrence
    ledger::Offer content;  // day, words, kind, address, file, who and when
    std::optional<Outcome> outcome;
    std::string reason;
};

// Sections of a unit on a day.
std::vector<const people::Unit*> sections_of(const people::Directory& units, people::UnitId unit, Day on);

std::optional<Task> find_task(db::Connection& connection, TaskId id);
std::vector<Task> tasks_of(db::Connection& connection, people::UnitId unit);  // that run
std::vector<Report> reports_of(db::Connection& connection, TaskId id);
std::optional<Report> find_report(db::Connection& connection, ReportId id);

// What waits for a section, and for a unit those with a report that it has to look at; by due day.
struct Waiting {
    TaskId task_id = 0;
    std::string origin;
    std::int64_t part = 0;
    Day due_on;  // the first that is open
    std::string section;
    bool is_reported = false;  // a report of the section waits for the unit
};
std::vector<Waiting> waiting_for(db::Connection& connection, people::UnitId unit);

// A duty that another section had goes over to this one. Refuses sections.refuse.no_section (none of the unit that owes it),
// sections.refuse.unknown and, like take_back(), sections.refuse.report_waits: what was reported is judged first.
Result<TaskId> assign(db::Connection& connection, ledger::DutyId duty, people::UnitId section, std::string_view words,
                      std::string_view actor);
Result<void> take_back(db::Connection& connection, TaskId id, std::string_view actor);

// Refuses sections.refuse.ended, sections.refuse.reported_already, and of the ledger .done_in_future, .done_already, .unknown.
Result<ReportId> report(db::Connection& connection, const Report& report);

// It becomes the unit's own offer. Refuses sections.refuse.judged_already, .own_report, and what ledger::offer() refuses.
Result<ledger::OfferId> pass_on(db::Connection& connection, ReportId id, std::string_view actor);
Result<void> give_back(db::Connection& connection, ReportId id, std::string_view reason, std::string_view actor);

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::sections
