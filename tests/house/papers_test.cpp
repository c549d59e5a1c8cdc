// What is written for people: the commands they are told to type exist, and decisions say what they must.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "tests/house/repository.h"
#include "tests/program.h"

namespace gongkai::house {
namespace {

namespace fs = std::filesystem;

// What a Markdown page shows as typed: lines indented by four blanks, up to the two blanks before what they do. `[--json]` is
// `--json` that one may leave out.
std::vector<std::string> commands_in(const SourceFile& page) {
    std::vector<std::string> all;
    for (const auto line : split(page.text, '\n')) {
        if (!line.starts_with("    ") || line.starts_with("     "))
            continue;
        auto command = line.substr(4, line.find("  ", 4) - 4);
        all.push_back(replace_all(replace_all(std::string(trim(command)), "[", ""), "]", ""));
    }
    return all;
}

std::vector<std::string> words_of(const std::string& command) { return all_matches(command, R"([^\s|>]+)"); }

// The verb of a call like `build/gongkai --data var programme import FILE --accept`: its words, then its flags.
struct VerbCall {
    std::vector<std::string> verb, flags;
};
VerbCall verb_call(const std::vector<std::string>& words) {
    VerbCall call;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--data" || words[i] == "--language")
            ++i;
        else if (words[i].starts_with("--"))
            call.flags.push_back(words[i].substr(0, words[i].find('=')));
        else if (std::regex_match(words[i], std::regex("[a-z]+")) && call.verb.size() < 2 && call.flags.empty())
            call.verb.push_back(words[i]);
    }
    return call;
}

std::string help_of(const VerbCall& call) {
    const TemporaryFolder folder;
    for (auto verb = call.verb; !verb.empty(); verb.pop_back()) {  // `serve now` is `serve` with an argument
        auto arguments = verb;
        arguments.push_back("--help");
        const auto outcome = run_program(arguments, {folder.path(), {}, {}});
        // What an unknown verb gets is the help of its noun, or of the whole program.
        const bool is_verb = outcome.said.find("gongkai " + join(verb, " ") + ' ') != std::string::npos &&
                             outcome.said.find("SUBCOMMAND") == std::string::npos;
        if (outcome.code == 0 && is_verb)
            return outcome.said;
    }
    return "";
}

void expect_command_exists(const SourceFile& page, const std::string& command) {
    const auto words = words_of(command);
    const auto said = page.path + " tells to type `" + command + '`';
    const auto name = words.front().substr(words.front().rfind('/') + 1);
    if (name == "gongkai") {
        const auto call = verb_call(words);
        const auto help = help_of(call);
        EXPECT_NE(help, "") << said << "; there is no such verb";
        for (const auto& flag : call.flags)
            EXPECT_NE(help.find(flag), std::string::npos) << said << "; it does not take " << flag;
    } else if (words.front().starts_with("./") || words.front().starts_with("cmake/") || words.front().starts_with("bench/") ||
               words.front().starts_with("tests/")) {
        EXPECT_TRUE(fs::exists(source_file(words.front()))) << said;
        const auto* script = find_file(words.front().substr(words.front().starts_with("./") ? 2 : 0));
        for (const auto& word : words)
            if (word.starts_with("--") && script) {
                EXPECT_NE(script->text.find(word), std::string::npos) << said << "; it does not take " << word;
            }
    }
}

TEST(Papers, every_command_of_the_readme_exists) {
    std::size_t commands = 0;
    for (const std::string_view path : {"README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/operate.md",
                                        "domain/calendar/README.md", "domain/programme/README.md"}) {
        const auto* page = find_file(path);
        ASSERT_TRUE(page || path == "docs/operate.md") << path;
        if (!page)
            continue;
        for (const auto& command : commands_in(*page)) {
            ++commands;
            expect_command_exists(*page, command);
        }
    }
    EXPECT_GE(commands, 20u);
}

TEST(Papers, every_link_within_the_repository_leads_somewhere) {
    for (const auto* page : files_ending({".md"})) {
        if (page->path.starts_with("tests/samples/"))
            continue;
        for (const auto& link : all_matches(page->text, R"(\]\(([^)\s]+)\))")) {
            if (link.find("://") != std::string::npos || link.starts_with('#') || link.starts_with("mailto:"))
                continue;
            const auto target = fs::path(page->path).parent_path() / link.substr(0, link.find('#'));
            EXPECT_TRUE(fs::exists(source_file(target.string()))) << page->path << " links to " << link;
        }
    }
}

TEST(Papers, every_decision_gives_context_decision_status_and_consequences) {
    std::set<std::string> numbers;
    for (const auto& file : repository()) {
        if (!file.path.starts_with("docs/decisions/") || file.path.ends_with("README.md"))
            continue;
        const auto name = file.path.substr(15);
        EXPECT_TRUE(std::regex_match(name, std::regex(R"(\d{4}-[a-z0-9-]+\.md)"))) << file.path;
        EXPECT_TRUE(numbers.insert(name.substr(0, 4)).second) << file.path << ": the number is taken";
        for (const std::string part : {"Context", "Decision", "Status", "Consequences"})
            EXPECT_TRUE(std::regex_search(file.text, std::regex("(^|\n)(#+ *|\\*\\*)?" + part + "\\b")))
                << file.path << " has no " << part;
    }
    EXPECT_GE(numbers.size(), 2u);
}

TEST(Papers, the_changelog_begins_with_what_is_current) {
    const auto* log = find_file("CHANGELOG.md");
    ASSERT_NE(log, nullptr);
    const auto sections = all_matches(log->text, "\n## ([^\n]+)");
    ASSERT_FALSE(sections.empty());
    EXPECT_TRUE(sections.front().find("Unreleased") != std::string::npos ||
                std::regex_search(sections.front(), std::regex(R"(\d+\.\d+\.\d+)")))
        << sections.front();
}

TEST(Papers, the_package_file_names_each_package_once_a_section) {
    const auto* file = find_file("packages.txt");
    ASSERT_NE(file, nullptr);
    std::set<std::string> seen, sections;
    std::string section;
    for (const auto line : split(file->text, '\n')) {
        const auto name = std::string(trim(line.substr(0, line.find('#'))));
        if (name.starts_with('['))
            sections.insert(section = name);
        else if (!name.empty()) {
            EXPECT_TRUE(seen.insert(section + name).second) << section << ' ' << name;
        }
    }
    EXPECT_EQ(sections, (std::set<std::string>{"[run]", "[test]", "[bench]"}));
}

}  // namespace
}  // namespace gongkai::house
