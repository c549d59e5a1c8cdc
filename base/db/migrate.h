// The schema of each room as numbered files, `domain/<room>/schema/NNNN_<what>.sql`, carried in the binary. Each is run once, in
// order, and remembered with its checksum: a file that was edited after its release, or a database newer than the program, is
// refused before anything is touched. A file NNNN_<what>.pg.sql beside one is what PostgreSQL is told in its place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/database.h"

namespace gongkai::db {

struct Migration {
    std::string room;
    int number = 0;
    std::string name;
    std::string_view sql;
    std::string_view on_postgresql = {};  // where the rules of dialect.h do not suffice
};

// Those of `rooms`, a room's files after those of the rooms before it.
std::vector<Migration> embedded_migrations(const std::vector<std::string>& rooms);

// How many were run. Refusals: db.refuse.migration_altered, db.refuse.database_newer. All of them are one deed.
Result<int> migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace gongkai::db
