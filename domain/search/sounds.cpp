#include "domain/search/sounds.h"

#include <algorithm>
#include <iterator>

#include "base/core/text.h"
#include "domain/search/person.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t characters_at_most = 40;
constexpr std::size_t han_at_most = 24;
constexpr std::size_t short_word = 2;  // characters: very many are read alike

}  // namespace

std::vector<Suggestions::Row> read_as(std::string_view bare, const Suggestions& known, const Synonyms& synonyms) {
    const auto characters = to_code_points(bare);
    const bool is_han = std::ranges::any_of(characters, gongkai::is_han);
    if (characters.size() > (is_han ? han_at_most : characters_at_most) ||
        (is_han && (words_of(bare).size() == 1 || may_name_person(bare, synonyms))))
        return {};
    const auto letters = reading_of(bare).full;
    std::vector<Suggestions::Row> rows;
    const auto add = [&](std::vector<std::string> words) {
        for (auto& word : words)
            rows.push_back({{std::move(word)}, false, 0});
    };
    add(known.read_as(letters));
    if (!rows.empty())
        return rows;
    if (!is_han)
        add(known.units_called(letters));
    if (!is_han || characters.size() > short_word)
        add(known.heard(letters));
    if (!is_han && rows.empty())
        add(known.begun(letters));
    // gjj提取: of what was typed as it is meant nothing may be lost.
    const bool has_letters = std::ranges::any_of(characters, [](char32_t c) { return c >= U'a' && c <= U'z'; });
    if (has_letters && rows.empty())
        for (auto& row : known.in_rows(letters))
            if (const auto text = to_code_points(join(row.words, ""));
                std::ranges::all_of(characters, [&](char32_t c) { return !gongkai::is_han(c) || text.contains(c); }))
                rows.push_back(std::move(row));
    return rows;
}

}  // namespace gongkai::search
