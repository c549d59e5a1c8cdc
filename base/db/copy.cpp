#include "base/db/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::db {
namespace {

constexpr std::size_t rows_at_once = 200;

std::string list_of(const std::vector<std::string>& columns) { return '"' + join(columns, "\", \"") + '"'; }

std::string places(std::size_t from, std::size_t count) {
    std::string text = "(";
    for (std::size_t i = 0; i < count; ++i)
        text += fmt::format("{}${}", i == 0 ? "" : ", ", from + i);
    return text + ')';
}

// The statements of one table, made from its columns.
struct TableStatements {
    explicit TableStatements(const Table& table) : name(table.name) {
        std::vector<std::string> columns;
        for (const auto& column : table.columns)
            columns.push_back(column.name);
        const auto key = list_of(table.key);
        const auto select = fmt::format("SELECT {} FROM \"{}\"", list_of(columns), name);
        const auto order = fmt::format(" ORDER BY {} LIMIT {}", key, rows_at_once);
        first_sql = select + order;
        next_sql = select + fmt::format(" WHERE ({}) > {}", key, places(1, table.key.size())) + order;
        insert_sql = fmt::format("INSERT INTO \"{}\" ({}) VALUES {}", name, list_of(columns), places(1, columns.size()));
        insert_many_sql = insert_sql;
        for (std::size_t row = 1; row < rows_at_once; ++row)
            insert_many_sql += ", " + places(row * columns.size() + 1, columns.size());
    }
    Statement first() const { return {first_name, first_sql}; }
    Statement next() const { return {next_name, next_sql}; }
    Statement insert() const { return {insert_name, insert_sql}; }
    Statement insert_many() const { return {insert_many_name, insert_many_sql}; }

    std::string name;
    std::string first_name = "copy.first." + name, next_name = "copy.next." + name, insert_name = "copy.insert." + name,
                insert_many_name = "copy.insert_many." + name;
    std::string first_sql, next_sql, insert_sql, insert_many_sql;
};

Parameter value_in(const Rows& rows, int column, Column::Kind kind) {
    if (rows.is_null(column))
        return nullptr;
    switch (kind) {
        case Column::Kind::integer:
            return rows.get<std::int64_t>(column);
        case Column::Kind::real:
            return rows.get<double>(column);
        case Column::Kind::text:
            return Parameter::keep(rows.get<std::string>(column));
    }
    return nullptr;
}

// Length before content, so that no two rows are written alike.
void add_to(Sha256& digest, const Parameter& value) {
    const auto text = std::visit(
        [](const auto& content) {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, std::monostate>)
                return std::string("-");
            else if constexpr (std::is_arithmetic_v<std::decay_t<decltype(content)>>)
                return fmt::to_string(content);
            else
                return fmt::format("{}:{}", content.size(), content);
        },
        value.content());
    digest.add(text);
    digest.add("\n");
}

// Goes through a table in the order of its key; `use` is given some whole rows at a time.
template <class F>
CopiedTable go_through(Connection& connection, const Table& table, const TableStatements& statements, F&& use) {
    std::vector<int> key_columns;
    for (const auto& name : table.key)
        key_columns.push_back(static_cast<int>(std::ranges::find(table.columns, name, &Column::name) - table.columns.begin()));
    CopiedTable seen{table.name, 0, {}};
    Sha256 digest;
    std::vector<Parameter> after;
    for (std::size_t count = rows_at_once; count == rows_at_once;) {
        auto rows = after.empty() ? connection.query(statements.first())
                                  : connection.query(statements.next(), std::span<const Parameter>(after));
        std::vector<Parameter> values;
        for (count = 0; rows.next(); ++count)
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                values.push_back(value_in(rows, static_cast<int>(i), table.columns[i].kind));
                add_to(digest, values.back());
            }
        if (count == 0)
            break;
        const auto last = values.end() - static_cast<std::ptrdiff_t>(table.columns.size());
        after.clear();
        for (const int column : key_columns)
            after.push_back(last[column]);
        seen.rows += static_cast<std::int64_t>(count);
        use(values, count);
    }
    seen.sha256 = digest.hex();
    return seen;
}

void insert(Connection& connection, const TableStatements& statements, std::span<const Parameter> values, std::size_t count) {
    if (count == rows_at_once) {
        connection.run(statements.insert_many(), values);
        return;
    }
    const auto width = values.size() / count;
    for (std::size_t row = 0; row < count; ++row)
        connection.run(statements.insert(), values.subspan(row * width, width));
}

std::vector<Table> tables_to_copy(Database& database) {
    auto tables = database.tables();
    std::erase_if(tables, [](const Table& table) { return table.name == "schema_migration"; });
    for (const auto& table : tables)
        if (table.key.empty())
            throw std::logic_error("the table " + table.name + " has no key");
    return tables;
}

}  // namespace

Result<std::vector<CopiedTable>> copy(Database& from, Database& to, const CopyProgress& progress) {
    const auto tables = tables_to_copy(from);
    if (tables != tables_to_copy(to))
        return refuse(Refusal::Kind::conflict, "db.refuse.copy_schema");
    const std::vector<TableStatements> statements(tables.begin(), tables.end());
    return from.read([&](Connection& source) {
        return to.write([&](Connection& target) -> Result<std::vector<CopiedTable>> {
            for (const auto& table : statements)
                if (target.query(table.first()).next())
                    return refuse(Refusal::Kind::conflict, "db.refuse.copy_not_empty", {table.name});
            target.check_references_at_commit();
            std::vector<CopiedTable> copied;
            for (std::size_t i = 0; i < tables.size(); ++i) {
                progress(tables[i].name, i, tables.size());
                copied.push_back(go_through(source, tables[i], statements[i], [&](const auto& values, std::size_t count) {
                    insert(target, statements[i], values, count);
                }));
                const auto arrived = go_through(target, tables[i], statements[i], [](const auto&, std::size_t) {});
                if (arrived.rows != copied.back().rows || arrived.sha256 != copied.back().sha256)
                    return refuse(Refusal::Kind::conflict, "db.refuse.copy_differs", {tables[i].name});
            }
            target.move_numbers_on();
            progress("", tables.size(), tables.size());
            return copied;
        });
    });
}

std::vector<CopiedTable> look_through(Database& database, const CopyProgress& progress) {
    const auto tables = tables_to_copy(database);
    return database.read([&](Connection& connection) {
        std::vector<CopiedTable> seen;
        for (const auto& table : tables) {
            progress(table.name, seen.size(), tables.size());
            seen.push_back(go_through(connection, table, TableStatements(table), [](const auto&, std::size_t) {}));
        }
        progress("", tables.size(), tables.size());
        return seen;
    });
}

}  // namespace gongkai::db
