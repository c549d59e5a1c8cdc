#include "domain/publishing/shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/core/text.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

constexpr std::string_view interpretation_type = "interpretation";

// By which facet a list is walked: the one that leaves the least to be passed over. Of a column there is no other way, since what
// stands below it belongs to it.
std::pair<std::string_view, std::string> walked_by(const Asked& asked) {
    if (!asked.item.empty())
        return {"item", asked.item};
    if (!asked.column.empty())
        return {"column", asked.column};
    if (asked.unit_id != 0)
        return {"unit", std::to_string(asked.unit_id)};
    if (!asked.theme.empty())
        return {"theme", asked.theme};
    if (!asked.category.empty())
        return {"category", asked.category};
    if (!asked.type.empty())
        return {"type", asked.type};
    if (asked.year != 0)
        return {"year", std::to_string(asked.year)};
    return {"all", ""};
}

// Every facet and value that a row stands under.
std::vector<std::pair<std::string_view, std::string>> places_of(const Shelved& row, const catalogue::Columns& columns) {
    std::vector<std::pair<std::string_view, std::string>> all{
        {"all", ""}, {"unit", std::to_string(row.unit_id)}, {"type", row.type}, {"year", std::to_string(row.year)}};
    if (!row.theme.empty())
        all.emplace_back("theme", row.theme);
    if (!row.category.empty())
        all.emplace_back("category", row.category);
    if (!row.item.empty())
        all.emplace_back("item", row.item);
    for (const auto* column : columns.path(row.column))
        all.emplace_back("column", column->key);
    return all;
}

// Ten at once; where there are less the last one stands there again, and a place is taken once.
void add_places(db::Connection& connection, const Shelved& row,
                const std::vector<std::pair<std::string_view, std::string>>& places) {
    constexpr std::size_t places_a_statement = 10;
    for (std::size_t from = 0; from < places.size(); from += places_a_statement) {
        std::vector<db::Parameter> parameters{row.published_at, row.id};
        for (std::size_t i = from; i < from + places_a_statement; ++i) {
            const auto& [facet, value] = places[std::min(i, places.size() - 1)];
            parameters.emplace_back(facet);
            parameters.emplace_back(value);
        }
        connection.post(sql::add_places, std::span<const db::Parameter>(parameters));
    }
}

using Facets = std::vector<std::pair<std::string_view, std::string>>;

Facets counted_facets(const Asked& asked) {
    Facets all;
    if (!asked.type.empty())
        all.emplace_back("type", asked.type);
    if (asked.unit_id != 0)
        all.emplace_back("unit", std::to_string(asked.unit_id));
    if (!asked.theme.empty())
        all.emplace_back("theme", asked.theme);
    if (!asked.category.empty())
        all.emplace_back("category", asked.category);
    if (asked.year != 0)
        all.emplace_back("year", std::to_string(asked.year));
    return all;
}

void add_to_counts(CountChanges& changes, const Shelved& row, int change) {
    const auto facets = counted_facets({{}, row.type, row.theme, row.category, row.unit_id, row.year, {}, {}});
    changes[{"all", "", "all", ""}] += change;
    for (const auto& [facet, value] : facets) {
        changes[{"all", "", std::string(facet), value}] += change;
        for (const auto& [other, other_value] : facets)
            if (other != facet)
                changes[{std::string(facet), value, std::string(other), other_value}] += change;
    }
}

void count(db::Connection& connection, const Shelved& row, int change) {
    CountChanges changes;
    add_to_counts(changes, row, change);
    write_counts(connection, changes);
}

void add_count(Counts& counts, std::string_view facet, std::string value, int documents) {
    if (facet == "type")
        counts.types[std::move(value)] = documents;
    else if (facet == "theme")
        counts.themes[std::move(value)] = documents;
    else if (facet == "year")
        counts.years[static_cast<int>(whole_number(value).value_or(0))] = documents;
    else if (facet == "unit")
        counts.units[whole_number(value).value_or(0)].documents = documents;
}

std::vector<Shelved> rows_of(db::Connection& connection, const Asked& asked, const Place& after, Day as_of, int at_most) {
    const auto [facet, value] = walked_by(asked);
    std::vector<Shelved> all;
    // Its last place is looked up first, so that the list is walked in the order of its index and ends when it is full: with the
    // places as a table of their own, every row behind them was fetched and sorted.
    for (auto rows = connection.query(sql::shelf_list, facet, value, after.published_at, after.id, looked_at_most, asked.type,
                                      asked.unit_id, asked.theme, asked.year, asked.category,
                                      asked.validity ? word_of(*asked.validity) : std::string_view(), as_of, at_most);
         rows.next();)
        all.push_back(shelved_in(rows));
    return all;
}

}  // namespace

