#include "base/db/postgresql_connection.h"

#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <exception>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/core/log.h"
#include "base/core/refusal.h"
#include "base/db/address.h"
#include "base/db/dialect.h"
#include "base/db/hindered.h"
#include "base/db/moment.h"

namespace gongkai::db {
namespace {

constexpr int oldest_server = 150'000;
constexpr std::size_t most_sent = 200;  // answers that the server may have to keep for us

std::string first_line(const char* words) {
    const std::string_view all = words ? words : "";
    return std::string(all.substr(0, all.find('\n')));
}

constexpr std::string_view read_only = "25006";  // where one wanted to write: the server has become a standby
constexpr std::string_view disk_full = "53100";

// The server is stopping, starting or ended the session. What has no state was not said by the server: the connection broke.
bool is_end_of_session(std::string_view state) { return state.empty() || state.starts_with("57P0") || state.starts_with("08"); }

template <class T>
T number_in(std::string_view text) {
    T number{};
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
        throw std::runtime_error("no number: " + std::string(text.substr(0, 40)));
    return number;
}

class PgCursor final : public Cursor {
  public:
    explicit PgCursor(std::shared_ptr<PGresult> answer) : answer_(std::move(answer)), rows_(PQntuples(answer_.get())) {}

    bool next() override { return ++row_ < rows_; }
    bool is_null(int column) const override { return PQgetisnull(answer_.get(), row_, column) != 0; }
    std::int64_t integer(int column) const override {
        constexpr Oid boolean = 16;
        const auto value = text(column);
        if (PQftype(answer_.get(), column) == boolean)
            return value == "t";
        return value.empty() ? 0 : number_in<std::int64_t>(value);
    }
    double real(int column) const override {
        const auto value = text(column);
        return value.empty() ? 0 : number_in<double>(value);
    }
    std::string_view text(int column) const override {
        return {PQgetvalue(answer_.get(), row_, column), static_cast<std::size_t>(PQgetlength(answer_.get(), row_, column))};
    }
    std::int64_t changed() const override {
        if (std::string_view(PQcmdStatus(answer_.get())).starts_with("SELECT"))
            return 0;
        const std::string_view count = PQcmdTuples(answer_.get());
        return count.empty() ? 0 : number_in<std::int64_t>(count);
    }

  private:
    std::shared_ptr<PGresult> answer_;
    int rows_;
    int row_ = -1;
};

// What was answered at a moment (moment.h): the same question has the same answer, and the server is not asked again. Where they
// are too many, those that came first stay.
struct Answers {
    static constexpr std::size_t bytes_at_most = std::size_t{96} << 20;  // of all moments together
    inline static std::atomic<std::size_t> bytes_of_all = 0;
    std::unordered_map<std::string, std::shared_ptr<PGresult>> by_question;
    std::size_t bytes = 0;

    Answers() = default;
    Answers(const Answers&) = delete;
    Answers& operator=(const Answers&) = delete;
    ~Answers() { bytes_of_all -= bytes; }
};

std::shared_ptr<Answers> answers_of(Moment& moment) {
    static char what;
    auto& kept = moment.kept(&what);
    if (!kept.has_value())
        kept = std::make_shared<Answers>();
    return std::any_cast<std::shared_ptr<Answers>>(kept);
}

// Parameters as libpq wants them: pointers to text that ends with NUL.
class Texts {
  public:
    explicit Texts(std::span<const Parameter> parameters) : texts_(parameters.size()) {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            pointers_.push_back(std::visit(Writer{texts_[i]}, parameters[i].content()) ? texts_[i].c_str() : nullptr);
    }
    int count() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    // The statement and its parameters as one text that no other question has.
    std::string question(std::string_view statement) const {
        std::string all(statement);
        for (std::size_t i = 0; i < texts_.size(); ++i)
            all.append(pointers_[i] ? fmt::format("\n{}\n{}", texts_[i].size(), texts_[i]) : "\n-");
        return all;
    }

