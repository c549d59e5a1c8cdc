// What every file of the repository keeps to.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

constexpr std::size_t longest_file = 600;

bool is_source(const SourceFile& file) {
    return file.ends_with({".cpp", ".h", ".css", ".js", ".mjs", ".ts", ".sql", ".sh", ".py", ".cmake", "CMakeLists.txt"}) ||
           file.path == "run" || file.path == "test" || file.path == ".ci/run";
}

bool is_text(const SourceFile& file) {
    return is_source(file) || file.ends_with({".md", ".csv", ".tsv", ".json", ".txt", ".toml", ".yml", ".yaml", ".svg"});
}

bool is_made_by_a_tool(const SourceFile& file) {
    return file.path.ends_with("package-lock.json") || file.path.starts_with("doors/console/assets/editor.js") ||
           file.path == "doors/console/assets/editor.licences.txt";
}

TEST(Files, are_found) { ASSERT_GT(repository().size(), 200u); }

TEST(Files, none_is_too_long_to_be_read_at_once) {
    for (const auto& file : repository()) {
        if (!is_source(file) || is_made_by_a_tool(file))
            continue;
        const auto lines = static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
        EXPECT_LE(lines, longest_file) << file.path;
    }
}

TEST(Files, are_utf8_with_plain_line_ends) {
    for (const auto& file : repository()) {
        if (!is_text(file) || file.path.starts_with("tests/samples/") || file.path.starts_with("data/notices/"))
            continue;
        EXPECT_TRUE(is_utf8(file.text)) << file.path;
        EXPECT_EQ(file.text.find('\r'), std::string::npos) << file.path;
        EXPECT_TRUE(file.text.empty() || file.text.ends_with('\n')) << file.path << " does not end with a line end";
        EXPECT_EQ(file.text.find('\t') != std::string::npos && is_source(file), false) << file.path << " is indented by tabs";
    }
}

// Split, so that this file does not hold what it looks for.
const std::vector<std::string> unwanted{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X:",
    "HA"
    "CK"};

TEST(Files, leave_nothing_for_later) {
    for (const auto& file : repository())
        if (is_source(file) || file.path.ends_with(".md"))
            for (const auto& mark : unwanted) {
                const auto found = all_matches(file.text, "\\b" + mark);
                EXPECT_TRUE(found.empty()) << file.path << " says " << mark;
            }
}

TEST(Files, name_no_place_of_one_machine) {
    const std::string places =
        "/"
        "work/|/ho"
        "me/|/ro"
        "ot/|registry\\.np"
        "mjs|npm"
        "mirror";
    const std::regex place(places), place_or_temporary(places +
                                                       "|/t"
                                                       "mp/");
    for (const auto& file : repository()) {
        if (!is_text(file) || file.path.starts_with("tests/samples/"))
            continue;
        std::smatch match;
        const bool is_temporary = file.is_test() || file.path.ends_with(".md");  // tests write there, and pages may name it
        EXPECT_FALSE(std::regex_search(file.text, match, is_temporary ? place : place_or_temporary))
            << file.path << ':' << line_of(file.text, static_cast<std::size_t>(match.position())) << " says " << match.str();
    }
}

TEST(Files, name_neither_sessions_nor_their_tools) {
    const std::regex name(
        "\\b(Cla"
        "ude|Anth"
        "ropic|Chat"
        "GPT|Co"
        "pilot|Open"
        "AI)\\b",
        std::regex::icase);
    for (const auto& file : repository())
        if (is_text(file) && !is_made_by_a_tool(file) && !file.path.starts_with("data/") &&
            !file.path.starts_with("tests/samples/")) {
            std::smatch match;
            EXPECT_FALSE(std::regex_search(file.text, match, name)) << file.path << " says " << match.str();
        }
}

