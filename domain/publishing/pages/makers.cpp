// 规范性文件制定主体清单: who may issue normative documents, for everybody; and the office's page on which the list is kept.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/intake/pages/public_words.h"
#include "domain/people/desk.h"
#include "domain/publishing/makers.h"
#include "domain/publishing/pages/pages.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using web::Choice;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char *add_form = "publishing.add_maker", *end_form = "publishing.end_maker";

std::string day_or_nothing(Language language, const std::optional<Day>& day) {
    return day ? portal::spoken_in_full(language, *day) : std::string();
}

// `when_drawn` writes the last cell of a row, where there is one.
using Cell = std::function<void(Html&, const Maker&)>;
void write_table(Html& html, Language language, const std::vector<Maker>& all, std::string_view title, const Cell& cell) {
    if (all.empty())
        return;
    const auto unit = words(language, "publishing.maker.unit"), basis = words(language, "publishing.maker.basis"),
               from = words(language, "publishing.maker.from"), until = words(language, "publishing.maker.until");
    html << "<h2>" << words(language, title, {std::to_string(all.size())}) << "</h2><table class='sheet-table stack'><thead><tr>";
    for (const auto* head : {&unit, &basis, &from, &until})
        html << "<th scope='col'>" << *head << "</th>";
    if (cell)
        html << "<th scope='col'>" << words(language, "publishing.maker.end") << "</th>";
    html << "</tr></thead><tbody>";
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    for (const auto& one : all) {
        html << "<tr><th scope='row'><a href='/documents?type=normative_document&amp;unit=" << one.unit_id << "'" << chinese
             << ">" << one.unit_name << "</a></th><td data-head='" << basis << "'" << chinese << ">" << one.basis
             << "</td><td class='number' data-head='" << from << "'>" << portal::spoken_in_full(language, one.from)
             << "</td><td class='number' data-head='" << until << "'>" << day_or_nothing(language, one.until) << "</td>";
        if (cell) {
            html << "<td>";
            cell(html, one);
            html << "</td>";
        }
        html << "</tr>";
    }
    html << "</tbody></table>";
}

