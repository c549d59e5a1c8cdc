#include "app/rooms.h"

#include <set>

#include "base/core/log.h"
#include "base/db/address.h"
#include "base/db/hindered.h"
#include "base/db/migrate.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/room.h"
#include "domain/calendar/room.h"
#include "domain/catalogue/demonstration.h"
#include "domain/catalogue/found.h"
#include "domain/catalogue/room.h"
#include "domain/catalogue/store.h"
#include "domain/catalogue/watch.h"
#include "domain/draws/desk.h"
#include "domain/draws/results.h"
#include "domain/draws/room.h"
#include "domain/imports/room.h"
#include "domain/intake/room.h"
#include "domain/journal/room.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/offers.h"
#include "domain/outbox/outbox.h"
#include "domain/people/room.h"
#include "domain/programme/drafts.h"
#include "domain/programme/found.h"
#include "domain/programme/reminders.h"
#include "domain/programme/room.h"
#include "domain/public_log/room.h"
#include "domain/publishing/demonstration.h"
#include "domain/publishing/expiry.h"
#include "domain/publishing/found.h"
#include "domain/publishing/room.h"
#include "domain/publishing/store.h"
#include "domain/records/found.h"
#include "domain/records/room.h"
#include "domain/records/store.h"
#include "domain/search/alert.h"
#include "domain/search/asked.h"
#include "domain/search/keeper.h"
#include "domain/search/need.h"
#include "domain/search/room.h"
#include "domain/sections/desk.h"
#include "domain/sections/room.h"
#include "domain/supervision/desk.h"
#include "domain/supervision/room.h"
#include "domain/supervision/store.h"
#include "doors/doors.h"

