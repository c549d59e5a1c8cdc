#include "domain/imports/known.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/catalogue/desk.h"
#include "domain/people/desk.h"

namespace gongkai::imports {
namespace {

constexpr std::size_t longest_name = 120;

people::Kind kind_of(std::string_view name) {
    for (const auto& [ending, kind] : {std::pair{"街道", people::Kind::subdistrict},
                                       {"街道办事处", people::Kind::subdistrict},
                                       {"镇", people::Kind::town},
                                       {"乡", people::Kind::town},
                                       {"镇人民政府", people::Kind::town},
                                       {"乡人民政府", people::Kind::town},
                                       {"政府办公室", people::Kind::office},
                                       {"局", people::Kind::department},
                                       {"委员会", people::Kind::department},
                                       {"公司", people::Kind::enterprise}})
        if (name.ends_with(ending))
            return kind;
    return people::Kind::other;
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_name &&
           std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

const people::Unit* Known::unit(std::string_view name, Day on) const {
    const auto* then = units.find(trim(name), on);
    return then ? then : units.find(trim(name), today());
}

const catalogue::Column* Known::column(std::string_view key_or_name) const {
    key_or_name = trim(key_or_name);
    if (const auto* column = columns.find(key_or_name))
        return column;
    const auto found =
        std::ranges::find_if(columns.all(), [&](const auto& one) { return one.zh == key_or_name || one.en == key_or_name; });
    return found == columns.all().end() || key_or_name.empty() ? nullptr : &*found;
}

Known look_around(db::Connection& connection) { return {people::directory(connection), catalogue::columns(connection)}; }

const catalogue::Category* read_category(std::string_view printed) {
    printed = trim(printed);
    if (const auto* category = catalogue::find_category(printed))
        return category;
    if (printed.size() < 12)
        return nullptr;
    for (const auto& category : catalogue::categories())
        if (category.zh.starts_with(printed) || category.en == printed)
            return &category;
    return nullptr;
}

const publishing::DocumentType* read_type(std::string_view key_or_name) {
    key_or_name = trim(key_or_name);
    for (const auto& type : publishing::document_types())
        if (type.key == key_or_name || type.zh == key_or_name || type.en == key_or_name)
            return &type;
    return nullptr;
}

Missing missing(const Known& known, const Wanted& wanted, const std::vector<Row>& rows) {
    std::set<std::string> units, columns;
    const auto want_unit = [&](const std::string& name) {
        if (is_name(name) && !known.unit(name, today()))
            units.insert(name);
    };
    const auto want_column = [&](const std::string& name) {
        if (is_name(name) && !known.column(name))
            columns.insert(name);
    };
    for (const auto* name : {&wanted.unit, &wanted.mapping.unit})
        want_unit(*name);
    for (const auto* name : {&wanted.column, &wanted.mapping.column})
        want_column(*name);
    for (const auto& rule : wanted.mapping.rules) {
        want_unit(rule.unit);
        want_column(rule.column);
    }
    for (const auto& row : rows) {
        if (const auto unit = row.said.find(Head::unit); unit != row.said.end())
            want_unit(unit->second);
        if (const auto column = row.said.find(Head::column); column != row.said.end())
            want_column(column->second);
        else if (const auto category = row.said.find(Head::category);
                 category != row.said.end() && !read_category(category->second))
            want_column(category->second);
    }
    return {{units.begin(), units.end()}, {columns.begin(), columns.end()}};
}

Result<void> make(db::Connection& connection, const Missing& missing, std::string_view actor) {
    if (!missing.units.empty()) {
        std::string list = "name\tkind\n";
        for (const auto& name : missing.units)
            list += replace_all(name, "\"", "") + '\t' + std::string(people::word_of(kind_of(name))) + '\n';
        if (const auto taken = people::take_in_list(connection, list, actor); !taken)
            return std::unexpected(taken.error());
    }
    for (const auto& name : missing.columns)
        catalogue::open_column(connection, name, actor);
    return {};
}

}  // namespace gongkai::imports
