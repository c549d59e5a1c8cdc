// The list of rooms: the only place that knows them all.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/timers.h"
#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "domain/outbox/outbox.h"
#include "domain/search/source.h"
#include "doors/terminal/verbs.h"

namespace gongkai {

struct Doors;
namespace search {
class Tally;
class Keeper;
}  // namespace search

// Lowest first, as in domain/CMakeLists.txt: the order of their schema.
const std::vector<std::string>& room_names();

void hang_rooms_on(terminal::Verbs& verbs);
void hang_rooms_on(Doors& doors, search::Keeper& keeper, search::Tally& tally);

// What can be found, and whose it is.
search::Sources search_sources(const Settings& settings);

// What the rooms do by themselves while the portal is open.
std::vector<Timer> timers_of_rooms(db::Database& database, const Settings& settings, const search::Keeper& keeper,
                                   search::Tally& tally);

// What asks other machines, and may wait for them: on a thread apart.
std::vector<Timer> waiting_timers_of_rooms(db::Database& database, const Vault& vault, const Settings& settings);

// Who writes letters to people without an account.
outbox::Writers letter_writers(const Settings& settings);

// The database at `address`, or the file of the data folder where that is "", made where it is missing; its schema is brought up
// to date. Secrets and files stay in the data folder, which is made too.
Result<std::unique_ptr<db::Database>> open_database(const std::filesystem::path& data_folder, const std::string& address);
Result<std::unique_ptr<db::Database>> open_database(const std::string& address);
// The key of the data folder, made where nothing is sealed yet. Refuses app.refuse.key_lost (a database was filled with a key
// that is not here), app.refuse.key_other and what Vault::open refuses.
Result<Vault> open_vault(db::Database& database, const std::filesystem::path& data_folder);
// The files that the rooms' tables name, each once.
std::vector<std::string> files_named(db::Database& database);
std::string database_in(const std::filesystem::path& data_folder);

}  // namespace gongkai
