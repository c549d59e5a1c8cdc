// Marks of the law, `条例33-2`: each one that code claims to obey has an example or a test that would fail if it did not.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "base/core/csv.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

using Marks = std::map<std::string, std::set<std::string>>;  // mark, files

const std::string mark_of_law = R"(条例[0-9]+(?:-[0-9]+)*)";

Marks marks_in(auto&& wanted) {
    Marks marks;
    for (const auto& file : repository())
        if (wanted(file))
            for (const auto& mark : all_matches(file.text, mark_of_law))
                marks[mark].insert(file.path);
    return marks;
}

TEST(Law, every_paragraph_that_code_obeys_has_an_example_or_a_test) {
    const auto in_code = marks_in([](const SourceFile& file) { return file.ends_with({".cpp", ".h"}) && !file.is_test(); });
    const auto in_tests = marks_in([](const SourceFile& file) {
        return file.path.find("/cases/") != std::string::npos || (file.is_test() && file.path.ends_with(".cpp"));
    });
    ASSERT_GE(in_code.size(), 3u);
    std::size_t proved = 0;
    for (const auto& [mark, files] : in_code) {
        EXPECT_TRUE(in_tests.contains(mark)) << mark << " is obeyed in " << *files.begin() << " and proved nowhere";
        proved += in_tests.contains(mark);
    }
    std::cout << "marks of the law: " << in_code.size() << " in code, " << proved << " of them proved\n";
}

// The first column says what the line is about: a story, or the phrase that is read.
TEST(Law, cases_are_tables_whose_lines_say_what_they_are_about) {
    std::size_t tables = 0;
    for (const auto& file : repository()) {
        if (file.path.find("/cases/") == std::string::npos)
            continue;
        ++tables;
        const auto table = read_csv_table(file.text, {});
        ASSERT_TRUE(table) << file.path;
        ASSERT_FALSE(table->rows.empty()) << file.path;
        for (std::size_t i = 0; i < table->rows.size(); ++i) {
            EXPECT_FALSE(table->rows[i].front().empty()) << file.path << " row " << i + 2;
            EXPECT_EQ(table->rows[i].size(), table->header.size()) << file.path << " row " << i + 2;
        }
    }
    EXPECT_GE(tables, 4u);
}

}  // namespace
}  // namespace gongkai::house
