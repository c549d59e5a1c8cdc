// The deeds of a draw. Each writes one line of the journal, and what everybody may see enters the public log.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/vault.h"
#include "base/db/connection.h"
#include "domain/draws/rules.h"
#include "domain/draws/store.h"

namespace gongkai {
class Files;
}

namespace gongkai::draws {

// A table with the columns code and name, or 代码 and 名称. Refuses draws.refuse.table, .table_row (the line), .table_twice (a
// code).
Result<std::vector<Entry>> read_library(std::string_view csv);
// Replaces a unit's list; draws that were settled keep theirs.
void fill_library(db::Connection& connection, people::UnitId unit, Library library, const std::vector<Entry>& entries,
                  std::string_view actor);

// Settles what will be drawn: of `draw` unit, plan, title, how many and the rule of the number are asked for, all else is made
// here. Refuses what may_settle() refuses.
Result<DrawId> settle(db::Connection& connection, Draw draw, const Vault& vault, std::string_view actor);

// Refuses what may_draw() refuses, draws.refuse.no_draw and .sealed (the key is another one).
Result<void> draw_now(db::Connection& connection, DrawId id, std::string_view public_number, const Vault& vault,
                      std::string_view actor);

// From now on everybody sees which objects were drawn. Refuses draws.refuse.no_draw, .not_drawn, .named_already.
Result<void> name_objects(db::Connection& connection, DrawId id, std::string_view actor);

// As everybody may see it: objects by name once they are named, inspectors by number for good.
std::vector<NamedPick> picks_shown(db::Connection& connection, const Draw& draw);

// For `demonstration load` and `remove`: one draw of invented firms, drawn and named, that no log tells of. How many came in or
// went.
Result<std::int64_t> demonstrate(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                 std::string_view actor);
std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor);

inline constexpr std::string_view address_before = "/draws/";

}  // namespace gongkai::draws
