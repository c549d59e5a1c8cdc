#include "app/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "app/manifest.h"
#include "app/rooms.h"
#include "base/core/day.h"
#include "base/core/file.h"
#include "base/files/files.h"
#include "domain/journal/desk.h"

namespace gongkai {
namespace {

namespace fs = std::filesystem;

constexpr const char* database_file = "database.db";
constexpr const char* settings_file = "gongkai.toml";
constexpr auto key_file = Vault::file_name;
constexpr const char* files_folder = "files";

bool holds_something(const fs::path& folder) { return fs::exists(folder) && !fs::is_empty(folder); }

bool holds_more_than_a_key(const fs::path& folder) {
    if (!fs::exists(folder))
        return false;
    return std::ranges::any_of(fs::directory_iterator(folder),
                               [](const auto& entry) { return entry.path().filename() != key_file; });
}

// Until here the backup may still lie in memory; the manifest must not come before what it speaks of.
void wait_for_the_disk(const fs::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    const bool is_there = opened >= 0 && ::syncfs(opened) == 0;
    const int error = errno;
    if (opened >= 0)
        ::close(opened);
    if (!is_there)
        throw std::system_error(error, std::generic_category(), folder.string());
}

db::CopyProgress on_terminal(terminal::Call& call) {
    return [&call](const std::string& table, std::size_t done, std::size_t all) { call.progress(table, done, all); };
}

std::vector<std::string> kept_files(const fs::path& data) {
    std::vector<std::string> paths;
    if (fs::exists(data / files_folder))
        for (const auto& entry : fs::recursive_directory_iterator(data / files_folder))
            if (entry.is_regular_file() && entry.path().extension() != ".new")  // of a write under way
                paths.push_back(entry.path().lexically_relative(data));
    std::ranges::sort(paths);
    return paths;
}

// The name of a kept file is its hash.
bool is_itself(const Manifest::File& file) {
    const auto name = fs::path(file.path);
    return name.parent_path().filename().string() + name.filename().string() == file.sha256;
}

// Where base/files keeps it, from the data folder.
std::string place_of(const std::string& name) { return fs::path(files_folder) / name.substr(0, 2) / name.substr(2); }

// Those that the tables name and the folder does not hold.
std::vector<std::string> lost_files(db::Database& database, const fs::path& folder) {
    std::vector<std::string> lost;
    for (const auto& name : files_named(database))
        if (!fs::is_regular_file(folder / place_of(name)))
            lost.push_back(place_of(name));
    return lost;
}

std::int64_t rows_of(const std::vector<db::CopiedTable>& tables) {
    std::int64_t rows = 0;
    for (const auto& table : tables)
        rows += table.rows;
    return rows;
}

// What is written from here on is its owner's alone: everything that an office holds is in it.
void keep_to_ourselves() { ::umask(S_IRWXG | S_IRWXO); }

// Takes away again what was put into a folder, until told that it stays.
class Undo {
  public:
    explicit Undo(fs::path folder) : folder_(std::move(folder)) {
        if (fs::exists(folder_))
            for (const auto& entry : fs::directory_iterator(folder_))
                before_.push_back(entry.path());
    }
    ~Undo() {
        std::error_code ignored;
        if (!stays_)
            for (const auto& entry : fs::directory_iterator(folder_, ignored))
                if (std::ranges::find(before_, entry.path()) == before_.end())
                    fs::remove_all(entry.path(), ignored);
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void stays() { stays_ = true; }

  private:
    fs::path folder_;
    std::vector<fs::path> before_;
    bool stays_ = false;
};

// The folder and those above it, for its owner alone.
Result<void> make_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed && folder.has_filename() && fs::is_directory(folder, failed))
        fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed)
        return refuse(Refusal::Kind::invalid, "app.refuse.folder_not_made", {folder.string()}, failed.message());
    return {};
}

