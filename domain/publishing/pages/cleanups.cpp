// 规范性文件清理: results for everybody; for the staff what is open, what waits for whom, and one document of it with all that
// may be done with it now.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/intake/pages/public_words.h"
#include "domain/people/desk.h"
#include "domain/publishing/cleanup.h"
#include "domain/publishing/pages/desk_pages.h"

namespace gongkai::publishing {
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

constexpr const char *open_form = "publishing.open_cleanup", *give_form = "publishing.give_verdict",
                     *confirm_form = "publishing.confirm_verdict", *confirm_all_form = "publishing.confirm_verdicts",
                     *return_form = "publishing.return_verdict", *draw_up_form = "publishing.draw_up";
constexpr const char* office = "documents.release";

std::string address_of(CleanupId id) { return "/console/cleanups/" + std::to_string(id); }
std::string address_of(CleanupId id, DocumentId document) { return address_of(id) + "/documents/" + std::to_string(document); }
std::string name_of_verdict(Language language, Verdict verdict) {
    return words(language, "publishing.cleanup.verdict." + std::string(word_of(verdict)));
}

people::UnitId root_of(const Context& context) {
    const auto& account = accounts::officer(context);
    return accounts::reach_of(account.roles, "documents.see") == accounts::Reach::all ? every_unit : account.unit_id;
}

web::Raw chinese(Language language) { return web::when(language == Language::en, " lang='zh-CN'"); }

std::string scope_of(Language language, const Cleanup& one) {
    return (one.unit_name.empty() ? words(language, "publishing.cleanup.every_unit") : one.unit_name) + "　" +
           name_of(language, one.type) + "　" +
           words(language, "publishing.cleanup.scope",
                 {portal::spoken_in_full(language, one.published_till), std::to_string(one.documents)});
}

// What everybody may read.

Response list(const Doors& doors, Request& request, Context& context) {
    auto all = doors.database.read([](db::Connection& connection) { return cleanups(connection, every_unit); });
    std::erase_if(all, [](const Cleanup& one) { return !one.is_public && !one.withdrawn_at; });
    portal::Page page;
    page.title = words(context.language, "publishing.cleanups");
    page.menu = "/documents";
    page.trail = {{words(context.language, "publishing.library"), "/documents"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << words(context.language, "publishing.cleanups.text") << "</p>";
    if (all.empty())
        html << "<p class='empty'>" << words(context.language, "publishing.cleanups.none") << "</p>";
    else
        html << "<ul class='lines'>";
    for (const auto& one : all)
        html << "<li><a href='/cleanups/" << one.id << "'" << chinese(context.language) << ">" << one.title << "</a>"
             << web::when(one.withdrawn_at.has_value(), "　")
             << (one.withdrawn_at ? words(context.language, "publishing.cleanup.withdrawn") : std::string())
             << "<br><span class='small muted'>" << scope_of(context.language, one) << "</span></li>";
    if (!all.empty())
        html << "</ul>";
    return doors.portal.show(request, std::move(page));
}

// The result was public and is so no more: when, why, and what is left of the document that said it.
void write_withdrawn(Html& html, Language language, const Cleanup& cleanup) {
    html << "<aside class='banner gone' aria-labelledby='gone'><strong id='gone'>"
         << words(language, "publishing.cleanup.result_withdrawn",
                  {portal::spoken_in_full(language, day_in_china(*cleanup.withdrawn_at))})
         << "</strong><p" << chinese(language) << ">" << cleanup.withdrawn_because << "</p></aside>";
}

Response one(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto language = context.language;
        const auto cleanup = find_cleanup(connection, context.id("id"));
        if (!cleanup || (!cleanup->is_public && !cleanup->withdrawn_at))
            return doors.site.trouble(404, request);
        portal::Page page;
        page.title = cleanup->title;
        page.menu = "/documents";
        page.trail = {{words(language, "publishing.library"), "/documents"},
                      {words(language, "publishing.cleanups"), "/cleanups"}};
        auto& html = page.content;
        if (cleanup->withdrawn_at) {
            page.meta = {{"robots", "noindex"}};
            write_withdrawn(html, language, *cleanup);
            html << "<h1" << chinese(language) << ">" << page.title << "</h1><p>"
                 << words(language, "publishing.cleanup.result_document") << " <a href='"
                 << web::url(publishing::address_of(cleanup->result_key)) << "'" << chinese(language) << ">"
                 << cleanup->result_title << "</a></p>";
            return doors.portal.show(request, std::move(page), 410);
        }
        const auto items = items_of(connection, cleanup->id, every_unit);
        html << "<h1" << chinese(language) << ">" << page.title << "</h1><p>" << scope_of(language, *cleanup) << "</p><p>"
             << words(language, "publishing.cleanup.result_document") << " <a href='"
             << web::url(publishing::address_of(cleanup->result_key)) << "'" << chinese(language) << ">" << cleanup->result_title
             << "</a></p>";
        const auto title = words(language, "publishing.cleanup.head.title"),
                   unit = words(language, "publishing.cleanup.head.unit"), note = words(language, "publishing.cleanup.head.note");
        for (const auto verdict : all_verdicts()) {
            const auto count = std::ranges::count(items, verdict, &CleanupItem::verdict);
            if (count == 0)
                continue;
            html << "<h2>"
                 << words(language, "publishing.cleanup.result." + std::string(word_of(verdict)), {std::to_string(count)})
                 << "</h2><table class='sheet-table stack'><thead><tr><th scope='col'>" << title << "</th><th scope='col'>"
                 << unit << "</th><th scope='col'>" << note << "</th></tr></thead><tbody>";
            for (const auto& item : items) {
                if (item.verdict != verdict)
                    continue;
                html << "<tr><th scope='row'><a href='" << web::url(publishing::address_of(item.key)) << "'" << chinese(language)
                     << web::when(verdict == Verdict::repeal || verdict == Verdict::expired, " class='struck'") << ">"
                     << item.title << "</a>";
                if (!item.number.empty())
                    html << "<br><span class='small muted'" << chinese(language) << ">" << item.number << "</span>";
                if (item.is_withdrawn)
                    html << "<br><strong class='small'>" << words(language, "publishing.cleanup.withdrawn") << "</strong>";
                html << "</th><td data-head='" << unit << "'" << chinese(language) << ">" << item.unit_name
                     << "</td><td data-head='" << note << "'" << chinese(language) << ">" << item.note << "</td></tr>";
            }
            html << "</tbody></table>";
        }
        return doors.portal.show(request, std::move(page));
    });
}

// What the staff do.

void write_due(Html& html, Language language, Day due_on) {
    const bool is_late = due_on < today();
    html << "<span class='state " << (is_late ? std::string_view("late") : std::string_view("not_due")) << "'>"
         << words(language, is_late ? "publishing.cleanup.due_late" : "publishing.cleanup.due_by",
                  {portal::spoken_in_full(language, due_on)})
         << "</span>";
}

void write_waiting(const Doors& doors, Html& html, const Context& context) {
    if (!context.may("documents.see"))
        return;
    const auto all =
        doors.database.read([&](db::Connection& connection) { return cleanups_waiting(connection, root_of(context)); });
    bool is_begun = false;
    const auto line = [&](const CleanupWaiting& one, std::string_view id, int count) {
        if (!is_begun)
            html << "<h2>" << words(context.language, "publishing.cleanups") << "</h2><ul class='lines'>";
        is_begun = true;
        html << "<li><div class='top'><a href='" << web::url(address_of(one.id)) << "'>"
             << words(context.language, id, {one.title, std::to_string(count)}) << "</a>";
        write_due(html, context.language, one.due_on);
        html << "</div></li>";
    };
    for (const auto& one : all) {
        if (one.to_give > 0 && context.may("documents.write"))
            line(one, "publishing.cleanup.waits", one.to_give);
        if (one.to_confirm > 0 && context.may(office))
            line(one, "publishing.cleanup.waits_office", one.to_confirm);
        if (one.is_ready && context.may(office))
            line(one, "publishing.cleanup.waits_ready", 0);
    }
    if (is_begun)
        html << "</ul>";
}

void write_open_form(const Doors& doors, Html& html, Context& context, const people::Directory& units, const Form* form) {
    html << "<h2>" << words(context.language, "publishing.cleanup.open") << "</h2>";
    FormView view(html, context.language, form);
    view.begin("/console/cleanups", context.visitor.form_token(open_form));
    view.field({.name = "title", .label = "publishing.cleanup.title", .hint = "publishing.cleanup.title.hint"});
    const auto every = words(context.language, "publishing.cleanup.every_unit");
    std::vector<Choice> choices{{"", every, true}};
    std::vector<std::string> ids;
    ids.reserve(units.units().size());
    for (const auto& unit : units.units())
        if (unit.is_listed && (!unit.valid_until || *unit.valid_until >= today()))
            choices.push_back({ids.emplace_back(std::to_string(unit.id)), unit.name, false});
    view.choices("unit", "publishing.cleanup.unit", choices);
    choices.clear();
    for (const auto& type : document_types())
        if (type.has_validity)
            choices.push_back({type.key, type.name(context.language), type.key == Cleanup().type});
    view.choices("type", "publishing.cleanup.type", choices);
    const auto till = to_text(today()),
               due = to_text(today() + std::chrono::days(doors.settings.number("publishing.cleanup_days")));
    view.field({.name = "published_till", .label = "publishing.cleanup.till", .kind = Field::Kind::day, .value = till});
    view.field({.name = "due_on", .label = "publishing.cleanup.due", .kind = Field::Kind::day, .value = due});
    view.end("publishing.cleanup.open");
}

Response draw_list(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    const auto [all, units] = doors.database.read([&](db::Connection& connection) {
        return std::pair(cleanups(connection, root_of(context)), people::directory(connection));
    });
    console::Page page;
    page.title = words(context.language, "publishing.cleanups");
    page.menu = "/console/cleanups";
    auto& html = page.content;
    if (all.empty())
        html << "<p class='empty'>" << words(context.language, "publishing.cleanup.open.empty") << "</p>";
    else
        html << "<ul class='lines'>";
    for (const auto& one : all) {
        html << "<li><div class='top'><a href='" << web::url(address_of(one.id)) << "'>" << one.title << "</a>";
        if (one.is_open())
            write_due(html, context.language, one.due_on);
        html << "</div><span class='small muted'>"
             << words(context.language, "publishing.cleanup.progress",
                      {std::to_string(one.documents), std::to_string(one.given), std::to_string(one.confirmed)})
             << "</span></li>";
    }
    if (!all.empty())
        html << "</ul>";
    if (context.may(office))
        write_open_form(doors, html, context, units, form);
    return doors.console.show(request, context, std::move(page), status);
}

Response desk_list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

Response open_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    Cleanup wanted;
    wanted.title = form.text("title", {.at_most = 100});
    wanted.type = form.typed("type");
    if (const auto unit = whole_number(form.typed("unit")); unit && *unit > 0)
        wanted.unit_id = *unit;
    wanted.published_till = form.day("published_till").value_or(Day());
    wanted.due_on = form.day("due_on").value_or(Day());
    intake::ask_public_words(doors.database, context.language, form, {"title"});
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<CleanupId> {
            if (wanted.unit_id && !people::directory(connection).find(*wanted.unit_id))
                return refuse(Refusal::Kind::invalid, "publishing.refuse.no_unit", {std::string(form.typed("unit"))});
            return open_cleanup(connection, wanted, accounts::actor(context));
        });
        if (done)
            return Response::redirect(address_of(*done));
        form.refuse(done.error().id == "publishing.refuse.due_in_past" ? "due_on" : "title", done.error());
    }
    return draw_list(doors, request, context, &form, 422);
}

