// Records in the office: the kinds that a unit has or may fill, its records as they are inside, one entered by hand, corrected,
// withdrawn.
#include <algorithm>

#include "base/core/text.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/people/desk.h"
#include "domain/records/desk.h"
#include "domain/records/pages/console.h"
#include "domain/records/rules.h"
#include "domain/records/sheet.h"
#include "domain/records/watch.h"
#include "domain/records/workbook.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char *add_form = "records.add", *correct_form = "records.correct", *withdraw_form = "records.withdraw",
                     *keep_form = "records.see_to", *former_form = "records.take_out";
constexpr int rows_shown = 50, files_shown = 10;
constexpr std::size_t form_at_most = std::size_t{1} << 20;

bool sees_all(const Context& context) {
    return accounts::reach_of(accounts::officer(context).roles, "records.see") == accounts::Reach::all;
}

// Whether the kind is one of his unit's: it sees to it, or the notice names it.
bool is_of(const Kind& kind, const std::vector<Keeper>* keepers, people::UnitId unit, const people::Directory& units) {
    if (keepers && std::ranges::find(*keepers, unit, &Keeper::unit_id) != keepers->end())
        return true;
    return std::ranges::any_of(kind.owner_hint, [&](const std::string& name) {
        const auto* found = units.find(name, today());
        return found && found->id == unit;
    });
}

Response home(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = say("records.title");
    page.menu = "/console/records";
    auto& html = page.content;
    if (context.may("records.keep"))
        html << "<p><a class='way' href='/console/records-tokens'>" << say("records.tokens")
             << "</a> <a class='way' href='/console/records-sources'>" << say("records.sources") << "</a></p>";
    doors.database.read([&](db::Connection& connection) {
        const auto there = kinds_there(connection);
        const auto units = people::directory(connection);
        const auto seen_to = keepers(connection);
        const auto unit = accounts::officer(context).unit_id;
        std::vector<const Kind*> mine, others;
        for (const auto& kind : kinds().all) {
            // Who only looks is shown what there is to look at.
            if (const auto has = there.find(kind.key);
                !context.may("records.write") && (has == there.end() || has->second.last_serial == 0))
                continue;
            const auto found = seen_to.find(kind.key);
            (is_of(kind, found == seen_to.end() ? nullptr : &found->second, unit, units) ? mine : others).push_back(&kind);
        }
        const auto write = [&](const std::vector<const Kind*>& all) {
            html << "<ul class='lines'>";
            for (const auto* kind : all) {
                const auto found = there.find(kind->key);
                html << "<li><div class='top'><a href='" << web::url(desk_address(*kind)) << "'>" << kind->names.in(language)
                     << "</a><span class='small muted number'>"
                     << say("records.count", {std::to_string(found == there.end() ? 0 : found->second.records)});
                if (found != there.end() && found->second.changed_at)
                    html << " · " << portal::spoken_moment(*found->second.changed_at);
                html << "</span></div><span class='small muted'>" << kind->about.in(language);
                if (const auto keeping = seen_to.find(kind->key); keeping != seen_to.end())
                    for (const auto& keeper : keeping->second)
                        if (const auto* one = units.find(keeper.unit_id))
                            html << " · " << one->name;
                html << "</span></li>";
            }
            html << "</ul>";
        };
        if (!mine.empty()) {
            html << "<h2>" << say("records.kinds.mine") << "</h2>";
            write(mine);
        }
        html << "<h2>" << say(mine.empty() ? "records.kinds.all" : "records.kinds.others") << "</h2>";
        write(others);
    });
    return doors.console.show(request, context, std::move(page));
}

std::vector<console::Crumb> trail_to(Language language, const Kind* kind) {
    std::vector<console::Crumb> trail{{words(language, "records.title"), "/console/records"}};
    if (kind)
        trail.push_back({kind->names.in(language), desk_address(*kind)});
    return trail;
}

