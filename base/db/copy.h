// Moves an installation: every row of every table from one database into another that is empty, whatever their engines. Each
// table is then read back and compared with what was sent; where one differs, nothing of the copy stays.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/database.h"

namespace gongkai::db {

struct CopiedTable {
    std::string name;
    std::int64_t rows = 0;
    std::string sha256;  // of its rows in the order of the key, the same on every engine
    bool operator==(const CopiedTable&) const = default;
};

using CopyProgress = std::function<void(const std::string& table, std::size_t done, std::size_t all)>;

// Both have the same migrations behind them. Reads one snapshot, so `from` may be in use; what is written there meanwhile stays
// behind. Refusals: db.refuse.copy_schema, db.refuse.copy_not_empty, db.refuse.copy_differs (arguments: the table).
Result<std::vector<CopiedTable>> copy(Database& from, Database& to, const CopyProgress& progress);

// What copy() would say of each table, with nothing copied.
std::vector<CopiedTable> look_through(Database& database, const CopyProgress& progress);

}  // namespace gongkai::db
