// How policies were interpreted in a year: by unit, by form, and how often by the principal himself.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Request;
using web::Response;

// 第一解读人: the principal of each unit interprets twice a year (task 23 of the notice of 2019).
constexpr int by_principal_at_least = 2;

struct OfUnit {
    int total = 0, by_principal = 0;
    std::map<std::string, int> forms;
};

Response interpretations(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto year = static_cast<int>(
        std::clamp<std::int64_t>(whole_number(request.query.first("year").value_or("")).value_or(year_of(today())), 1900, 2199));
    const auto all = doors.database.read([&](db::Connection& connection) { return interpretations_in(connection, year); });
    std::map<std::string, OfUnit> units;
    for (const auto& one : all) {
        auto& of = units[one.unit_name];
        ++of.total;
        ++of.forms[one.form];
        of.by_principal += one.interpreter == "principal";
    }
    const auto& form = *find_type("interpretation")->field("form");
    console::Page page;
    page.title = say("publishing.interpretations", {std::to_string(year)});
    page.menu = "/console/documents";
    page.trail = {{say("publishing.desk"), "/console/documents"}};
    auto& html = page.content;
    html << "<p>" << say("publishing.interpretations.text", {std::to_string(by_principal_at_least)})
         << "</p><p><a class='way' href='" << web::url("/console/interpretations?year=" + std::to_string(year - 1)) << "'>"
         << std::to_string(year - 1) << "</a></p>";
    if (units.empty()) {
        html << "<p class='empty'>" << say("publishing.interpretations.none") << "</p>";
        return doors.console.show(request, context, std::move(page));
    }
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << page.title
         << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("publishing.unit") << "</th>";
    for (const auto& choice : form.choices)
        html << "<th scope='col'>" << shown_field(context.language, form, choice) << "</th>";
    html << "<th scope='col'>" << say("publishing.interpretations.total") << "</th><th scope='col'>"
         << say("publishing.choice.interpreter.principal") << "</th></tr></thead><tbody>";
    for (auto& [name, unit] : units) {
        html << "<tr><th scope='row'>" << name << "</th>";
        for (const auto& choice : form.choices)
            html << "<td class='number'>" << unit.forms[choice] << "</td>";
        html << "<td class='number'>" << unit.total << "</td><td class='number'>" << unit.by_principal << "</td></tr>";
    }
    html << "</tbody></table></div>";
    return doors.console.show(request, context, std::move(page));
}

}  // namespace

void hang_interpretation_pages(Doors& doors) {
    doors.site.router()
        .get("/console/interpretations", "publishing.interpretations", with(doors, interpretations))
        .needs("documents.see")
        .reads({"year"})
        .sql_at_most(4);
}

}  // namespace gongkai::publishing
