// What this room hangs on the doors.
#pragma once
#include <filesystem>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "doors/terminal/verbs.h"

namespace gongkai {
class Files;
struct Doors;
namespace search {
class Tally;
}
}  // namespace gongkai

namespace gongkai::records {

// A large file is read, or written, for seconds: in a pool of its own it holds up nobody who reads a page.
inline constexpr std::size_t slow_lane = 2;

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors, search::Tally& tally);

// For `demonstration load` and `remove`: the examples of every kind, which need no folder; how many records came in or went.
Result<std::int64_t> demonstrate_all(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                     std::string_view actor);
std::int64_t drop_all_demonstration(db::Connection& connection, std::string_view actor);

// Fetches from the sources whose time has come.
void fetch_sources(db::Database& database, const Vault& vault, const Settings& settings);

// Takes out of lists what must no longer be shown, and opens the duties of periods that are over.
void watch(db::Database& database);

}  // namespace gongkai::records