Shelved shelved_in(const db::Rows& rows) {
    Shelved row;
    row.id = rows.get<DocumentId>(0);
    row.key = rows.get<std::string>(1);
    row.title = rows.get<std::string>(2);
    row.summary = rows.get<std::string>(3);
    row.number = rows.get<std::string>(4);
    row.unit_id = rows.get<people::UnitId>(5);
    row.unit_name = rows.get<std::string>(6);
    row.type = rows.get<std::string>(7);
    row.has_validity = rows.get<bool>(8);
    row.column = rows.get<std::string>(9);
    row.theme = rows.get<std::string>(10);
    row.category = rows.get<std::string>(11);
    row.year = rows.get<int>(12);
    row.published_at = rows.get<Instant>(13);
    row.changed_at = rows.get<Instant>(14);
    row.facts = {rows.get<std::optional<Day>>(15), rows.get<std::optional<Day>>(16), rows.get<std::optional<Day>>(17),
                 rows.get<std::optional<Day>>(18), rows.get<std::optional<Day>>(19), rows.get<std::optional<Day>>(24)};
    row.is_demonstration = rows.get<bool>(20);
    row.item = rows.get<std::string>(21);
    if (const auto said = validity_from(rows.text(22)))
        row.facts.said = Said{*said, rows.get<Day>(23)};
    return row;
}

std::optional<Shelved> find_on_shelf(db::Connection& connection, DocumentId id) {
    auto rows = connection.query(sql::shelf_row, id);
    if (!rows.next())
        return std::nullopt;
    return shelved_in(rows);
}

std::string written(const Place& place) { return fmt::format("{}-{}", place.published_at.time_since_epoch().count(), place.id); }

std::optional<Place> place_from(std::string_view text) {
    const auto at = text.find('-');
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto instant = whole_number(text.substr(0, at)), id = whole_number(text.substr(at + 1));
    if (!instant || !id)
        return std::nullopt;
    return Place{Instant(std::chrono::milliseconds(*instant)), *id};
}

std::vector<Shelved> newest_of(db::Connection& connection, const Asked& asked, int at_most) {
    return rows_of(connection, asked, {}, today(), at_most);
}

ShelfPage list_of(db::Connection& connection, const Asked& asked, const Place& after, Day as_of, int at_most) {
    const auto [facet, value] = walked_by(asked);
    ShelfPage page{rows_of(connection, asked, after, as_of, at_most + 1), {}};
    if (page.rows.size() > static_cast<std::size_t>(at_most)) {
        page.rows.pop_back();
        page.next = Place{page.rows.back().published_at, page.rows.back().id};
    } else if (const auto last =
                   connection.query(sql::last_looked_at, facet, value, after.published_at, after.id, looked_at_most - 1)
                       .first<Instant, DocumentId>()) {
        page.next = Place{std::get<0>(*last), std::get<1>(*last)};
    }
    return page;
}

Counts counts_for(db::Connection& connection, const Asked& asked) {
    const auto chosen = counted_facets(asked);
    Counts counts;
    counts.is_exact = chosen.size() <= 1 && asked.item.empty();
    // Of the facet that was chosen: what another choice in it would give. Of the others: what there is together with the choice.
    const auto take = [&](std::string_view within, std::string_view within_value, std::string_view only) {
        for (auto rows = connection.query(sql::counts, within, within_value); rows.next();) {
            const auto facet = rows.text(0);
            const int documents = rows.get<int>(2);
            const bool is_chosen = !chosen.empty() && facet == chosen.front().first;
            if (within == "all" && (chosen.empty() ? facet == "all" : is_chosen && rows.text(1) == chosen.front().second))
                counts.total = documents;
            if (only.empty() || facet == only)
                add_count(counts, facet, rows.get<std::string>(1), documents);
        }
    };
    take("all", "", chosen.empty() ? std::string_view() : chosen.front().first);
    if (!chosen.empty())
        take(chosen.front().first, chosen.front().second, {});
    for (auto rows = connection.query(sql::unit_names); rows.next();)
        if (const auto found = counts.units.find(rows.get<people::UnitId>(0)); found != counts.units.end())
            found->second.name = rows.get<std::string>(1);
    return counts;
}

