// The office's page of what it puts on top of a question: 编辑推荐, each with the unit that answers for it and its last day.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/people/desk.h"
#include "domain/search/pages/console.h"
#include "domain/search/recommended.h"

namespace gongkai::search {
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

constexpr const char *add_form = "search.recommend", *prolong_form = "search.prolong", *end_form = "search.end_recommended";
constexpr const char *list_address = "/console/search/recommended", *new_address = "/console/search/recommended/new";
constexpr int hits_offered = 20;
constexpr std::chrono::days usual_term{180};

std::string state_of(Language language, const Recommended& one) {
    if (one.is_gone)
        return words(language, "search.recommended.gone");
    return one.is_over(today()) ? words(language, "search.recommended.over") : words(language, "search.recommended.shown");
}
std::string_view look_of(const Recommended& one) { return one.is_gone || one.is_over(today()) ? "late" : "done"; }
std::string_view sign_of(const Recommended& one) { return one.is_gone || one.is_over(today()) ? "!" : "✓"; }

// `sent_back`: the form of this one was.
void write_row(Html& html, Context& context, const Recommended& one, const Form* sent_back) {
    const auto language = context.language;
    const auto head = [&](std::string_view id) { return words(language, id); };
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    const auto own = std::string(list_address) + '/' + std::to_string(one.id);
    html << "<tr><th scope='row'><a href='" << web::url(address_of(Asked{one.query})) << "'" << chinese << ">" << one.query
         << "</a></th><td data-head='" << head("search.recommended.entry") << "'><a href='" << web::url(one.address) << "'"
         << chinese << ">" << (one.is_gone ? one.address : one.title) << "</a></td><td data-head='"
         << head("search.recommended.state") << "'><span class='state " << look_of(one) << "'><span aria-hidden='true'>"
         << sign_of(one) << "</span>" << state_of(language, one) << "</span></td><td data-head='"
         << head("search.recommended.unit") << "'" << chinese << ">" << one.unit_name << "</td><td data-head='"
         << head("search.recommended.reason") << "'" << chinese << ">" << one.reason << "</td><td data-head='"
         << head("search.recommended.until") << "'>";
    FormView view(html, language, sent_back);
    view.under("r" + std::to_string(one.id) + "-");
    view.begin(own + "/prolong", context.visitor.form_token(prolong_form));
    const auto day = to_text(one.until);
    view.field({.name = "until", .label = "search.recommended.until", .kind = Field::Kind::day, .value = day});
    view.end("search.recommended.prolong");
    html << "</td><td><form method='post' action='" << web::url(own + "/end")
         << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(end_form)
         << "'><button class='quiet' aria-label='" << words(language, "search.recommended.end.of", {one.query}) << "'>"
         << words(language, "search.recommended.end") << "</button></form></td></tr>";
}

Response draw_list(const Doors& doors, Request& request, Context& context, RecommendedId sent_back = 0,
                   const Form* form = nullptr, int status = 200) {
    const auto language = context.language;
    auto all = doors.database.read([](db::Connection& connection) { return all_recommended(connection); });
    // What nobody is shown any more waits for somebody.
    std::ranges::stable_partition(all, [](const Recommended& one) { return one.is_gone || one.is_over(today()); });
    auto page = page_of(language, "search.recommended", list_address);
    auto& html = page.content;
    html << "<p>" << words(language, "search.recommended.text") << "</p><p><a class='button' href='" << web::url(new_address)
         << "'>" << words(language, "search.recommended.add") << "</a></p>";
    if (all.empty())
        html << "<p class='empty'>" << words(language, "search.recommended.none") << "</p>";
    else {
        html << "<table class='sheet-table stack'><thead><tr>";
        for (const auto* id : {"search.recommended.query", "search.recommended.entry", "search.recommended.state",
                               "search.recommended.unit", "search.recommended.reason", "search.recommended.until"})
            html << "<th scope='col'>" << words(language, id) << "</th>";
        html << "<td></td></tr></thead><tbody>";
        for (const auto& one : all)
            write_row(html, context, one, one.id == sent_back ? form : nullptr);
        html << "</tbody></table>";
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context); }

// What the question finds, to choose from.
std::vector<Hit> hits_of(db::Connection& connection, const Keeper& keeper, const std::string& query) {
    const auto index = keeper.index();
    if (!index || trim(query).empty())
        return {};
    auto found = find_with(*synonyms(connection), connection, *index, keeper.suggestions().get(), Asked{query}, hits_offered);
    return found ? std::move(found->hits) : std::vector<Hit>();
}

Response draw_new(const Doors& doors, const Keeper& keeper, Request& request, Context& context, const Form* form = nullptr,
                  int status = 200) {
    const auto language = context.language;
    const auto query = std::string(form ? form->typed("query") : request.query.first("q").value_or(""));
    auto page = page_of(language, "search.recommended.add", list_address);
    page.trail.push_back({words(language, "search.recommended"), list_address});
    auto& html = page.content;
    html << "<form class='sheet' action='" << web::url(new_address) << "' role='search'>";
    write_question_field(html, language, {"q", "search.recommended.query", "search.recommended.query.hint", query});
    html << "<p><button class='quiet'>" << words(language, "search.recommended.look") << "</button></p></form>";
    if (query.empty())
        return doors.console.show(request, context, std::move(page), status);
    const auto [hits, units] = doors.database.read(
        [&](db::Connection& connection) { return std::pair(hits_of(connection, keeper, query), people::directory(connection)); });
    html << "<h2 lang='zh-CN'>" << query << "</h2>";
    if (hits.empty())
        html << "<p class='empty'>" << words(language, "search.recommended.no_hits") << "</p>";
    FormView view(html, language, form);
    view.begin(list_address, context.visitor.form_token(add_form));
    view.hidden("query", query);
    std::vector<Choice> choices;
    std::vector<std::string> texts;
    texts.reserve(hits.size() + units.units().size());
    for (const auto& hit : hits)
        choices.push_back({texts.emplace_back(std::to_string(hit.kept.id)), hit.kept.entry.title, false});
    const auto other = words(language, "search.recommended.other");
    choices.push_back({"", other, hits.empty()});
    view.choices("entry", "search.recommended.entry", choices);
    view.field({.name = "address",
                .label = "search.recommended.address",
                .hint = "search.recommended.address.hint",
                .need = Need::optional});
    choices.clear();
    const auto own_unit = accounts::officer(context).unit_id;
    for (const auto& unit : units.units())
        if (unit.is_listed && (!unit.valid_until || *unit.valid_until >= today()))
            choices.push_back({texts.emplace_back(std::to_string(unit.id)), unit.name, unit.id == own_unit});
    view.choices("unit", "search.recommended.unit", choices);
    view.field({.name = "reason", .label = "search.recommended.reason", .hint = "search.recommended.reason.hint"});
    const auto day = to_text(today() + usual_term);
    view.field({.name = "until",
                .label = "search.recommended.until",
                .hint = "search.recommended.until.hint",
                .kind = Field::Kind::day,
                .value = day});
    view.end("search.recommended.add");
    return doors.console.show(request, context, std::move(page), status);
}

std::string_view field_of(const Refusal& refusal) {
    if (refusal.id == "search.refuse.recommend_past")
        return "until";
    if (refusal.id == "search.refuse.recommend_no_unit")
        return "unit";
    return refusal.id == "search.refuse.recommend_no_reason" ? "reason" : "address";
}

Response add_act(const Doors& doors, const Keeper& keeper, Request& request, Context& context) {
    Form form(context.form);
    Recommended one;
    one.query = form.text("query", {.at_most = typed_at_most});
    one.unit_id = whole_number(form.typed("unit")).value_or(0);
    one.reason = form.text("reason", {.at_most = 200});
    one.until = form.day("until").value_or(Day());
    const auto address = form.text("address", {.need = Need::optional, .at_most = 500});
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<RecommendedId> {
            one.entry_id = address.empty() ? whole_number(form.typed("entry")).value_or(0)
                                           : entry_at(connection, address, doors.settings.text("site.address")).value_or(0);
            return recommend(connection, one, today(), accounts::actor(context));
        });
        if (done)
            return Response::redirect(list_address);
        form.refuse(field_of(done.error()), done.error());
    }
    return draw_new(doors, keeper, request, context, &form, 422);
}

