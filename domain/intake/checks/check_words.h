// The words by which personal data is known from other numbers and names: labels, heads of tables, units, surnames, roles,
// diseases. They are data (data/check_words.json), so that they grow without a build. All are folded as a Passage is.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::intake {

using WordList = std::vector<std::u32string>;

// What a word beside a number, or above its column, says of it.
enum class Label { none, identity, phone, home_phone, bank, organisation, number, passport };
enum class Head { none, identity, phone, bank, name, health, school, address, organisation, number, messenger, officer_card };

struct CheckWords {
    explicit CheckWords(std::string_view json);

    std::vector<std::pair<Label, WordList>> labels;
    std::vector<std::pair<Head, WordList>> heads;
    WordList child_heads, class_heads, nothing, units, counters, surnames, no_given, not_names, before_names, after_names, roles,
        speech, school_words, office_mail, office_words, diseases;
    WordList named_diseases;  // without 病, 大病 and the like, which name none
};

const CheckWords& check_words();

bool has_any(std::u32string_view text, const WordList& words);
bool begins_with_any(std::u32string_view text, const WordList& words);
bool ends_with_any(std::u32string_view text, const WordList& words);

}  // namespace gongkai::intake
