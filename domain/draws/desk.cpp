#include "domain/draws/desk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/core/csv.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/draws/queries.h"
#include "domain/draws/results.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/public_log/desk.h"

namespace gongkai::draws {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::string_view purpose = "draws.secret";
constexpr std::size_t secret_bytes = 32, name_at_most = 200;

std::string subject_of(DrawId id) { return "draw/" + std::to_string(id); }

// What stands at the draw's address from now on.
void enter(db::Connection& connection, public_log::Act act, DrawId id, Instant at) {
    const auto draw = find_draw(connection, id).value();
    const auto file = write_file(draw, "", picks_shown(connection, draw));
    public_log::append(connection, {act, std::string(address_before) + std::to_string(id), draw.title, sha256_hex(file), at});
}

void keep_list(db::Connection& connection, DrawId id, Library library, const std::vector<Entry>& entries) {
    std::int64_t number = 0;
    for (const auto& entry : entries)
        connection.run(sql::add_entry, id, word_of(library), ++number, entry.code, entry.name, entry.salt);
}

}  // namespace

Result<std::vector<Entry>> read_library(std::string_view csv) {
    const auto table = read_csv(csv);
    if (!table)
        return std::unexpected(table.error());
    const auto is_head = [](const CsvRow& row) {
        return row.size() >= 2 && (trim(row[0]) == "code" || trim(row[0]) == "代码") &&
               (trim(row[1]) == "name" || trim(row[1]) == "名称");
    };
    if (table->empty() || !is_head(table->front()))
        return refuse(RefusalKind::invalid, "draws.refuse.table");
    std::vector<Entry> all;
    std::set<std::string, std::less<>> seen;
    for (std::size_t i = 1; i < table->size(); ++i) {
        const auto& row = (*table)[i];
        if (std::ranges::all_of(row, [](const auto& cell) { return trim(cell).empty(); }))
            continue;
        Entry entry{row.empty() ? std::string() : std::string(trim(row[0])),
                    row.size() < 2 ? std::string() : std::string(trim(row[1])),
                    {}};
        if (entry.code.empty() || entry.name.empty() || !is_utf8(entry.code + entry.name) || entry.name.size() > name_at_most ||
            (entry.code + entry.name).find_first_of("\n\r") != std::string::npos)
            return refuse(RefusalKind::invalid, "draws.refuse.table_row", {std::to_string(i + 1)});
        if (!seen.insert(entry.code).second)
            return refuse(RefusalKind::conflict, "draws.refuse.table_twice", {entry.code});
        all.push_back(std::move(entry));
    }
    return all;
}

void fill_library(db::Connection& connection, people::UnitId unit, Library library, const std::vector<Entry>& entries,
                  std::string_view actor) {
    connection.run(sql::clear_library, unit, word_of(library));
    for (const auto& entry : entries)
        connection.run(sql::add_to_library, unit, word_of(library), entry.code, entry.name);
    journal::note(connection, {std::string(actor), "draws.fill_library", "draws/" + std::string(word_of(library)),
                               json::serialize(json::object{{"unit", unit}, {"entries", entries.size()}})});
}

Result<DrawId> settle(db::Connection& connection, Draw draw, const Vault& vault, std::string_view actor) {
    auto objects = whole_library(connection, draw.unit_id, Library::objects),
         inspectors = whole_library(connection, draw.unit_id, Library::inspectors);
    draw.objects.size = static_cast<std::int64_t>(objects.size());
    draw.inspectors.size = static_cast<std::int64_t>(inspectors.size());
    if (const auto may = may_settle(draw, today()); !may)
        return std::unexpected(may.error());
    for (auto* list : {&objects, &inspectors})
        for (auto& entry : *list)
            entry.salt = hex(random_bytes(secret_bytes));
    draw.objects.root = root_of(objects);
    draw.inspectors.root = root_of(inspectors);
    const auto secret = random_bytes(secret_bytes);
    draw.settled_at = now();
    const auto id =
        std::get<0>(*connection
                         .query(sql::settle, draw.unit_id, draw.plan_no, draw.title, draw.objects.size, draw.objects.root,
                                draw.inspectors.size, draw.inspectors.root, draw.drawn, draw.inspectors_each, sha256_hex(secret),
                                vault.seal(hex(secret), purpose), draw.number_rule, draw.draw_on, draw.settled_at,
                                draw.is_demonstration, trim(draw.task_no), draw.checks_until)
                         .first<DrawId>());
    keep_list(connection, id, Library::objects, objects);
    keep_list(connection, id, Library::inspectors, inspectors);
    journal::note(connection, {std::string(actor), "draws.settle", subject_of(id),
                               json::serialize(json::object{{"unit", draw.unit_id},
                                                            {"objects", draw.objects.size},
                                                            {"drawn", draw.drawn},
                                                            {"inspectors", draw.inspectors.size},
                                                            {"draw_on", to_text(draw.draw_on)}})});
    enter(connection, public_log::Act::published, id, draw.settled_at);
    return id;
}