Response prolong_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto until = form.day("until");
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) {
            return prolong(connection, context.id("id"), *until, today(), accounts::actor(context));
        });
        if (done)
            return Response::redirect(list_address);
        if (done.error().kind == Refusal::Kind::missing)
            return doors.site.refused(done.error(), request, context.language);
        form.refuse("until", done.error());
    }
    return draw_list(doors, request, context, context.id("id"), &form, 422);
}

Response end_act(const Doors& doors, Request& request, Context& context) {
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return end_recommended(connection, context.id("id"), accounts::actor(context)); });
    return done ? Response::redirect(list_address) : doors.site.refused(done.error(), request, context.language);
}

}  // namespace

void hang_recommended_pages(Doors& doors, Keeper& keeper) {
    auto& router = doors.site.router();
    router.get(list_address, "search.recommended", with(doors, list)).needs(office).sql_at_most(5);
    router
        .get(new_address, "search.recommended_new",
             [doors, &keeper](Request& request, Context& context) { return draw_new(doors, keeper, request, context); })
        .needs(office)
        .reads({"q"})
        .in_lane(lane)
        .sql_at_most(11);
    router
        .post(list_address, "search.recommend",
              [doors, &keeper](Request& request, Context& context) { return add_act(doors, keeper, request, context); })
        .needs(office)
        .form(add_form);
    router.post("/console/search/recommended/{id}/prolong", "search.prolong", with(doors, prolong_act))
        .needs(office)
        .form(prolong_form);
    router.post("/console/search/recommended/{id}/end", "search.end_recommended", with(doors, end_act))
        .needs(office)
        .form(end_form);
}

}  // namespace gongkai::search