void write_keepers(Html& html, Context& context, const Kind& kind, const std::vector<Keeper>& keeping,
                   const people::Directory& units, const Form* form) {
    html << "<h2>" << words(context.language, "records.keepers") << "</h2><p>" << words(context.language, "records.keepers.text")
         << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/records/keepers", context.visitor.form_token(keep_form));
    view.hidden("of_kind", kind.key);
    std::vector<std::string> numbers;
    numbers.reserve(units.units().size());
    std::vector<web::Choice> choices;
    for (const auto& unit : units.units())
        if (unit.is_listed)
            choices.push_back({numbers.emplace_back(std::to_string(unit.id)), unit.name,
                               keeping.empty() ? std::ranges::find(kind.owner_hint, unit.name) != kind.owner_hint.end()
                                               : std::ranges::find(keeping, unit.id, &Keeper::unit_id) != keeping.end()});
    view.tick_boxes("unit", "records.keepers.units", choices);
    view.end("records.keepers.button");
}

// Files that were handed in and not yet accepted.
void write_waiting(Html& html, const Context& context, std::vector<HandedIn> files, const people::Directory& units) {
    std::erase_if(files, [&](const HandedIn& file) {
        return !accounts::may(accounts::officer(context), "records.write", file.unit_id, units);
    });
    if (files.empty())
        return;
    html << "<h2>" << words(context.language, "records.import.waiting") << "</h2><ul class='lines'>";
    for (const auto& file : files)
        html << "<li><div class='top'><a href='/console/records-imports/" << file.id << "'>" << file.file_name
             << "</a><span class='small muted number'>" << portal::spoken_moment(file.given_at) << "</span></div></li>";
    html << "</ul>";
}

Response draw_kind(const Doors& doors, Request& request, Context& context, const Kind& kind, const Form* form, int status = 200) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = kind.names.in(language);
    page.menu = "/console/records";
    page.trail = trail_to(language, nullptr);
    auto& html = page.content;
    const auto before = whole_number(request.query.first("before").value_or("")).value_or(0);
    html << "<p>" << kind.about.in(language) << "</p><p>";
    if (context.may("records.write"))
        html << "<a class='button' href='" << web::url(desk_address(kind, "new")) << "'>" << say("records.new")
             << "</a> <a class='button' href='" << web::url(desk_address(kind, "import")) << "'>" << say("records.import")
             << "</a> <a class='way' href='" << web::url(desk_address(kind, "template.xlsx")) << "'>" << say("records.template")
             << "</a> ";
    if (context.may("records.write") && kind.exchange && !kind.exchange->files.empty())
        html << "<a class='way' href='" << web::url(desk_address(kind, "hand-over")) << "'>" << say("records.hand_over")
             << "</a>";
    html << "</p>";
    if (kind.clock.kind != Clock::Kind::none)
        html << "<p class='muted'>" << say("records.clock") << kind.clock.says.in(language) << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        if (kind_there(connection, kind).records > 0)
            html << "<p><a class='way' href='" << web::url(address_of(kind)) << "'>" << say("records.public_page") << "</a></p>";
        if (context.may("records.write"))
            write_waiting(html, context, imports_waiting(connection, kind, files_shown), units);
        const auto rows =
            whole_newest(connection, kind, sees_all(context) ? 0 : accounts::officer(context).unit_id, before, rows_shown);
        html << "<h2>" << say(sees_all(context) ? "records.of_all" : "records.of_unit") << "</h2>";
        if (rows.empty())
            html << "<p class='empty'>" << say("records.none_inside") << "</p>";
        else
            html << "<ul class='lines'>";
        for (const auto& row : rows) {
            html << "<li><div class='top'><a href='" << web::url(desk_address(kind, row.serial)) << "'>"
                 << title_of(kind, row.values, language, units) << "</a><span class='small muted number'>"
                 << portal::spoken_moment(row.changed_at) << "</span></div>";
            const auto mark = [&](const char* state, const char* id) {
                html << "<span class='state " << std::string_view(state) << "'>" << say(id) << "</span> ";
            };
            if (row.withdrawn_at)
                mark("ended", "records.state.withdrawn");
            else if (row.is_over(today()))
                mark("ended", "records.state.over");
            if (row.is_demonstration)
                mark("not_due", "records.demonstration");
            if (const auto* unit = units.find(row.unit_id); unit && sees_all(context))
                html << "<span class='small muted'>" << unit->name << "</span>";
            html << "</li>";
        }
        if (!rows.empty())
            html << "</ul>";
        if (rows.size() == rows_shown)
            html << "<p><a class='way' href='" << web::url(desk_address(kind) + "&before=" + std::to_string(rows.back().serial))
                 << "'>" << say("records.list.next") << "</a></p>";
        if (context.may("records.keep")) {
            const auto all = keepers(connection);
            const auto found = all.find(kind.key);
            write_keepers(html, context, kind, found == all.end() ? std::vector<Keeper>() : found->second, units, form);
        }
    });
    return doors.console.show(request, context, std::move(page), status);
}