void write_state(Html& html, Language language, const CleanupItem& item) {
    if (item.is_withdrawn) {
        html << "<span class='state ended'>" << words(language, "publishing.cleanup.withdrawn") << "</span>";
        return;
    }
    const auto id = !item.verdict ? item.returned.empty() ? "waits" : "returned" : item.is_confirmed ? "confirmed" : "given";
    html << "<span class='state "
         << (item.is_confirmed ? std::string_view("done")
             : item.verdict    ? std::string_view("due_soon")
                               : std::string_view("not_due"))
         << "'>"
         << words(language, std::string("publishing.cleanup.state.") + id,
                  {item.verdict ? name_of_verdict(language, *item.verdict) : std::string()})
         << "</span>";
}

void write_button(Html& html, Context& context, const std::string& action, const char* form, std::string_view button,
                  std::string_view field, const std::string& value) {
    html << "<form method='post' action='" << web::url(action) << "'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(form) << "'><input type='hidden' name='" << field << "' value='" << value << "'><button>"
         << words(context.language, button) << "</button></form>";
}

Response draw_one(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    struct Seen {
        Cleanup cleanup;
        std::vector<CleanupItem> items;
    };
    const auto seen = doors.database.read([&](db::Connection& connection) -> std::optional<Seen> {
        auto cleanup = find_cleanup(connection, context.id("id"));
        if (!cleanup)
            return std::nullopt;
        return Seen{*std::move(cleanup), items_of(connection, context.id("id"), root_of(context))};
    });
    if (!seen || (seen->items.empty() && !context.may(office)))
        return doors.site.trouble(404, request);
    const auto& [cleanup, items] = *seen;
    console::Page page;
    page.title = cleanup.title;
    page.menu = "/console/cleanups";
    page.trail = {{words(context.language, "publishing.cleanups"), "/console/cleanups"}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    html << "<p>" << scope_of(context.language, cleanup) << "</p><p>"
         << words(context.language, "publishing.cleanup.progress",
                  {std::to_string(cleanup.documents), std::to_string(cleanup.given), std::to_string(cleanup.confirmed)})
         << " ";
    if (cleanup.is_open())
        write_due(html, context.language, cleanup.due_on);
    html << "</p>";
    if (cleanup.is_public)
        html << "<p><a class='way' href='/cleanups/" << cleanup.id << "'>" << words(context.language, "publishing.desk.on_portal")
             << "</a></p>";
    else if (cleanup.result_id && context.may(office))
        html << "<p><a class='way' href='" << web::url(console_address_of(*cleanup.result_id)) << "'>"
             << words(context.language, "publishing.cleanup.result_document") << "</a></p>";
    const bool says_withdrawn =
        std::ranges::any_of(items, [](const CleanupItem& item) { return item.is_withdrawn && item.verdict; });
    if (cleanup.withdrawn_at) {
        write_withdrawn(html, context.language, cleanup);
        html << "<p class='told'>" << words(context.language, "publishing.cleanup.result_withdrawn.next") << "</p>";
    } else if (cleanup.result_id && !cleanup.is_public && says_withdrawn) {
        html << "<p class='told'>" << words(context.language, "publishing.cleanup.result_names_withdrawn") << "</p>";
    }
    if (context.may(office) && cleanup.is_ready()) {
        html << "<p class='told'>" << words(context.language, "publishing.cleanup.draw_up.text") << "</p>";
        write_button(html, context, address_of(cleanup.id) + "/draw_up", draw_up_form, "publishing.cleanup.draw_up", "documents",
                     std::to_string(cleanup.documents));
    } else if (context.may(office) && cleanup.is_open() && cleanup.given > cleanup.confirmed) {
        write_button(html, context, address_of(cleanup.id) + "/confirm", confirm_all_form, "publishing.cleanup.confirm_all",
                     "seen_at", std::to_string(now().time_since_epoch().count()));
    }
    html << "<ul class='lines'>";
    for (const auto& item : items) {
        html << "<li><div class='top'><a href='" << web::url(address_of(cleanup.id, item.document_id)) << "'>" << item.title
             << "</a>";
        write_state(html, context.language, item);
        html << "</div><span class='small muted'>" << item.unit_name << "　" << item.number << "</span>";
        if (!item.note.empty())
            html << "<br><span class='small'>" << item.note << "</span>";
        html << "</li>";
    }
    html << "</ul>";
    return doors.console.show(request, context, std::move(page), status);
}

Response desk_one(const Doors& doors, Request& request, Context& context) { return draw_one(doors, request, context, nullptr); }

Response confirm_all_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto seen_at = Instant(std::chrono::milliseconds(form.whole_number("seen_at", 0, std::int64_t{1} << 52).value_or(0)));
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return confirm_all(connection, context.id("id"), seen_at, accounts::actor(context)); });
    if (done)
        return Response::redirect(address_of(context.id("id")));
    form.refuse("", done.error());
    return draw_one(doors, request, context, &form, 422);
}

