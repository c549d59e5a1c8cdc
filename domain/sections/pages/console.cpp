// A unit hands its duties to its sections; a section reports; the unit passes the report on or returns it.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/ledger/store.h"
#include "domain/outbox/outbox.h"
#include "domain/people/desk.h"
#include "domain/programme/pages/evidence.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/room.h"
#include "domain/programme/titles.h"
#include "domain/sections/desk.h"
#include "domain/sections/pages/pages.h"

namespace gongkai::sections {
namespace {

using web::Choice;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char* assign_form = "sections.assign";
constexpr const char* take_back_form = "sections.take_back";
constexpr const char* report_form = "sections.report";
constexpr const char* pass_form = "sections.pass_on";
constexpr const char* return_form = "sections.give_back";
constexpr int listed_at_most = 300;

std::string address_of(TaskId id) { return "/console/sections/" + std::to_string(id); }

// One line a duty: its first open due day stands for all.
std::vector<ledger::Open> duties_of(db::Connection& connection, people::UnitId unit) {
    auto all = ledger::open_below(connection, unit, listed_at_most);
    std::vector<ledger::Open> first;
    for (auto& open : all)
        if (open.unit_id == unit && std::ranges::none_of(first, [&](const auto& one) { return one.duty_id == open.duty_id; }))
            first.push_back(std::move(open));
    return first;
}

Response draw_list(const Doors& doors, const Request& request, Context& context, const Form* form, int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto unit = accounts::officer(context).unit_id;
    console::Page page;
    page.title = say("sections.title");
    page.menu = "/console/sections";
    auto& html = page.content;
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto sections = sections_of(units, unit, today());
        if (sections.empty()) {
            html << "<p class='empty'>" << say("sections.none") << "</p>";
            return;
        }
        const auto duties = duties_of(connection, unit);
        if (duties.empty()) {
            html << "<p class='empty'>" << say("sections.no_duties") << "</p>";
            return;
        }
        std::map<ledger::DutyId, Task> given;
        for (auto& task : tasks_of(connection, unit))
            given.emplace(task.duty_id, std::move(task));
        programme::Titles titles(connection);
        html << "<p>" << say("sections.text") << "</p>";
        FormView view(html, context.language, form);
        view.begin("/console/sections", context.visitor.form_token(assign_form));
        html << "<fieldset class='field' id='f-duty'><legend>" << say("sections.duties") << "</legend>";
        for (const auto& open : duties) {
            html << "<label class='tick'><input type='checkbox' name='duty' value='" << open.duty_id << "'"
                 << web::when(form && form->is_among("duty", std::to_string(open.duty_id)), " checked") << "> <span>"
                 << titles.of(open.origin, open.part) << "<br><span class='small muted'>"
                 << portal::spoken_in_full(context.language, open.due_on) << "</span></span></label>";
            if (const auto found = given.find(open.duty_id); found != given.end())
                html << "<p class='hint'><a class='way' href='" << web::url(address_of(found->second.id)) << "'>"
                     << say("sections.given", {programme::owner_name(units, found->second.section_id, "")}) << "</a></p>";
        }
        html << "</fieldset>";
        std::vector<std::string> ids;
        std::vector<Choice> choices;
        for (const auto* section : sections)
            ids.push_back(std::to_string(section->id));
        for (std::size_t i = 0; i < sections.size(); ++i)
            choices.push_back({ids[i], sections[i]->name});
        view.choices("section", "sections.section", choices);
        view.field({.name = "words", .label = "sections.words", .kind = Field::Kind::many_lines, .need = Need::optional});
        view.end("sections.assign");
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

Response assign_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto section = form.whole_number("section", 1, INT64_MAX).value_or(0);
    const auto said = form.text("words", {.need = Need::optional, .at_most = 500, .lines = Form::TextRule::Lines::many});
    std::vector<ledger::DutyId> duties;
    for (const auto value : context.form.fields.all("duty"))
        if (const auto id = whole_number(value))
            duties.push_back(*id);
    if (duties.empty())
        form.refuse("duty", {Refusal::Kind::invalid, "sections.refuse.none", {}, {}});
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
            for (const auto id : duties) {
                const auto duty = ledger::find_duty(connection, id);
                if (!duty || duty->unit_id != accounts::officer(context).unit_id)
                    return refuse(Refusal::Kind::missing, "sections.refuse.unknown");
                const auto given = assign(connection, id, section, said, accounts::actor(context));
                if (!given)
                    return std::unexpected(given.error());
                outbox::tell(connection, doors.settings, accounts::Role::information_officer, section,
                             {outbox::Kind::section_task, address_of(*given)});
            }
            return {};
        });
        if (done)
            return Response::redirect("/console/sections");
        form.refuse("", done.error());
    }
    return draw_list(doors, request, context, &form, 422);
}