// Handlers of a kind's pages: who names none is shown which there are.
template <class Handler>
web::Act of_kind(const Doors& doors, Handler handler) {
    return [doors, handler](Request& request, Context& context) {
        const auto* kind = kind_asked(request, context);
        return kind ? handler(doors, request, context, *kind) : Response::redirect("/console/records");
    };
}

// Of a record's pages: the kind stands in the path.
template <class Handler>
web::Act of_record(const Doors& doors, Handler handler) {
    return [doors, handler](Request& request, Context& context) {
        const auto* kind = kinds().find(context.parameter("kind"));
        return kind ? handler(doors, request, context, *kind) : doors.site.trouble(404, request);
    };
}

Response kind_page(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    return draw_kind(doors, request, context, kind, nullptr);
}

Response keep_act(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    Form form(context.form);
    const auto done = doors.database.write([&](db::Connection& connection) {
        std::vector<people::UnitId> chosen;
        const auto units = people::directory(connection);
        for (const auto& unit : units.units())
            if (form.is_among("unit", std::to_string(unit.id)))
                chosen.push_back(unit.id);
        return see_to(connection, kind.key, chosen, accounts::actor(context));
    });
    if (done)
        return Response::redirect(desk_address(kind));
    form.refuse("", done.error());
    return draw_kind(doors, request, context, kind, &form, 422);
}

Response template_file(const Doors& doors, Request&, Context&, const Kind& kind) {
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    return Response::download(template_xlsx(kind, units), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                              words(Language::zh, "records.template_name", {kind.names.zh}));
}

Response draw_new(const Doors& doors, Request& request, Context& context, const Kind& kind, const Form* form, int status = 200) {
    console::Page page;
    page.title = words(context.language, "records.new_of", {kind.names.in(context.language)});
    page.menu = "/console/records";
    page.trail = trail_to(context.language, &kind);
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    std::deque<std::string> kept;
    page.content << "<p>" << words(context.language, "records.new.text") << "</p>";
    FormView view(page.content, context.language, form);
    view.begin("/console/records/new", context.visitor.form_token(add_form));
    view.hidden("of_kind", kind.key);
    write_unit(view, accounts::officer(context), units, kind, kept);
    write_form_fields(view, context.language, kind, Values(kind.fields.size()), units, kept);
    view.end("records.new.button");
    return doors.console.show(request, context, std::move(page), status);
}

Response new_page(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    return draw_new(doors, request, context, kind, nullptr);
}

Response add_act(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    Form form(context.form);
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    const auto unit = whole_number(form.typed("of_unit")).value_or(0);
    auto values = read_form_fields(form, context.language, kind, units);
    if (!accounts::may(accounts::officer(context), "records.write", unit, units))
        form.refuse("of_unit", {Refusal::Kind::forbidden, "records.refuse.not_yours", {}, {}});
    if (form.is_fine()) {
        const auto serial = doors.database.write(
            [&](db::Connection& connection) { return add(connection, kind, unit, std::move(values), accounts::actor(context)); });
        if (serial)
            return Response::redirect(desk_address(kind, *serial));
        say_refusal(form, serial.error());
    }
    return draw_new(doors, request, context, kind, &form, 422);
}

struct Looked {
    WholeRecord record;
    people::Directory units{{}};
    bool may_write = false, has_former = false;
};

// Nothing where there is none, or it is of another unit.
std::optional<Looked> look_at(const Doors& doors, const Context& context, const Kind& kind) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Looked> {
        auto record = find_whole(connection, kind, context.id("serial"));
        if (!record)
            return std::nullopt;
        auto units = people::directory(connection);
        const auto& account = accounts::officer(context);
        if (!accounts::may(account, "records.see", record->unit_id, units))
            return std::nullopt;
        const bool may_write = accounts::may(account, "records.write", record->unit_id, units);
        const bool has_former = may_write && record->version > 1 && records::has_former(connection, record->id);
        return Looked{std::move(*record), std::move(units), may_write, has_former};
    });
}

