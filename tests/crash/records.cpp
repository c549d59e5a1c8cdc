#include "tests/crash/records.h"

#include <boost/json.hpp>
#include <ostream>
#include <stdexcept>

namespace gongkai::crash {

namespace fs = std::filesystem;

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
    return out << counts.notices << " notices, " << counts.pages << " pages, " << counts.tasks << " tasks, " << counts.rows
               << " rows, " << counts.duties << " duties, " << counts.occurrences << " occurrences, " << counts.imports_in_journal
               << " lines of imports";
}

std::int64_t count(const fs::path& data, const std::string& sql) { return std::stoll(database_rows(data, sql).at(0).at(0)); }

Counts counts(const fs::path& data) {
    const auto of = [&](const std::string& table) { return count(data, "SELECT count(*) FROM " + table); };
    return {of("notice"),
            of("notice_page"),
            of("task"),
            of("task_row"),
            of("duty"),
            of("occurrence"),
            count(data, "SELECT count(*) FROM journal_line WHERE deed LIKE 'programme.%'")};
}

std::string complaint_of_check(const fs::path& data) {
    const auto outcome = run_program({"check", "--json"}, {data, {}, {}});
    if (outcome.said.empty())
        return "check ended with " + std::to_string(outcome.code) + ": " + outcome.complained;
    std::string complaint;
    const auto report = boost::json::parse(outcome.said);
    for (const auto& finding : report.at("findings").as_array())
        if (const auto& what = finding.at("what").as_string();
            (what == "database" || what == "journal") && !finding.at("sound").as_bool())
            complaint += std::string(finding.at("message").as_string()) + '\n';
    return complaint;
}

const fs::path& folder_with_units() {
    static const TemporaryFolder folder;
    static const fs::path filled = [] {
        const auto outcome = run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, {folder.path(), {}, {}});
        if (outcome.code != 0)
            throw std::runtime_error(outcome.complained);
        return folder.path();
    }();
    return filled;
}

std::vector<std::string> import_arguments() {
    return {"programme", "import", source_file("data/notices/notice-2019-33.txt"), "--accept"};
}

int rounds() { return is_long_run() ? 100 : 10; }

std::mt19937& dice() {
    static std::mt19937 one(std::random_device{}());
    return one;
}

}  // namespace gongkai::crash