Result<void> draw_now(db::Connection& connection, DrawId id, std::string_view public_number, const Vault& vault,
                      std::string_view actor) {
    const auto draw = find_draw(connection, id);
    if (!draw)
        return refuse(RefusalKind::missing, "draws.refuse.no_draw");
    if (const auto may = may_draw(*draw, public_number, today()); !may)
        return may;
    const auto sealed = connection.query(sql::sealed_secret, id).first<std::string>();
    const auto secret = vault.unseal(std::get<0>(*sealed), purpose);
    if (!secret)
        return refuse(RefusalKind::unavailable, "draws.refuse.sealed");
    const auto at = now();
    connection.run(sql::drawn, id, trim(public_number), *secret, at);
    open_duty(connection, *draw);
    journal::note(connection, {std::string(actor), "draws.draw_now", subject_of(id),
                               json::serialize(json::object{{"public_number", trim(public_number)}, {"drawn", draw->drawn}})});
    enter(connection, public_log::Act::changed, id, at);
    return {};
}

Result<void> name_objects(db::Connection& connection, DrawId id, std::string_view actor) {
    const auto draw = find_draw(connection, id);
    if (!draw)
        return refuse(RefusalKind::missing, "draws.refuse.no_draw");
    if (!draw->is_drawn())
        return refuse(RefusalKind::conflict, "draws.refuse.not_drawn");
    const auto at = now();
    if (connection.run(sql::named, id, at) == 0)
        return refuse(RefusalKind::conflict, "draws.refuse.named_already");
    journal::note(connection, {std::string(actor), "draws.name_objects", subject_of(id), "{}"});
    enter(connection, public_log::Act::changed, id, at);
    return {};
}

std::vector<NamedPick> picks_shown(db::Connection& connection, const Draw& draw) {
    std::vector<NamedPick> all;
    if (!draw.is_drawn())
        return all;
    for (auto& pick : picks_of(draw, draw.secret, draw.public_number))
        all.push_back({std::move(pick), std::nullopt, {}});
    if (!draw.named_at)
        return all;
    const auto objects = whole_entries(connection, draw.id, Library::objects);
    for (auto& one : all) {
        one.object = objects.at(static_cast<std::size_t>(one.pick.object - 1));
        one.path = path_of(objects, one.pick.object);
    }
    return all;
}

namespace {

std::vector<Entry> invented(std::string_view before, std::string_view name, int count) {
    std::vector<Entry> all;
    for (int i = 1; i <= count; ++i) {
        auto number = std::to_string(i);
        number.insert(0, 3 - number.size(), '0');
        all.push_back({std::string(before) + number, std::string(name) + number, sha256_hex(std::string(before) + number)});
    }
    return all;
}

}  // namespace

Result<std::int64_t> demonstrate(db::Connection& connection, const Files&, const std::filesystem::path&, std::string_view actor) {
    constexpr int firms = 120, inspectors = 16, drawn = 12;
    const auto units = people::directory(connection);
    const auto* unit = units.find("市市场监管局", today());
    if (!unit && !units.units().empty())
        unit = &units.units().front();
    // Loaded twice it is there once.
    if (!unit || connection.query(sql::demonstration).next())
        return 0;
    const auto objects = invented("示例代码", "示例企业", firms), people = invented("示例证号", "示例人员", inspectors);
    const auto secret = sha256("demonstration");
    const auto at = Instant(make_day(2026, 3, 18));
    const auto id = std::get<0>(*connection
                                     .query(sql::settle, unit->id, "ZC2026-SC-01", "2026年企业登记事项不定向抽查（示例数据）",
                                            firms, root_of(objects), inspectors, root_of(people), drawn, 2, sha256_hex(secret),
                                            "", "2026年3月25日上证综合指数收盘点位（示例数据，数值为虚构）",
                                            make_day(2026, 3, 25), at, true, "RW2026-SC-01", make_day(2026, 9, 30))
                                     .first<DrawId>());
    keep_list(connection, id, Library::objects, objects);
    keep_list(connection, id, Library::inspectors, people);
    connection.run(sql::drawn, id, "1234.56", hex(secret), Instant(make_day(2026, 3, 26)));
    connection.run(sql::named, id, Instant(make_day(2026, 9, 30)));
    journal::note(connection, {std::string(actor), "draws.demonstrate", subject_of(id), "{}"});
    return 1;
}

std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor) {
    std::vector<DrawId> all;
    for (auto rows = connection.query(sql::demonstration); rows.next();)
        all.push_back(rows.get<DrawId>(0));
    for (const auto id : all) {
        connection.run(sql::drop_entries, id);
        connection.run(sql::drop_draw, id);
    }
    if (!all.empty())
        journal::note(connection, {std::string(actor), "draws.drop_demonstration", "draws", "{}"});
    return static_cast<std::int64_t>(all.size());
}

}  // namespace gongkai::draws