void write_state(Html& html, Language language, const WholeRecord& record) {
    if (record.is_demonstration)
        write_demonstration(html, language);
    if (record.withdrawn_at)
        html << "<p class='told'>"
             << words(language, "records.withdrawn.text", {portal::spoken_moment(*record.withdrawn_at), record.withdrawn_because})
             << "</p>";
    else if (record.is_over(today()))
        html << "<p class='told'>"
             << words(language, "records.over.text", {portal::spoken_in_full(language, *record.shown_until)}) << "</p>";
}

bool ticks(const Form* form, std::string_view name) { return form && form->is_among(name, "yes"); }

void write_former(Html& html, Context& context, const std::string& at, const Form* form) {
    const auto language = context.language;
    html << "<h2>" << words(language, "records.former") << "</h2><p>" << words(language, "records.former.text") << "</p>";
    FormView view(html, language, form);
    view.under("former-");
    view.begin(at + "/former", context.visitor.form_token(former_form));
    view.hidden("former", "yes");
    view.field({.name = "because", .label = "records.reason", .hint = "records.former.reason"});
    view.end("records.former.button");
}

Response draw_record(const Doors& doors, Request& request, Context& context, const Kind& kind, const Looked& looked,
                     const Form* form, int status = 200) {
    const auto language = context.language;
    const auto& record = looked.record;
    console::Page page;
    page.title = title_of(kind, record.values, language, looked.units);
    page.menu = "/console/records";
    page.trail = trail_to(language, &kind);
    auto& html = page.content;
    write_state(html, language, record);
    html << "<dl class='facts'>";
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        if (record.whole[i].empty())
            continue;
        const auto& field = kind.fields[i];
        html << "<dt>" << named_with_unit(field, language) << "</dt><dd>"
             << spoken(field, record.whole[i], language, looked.units);
        if (field.privacy != Privacy::open)
            html << " <span class='small muted'>" << words(language, "records.privacy." + std::string(word_of(field.privacy)))
                 << "</span>";
        html << "</dd>";
    }
    html << "</dl><p><a class='way' href='" << web::url(address_of(kind, record.serial)) << "'>"
         << words(language, "records.public_page") << "</a></p>";
    if (looked.may_write) {
        const auto at = desk_address(kind, record.serial);
        const auto version = std::to_string(record.version);
        const bool is_of_withdrawal = form && form->was_sent("withdrawal"), is_of_former = form && form->was_sent("former");
        std::deque<std::string> kept;
        html << "<h2>" << words(language, "records.correct") << "</h2><p>" << words(language, "records.correct.text") << "</p>";
        FormView view(html, language, is_of_withdrawal || is_of_former ? nullptr : form);
        view.begin(at, context.visitor.form_token(correct_form));
        view.hidden("version", version);
        write_form_fields(view, language, kind, record.whole, looked.units, kept);
        view.field({.name = "because", .label = "records.reason", .hint = "records.reason.hint"});
        view.tick_boxes("take_out", "records.former", {{"yes", words(language, "records.former.tick"), ticks(form, "take_out")}});
        view.end("records.correct.button");
        if (looked.has_former)
            write_former(html, context, at, is_of_former ? form : nullptr);
        if (!record.withdrawn_at) {
            html << "<h2>" << words(language, "records.withdraw") << "</h2><p>" << words(language, "records.withdraw.text")
                 << "</p>";
            FormView away(html, language, is_of_withdrawal ? form : nullptr);
            away.under("withdrawal-");
            away.begin(at + "/withdraw", context.visitor.form_token(withdraw_form));
            away.hidden("version", version);
            away.hidden("withdrawal", "yes");
            away.field({.name = "because", .label = "records.reason", .hint = "records.reason.hint"});
            away.end("records.withdraw.button");
        }
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response record_page(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    const auto looked = look_at(doors, context, kind);
    return looked ? draw_record(doors, request, context, kind, *looked, nullptr) : doors.site.trouble(404, request);
}

Response correct_act(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    const auto looked = look_at(doors, context, kind);
    if (!looked || !looked->may_write)
        return doors.site.trouble(404, request);
    Form form(context.form);
    auto values = read_form_fields(form, context.language, kind, looked->units);
    if (form.is_fine()) {
        const auto because = form.typed("because");
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
            if (const auto corrected = correct(connection, kind, looked->record.serial,
                                               static_cast<int>(whole_number(form.typed("version")).value_or(0)),
                                               std::move(values), because, accounts::actor(context));
                !corrected || !ticks(&form, "take_out"))
                return corrected;
            return take_out_former(connection, kind, looked->record.serial, because, accounts::actor(context));
        });
        if (done)
            return Response::redirect(desk_address(kind, looked->record.serial));
        say_refusal(form, done.error());
    }
    return draw_record(doors, request, context, kind, *looked, &form, 422);
}

