#include "domain/catalogue/store.h"

#include <map>

#include "base/core/text.h"
#include "domain/catalogue/queries.h"

namespace gongkai::catalogue {
namespace {

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> lines;
    if (!text.empty())
        for (const auto line : split(text, '\n'))
            lines.emplace_back(line);
    return lines;
}

Item item_in(const db::Rows& rows) {
    Item item;
    item.id = rows.get<ItemId>(0);
    item.key = rows.get<std::string>(1);
    item.field = rows.get<std::string>(2);
    item.field_name = rows.get<std::string>(3);
    item.category = rows.get<std::string>(4);
    item.position = rows.get<int>(5);
    auto& text = item.text;
    text.first_level = rows.get<std::string>(6);
    text.second_level = rows.get<std::string>(7);
    text.elements = lines_in(rows.text(8));
    text.basis = lines_in(rows.text(9));
    text.limit = rows.get<std::string>(10);
    text.subject = rows.get<std::string>(11);
    text.channels = lines_in(rows.text(12));
    text.for_everyone = rows.get<bool>(13);
    text.for_group = rows.get<bool>(14);
    text.group = rows.get<std::string>(15);
    text.is_proactive = rows.get<bool>(16);
    text.on_request = rows.get<bool>(17);
    text.of_county = rows.get<bool>(18);
    text.of_town = rows.get<bool>(19);
    text.of_village = rows.get<bool>(20);
    text.form = rows.get<std::string>(21);
    text.phases = lines_in(rows.text(22));
    text.note = rows.get<std::string>(23);
    item.column_key = rows.get<std::string>(24);
    if (!rows.is_null(25))
        item.own_limit =
            OwnLimit{rows.get<std::string>(25), rows.get<std::string>(26), rows.get<std::string>(27), rows.get<Day>(28)};
    item.retired_on = rows.get<std::optional<Day>>(29);
    item.version = rows.get<int>(30);
    item.is_demonstration = rows.get<bool>(31);
    return item;
}

std::vector<Item> with_units(db::Connection& connection, std::vector<Item> all) {
    std::map<ItemId, std::vector<people::UnitId>> units;
    for (auto rows = connection.query(sql::units_of_items); rows.next();)
        units[rows.get<ItemId>(0)].push_back(rows.get<people::UnitId>(1));
    for (auto& item : all)
        if (const auto found = units.find(item.id); found != units.end())
            item.units = found->second;
    return all;
}

std::optional<Item> one_of(db::Connection& connection, db::Rows rows) {
    if (!rows.next())
        return std::nullopt;
    auto item = item_in(rows);
    for (auto units = connection.query(sql::units_of_item, item.id); units.next();)
        item.units.push_back(units.get<people::UnitId>(0));
    return item;
}

std::string_view word_of(const std::optional<Level>& level) { return level ? catalogue::word_of(*level) : std::string_view(); }

HandedIn handed_in_at(const db::Rows& rows) {
    return {rows.get<std::int64_t>(0), rows.get<std::string>(1), rows.get<std::string>(2),
            rows.get<std::string>(3),  rows.get<Instant>(4),     rows.get<std::optional<Instant>>(5)};
}

}  // namespace

std::vector<Item> items(db::Connection& connection, const Asked& asked) {
    std::vector<Item> all;
    for (auto rows = connection.query(sql::items, asked.field, asked.unit, word_of(asked.level), asked.at_most, asked.after);
         rows.next();)
        all.push_back(item_in(rows));
    return with_units(connection, std::move(all));
}

int count_items(db::Connection& connection, const Asked& asked) {
    return std::get<0>(*connection.query(sql::count_items, asked.field, asked.unit, word_of(asked.level)).first<int>());
}

std::vector<Item> all_items(db::Connection& connection) {
    std::vector<Item> all;
    for (auto rows = connection.query(sql::all_items); rows.next();)
        all.push_back(item_in(rows));
    return with_units(connection, std::move(all));
}

std::optional<Item> find_item(db::Connection& connection, std::string_view key) {
    return one_of(connection, connection.query(sql::item_by_key, key));
}

std::optional<Item> find_item(db::Connection& connection, ItemId id) {
    return one_of(connection, connection.query(sql::item_by_id, id));
}

std::vector<FieldCount> items_by_field(db::Connection& connection) {
    std::vector<FieldCount> all;
    for (auto rows = connection.query(sql::items_by_field); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<int>(2), rows.get<bool>(3)});
    return all;
}

std::vector<std::pair<std::string, std::string>> choices_for(db::Connection& connection, people::UnitId unit) {
    std::vector<std::pair<std::string, std::string>> all;
    for (auto rows = connection.query(sql::choices_for, unit); rows.next();) {
        auto name = rows.get<std::string>(1);
        if (const auto second = rows.text(2); !second.empty())
            name += (name.empty() ? "" : " · ") + std::string(second);
        all.emplace_back(rows.get<std::string>(0), std::move(name));
    }
    return all;
}

AboutUnit about_unit(db::Connection& connection, people::UnitId unit) {
    AboutUnit about;
    const auto counts = connection.query(sql::about_unit, unit).first<int, int>();
    about.has_profile = std::get<0>(*counts) > 0;
    about.items = std::get<1>(*counts);
    for (auto rows = connection.query(sql::columns_of_unit, unit); rows.next();) {
        Column column;
        column.key = rows.get<std::string>(0);
        column.zh = rows.get<std::string>(1);
        column.en = rows.get<std::string>(2);
        about.columns.push_back(std::move(column));
    }
    return about;
}

std::vector<people::UnitId> units_named(db::Connection& connection) {
    std::vector<people::UnitId> all;
    for (auto rows = connection.query(sql::units_named); rows.next();)
        all.push_back(rows.get<people::UnitId>(0));
    return all;
}

std::optional<HandedIn> find_handed_in(db::Connection& connection, std::int64_t id) {
    auto rows = connection.query(sql::import_by_id, id);
    return rows.next() ? std::optional(handed_in_at(rows)) : std::nullopt;
}

std::vector<HandedIn> handed_in(db::Connection& connection, int at_most) {
    std::vector<HandedIn> all;
    for (auto rows = connection.query(sql::imports, at_most); rows.next();)
        all.push_back(handed_in_at(rows));
    return all;
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_of_imports); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::catalogue
