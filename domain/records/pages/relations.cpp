// Pages over many records of a kind: the map, who has put in what for which year, the comparison with the level above; and what a
// month brought to all kinds.
#include "domain/records/pages/relations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/calendar/desk.h"
#include "domain/people/desk.h"
#include "domain/records/comparison.h"
#include "domain/records/opening.h"
#include "domain/records/rules.h"
#include "domain/records/watch.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int points_at_most = 300, years_shown = 6, compared_a_page = 100, changes_shown = 30;
constexpr std::size_t changes_unfolded = 10;

// ---- map

// Where areas would lie over each other - of other years, of another step of school - one of each is shown: the newest year, the
// choice with most records.
void choose_one_of_each(const Kind& kind, const Counts& counts, Asked& asked) {
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot) {
        const auto& found = counts.by_value[slot];
        if (!asked.filters[slot].empty() || found.empty() || !std::ranges::count(kind.identity, kind.filters[slot]))
            continue;
        const auto& field = kind.fields[kind.filters[slot]];
        if (is_time(field.type))
            asked.filters[slot] = found.rbegin()->first;
        else if (field.type == Type::choice)
            asked.filters[slot] = std::ranges::max_element(found, {}, &std::pair<const std::string, std::int64_t>::second)->first;
    }
}

// What else can be looked at on this map: by each filter that tells one record from another.
void write_map_choices(Html& html, Language language, const Kind& kind, const Counts& counts, const Asked& asked,
                       const people::Directory& units) {
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot) {
        const auto& field = kind.fields[kind.filters[slot]];
        if (!std::ranges::count(kind.identity, kind.filters[slot]) || counts.by_value[slot].size() < 2)
            continue;
        html << "<nav aria-label='" << field.names.in(language) << "'><ul class='chosen'>";
        std::vector<std::string> values;
        for (const auto& choice : field.choices)  // in the order of the kind
            if (counts.by_value[slot].contains(choice.key))
                values.push_back(choice.key);
        if (field.choices.empty())
            for (const auto& [value, records] : counts.by_value[slot])
                values.push_back(value);
        for (const auto& value : values) {
            auto other = asked;
            other.filters[slot] = value;
            html << "<li><a href='" << web::url(address_of(kind, "/map", other)) << "'"
                 << web::when(value == asked.filters[slot], " aria-current='true'") << ">"
                 << spoken(field, value, language, units) << "</a></li>";
        }
        html << "</ul></nav>";
    }
}

void write_map_finder(Html& html, Language language, const Kind& kind, const AskedList& list) {
    html << "<form class='find-record' action='" << web::url(address_of(kind) + "/map") << "' method='get'><label for='words'>"
         << words(language, "records.map.find") << "</label><input id='words' name='words' type='search' maxlength='60' value='"
         << list.words << "'>";
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot)
        if (!list.asked.filters[slot].empty())
            html << "<input type='hidden' name='" << kind.fields[kind.filters[slot]].key << "' value='"
                 << list.asked.filters[slot] << "'>";
    html << "<button>" << words(language, "records.find.button") << "</button></form>";
}

void write_open_now(Html& html, Language language, const std::string& hours, const calendar::WorkingDays& calendar) {
    const auto now_open = opening_at(hours, now(), calendar);
    html << " <span class='state " << std::string_view(now_open.is_open ? "done" : "not_due") << "'>"
         << words(language, now_open.is_open ? "records.open_now" : "records.closed_now") << "</span><br><span class='small'>"
         << spoken_hours(hours, language) << "</span>";
}

