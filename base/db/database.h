// One database of one installation. Many read at once, each on a snapshot; writing is done by one thread that groups waiting
// deeds in one transaction (writer.h): write() returns only after the COMMIT. The same interface stands before a file of SQLite
// and a server of PostgreSQL; README.md says where the two differ.
#pragma once
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/db/connection.h"

namespace gongkai::db {

namespace detail {
template <class T>
struct is_result : std::false_type {};
template <class T, class E>
struct is_result<std::expected<T, E>> : std::true_type {};
}  // namespace detail

using Deed = std::function<bool(Connection&)>;  // false: roll back

enum class Engine { sqlite, postgresql };

struct Column {
    enum class Kind { integer, real, text };
    std::string name;
    Kind kind = Kind::text;
    bool operator==(const Column&) const = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;  // as declared
    std::vector<std::string> key;
    bool operator==(const Table&) const = default;
};
void add_to_key(Table& table, const std::string& column, std::size_t place);  // 1 is the first place, 0 none

class Database {
  public:
    virtual ~Database() = default;

    // Runs `look` on a connection that sees one snapshot. Must not be called from inside another read or write of the same
    // thread's database: hand the Connection on instead.
    template <class F>
    std::invoke_result_t<F, Connection&> read(F&& look) {
        const Reader reader(*this);
        return std::forward<F>(look)(*reader.connection);
    }

    // Runs `deed` in the writer's thread and waits for the COMMIT. A deed that returns a Result without value is rolled back, one
    // that throws too, and the exception comes out here.
    template <class F>
    std::invoke_result_t<F, Connection&> write(F&& deed) {
        using Outcome = std::invoke_result_t<F, Connection&>;
        if constexpr (std::is_void_v<Outcome>) {
            do_and_wait([&](Connection& connection) {
                deed(connection);
                return true;
            });
        } else {
            std::optional<Outcome> outcome;
            do_and_wait([&](Connection& connection) {
                outcome.emplace(deed(connection));
                if constexpr (detail::is_result<Outcome>::value)
                    return outcome->has_value();
                else
                    return true;
            });
            return std::move(*outcome);
        }
    }

    // Grows whenever anybody, in this process or another, has committed. Cheap: cached pages are dropped by it.
    virtual std::uint64_t generation() = 0;

    // `act` is called by the writer's thread after every COMMIT of this process, before its deeds are acknowledged: who is told
    // that his deed is done finds it done on every kept page. It must be quick, may throw nothing and may not use the database.
    // An empty one ends it; when after_commit() has returned, the former is not running any more.
    virtual void after_commit(std::function<void()> act) = 0;

    // Nothing where the engine's own check finds nothing wrong, else its words.
    virtual std::optional<std::string> find_damage() = 0;

    virtual Engine engine() const = 0;

    // The tables that migrations have made, by name.
    virtual std::vector<Table> tables() = 0;

  protected:
    virtual Connection& begin_reading() = 0;  // a reader of its own, on a snapshot of now
    virtual void end_reading(Connection& connection) noexcept = 0;
    virtual void do_and_wait(const Deed& deed) = 0;

  private:
    friend class Moment;  // begins and ends for many looks

    Connection& borrow_reader();
    void give_back_reader(Connection& connection) noexcept;

    struct Reader {
        explicit Reader(Database& database) : from(database), connection(&database.borrow_reader()) {}
        ~Reader() { from.give_back_reader(*connection); }
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        Database& from;
        Connection* connection;
    };
};

// A file, made where it is missing. Throws std::runtime_error with a sentence for the operator.
std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file);

// A server of PostgreSQL 15 or newer, as libpq names it: postgresql://gongkai@host/gongkai?sslmode=verify-full. Throws
// Unavailable where it cannot be reached, std::runtime_error where it is no place for this program.
std::unique_ptr<Database> open_postgresql(const std::string& address);

// Whether it answers a question now. Never throws.
bool is_reachable(Database& database) noexcept;

// postgresql://… or postgres://…: a server; everything else is the path of a file.
bool names_a_server(std::string_view address);
std::unique_ptr<Database> open(const std::string& address);

}  // namespace gongkai::db
