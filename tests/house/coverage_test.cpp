// docs/coverage.csv holds each thing that must work against the address, the API and the test that prove it. A line is `open`, or
// it is `closed` and everything it names is there.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "base/core/csv.h"
#include "tests/house/repository.h"
#include "tests/program.h"

namespace gongkai::house {
namespace {

constexpr int last_task = 35;

std::set<std::string> route_patterns() {
    const TemporaryFolder folder;
    const auto outcome = run_program({"routes", "--json"}, {folder.path(), {}, {}});
    std::set<std::string> patterns;
    const auto routes = boost::json::parse(outcome.said);
    for (const auto& route : routes.as_array())
        patterns.emplace(route.at("pattern").as_string());
    return patterns;
}

std::set<std::string> test_names() {
    std::set<std::string> names;
    for (const auto* file : files_ending({".cpp"}))
        if (file->is_test())
            for (const auto& head : all_matches(file->text, R"(\bTEST(?:_F|_P)?\((\s*\w+,\s*\w+)\))")) {
                const auto comma = head.find(',');
                const auto first = head.find_first_not_of(" \n"), second = head.find_first_not_of(" \n", comma + 1);
                names.insert(head.substr(first, comma - first) + '.' + head.substr(second));
            }
    for (const auto* file : files_ending({".spec.js", ".spec.mjs", ".spec.ts"}))
        for (const auto& title : all_matches(file->text, R"re(\btest\(\s*['"]([^'"]+)['"])re"))
            names.insert(title);
    return names;
}

const CsvTable& coverage() {
    static const auto table = [] {
        const auto* file = find_file("docs/coverage.csv");
        if (!file)
            throw std::runtime_error("docs/coverage.csv is missing");
        return read_csv_table(file->text, {"part", "what", "state", "route", "api", "test"}).value();
    }();
    return table;
}

TEST(Coverage, every_task_of_the_notice_has_its_line) {
    std::set<std::string> parts;
    for (std::size_t i = 0; i < coverage().rows.size(); ++i) {
        parts.emplace(coverage().at(i, "part"));
        EXPECT_FALSE(coverage().at(i, "what").empty()) << "line " << i + 2;
    }
    for (int task = 0; task <= last_task; ++task)
        EXPECT_TRUE(parts.contains(std::to_string(task))) << "task " << task;
}

TEST(Coverage, what_is_closed_has_its_address_its_api_and_its_test) {
    const auto patterns = route_patterns();
    const auto tests = test_names();
    ASSERT_FALSE(patterns.empty());
    std::size_t closed = 0;
    for (std::size_t i = 0; i < coverage().rows.size(); ++i) {
        const auto at = [&](std::string_view column) { return std::string(coverage().at(i, column)); };
        const auto line = "line " + std::to_string(i + 2) + " (" + at("what") + ')';
        if (at("state") == "open")
            continue;
        ASSERT_EQ(at("state"), "closed") << line;
        ++closed;
        EXPECT_TRUE(patterns.contains(at("route"))) << line << ": no route " << at("route");
        EXPECT_TRUE(patterns.contains(at("api")) && at("api").starts_with("/api/")) << line << ": no API " << at("api");
        EXPECT_TRUE(tests.contains(at("test"))) << line << ": no test " << at("test");
    }
    EXPECT_GE(closed, 5u);
}

}  // namespace
}  // namespace gongkai::house
