// One table of settings: every line of it is read by the code, and the code reads nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/settings.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

bool is_key(const std::string& key) {
    return std::ranges::any_of(Settings::table(), [&](const SettingKind& kind) { return kind.key == key; });
}

// "site.name" itself, or "site." and "name" in one file, as the foot of the portal puts its keys together.
bool reads(const std::vector<std::string>& literals, const std::string& key) {
    for (const auto& literal : literals)
        if (literal == key ||
            (literal.size() > 1 && (literal.ends_with('.') || literal.ends_with('_')) && key.starts_with(literal) &&
             std::ranges::find(literals, key.substr(literal.size())) != literals.end()))
            return true;
    return false;
}

TEST(SettingsTable, every_key_is_read_somewhere) {
    std::vector<std::vector<std::string>> by_file;
    for (const auto* file : files_ending({".cpp", ".h"}))
        if (!file->is_test())
            by_file.push_back(literals(file->text));
    for (const auto& kind : Settings::table())
        EXPECT_TRUE(std::ranges::any_of(by_file, [&](const auto& all) { return reads(all, kind.key); }))
            << kind.key << " is read nowhere";
}

TEST(SettingsTable, the_code_asks_for_no_key_that_the_table_lacks) {
    std::size_t asked = 0;
    for (const auto* file : files_ending({".cpp", ".h"})) {
        if (file->is_test())
            continue;
        const auto code = without_comments(file->text);
        for (const auto& key : all_matches(code, R"re(settings_?(?:\.|->)(?:text|number|flag)\("([a-z_.]+[a-z])"\))re")) {
            ++asked;
            EXPECT_TRUE(is_key(key)) << file->path << " asks for " << key;
        }
    }
    EXPECT_GT(asked, 5u);
}

TEST(SettingsTable, every_key_says_what_it_is_in_both_languages) {
    ASSERT_FALSE(Settings::table().empty());
    for (const auto& kind : Settings::table()) {
        EXPECT_FALSE(kind.zh.empty()) << kind.key;
        EXPECT_FALSE(kind.en.empty()) << kind.key;
        EXPECT_TRUE(kind.type == "text" || kind.type == "number" || kind.type == "flag" || kind.type == "colour" ||
                    kind.type == "addresses")
            << kind.key;
    }
}

}  // namespace
}  // namespace gongkai::house