struct Shown {
    Task task;
    ledger::Duty duty;
    people::Directory units{{}};
    std::vector<Report> reports;
    std::string title, requirement;
};

// Nothing where there is no such task or it is not his to see.
std::optional<Shown> look_at(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        const auto task = find_task(connection, context.id("id"));
        if (!task)
            return std::nullopt;
        Shown shown{*task, *ledger::find_duty(connection, task->duty_id), people::directory(connection), {}, {}, {}};
        if (!accounts::may(accounts::officer(context), "duties.see", task->section_id, shown.units))
            return std::nullopt;
        shown.reports = reports_of(connection, task->id);
        programme::Titles titles(connection);
        shown.title = titles.of(shown.duty.origin, shown.duty.part);
        shown.requirement = titles.requirement_of(shown.duty.part);
        return shown;
    });
}

bool is_of_the_unit(const Context& context, const Shown& shown) {
    return accounts::may(accounts::officer(context), "duties.assign", shown.duty.unit_id.value_or(0), shown.units);
}

void write_report(Html& html, Context& context, const Shown& shown, const Report& report, const Form* form) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto& content = report.content;
    html << "<li><div class='top'><strong>" << content.words << "</strong><span class='state'>"
         << say(!report.outcome                              ? "sections.report.waits"
                : *report.outcome == Report::Outcome::passed ? "sections.report.passed"
                                                             : "sections.report.returned")
         << "</span></div><span class='small muted'>"
         << say("sections.report.of", {std::to_string(report.number), portal::spoken_in_full(context.language, content.done_on)})
         << "</span>";
    if (!content.address.empty())
        html << "<br><a href='" << web::url(content.address) << "'>" << content.address << "</a>";
    if (!content.file.empty())
        html << "<br><a href='/console/section-reports/" << report.id << "/file'>" << content.file_name << "</a>";
    if (!report.reason.empty())
        html << "<br>" << say("sections.reason", {report.reason});
    if (!report.outcome && is_of_the_unit(context, shown)) {
        const auto at = address_of(shown.task.id);
        html << "<form method='post' action='" << web::url(at + "/pass") << "'><input type='hidden' name='form_token' value='"
             << context.visitor.form_token(pass_form) << "'><input type='hidden' name='report' value='" << report.id
             << "'><button>" << say("sections.pass_on") << "</button></form>";
        FormView view(html, context.language, form);
        view.under(std::to_string(report.id) + "-");
        view.begin(at + "/return", context.visitor.form_token(return_form));
        view.hidden("report", std::to_string(report.id));
        view.field({.name = "reason", .label = "sections.why"});
        view.end("sections.give_back");
    }
    html << "</li>";
}