Response draw_up_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto done = doors.database.write([&](db::Connection& connection) {
        return draw_up(connection, context.id("id"), accounts::officer(context).unit_id, accounts::actor(context));
    });
    if (done)
        return Response::redirect(console_address_of(*done));
    form.refuse("", done.error());
    return draw_one(doors, request, context, &form, 422);
}

struct LookedItem {
    Cleanup cleanup;
    CleanupItem item;
    Powers powers;
};

std::optional<LookedItem> look_at_item(db::Connection& connection, const Context& context) {
    const auto cleanup = find_cleanup(connection, context.id("id"));
    const auto item = cleanup ? find_item(connection, cleanup->id, context.id("document")) : std::nullopt;
    if (!item)
        return std::nullopt;
    const auto powers = powers_for(connection, context, item->unit_id);
    return powers.sees ? std::optional(LookedItem{*cleanup, *item, powers}) : std::nullopt;
}

Response draw_item(const Doors& doors, Request& request, Context& context, const LookedItem& looked, const Form* form,
                   const char* sent = "", int status = 200) {
    const auto& [cleanup, item, powers] = looked;
    const auto at = address_of(cleanup.id, item.document_id);
    console::Page page;
    page.title = words(context.language, "publishing.cleanup.item", {item.title, cleanup.title});
    page.menu = "/console/cleanups";
    page.trail = {{words(context.language, "publishing.cleanups"), "/console/cleanups"}, {cleanup.title, address_of(cleanup.id)}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            if (error.field.empty())
                html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    html << "<p>";
    write_state(html, context.language, item);
    html << "　" << item.unit_name << "　" << item.number << "</p><p><a class='way' href='"
         << web::url(publishing::address_of(item.key)) << "'>" << words(context.language, "publishing.desk.on_portal")
         << "</a></p>";
    if (!item.note.empty())
        html << "<p class='said'>" << item.note << "</p>";
    if (!item.returned.empty())
        html << "<p class='told'>" << words(context.language, "publishing.cleanup.returned", {item.returned}) << "</p>";
    if (!cleanup.is_open() || item.is_withdrawn)
        return doors.console.show(request, context, std::move(page), status);
    const auto form_of = [&](std::string_view name) { return name == sent ? form : nullptr; };
    if (powers.writes && !item.is_confirmed) {
        html << "<h2>" << words(context.language, "publishing.cleanup.give") << "</h2>";
        FormView view(html, context.language, form_of(give_form));
        view.begin(at + "/verdict", context.visitor.form_token(give_form));
        std::vector<std::string> names;
        std::vector<Choice> choices;
        names.reserve(all_verdicts().size() + 1);
        // Nothing is chosen beforehand: who presses the button has said something.
        if (!item.verdict)
            choices.push_back({"", names.emplace_back(words(context.language, "publishing.cleanup.verdict.none")), true});
        for (const auto verdict : all_verdicts())
            choices.push_back(
                {word_of(verdict), names.emplace_back(name_of_verdict(context.language, verdict)), verdict == item.verdict});
        view.choices("verdict", "publishing.cleanup.verdict", choices);
        view.field({.name = "note",
                    .label = "publishing.cleanup.note",
                    .hint = "publishing.cleanup.note.hint",
                    .kind = Field::Kind::many_lines,
                    .need = Need::optional,
                    .value = item.note});
        view.end("publishing.cleanup.give");
    }
    if (powers.releases && item.verdict) {
        if (!item.is_confirmed)
            write_button(html, context, at + "/confirm", confirm_form, "publishing.cleanup.confirm", "seen",
                         std::string(word_of(*item.verdict)));
        html << "<details class='put-right'" << web::when(form_of(return_form) != nullptr, " open") << "><summary>"
             << words(context.language, "publishing.cleanup.return") << "</summary>";
        FormView view(html, context.language, form_of(return_form));
        view.under("return-");
        view.begin(at + "/return", context.visitor.form_token(return_form));
        view.field({.name = "reason", .label = "publishing.field.reason", .kind = Field::Kind::many_lines});
        view.end("publishing.cleanup.return");
        html << "</details>";
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response item(const Doors& doors, Request& request, Context& context) {
    const auto looked = doors.database.read([&](db::Connection& connection) { return look_at_item(connection, context); });
    return looked ? draw_item(doors, request, context, *looked, nullptr) : doors.site.trouble(404, request);
}

// A deed on one document of a clean-up; what it refuses is said beside `field`.
using Act = std::function<Result<void>(db::Connection&, Form&, const LookedItem&, const std::string& actor)>;
web::Act deed(const Doors& doors, bool Powers::* power, const char* name, std::string field, Act act) {
    return [doors, power, name, field = std::move(field), act = std::move(act)](Request& request, Context& context) {
        Form form(context.form);
        std::optional<LookedItem> looked;
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
            looked = look_at_item(connection, context);
            if (!looked)
                return refuse(Refusal::Kind::missing, "publishing.refuse.no_cleanup");
            if (!(looked->powers.*power))
                return refuse(Refusal::Kind::forbidden, "publishing.refuse.not_yours");
            intake::ask_public_words(connection, context.language, form, {"note"});
            return form.is_fine() ? act(connection, form, *looked, accounts::actor(context)) : Result<void>();
        });
        if (!looked)
            return doors.site.trouble(404, request);
        if (!done && done.error().id == "publishing.refuse.not_yours")
            return doors.site.trouble(403, request);
        if (done && form.is_fine())
            return Response::redirect(address_of(looked->cleanup.id));
        if (!done)
            form.refuse(done.error().kind == Refusal::Kind::invalid ? field : "", done.error());
        return draw_item(doors, request, context, *looked, &form, name, 422);
    };
}

Result<void> give_act(db::Connection& connection, Form& form, const LookedItem& looked, const std::string& actor) {
    const auto verdict = verdict_from(form.typed("verdict"));
    if (!verdict)
        return refuse(Refusal::Kind::conflict, "publishing.refuse.verdict");
    const auto note = form.text("note", {.need = Need::optional, .at_most = 1000, .lines = Form::TextRule::Lines::many});
    if (!form.is_fine())
        return std::unexpected(form.errors().front().refusal);
    return give_verdict(connection, looked.cleanup.id, looked.item.document_id, *verdict, note, actor);
}

Result<void> confirm_act(db::Connection& connection, Form& form, const LookedItem& looked, const std::string& actor) {
    const auto seen = verdict_from(form.typed("seen"));
    if (!seen)
        return refuse(Refusal::Kind::conflict, "publishing.refuse.stale");
    return confirm(connection, looked.cleanup.id, looked.item.document_id, *seen, actor);
}

Result<void> return_act(db::Connection& connection, Form& form, const LookedItem& looked, const std::string& actor) {
    return return_verdict(connection, looked.cleanup.id, looked.item.document_id, form.typed("reason"), actor);
}

}  // namespace

