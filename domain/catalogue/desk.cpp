#include "domain/catalogue/desk.h"

#include "domain/catalogue/queries.h"

namespace gongkai::catalogue {

Columns columns(db::Connection& connection) {
    std::vector<Column> all;
    for (auto rows = connection.query(sql::columns); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3),
                       rows.get<std::string>(4), rows.get<std::string>(5), rows.get<std::string>(6),
                       rows.get<std::optional<int>>(7), rows.get<bool>(8)});
    return Columns(std::move(all));
}

int install(db::Connection& connection) {
    const auto there = columns(connection);
    int added = 0;
    for (int position = 1; const auto& column : carried_columns()) {
        if (!there.find(column.key))
            added +=
                static_cast<int>(connection.run(sql::add_column, column.key, column.parent_key, position, column.zh, column.en,
                                                column.about_zh, column.about_en, column.kind, column.upkeep_days));
        ++position;
    }
    return added;
}

}  // namespace gongkai::catalogue
