#include "base/db/connection.h"

#include <stdexcept>

namespace gongkai::db {
namespace {

thread_local std::uint64_t statements = 0;

}  // namespace

Day Rows::day(int column) const {
    const auto found = parse_day(cursor_->text(column));
    if (!found)
        throw std::runtime_error("column " + std::to_string(column) + " holds no day: " + std::string(cursor_->text(column)));
    return *found;
}

std::uint64_t statements_run() { return statements; }
void count_statement() { ++statements; }

}  // namespace gongkai::db
