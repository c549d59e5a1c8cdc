// Items of the catalogue as rows.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/catalogue/column.h"
#include "domain/catalogue/item.h"

namespace gongkai::catalogue {

struct Asked {
    std::string field;        // empty: of every one
    people::UnitId unit = 0;  // 0: of every one
    std::optional<Level> level;
    int at_most = 100'000, after = 0;
};
// Those that stand, by field and position; categories of 条例20 first.
std::vector<Item> items(db::Connection& connection, const Asked& asked = {});
int count_items(db::Connection& connection, const Asked& asked);

std::vector<Item> all_items(db::Connection& connection);  // retired ones too

std::optional<Item> find_item(db::Connection& connection, std::string_view key);
std::optional<Item> find_item(db::Connection& connection, ItemId id);

struct FieldCount {
    std::string field, field_name;
    int items = 0;
    bool is_demonstration = false;  // some of them
};
std::vector<FieldCount> items_by_field(db::Connection& connection);
// What an officer of a unit chooses from: its own items and those of everybody by category, key and name.
std::vector<std::pair<std::string, std::string>> choices_for(db::Connection& connection, people::UnitId unit);
std::vector<people::UnitId> units_named(db::Connection& connection);  // that owe any item

// What there is of a unit, for its page.
struct AboutUnit {
    bool has_profile = false;
    int items = 0;
    std::vector<Column> columns;  // that it sees to, open ones
};
AboutUnit about_unit(db::Connection& connection, people::UnitId unit);

struct HandedIn {
    std::int64_t id = 0;
    std::string file, file_name, given_by;
    Instant given_at;
    std::optional<Instant> accepted_at;
};
std::optional<HandedIn> find_handed_in(db::Connection& connection, std::int64_t id);
std::vector<HandedIn> handed_in(db::Connection& connection, int at_most);  // newest first

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::catalogue
