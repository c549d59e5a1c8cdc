#include "domain/people/desk.h"

#include <boost/json.hpp>
#include <map>
#include <set>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/db/moment.h"
#include "base/extract/decode.h"
#include "domain/journal/desk.h"
#include "domain/people/names.h"
#include "domain/people/queries.h"

namespace gongkai::people {
namespace {

constexpr std::string_view between_names = "、";

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(between_names, from), text.size());
        if (const auto name = trim(text.substr(from, to - from)); !name.empty())
            names.emplace_back(name);
        from = to + between_names.size();
    }
    return names;
}

struct Listed {
    Unit unit;
    std::string parent;
    int line = 0;
};

Result<std::vector<Listed>> parse_list(std::string_view tsv) {
    const auto table = read_csv_table(tsv, {}, '\t');
    if (!table)
        return std::unexpected(table.error());
    if (table->header.size() == 1 && table->header.front().contains(','))
        return refuse(Refusal::Kind::invalid, "people.refuse.separator");
    if (!table->column("name"))
        return refuse(Refusal::Kind::invalid, "people.refuse.column", {"name"});
    static const std::set<std::string, std::less<>> known{"name",   "full_name", "kind",       "parent", "group",
                                                          "groups", "aliases",   "valid_from", "note",   "valid_until"};
    for (const auto& column : table->header)
        if (!known.contains(trim(column)))
            return refuse(Refusal::Kind::invalid, "people.refuse.unknown_column", {column});

    std::vector<Listed> list;
    std::set<std::pair<std::string, std::optional<Day>>> seen;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const int line = static_cast<int>(i + 2);
        const auto cell = [&](std::string_view column) { return std::string(table->at(i, column)); };
        if (const auto& row = table->rows[i]; row.size() > table->header.size())
            return refuse(Refusal::Kind::invalid, "people.refuse.surplus",
                          {std::to_string(line), std::to_string(row.size()), std::to_string(table->header.size())});
        Listed listed;
        Unit& unit = listed.unit;
        listed.line = line;
        listed.parent = cell("parent");
        unit.name = cell("name");
        if (unit.name.empty())
            return refuse(Refusal::Kind::invalid, "people.refuse.name", {std::to_string(line)});
        unit.full_name = cell("full_name").empty() ? unit.name : cell("full_name");
        const auto kind = kind_from(cell("kind"));
        if (!kind)
            return refuse(Refusal::Kind::invalid, "people.refuse.kind", {std::to_string(line), cell("kind")});
        unit.kind = *kind;
        for (const auto& [column, day] : {std::pair{"valid_from", &unit.valid_from}, {"valid_until", &unit.valid_until}}) {
            if (cell(column).empty())
                continue;
            *day = parse_day(cell(column));
            if (!*day)
                return refuse(Refusal::Kind::invalid, "people.refuse.day", {std::to_string(line), cell(column)});
        }
        if (unit.valid_from && unit.valid_until && *unit.valid_until < *unit.valid_from)
            return refuse(Refusal::Kind::invalid, "people.refuse.validity",
                          {std::to_string(line), to_text(*unit.valid_from), to_text(*unit.valid_until)});
        if (!seen.emplace(unit.name, unit.valid_from).second)
            return refuse(Refusal::Kind::invalid, "people.refuse.twice", {std::to_string(line), unit.name});
        unit.groups = names_in(cell("groups").empty() ? cell("group") : cell("groups"));
        unit.aliases = names_in(cell("aliases"));
        unit.note = cell("note");
        list.push_back(std::move(listed));
    }
    return list;
}

bool is_same(const Unit& a, const Unit& b) {
    return a.full_name == b.full_name && a.kind == b.kind && a.parent_id == b.parent_id && a.valid_until == b.valid_until &&
           a.groups == b.groups && a.aliases == b.aliases && a.note == b.note && a.is_listed == b.is_listed;
}

void put_names(db::Connection& connection, const Unit& unit) {
    connection.run(sql::drop_names, unit.id);
    connection.run(sql::drop_memberships, unit.id);
    int position = 0;
    for (const auto& alias : unit.aliases)
        connection.run(sql::add_name, unit.id, alias, position++);
    position = 0;
    for (const auto& group : unit.groups)
        connection.run(sql::add_membership, unit.id, group, position++);
}

// A unit that is found among its own parents, as everything that walks up the tree would walk for ever.
bool is_in_a_circle(const Directory& units, const Unit& unit) {
    std::set<UnitId> seen;
    for (const auto* at = &unit; at; at = at->parent_id ? units.find(*at->parent_id) : nullptr)
        if (!seen.insert(at->id).second)
            return true;
    return false;
}

// Asked when the whole list is in: on the way two units may change places.
Result<void> check_circles(db::Connection& connection, const std::vector<Listed>& list) {
    const auto units = directory(connection);
    for (const auto& listed : list)
        if (const auto* unit = units.find(listed.unit.id); unit && !listed.parent.empty() && is_in_a_circle(units, *unit))
            return refuse(Refusal::Kind::invalid, "people.refuse.circle",
                          {std::to_string(listed.line), listed.unit.name, listed.parent});
    return {};
}

}  // namespace

