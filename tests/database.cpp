#include "tests/database.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>

#include "base/core/csv.h"
#include "tests/program.h"

namespace gongkai {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_on_server(const std::string& address, const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> session(PQconnectdb(address.c_str()), &PQfinish);
    PQsetNoticeProcessor(session.get(), [](void*, const char*) {}, nullptr);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(session.get(), sql.c_str()), &PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw std::runtime_error(sql + ": " + PQerrorMessage(session.get()));
    Rows rows(static_cast<std::size_t>(PQntuples(answer.get())));
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (int column = 0; column < PQnfields(answer.get()); ++column)
            rows[row].emplace_back(PQgetvalue(answer.get(), static_cast<int>(row), column));
    return rows;
}

Rows rows_in_file(const std::filesystem::path& data, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::vector<std::vector<std::string>> rows;
    sqlite3_open_v2((data / "gongkai.db").c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
    sqlite3_busy_timeout(database, 5000);
    int state = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    while (state == SQLITE_OK || state == SQLITE_ROW) {
        state = sqlite3_step(statement);
        if (state != SQLITE_ROW)
            break;
        auto& row = rows.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* text = sqlite3_column_text(statement, i);
            row.emplace_back(text ? reinterpret_cast<const char*>(text) : "");
        }
    }
    const std::string message = sqlite3_errmsg(database);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    if (state != SQLITE_DONE)
        throw std::runtime_error(sql + ": " + message);
    return rows;
}

}  // namespace

bool is_on_server() { return std::getenv("GONGKAI_TEST_POSTGRES") != nullptr; }

std::string database_of(const std::filesystem::path& data) {
    if (!is_on_server())
        return "";
    static std::map<std::filesystem::path, std::string> known;
    auto& address = known[data];
    if (address.empty()) {
        const std::string server = std::getenv("GONGKAI_TEST_POSTGRES");
        const auto schema = "data_" + std::to_string(::getpid()) + '_' + std::to_string(known.size());
        rows_on_server(server, "CREATE SCHEMA " + schema);
        address = server + (server.find('?') == std::string::npos ? '?' : '&') + "options=-csearch_path%3D" + schema;
    }
    return address;
}

void copy_installation(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    if (!is_on_server())
        return;
    const auto copied = run_program({"database", "copy", database_of(from), database_of(to)}, {to, {}, {}});
    if (copied.code != 0)
        throw std::runtime_error(copied.complained);
}

std::vector<std::vector<std::string>> database_rows(const std::filesystem::path& data, const std::string& sql) {
    return is_on_server() ? rows_on_server(database_of(data), sql) : rows_in_file(data, sql);
}

std::vector<std::string> proof_tables(const std::filesystem::path& data, std::size_t tables, std::size_t lines,
                                      const std::string& name) {
    const auto open = database_rows(
        data,
        "SELECT n.key, t.number, r.position, u.name, o.number FROM occurrence o JOIN duty d ON d.id = o.duty_id "
        "JOIN unit u ON u.id = d.unit_id JOIN task_row r ON r.id = d.part JOIN task t ON t.id = r.task_id "
        "JOIN notice n ON n.id = t.notice_id WHERE o.done_on IS NULL AND t.number IS NOT NULL ORDER BY o.id LIMIT " +
            std::to_string(tables * lines));
    if (open.size() < tables * lines)
        throw std::runtime_error("too few occurrences are open");
    std::vector<std::string> all;
    for (std::size_t i = 0; i < tables; ++i) {
        std::string table = "notice,task,row,unit,occurrence,done_on,words,address\n";
        for (std::size_t line = 0; line < lines; ++line) {
            auto row = open[i * lines + line];
            row.insert(row.end(), {"2019-12-30", name + '-' + std::to_string(i), ""});
            table += csv_line(row);
        }
        all.push_back(table);
    }
    return all;
}

}  // namespace gongkai