Response map_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->map)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    auto list = asked_list(request, *kind, language);
    auto page = page_below(language, *kind, words(language, "records.map_of", {kind->names.in(language)}));
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1>";
    const auto hours = std::ranges::find(kind->fields, Type::hours, &Field::type);
    const bool has_hours = hours != kind->fields.end();
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        auto counts = counts_for(connection, *kind, list.asked);
        if (kind->area) {
            const auto before = list.asked;
            choose_one_of_each(*kind, counts, list.asked);
            write_map_choices(html, language, *kind, counts, list.asked, units);
            write_map_finder(html, language, *kind, list);
            if (list.asked != before)
                counts = counts_for(connection, *kind, list.asked);
        }
        const auto found =
            list.words.empty() ? std::nullopt : rows_with(connection, *kind, list, counts, today(), units, language);
        const auto rows = found ? *found : list_of(connection, *kind, list.asked, counts, {}, today(), points_at_most).rows;
        page.is_example = std::ranges::any_of(rows, &Record::is_demonstration);
        const auto shown = write_map(html, language, *kind, rows, units);
        if (shown.empty()) {
            html << "<p class='empty'>" << words(language, "records.list.none") << "</p>";
            return;
        }
        std::optional<calendar::WorkingDays> calendar;
        if (has_hours)
            calendar = calendar::working_days(connection);
        html << "<ol class='places'>";
        for (const auto* record : shown) {
            const auto title = title_of(*kind, record->values, language, units);
            html << "<li><a href='" << web::url(address_of(*kind, record->serial)) << "'" << chinese(language, title) << ">"
                 << title << "</a>";
            if (has_hours)
                if (const auto& value = record->values[static_cast<std::size_t>(hours - kind->fields.begin())]; !value.empty())
                    write_open_now(html, language, value, *calendar);
            html << "<br><span class='small muted'>";
            bool is_first = true;
            for (const auto column : kind->columns) {
                const auto& field = kind->fields[column];
                if (record->values[column].empty() || field.type == Type::hours || field.type == Type::yes_no ||
                    kind->title == "{" + field.key + "}")
                    continue;
                html << web::when(!is_first, " · ");
                is_first = false;
                if (is_number(field.type))
                    html << field.names.in(language) << " ";  // 计划 360 人 and 实际 352 人 are not the same
                html << web::when(field.type == Type::phone, "<span class='phone'>");
                write_value(html, language, field, record->values[column], units);
                html << web::when(field.type == Type::phone, "</span>");
            }
            html << "</span></li>";
        }
        html << "</ol>";
        if (rows.size() == points_at_most)
            html << "<p class='muted'>" << words(language, "records.map.first", {std::to_string(points_at_most)}) << "</p>";
    });
    html << "<p><a class='way' href='" << web::url(address_of(*kind)) << "'>" << words(language, "records.to_list") << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

// ---- completeness

// By number, as the directory has them: "10" is not before "2".
struct ByNumber {
    bool operator()(const std::string& a, const std::string& b) const {
        return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
    }
};

// Those who owe it and have published it for no year: a row without anything in it for each would be a long way down.
void write_never(Html& html, Language language, const Field& field, const std::vector<std::string>& never,
                 const people::Directory& units) {
    if (never.empty())
        return;
    html << "<h2>" << words(language, "records.completeness.never", {std::to_string(never.size())}) << "</h2><ul class='chosen'>";
    for (const auto& unit : never) {
        html << "<li>";
        write_value(html, language, field, unit, units);
        html << "</li>";
    }
    html << "</ul>";
}

