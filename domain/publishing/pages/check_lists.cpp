// The office's page of the checks: what blocks and what warns, the lists of words, and a text on which they can be tried before
// anybody else meets them.
#include <algorithm>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/intake/check_lists.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/pages.h"

namespace gongkai::publishing {
namespace {

using intake::all_check_lists;
using intake::check_list;
using intake::checking_with;
using intake::CheckList;
using intake::office_checking;
using intake::set_check_list;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char *list_form = "publishing.set_check_list", *try_form = "publishing.try_checks";
constexpr std::size_t list_at_most = 1'000'000, text_at_most = 200'000, body_at_most = std::size_t{4} << 20;

std::optional<CheckList> list_from(std::string_view word) {
    const auto found = std::ranges::find(all_check_lists(), word, [](CheckList list) { return word_of(list); });
    return found == all_check_lists().end() ? std::nullopt : std::optional(*found);
}

std::string address_of(CheckList list) { return "/console/checks/" + std::string(word_of(list)); }

void write_level(Html& html, Language language, const std::string& name, const std::string& label, std::string_view chosen,
                 std::initializer_list<const char*> levels) {
    html << "<select name='" << name << "' aria-label='" << label << "'>";
    for (const auto* level : levels)
        html << "<option value='" << level << "'" << web::when(level == chosen, " selected") << ">"
             << words(language, std::string("publishing.checks.") + level) << "</option>";
    html << "</select>";
}

void write_levels(Html& html, Context& context, const intake::Checking& checking) {
    const auto language = context.language;
    const auto kind = words(language, "publishing.checks.kind"), sure = words(language, "publishing.checks.sure"),
               doubtful = words(language, "publishing.checks.doubtful");
    html << "<h2>" << words(language, "publishing.checks.levels") << "</h2><p>"
         << words(language, "publishing.checks.levels.text") << "</p><form method='post' action='"
         << web::url(address_of(CheckList::levels)) << "'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(list_form) << "'><table class='sheet-table stack'><thead><tr><th scope='col'>" << kind
         << "</th><th scope='col'>" << sure << "</th><th scope='col'>" << doubtful << "</th></tr></thead><tbody>";
    for (const auto& rule : checking.kinds) {
        const auto name = words(language, "checks.kind." + rule.kind);
        html << "<tr><th scope='row'>" << name << "</th><td data-head='" << sure << "'>";
        write_level(html, language, rule.kind + ".sure", name + " " + sure,
                    rule.is_on ? intake::word_of(rule.sure) : std::string_view("off"), {"block", "warn", "off"});
        html << "</td><td data-head='" << doubtful << "'>";
        write_level(html, language, rule.kind + ".doubtful", name + " " + doubtful, intake::word_of(rule.doubtful),
                    {"block", "warn"});
        html << "</td></tr>";
    }
    html << "</tbody></table><p><button>" << words(language, "publishing.checks.keep") << "</button> <a class='way' href='"
         << web::url(address_of(CheckList::levels) + ".csv") << "'>" << words(language, "publishing.checks.csv")
         << "</a></p></form>";
}

void write_list(Html& html, Context& context, CheckList list, const std::string& csv, const Form* form) {
    const auto id = std::string(word_of(list));
    html << "<h2>" << words(context.language, "publishing.checks." + id) << "</h2>";
    FormView view(html, context.language, form);
    view.under(id + "-");
    view.begin(address_of(list), context.visitor.form_token(list_form), true);
    const auto label = "publishing.checks." + id, hint = label + ".hint";
    view.field(
        {.name = "list", .label = label, .hint = hint, .kind = Field::Kind::many_lines, .need = Need::optional, .value = csv});
    view.field({.name = "file",
                .label = "publishing.checks.file",
                .hint = "publishing.checks.file.hint",
                .kind = Field::Kind::file,
                .need = Need::optional});
    view.end("publishing.checks.keep");
    html << "<p><a class='way' href='" << web::url(address_of(list) + ".csv") << "'>"
         << words(context.language, "publishing.checks.csv") << "</a></p>";
}

struct Tried {
    const Form* form = nullptr;
    std::optional<CheckList> list;  // whose form was sent back; nothing: the text that was tried
    const std::vector<intake::Finding>* findings = nullptr;
};

Response draw(const Doors& doors, Request& request, Context& context, const Tried& tried, int status = 200) {
    console::Page page;
    page.title = words(context.language, "publishing.checks");
    page.menu = "/console/checks";
    auto& html = page.content;
    const auto [checking, wrong, sensitive] = doors.database.read([&](db::Connection& connection) {
        return std::tuple(office_checking(connection, context.language), check_list(connection, CheckList::wrong_words),
                          check_list(connection, CheckList::sensitive_words));
    });
    html << "<p>" << words(context.language, "publishing.checks.text") << "</p>";
    if (tried.findings) {
        if (tried.findings->empty())
            html << "<p class='told' role='status'>" << words(context.language, "publishing.checks.nothing") << "</p>";
        write_findings(html, context.language, *tried.findings);
    }
    html << "<h2>" << words(context.language, "publishing.checks.try") << "</h2>";
    FormView view(html, context.language, tried.list ? nullptr : tried.form);
    view.begin("/console/checks/try", context.visitor.form_token(try_form));
    view.field({.name = "text",
                .label = "publishing.checks.try.text",
                .hint = "publishing.checks.try.hint",
                .kind = Field::Kind::many_lines,
                .value = tried.form && !tried.list ? tried.form->typed("text") : std::string_view()});
    view.end("publishing.checks.try.button");
    const auto form_of = [&](CheckList list) { return tried.list == list ? tried.form : nullptr; };
    if (const auto* form = form_of(CheckList::levels))
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    write_levels(html, context, checking);
    write_list(html, context, CheckList::wrong_words, wrong, form_of(CheckList::wrong_words));
    write_list(html, context, CheckList::sensitive_words, sensitive, form_of(CheckList::sensitive_words));
    return doors.console.show(request, context, std::move(page), status);
}

Response page(const Doors& doors, Request& request, Context& context) { return draw(doors, request, context, {}); }

std::string levels_in(const Form& form, const intake::Checking& checking) {
    std::string csv = csv_line({"kind", "sure", "doubtful"});
    for (const auto& rule : checking.kinds)
        csv +=
            csv_line({rule.kind, std::string(form.typed(rule.kind + ".sure")), std::string(form.typed(rule.kind + ".doubtful"))});
    return csv;
}

Response keep(const Doors& doors, Request& request, Context& context) {
    const auto list = list_from(context.parameter("list"));
    if (!list)
        return doors.site.trouble(404, request);
    Form form(context.form);
    std::string csv;
    if (*list == CheckList::levels)
        csv = levels_in(form, intake::carried_checking(context.language, today()));
    else if (const auto* file = form.file("file", list_at_most, Need::optional))
        csv = file->bytes;
    else
        csv = form.text("list", {.need = Need::optional, .at_most = list_at_most, .lines = Form::TextRule::Lines::many});
    if (form.is_fine()) {
        const auto done = doors.database.write(
            [&](db::Connection& connection) { return set_check_list(connection, *list, csv, accounts::actor(context)); });
        if (done)
            return Response::redirect("/console/checks");
        form.refuse("list", done.error());
    }
    return draw(doors, request, context, {&form, list, nullptr}, 422);
}

Response download(const Doors& doors, Request& request, Context& context) {
    const auto name = context.parameter("list");
    const auto list = name.ends_with(".csv") ? list_from(name.substr(0, name.size() - 4)) : std::nullopt;
    if (!list)
        return doors.site.trouble(404, request);
    return Response::download(
        doors.database.read([&](db::Connection& connection) { return "\xEF\xBB\xBF" + check_list(connection, *list); }),
        "text/csv; charset=utf-8", name);
}

Response try_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto text = form.text("text", {.at_most = text_at_most, .lines = Form::TextRule::Lines::many});
    if (!form.is_fine())
        return draw(doors, request, context, {&form, {}, nullptr}, 422);
    const auto checking =
        doors.database.read([&](db::Connection& connection) { return office_checking(connection, context.language); });
    const auto findings = intake::check_text(text, checking);
    return draw(doors, request, context, {&form, {}, &findings});
}

}  // namespace

void hang_check_list_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/checks", "publishing.checks.menu", "documents.release"});
    router.get("/console/checks", "publishing.checks", with(doors, page)).needs("documents.release").sql_at_most(5);
    router.get("/console/checks/{list}", "publishing.check_list", with(doors, download))
        .needs("documents.release")
        .sql_at_most(3);
    router.post("/console/checks/try", "publishing.try_checks", with(doors, try_act))
        .needs("documents.release")
        .form(try_form)
        .body_at_most(body_at_most);
    router.post("/console/checks/{list}", "publishing.set_check_list", with(doors, keep))
        .needs("documents.release")
        .form(list_form)
        .body_at_most(body_at_most);
}

}  // namespace gongkai::publishing
