#include "base/db/connection.h"

#include <fmt/format.h>

#include <atomic>
#include <stdexcept>

#include "base/core/log.h"
#include "base/core/text.h"

namespace gongkai::db {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

thread_local std::uint64_t statements = 0;
std::atomic<std::uint64_t> statements_of_all = 0, slow_statements = 0;
std::atomic<milliseconds> slow_from{milliseconds(0)};

bool can_be_kept(const Parameter& parameter) {
    return std::visit(
        [](const auto& value) {
            if constexpr (std::is_convertible_v<decltype(value), std::string_view>)
                return std::string_view(value).find('\0') == std::string_view::npos && is_utf8(value);
            else
                return true;
        },
        parameter.content());
}

}  // namespace

Cursor::~Cursor() {
    const auto limit = slow_from.load(std::memory_order_relaxed);
    if (limit.count() == 0 || name_.empty())
        return;
    const auto took = steady_clock::now() - from_;
    if (took < limit)
        return;
    ++slow_statements;
    log(Level::warning, "slow_statement",
        {{"statement", std::string(name_)}, {"ms", std::to_string(std::chrono::duration_cast<milliseconds>(took).count())}});
}

Day Rows::day(int column) const {
    const auto found = parse_day(cursor_->text(column));
    if (!found)
        throw std::runtime_error("column " + std::to_string(column) + " holds no day: " + std::string(cursor_->text(column)));
    return *found;
}

// PostgreSQL keeps neither; what one database took would not move to the other.
void Connection::look_at(const Statement& statement, std::span<const Parameter> parameters) {
    ++statements;
    statements_of_all.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (!can_be_kept(parameters[i]))
            throw std::invalid_argument(fmt::format("{}: ${} holds a NUL byte or is not UTF-8", statement.name, i + 1));
}

void Connection::send(const Statement& statement, std::span<const Parameter> parameters) {
    const auto cursor = start(statement, parameters);
    while (cursor->next()) {
    }
}

std::unique_ptr<Cursor> Connection::begin(const Statement& statement, std::span<const Parameter> parameters) {
    look_at(statement, parameters);
    const auto from = steady_clock::now();
    auto cursor = start(statement, parameters);
    cursor->watch(statement.name, from);
    return cursor;
}

std::uint64_t statements_run() { return statements; }

void log_statements_slower_than(milliseconds at_least) { slow_from = at_least; }

StatementCounts statement_counts() { return {statements_of_all, slow_statements}; }

}  // namespace gongkai::db