void hang_cleanup_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/cleanups", "publishing.cleanups", with(doors, list)).cached({public_data}).sql_at_most(2);
    router.get("/cleanups/{id}", "publishing.cleanup", with(doors, one)).cached({public_data}).sql_at_most(3);
    doors.console.add_menu_entry({"/console/cleanups", "publishing.cleanups.menu", "documents.see"});
    doors.console.add_waiting([doors](Html& html, const Context& context) { write_waiting(doors, html, context); });
    router.get("/console/cleanups", "publishing.desk_cleanups", with(doors, desk_list)).needs("documents.see").sql_at_most(7);
    router.post("/console/cleanups", "publishing.open_cleanup", with(doors, open_act)).needs(office).form(open_form);
    router.get("/console/cleanups/{id}", "publishing.desk_cleanup", with(doors, desk_one)).needs("documents.see").sql_at_most(5);
    router.post("/console/cleanups/{id}/confirm", "publishing.confirm_verdicts", with(doors, confirm_all_act))
        .needs(office)
        .form(confirm_all_form);
    router.post("/console/cleanups/{id}/draw_up", "publishing.draw_up", with(doors, draw_up_act))
        .needs(office)
        .form(draw_up_form);
    router.get("/console/cleanups/{id}/documents/{document}", "publishing.cleanup_item", with(doors, item))
        .needs("documents.see")
        .sql_at_most(6);
    const auto hang = [&](const char* verb, const char* ability, const char* form, bool Powers::* power, std::string field,
                          Act act) {
        router
            .post(std::string("/console/cleanups/{id}/documents/{document}/") + verb, form,
                  deed(doors, power, form, std::move(field), std::move(act)))
            .needs(ability)
            .form(form);
    };
    hang("verdict", "documents.write", give_form, &Powers::writes, "note", give_act);
    hang("confirm", office, confirm_form, &Powers::releases, "", confirm_act);
    hang("return", office, return_form, &Powers::releases, "reason", return_act);
}

}  // namespace gongkai::publishing
