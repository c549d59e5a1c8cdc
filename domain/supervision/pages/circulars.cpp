// Circulars: drafted, looked over and issued in the console; those marked public are on the portal once they are issued.
#include <algorithm>

#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/intake/pages/public_words.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"
#include "domain/supervision/desk.h"
#include "domain/supervision/pages/pages.h"
#include "domain/supervision/store.h"

namespace gongkai::supervision {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char* draft_form = "supervision.draft";
constexpr const char* change_form = "supervision.change";
constexpr const char* issue_form = "supervision.issue";
constexpr const char* drop_form = "supervision.drop";

enum class For { everyone, staff };

// Whom it names, most late first, and what each of them owes.
void write_lines(Html& html, Language language, const std::vector<CircularLine>& lines, For whom) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << say("supervision.circular.table")
         << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("supervision.unit") << "</th><th scope='col'>"
         << say("supervision.owed") << "</th><th scope='col'>" << say("supervision.not_done") << "</th><th scope='col'>"
         << say("supervision.since") << "</th></tr></thead><tbody>";
    for (const auto& line : lines)
        html << "<tr><th scope='row'" << chinese << "><a href='/units/" << line.unit_id << "'>" << line.unit_name
             << "</a></th><td class='number'>" << line.owed << "</td><td class='number'>" << line.late
             << "</td><td class='number'>" << portal::spoken_in_full(language, line.oldest_due_on) << "</td></tr>";
    html << "</tbody></table></div><h2>" << say("supervision.circular.what") << "</h2>";
    for (const auto& line : lines) {
        html << "<details class='owes'><summary><span" << chinese << ">" << line.unit_name << "</span> <span class='muted'>"
             << say("supervision.circular.items", {std::to_string(line.late)}) << "</span></summary><ul class='lines'>";
        for (const auto& item : line.items) {
            html << "<li><div class='top'><a" << chinese;
            if (whom == For::staff)
                html << " href='/console/duties/" << item.duty_id << "?occurrence=" << item.number << "'>";
            else
                html << " href='/duties/" << item.duty_id << "'>";
            html << item.title << "</a><span class='small number'>" << portal::spoken_in_full(language, item.due_on)
                 << "</span></div></li>";
        }
        html << "</ul></details>";
    }
}

void write_head(Html& html, Language language, const Circular& circular, const std::vector<CircularLine>& lines) {
    int late = 0;
    for (const auto& line : lines)
        late += line.late;
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    html << "<p class='muted'" << chinese << ">" << name_of(language, circular);
    if (circular.issued_on)
        html << "　" << portal::spoken_in_full(language, *circular.issued_on);
    html << "</p>";
    if (!circular.words.empty())
        html << "<p class='said'" << chinese << ">" << circular.words << "</p>";
    html << "<p>"
         << words(language, "supervision.circular.sum",
                  {portal::spoken_in_full(language, circular.as_of), std::to_string(lines.size()), std::to_string(late)})
         << "</p>";
}

void write_draft_fields(FormView& view, const Circular& circular, const std::string& as_of) {
    view.field({.name = "title", .label = "supervision.circular.title", .value = circular.title});
    view.field({.name = "as_of",
                .label = "supervision.circular.as_of",
                .hint = "supervision.circular.as_of.hint",
                .kind = Field::Kind::day,
                .value = as_of});
    view.field({.name = "words",
                .label = "supervision.circular.words",
                .kind = Field::Kind::many_lines,
                .need = Need::optional,
                .value = circular.words});
}

Circular circular_in(Form& form) {
    Circular circular;
    circular.title = form.text("title", {.at_most = 100});
    circular.as_of = form.day("as_of").value_or(Day{});
    circular.words = form.text("words", {.need = Need::optional, .at_most = 3000, .lines = Form::TextRule::Lines::many});
    circular.is_public = form.is_ticked("public");
    return circular;
}

void write_public_box(FormView& view, Language language, bool is_public) {
    const auto text = words(language, "supervision.circular.public");
    view.tick_boxes("public", "supervision.circular.whom", {{"yes", text, is_public}});
}

Response draw_list(const Doors& doors, const Request& request, Context& context, const Form* form, int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("supervision.circulars");
    page.menu = "/console/circulars";
    auto& html = page.content;
    const auto all = doors.database.read([](db::Connection& connection) { return circulars(connection); });
    if (all.empty())
        html << "<p class='empty'>" << say("supervision.circulars.none") << "</p>";
    else
        html << "<ul class='lines'>";
    for (const auto& one : all) {
        html << "<li><div class='top'><a href='/console/circulars/" << one.id << "'>" << one.title
             << "</a><span class='small muted'>" << name_of(context.language, one) << "　"
             << say(one.is_public ? "supervision.circular.is_public" : "supervision.circular.is_internal")
             << "</span></div></li>";
    }
    if (!all.empty())
        html << "</ul>";
    html << "<h2>" << say("supervision.circular.new") << "</h2><p>" << say("supervision.circular.new.text") << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/circulars", context.visitor.form_token(draft_form));
    Circular usual;
    const auto yesterday = today() - std::chrono::days(1);
    usual.title = words(Language::zh, "supervision.circular.usual", {to_chinese(yesterday)});
    write_draft_fields(view, usual, to_text(yesterday));
    write_public_box(view, context.language, false);
    view.end("supervision.circular.make");
    return doors.console.show(request, context, std::move(page), status);
}

