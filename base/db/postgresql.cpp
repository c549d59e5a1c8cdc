#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "base/core/log.h"
#include "base/core/refusal.h"
#include "base/db/database.h"
#include "base/db/postgresql_connection.h"
#include "base/db/writer.h"

namespace gongkai::db {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A server that is away is not asked again at once by every thread that misses it.
class Reach {
  public:
    explicit Reach(std::string address) : address_(std::move(address)) {}

    std::unique_ptr<PgConnection> connect() {
        {
            const std::scoped_lock lock(mutex_);
            if (steady_clock::now() < next_try_)
                throw Unavailable(last_words_);
        }
        try {
            auto connection = std::make_unique<PgConnection>(address_);
            const std::scoped_lock lock(mutex_);
            pause_ = milliseconds(0);
            return connection;
        } catch (const Unavailable& away) {
            const std::scoped_lock lock(mutex_);
            pause_ = std::clamp(pause_ * 2, shortest_pause, longest_pause);
            next_try_ = steady_clock::now() + pause_;
            last_words_ = away.what();
            throw;
        }
    }

  private:
    static constexpr milliseconds shortest_pause{50}, longest_pause{1000};
    std::string address_;
    std::mutex mutex_;
    milliseconds pause_{0};
    steady_clock::time_point next_try_{};
    std::string last_words_;
};

class PgDatabase final : public Database, private Transactions {
  public:
    explicit PgDatabase(const std::string& address)
        : reach_(address),
          writing_(connect_writing()),
          channel_(writing_->scalar("SELECT quote_ident('gongkai.' || current_schema())")),
          writer_(*this) {}

    std::uint64_t generation() override {
        const std::scoped_lock lock(watch_mutex_);
        try {
            if (!watch_) {
                watch_ = reach_.connect();
                watch_->ask("LISTEN " + channel_);
                ++generation_;  // nobody knows what was committed until now
            }
            if (PQconsumeInput(watch_->session()) == 0)
                throw Unavailable("the session that listens was lost");
            while (PGnotify* notice = PQnotifies(watch_->session())) {
                if (notice->be_pid != writing_process_)  // one's own was counted when it was committed
                    ++generation_;
                PQfreemem(notice);
            }
        } catch (const Unavailable&) {
            watch_.reset();
        }
        return generation_;
    }

    void after_commit(std::function<void()> act) override { writer_.after_commit(std::move(act)); }

    std::optional<std::string> find_damage() override;
    Engine engine() const override { return Engine::postgresql; }
    std::vector<Table> tables() override;

  protected:
    Connection& begin_reading() override {
        std::unique_ptr<PgConnection> connection;
        {
            const std::scoped_lock lock(readers_mutex_);
            if (!idle_readers_.empty()) {
                connection = std::move(idle_readers_.back());
                idle_readers_.pop_back();
            }
        }
        if (!connection)
            connection = reach_.connect();
        connection->start_reading();
        return *connection.release();
    }

    void end_reading(Connection& connection) noexcept override {
        std::unique_ptr<PgConnection> back(static_cast<PgConnection*>(&connection));
        try {
            back->finish_reading();
            if (back->is_over())
                return;
            const std::scoped_lock lock(readers_mutex_);
            idle_readers_.push_back(std::move(back));
        } catch (const std::exception& error) {
            log(Level::warning, "a reading session was closed", {{"why", error.what()}});
        }
    }

    void do_and_wait(const Deed& deed) override { writer_.do_and_wait(deed); }

  private:
    std::unique_ptr<PgConnection> connect_writing() {
        auto connection = reach_.connect();
        connection->ask(
            "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
        connection->ask(fmt::format("SELECT pg_advisory_lock_shared({})", lock_of_the_living));
        writing_process_ = connection->process();
        return connection;
    }

    // The lock is what BEGIN IMMEDIATE is on SQLite: one group of one process at a time, so that what a deed has read stands
    // until its COMMIT. It must be held before the first snapshot is taken, hence READ COMMITTED. Each schema has a lock and a
    // channel of its own: several installations may share a database.
    Connection& begin() override {
        const std::string begin =
            "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(hashtext('gongkai'), hashtext(current_schema()))";
        if (writing_) {
            try {
                writing_->ask(begin);
                return *writing_;
            } catch (const Unavailable&) {  // it was lost while nothing was being written: nothing is lost
                writing_.reset();
            }
        }
        writing_ = connect_writing();
        writing_->ask(begin);
        return *writing_;
    }

    // A COMMIT of what has failed is answered by ROLLBACK, and that is no error to the server.
    void commit() override {
        const auto answer = writing_->ask("NOTIFY " + channel_ + "; COMMIT");
        if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
            throw std::runtime_error("PostgreSQL rolled back what was to be committed");
        ++generation_;
    }

    void abandon() noexcept override {
        try {
            if (writing_ && !writing_->is_over())
                writing_->ask("ROLLBACK");
        } catch (const std::exception& error) {
            log(Level::warning, "the writing session was closed", {{"why", error.what()}});
        }
        if (writing_ && writing_->is_over())
            writing_.reset();
    }

    Reach reach_;
    std::atomic<int> writing_process_ = 0;
    std::unique_ptr<PgConnection> writing_;  // nothing while the server is away
    const std::string channel_;
    std::atomic<std::uint64_t> generation_ = 0;
    std::mutex watch_mutex_;
    std::unique_ptr<PgConnection> watch_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<PgConnection>> idle_readers_;
    Writer writer_;  // last: it ends first
};

// Reads every row, so that a page that cannot be read or does not match its checksum is met here. pg_amcheck looks deeper.
std::optional<std::string> PgDatabase::find_damage() {
    const auto connection = reach_.connect();
    try {
        auto broken = connection->scalar(
            "SELECT string_agg(c.relname, ', ') FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready)");
        if (!broken.empty())
            return "indexes that are not valid: " + broken;
        for (const auto& table : tables())
            connection->ask(fmt::format("SELECT sum(length(row::text)) FROM \"{}\" row", table.name));
        return std::nullopt;
    } catch (const Unavailable&) {
        throw;
    } catch (const std::runtime_error& damage) {
        return damage.what();
    }
}

std::vector<Table> PgDatabase::tables() {
    const auto connection = reach_.connect();
    const auto columns = connection->ask(
        "SELECT t.relname, a.attname, a.atttypid::regtype, coalesce(array_position(k.conkey, a.attnum), 0) FROM pg_class t "
        "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p' "
        "WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' ORDER BY t.relname COLLATE \"C\", a.attnum");
    std::vector<Table> all;
    for (int i = 0; i < PQntuples(columns.get()); ++i) {
        const std::string table = PQgetvalue(columns.get(), i, 0), column = PQgetvalue(columns.get(), i, 1);
        const std::string_view type = PQgetvalue(columns.get(), i, 2);
        const auto place_in_key = static_cast<std::size_t>(std::stoi(PQgetvalue(columns.get(), i, 3)));
        if (all.empty() || all.back().name != table)
            all.push_back({table, {}, {}});
        const auto kind = type == "bigint"             ? Column::Kind::integer
                          : type == "double precision" ? Column::Kind::real
                                                       : Column::Kind::text;
        all.back().columns.push_back({column, kind});
        add_to_key(all.back(), column, place_in_key);
    }
    return all;
}

}  // namespace

std::unique_ptr<Database> open_postgresql(const std::string& address) { return std::make_unique<PgDatabase>(address); }

}  // namespace gongkai::db
