// What the records of a year come to, as a table, as a paragraph that a report on the year can take, and for programs. The deeds
// have counted it.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/records/pages/relations.h"
#include "doors/exchange/api.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using web::Context;
using web::Html;
using web::Request;
using web::Response;

// In the order of the kind, also those that nobody has.
std::vector<std::string> values_that_there_are(const Field& field) {
    if (field.type == Type::yes_no)
        return {"yes", "no"};
    std::vector<std::string> all;
    for (const auto& choice : field.choices)
        all.push_back(choice.key);
    return all;
}

std::string spoken_choice(const Field& field, const std::string& value, Language language) {
    return spoken(field, value, language, people::Directory({}));
}

std::int64_t count_of(const YearFigures::Counts& counts, FieldIndex field, const std::string& value) {
    const auto of_field = counts.find(field);
    if (of_field == counts.end())
        return 0;
    const auto found = of_field->second.find(value);
    return found == of_field->second.end() ? 0 : found->second;
}

// "2026年公开建议提案答复8条，其中人大代表建议4条、政协委员提案4条。办理结果：…"
std::string paragraph_of(const Kind& kind, const YearFigures& figures, Language language) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const std::string_view between = language == Language::zh ? "、" : ", ";
    const auto one = [&](FieldIndex field, const std::string& value, std::int64_t records) {
        return say("records.yearly.so_many", {spoken_choice(kind.fields[field], value, language), std::to_string(records)});
    };
    auto all = say("records.yearly.sentence", {figures.year, kind.names.in(language), std::to_string(figures.records)});
    if (kind.yearly->by) {
        std::vector<std::string> parts;
        for (const auto& group : figures.groups)
            parts.push_back(one(*kind.yearly->by, group.choice, group.records));
        all += say("records.yearly.among", {join(parts, between)});
    }
    all += say("records.yearly.stop");
    for (const auto field : kind.yearly->counts) {
        if (kind.fields[field].type == Type::yes_no) {
            const auto yes = count_of(figures.counts, field, "yes"), no = count_of(figures.counts, field, "no");
            if (yes + no > 0)
                all += say("records.yearly.yes_of",
                           {kind.fields[field].names.in(language), std::to_string(yes), std::to_string(yes + no)});
            continue;
        }
        std::vector<std::string> parts;
        for (const auto& value : values_that_there_are(kind.fields[field]))
            if (const auto records = count_of(figures.counts, field, value); records > 0)
                parts.push_back(one(field, value, records));
        if (!parts.empty())
            all += say("records.yearly.counted", {kind.fields[field].names.in(language), join(parts, between)});
    }
    return all;
}

// The list of what a number counts, where filters lead there.
std::string address_of_counted(const Kind& kind, const YearFigures& figures, std::string_view choice, FieldIndex field,
                               const std::string& value) {
    Asked asked;
    asked.filters[kind.slot_of(kind.yearly->over).value()] = figures.year;
    const auto ask = [&](FieldIndex by, std::string_view wanted) {
        if (const auto slot = kind.slot_of(by); slot && !wanted.empty())
            asked.filters[*slot] = wanted;
        return wanted.empty() || kind.slot_of(by);
    };
    const bool leads_there = ask(field, value) && (choice.empty() || ask(*kind.yearly->by, choice));
    return leads_there ? address_of(kind, "", asked) : std::string();
}

void write_years(Html& html, Language language, const Kind& kind, const YearFigures& figures) {
    html << "<nav aria-label='" << words(language, "records.yearly") << "'><ul class='chosen'>";
    for (auto year = figures.years.rbegin(); year != figures.years.rend(); ++year)
        html << "<li><a href='" << web::url(address_of(kind) + "/yearly?year=" + year->first) << "'"
             << web::when(year->first == figures.year, " aria-current='true'") << ">" << year->first << "</a></li>";
    html << "</ul></nav>";
}

void write_table(Html& html, Language language, const Kind& kind, const YearFigures& figures) {
    std::vector<std::string> heads;
    for (const auto& group : figures.groups)
        heads.push_back(spoken_choice(kind.fields[*kind.yearly->by], group.choice, language));
    heads.push_back(words(language, "records.yearly.in_all"));
    // Few narrow columns: on a phone it stays a table.
    html << "<div class='scroll'><table class='of-counts'><thead><tr><th scope='col'>" << words(language, "records.yearly.what")
         << "</th>";
    for (const auto& head : heads)
        html << "<th scope='col'>" << head << "</th>";
    html << "</tr></thead>";
    const auto write_row = [&](const std::string& name, FieldIndex field, const std::string& value) {
        html << "<tr><th scope='row'>" << name << "</th>";
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const auto* group = i < figures.groups.size() ? &figures.groups[i] : nullptr;
            const auto records = value.empty() ? (group ? group->records : figures.records)
                                               : count_of(group ? group->counts : figures.counts, field, value);
            const auto address =
                records == 0 ? std::string() : address_of_counted(kind, figures, group ? group->choice : "", field, value);
            html << "<td class='number'>";
            if (address.empty())
                html << records;
            else
                html << "<a href='" << web::url(address) << "'>" << records << "</a>";
            html << "</td>";
        }
        html << "</tr>";
    };
    html << "<tbody>";
    write_row(words(language, "records.yearly.records"), kind.yearly->over, "");
    html << "</tbody>";
    for (const auto field : kind.yearly->counts) {
        html << "<tbody><tr><th scope='rowgroup' colspan='" << heads.size() + 1 << "'>" << kind.fields[field].names.in(language)
             << "</th></tr>";
        for (const auto& value : values_that_there_are(kind.fields[field]))
            write_row(spoken_choice(kind.fields[field], value, language), field, value);
        html << "</tbody>";
    }
    html << "</table></div>";
}