namespace {

enum class Groups { with, without };

template <Groups groups>
Directory read_directory(db::Connection& connection) {
    std::vector<Unit> units;
    std::map<UnitId, std::size_t> places;
    for (auto rows = connection.query(sql::all_units); rows.next();) {
        Unit unit{.id = rows.get<UnitId>(0),
                  .name = rows.get<std::string>(1),
                  .full_name = rows.get<std::string>(2),
                  .kind = kind_from(rows.text(3)).value_or(Kind::other),
                  .parent_id = rows.get<std::optional<UnitId>>(4),
                  .valid_from = rows.get<std::optional<Day>>(5),
                  .valid_until = rows.get<std::optional<Day>>(6),
                  .groups = {},
                  .aliases = {},
                  .note = rows.get<std::string>(7),
                  .is_listed = rows.get<bool>(8)};
        places[unit.id] = units.size();
        units.push_back(std::move(unit));
    }
    for (auto rows = connection.query(sql::all_names); rows.next();)
        units[places.at(rows.get<UnitId>(0))].aliases.push_back(rows.get<std::string>(1));
    if constexpr (groups == Groups::with)
        for (auto rows = connection.query(sql::all_memberships); rows.next();)
            units[places.at(rows.get<UnitId>(0))].groups.push_back(rows.get<std::string>(1));
    return Directory(std::move(units));
}

}  // namespace

Directory directory(db::Connection& connection) { return db::once_a_moment<read_directory<Groups::with>>(connection); }

Directory names(db::Connection& connection) { return db::once_a_moment<read_directory<Groups::without>>(connection); }

Result<ListChange> take_in_list(db::Connection& connection, std::string_view tsv, std::string_view actor) {
    auto list = parse_list(extract::decode(tsv).text);
    if (!list)
        return std::unexpected(list.error());
    ListChange change;
    const Directory known = directory(connection);
    std::map<std::pair<std::string, std::optional<Day>>, const Unit*> known_as;
    for (const auto& unit : known.units())
        known_as[{unit.name, unit.valid_from}] = &unit;
    std::optional<Directory> with_new;  // what this list has made of it so far; read again where a parent is asked for
    for (auto& listed : *list) {
        Unit& unit = listed.unit;
        if (!listed.parent.empty()) {
            if (!with_new)
                with_new = directory(connection);
            const Unit* parent = with_new->find(listed.parent, unit.valid_from.value_or(today()));
            if (!parent)
                return refuse(Refusal::Kind::invalid, "people.refuse.parent", {std::to_string(listed.line), listed.parent});
            unit.parent_id = parent->id;
        }
        const auto found = known_as.find({unit.name, unit.valid_from});
        const Unit* before = found == known_as.end() ? nullptr : found->second;
        if (before && is_same(*before, unit)) {
            unit.id = before->id;
            ++change.unchanged;
            continue;
        }
        if (before) {
            unit.id = before->id;
            connection.run(sql::change_unit, unit.id, unit.full_name, word_of(unit.kind), unit.parent_id, unit.valid_until,
                           unit.note);
            ++change.changed;
        } else {
            unit.id = std::get<0>(*connection
                                       .query(sql::add_unit, unit.name, unit.full_name, word_of(unit.kind), unit.parent_id,
                                              unit.valid_from, unit.valid_until, unit.note, true)
                                       .first<UnitId>());
            ++change.added;
        }
        put_names(connection, unit);
        with_new.reset();
    }
    if (const auto fine = check_circles(connection, *list); !fine)
        return std::unexpected(fine.error());
    if (change.added + change.changed > 0)
        journal::note(connection,
                      {std::string(actor), "people.take_in_list", "units",
                       boost::json::serialize(boost::json::object{{"added", change.added}, {"changed", change.changed}})});
    return change;
}

UnitId note_unlisted(db::Connection& connection, std::string_view name) {
    return std::get<0>(*connection.query(sql::note_unit, name).first<UnitId>());
}

Result<UnitId> note_section(db::Connection& connection, UnitId unit, std::string_view name) {
    const auto units = directory(connection);
    const auto* parent = units.find(unit);
    if (!parent)
        return refuse(Refusal::Kind::missing, "people.refuse.no_parent");
    for (const auto& before : {parent->full_name, parent->name})
        if (name.size() > before.size() && name.starts_with(before))
            name.remove_prefix(before.size());
    // 市卫生健康局 and 局办公室 share a sign.
    const auto whole = [&](const std::string& before) {
        const auto above = to_code_points(before), own = to_code_points(name);
        const bool shares_a_sign = !above.empty() && !own.empty() && above.back() == own.front();
        return before + to_utf8(std::u32string_view(own).substr(shares_a_sign ? 1 : 0));
    };
    const auto id =
        connection.query(sql::note_section, whole(parent->name), whole(parent->full_name), word_of(Kind::section), unit)
            .first<UnitId>();
    if (!id)
        return refuse(Refusal::Kind::conflict, "people.refuse.section_taken", {whole(parent->name)});
    return std::get<0>(*id);
}

}  // namespace gongkai::people
