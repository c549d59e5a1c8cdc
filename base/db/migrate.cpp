#include "base/db/migrate.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/hash.h"
#include "base/db/queries.h"

namespace gongkai::db {

std::vector<Migration> embedded_migrations(const std::vector<std::string>& rooms) {
    std::vector<Migration> migrations;
    for (const auto& room : rooms) {
        const std::string folder = "domain/" + room + "/schema/";
        for (const auto path : embedded_paths(folder, ".sql")) {
            if (path.ends_with(".pg.sql"))
                continue;
            const auto file = path.substr(folder.size());
            const auto stem = path.substr(0, path.size() - 4);
            Migration migration{room, 0, std::string(file.substr(0, file.size() - 4)), embedded_or_die(path),
                                embedded(std::string(stem) + ".pg.sql").value_or("")};
            if (std::from_chars(file.data(), file.data() + 4, migration.number).ptr != file.data() + 4)
                throw std::logic_error("not numbered: " + std::string(path));
            migrations.push_back(std::move(migration));
        }
    }
    return migrations;
}

Result<int> migrate(Database& database, const std::vector<Migration>& migrations) {
    const auto script = [&](const Migration& migration) {
        const bool is_other = database.engine() == Engine::postgresql && !migration.on_postgresql.empty();
        return is_other ? migration.on_postgresql : migration.sql;
    };
    return database.write([&](Connection& connection) -> Result<int> {
        connection.run_script(
            "CREATE TABLE IF NOT EXISTS schema_migration (room TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, "
            "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (room, number))");
        std::map<std::pair<std::string, int>, std::string> applied;
        for (auto rows = connection.query(sql::applied_migrations); rows.next();)
            applied[{rows.get<std::string>(0), rows.get<int>(1)}] = rows.get<std::string>(2);

        std::map<std::pair<std::string, int>, bool> known;
        for (const auto& migration : migrations) {
            known[{migration.room, migration.number}] = true;
            const auto before = applied.find({migration.room, migration.number});
            if (before != applied.end() && before->second != sha256_hex(script(migration)))
                return refuse(Refusal::Kind::conflict, "db.refuse.migration_altered", {migration.room + "/" + migration.name});
        }
        for (const auto& [key, checksum] : applied)
            if (!known.contains(key))
                return refuse(Refusal::Kind::conflict, "db.refuse.database_newer",
                              {fmt::format("{}/{:04}", key.first, key.second)});

        int count = 0;
        for (const auto& migration : migrations) {
            if (applied.contains({migration.room, migration.number}))
                continue;
            connection.run_script(script(migration));
            connection.run(sql::remember_migration, migration.room, migration.number, migration.name,
                           sha256_hex(script(migration)), now());
            ++count;
        }
        return count;
    });
}

}  // namespace gongkai::db