std::map<std::string, Instant> newest_by_column(db::Connection& connection) {
    std::map<std::string, Instant> all;
    for (auto rows = connection.query(sql::newest_of_columns); rows.next();)
        if (!rows.is_null(1))
            all.emplace(rows.get<std::string>(0), rows.get<Instant>(1));
    return all;
}

bool has_demonstration(db::Connection& connection) {
    return std::get<0>(*connection.query(sql::has_demonstration).first<std::int64_t>()) > 0;
}

DocumentId newest_id(db::Connection& connection) { return std::get<0>(*connection.query(sql::newest_id).first<DocumentId>()); }

std::vector<std::pair<std::string, Instant>> sitemap(db::Connection& connection, DocumentId from) {
    std::vector<std::pair<std::string, Instant>> all;
    for (auto rows = connection.query(sql::sitemap, from, from + documents_a_sitemap); rows.next();)
        all.emplace_back(rows.get<std::string>(0), rows.get<Instant>(1));
    return all;
}

void put_on_shelf(db::Connection& connection, const Document& document, const Text& text, Instant now,
                  const catalogue::Columns& columns) {
    CountChanges changes;
    put_on_shelf(connection, document, text, now, columns, changes);
    write_counts(connection, changes);
}

void write_counts(db::Connection& connection, const CountChanges& changes) {
    // A round trip to a server for each would be most of the time that a deed takes.
    constexpr std::size_t rows_a_statement = 8, left_over = rows_a_statement - 1;
    std::size_t left = changes.size();
    for (auto at = changes.begin(); at != changes.end();) {
        if (left <= left_over) {
            const auto& [place, change] = *at++;
            connection.post(sql::count_on_shelf, place[0], place[1], place[2], place[3], change);
            --left;
            continue;
        }
        std::vector<db::Parameter> parameters;
        for (std::size_t i = 0; i < rows_a_statement; ++i, ++at) {
            for (const auto& part : at->first)
                parameters.emplace_back(part);
            parameters.emplace_back(at->second);
        }
        connection.post(sql::count_eight_on_shelf, std::span<const db::Parameter>(parameters));
        left -= rows_a_statement;
    }
}

Shelved put_on_shelf(db::Connection& connection, const Document& document, const Text& text, Instant now,
                     const catalogue::Columns& columns, CountChanges& changes) {
    Shelved row;
    row.id = document.id;
    row.key = document.key;
    row.title = text.title;
    row.summary = text.summary;
    row.number = text.number();
    row.unit_id = document.unit_id;
    row.unit_name = document.unit_name;
    row.type = document.type;
    row.has_validity = document.kind().has_validity;
    row.column = text.column;
    row.theme = text.theme;
    row.category = text.category;
    row.item = text.field("catalogue_item");
    row.published_at = document.first_published_at.value_or(now);
    row.changed_at = now;
    row.year = year_of(row.published_on());
    row.is_demonstration = document.is_demonstration;
    row.facts.effective_on = text.day("effective_on");
    row.facts.expires_on = text.day("expires_on");
    if (const auto said = validity_from(text.field("said_validity")); said && text.day("said_on"))
        row.facts.said = Said{*said, *text.day("said_on")};
    connection.post(sql::put_on_shelf, row.id, row.key, row.title, row.summary, row.number, row.unit_id, row.type,
                    row.has_validity, row.column, row.theme, row.category, row.year, row.published_at, now,
                    row.facts.effective_on, row.facts.expires_on, row.is_demonstration, row.item, text.field("said_validity"),
                    text.day("said_on"));
    add_places(connection, row, places_of(row, columns));
    add_to_counts(changes, row, 1);
    if (row.type == interpretation_type)
        connection.post(sql::count_interpretation, row.id, row.year, row.unit_id, text.field("form"), text.field("interpreter"));
    return row;
}

std::string take_off_shelf(db::Connection& connection, DocumentId id, const catalogue::Columns& columns) {
    const auto row = find_on_shelf(connection, id);
    if (!row)
        return {};
    for (const auto& [facet, value] : places_of(*row, columns))
        connection.run(sql::drop_place, facet, value, row->published_at, id);
    count(connection, *row, -1);
    if (row->type == interpretation_type)
        connection.run(sql::forget_interpretation, id);
    connection.run(sql::take_off_shelf, id);
    return row->column;
}

std::optional<Day> newest_in_column(db::Connection& connection, std::string_view key) {
    const auto at = std::get<0>(*connection.query(sql::newest_below_column, key).first<std::optional<Instant>>());
    return at ? std::optional(day_in_china(*at)) : std::nullopt;
}

}  // namespace gongkai::publishing