Response list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

Response draft_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto wanted = circular_in(form);
    if (wanted.is_public)
        intake::ask_public_words(doors.database, context.language, form, {"title", "words"});
    if (form.is_fine()) {
        const auto made =
            doors.database.write([&](db::Connection& connection) { return draft(connection, wanted, accounts::actor(context)); });
        if (made)
            return Response::redirect("/console/circulars/" + std::to_string(*made));
        form.refuse("as_of", made.error());
    }
    return draw_list(doors, request, context, &form, 422);
}

struct Shown {
    Circular circular;
    std::vector<CircularLine> lines;
};

// A draft is the office's own; what was issued is seen by whom it names as well, and by who sees all.
std::optional<Shown> look_at(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        const auto circular = find_circular(connection, context.id("id"));
        if (!circular)
            return std::nullopt;
        if (!context.may("supervision.act")) {
            const auto& account = accounts::officer(context);
            const bool sees_all = accounts::reach_of(account.roles, "supervision.see") == accounts::Reach::all;
            const auto mine = sees_all ? std::vector<Circular>() : circulars_naming(connection, account.unit_id);
            if (sees_all ? !circular->issued_on : std::ranges::find(mine, circular->id, &Circular::id) == mine.end())
                return std::nullopt;
        }
        return Shown{*circular, lines_of(connection, *circular)};
    });
}

void write_draft_deeds(Html& html, Context& context, const Shown& shown, const Form* form) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    const auto& circular = shown.circular;
    const auto at = "/console/circulars/" + std::to_string(circular.id);
    const auto version = std::to_string(circular.version);
    const auto button = [&](const char* name, const std::string& to, std::string_view id, bool is_quiet) {
        html << "<form method='post' action='" << web::url(to) << "'><input type='hidden' name='form_token' value='"
             << context.visitor.form_token(name) << "'><input type='hidden' name='version' value='" << version << "'><button"
             << web::when(is_quiet, " class='quiet'") << ">" << say(id) << "</button></form>";
    };
    html << "<h2>" << say("supervision.circular.deeds") << "</h2>";
    if (circular.made_by == accounts::actor(context))
        html << "<p class='told'>" << say("supervision.circular.by_other") << "</p>";
    html << "<div class='rows-of-deeds'>";
    if (circular.made_by != accounts::actor(context))
        button(issue_form, at + "/issue", circular.is_public ? "supervision.circular.issue_public" : "supervision.circular.issue",
               false);
    button(drop_form, at + "/drop", "supervision.circular.drop", true);
    html << "</div><h3>" << say("supervision.circular.change") << "</h3>";
    FormView view(html, context.language, form);
    view.begin(at, context.visitor.form_token(change_form));
    view.hidden("version", version);
    write_draft_fields(view, circular, to_text(circular.as_of));
    write_public_box(view, context.language, circular.is_public);
    view.end("supervision.circular.keep");
}

Response draw(const Doors& doors, const Request& request, Context& context, const Shown& shown, const Form* form,
              int status = 200) {
    console::Page page;
    page.title = shown.circular.title;
    const bool is_office = context.may("supervision.act");
    page.menu = is_office ? "/console/circulars" : "/console/matters";
    if (is_office)
        page.trail = {{words(context.language, "supervision.circulars"), "/console/circulars"}};
    auto& html = page.content;
    if (shown.circular.issued_on && shown.circular.is_public)
        html << "<p><a class='way' href='/circulars/" << shown.circular.id << "'>"
             << words(context.language, "supervision.circular.on_portal") << "</a></p>";
    if (!shown.circular.issued_on)
        html << "<p class='told'>" << words(context.language, "supervision.circular.draft.text") << "</p>";
    write_head(html, context.language, shown.circular, shown.lines);
    if (shown.lines.empty())
        html << "<p class='empty'>" << words(context.language, "supervision.circular.nobody") << "</p>";
    else
        write_lines(html, context.language, shown.lines, is_office ? For::staff : For::everyone);
    if (!shown.circular.issued_on)
        write_draft_deeds(html, context, shown, form);
    return doors.console.show(request, context, std::move(page), status);
}

