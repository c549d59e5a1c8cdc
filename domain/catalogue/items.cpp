#include "domain/catalogue/items.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <tuple>

#include "base/core/text.h"
#include "domain/catalogue/cells.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/limit.h"
#include "domain/catalogue/queries.h"
#include "domain/catalogue/store.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

void note(db::Connection& connection, std::string_view actor, std::string_view deed, const std::string& what,
          const json::object& detail) {
    journal::note(connection, {std::string(actor), "catalogue." + std::string(deed), what, json::serialize(detail)});
}

ItemId add(db::Connection& connection, const Item& item) {
    const auto& text = item.text;
    return std::get<0>(*connection
                            .query(sql::add_item, item.key, item.field, item.field_name, item.category, item.position,
                                   text.first_level, text.second_level, write_list(text.elements), write_list(text.basis),
                                   text.limit, text.subject, write_list(text.channels), text.for_everyone, text.for_group,
                                   text.group, text.is_proactive, text.on_request, text.of_county, text.of_town, text.of_village,
                                   text.form, write_list(text.phases), text.note, item.column_key)
                            .first<ItemId>());
}

void change(db::Connection& connection, ItemId id, int position, const ItemText& text) {
    connection.run(sql::change_item, id, position, text.first_level, text.second_level, write_list(text.elements),
                   write_list(text.basis), text.limit, text.subject, write_list(text.channels), text.for_everyone, text.for_group,
                   text.group, text.is_proactive, text.on_request, text.of_county, text.of_town, text.of_village, text.form,
                   write_list(text.phases), text.note);
}

// Whom a subject names: units by their names, a group's members; what is neither stays a description.
std::vector<people::UnitId> units_in(const people::Directory& units, const std::string& subject, Day on) {
    std::vector<people::UnitId> all;
    const auto take = [&](const people::Unit& unit) {
        if (std::ranges::find(all, unit.id) == all.end())
            all.push_back(unit.id);
    };
    const auto look_up = [&](const std::string& name) {
        if (const auto* unit = units.find(name, on)) {
            take(*unit);
            return true;
        }
        const auto members = units.members(name, on);
        for (const auto* unit : members)
            take(*unit);
        return !members.empty();
    };
    // 市教育和体育局 is one unit: 和 parts names only where the whole is none.
    const auto parts = look_up(subject) ? std::string() : replace_all(subject, "、", "\n");
    for (const auto part : split(parts, '\n'))
        if (const std::string name(trim(part)); !name.empty() && !look_up(name))
            for (const auto& one : read_names(name))
                look_up(one);
    std::ranges::sort(all);
    return all;
}

using FieldKey = std::pair<std::string, std::string>;                 // field, field_name
using NameKey = std::tuple<FieldKey, std::string, std::string, int>;  // and both names, and which of those that are called so

std::string name_of(const ItemText& text) {
    return text.first_level.empty() || text.second_level.empty() ? text.first_level + text.second_level
                                                                 : text.first_level + " / " + text.second_level;
}

// One take_in() at work: what is there, and what the file makes of it.
class TakingIn {
  public:
    enum class Mode { preview, real };
    TakingIn(db::Connection& connection, Import& report, Mode mode)
        : connection_(connection), report_(report), is_real_(mode == Mode::real), units_(people::directory(connection)) {
        std::map<NameKey, int> seen;
        for (auto& item : all_items(connection)) {
            const FieldKey field{item.field, item.field_name};
            ++numbers_[field.first];
            auto name = NameKey{field, item.text.first_level, item.text.second_level, 0};
            std::get<3>(name) = seen[name]++;
            there_.emplace(std::move(name), std::move(item));
        }
    }

    void take(const RowRead& read) {
        const FieldKey field{read.field, read.field_name};
        fields_.insert(field);
        auto name = NameKey{field, read.text.first_level, read.text.second_level, 0};
        std::get<3>(name) = seen_[name]++;
        auto& row = report_.rows.emplace_back();
        row.read = read;
        const int position = ++positions_[field];
        const auto units = units_in(units_, read.text.subject, today());
        for (const auto unit : units)
            row.units.push_back(units_.find(unit)->name);
        if (units.empty() && !read.text.subject.empty())
            row.read.doubts.push_back({RefusalKind::invalid, "catalogue.doubt.subject", {read.text.subject}, {}});
        const auto found = there_.find(name);
        if (found == there_.end()) {
            row.outcome = Import::Outcome::added;
            row.key = next_key(read.field);
            Item item;
            item.key = row.key;
            item.field = read.field;
            item.field_name = read.field_name;
            item.position = position;
            item.text = read.text;
            if (is_real_)
                name_units(add(connection_, item), units);
            return;
        }
        const auto& was = found->second;
        taken_.insert(was.id);
        row.key = was.key;
        auto text = read.text;
        if (was.own_limit && text.limit == was.own_limit->words)
            text.limit = was.text.limit;  // a file of our own prints the limit that holds
        if (text == was.text && units == was.units && !was.retired_on) {
            row.outcome = Import::Outcome::unchanged;
            if (is_real_)
                connection_.run(sql::place_item, was.id, position);
            return;
        }
        row.outcome = Import::Outcome::changed;
        if (is_real_) {
            change(connection_, was.id, position, text);
            name_units(was.id, units);
        }
    }

    // 条例20 stays whole: its categories are not retired by a file that leaves one out.
    void retire_the_rest() {
        for (const auto& [name, item] : there_)
            if (fields_.contains(std::get<0>(name)) && !taken_.contains(item.id) && !item.retired_on && item.category.empty()) {
                if (is_real_)
                    connection_.run(sql::retire_item, item.id, today());
                report_.retired.push_back(name_of(item.text));
            }
    }

