// The repository as the house tests see it: every file that git keeps or would keep, with its text.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::house {

struct SourceFile {
    std::string path;  // from the root: "domain/ledger/rules.cpp"
    std::string text;

    bool is_test() const { return path.starts_with("tests/") || path.ends_with("_test.cpp"); }
    bool ends_with(std::initializer_list<std::string_view> endings) const;
};

const std::vector<SourceFile>& repository();
std::vector<const SourceFile*> files_ending(std::initializer_list<std::string_view> endings);
const SourceFile* find_file(std::string_view path);

// C++ source with its comments blanked out; string literals and line numbers stay.
std::string without_comments(std::string_view code);

// Every string literal of C++ source without its quotes, escapes as they are written. Comments are passed over.
std::vector<std::string> literals(std::string_view code);

// First groups (or whole matches) of a regular expression, in order.
std::vector<std::string> all_matches(const std::string& text, const std::string& expression);

std::size_t line_of(std::string_view text, std::size_t at);

}  // namespace gongkai::house