Response circular(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

// A deed on a draft as he has looked at it: `act` is given what he sent.
template <class Deed>
web::Act deed(const Doors& doors, Deed act) {
    return [doors, act](Request& request, Context& context) {
        const auto shown = look_at(doors, context);
        if (!shown)
            return doors.site.trouble(404, request);
        Form form(context.form);
        const auto version = static_cast<int>(form.whole_number("version", 0, 1'000'000).value_or(0));
        const auto done = act(form, shown->circular.id, version, accounts::actor(context));
        if (done && form.is_fine())
            return Response::redirect(*done);
        if (!done)
            form.refuse(done.error().id == "supervision.refuse.as_of_in_future" ? "as_of" : "", done.error());
        const auto now = look_at(doors, context);
        return draw(doors, request, context, now ? *now : *shown, &form, 422);
    };
}

// The portal's.
void say_whose(portal::Page& page, const std::vector<programme::Notice>& notices) {
    if (!notices.empty())
        page.organ = notices.front().head.issuer;
    for (const auto& notice : notices)
        if (notice.is_demonstration)
            page.demonstration_of = programme::place_of(notice.head);
}

Response public_list(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    portal::Page page;
    page.title = say("supervision.circulars.public");
    page.menu = "/circulars";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << say("supervision.circulars.public.text") << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto all = public_circulars(connection);
        say_whose(page, programme::notices(connection));
        if (all.empty())
            html << "<p class='empty'>" << say("supervision.circulars.public.none") << "</p>";
        else
            html << "<ul class='lines'>";
        const auto chinese = web::when(context.language == Language::en, " lang='zh-CN'");
        for (const auto& one : all)
            html << "<li><div class='top'><a href='/circulars/" << one.id << "'" << chinese << ">" << one.title
                 << "</a><span class='small muted'>" << name_of(context.language, one) << "　"
                 << portal::spoken_in_full(context.language, *one.issued_on) << "</span></div></li>";
        if (!all.empty())
            html << "</ul>";
    });
    return doors.portal.show(request, std::move(page));
}

Response public_circular(const Doors& doors, Request& request, Context& context) {
    portal::Page page;
    const bool is_there = doors.database.read([&](db::Connection& connection) {
        const auto found = find_circular(connection, context.id("id"));
        if (!found || !found->issued_on || !found->is_public)
            return false;
        say_whose(page, programme::notices(connection));
        page.title = found->title;
        page.menu = "/circulars";
        page.trail = {{words(context.language, "supervision.circulars.public"), "/circulars"}};
        const auto lines = lines_of(connection, *found);
        page.content << "<h1" << web::when(context.language == Language::en, " lang='zh-CN'") << ">" << found->title << "</h1>";
        write_head(page.content, context.language, *found, lines);
        write_lines(page.content, context.language, lines, For::everyone);
        page.content << "<p class='downloads'><a href='/api/v1/circulars/" << found->id << "'>"
                     << words(context.language, "supervision.circular.json") << "</a></p>";
        return true;
    });
    return is_there ? doors.portal.show(request, std::move(page)) : doors.site.trouble(404, request);
}

}  // namespace

void hang_circular_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/circulars", "supervision.circulars", "supervision.act"});
    doors.portal.add_menu_entry({"/circulars", "supervision.circulars.menu"});
    router.get("/circulars", "supervision.public_circulars", with(doors, public_list)).cached({public_data}).sql_at_most(3);
    router.get("/circulars/{id}", "supervision.public_circular", with(doors, public_circular))
        .cached({public_data})
        .sql_at_most(5);
    router.get("/console/circulars", "supervision.circulars", with(doors, list)).needs("supervision.act").sql_at_most(5);
    router.get("/console/circulars/{id}", "supervision.circular", with(doors, circular)).needs("supervision.see").sql_at_most(11);
    router.post("/console/circulars", "supervision.draft", with(doors, draft_act)).needs("supervision.act").form(draft_form);
    const auto at = [](CircularId id) { return "/console/circulars/" + std::to_string(id); };
    auto& database = doors.database;
    router
        .post("/console/circulars/{id}", "supervision.change",
              deed(doors,
                   [&database, at](Form& form, CircularId id, int version, const std::string& actor) -> Result<std::string> {
                       auto wanted = circular_in(form);
                       wanted.id = id;
                       wanted.version = version;
                       if (wanted.is_public)
                           intake::ask_public_words(database, Language::zh, form, {"title", "words"});
                       if (form.is_fine())
                           if (const auto done =
                                   database.write([&](db::Connection& connection) { return change(connection, wanted, actor); });
                               !done)
                               return std::unexpected(done.error());
                       return at(id);
                   }))
        .needs("supervision.act")
        .form(change_form);
    router
        .post("/console/circulars/{id}/issue", "supervision.issue",
              deed(doors,
                   [&database, at](Form&, CircularId id, int version, const std::string& actor) -> Result<std::string> {
                       const auto done =
                           database.write([&](db::Connection& connection) { return issue(connection, id, version, actor); });
                       if (!done)
                           return std::unexpected(done.error());
                       return at(id);
                   }))
        .needs("supervision.act")
        .form(issue_form);
    router
        .post("/console/circulars/{id}/drop", "supervision.drop",
              deed(doors,
                   [&database](Form&, CircularId id, int, const std::string& actor) -> Result<std::string> {
                       const auto done = database.write([&](db::Connection& connection) { return drop(connection, id, actor); });
                       if (!done)
                           return std::unexpected(done.error());
                       return std::string("/console/circulars");
                   }))
        .needs("supervision.act")
        .form(drop_form);
}

}  // namespace gongkai::supervision
