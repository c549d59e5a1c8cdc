#include "domain/publishing/principals.h"

#include "domain/publishing/queries.h"

namespace gongkai::publishing {

std::map<people::UnitId, int> principals_in(db::Connection& connection, int year) {
    std::map<people::UnitId, int> all;
    for (auto rows = connection.query(sql::principals_in, year); rows.next();)
        all.emplace(rows.get<people::UnitId>(0), rows.get<int>(1));
    return all;
}

}  // namespace gongkai::publishing
