// Other systems from which records are fetched - the provincial platform's interface, a file that it puts out - on a schedule.
// What comes is an import: proved row by row, written whole or not at all. Nothing of this machine's network is asked, but what
// the setting records.fetch_inside names.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "domain/records/import.h"

namespace gongkai::records {

using SourceId = std::int64_t;

struct Source {
    SourceId id = 0;
    std::string name, kind;
    people::UnitId unit_id = 0;
    std::string address;  // [page] in it stands for 1, 2, … until one has no records
    std::string list_at, mapping;
    std::string header, secret;  // what tells who asks: "Authorization", and what it says, sealed; both empty: nothing
    int every_hours = 24;
    int version = 1;
    std::string made_by;
    Instant made_at, next_at;
    std::optional<Instant> closed_at;
    std::string content_hash;

    std::string actor() const { return "source/" + std::to_string(id); }
};

// What an officer fills in. `secret` is open; empty where the one that is kept stays.
struct WantedSource {
    std::string name, kind;
    people::UnitId unit_id = 0;
    std::string address, list_at, mapping, header, secret;
    int every_hours = 24;
};

// Refuse records.refuse.no_kind, .source_address (it is none of http or https), .source_plain (a secret would go over the open
// network unsealed), .mapping and .mapping_field. `change` also .no_source and .stale.
Result<SourceId> add_source(db::Connection& connection, const Vault& vault, const Settings& settings, const WantedSource& wanted,
                            std::string_view actor);
Result<void> change_source(db::Connection& connection, const Vault& vault, const Settings& settings, SourceId id, int version,
                           const WantedSource& wanted, std::string_view actor);
Result<void> close_source(db::Connection& connection, SourceId id, std::string_view actor);  // refuses .no_source

std::vector<Source> sources(db::Connection& connection, int at_most);  // newest first
std::optional<Source> find_source(db::Connection& connection, SourceId id);

enum class FetchOutcome { taken, unchanged, faulty, refused };
std::string_view word_of(FetchOutcome outcome);
struct Fetch {
    Instant at;
    FetchOutcome outcome = FetchOutcome::refused;
    Report report;                   // with the first faults
    std::optional<Refusal> refusal;  // of refused
};
std::vector<Fetch> fetches(db::Connection& connection, SourceId id, int at_most);  // newest first
std::vector<std::pair<SourceId, Fetch>> last_fetches(db::Connection& connection);

// Whether the address is one of those of the office's own network that may be asked (`records.fetch_inside`).
bool is_let_in(const Settings& settings, std::string_view address);

// How another system is asked is known to the pages: they answer the body of a 200, or refuse.
struct Question {
    std::string address, header, secret;  // header and secret may be empty
    bool is_let_in = false;               // whether it may lie in the office's own network
    std::chrono::milliseconds within;
};
using AskOther = std::function<Result<std::string>(const Question&)>;

struct Fetcher {
    db::Database& database;
    const Vault& vault;
    const Settings& settings;
    AskOther ask;
};
// Asks the other system and says what an import of its answer would do; nothing is written.
Fetch try_source(const Fetcher& fetcher, const Source& source);
// Asks it, takes in what it answers and notes how that went.
Fetch fetch_source(const Fetcher& fetcher, const Source& source);
// Fetches one that is due; whether there was one.
bool fetch_due(const Fetcher& fetcher);

}  // namespace gongkai::records
