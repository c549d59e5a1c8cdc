#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>
#include <map>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "base/core/log.h"
#include "base/db/database.h"
#include "base/db/hindered.h"
#include "base/db/writer.h"

namespace gongkai::db {
namespace {

constexpr int busy_milliseconds = 10'000;  // another process (the command line) may hold the write lock

// A deed of a million rows writes at random into some twenty trees: with a cache that does not hold them it writes and reads the
// same pages over and over. It takes what it needs, and what is more than the smaller number is given back after the COMMIT.
constexpr int writing_cache_kib = 256'000, kept_cache_bytes = 32 << 20;
// Of a new file; one that is there keeps its own. Half as many pages are half as much work to find, log and bring to their place.
constexpr int page_bytes = 8192;
// Of the log, once all of it stands in the database: such a deed leaves gigabytes of it.
constexpr int kept_log_bytes = 64 << 20;

// What undoes a statement of a large deed goes to a file beside the database, where there is room and the right to write. In
// memory (PRAGMA temp_store) SQLite walks all of it at the end of every statement: a deed of 500 documents took four times as
// long.
void put_temporary_files_beside(const std::filesystem::path& database) {
    static std::once_flag once;
    std::call_once(
        once, [&] { sqlite3_temp_directory = sqlite3_mprintf("%s", std::filesystem::absolute(database).parent_path().c_str()); });
}

constexpr Statement columns_of_tables{"db.columns_of_tables",
                                      "SELECT t.name, c.name, c.type, c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                                      "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"};

[[noreturn]] void fail(sqlite3* handle, std::string_view where) {
    const int code = sqlite3_extended_errcode(handle);
    const auto says = fmt::format("SQLite, {}: {} ({})", where, sqlite3_errmsg(handle), code);
    switch (code & 0xFF) {
        case SQLITE_FULL:
            throw Hindered(Hindered::Why::full, says);
        case SQLITE_IOERR:
            throw Hindered(Hindered::Why::disk, says);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Hindered(Hindered::Why::locked, says);
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            throw Hindered(Hindered::Why::read_only, says);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Hindered(Hindered::Why::damaged, says);
        default:
            throw std::runtime_error(says);
    }
}

struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> places;  // of $1, $2, …: SQLite takes them for names, not numbers
    bool is_busy = false;
};

class SqliteCursor final : public Cursor {
  public:
    SqliteCursor(sqlite3* handle, Prepared& prepared, std::string_view name) : handle_(handle), prepared_(prepared), name_(name) {
        prepared_.is_busy = true;
    }
    ~SqliteCursor() override {
        sqlite3_reset(prepared_.statement);
        sqlite3_clear_bindings(prepared_.statement);
        prepared_.is_busy = false;
    }
    bool next() override {
        switch (sqlite3_step(prepared_.statement)) {
            case SQLITE_ROW:
                return true;
            case SQLITE_DONE:
                changed_ = sqlite3_changes64(handle_);
                return false;
            default:
                fail(handle_, name_);
        }
    }
    bool is_null(int column) const override { return sqlite3_column_type(prepared_.statement, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(prepared_.statement, column); }
    double real(int column) const override { return sqlite3_column_double(prepared_.statement, column); }
    std::string_view text(int column) const override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared_.statement, column));
        return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(prepared_.statement, column))};
    }
    std::int64_t changed() const override { return changed_; }

  private:
    sqlite3* handle_;
    Prepared& prepared_;
    std::string_view name_;
    std::int64_t changed_ = 0;
};

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(const std::filesystem::path& file, int flags) {
        put_temporary_files_beside(file);
        const int opened = sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        owner_.reset(handle_);
        if (opened != SQLITE_OK) {
            const std::string message = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
            throw Hindered(Hindered::Why::read_only, fmt::format("the database {} cannot be opened: {}", file.string(), message));
        }
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, busy_milliseconds);
        // Else a statement with LIKE is parsed and planned anew for each run, in case what was bound makes another plan better.
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
        run_script("PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; PRAGMA trusted_schema=OFF;");
    }
    ~SqliteConnection() override {
        for (auto& [key, prepared] : prepared_)
            for (auto& one : prepared)
                sqlite3_finalize(one->statement);
    }
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    void run_script(std::string_view sql) override {
        if (sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(handle_, sql.substr(0, 80));
    }

    void prepare(const Statement& statement) override { prepared(statement); }
    void give_back_cache() {
        int used = 0, most = 0;
        if (sqlite3_db_status(handle_, SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0) == SQLITE_OK && used > kept_cache_bytes)
            sqlite3_db_release_memory(handle_);
    }
    void check_references_at_commit() override { run_script("PRAGMA defer_foreign_keys=ON"); }
    void move_numbers_on(std::initializer_list<std::string_view>) override {}  // a new row's number is one more than the greatest

    // Housekeeping of this file itself; not held against a page's budget.
    std::string scalar(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) != SQLITE_OK)
            fail(handle_, sql);
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> guard(statement, sqlite3_finalize);
        if (sqlite3_step(statement) != SQLITE_ROW)
            return {};
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        return text ? text : "";
    }

  protected:
    std::unique_ptr<Cursor> start(const Statement& statement, std::span<const Parameter> parameters) override {
        Prepared& prepared = this->prepared(statement);
        auto cursor = std::make_unique<SqliteCursor>(handle_, prepared, statement.name);
        // A cursor may outlive what its parameters look into.
        bind(prepared, parameters, SQLITE_TRANSIENT, statement.name);
        return cursor;
    }
    // It has run when this ends, so its texts need no copy.
    void send(const Statement& statement, std::span<const Parameter> parameters) override {
        Prepared& prepared = this->prepared(statement);
        SqliteCursor cursor(handle_, prepared, statement.name);
        bind(prepared, parameters, SQLITE_STATIC, statement.name);
        while (cursor.next()) {
        }
    }

  private:
    Prepared& prepared(const Statement& statement) {
        auto found = prepared_.find(statement.name);
        if (found == prepared_.end())
            found = prepared_.emplace(statement.name, std::vector<std::unique_ptr<Prepared>>()).first;
        auto& kept = found->second;
        for (auto& one : kept)
            if (!one->is_busy)
                return *one;
        auto fresh = std::make_unique<Prepared>();
        if (sqlite3_prepare_v3(handle_, statement.sql.data(), static_cast<int>(statement.sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &fresh->statement, nullptr) != SQLITE_OK)
            fail(handle_, statement.name);
        const int count = sqlite3_bind_parameter_count(fresh->statement);
        for (int number = 1; number <= count; ++number)
            fresh->places.push_back(sqlite3_bind_parameter_index(fresh->statement, ("$" + std::to_string(number)).c_str()));
        kept.push_back(std::move(fresh));
        return *kept.back();
    }

    void bind(Prepared& prepared, std::span<const Parameter> parameters, sqlite3_destructor_type keeping, std::string_view name) {
        assert(parameters.size() == prepared.places.size());
        for (std::size_t i = 0; i < parameters.size(); ++i)
            bind(prepared.statement, prepared.places[i], parameters[i], keeping, name);
    }

    void bind(sqlite3_stmt* statement, int place, const Parameter& parameter, sqlite3_destructor_type keeping,
              std::string_view name) {
        struct Binder {
            sqlite3_stmt* statement;
            int place;
            sqlite3_destructor_type keeping;
            int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
            int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, place, number); }
            int operator()(double number) const { return sqlite3_bind_double(statement, place, number); }
            int operator()(std::string_view text) const {
                return sqlite3_bind_text64(statement, place, text.data() ? text.data() : "", text.size(), keeping, SQLITE_UTF8);
            }
            int operator()(const std::string& text) const { return (*this)(std::string_view(text)); }
        };
        if (std::visit(Binder{statement, place, keeping}, parameter.content()) != SQLITE_OK)
            fail(handle_, name);
    }

    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    std::unique_ptr<sqlite3, Close> owner_;  // the first: closed after all else, also where opening fails half-way
    sqlite3* handle_ = nullptr;
    std::map<std::string, std::vector<std::unique_ptr<Prepared>>, std::less<>> prepared_;  // by name
};