int backup(terminal::Call& call) {
    keep_to_ourselves();
    const fs::path to = call.value("DIR");
    const auto& data = call.data_folder();
    if (!fs::exists(data))
        return call.refuse({Refusal::Kind::missing, "app.refuse.no_installation", {data.string()}, {}});
    if (holds_something(to))
        return call.refuse({Refusal::Kind::conflict, "app.refuse.backup_folder", {to.string()}, {}});
    auto& database = call.database();
    const auto vault = open_vault(database, data);
    if (!vault)
        return call.refuse(vault.error());
    if (const auto made = make_folder(to); !made)
        return call.refuse(made.error());
    Undo undo(to);  // half a backup is none: a disk that is full leaves the folder as it was

    Manifest manifest{to_text(now()), GONGKAI_VERSION, {}, {}};
    std::vector<std::string> lost;
    {
        const auto copy = open_database((to / database_file).string());
        if (!copy)
            return call.refuse(copy.error());
        auto copied = db::copy(database, **copy, on_terminal(call));
        if (!copied)
            return call.refuse(copied.error());
        manifest.tables = std::move(*copied);
        lost = lost_files(**copy, data);
    }
    manifest.files.push_back(look_at(to, database_file));
    if (fs::exists(data / settings_file))
        manifest.files.push_back(take_over(data, to, settings_file));

    // After the database: a file is there before the deed that names it, and none ever goes.
    const auto kept = kept_files(data);
    std::vector<std::string> damaged;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        call.progress(kept[i].substr(0, 20), i + 1, kept.size());
        manifest.files.push_back(take_over(data, to, kept[i]));
        if (!is_itself(manifest.files.back()))
            damaged.push_back(kept[i]);
    }
    wait_for_the_disk(to);
    write_manifest(manifest, to, *vault);
    undo.stays();

    for (const auto& path : damaged)
        call.refuse({Refusal::Kind::invalid, "app.refuse.file_damaged", {path}, {}});
    for (const auto& path : lost)
        call.refuse({Refusal::Kind::missing, "app.refuse.file_lost", {path}, {}});
    if (call.flag("--json"))
        call.print(boost::json::serialize(boost::json::object{{"folder", to.string()},
                                                              {"row_count", rows_of(manifest.tables)},
                                                              {"table_count", manifest.tables.size()},
                                                              {"file_count", kept.size()}}) +
                   "\n");
    else
        call.print(words(call.language(), "app.backed_up",
                         {std::to_string(rows_of(manifest.tables)), std::to_string(manifest.tables.size()),
                          std::to_string(kept.size()), to.string(), fs::absolute(data / key_file).string()}) +
                   "\n");
    return damaged.empty() && lost.empty() ? terminal::done : terminal::refused;
}

void put_key(std::string_view bytes, const fs::path& folder) {
    write_file(folder / key_file, bytes);
    fs::permissions(folder / key_file, fs::perms::owner_read | fs::perms::owner_write);
}

// The key that --key names, else the one that lies in the data folder already; a private copy either way.
Result<Vault> open_key(terminal::Call& call, const fs::path& own_place) {
    const auto named = fs::path(call.value("--key"));
    const auto from = named.empty() ? call.data_folder() / key_file : named;
    auto bytes = read_file(from);
    if (!bytes && named.empty())
        return refuse(Refusal::Kind::missing, "app.refuse.backup_key_wanted", {from.string()});
    if (!bytes)
        return std::unexpected(bytes.error());
    put_key(*bytes, own_place);
    return Vault::open(own_place);
}

Result<void> check_files(terminal::Call& call, const Manifest& manifest, const fs::path& folder) {
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        const auto& file = manifest.files[i];
        call.progress(file.path.substr(0, 20), i + 1, manifest.files.size());
        if (!fs::is_regular_file(folder / file.path))
            return refuse(Refusal::Kind::invalid, "app.refuse.backup_torn", {file.path});
        if (look_at(folder, file.path) != file)
            return refuse(Refusal::Kind::invalid, "app.refuse.backup_altered", {file.path});
    }
    return {};
}

