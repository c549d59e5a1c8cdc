// How policies were interpreted in a year: by form, by unit, and how often by each unit's principal himself. For everybody; the
// console leads to the same page.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/principals.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

// 邹政办字〔2019〕33号 第23项：……“第一解读人”职责，带头解读政策，主动引导预期，每年解读重要政策措施不少于2次。
constexpr int by_principal_at_least = 2;

struct OfUnit {
    std::string name;
    int all = 0, by_principal = 0;
    std::map<std::string, int, std::less<>> forms;
};

bool is_held_to_it(const people::Unit& unit, int year) {
    switch (unit.kind) {
        case people::Kind::office:
        case people::Kind::department:
        case people::Kind::dispatched:
        case people::Kind::town:
        case people::Kind::subdistrict:
            break;
        case people::Kind::party_office:
        case people::Kind::mass_organisation:
        case people::Kind::public_institution:
        case people::Kind::section:
        case people::Kind::enterprise:
        case people::Kind::other:
            return false;
    }
    return unit.is_listed && (!unit.valid_from || year_of(*unit.valid_from) <= year) &&
           (!unit.valid_until || *unit.valid_until >= make_day(year, 12, 31));
}

void write_bar(Html& html, int count, int most, std::string_view look) {
    html << "<svg class='bar' viewBox='0 0 1000 12' preserveAspectRatio='none' aria-hidden='true'><rect class='" << look
         << "' x='0' width='" << count * 1000 / std::max(most, 1) << "' height='12'/></svg>";
}

void write_years(Html& html, Language language, const std::vector<std::pair<int, int>>& years, int chosen) {
    html << "<nav aria-label='" << words(language, "publishing.interpretations.years") << "'><p class='downloads'>";
    for (const auto& [year, count] : years)
        html << "<a href='/interpretations?year=" << year << "'" << web::when(year == chosen, " aria-current='page'") << ">"
             << words(language, "publishing.interpretations.year", {std::to_string(year), std::to_string(count)}) << "</a>";
    html << "</p></nav>";
}

void write_forms(Html& html, Language language, const std::map<std::string, int, std::less<>>& forms, int total) {
    const auto& form = *find_type("interpretation")->field("form");
    int most = 0;
    for (const auto& [key, count] : forms)
        most = std::max(most, count);
    const auto head = words(language, "publishing.field.form"), count_head = words(language, "publishing.interpretations.count");
    html << "<h2>" << words(language, "publishing.interpretations.by_form", {std::to_string(total)})
         << "</h2><table class='sheet-table counted'><thead><tr><th scope='col'>" << head << "</th><th scope='col'>" << count_head
         << "</th><td></td></tr></thead><tbody>";
    for (const auto& choice : form.choices) {
        const auto found = forms.find(choice);
        const int count = found == forms.end() ? 0 : found->second;
        html << "<tr><th scope='row'>" << shown_field(language, form, choice) << "</th><td class='number'>" << count
             << "</td><td>";
        write_bar(html, count, most, "done");
        html << "</td></tr>";
    }
    html << "</tbody></table>";
}

// Enough, or how many are wanting: late only once the year is over.
void write_principal(Html& html, Language language, const OfUnit& unit, int year) {
    const int wanting = by_principal_at_least - unit.by_principal;
    const bool is_over = year < year_of(today());
    html << "<span class='state "
         << (wanting <= 0 ? std::string_view("done")
             : is_over    ? std::string_view("late")
                          : std::string_view("not_due"))
         << "'><span aria-hidden='true'>"
         << (wanting <= 0 ? std::string_view("✓")
             : is_over    ? std::string_view("!")
                          : std::string_view("○"))
         << "</span>"
         << (wanting <= 0 ? words(language, "publishing.interpretations.enough", {std::to_string(unit.by_principal)})
                          : words(language, is_over ? "publishing.interpretations.missed" : "publishing.interpretations.wanting",
                                  {std::to_string(unit.by_principal), std::to_string(wanting)}))
         << "</span>";
}

