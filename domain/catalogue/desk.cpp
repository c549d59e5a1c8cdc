#include "domain/catalogue/desk.h"

#include <boost/json.hpp>

#include "base/db/moment.h"
#include "domain/catalogue/queries.h"
#include "domain/journal/desk.h"

namespace gongkai::catalogue {
namespace {

constexpr std::string_view column_kind = "信息公开目录";  // ColumnType of 国办发〔2017〕47号 for what is none of the others

Columns read_columns(db::Connection& connection) {
    std::vector<Column> all;
    for (auto rows = connection.query(sql::columns); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3),
                       rows.get<std::string>(4), rows.get<std::string>(5), rows.get<std::string>(6),
                       rows.get<std::optional<int>>(7), rows.get<bool>(8)});
    return Columns(std::move(all));
}

}  // namespace

Columns columns(db::Connection& connection) { return db::once_a_moment<read_columns>(connection); }

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

std::string open_column(db::Connection& connection, const std::string& name, std::string_view actor) {
    const auto there = columns(connection);
    for (const auto& column : there.all())
        if (column.zh == name)
            return column.key;
    auto number = there.all().size() + 1;
    while (there.find("column_" + std::to_string(number)))
        ++number;
    const auto key = "column_" + std::to_string(number);
    connection.run(sql::add_column, key, "", number, name, name, "", "", column_kind, nullptr);
    journal::note(connection, {std::string(actor), "catalogue.open_column", "column/" + key,
                               boost::json::serialize(boost::json::object{{"name", name}})});
    return key;
}

}  // namespace gongkai::catalogue