  private:
    std::string next_key(const std::string& field) { return field + '-' + std::to_string(++numbers_[field]); }

    void name_units(ItemId id, const std::vector<people::UnitId>& units) {
        connection_.run(sql::drop_units, id);
        for (const auto unit : units)
            connection_.run(sql::add_unit, id, unit);
    }

    db::Connection& connection_;
    Import& report_;
    const bool is_real_;
    const people::Directory units_;
    std::map<NameKey, Item> there_;
    std::map<NameKey, int> seen_;
    std::map<FieldKey, int> positions_;
    std::map<std::string, int> numbers_;  // keys given in a field so far
    std::set<FieldKey> fields_;
    std::set<ItemId> taken_;
};

Result<Item> still_so(db::Connection& connection, ItemId id, int version) {
    auto item = find_item(connection, id);
    if (!item)
        return refuse(RefusalKind::missing, "catalogue.refuse.unknown");
    if (item->version != version)
        return refuse(RefusalKind::conflict, "catalogue.refuse.stale");
    return *std::move(item);
}

Result<void> go_through(db::Connection& connection, const SheetsRead& read, TakingIn::Mode mode, Import& report) {
    report = {};
    report.remarks = read.remarks;
    if (!read.is_fine()) {
        for (const auto& row : read.rows)
            report.rows.push_back({row, {}, {}, {}});
        const auto faulty = std::ranges::count_if(read.rows, [](const RowRead& row) { return !row.faults.empty(); });
        return refuse(RefusalKind::invalid, "catalogue.refuse.faults", {std::to_string(faulty)});
    }
    TakingIn taking(connection, report, mode);
    for (const auto& row : read.rows)
        taking.take(row);
    taking.retire_the_rest();
    return {};
}

}  // namespace

int Import::count(Outcome outcome) const { return static_cast<int>(std::ranges::count(rows, outcome, &Row::outcome)); }

int install_items(db::Connection& connection) {
    static const std::vector<std::string> ordinals{"一", "二", "三",   "四",   "五",   "六",   "七",  "八",
                                                   "九", "十", "十一", "十二", "十三", "十四", "十五"};
    int added = 0;
    for (std::size_t i = 0; i < categories().size(); ++i) {
        const auto& category = categories()[i];
        if (find_item(connection, category.code))
            continue;
        Item item;
        item.key = item.category = category.code;
        item.field = statutory_field;
        item.position = static_cast<int>(i) + 1;
        item.column_key = category.column_key;
        item.text.second_level = category.zh;
        item.text.elements = read_elements(category.zh);
        item.text.basis = {"《中华人民共和国政府信息公开条例》第二十条第（" + ordinals.at(i) + "）项"};
        item.text.limit = lawful_words();
        item.text.subject = "各行政机关";
        item.text.channels = {"website"};
        item.text.for_everyone = item.text.is_proactive = item.text.of_county = item.text.of_town = true;
        add(connection, item);
        ++added;
    }
    return added;
}

Result<void> preview(db::Connection& connection, const SheetsRead& read, Import& report) {
    return go_through(connection, read, TakingIn::Mode::preview, report);
}

Result<void> take_in(db::Connection& connection, const SheetsRead& read, std::string_view actor, Import& report) {
    if (const auto done = go_through(connection, read, TakingIn::Mode::real, report); !done)
        return done;
    const int added = report.count(Import::Outcome::added), changed = report.count(Import::Outcome::changed);
    if (added + changed + static_cast<int>(report.retired.size()) > 0)
        note(connection, actor, "take_in", "catalogue",
             {{"added", added}, {"changed", changed}, {"retired", report.retired.size()}, {"rows", report.rows.size()}});
    return {};
}

Result<void> give_limit(db::Connection& connection, ItemId id, int version, std::string_view limit, std::string_view because,
                        std::string_view actor) {
    const auto item = still_so(connection, id, version);
    if (!item)
        return std::unexpected(item.error());
    limit = trim(limit);
    if (!limit.empty() && !is_read(read_limits(limit)))
        return refuse(RefusalKind::invalid, "catalogue.refuse.limit_unread", {std::string(limit)});
    if (trim(because).empty())
        return refuse(RefusalKind::invalid, "catalogue.refuse.no_reason");
    if (limit.empty())
        connection.run(sql::give_limit, id, version, nullptr, nullptr, nullptr, nullptr);
    else
        connection.run(sql::give_limit, id, version, limit, trim(because), actor, today());
    note(connection, actor, "give_limit", "item/" + item->key,
         {{"was", item->limit()}, {"is", limit.empty() ? item->text.limit : std::string(limit)}, {"because", trim(because)}});
    return {};
}

Result<void> put_into(db::Connection& connection, ItemId id, int version, std::string_view column_key, std::string_view actor) {
    const auto item = still_so(connection, id, version);
    if (!item)
        return std::unexpected(item.error());
    if (!column_key.empty() && !columns(connection).find(column_key))
        return refuse(RefusalKind::invalid, "catalogue.refuse.no_column");
    connection.run(sql::put_into, id, version, column_key);
    note(connection, actor, "put_into", "item/" + item->key, {{"was", item->column_key}, {"is", column_key}});
    return {};
}

std::int64_t hand_in(db::Connection& connection, std::string_view file, std::string_view file_name, std::string_view actor) {
    return std::get<0>(*connection.query(sql::hand_in, file, file_name, actor, now()).first<std::int64_t>());
}

Result<void> accept(db::Connection& connection, std::int64_t id) {
    if (connection.run(sql::accept_import, id, now()) == 0)
        return refuse(RefusalKind::conflict, "catalogue.refuse.accepted_already");
    return {};
}

}  // namespace gongkai::catalogue
