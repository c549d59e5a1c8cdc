#include "base/db/connection.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/core/text.h"

namespace gongkai::db {
namespace {

thread_local std::uint64_t statements = 0;

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

Day Rows::day(int column) const {
    const auto found = parse_day(cursor_->text(column));
    if (!found)
        throw std::runtime_error("column " + std::to_string(column) + " holds no day: " + std::string(cursor_->text(column)));
    return *found;
}

// PostgreSQL keeps neither; what one database took would not move to the other.
std::unique_ptr<Cursor> Connection::begin(const Statement& statement, std::span<const Parameter> parameters) {
    ++statements;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (!can_be_kept(parameters[i]))
            throw std::invalid_argument(fmt::format("{}: ${} holds a NUL byte or is not UTF-8", statement.name, i + 1));
    return start(statement, parameters);
}

std::uint64_t statements_run() { return statements; }

}  // namespace gongkai::db