Response completeness_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->completeness)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    auto page = page_below(language, *kind, words(language, "records.completeness_of", {kind->names.in(language)}));
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << words(language, "records.completeness.text") << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        page.is_example = is_demonstration(connection, *kind);
        std::map<std::string, std::map<std::string, std::int64_t>, ByNumber> by_unit;
        std::set<std::string> years;
        for (const auto& pair : pairs_of(connection, *kind, kind->completeness->first, kind->completeness->second)) {
            by_unit[pair.within][pair.value] = pair.records;
            years.insert(pair.value);
        }
        // Who owes it: those whom a supervisor has settled to see to it, else the groups that the kind names.
        const auto seen_to = keepers(connection);
        if (const auto found = seen_to.find(kind->key); found != seen_to.end())
            for (const auto& keeper : found->second)
                by_unit.try_emplace(std::to_string(keeper.unit_id));
        else
            for (const auto& group : kind->owed_by)
                for (const auto* unit : units.members(group, today()))
                    by_unit.try_emplace(std::to_string(unit->id));
        if (years.empty()) {
            html << "<p class='empty'>" << words(language, "records.list.none") << "</p>";
            return;
        }
        while (years.size() > years_shown)
            years.erase(years.begin());
        std::int64_t complete = 0;
        const auto last = years.empty() ? std::string() : *years.rbegin();
        for (const auto& [unit, has] : by_unit)
            complete += has.contains(last) ? 1 : 0;
        html << "<p class='lead'>"
             << words(language, "records.completeness.sentence", {last, std::to_string(by_unit.size()), std::to_string(complete)})
             << "</p><table class='stack'><thead><tr><th scope='col'>" << words(language, "records.unit") << "</th>";
        for (const auto& year : years)
            html << "<th scope='col'>" << year << "</th>";
        html << "</tr></thead><tbody>";
        const auto& field = kind->fields[kind->completeness->first];
        std::vector<std::string> never;
        for (const auto& [unit, has] : by_unit) {
            const auto name = spoken(field, unit, language, units);
            if (has.empty()) {
                never.push_back(unit);
                continue;
            }
            html << "<tr><th scope='row'" << chinese(language, name) << ">" << name << "</th>";
            for (const auto& year : years) {
                const auto found = has.find(year);
                html << "<td data-head='" << year << "'>";
                if (found == has.end()) {
                    html << "<span class='state not_due'>" << words(language, "records.completeness.none") << "</span>";
                } else {
                    Asked asked;
                    asked.filters[*kind->slot_of(kind->completeness->first)] = unit;
                    asked.filters[*kind->slot_of(kind->completeness->second)] = year;
                    const auto address = address_of(*kind, "", asked);
                    html << "<a class='state done' href='" << web::url(address) << "'>"
                         << words(language, "records.completeness.has", {std::to_string(found->second)}) << "</a>";
                }
                html << "</td>";
            }
            html << "</tr>";
        }
        html << "</tbody></table>";
        write_never(html, language, field, never, units);
    });
    return doors.portal.show(request, std::move(page));
}

// ---- comparison with the level above

void write_agreements(Html& html, Language language, const Kind& kind, const UpperList& list, Agreement chosen) {
    html << "<ul class='chosen'>";
    const std::pair<Agreement, std::int64_t> all[]{{Agreement::differs, list.differs},
                                                   {Agreement::lacking, list.lacking},
                                                   {Agreement::alone, list.alone},
                                                   {Agreement::same, list.same}};
    for (const auto& [agreement, count] : all) {
        const auto address = address_of(kind) + "/compare?state=" + std::string(word_of(agreement));
        html << "<li><a href='" << web::url(address) << "'" << web::when(agreement == chosen, " aria-current='true'") << ">"
             << words(language, "records.compare." + std::string(word_of(agreement)), {std::to_string(count)}) << "</a></li>";
    }
    html << "</ul>";
}