void write_list(Html& html, Language language, const std::vector<Maker>& all, const Cell& cell) {
    std::vector<Maker> now_on, gone;
    for (const auto& one : all)
        (one.until && *one.until < today() ? gone : now_on).push_back(one);
    if (all.empty())
        html << "<p class='empty'>" << words(language, "publishing.makers.none") << "</p>";
    write_table(html, language, now_on, "publishing.makers.now", cell);
    write_table(html, language, gone, "publishing.makers.gone", {});
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto all = doors.database.read([](db::Connection& connection) { return makers(connection); });
    portal::Page page;
    page.title = words(context.language, "publishing.makers");
    page.menu = "/documents";
    page.trail = {{words(context.language, "publishing.library"), "/documents"}};
    page.content << "<h1>" << page.title << "</h1><p>" << words(context.language, "publishing.makers.text") << "</p>";
    write_list(page.content, context.language, all, {});
    page.content << "<p class='downloads'><a href='/api/v1/makers'>" << words(context.language, "publishing.json") << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

Response exchange_list(const Doors& doors, Request&, Context&) {
    json::array all;
    for (const auto& one : doors.database.read([](db::Connection& connection) { return makers(connection); }))
        all.push_back(json::object{{"unit", {{"id", one.unit_id}, {"name", one.unit_name}}},
                                   {"basis", one.basis},
                                   {"from", to_text(one.from)},
                                   {"until", one.until ? json::value(to_text(*one.until)) : json::value()},
                                   {"is_on_list", one.is_on_list(today())}});
    return Response::json(json::serialize(json::object{{"makers", std::move(all)}}));
}

// `ended` is the line whose form was sent back; 0: the form of a new one.
Response draw(const Doors& doors, Request& request, Context& context, const Form* form, std::int64_t ended, int status = 200) {
    console::Page page;
    page.title = words(context.language, "publishing.makers");
    page.menu = "/console/makers";
    auto& html = page.content;
    const auto [all, units] = doors.database.read(
        [](db::Connection& connection) { return std::pair(makers(connection), people::directory(connection)); });
    html << "<p>" << words(context.language, "publishing.makers.text") << " <a href='/makers'>"
         << words(context.language, "publishing.desk.on_portal") << "</a></p>";
    write_list(html, context.language, all, [&](Html& cell, const Maker& one) {
        FormView view(cell, context.language, ended == one.id ? form : nullptr);
        view.under("m" + std::to_string(one.id) + "-");
        view.begin("/console/makers/" + std::to_string(one.id) + "/end", context.visitor.form_token(end_form));
        const auto day = one.until ? to_text(*one.until) : std::string();
        view.field({.name = "until", .label = "publishing.maker.until", .kind = Field::Kind::day, .value = day});
        view.end("publishing.maker.end");
    });
    html << "<h2>" << words(context.language, "publishing.maker.add") << "</h2>";
    FormView view(html, context.language, ended == 0 ? form : nullptr);
    view.begin("/console/makers", context.visitor.form_token(add_form));
    std::vector<Choice> choices;
    std::vector<std::string> ids;
    ids.reserve(units.units().size());
    for (const auto& unit : units.units())
        if (unit.is_listed && (!unit.valid_until || *unit.valid_until >= today()))
            choices.push_back({ids.emplace_back(std::to_string(unit.id)), unit.name, false});
    view.choices("unit", "publishing.maker.unit", choices);
    view.field({.name = "basis", .label = "publishing.maker.basis", .hint = "publishing.maker.basis.hint"});
    const auto day = to_text(today());
    view.field({.name = "from", .label = "publishing.maker.from", .kind = Field::Kind::day, .value = day});
    view.field({.name = "until", .label = "publishing.maker.until", .kind = Field::Kind::day, .need = Need::optional});
    view.end("publishing.maker.add");
    return doors.console.show(request, context, std::move(page), status);
}

Response keep(const Doors& doors, Request& request, Context& context) { return draw(doors, request, context, nullptr, 0); }

Response add_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    Maker maker;
    maker.unit_id = whole_number(form.typed("unit")).value_or(0);
    maker.basis = form.text("basis", {.at_most = 500});
    maker.from = form.day("from").value_or(Day());
    maker.until = form.day("until", Need::optional);
    intake::ask_public_words(doors.database, context.language, form, {"basis"});
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<std::int64_t> {
            if (!people::directory(connection).find(maker.unit_id))
                return refuse(Refusal::Kind::invalid, "publishing.refuse.no_unit", {std::string(form.typed("unit"))});
            return add_maker(connection, maker, accounts::actor(context));
        });
        if (done)
            return Response::redirect("/console/makers");
        form.refuse(done.error().id == "publishing.refuse.until_before_from" ? "until" : "unit", done.error());
    }
    return draw(doors, request, context, &form, 0, 422);
}

Response end_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto until = form.day("until");
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) {
            return end_maker(connection, context.id("id"), *until, accounts::actor(context));
        });
        if (done)
            return Response::redirect("/console/makers");
        if (done.error().kind == Refusal::Kind::missing)
            return doors.site.trouble(404, request);
        form.refuse("until", done.error());
    }
    return draw(doors, request, context, &form, context.id("id"), 422);
}

}  // namespace

void hang_maker_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/makers", "publishing.makers", with(doors, list)).cached({public_data}).sql_at_most(2);
    doors.api.get({"/api/v1/makers", "makers.list", "publishing.api.makers", {}, "Makers"}, with(doors, exchange_list))
        .cached({public_data})
        .sql_at_most(2);
    doors.console.add_menu_entry({"/console/makers", "publishing.makers.menu", "documents.release"});
    router.get("/console/makers", "publishing.keep_makers", with(doors, keep)).needs("documents.release").sql_at_most(7);
    router.post("/console/makers", "publishing.add_maker", with(doors, add_act)).needs("documents.release").form(add_form);
    router.post("/console/makers/{id}/end", "publishing.end_maker", with(doors, end_act))
        .needs("documents.release")
        .form(end_form);
}

}  // namespace gongkai::publishing
