// One database of one installation. Many read at once, each on a snapshot; writing is done by one thread that groups waiting
// deeds in one transaction, so a hundred officers cost one fsync. A deed is a SAVEPOINT inside the group: one that is refused or
// throws leaves nothing behind and harms no other, and write() returns only after the group's COMMIT.
#pragma once
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "base/db/connection.h"

namespace gongkai::db {

namespace detail {
template <class T>
struct is_result : std::false_type {};
template <class T, class E>
struct is_result<std::expected<T, E>> : std::true_type {};
}  // namespace detail

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

    // Nothing where the engine's own check finds nothing wrong, else its words.
    virtual std::optional<std::string> find_damage() = 0;

  protected:
    using Deed = std::function<bool(Connection&)>;  // false: roll back
    virtual Connection& borrow_reader() = 0;
    virtual void give_back_reader(Connection& connection) noexcept = 0;
    virtual void do_and_wait(const Deed& deed) = 0;

  private:
    struct Reader {
        explicit Reader(Database& database) : from(database), connection(&database.borrow_reader()) {}
        ~Reader() { from.give_back_reader(*connection); }
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        Database& from;
        Connection* connection;
    };
};

// A file in `folder`, made where it is missing. Throws std::runtime_error with a sentence for the operator.
std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file);

}  // namespace gongkai::db