Response yearly_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->yearly)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    const auto asked = request.query.first("year").value_or("");
    auto page = page_below(language, *kind, words(language, "records.yearly_of", {kind->names.in(language)}));
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << kind->yearly->says.in(language) << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto figures = figures_of_year(connection, *kind, asked);
        if (figures.year.empty()) {
            html << "<p class='empty'>" << words(language, "records.list.none") << "</p>";
            return;
        }
        page.is_example = is_demonstration(connection, *kind);
        if (!asked.empty() && asked != figures.year)
            html << "<p class='empty' role='status'>"
                 << words(language, "records.yearly.no_year", {std::string(asked), figures.year}) << "</p>";
        write_years(html, language, *kind, figures);
        html << "<h2>" << words(language, "records.yearly.for_report") << "</h2><p class='lead'>"
             << paragraph_of(*kind, figures, language) << "</p><h2>" << words(language, "records.yearly.table", {figures.year})
             << "</h2>";
        write_table(html, language, *kind, figures);
        html << "<p class='downloads'><a href='" << web::url("/api/v1/records/" + kind->key + "/yearly?year=" + figures.year)
             << "'>" << words(language, "records.yearly.as_json") << "</a></p>";
    });
    write_basis(html, language, *kind, doors.portal);
    return doors.portal.show(request, std::move(page));
}

json::object told(const Kind& kind, const YearFigures& figures) {
    const auto named = [&](const Field& field, const std::string& value) {
        return json::object{{"value", value},
                            {"zh", spoken_choice(field, value, Language::zh)},
                            {"en", spoken_choice(field, value, Language::en)}};
    };
    json::array years, groups, counts;
    for (const auto& [year, records] : figures.years)
        years.push_back(json::object{{"year", year}, {"records", records}});
    for (const auto& group : figures.groups) {
        auto one = named(kind.fields[*kind.yearly->by], group.choice);
        one["records"] = group.records;
        groups.push_back(std::move(one));
    }
    for (const auto index : kind.yearly->counts) {
        const auto& field = kind.fields[index];
        json::array values;
        for (const auto& value : values_that_there_are(field)) {
            auto one = named(field, value);
            one["records"] = count_of(figures.counts, index, value);
            json::array by;
            for (const auto& group : figures.groups)
                by.push_back(count_of(group.counts, index, value));
            one["in_groups"] = std::move(by);
            values.push_back(std::move(one));
        }
        counts.push_back(
            json::object{{"field", field.key}, {"zh", field.names.zh}, {"en", field.names.en}, {"values", std::move(values)}});
    }
    return {{"kind", kind.key},
            {"year", figures.year},
            {"records", figures.records},
            {"paragraph", {{"zh", paragraph_of(kind, figures, Language::zh)}, {"en", paragraph_of(kind, figures, Language::en)}}},
            {"group_field", kind.yearly->by ? json::value(kind.fields[*kind.yearly->by].key) : json::value()},
            {"groups", std::move(groups)},
            {"counts", std::move(counts)},
            {"years", std::move(years)}};
}

Response yearly_of_program(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->yearly)
        return exchange::problem(404, words(context.language, "records.api.no_kind"));
    const auto asked = request.query.first("year").value_or("");
    return doors.database.read([&](db::Connection& connection) {
        const auto figures = figures_of_year(connection, *kind, asked);
        if (figures.year.empty() || (!asked.empty() && asked != figures.year))
            return exchange::problem(404, words(context.language, "records.yearly.none", {std::string(asked)}));
        auto all = told(*kind, figures);
        all["is_demonstration"] = is_demonstration(connection, *kind);
        return Response::json(json::serialize(all));
    });
}

}  // namespace

void hang_yearly_pages(Doors& doors) {
    constexpr int statements = 10;  // a choice of `by` takes one
    doors.site.router()
        .get("/records/{kind}/yearly", "records.yearly", with(doors, yearly_page))
        .cached({public_data})
        .reads({"year"})
        .sql_at_most(statements);
    doors.api
        .get({"/api/v1/records/{kind}/yearly",
              "records.figures_of_year",
              "records.api.yearly",
              {{"year", "records.api.yearly.year", "2026"}},
              "RecordsOfYear"},
             with(doors, yearly_of_program))
        .cached({public_data})
        .sql_at_most(statements);
}

}  // namespace gongkai::records
