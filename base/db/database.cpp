#include "base/db/database.h"

#include <algorithm>

#include "base/db/moment.h"
#include "base/db/queries.h"

namespace gongkai::db {

void add_to_key(Table& table, const std::string& column, std::size_t place) {
    if (place == 0)
        return;
    table.key.resize(std::max(table.key.size(), place));
    table.key[place - 1] = column;
}

Connection& Database::borrow_reader() {
    auto* moment = Moment::of(*this);
    return moment ? moment->reader() : begin_reading();
}

void Database::give_back_reader(Connection& connection) noexcept {
    if (!Moment::holding(connection))
        end_reading(connection);
}

bool is_reachable(Database& database) noexcept {
    try {
        return database.read([](Connection& connection) { return connection.query(sql::is_there).next(); });
    } catch (const std::exception&) {
        return false;
    }
}

bool names_a_server(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

std::unique_ptr<Database> open(const std::string& address) {
    return names_a_server(address) ? open_postgresql(address) : open_sqlite(address);
}

}  // namespace gongkai::db