TEST(Files, migrations_of_a_room_are_numbered_without_a_gap) {
    std::map<std::string, std::vector<int>> numbers;
    for (const auto* file : files_ending({".sql"})) {
        const auto at = file->path.find("/schema/");
        if (at == std::string::npos)
            continue;
        const auto name = file->path.substr(at + 8);
        if (name.ends_with(".pg.sql")) {  // the same for PostgreSQL, beside what it stands for
            EXPECT_NE(find_file(file->path.substr(0, file->path.size() - 7) + ".sql"), nullptr) << file->path;
            continue;
        }
        ASSERT_TRUE(std::regex_match(name, std::regex(R"(\d{4}_[a-z][a-z0-9_]*\.sql)"))) << file->path;
        numbers[file->path.substr(0, at)].push_back(std::stoi(name));
    }
    ASSERT_GE(numbers.size(), 5u);
    for (const auto& [room, all] : numbers)
        for (std::size_t i = 0; i < all.size(); ++i)
            EXPECT_EQ(all[i], static_cast<int>(i + 1)) << room;
}

TEST(Files, every_room_has_its_page) {
    std::set<std::string> rooms;
    for (const auto& file : repository())
        if (file.path.starts_with("domain/") && file.path.find('/', 7) != std::string::npos)
            rooms.insert(file.path.substr(0, file.path.find('/', 7)));
    ASSERT_GE(rooms.size(), 5u);
    for (const auto& room : rooms) {
        const auto* page = find_file(room + "/README.md");
        ASSERT_NE(page, nullptr) << room << " has no README.md";
        EXPECT_GE(page->text.size(), 200u) << page->path;
        EXPECT_TRUE(page->text.starts_with("# ")) << page->path;
    }
}

TEST(Files, headers_say_what_they_are) {
    for (const auto* file : files_ending({".h"})) {
        EXPECT_TRUE(file->text.starts_with("// ")) << file->path << " does not open with its idea";
        EXPECT_NE(file->text.find("#pragma once"), std::string::npos) << file->path;
    }
}

TEST(Files, names_are_snake_case_and_say_something) {
    const std::regex name(R"([a-z0-9][a-z0-9_.-]*)");
    const std::regex empty_words(R"((^|_)(manager|helper|util|utils|common|impl|misc)s?(_|\.))");
    for (const auto* file : files_ending({".cpp", ".h", ".sql"})) {
        const auto last = file->path.substr(file->path.rfind('/') + 1);
        EXPECT_TRUE(std::regex_match(last, name)) << file->path;
        EXPECT_TRUE(!std::regex_search(last, empty_words) || last.starts_with("common_pages.")) << file->path;
    }
}

TEST(Files, tests_are_named_by_sentences) {
    std::size_t count = 0;
    for (const auto* file : files_ending({".cpp"})) {
        if (!file->is_test())
            continue;
        for (const auto& name : all_matches(file->text, R"(\bTEST(?:_F|_P)?\(\s*\w+,\s*(\w+)\))")) {
            ++count;
            EXPECT_TRUE(std::regex_match(name, std::regex("[a-z][a-z0-9_]*"))) << file->path << ": " << name;
            EXPECT_GE(std::ranges::count(name, '_'), 1) << file->path << ": " << name << " is no sentence";
        }
    }
    EXPECT_GT(count, 200u);
}

TEST(Files, cpp_is_laid_out_by_clang_format) {
    const std::string command =
        "cd '" GONGKAI_SOURCE_DIR
        "' && git -c safe.directory='*' ls-files -z -co --exclude-standard -- '*.cpp' '*.h' | "
        "xargs -0 -P2 -n24 clang-format-19 --dry-run -Werror 2>&1 | grep 'error:' | cut -d: -f1 | sort -u";
    FILE* pipe = ::popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string files;
    char bytes[4096];
    while (std::fgets(bytes, sizeof bytes, pipe))
        files += bytes;
    ::pclose(pipe);
    EXPECT_EQ(files, "") << "run clang-format-19 -i on these";
    EXPECT_EQ(std::system("command -v clang-format-19 >/dev/null"), 0);
}

}  // namespace
}  // namespace gongkai::house