Response draw(const Doors& doors, const Request& request, Context& context, const Shown& shown, const Form* form,
              int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("sections.task", {programme::owner_name(shown.units, shown.task.section_id, ""), shown.title});
    const bool is_unit = is_of_the_unit(context, shown);
    page.menu = is_unit ? "/console/sections" : "/console";
    if (is_unit)
        page.trail = {{say("sections.title"), "/console/sections"}};
    auto& html = page.content;
    html << "<p class='requirement'>" << shown.requirement << "</p>";
    if (!shown.task.words.empty())
        html << "<p class='said'>" << shown.task.words << "</p>";
    if (shown.task.ended_at)
        html << "<p class='told'>" << say("sections.ended") << "</p>";
    html << "<ul class='lines'>";
    for (const auto& occurrence : shown.duty.occurrences) {
        html << "<li><div class='top'><span>" << say("sections.number", {std::to_string(occurrence.number)}) << "　"
             << portal::spoken_in_full(context.language, occurrence.due_on) << "</span>";
        if (occurrence.done_on)
            html << "<span class='state done'>" << say("sections.done") << "</span>";
        else
            programme::write_time_left(html, context.language, occurrence.due_on, programme::soon_days(doors));
        html << "</div></li>";
    }
    html << "</ul>";
    if (!shown.reports.empty()) {
        html << "<h2>" << say("sections.reports") << "</h2><ol class='lines'>";
        for (const auto& report : shown.reports)
            write_report(html, context, shown, report, form && form->was_sent("report") ? form : nullptr);
        html << "</ol>";
    }
    const auto open = std::ranges::find_if(shown.duty.occurrences, [&](const ledger::Occurrence& one) {
        return !one.done_on && std::ranges::none_of(shown.reports, [&](const Report& report) {
            return report.number == one.number && report.outcome != Report::Outcome::returned;
        });
    });
    if (!is_unit && open != shown.duty.occurrences.end() && !shown.task.ended_at &&
        accounts::may(accounts::officer(context), "duties.prove", shown.task.section_id, shown.units)) {
        html << "<h2>" << say("sections.report.title", {std::to_string(open->number)}) << "</h2>";
        FormView view(html, context.language, form);
        view.begin(address_of(shown.task.id) + "/reports", context.visitor.form_token(report_form), true);
        view.hidden("number", std::to_string(open->number));
        programme::write_evidence_fields(view, context.language);
        view.end("sections.report.send");
    }
    if (is_unit && !shown.task.ended_at)
        html << "<form method='post' action='" << web::url(address_of(shown.task.id) + "/end")
             << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(take_back_form)
             << "'><button class='quiet'>" << say("sections.take_back") << "</button></form>";
    return doors.console.show(request, context, std::move(page), status);
}

Response task(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response report_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    if (!shown)
        return doors.site.trouble(404, request);
    if (!accounts::may(accounts::officer(context), "duties.prove", shown->task.section_id, shown->units))
        return doors.site.trouble(403, request);
    Form form(context.form);
    Report given;
    given.task_id = shown->task.id;
    given.number = static_cast<int>(form.whole_number("number", 1, 10'000).value_or(0));
    given.content.words = form.text("words", {.at_most = 200});
    given.content.given_by = accounts::actor(context);
    const auto done_on = form.day("done_on");
    if (form.is_fine())
        programme::take_evidence(doors, accounts::actor(context), form, given.content);
    if (form.is_fine()) {
        given.content.done_on = *done_on;
        const auto done = doors.database.write([&](db::Connection& connection) {
            outbox::tell(connection, doors.settings, accounts::Role::information_officer, shown->duty.unit_id.value_or(-1),
                         {outbox::Kind::section_report, address_of(shown->task.id)});
            return report(connection, given);
        });
        if (done)
            return Response::redirect(address_of(shown->task.id));
        const auto& why = done.error();
        form.refuse(why.id == "ledger.refuse.done_in_future" || why.id == "ledger.refuse.done_too_early" ? "done_on" : "", why);
    }
    return draw(doors, request, context, *shown, &form, 422);
}

// A deed of the unit on a task.
template <class Deed>
web::Act deed(const Doors& doors, Deed act, std::optional<outbox::Kind> told = {}) {
    return [doors, act, told](Request& request, Context& context) {
        const auto shown = look_at(doors, context);
        if (!shown || !is_of_the_unit(context, *shown))
            return doors.site.trouble(404, request);
        Form form(context.form);
        const auto id = whole_number(form.typed("report")).value_or(0);
        const auto about = std::ranges::find(shown->reports, id, &Report::id);
        const bool is_here = about != shown->reports.end();
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
            if (told && is_here)
                outbox::tell(connection, doors.settings, about->content.given_by, {*told, address_of(shown->task.id)});
            return act(connection, form, shown->task.id, is_here ? id : 0, accounts::actor(context));
        });
        if (done)
            return Response::redirect(address_of(shown->task.id));
        form.refuse(done.error().id == "sections.refuse.no_reason" ? "reason" : "", done.error());
        return draw(doors, request, context, *shown, &form, 422);
    };
}

