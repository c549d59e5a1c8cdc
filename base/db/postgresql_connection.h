// One session with a PostgreSQL server. Values travel as text and the server itself says what type a parameter is, so an integer
// goes into any column that takes one; statements are prepared once a session, under their own names, which is how the server's
// log speaks of them. The rows of a statement are here whole before the first is looked at.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"

namespace gongkai::db {

// Held in common by whoever has an installation's database open: the key of an advisory lock, each schema its own.
inline constexpr std::string_view lock_of_the_living = "hashtext('gongkai in use'), hashtext(current_schema())";

class Moment;

using PgAnswer = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PgConnection final : public Connection {
  public:
    // Throws Unavailable where no server answers, std::runtime_error where it is older than 15 or not in UTF-8.
    explicit PgConnection(std::string address);
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    void run_script(std::string_view sql) override;
    void prepare(const Statement& statement) override;
    void check_references_at_commit() override { ask("SET CONSTRAINTS ALL DEFERRED"); }
    void move_numbers_on(std::initializer_list<std::string_view> tables) override;

    // Reads after this see one snapshot, until finish_reading(). Neither waits for the server: the transaction begins with its
    // first statement, and where the session was lost before that, a new one is begun in its place.
    void start_reading() { is_to_begin_ = true; }
    void finish_reading();

    // One or several statements as they stand; the answer of the last.
    PgAnswer ask(const std::string& sql);
    std::string scalar(const std::string& sql);

    bool is_over() const { return is_over_; }  // the server has ended it, or may no longer be written to
    int process() const { return PQbackendPID(session_.get()); }
    PGconn* session() const { return session_.get(); }

  protected:
    std::unique_ptr<Cursor> start(const Statement& statement, std::span<const Parameter> parameters) override;

    // In the pipeline of libpq.
    void send(const Statement& statement, std::span<const Parameter> parameters) override;

  private:
    enum class Faults { are_thrown, are_passed_over };
    void settle(Faults faults = Faults::are_thrown);  // waits for all that was sent
    void connect();
    void begin_reading();
    PgAnswer execute(const Statement& statement, std::span<const Parameter> parameters);
    std::shared_ptr<PGresult> answered_at(Moment& moment, const Statement& statement, std::span<const Parameter> parameters);
    PgAnswer checked(PGresult* answer, std::string_view where);
    void drain();

    std::string address_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> session_{nullptr, &PQfinish};
    std::set<std::string, std::less<>> prepared_;  // names
    std::vector<std::string_view> sent_;           // names of statements whose answers are due
    bool is_to_begin_ = false;                     // the next statement begins a reading transaction
    bool is_reading_ = false;
    bool is_answer_due_ = false;  // of the COMMIT that nobody waited for
    bool is_over_ = false;
};

}  // namespace gongkai::db
