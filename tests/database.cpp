#include "tests/database.h"

#include <sqlite3.h>

#include <stdexcept>

#include "base/core/csv.h"

namespace gongkai {

std::vector<std::vector<std::string>> database_rows(const std::filesystem::path& data, const std::string& sql) {
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