Response compare_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->compare)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    const auto chosen = agreement_from(request.query.first("state").value_or("")).value_or(Agreement::differs);
    const std::string after(request.query.first("after").value_or(""));
    auto page = page_below(language, *kind, words(language, "records.compare_of", {kind->names.in(language)}));
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << words(language, "records.compare.text") << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto list = upper_list(connection, *kind);
        if (!list) {
            html << "<p class='empty'>" << words(language, "records.compare.none") << "</p>";
            return;
        }
        html << "<p class='lead'>"
             << words(language, "records.compare.sentence",
                      {list->name, portal::spoken_in_full(language, list->taken_on), std::to_string(list->same),
                       std::to_string(list->differs), std::to_string(list->lacking), std::to_string(list->alone)})
             << "</p>";
        page.is_example = is_demonstration(connection, *kind);
        write_agreements(html, language, *kind, *list, chosen);
        const auto units = people::directory(connection);
        const auto rows = comparisons(connection, *kind, chosen, after, compared_a_page);
        if (rows.empty()) {
            html << "<p class='empty'>" << words(language, "records.compare.empty") << "</p>";
            return;
        }
        const auto& on = kind->fields[kind->compare->on];
        const std::string heads[]{on.names.in(language), words(language, "records.compare.field"),
                                  words(language, "records.compare.here"), words(language, "records.compare.above")};
        html << "<table class='stack'><thead><tr>";
        for (const auto& head : heads)
            html << "<th scope='col'>" << head << "</th>";
        html << "</tr></thead><tbody>";
        for (const auto& row : rows) {
            auto fields = row.fields;
            if (fields.empty())
                fields = {kind->compare->fields.front()};
            for (const auto index : fields) {
                const auto& field = kind->fields[index];
                html << "<tr><td data-head='" << heads[0] << "'>";
                if (row.serial != 0)
                    html << "<a href='" << web::url(address_of(*kind, row.serial)) << "'>" << row.item << "</a>";
                else
                    html << row.item;
                html << "</td><td data-head='" << heads[1] << "'>" << field.names.in(language) << "</td>";
                int side = 2;
                for (const auto* values : {&row.ours, &row.upper}) {
                    const auto said = values->empty() ? std::string() : spoken(field, (*values)[index], language, units);
                    html << "<td data-head='" << heads[side++] << "'" << chinese(language, said) << ">"
                         << (said.empty() ? words(language, "records.nothing") : said) << "</td>";
                }
                html << "</tr>";
            }
        }
        html << "</tbody></table>";
        if (rows.size() == compared_a_page) {
            web::Fields query;
            query.add("state", std::string(word_of(chosen)));
            query.add("after", rows.back().item);
            html << "<p><a class='way' href='" << web::url(web::write_target(address_of(*kind) + "/compare", query)) << "'>"
                 << words(language, "records.list.next") << "</a></p>";
        }
    });
    return doors.portal.show(request, std::move(page));
}

// ---- what a month brought

