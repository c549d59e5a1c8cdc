// The catalogue in the office: a file is handed in, looked at row by row, and taken in whole; an item gets a limit of its own and
// a column.
#include <algorithm>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/items.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/intake/check_lists.h"
#include "domain/intake/pages/public_words.h"
#include "domain/people/desk.h"
#include "domain/programme/room.h"
#include "doors/deed.h"

namespace gongkai::catalogue {
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

constexpr const char* hand_in_form = "catalogue.hand_in";
constexpr const char* accept_form = "catalogue.accept";
constexpr const char* limit_form = "catalogue.give_limit";
constexpr const char* column_form = "catalogue.put_into";
constexpr std::size_t file_at_most = std::size_t{20} << 20;
constexpr int files_shown = 10;
constexpr int items_a_page = 100;

Response draw_list(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("catalogue.title");
    page.menu = "/console/catalogue";
    auto& html = page.content;
    const auto number = std::clamp<std::int64_t>(whole_number(request.query.first("page").value_or("1")).value_or(1), 1, 10'000);
    const auto& account = accounts::officer(context);
    const bool sees_all = accounts::reach_of(account.roles, "catalogue.see") == accounts::Reach::all;
    if (context.may("catalogue.keep")) {
        html << "<h2>" << say("catalogue.hand_in") << "</h2>";
        FormView view(html, context.language, form);
        view.begin("/console/catalogue/files", context.visitor.form_token(hand_in_form), true);
        view.field({.name = "file", .label = "catalogue.file", .hint = "catalogue.file.hint", .kind = Field::Kind::file});
        view.end("catalogue.hand_in.button");
    }
    doors.database.read([&](db::Connection& connection) {
        if (context.may("catalogue.keep"))
            if (const auto files = handed_in(connection, files_shown); !files.empty()) {
                html << "<h2>" << say("catalogue.files") << "</h2><ul class='lines'>";
                for (const auto& one : files)
                    html << "<li><div class='top'><a href='/console/catalogue/files/" << one.id << "'>" << one.file_name
                         << "</a><span class='state " << (one.accepted_at ? "done" : "due_soon") << "'>"
                         << say(one.accepted_at ? "catalogue.file.accepted" : "catalogue.file.waits")
                         << "</span></div><span class='small muted number'>" << portal::spoken_moment(one.given_at)
                         << "</span></li>";
                html << "</ul>";
            }
        Asked asked;
        asked.unit = sees_all ? 0 : account.unit_id;
        asked.at_most = items_a_page;
        asked.after = static_cast<int>(number - 1) * items_a_page;
        const int count = count_items(connection, asked);
        html << "<h2>" << say(sees_all ? "catalogue.items" : "catalogue.items.mine", {std::to_string(count)}) << "</h2>";
        const auto found = items(connection, asked);
        if (found.empty())
            html << "<p class='empty'>" << say("catalogue.none") << "</p>";
        else
            write_items(html, context.language, found, "/console/catalogue/items/", true);
        html << "<p>";
        if (number > 1)
            html << "<a class='way' href='/console/catalogue?page=" << number - 1 << "'>" << say("catalogue.page_before")
                 << "</a> ";
        if (number * items_a_page < count)
            html << "<a class='way' href='/console/catalogue?page=" << number + 1 << "'>" << say("catalogue.page_next") << "</a>";
        html << "</p>";
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

// A file that no reader understands is refused at once; one with faults in its rows is kept, so that its page can name them.
Response hand_in_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    if (const auto* file = form.file("file", file_at_most)) {
        const auto kept = doors.files.keep(file->bytes);
        if (const auto read = read_catalogue(doors.files.path_of(kept), file->name); !read) {
            auto refusal = read.error();
            if (refusal.id.starts_with("extract."))
                refusal.arguments = {file->name};
            form.refuse("file", refusal);
        } else {
            const auto id = doors.database.write(
                [&](db::Connection& connection) { return hand_in(connection, kept, file->name, accounts::actor(context)); });
            return Response::redirect("/console/catalogue/files/" + std::to_string(id));
        }
    }
    return draw_list(doors, request, context, &form, 422);
}

struct Looked {
    HandedIn file;
    Result<SheetsRead> read;
};

std::optional<Looked> look_at(const Doors& doors, const Context& context) {
    const auto file =
        doors.database.read([&](db::Connection& connection) { return find_handed_in(connection, context.id("id")); });
    if (!file)
        return std::nullopt;
    Looked looked{*file, read_catalogue(doors.files.path_of(file->file), file->file_name)};
    if (looked.read && !file->accepted_at)
        ask_rows(*looked.read, doors.database.read([&](db::Connection& connection) {
            return intake::office_checking(connection, context.language);
        }));
    return looked;
}

void write_remarks(Html& html, Language language, const std::vector<Refusal>& all, std::string_view state) {
    for (const auto& one : all)
        html << "<br><span class='state " << state << "'>" << words(language, one) << "</span>";
}

void write_report(Html& html, Language language, const Import& report) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    for (const auto& remark : report.remarks)
        html << "<p class='told'>" << words(language, remark) << "</p>";
    if (!report.retired.empty()) {
        html << "<h2>" << say("catalogue.report.retired", {std::to_string(report.retired.size())}) << "</h2><ul>";
        for (const auto& name : report.retired)
            html << "<li>" << name << "</li>";
        html << "</ul>";
    }
    const auto row_head = say("catalogue.report.row"), item_head = say("catalogue.item"),
               what_head = say("catalogue.report.what");
    html << "<h2>" << say("catalogue.report.rows", {std::to_string(report.rows.size())})
         << "</h2><table class='stack'><thead><tr><th scope='col'>" << row_head << "</th><th scope='col'>" << item_head
         << "</th><th scope='col'>" << what_head << "</th></tr></thead><tbody>";
    for (const auto& row : report.rows) {
        const auto& text = row.read.text;
        html << "<tr><td class='number' data-head='" << row_head << "'>"
             << say("catalogue.report.place", {std::to_string(row.read.sheet), std::to_string(row.read.row)})
             << "</td><td data-head='" << item_head << "'><span>" << name_of_field(language, row.read.field, row.read.field_name)
             << " " << text.first_level << web::when(!text.first_level.empty() && !text.second_level.empty(), " / ")
             << text.second_level << "</span></td><td data-head='" << what_head << "'><span>";
        if (row.read.faults.empty() && !row.key.empty())
            html << say(row.outcome == Import::Outcome::added     ? "catalogue.report.added"
                        : row.outcome == Import::Outcome::changed ? "catalogue.report.changed"
                                                                  : "catalogue.report.unchanged")
                 << " " << row.key;
        write_remarks(html, language, row.read.faults, "late");
        write_remarks(html, language, row.read.doubts, "due_soon");
        html << "</span></td></tr>";
    }
    html << "</tbody></table>";
}

Response draw_file(const Doors& doors, Request& request, Context& context, const Looked& looked, const Form* form,
                   int status = 200) {
    console::Page page;
    page.title = words(context.language, "catalogue.file.one", {std::to_string(looked.file.id), looked.file.file_name});
    page.menu = "/console/catalogue";
    page.trail = {{words(context.language, "catalogue.title"), "/console/catalogue"}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    if (looked.file.accepted_at) {
        html << "<p class='told'>"
             << words(context.language, "catalogue.file.accepted_at", {portal::spoken_moment(*looked.file.accepted_at)})
             << "</p>";
    } else if (!looked.read) {
        html << "<p class='errors'>" << words(context.language, looked.read.error()) << "</p>";
    } else {
        Import report;
        const auto would =
            doors.database.read([&](db::Connection& connection) { return preview(connection, *looked.read, report); });
        if (would) {
            html << "<p>"
                 << words(context.language, "catalogue.report.would",
                          {std::to_string(report.count(Import::Outcome::added)),
                           std::to_string(report.count(Import::Outcome::changed)),
                           std::to_string(report.count(Import::Outcome::unchanged)), std::to_string(report.retired.size())})
                 << "</p><form method='post' action='/console/catalogue/files/" << looked.file.id
                 << "/accept'><input type='hidden' name='form_token' value='" << context.visitor.form_token(accept_form)
                 << "'><button>" << words(context.language, "catalogue.accept") << "</button></form>";
        } else {
            html << "<p class='errors' role='alert'>" << words(context.language, would.error()) << "</p>";
        }
        write_report(html, context.language, report);
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response file(const Doors& doors, Request& request, Context& context) {
    const auto looked = look_at(doors, context);
    return looked ? draw_file(doors, request, context, *looked, nullptr) : doors.site.trouble(404, request);
}

Response accept_act(const Doors& doors, Request& request, Context& context) {
    const auto looked = look_at(doors, context);
    if (!looked)
        return doors.site.trouble(404, request);
    Form form(context.form);
    if (!looked->read)
        form.refuse("", looked->read.error());
    const auto accept_all = [&](db::Connection& connection) -> Result<void> {
        if (const auto once = accept(connection, looked->file.id); !once)
            return once;
        Import report;
        return take_in(connection, *looked->read, accounts::actor(context), report);
    };
    return do_deed(doors, form, accept_all, "/console/catalogue",
                   [&] { return draw_file(doors, request, context, *looked, &form, 422); });
}

struct Shown {
    Item item;
    people::Directory units{{}};
    Columns places{{}};
};

// Nothing where there is none, or it is of another unit.
std::optional<Shown> look_at_item(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        const auto item = find_item(connection, context.id("id"));
        if (!item)
            return std::nullopt;
        Shown shown{*item, people::directory(connection), columns(connection)};
        const auto& account = accounts::officer(context);
        const bool is_his = std::ranges::any_of(
            item->units, [&](auto unit) { return accounts::may(account, "catalogue.see", unit, shown.units); });
        if (!is_his && accounts::reach_of(account.roles, "catalogue.see") != accounts::Reach::all)
            return std::nullopt;
        return shown;
    });
}

Response draw_item(const Doors& doors, Request& request, Context& context, const Shown& shown, const Form* form,
                   int status = 200) {
    const auto& item = shown.item;
    console::Page page;
    page.title = name_of(context.language, item) + " " + item.key;
    page.menu = "/console/catalogue";
    page.trail = {{words(context.language, "catalogue.title"), "/console/catalogue"}};
    auto& html = page.content;
    write_facts(html, context.language, item, shown.units);
    html << "<p><a class='way' href='" << web::url(address_of(item)) << "'>" << words(context.language, "catalogue.public_page")
         << "</a></p>";
    if (context.may("catalogue.keep")) {
        const auto at = "/console/catalogue/items/" + std::to_string(item.id);
        const auto version = std::to_string(item.version);
        const bool is_of_limit = !form || form->was_sent("because"), is_of_column = !form || form->was_sent("column");
        html << "<h2>" << words(context.language, "catalogue.own_limit") << "</h2><p>"
             << words(context.language, "catalogue.own_limit.text") << "</p>";
        FormView limit(html, context.language, is_of_limit ? form : nullptr);
        limit.begin(at + "/limit", context.visitor.form_token(limit_form));
        limit.hidden("version", version);
        limit.field({.name = "limit",
                     .label = "catalogue.limit",
                     .hint = "catalogue.own_limit.hint",
                     .need = Need::optional,
                     .value = item.own_limit ? std::string_view(item.own_limit->words) : std::string_view()});
        limit.field({.name = "because", .label = "catalogue.own_limit.because", .hint = "catalogue.own_limit.because.hint"});
        limit.end("catalogue.own_limit.button");
        html << "<h2>" << words(context.language, "catalogue.column") << "</h2>";
        FormView place(html, context.language, is_of_column ? form : nullptr);
        place.under("place");
        place.begin(at + "/column", context.visitor.form_token(column_form));
        place.hidden("version", version);
        const auto nowhere = words(context.language, "catalogue.column.none");
        std::vector<Choice> choices{{"", nowhere, item.column_key.empty()}};
        for (const auto& column : shown.places.all())
            choices.push_back({column.key, column.name(context.language), column.key == item.column_key});
        place.choices("column", "catalogue.column", choices);
        place.end("catalogue.column.button");
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response item(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at_item(doors, context);
    return shown ? draw_item(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

// A deed on one item: what it refuses is said on the page it was done from.
template <class Deed>
web::Act deed(const Doors& doors, Deed act) {
    return [doors, act](Request& request, Context& context) {
        const auto shown = look_at_item(doors, context);
        if (!shown)
            return doors.site.trouble(404, request);
        Form form(context.form);
        const auto version = static_cast<int>(whole_number(form.typed("version")).value_or(0));
        const auto id = shown->item.id;
        intake::ask_public_words(doors.database, context.language, form, {"limit", "because"});
        return do_deed(
            doors, form, [&](db::Connection& connection) { return act(connection, form, id, version, accounts::actor(context)); },
            "/console/catalogue/items/" + std::to_string(id),
            [&] { return draw_item(doors, request, context, *shown, &form, 422); },
            {{"catalogue.refuse.no_reason", "because"}, {"catalogue.refuse.limit_unread", "limit"}});
    };
}

}  // namespace

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/catalogue", "catalogue.title", "catalogue.see"});
    router.get("/console/catalogue", "catalogue.desk", with(doors, list)).needs("catalogue.see").reads({"page"}).sql_at_most(8);
    router.post("/console/catalogue/files", "catalogue.hand_in", with(doors, hand_in_act))
        .needs("catalogue.keep")
        .form(hand_in_form)
        .body_at_most(file_at_most + (64 << 10))
        .in_lane(programme::slow_lane);
    router.get("/console/catalogue/files/{id}", "catalogue.file", with(doors, file))
        .needs("catalogue.keep")
        .in_lane(programme::slow_lane)
        .sql_at_most(10);
    router.post("/console/catalogue/files/{id}/accept", "catalogue.accept", with(doors, accept_act))
        .needs("catalogue.keep")
        .form(accept_form)
        .in_lane(programme::slow_lane);
    router.get("/console/catalogue/items/{id}", "catalogue.item_desk", with(doors, item)).needs("catalogue.see").sql_at_most(9);
    router
        .post("/console/catalogue/items/{id}/limit", "catalogue.give_limit",
              deed(doors,
                   [](db::Connection& connection, const Form& form, ItemId id, int version, const std::string& actor) {
                       return give_limit(connection, id, version, form.typed("limit"), form.typed("because"), actor);
                   }))
        .needs("catalogue.keep")
        .form(limit_form);
    router
        .post(
            "/console/catalogue/items/{id}/column", "catalogue.put_into",
            deed(doors, [](db::Connection& connection, const Form& form, ItemId id, int version,
                           const std::string& actor) { return put_into(connection, id, version, form.typed("column"), actor); }))
        .needs("catalogue.keep")
        .form(column_form);
}

}  // namespace gongkai::catalogue