Response report_file(const Doors& doors, Request& request, Context& context) {
    const auto found = doors.database.read([&](db::Connection& connection) -> std::optional<Report> {
        auto report = find_report(connection, context.id("id"));
        const auto of = report ? find_task(connection, report->task_id) : std::nullopt;
        if (!of || !accounts::may(accounts::officer(context), "duties.see", of->section_id, people::directory(connection)))
            return std::nullopt;
        return report;
    });
    if (!found || found->content.file.empty())
        return doors.site.trouble(404, request);
    auto bytes = doors.files.read(found->content.file);
    if (!bytes)
        throw std::runtime_error("the file of a report is missing or altered: " + found->content.file);
    return Response::download(std::move(*bytes), "application/octet-stream", found->content.file_name);
}

void write_waiting(const Doors& doors, Html& html, const Context& context) {
    if (!context.may("duties.assign"))
        return;
    doors.database.read([&](db::Connection& connection) {
        const auto all = waiting_for(connection, accounts::officer(context).unit_id);
        if (all.empty())
            return;
        programme::Titles titles(connection);
        html << "<h2>" << words(context.language, "sections.inbox", {std::to_string(all.size())}) << "</h2><ul class='lines'>";
        for (const auto& one : all) {
            html << "<li><div class='top'><a href='" << web::url(address_of(one.task_id)) << "'>" << one.section << "："
                 << titles.of(one.origin, one.part) << "</a>";
            if (one.is_reported)
                html << "<span class='state'>" << words(context.language, "sections.reported") << "</span>";
            else
                programme::write_time_left(html, context.language, one.due_on, programme::soon_days(doors));
            html << "</div><span class='small muted'>" << portal::spoken_in_full(context.language, one.due_on) << "</span></li>";
        }
        html << "</ul>";
    });
}

}  // namespace

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/sections", "sections.title", "duties.assign"});
    doors.console.add_waiting([doors](Html& html, const Context& context) { write_waiting(doors, html, context); });
    router.get("/console/sections", "sections.list", with(doors, list)).needs("duties.assign").sql_at_most(11);
    router.post("/console/sections", "sections.assign", with(doors, assign_act)).needs("duties.assign").form(assign_form);
    router.get("/console/sections/{id}", "sections.task", with(doors, task)).needs("duties.see").sql_at_most(11);
    router.post("/console/sections/{id}/reports", "sections.report", with(doors, report_act))
        .needs("duties.prove")
        .form(report_form)
        .body_at_most(programme::evidence_at_most + (64 << 10))
        .in_lane(programme::slow_lane);
    router
        .post("/console/sections/{id}/pass", "sections.pass_on",
              deed(doors,
                   [](db::Connection& connection, Form&, TaskId, ReportId report, const std::string& actor) -> Result<void> {
                       if (const auto done = pass_on(connection, report, actor); !done)
                           return std::unexpected(done.error());
                       return {};
                   }))
        .needs("duties.assign")
        .form(pass_form);
    router
        .post("/console/sections/{id}/return", "sections.give_back",
              deed(
                  doors,
                  [](db::Connection& connection, Form& form, TaskId, ReportId report, const std::string& actor) {
                      return give_back(connection, report, form.typed("reason"), actor);
                  },
                  outbox::Kind::section_returned))
        .needs("duties.assign")
        .form(return_form);
    router
        .post("/console/sections/{id}/end", "sections.take_back",
              deed(doors, [](db::Connection& connection, Form&, TaskId id, ReportId,
                             const std::string& actor) { return take_back(connection, id, actor); }))
        .needs("duties.assign")
        .form(take_back_form);
    router.get("/console/section-reports/{id}/file", "sections.report_file", with(doors, report_file))
        .needs("duties.see")
        .sql_at_most(11);
}

}  // namespace gongkai::sections