Response changes_page(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    auto month = to_text(today()).substr(0, 7);
    const auto asked = request.query.first("month").value_or("");
    portal::Page page;
    page.menu = "/data";
    page.trail = {{say("records.title"), "/data"}};
    auto& html = page.content;
    std::string mistake;
    if (!asked.empty()) {
        if (asked.size() == 7 && parse_day(std::string(asked) + "-01"))
            month = asked;
        else
            mistake = say("records.changes.mistake", {std::string(asked)});
    }
    const auto from = *parse_day(month + "-01");
    const auto until = last_of_month(year_of(from), month_of(from)) + std::chrono::days(1);
    const auto before = to_text(from - std::chrono::days(1)).substr(0, 7), after = to_text(until).substr(0, 7);
    const auto spoken_month = [&](const std::string& one) {
        Field field;
        field.type = Type::month;
        return spoken(field, one, language, people::Directory({}));
    };
    const auto address_of_month = [](const std::string& one) { return "/data/changes?month=" + one; };
    page.title = say("records.changes_of", {spoken_month(month)});
    html << "<h1>" << page.title << "</h1>";
    if (!mistake.empty())
        html << "<p class='empty' role='status'>" << mistake << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        auto days = brought_between(connection, from, until);
        const auto rows = changed_between(connection, from, until, today(), changes_shown);
        // What is counted may be samples though none is among the newest.
        page.is_example = brought_demonstration(connection, from, until) ||
                          std::ranges::any_of(rows, [](const auto& row) { return row.record.is_demonstration; });
        // The first of a list stand there, the others behind a fold: on a telephone all of them would be a long way.
        const auto folded = [&](std::size_t count, auto&& write_line) {
            const auto part = [&](std::size_t first, std::size_t last) {
                html << "<ul class='lines many'>";
                for (auto at = first; at < last; ++at)
                    write_line(at);
                html << "</ul>";
            };
            part(0, std::min(count, changes_unfolded));
            if (count <= changes_unfolded)
                return;
            html << "<details><summary>" << say("records.changes.more", {std::to_string(count - changes_unfolded)})
                 << "</summary>";
            part(changes_unfolded, count);
            html << "</details>";
        };
        if (!rows.empty()) {
            html << "<h2>" << say("records.changes.newest") << "</h2>";
            folded(rows.size(), [&](std::size_t at) {
                const auto& row = rows[at];
                const auto title = title_of(*row.kind, row.record.values, language, units);
                html << "<li><div class='top'><a href='" << web::url(address_of(*row.kind, row.record.serial)) << "'"
                     << chinese(language, title) << ">" << title << "</a><span class='small muted number'>"
                     << to_text(day_in_china(row.record.changed_at)) << "</span></div><span class='small muted'>"
                     << row.kind->names.in(language) << "</span></li>";
            });
        }
        std::erase_if(days, [](const Brought& one) { return !kinds().find(one.kind); });
        if (days.empty()) {
            html << "<p class='empty'>" << say("records.changes.none") << "</p>";
            return;
        }
        std::ranges::stable_sort(days, std::ranges::greater(),
                                 [](const Brought& one) { return one.added + one.changed + one.ended; });
        html << "<h2>" << say("records.changes.by_kind") << "</h2>";
        folded(days.size(), [&](std::size_t at) {
            const auto& one = days[at];
            const auto& kind = *kinds().find(one.kind);
            html << "<li><div class='top'><a href='" << web::url(address_of(kind)) << "'>" << kind.names.in(language)
                 << "</a><span class='small muted number'>";
            const char* between = "";
            for (const auto& [id, count] : {std::pair{"records.changes.added", one.added},
                                            {"records.changes.changed", one.changed},
                                            {"records.changes.ended", one.ended}})
                if (count > 0) {
                    html << between << say(id) << " " << count;
                    between = "，";
                }
            html << "</span></div></li>";
        });
    });
    html << "<nav class='neighbours' aria-label='" << say("records.list.pages") << "'><a href='"
         << web::url(address_of_month(before)) << "' rel='prev'>" << spoken_month(before) << "</a>";
    if (until <= today())
        html << "<a href='" << web::url(address_of_month(after)) << "' rel='next'>" << spoken_month(after) << "</a>";
    html << "</nav>";
    return doors.portal.show(request, std::move(page));
}

}  // namespace

portal::Page page_below(Language language, const Kind& kind, const std::string& title) {
    portal::Page page;
    page.title = title;
    page.menu = "/data";
    page.trail = {{words(language, "records.title"), "/data"}, {kind.names.in(language), address_of(kind)}};
    return page;
}

bool is_demonstration(db::Connection& connection, const Kind& kind) {
    return std::ranges::any_of(newest(connection, kind, today(), 1), &Record::is_demonstration);
}

void hang_relation_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.portal.add_block_on("document", [doors](web::Html& html, Language language, std::string_view named) {
        doors.database.read([&](db::Connection& connection) { write_of_document(html, language, connection, named); });
    });
    doors.portal.add_block_on("event", [doors](web::Html& html, Language language, std::string_view number) {
        doors.database.read([&](db::Connection& connection) { write_time_lines(html, language, connection, number); });
    });
    // Open now or closed changes by the minute, so this page is kept for nobody.
    router.get("/records/{kind}/map", "records.map", with(doors, map_page)).reads(list_query()).sql_at_most(9);
    router.get("/records/{kind}/completeness", "records.completeness", with(doors, completeness_page))
        .cached({public_data})
        .sql_at_most(7);
    router.get("/records/{kind}/compare", "records.compare", with(doors, compare_page))
        .cached({public_data})
        .reads({"state", "after"})
        .sql_at_most(7);
    router.get("/data/changes", "records.changes", with(doors, changes_page))
        .cached({public_data})
        .reads({"month"})
        .sql_at_most(6);
}

}  // namespace gongkai::records
