// What a store speaks with: named statements in, rows out. The same interface stands before SQLite and PostgreSQL, so only what
// both understand passes through it: integers, reals, text (UTF-8 without NUL), null. Days travel as ISO text, instants as
// milliseconds, yes and no as 1 and 0.
#pragma once
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "base/core/day.h"
#include "base/db/statement.h"

namespace gongkai::db {

// A value on its way in. Text given as a view must live until the statement has been run.
class Parameter {
  public:
    using Content = std::variant<std::monostate, std::int64_t, double, std::string_view, std::string>;

    Parameter(std::nullptr_t) {}
    template <std::integral T>
    Parameter(T number) : content_(static_cast<std::int64_t>(number)) {}
    Parameter(double number) : content_(number) {}
    Parameter(std::string_view text) : content_(text) {}
    Parameter(const std::string& text) : content_(std::string_view(text)) {}
    Parameter(const char* text) : content_(std::string_view(text)) {}
    Parameter(Day day) : content_(to_text(day)) {}
    Parameter(Instant instant) : content_(static_cast<std::int64_t>(instant.time_since_epoch().count())) {}
    template <class T>
    Parameter(const std::optional<T>& maybe) : Parameter(maybe ? Parameter(*maybe) : Parameter(nullptr)) {}

    static Parameter keep(std::string text) {  // text that has no other owner
        Parameter kept(nullptr);
        kept.content_ = std::move(text);
        return kept;
    }

    const Content& content() const { return content_; }

  private:
    Content content_;
};

// One engine's cursor over the rows of a running statement. Its end is the statement's end: one that took long is said in the
// log.
class Cursor {
  public:
    virtual ~Cursor();
    void watch(std::string_view name, std::chrono::steady_clock::time_point from) { name_ = name, from_ = from; }
    virtual bool next() = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // valid until next()
    virtual std::int64_t changed() const = 0;             // rows written, once next() has said false

  private:
    std::string_view name_;
    std::chrono::steady_clock::time_point from_{};
};

// Rows of one statement. `while (rows.next()) rows.get<Day>(2)`.
class Rows {
  public:
    explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}
    bool next() { return cursor_->next(); }
    bool is_null(int column) const { return cursor_->is_null(column); }
    std::string_view text(int column) const { return cursor_->text(column); }

    template <class T>
    T get(int column) const {
        if constexpr (std::is_same_v<T, bool>)
            return cursor_->integer(column) != 0;
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(cursor_->integer(column));
        else if constexpr (std::is_same_v<T, double>)
            return cursor_->real(column);
        else if constexpr (std::is_same_v<T, std::string>)
            return std::string(cursor_->text(column));
        else if constexpr (std::is_same_v<T, Day>)
            return day(column);
        else if constexpr (std::is_same_v<T, Instant>)
            return Instant(std::chrono::milliseconds(cursor_->integer(column)));
        else
            return is_null(column) ? T{} : T{get<typename T::value_type>(column)};  // std::optional
    }

    // The first row as a tuple, or nothing.
    template <class... T>
    std::optional<std::tuple<T...>> first() {
        if (!next())
            return std::nullopt;
        return [this]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<T...>(get<T>(static_cast<int>(I))...);
        }(std::index_sequence_for<T...>{});
    }

  private:
    Day day(int column) const;  // throws where the text is no day: the store wrote it, so the database is broken
    std::unique_ptr<Cursor> cursor_;
};

class Connection {
  public:
    virtual ~Connection() = default;

    template <class... A>
    Rows query(const Statement& statement, const A&... arguments) {
        const Parameter parameters[sizeof...(A) + 1] = {Parameter(arguments)..., Parameter(nullptr)};
        return Rows(begin(statement, std::span(parameters, sizeof...(A))));
    }

    Rows query(const Statement& statement, std::span<const Parameter> parameters) { return Rows(begin(statement, parameters)); }

    // Runs to the end; how many rows were written.
    template <class... A>
    std::int64_t run(const Statement& statement, const A&... arguments) {
        const Parameter parameters[sizeof...(A) + 1] = {Parameter(arguments)..., Parameter(nullptr)};
        return run(statement, std::span<const Parameter>(parameters, sizeof...(A)));
    }
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters) {
        const auto cursor = begin(statement, parameters);
        while (cursor->next()) {
        }
        return cursor->changed();
    }

    // As run(), where nothing is asked of the answer: a server is not waited for, and many statements travel together. What goes
    // wrong with one is thrown by a later statement of the same deed or by its end, and the deed falls with it.
    template <class... A>
    void post(const Statement& statement, const A&... arguments) {
        const Parameter parameters[sizeof...(A) + 1] = {Parameter(arguments)..., Parameter(nullptr)};
        post(statement, std::span<const Parameter>(parameters, sizeof...(A)));
    }
    void post(const Statement& statement, std::span<const Parameter> parameters) {
        look_at(statement, parameters);
        send(statement, parameters);
    }

    // Throws std::runtime_error where the database does not understand the statement; it is not run.
    virtual void prepare(const Statement& statement) = 0;

    // Several statements without parameters or rows: schema only, in the words of dialect.h.
    virtual void run_script(std::string_view sql) = 0;

    // Until the COMMIT a row may name another that comes after it.
    virtual void check_references_at_commit() = 0;

    // After rows were written with numbers of their own: the database's next number comes after them. `tables`: those that were
    // written, whose number is `id`; none are all tables.
    virtual void move_numbers_on(std::initializer_list<std::string_view> tables = {}) = 0;

  protected:
    virtual std::unique_ptr<Cursor> start(const Statement& statement, std::span<const Parameter> parameters) = 0;
    virtual void send(const Statement& statement, std::span<const Parameter> parameters);

  private:
    // Counts the statement, and refuses text that one of the databases could not keep (std::invalid_argument).
    static void look_at(const Statement& statement, std::span<const Parameter> parameters);
    std::unique_ptr<Cursor> begin(const Statement& statement, std::span<const Parameter> parameters);
};

// Statements that this thread has started since the program began: the difference over a page is held against its budget.
std::uint64_t statements_run();

// A statement that takes longer, from its start until its last row was looked at, is written to the log; 0: none is.
void log_statements_slower_than(std::chrono::milliseconds at_least);

// Of all threads, since the program began.
struct StatementCounts {
    std::uint64_t run = 0, slow = 0;
};
StatementCounts statement_counts();

}  // namespace gongkai::db