  private:
    struct Writer {  // whether there is a value
        std::string& text;
        bool operator()(std::monostate) const { return false; }
        bool operator()(std::string_view value) const { return text = value, true; }
        bool operator()(const std::string& value) const { return text = value, true; }
        bool operator()(auto number) const { return text = fmt::to_string(number), true; }
    };
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
};

}  // namespace

PgConnection::PgConnection(std::string address) : address_(std::move(address)) { connect(); }

// What stands before `dbname` is only what is taken where the address itself says nothing.
void PgConnection::connect() {
    const char* const keys[] = {
        "fallback_application_name", "connect_timeout",      "keepalives_idle", "keepalives_interval", "keepalives_count",
        "tcp_user_timeout",          "target_session_attrs", "dbname",          "client_encoding",     nullptr};
    const char* const values[] = {"gongkai", "5", "10", "5", "3", "30000", "read-write", address_.c_str(), "UTF8", nullptr};
    prepared_.clear();
    sent_.clear();
    is_reading_ = is_answer_due_ = is_over_ = false;
    session_.reset(PQconnectdbParams(keys, values, 1));
    if (!session_ || PQstatus(session_.get()) != CONNECTION_OK)
        throw Unavailable("the database is away: " + without_secrets(first_line(PQerrorMessage(session_.get())), address_));
    PQsetNoticeProcessor(
        session_.get(),
        [](void*, const char* words) { log(Level::debug, "the database remarks", {{"words", first_line(words)}}); }, nullptr);
    if (PQserverVersion(session_.get()) < oldest_server)
        throw std::runtime_error(
            fmt::format("the database is PostgreSQL {}; 15 or newer is needed", PQserverVersion(session_.get()) / 10'000));
    const char* encoding = PQparameterStatus(session_.get(), "server_encoding");
    if (!encoding || std::string_view(encoding) != "UTF8")
        throw std::runtime_error(
            "the database is not in UTF-8; make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
}

// Unavailable where the session is over, std::runtime_error with the server's sentence where it only said no. The server's
// DETAIL quotes values of rows and stays out of the log.
PgAnswer PgConnection::checked(PGresult* raw, std::string_view where) {
    PgAnswer answer(raw, &PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return answer;
    const auto field = [&](int code) {
        const char* words = PQresultErrorField(answer.get(), code);
        return std::string_view(words ? words : "");
    };
    const auto state = field(PG_DIAG_SQLSTATE), words = field(PG_DIAG_MESSAGE_PRIMARY);
    const auto sentence = words.empty() ? first_line(PQerrorMessage(session_.get())) : std::string(words);
    is_over_ = PQstatus(session_.get()) == CONNECTION_BAD || is_end_of_session(state) || (state == read_only && !is_reading_);
    if (is_over_)
        throw Unavailable("the database is away: " + sentence);
    const auto says = fmt::format("PostgreSQL, {}: {} ({})", where, sentence, state);
    if (state == disk_full)
        throw Hindered(Hindered::Why::full, says);
    throw std::runtime_error(says);
}

PgAnswer PgConnection::ask(const std::string& sql) {
    drain();
    settle(sql.starts_with("ROLLBACK") ? Faults::are_passed_over : Faults::are_thrown);
    return checked(PQexec(session_.get(), sql.c_str()), std::string_view(sql).substr(0, 80));
}

std::string PgConnection::scalar(const std::string& sql) {
    const auto answer = ask(sql);
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

void PgConnection::run_script(std::string_view sql) {
    const bool is_schema = sql.find("CREATE") != sql.npos || sql.find("ALTER") != sql.npos;
    ask(is_schema ? to_postgresql(sql) : std::string(sql));
}

void PgConnection::move_numbers_on(std::initializer_list<std::string_view> tables) {
    const auto moved = [](std::string_view sequence, std::string_view column, std::string_view table) {
        return fmt::format("setval({}, (SELECT coalesce(max({}), 0) + 1 FROM {}), false)", sequence, column, table);
    };
    if (tables.size() > 0) {  // each is a wait for the server, and a schema has a hundred
        std::string all;
        for (const auto table : tables)
            all +=
                (all.empty() ? "SELECT " : ", ") + moved(fmt::format("pg_get_serial_sequence('{}', 'id')", table), "id", table);
        ask(all);
        return;
    }
    const auto columns =
        ask("SELECT format('%I', table_name), format('%I', column_name), pg_get_serial_sequence(format('%I', table_name), "
            "column_name) "
            "FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'");
    for (int i = 0; i < PQntuples(columns.get()); ++i) {
        const auto value = [&](int column) { return PQgetvalue(columns.get(), i, column); };
        ask("SELECT " + moved(fmt::format("'{}'", value(2)), value(1), value(0)));
    }
}

void PgConnection::drain() {
    if (!is_answer_due_)
        return;
    is_answer_due_ = false;
    while (const PgAnswer answer{PQgetResult(session_.get()), &PQclear}) {
    }
}

void PgConnection::begin_reading() {
    ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    is_reading_ = true;
}

void PgConnection::finish_reading() {
    is_to_begin_ = false;
    if (!is_reading_)
        return;
    is_reading_ = false;
    is_answer_due_ = PQsendQuery(session_.get(), "COMMIT") == 1;
    if (!is_answer_due_)
        throw Unavailable("the database is away: " + first_line(PQerrorMessage(session_.get())));
}

void PgConnection::prepare(const Statement& statement) {
    if (prepared_.contains(statement.name))
        return;
    settle();
    checked(PQprepare(session_.get(), std::string(statement.name).c_str(), std::string(statement.sql).c_str(), 0, nullptr),
            statement.name);
    prepared_.emplace(statement.name);
}

PgAnswer PgConnection::execute(const Statement& statement, std::span<const Parameter> parameters) {
    prepare(statement);
    settle();
    const Texts texts(parameters);
    return checked(
        PQexecPrepared(session_.get(), std::string(statement.name).c_str(), texts.count(), texts.pointers(), nullptr, nullptr, 0),
        statement.name);
}

void PgConnection::send(const Statement& statement, std::span<const Parameter> parameters) {
    if (is_to_begin_ || is_reading_)
        return Connection::send(statement, parameters);
    prepare(statement);
    const auto away = [&] {
        is_over_ = PQstatus(session_.get()) == CONNECTION_BAD;
        throw Unavailable("the database is away: " + first_line(PQerrorMessage(session_.get())));
    };
    if (sent_.empty() && PQenterPipelineMode(session_.get()) == 0)
        away();
    const Texts texts(parameters);
    if (PQsendQueryPrepared(session_.get(), std::string(statement.name).c_str(), texts.count(), texts.pointers(), nullptr,
                            nullptr, 0) == 0)
        away();
    sent_.push_back(statement.name);
    if (PQflush(session_.get()) < 0)  // the server works while the next one is made ready
        away();
    if (sent_.size() >= most_sent)
        settle();
}

// After the first fault the server passes over the rest.
void PgConnection::settle(Faults faults) {
    if (sent_.empty())
        return;
    const auto sent = std::exchange(sent_, {});
    std::exception_ptr fault;
    const auto look = [&](PGresult* answer, std::string_view name) {
        try {
            checked(answer, name);
        } catch (...) {
            if (!fault)
                fault = std::current_exception();
        }
    };
    PQpipelineSync(session_.get());
    for (const auto name : sent)
        while (auto* answer = PQgetResult(session_.get()))
            if (PQresultStatus(answer) == PGRES_PIPELINE_ABORTED)
                PQclear(answer);
            else
                look(answer, name);
    PQclear(PQgetResult(session_.get()));  // of the synchronisation
    if (PQexitPipelineMode(session_.get()) == 0) {
        is_over_ = true;
        if (!fault)
            fault = std::make_exception_ptr(Unavailable("the database is away: " + first_line(PQerrorMessage(session_.get()))));
    }
    if (fault && (faults == Faults::are_thrown || is_over_))
        std::rethrow_exception(fault);
}

std::shared_ptr<PGresult> PgConnection::answered_at(Moment& moment, const Statement& statement,
                                                    std::span<const Parameter> parameters) {
    const auto answers = answers_of(moment);
    auto question = Texts(parameters).question(statement.name);
    if (const auto known = answers->by_question.find(question); known != answers->by_question.end())
        return known->second;
    std::shared_ptr<PGresult> answer = execute(statement, parameters);
    const auto bytes = PQresultMemorySize(answer.get()) + question.size();
    if (Answers::bytes_of_all + bytes <= Answers::bytes_at_most) {
        answers->bytes += bytes;
        Answers::bytes_of_all += bytes;
        answers->by_question.emplace(std::move(question), answer);
    }
    return answer;
}

std::unique_ptr<Cursor> PgConnection::start(const Statement& statement, std::span<const Parameter> parameters) {
    if (!is_to_begin_) {
        auto* moment = is_reading_ ? Moment::holding(*this) : nullptr;
        return std::make_unique<PgCursor>(moment ? answered_at(*moment, statement, parameters) : execute(statement, parameters));
    }
    is_to_begin_ = false;
    try {
        begin_reading();
        return std::make_unique<PgCursor>(execute(statement, parameters));
    } catch (const Unavailable&) {  // nothing has been seen of the snapshot yet
        connect();
        begin_reading();
        return std::make_unique<PgCursor>(execute(statement, parameters));
    }
}

}  // namespace gongkai::db