namespace gongkai {
namespace {

Result<void> check_address(const std::string& address) {
    if (const auto scheme = db::unknown_scheme(address); !scheme.empty())
        return refuse(Refusal::Kind::invalid, "app.refuse.database_scheme", {std::string(scheme)});
    return {};
}

}  // namespace

const std::vector<std::string>& room_names() {
    static const std::vector<std::string> names{"journal",   "public_log", "calendar", "intake",    "people",   "accounts",
                                                "outbox",    "ledger",     "search",   "programme", "sections", "supervision",
                                                "catalogue", "records",    "draws",    "publishing"};
    return names;
}

void hang_rooms_on(terminal::Verbs& verbs) {
    journal::hang_on(verbs);
    public_log::hang_on(verbs);
    intake::hang_on(verbs);
    calendar::hang_on(verbs, {ledger::recount, supervision::recount});
    people::hang_on(verbs, accounts::how_to_begin);
    accounts::hang_on(verbs);
    programme::hang_on(verbs, {{catalogue::demonstrate, catalogue::drop_demonstration},
                               {records::demonstrate_all, records::drop_all_demonstration},
                               {draws::demonstrate, draws::drop_demonstration},
                               {publishing::demonstrate, publishing::drop_demonstration}});
    catalogue::hang_on(verbs);
    records::hang_on(verbs);
    draws::hang_on(verbs);
    publishing::hang_on(verbs);
    imports::hang_on(verbs);
    search::hang_on(verbs, search_sources);
}

search::Sources search_sources(const Settings& settings) {
    return {publishing::found_documents(),    records::found_records(),
            programme::found_notices(),       programme::found_tasks(),
            catalogue::found_units(settings), catalogue::found_columns(),
            records::found_kinds(),           catalogue::found_items(),
            catalogue::found_facts(),         publishing::found_life_events(settings)};
}

void hang_rooms_on(Doors& doors, search::Keeper& keeper, search::Tally& tally) {
    accounts::hang_on(doors);
    programme::hang_on(doors);
    supervision::hang_on(doors);
    sections::hang_on(doors);
    catalogue::hang_on(doors);
    records::hang_on(doors, tally);
    draws::hang_on(doors);
    publishing::hang_on(doors, tally);
    search::hang_on(doors, keeper, tally);
    search::hang_library_on(doors, tally);
    public_log::hang_on(doors);
}

outbox::Writers letter_writers(const Settings& settings) { return search::alert_writers(settings); }

std::vector<Timer> timers_of_rooms(db::Database& database, const Settings& settings, const search::Keeper& keeper,
                                   search::Tally& tally) {
    return {{"accounts.clear_old", std::chrono::hours(1),
             [&database, &settings] {
                 const auto lines =
                     database.write([&](db::Connection& connection) { return accounts::clear_old(connection, settings); });
                 if (lines > 0)
                     log(Level::info, "access_log_cleared", {{"lines", std::to_string(lines)}});
             }},
            {"programme.remind", std::chrono::minutes(15),
             [&database, &settings, said_on = Day()]() mutable {
                 if (said_on == today())
                     return;
                 const auto soon_days = static_cast<int>(settings.number("ledger.soon_days"));
                 const auto due =
                     database.read([&](db::Connection& connection) { return programme::reminders(connection, soon_days); });
                 if (due.empty())
                     return;
                 database.write([&](db::Connection& connection) { programme::remind(connection, settings, due); });
                 said_on = today();
             }},
            {"outbox.clear_old", std::chrono::hours(24),
             [&database] { database.write([](db::Connection& connection) { outbox::clear_old(connection); }); }},
            {"search.tell_alerts", std::chrono::seconds(5),
             [&database, &settings, &keeper] {
                 if (const auto index = keeper.index())
                     search::tell_alerts(database, *index, settings);
             }},
            {"search.forget_alerts", std::chrono::hours(1),
             [&database, &settings] {
                 database.write([&](db::Connection& connection) { search::forget_unconfirmed(connection, settings); });
             }},
            {"catalogue.open_duties", std::chrono::hours(1),
             [&database] { database.write([](db::Connection& connection) { catalogue::open_duties(connection, today()); }); }},
            {"records.watch", std::chrono::hours(1), [&database] { records::watch(database); }},
            {"draws.follow", std::chrono::minutes(10), [&database] { draws::follow(database); }},
            // What is scheduled for a minute goes out within it.
            {"publishing.publish_due", std::chrono::seconds(20), [&database] { publishing::publish_due(database); }},
            {"publishing.term_ends", std::chrono::hours(1),
             [&database] {
                 database.write([](db::Connection& connection) { publishing::open_expiry_duties(connection, today()); });
             }},
            {"search.write_tally", std::chrono::minutes(1), [&database, &tally] { search::write_tally(database, tally); }},
            {"search.clear_old", std::chrono::hours(24),
             [&database, &settings] {
                 const auto kept = std::chrono::days(settings.number("search.need_days"));
                 database.write([&](db::Connection& connection) {
                     search::fold_days_before(connection, today() - kept);
                     search::forget_questions(connection, today(), std::chrono::days(settings.number("search.question_days")),
                                              static_cast<int>(settings.number("search.question_shown_from")));
                 });
             }},
            {"publishing.try_links", std::chrono::seconds(30),
             [&database, &settings] { publishing::try_links_elsewhere(database, settings); }}};
}

std::vector<Timer> waiting_timers_of_rooms(db::Database& database, const Vault& vault, const Settings& settings) {
    return {{"records.fetch", std::chrono::minutes(1),
             [&database, &vault, &settings] { records::fetch_sources(database, vault, settings); }}};
}

std::vector<std::string> files_named(db::Database& database) {
    std::set<std::string> all;
    database.read([&](db::Connection& connection) {
        for (const auto& room : {ledger::files_named, programme::files_named, sections::files_named, supervision::files_named,
                                 catalogue::files_named, records::files_named, publishing::files_named})
            for (auto& file : room(connection))
                all.insert(std::move(file));
    });
    return {all.begin(), all.end()};
}

std::string database_in(const std::filesystem::path& data_folder) { return data_folder / "gongkai.db"; }

Result<std::unique_ptr<db::Database>> open_database(const std::string& address) {
    if (const auto known = check_address(address); !known)
        return std::unexpected(known.error());
    std::unique_ptr<db::Database> database;
    try {
        database = db::open(address);
    } catch (const db::Hindered& hindered) {
        log(Level::error, "database_hindered", {{"why", hindered.what()}});
        return refuse(Refusal::Kind::unavailable, hindered.id());
    } catch (const std::runtime_error& error) {
        return refuse(Refusal::Kind::unavailable, "app.refuse.database",
                      {db::shown(address), db::without_secrets(error.what(), address)});
    }
    if (const auto migrated = db::migrate(*database, db::embedded_migrations(room_names())); !migrated)
        return std::unexpected(migrated.error());
    return database;
}

Result<std::unique_ptr<db::Database>> open_database(const std::filesystem::path& data_folder, const std::string& address) {
    if (const auto known = check_address(address); !known)
        return std::unexpected(known.error());
    std::error_code failed;
    std::filesystem::create_directories(data_folder, failed);
    if (failed)
        return refuse(Refusal::Kind::unavailable, "app.refuse.data_folder", {data_folder.string(), failed.message()});
    return open_database(address.empty() ? database_in(data_folder) : address);
}

Result<Vault> open_vault(db::Database& database, const std::filesystem::path& data_folder) {
    const auto file = data_folder / Vault::file_name;
    const bool is_new = !std::filesystem::exists(file);
    auto vault = Vault::open(data_folder);
    if (!vault || database.write([&](db::Connection& connection) { return accounts::accepts_key(connection, *vault); }))
        return vault;
    if (is_new)
        std::filesystem::remove(file);
    return refuse(Refusal::Kind::unavailable, is_new ? "app.refuse.key_lost" : "app.refuse.key_other", {file.string()});
}

}  // namespace gongkai
