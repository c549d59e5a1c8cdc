#include "domain/sections/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/sections/queries.h"

namespace gongkai::sections {
namespace {

using RefusalKind = Refusal::Kind;

Task task_in(const db::Rows& rows) {
    return {rows.get<TaskId>(0),      rows.get<ledger::DutyId>(1), rows.get<people::UnitId>(2),        rows.get<std::string>(3),
            rows.get<std::string>(4), rows.get<Instant>(5),        rows.get<std::optional<Instant>>(6)};
}

Report report_in(const db::Rows& rows) {
    Report report;
    report.id = rows.get<ReportId>(0);
    report.task_id = rows.get<TaskId>(1);
    report.number = rows.get<int>(2);
    report.content.done_on = rows.get<Day>(3);
    report.content.words = rows.get<std::string>(4);
    report.content.kind = ledger::offer_kind_from(rows.text(5)).value();
    report.content.address = rows.get<std::string>(6);
    report.content.file_name = rows.get<std::string>(7);
    report.content.file = rows.get<std::string>(8);
    report.content.given_by = rows.get<std::string>(9);
    report.content.given_at = rows.get<Instant>(10);
    if (!rows.is_null(11))
        report.outcome = rows.text(11) == "passed" ? Report::Outcome::passed : Report::Outcome::returned;
    report.reason = rows.get<std::string>(12);
    return report;
}

void note(db::Connection& connection, std::string_view actor, std::string_view deed, TaskId id,
          const boost::json::object& detail) {
    journal::note(connection, {std::string(actor), "sections." + std::string(deed), "section_task/" + std::to_string(id),
                               boost::json::serialize(detail)});
}

Result<Report> waiting_report(db::Connection& connection, ReportId id) {
    auto found = find_report(connection, id);
    if (!found)
        return refuse(RefusalKind::missing, "sections.refuse.unknown");
    if (found->outcome)
        return refuse(RefusalKind::conflict, "sections.refuse.judged_already");
    return *std::move(found);
}

}  // namespace

std::vector<const people::Unit*> sections_of(const people::Directory& units, people::UnitId unit, Day on) {
    std::vector<const people::Unit*> all;
    for (const auto& one : units.units())
        if (one.kind == people::Kind::section && one.parent_id == unit && (!one.valid_from || *one.valid_from <= on) &&
            (!one.valid_until || on <= *one.valid_until))
            all.push_back(&one);
    return all;
}

std::optional<Task> find_task(db::Connection& connection, TaskId id) {
    auto rows = connection.query(sql::task_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return task_in(rows);
}

std::vector<Task> tasks_of(db::Connection& connection, people::UnitId unit) {
    std::vector<Task> all;
    for (auto rows = connection.query(sql::tasks_of_unit, unit); rows.next();)
        all.push_back(task_in(rows));
    return all;
}

std::vector<Report> reports_of(db::Connection& connection, TaskId id) {
    std::vector<Report> all;
    for (auto rows = connection.query(sql::reports_of_task, id); rows.next();)
        all.push_back(report_in(rows));
    return all;
}

std::optional<Report> find_report(db::Connection& connection, ReportId id) {
    auto rows = connection.query(sql::report_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return report_in(rows);
}

std::vector<Waiting> waiting_for(db::Connection& connection, people::UnitId unit) {
    std::vector<Waiting> all;
    for (auto rows = connection.query(sql::waiting_for_section, unit); rows.next();)
        all.push_back({rows.get<TaskId>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2), rows.get<Day>(3),
                       rows.get<std::string>(4), rows.get<bool>(5)});
    return all;
}

Result<TaskId> assign(db::Connection& connection, ledger::DutyId duty_id, people::UnitId section, std::string_view words,
                      std::string_view actor) {
    const auto duty = ledger::find_duty(connection, duty_id);
    if (!duty || duty->ended_on || !duty->unit_id)
        return refuse(RefusalKind::missing, "sections.refuse.unknown");
    const auto units = people::directory(connection);
    if (std::ranges::none_of(sections_of(units, *duty->unit_id, today()), [&](const auto* one) { return one->id == section; }))
        return refuse(RefusalKind::invalid, "sections.refuse.no_section");
    if (connection.query(sql::report_waits_for_duty, duty_id).next())
        return refuse(RefusalKind::conflict, "sections.refuse.report_waits");
    connection.run(sql::end_task_of_duty, duty_id, now());
    const auto id = std::get<0>(*connection.query(sql::add_task, duty_id, section, trim(words), actor, now()).first<TaskId>());
    note(connection, actor, "assign", id, {{"duty", duty_id}, {"section", section}});
    return id;
}

Result<void> take_back(db::Connection& connection, TaskId id, std::string_view actor) {
    if (std::ranges::any_of(reports_of(connection, id), [](const Report& one) { return !one.outcome; }))
        return refuse(RefusalKind::conflict, "sections.refuse.report_waits");
    if (connection.run(sql::end_task, id, now()) == 0)
        return refuse(RefusalKind::conflict, "sections.refuse.ended");
    note(connection, actor, "take_back", id, {});
    return {};
}

Result<ReportId> report(db::Connection& connection, const Report& wanted) {
    const auto task = find_task(connection, wanted.task_id);
    if (!task || task->ended_at)
        return refuse(RefusalKind::conflict, "sections.refuse.ended");
    const auto duty = ledger::find_duty(connection, task->duty_id);
    if (const auto fine = ledger::check_done_on(*duty, wanted.content.done_on); !fine)
        return std::unexpected(fine.error());
    const auto occurrence = std::ranges::find(duty->occurrences, wanted.number, &ledger::Occurrence::number);
    if (occurrence == duty->occurrences.end())
        return refuse(RefusalKind::missing, "ledger.refuse.unknown");
    if (occurrence->done_on)
        return refuse(RefusalKind::conflict, "ledger.refuse.done_already", {std::to_string(wanted.number)});
    const auto& content = wanted.content;
    const auto id =
        connection
            .query(sql::add_report, wanted.task_id, wanted.number, content.done_on, content.words, ledger::word_of(content.kind),
                   content.address, content.file_name, content.file, content.given_by, now())
            .first<ReportId>();
    if (!id)
        return refuse(RefusalKind::conflict, "sections.refuse.reported_already");
    note(connection, content.given_by, "report", wanted.task_id,
         {{"report", std::get<0>(*id)}, {"occurrence", occurrence->id}, {"file", content.file}});
    return std::get<0>(*id);
}

Result<ledger::OfferId> pass_on(db::Connection& connection, ReportId id, std::string_view actor) {
    const auto found = waiting_report(connection, id);
    if (!found)
        return std::unexpected(found.error());
    if (found->content.given_by == actor)
        return refuse(RefusalKind::forbidden, "sections.refuse.own_report");
    const auto task = find_task(connection, found->task_id);
    const auto duty = ledger::find_duty(connection, task->duty_id);
    const auto occurrence = std::ranges::find(duty->occurrences, found->number, &ledger::Occurrence::number);
    if (occurrence == duty->occurrences.end())
        return refuse(RefusalKind::missing, "ledger.refuse.unknown");
    auto offer = found->content;
    offer.occurrence_id = occurrence->id;
    offer.given_by = actor;
    const auto offered = ledger::offer(connection, offer);
    if (!offered)
        return offered;
    connection.run(sql::judge_report, id, "passed", "", actor, now());
    note(connection, actor, "pass_on", found->task_id, {{"report", id}, {"offer", *offered}});
    return offered;
}

Result<void> give_back(db::Connection& connection, ReportId id, std::string_view reason, std::string_view actor) {
    if (trim(reason).empty())
        return refuse(RefusalKind::invalid, "sections.refuse.no_reason");
    const auto found = waiting_report(connection, id);
    if (!found)
        return std::unexpected(found.error());
    connection.run(sql::judge_report, id, "returned", trim(reason), actor, now());
    note(connection, actor, "give_back", found->task_id, {{"report", id}, {"reason", trim(reason)}});
    return {};
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_named); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::sections
