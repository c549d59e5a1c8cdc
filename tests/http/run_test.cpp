// ./run as its users call it, with the program of this build.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdio>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

// Runs `./run --check` on a data folder; its exit code and what it said.
Outcome run_check(const std::filesystem::path& data, const std::string& variables = "") {
    const auto command = variables + " GONGKAI_PROGRAM=" GONGKAI_PROGRAM " GONGKAI_DATA=" + data.string() + " " +
                         source_file("run").string() + " --check 2>&1";
    Outcome outcome;
    FILE* pipe = popen(command.c_str(), "r");
    for (char buffer[4096]; const auto count = fread(buffer, 1, sizeof buffer, pipe);)
        outcome.said.append(buffer, count);
    const int status = pclose(pipe);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

void expect_the_board(const Outcome& outcome) {
    EXPECT_EQ(outcome.code, 0) << outcome.said;
    EXPECT_NE(outcome.said.find(R"("task_count":35,"row_count":42)"), std::string::npos) << outcome.said;
}

TEST(Run, check_reads_the_board_on_fresh_data_and_again) {
    const TemporaryFolder folder;
    for (int i = 0; i < 4; ++i)  // the server says two addresses, at two moments
        expect_the_board(run_check(folder.path() / "data"));
}

TEST(Run, a_database_that_was_left_empty_is_filled) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "data");
    write_file(folder.path() / "data" / "gongkai.db", "");
    expect_the_board(run_check(folder.path() / "data"));
}

TEST(Run, a_database_elsewhere_is_filled_once) {
    const TemporaryFolder folder;
    const auto elsewhere = "GONGKAI_DATABASE=" + (folder.path() / "elsewhere.db").string();
    expect_the_board(run_check(folder.path() / "data", elsewhere));
    const auto again = run_check(folder.path() / "data", elsewhere);
    expect_the_board(again);
    EXPECT_EQ(again.said.find("2019-33"), std::string::npos) << "taken in twice: " << again.said;
}

TEST(Check, calls_an_installation_without_a_database_what_it_is_and_makes_none) {
    const TemporaryFolder folder;
    const auto database = folder.path() / "gongkai.db";
    if (is_on_server())
        GTEST_SKIP() << "a server holds the database";
    EXPECT_EQ(run_program({"check"}, {folder.path(), {}, {}}).code, 2);
    EXPECT_FALSE(std::filesystem::exists(database));
    write_file(database, "");
    EXPECT_EQ(run_program({"check"}, {folder.path(), {}, {}}).code, 2);
    EXPECT_EQ(std::filesystem::file_size(database), 0U);
}

}  // namespace
}  // namespace gongkai::http