class SqliteDatabase final : public Database, private Transactions {
  public:
    explicit SqliteDatabase(const std::filesystem::path& file)
        : file_(file), writing_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE), watch_(open_watch()), writer_(*this) {}

    std::uint64_t generation() override {
        const std::scoped_lock lock(watch_mutex_);
        return std::stoull(watch_->scalar("PRAGMA data_version"));
    }

    void after_commit(std::function<void()> act) override { writer_.after_commit(std::move(act)); }

    std::optional<std::string> find_damage() override {
        SqliteConnection fresh(file_, SQLITE_OPEN_READONLY);
        auto words = fresh.scalar("PRAGMA integrity_check(1)");
        return words == "ok" ? std::nullopt : std::optional(words);
    }

    Engine engine() const override { return Engine::sqlite; }

    std::vector<Table> tables() override {
        SqliteConnection fresh(file_, SQLITE_OPEN_READONLY);
        auto rows = fresh.query(columns_of_tables);
        std::vector<Table> all;
        while (rows.next()) {
            if (all.empty() || all.back().name != rows.text(0))
                all.push_back({rows.get<std::string>(0), {}, {}});
            const auto type = rows.text(2);
            const auto kind = type == "INTEGER" || type == "BIGINT" ? Column::Kind::integer
                              : type == "REAL"                      ? Column::Kind::real
                                                                    : Column::Kind::text;
            all.back().columns.push_back({rows.get<std::string>(1), kind});
            add_to_key(all.back(), rows.get<std::string>(1), rows.get<std::size_t>(3));
        }
        return all;
    }

  protected:
    Connection& begin_reading() override {
        std::unique_ptr<SqliteConnection> connection;
        {
            const std::scoped_lock lock(readers_mutex_);
            if (!idle_readers_.empty()) {
                connection = std::move(idle_readers_.back());
                idle_readers_.pop_back();
            }
        }
        if (!connection)
            connection = std::make_unique<SqliteConnection>(file_, SQLITE_OPEN_READWRITE);
        connection->run_script("BEGIN");
        return *connection.release();
    }

    void end_reading(Connection& connection) noexcept override {
        std::unique_ptr<SqliteConnection> back(static_cast<SqliteConnection*>(&connection));
        try {
            back->run_script("COMMIT");
            const std::scoped_lock lock(readers_mutex_);
            idle_readers_.push_back(std::move(back));
        } catch (const std::exception& error) {
            log(Level::error, "a reading connection was closed", {{"why", error.what()}});
        }
    }

    void do_and_wait(const Deed& deed) override { writer_.do_and_wait(deed); }

  private:
    std::unique_ptr<SqliteConnection> open_watch() {
        writing_.run_script(
            fmt::format("PRAGMA page_size={}; PRAGMA cache_size=-{}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                        "PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit={};",
                        page_bytes, writing_cache_kib, kept_log_bytes));
        return std::make_unique<SqliteConnection>(file_, SQLITE_OPEN_READWRITE);
    }

    Connection& begin() override {
        writing_.run_script("BEGIN IMMEDIATE");
        return writing_;
    }
    void commit() override {
        writing_.run_script("COMMIT");
        writing_.give_back_cache();
    }
    void abandon() noexcept override {
        try {
            writing_.run_script("ROLLBACK");
        } catch (const std::exception&) {
            // SQLite has rolled back by itself: that is what made the statement fail.
        }
    }

    std::filesystem::path file_;
    SqliteConnection writing_;
    std::mutex watch_mutex_;
    std::unique_ptr<SqliteConnection> watch_;  // sees the commits of every other connection as a new data_version
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
    Writer writer_;  // last: it ends first
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file) {
    // Nobody asks how much memory SQLite has in all, and counting it takes a lock for every piece. Once, before its first use.
    static const int counted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(counted);
    return std::make_unique<SqliteDatabase>(file);
}

}  // namespace gongkai::db
