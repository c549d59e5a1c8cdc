// SQL: every named statement is used, and every one of them prepares against the schema that the migrations make.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <regex>

#include "tests/house/repository.h"
#include "tests/program.h"

namespace gongkai::house {
namespace {

struct NamedStatement {
    std::string room, name, sql;
};

std::vector<NamedStatement> statements() {
    std::vector<NamedStatement> all;
    const std::regex heading(R"(^-- name: ([a-z][a-z0-9_]*)\s*$)", std::regex::multiline);
    for (const auto* file : files_ending({".sql"})) {
        if (file->path.find("/queries") == std::string::npos)
            continue;
        const auto room = file->path.substr(0, file->path.rfind('/'));
        for (std::sregex_iterator it(file->text.begin(), file->text.end(), heading), end; it != end; ++it) {
            const auto from = static_cast<std::size_t>(it->position() + it->length());
            const auto next = std::next(it);
            const auto to = next == end ? file->text.size() : static_cast<std::size_t>(next->position());
            all.push_back({room, (*it)[1], file->text.substr(from, to - from)});
        }
    }
    return all;
}

TEST(Statements, every_one_is_used_by_its_part) {
    std::map<std::string, std::string> code;
    for (const auto* file : files_ending({".cpp", ".h"}))
        for (const auto* folder : {"base/db", "base/files", "base/jobs", "base/fulltext"})
            if (file->path.starts_with(std::string(folder) + '/'))
                code[folder] += without_comments(file->text);
    for (const auto* file : files_ending({".cpp", ".h"}))
        if (file->path.starts_with("domain/") && !file->is_test())
            code[file->path.substr(0, file->path.find('/', 7))] += without_comments(file->text);
    const auto all = statements();
    ASSERT_GT(all.size(), 40u);
    for (const auto& one : all)
        EXPECT_TRUE(std::regex_search(code[one.room], std::regex("sql::" + one.name + "\\b"))) << one.room << ": " << one.name;
}

TEST(Statements, every_one_prepares_against_the_schema) {
    const TemporaryFolder folder;
    run_program({"people", "list"}, {folder.path(), {}, {}});
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open_v2((folder.path() / "gongkai.db").c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    for (const auto& one : statements()) {
        sqlite3_stmt* prepared = nullptr;
        const char* rest = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(database, one.sql.c_str(), -1, &prepared, &rest), SQLITE_OK)
            << one.room << ": " << one.name << ": " << sqlite3_errmsg(database);
        EXPECT_NE(prepared, nullptr) << one.room << ": " << one.name << " is empty";
        EXPECT_TRUE(!rest || std::string_view(rest).find_first_not_of(" \n;") == std::string_view::npos)
            << one.room << ": " << one.name << " is more than one statement";
        sqlite3_finalize(prepared);
    }
    sqlite3_close(database);
}

// A table that is STRICT keeps what it is told to keep.
TEST(Statements, every_table_is_strict) {
    for (const auto* file : files_ending({".sql"})) {
        if (file->path.find("/schema/") == std::string::npos)
            continue;
        const auto tables = all_matches(file->text, R"(CREATE TABLE (\w+))");
        const auto strict = all_matches(file->text, R"(\) STRICT\b)");
        EXPECT_EQ(tables.size(), strict.size()) << file->path;
    }
}

}  // namespace
}  // namespace gongkai::house