void write_units(Html& html, Language language, const std::map<people::UnitId, OfUnit>& units, int year) {
    const auto& form = *find_type("interpretation")->field("form");
    int most = 0;
    for (const auto& [id, unit] : units)
        most = std::max(most, unit.all);
    std::vector<std::pair<people::UnitId, const OfUnit*>> order;
    for (const auto& [id, unit] : units)
        order.emplace_back(id, &unit);
    std::ranges::stable_sort(order, std::ranges::greater(), [](const auto& one) { return one.second->all; });
    const auto unit_head = words(language, "publishing.unit"), count_head = words(language, "publishing.interpretations.count"),
               forms_head = words(language, "publishing.field.form"),
               principal_head = words(language, "publishing.choice.interpreter.principal");
    html << "<h2>" << words(language, "publishing.interpretations.by_unit") << "</h2><p>"
         << words(language, "publishing.interpretations.text", {std::to_string(by_principal_at_least)})
         << "</p><table class='sheet-table stack'><thead><tr>";
    for (const auto* head : {&unit_head, &count_head, &forms_head, &principal_head})
        html << "<th scope='col'>" << *head << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& [id, unit] : order) {
        html << "<tr><th scope='row'><a href='/documents?type=interpretation&amp;unit=" << id << "&amp;year=" << year << "'"
             << web::when(language == Language::en, " lang='zh-CN'") << ">" << unit->name << "</a></th><td data-head='"
             << count_head << "'><span class='number'>" << unit->all << "</span>";
        write_bar(html, unit->all, most, "done");
        html << "</td><td data-head='" << forms_head << "'>";
        bool is_first = true;
        for (const auto& choice : form.choices)
            if (const auto found = unit->forms.find(choice); found != unit->forms.end()) {
                html << web::when(!is_first, "　") << shown_field(language, form, choice) << " " << found->second;
                is_first = false;
            }
        html << "</td><td data-head='" << principal_head << "'>";
        write_principal(html, language, *unit, year);
        html << "</td></tr>";
    }
    html << "</tbody></table>";
}

Response interpretations(const Doors& doors, Request& request, Context& context) {
    const auto year = static_cast<int>(
        std::clamp<std::int64_t>(whole_number(request.query.first("year").value_or("")).value_or(year_of(today())), 1900, 2199));
    portal::Page page;
    page.title = words(context.language, "publishing.interpretations", {std::to_string(year)});
    page.menu = "/documents";
    page.trail = {{words(context.language, "publishing.library"), "/documents"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1>";
    doors.database.read([&](db::Connection& connection) {
        std::map<people::UnitId, OfUnit> units;
        std::map<std::string, int, std::less<>> forms;
        int total = 0;
        const auto directory = people::directory(connection);
        for (const auto& unit : directory.units())
            if (is_held_to_it(unit, year))
                units[unit.id].name = unit.name;
        for (const auto& one : interpretations_in(connection, year)) {
            auto& of = units[one.unit_id];
            of.name = one.unit_name;
            of.all += one.all;
            of.by_principal += one.by_principal;
            of.forms[one.form] += one.all;
            forms[one.form] += one.all;
            total += one.all;
        }
        page.is_example = has_example_interpretations(connection, year);
        write_years(html, context.language, interpretation_years(connection), year);
        if (total == 0)
            html << "<p class='empty'>" << words(context.language, "publishing.interpretations.none") << "</p>";
        else
            write_forms(html, context.language, forms, total);
        write_units(html, context.language, units, year);
    });
    return doors.portal.show(request, std::move(page));
}

// On the board, beside task 23: how many units are there yet in the year that runs. 示例数据 does not count.
void write_on_board(const Doors& doors, Html& html, Language language) {
    const auto year = year_of(today());
    int enough = 0, wanting = 0;
    doors.database.read([&](db::Connection& connection) {
        auto by_principal = principals_in(connection, year);
        const auto directory = people::directory(connection);
        for (const auto& unit : directory.units())
            if (is_held_to_it(unit, year))
                ++(by_principal[unit.id] >= by_principal_at_least ? enough : wanting);
    });
    if (enough + wanting == 0)
        return;
    html << "<section class='principals'><h2>" << words(language, "publishing.principals", {std::to_string(year)}) << "</h2><p>"
         << words(language, "publishing.principals.text",
                  {std::to_string(by_principal_at_least), std::to_string(enough), std::to_string(wanting)})
         << " <a class='way' href='/interpretations'>" << words(language, "publishing.principals.way") << "</a></p></section>";
}

}  // namespace

void hang_interpretation_pages(Doors& doors) {
    doors.portal.add_block_on(
        "board", [doors](Html& html, Language language, std::string_view) { write_on_board(doors, html, language); });
    doors.site.router()
        .get("/interpretations", "publishing.interpretations", with(doors, interpretations))
        .cached({public_data})
        .reads({"year"})
        .sql_at_most(6);
}

}  // namespace gongkai::publishing