// The database of the backup as the program of today reads it, in `folder`. Its tables are compared before its schema is brought
// up to date: a backup of an older program has other tables.
Result<std::unique_ptr<db::Database>> staged(terminal::Call& call, const Manifest& manifest, const fs::path& from,
                                             const fs::path& folder) {
    take_over(from, folder, database_file);
    const auto file = (folder / database_file).string();
    if (db::look_through(*db::open_sqlite(file), on_terminal(call)) != manifest.tables)
        return refuse(Refusal::Kind::invalid, "app.refuse.backup_altered", {database_file});
    return open_database(file);
}

// What was put in its place, read once more from there.
Result<void> verify(terminal::Call& call, const Manifest& manifest, const std::vector<db::CopiedTable>& tables) {
    if (const auto damage = call.database().find_damage())
        return refuse(Refusal::Kind::invalid, "app.check.database.wrong", {*damage});
    if (db::look_through(call.database(), on_terminal(call)) != tables)
        return refuse(Refusal::Kind::invalid, "app.refuse.restored_differs", {database_file});
    for (const auto& file : manifest.files)
        if (file.path != database_file && look_at(call.data_folder(), file.path) != file)
            return refuse(Refusal::Kind::invalid, "app.refuse.restored_differs", {file.path});
    return {};
}

int restore(terminal::Call& call) {
    keep_to_ourselves();
    const fs::path from = call.value("DIR");
    const auto& data = call.data_folder();
    if (holds_more_than_a_key(data))
        return call.refuse({Refusal::Kind::conflict, "app.refuse.restore_not_empty", {data.string()}, {}});
    const TemporaryFolder key_place;
    const auto vault = open_key(call, key_place.path());
    if (!vault)
        return call.refuse(vault.error());
    const auto manifest = read_manifest(from, *vault);
    if (!manifest)
        return call.refuse(manifest.error());
    if (const auto checked = check_files(call, *manifest, from); !checked)
        return call.refuse(checked.error());

    Undo undo(data);
    if (const auto made = make_folder(data); !made)
        return call.refuse(made.error());
    const auto stage = data / "restoring";
    std::vector<db::CopiedTable> tables;
    {
        const auto source = staged(call, *manifest, from, stage);
        if (!source)
            return call.refuse(source.error());
        for (const auto& file : manifest->files)
            if (file.path != database_file)
                take_over(from, data, file.path);
        if (!fs::exists(data / key_file))
            put_key(read_file(key_place.path() / key_file).value(), data);
        auto copied = db::copy(**source, call.database(), on_terminal(call));
        if (!copied)
            return call.refuse(copied.error());
        tables = std::move(*copied);
    }
    fs::remove_all(stage);
    wait_for_the_disk(data);
    undo.stays();

    if (call.flag("--verify"))
        if (const auto verified = verify(call, *manifest, tables); !verified)
            return call.refuse(verified.error());
    const auto proof = call.database().read([](db::Connection& connection) { return journal::check(connection); });
    if (!proof)
        return call.refuse({Refusal::Kind::invalid, "app.check.journal.wrong", proof.error().arguments, {}});
    call.print(words(call.language(), call.flag("--verify") ? "app.restored_verified" : "app.restored",
                     {std::to_string(rows_of(tables)), std::to_string(tables.size()), std::to_string(manifest->files.size() - 1),
                      manifest->made_at, std::to_string(proof->lines)}) +
               "\n");
    const auto lost = lost_files(call.database(), data);
    for (const auto& path : lost)
        call.refuse({Refusal::Kind::missing, "app.refuse.file_lost", {path}, {}});
    return lost.empty() ? terminal::done : terminal::refused;
}

}  // namespace

void hang_backup_on(terminal::Verbs& verbs) {
    using terminal::Option;
    const Option folder{"DIR", Option::Kind::argument, true, "app.verb.backup_folder"};
    verbs.push_back({"backup", "app.verb.backup", {folder, {"--json", Option::Kind::flag, false, "terminal.json"}}, backup});
    verbs.push_back({"restore",
                     "app.verb.restore",
                     {folder,
                      {"--key", Option::Kind::value, false, "app.verb.restore_key"},
                      {"--verify", Option::Kind::flag, false, "app.verb.restore_verify"}},
                     restore});
}

}  // namespace gongkai