// What is done to a record with no more than a reason.
template <class Deed>
Response act_with_reason(const Doors& doors, Request& request, Context& context, const Kind& kind, const Deed& deed) {
    const auto looked = look_at(doors, context, kind);
    if (!looked || !looked->may_write)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto done =
        doors.database.write([&](db::Connection& connection) { return deed(connection, looked->record.serial, form); });
    if (done)
        return Response::redirect(desk_address(kind, looked->record.serial));
    say_refusal(form, done.error());
    return draw_record(doors, request, context, kind, *looked, &form, 422);
}

Response take_out_act(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    return act_with_reason(doors, request, context, kind, [&](db::Connection& connection, std::int64_t serial, const Form& form) {
        return take_out_former(connection, kind, serial, form.typed("because"), accounts::actor(context));
    });
}

Response withdraw_act(const Doors& doors, Request& request, Context& context, const Kind& kind) {
    return act_with_reason(doors, request, context, kind, [&](db::Connection& connection, std::int64_t serial, const Form& form) {
        return withdraw(connection, kind, serial, static_cast<int>(whole_number(form.typed("version")).value_or(0)),
                        form.typed("because"), accounts::actor(context));
    });
}

}  // namespace

std::string desk_address(const Kind& kind, std::string_view page) {
    return "/console/records/" + std::string(page) + "?of_kind=" + kind.key;
}

std::string desk_address(const Kind& kind, std::int64_t serial) {
    return "/console/records/" + kind.key + "/" + std::to_string(serial);
}

const Kind* kind_asked(const web::Request& request, const web::Context& context) {
    const auto named = request.is_read() ? request.query.first("of_kind") : context.form.fields.first("of_kind");
    return kinds().find(named.value_or(""));
}

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/records", "records.title", "records.see"});
    router.get("/console/records", "records.desk", with(doors, home)).needs("records.see").sql_at_most(9);
    router.get("/console/records/kind", "records.kind_desk", of_kind(doors, kind_page))
        .needs("records.see")
        .reads({"of_kind", "before"})
        .sql_at_most(11);
    router.post("/console/records/keepers", "records.see_to", of_kind(doors, keep_act)).needs("records.keep").form(keep_form);
    router.get("/console/records/template.xlsx", "records.template", of_kind(doors, template_file))
        .needs("records.write")
        .sql_at_most(6);
    router.get("/console/records/new", "records.new", of_kind(doors, new_page)).needs("records.write").sql_at_most(6);
    router.post("/console/records/new", "records.add", of_kind(doors, add_act))
        .needs("records.write")
        .form(add_form)
        .body_at_most(form_at_most);
    router.get("/console/records/{kind}/{serial}", "records.record_desk", of_record(doors, record_page))
        .needs("records.see")
        .sql_at_most(9);
    router.post("/console/records/{kind}/{serial}", "records.correct", of_record(doors, correct_act))
        .needs("records.write")
        .form(correct_form)
        .body_at_most(form_at_most);
    router.post("/console/records/{kind}/{serial}/former", "records.take_out", of_record(doors, take_out_act))
        .needs("records.write")
        .form(former_form);
    router.post("/console/records/{kind}/{serial}/withdraw", "records.withdraw", of_record(doors, withdraw_act))
        .needs("records.write")
        .form(withdraw_form);
}

}  // namespace gongkai::records
