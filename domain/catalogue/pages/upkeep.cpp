// Which columns are kept up, who sees to each, and what of them waits for a unit.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/catalogue/watch.h"
#include "domain/people/desk.h"
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

constexpr const char* see_to_form = "catalogue.see_to";

int soon_days(const Doors& doors) { return static_cast<int>(doors.settings.number("ledger.soon_days")); }

void write_freshness(Html& html, Language language, const Watched& watched, int soon) {
    const auto freshness = freshness_on(today(), watched, soon);
    const auto by = expected_by(watched);
    const std::string_view state = freshness == Freshness::stale                         ? "late"
                                   : freshness == Freshness::soon                        ? "due_soon"
                                   : freshness == Freshness::fresh && !is_empty(watched) ? "done"
                                                                                         : "not_due";
    html << "<span class='state " << state << "'>"
         << words(language, "catalogue.upkeep." + std::string(word_of(freshness)),
                  {by ? std::to_string(std::abs((*by - today()).count())) : ""})
         << "</span>";
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = say("catalogue.upkeep.title");
    page.menu = "/console/upkeep";
    auto& html = page.content;
    doors.database.read([&](db::Connection& connection) {
        const auto all = watched_columns(connection);
        const auto units = people::directory(connection);
        const auto found = inspect(today(), all);
        html << "<p" << web::when(found.is_failed(), " class='errors'") << ">"
             << say(found.is_failed() ? "catalogue.upkeep.failed" : "catalogue.upkeep.passed",
                    {std::to_string(found.news_and_policies), std::to_string(found.others), std::to_string(found.empty)})
             << "</p>";
        const auto column_head = say("catalogue.column"), state_head = say("catalogue.upkeep.state"),
                   last_head = say("catalogue.upkeep.last"), period_head = say("catalogue.upkeep.period"),
                   unit_head = say("catalogue.upkeep.unit");
        html << "<table class='sheet-table stack'><thead><tr>";
        for (const auto* head : {&column_head, &state_head, &last_head, &period_head, &unit_head})
            html << "<th scope='col'>" << *head << "</th>";
        html << "</tr></thead><tbody>";
        for (const auto& one : all) {
            html << "<tr><th scope='row'>";
            if (context.may("catalogue.keep"))
                html << "<a href='" << web::url("/console/upkeep/" + one.column.key) << "'>" << one.column.name(language)
                     << "</a>";
            else
                html << one.column.name(language);
            html << "</th><td data-head='" << state_head << "'><span>";
            write_freshness(html, language, one, soon_days(doors));
            if (is_empty(one))
                html << " <span class='state'>" << say("catalogue.upkeep.empty") << "</span>";
            html << "</span></td><td class='number' data-head='" << last_head << "'>"
                 << (one.last_on ? portal::spoken_in_full(language, *one.last_on) : "") << "</td><td class='number' data-head='"
                 << period_head << "'>";
            if (one.column.upkeep_days)
                html << say("catalogue.upkeep.days", {std::to_string(*one.column.upkeep_days)});
            const auto* unit = one.unit_id ? units.find(*one.unit_id) : nullptr;
            html << "</td><td data-head='" << unit_head << "'>" << (unit ? unit->name : "") << "</td></tr>";
        }
        html << "</tbody></table>";
    });
    return doors.console.show(request, context, std::move(page));
}

struct Shown {
    Watched watched;
    people::Directory units{{}};
};

std::optional<Shown> look_at(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        for (auto& one : watched_columns(connection))
            if (one.column.key == context.parameter("key"))
                return Shown{std::move(one), people::directory(connection)};
        return std::nullopt;
    });
}

Response draw(const Doors& doors, Request& request, Context& context, const Shown& shown, const Form* form, int status = 200) {
    const auto& column = shown.watched.column;
    console::Page page;
    page.title = column.name(context.language) + " - " + words(context.language, "catalogue.upkeep.title");
    page.menu = "/console/upkeep";
    page.trail = {{words(context.language, "catalogue.upkeep.title"), "/console/upkeep"}};
    auto& html = page.content;
    html << "<p>";
    write_freshness(html, context.language, shown.watched, soon_days(doors));
    html << "</p>";
    const auto days = column.upkeep_days ? std::to_string(*column.upkeep_days) : std::string();
    FormView view(html, context.language, form);
    view.begin("/console/upkeep/" + column.key, context.visitor.form_token(see_to_form));
    const auto nobody = words(context.language, "catalogue.upkeep.nobody");
    std::vector<Choice> choices{{"", nobody, !shown.watched.unit_id}};
    std::vector<std::string> ids;
    ids.reserve(shown.units.units().size());
    for (const auto& unit : shown.units.units())
        if (unit.is_listed && (!unit.valid_until || *unit.valid_until >= today()))
            choices.push_back({ids.emplace_back(std::to_string(unit.id)), unit.name, unit.id == shown.watched.unit_id});
    view.choices("unit", "catalogue.upkeep.unit", choices);
    view.field({.name = "days",
                .label = "catalogue.upkeep.period",
                .hint = "catalogue.upkeep.period.hint",
                .need = Need::optional,
                .value = days});
    view.end("catalogue.upkeep.button");
    return doors.console.show(request, context, std::move(page), status);
}

Response one(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response see_to_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    if (!shown)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto days = form.whole_number("days", 1, 1000, Need::optional);
    const auto unit = whole_number(form.typed("unit"));
    if (!form.typed("unit").empty() && (!unit || !shown->units.find(*unit)))
        form.refuse("unit", {Refusal::Kind::invalid, "catalogue.refuse.no_unit", {}, {}});
    const auto arrange = [&](db::Connection& connection) {
        const auto arranged = see_to(connection, shown->watched.column.key, unit,
                                     days ? std::optional(static_cast<int>(*days)) : std::nullopt, accounts::actor(context));
        if (arranged)
            open_duties(connection, today());
        return arranged;
    };
    return do_deed(doors, form, arrange, "/console/upkeep", [&] { return draw(doors, request, context, *shown, &form, 422); });
}

}  // namespace

void hang_upkeep_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/upkeep", "catalogue.upkeep.title", "catalogue.see"});
    router.get("/console/upkeep", "catalogue.upkeep", with(doors, list)).needs("catalogue.see").sql_at_most(6);
    router.get("/console/upkeep/{key}", "catalogue.upkeep_one", with(doors, one)).needs("catalogue.keep").sql_at_most(6);
    router.post("/console/upkeep/{key}", "catalogue.see_to", with(doors, see_to_act)).needs("catalogue.keep").form(see_to_form);
}

}  // namespace gongkai::catalogue
