// Letters alone, typed for more than one word or for the short name of a unit.
#include <algorithm>
#include <cmath>

#include "base/core/text.h"
#include "domain/search/spelling.h"
#include "domain/search/suggest.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t letters_at_most = 40, words_in_a_row = 4;
constexpr std::size_t shortest_word = 2, longest_word = 6;       // characters
constexpr std::size_t longest_reading = 24;                      // letters of one word
constexpr std::size_t of_one_reading = 3;                        // words that are read alike
constexpr double least_weight = 2;                               // what is no word of a title, no name and no synonym
constexpr double weight_of_a_name = 20;                          // a label, a synonym
constexpr std::size_t least_begun = 3, begun_looked_at = 2'000;  // letters; keys
constexpr double for_each_word = 12, for_full = 4;               // few words, and read whole
constexpr std::string_view begins_no_syllable = "iuv";
constexpr std::size_t shortest_call = 2, longest_call = 8;  // letters of what a unit is called

}  // namespace

void Suggestions::add_unit(std::string_view text, std::uint32_t phrase) {
    auto name = folded(text);
    if (name.size() > 2 && std::u32string_view(U"市县区").contains(name.front()))
        name.erase(0, 1);
    Unit unit{phrase, {}, std::vector<bool>(name.size(), false)};
    const auto said = syllables(name);
    if (said.size() != name.size())
        return;  // it has signs, or letters of its own
    for (const auto& one : said)
        unit.initials += one.said.substr(0, 1);
    std::size_t at = 0;
    for (const auto& word : words_of(to_utf8(name))) {
        if (at < name.size())
            unit.begins[at] = true;
        at += count_code_points(word);
    }
    units_.push_back(std::move(unit));
}

std::vector<std::string> Suggestions::units_called(std::string_view letters, std::size_t at_most) const {
    if (letters.size() < shortest_call || letters.size() > longest_call)
        return {};
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const auto& unit : units_) {
        const auto& initials = unit.initials;
        if (initials.size() <= letters.size() || initials.front() != letters.front() || initials.back() != letters.back())
            continue;
        // Where a short name may stand after each of its letters: it goes on with the next character, or with another word.
        std::vector<std::size_t> reached{0};
        for (std::size_t i = 1; i < letters.size() && !reached.empty(); ++i) {
            std::vector<std::size_t> next;
            for (std::size_t at = reached.front() + 1; at < initials.size(); ++at) {
                const bool is_next = std::ranges::any_of(reached, [&](std::size_t before) { return before + 1 == at; });
                if (initials[at] == letters[i] && (is_next || unit.begins[at]))
                    next.push_back(at);
            }
            reached = std::move(next);
        }
        if (!reached.empty() && reached.back() + 1 == initials.size())
            found.emplace_back(initials.size(), phrases_[unit.phrase].text);
    }
    std::ranges::sort(found);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < found.size() && i < at_most; ++i)
        all.push_back(std::move(found[i].second));
    return all;
}

std::vector<std::string> Suggestions::begun(std::string_view letters, std::size_t at_most) const {
    if (letters.size() < least_begun)
        return {};
    std::vector<const Phrase*> found;
    for (const auto* keys : {&by_full_, &by_initials_}) {
        auto at = std::ranges::lower_bound(*keys, letters, {}, [](const Key& key) { return std::string_view(key.key); });
        for (std::size_t count = 0; at != keys->end() && at->key.starts_with(letters) && count < begun_looked_at; ++at, ++count)
            if (at->is_whole && phrases_[at->phrase].weight >= weight_of_a_name)
                found.push_back(&phrases_[at->phrase]);
    }
    std::ranges::stable_sort(found, [](const Phrase* a, const Phrase* b) {
        return a->weight != b->weight ? a->weight > b->weight : a->text.size() < b->text.size();
    });
    std::vector<std::string> all;
    for (const auto* one : found)
        if (all.size() < at_most && std::ranges::find(all, one->text) == all.end())
            all.push_back(one->text);
    return all;
}

std::vector<const Suggestions::Phrase*> Suggestions::words_with(const std::vector<Key>& keys, const std::string& key) const {
    std::vector<const Phrase*> all;
    const auto [from, to] = std::ranges::equal_range(keys, key, {}, &Key::key);
    for (auto at = from; at != to; ++at) {
        const auto& phrase = phrases_[at->phrase];
        const auto length = count_code_points(phrase.text);
        if (at->is_whole && phrase.weight >= least_weight && length >= shortest_word && length <= longest_word)
            all.push_back(&phrase);
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &Phrase::weight);
    std::vector<const Phrase*> each_once;
    for (const auto* phrase : all)
        if (each_once.size() < of_one_reading && std::ranges::find(each_once, phrase->text, &Phrase::text) == each_once.end())
            each_once.push_back(phrase);
    return each_once;
}

std::vector<Suggestions::Row> Suggestions::in_rows(std::string_view letters, std::size_t at_most) const {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (letters.size() < 2 * shortest_word || letters.size() > letters_at_most || !std::ranges::all_of(letters, is_letter))
        return {};
    // The best rows for each beginning of the letters.
    std::vector<std::vector<Row>> best(letters.size() + 1);
    best[0].push_back({});
    for (std::size_t from = 0; from < letters.size(); ++from) {
        if (best[from].empty() || begins_no_syllable.contains(letters[from]))
            continue;
        for (std::size_t length = shortest_word; length <= std::min(longest_reading, letters.size() - from); ++length) {
            const std::string key(letters.substr(from, length));
            const auto add = [&](const std::vector<Key>& keys, bool is_full) {
                for (const auto* word : words_with(keys, key))
                    for (const auto& before : best[from]) {
                        if (before.words.size() == words_in_a_row)
                            continue;
                        auto row = before;
                        row.words.push_back(word->text);
                        row.has_initials |= !is_full;
                        row.worth += std::log2(1 + word->weight) - for_each_word + (is_full ? for_full : 0);
                        best[from + length].push_back(std::move(row));
                    }
            };
            add(by_full_, true);
            if (length <= longest_word)
                add(by_initials_, false);
        }
        for (std::size_t to = from + 1; to <= letters.size(); ++to) {
            std::ranges::stable_sort(best[to], std::ranges::greater(), &Row::worth);
            best[to].resize(std::min(best[to].size(), at_most));
        }
    }
    auto& all = best.back();
    std::erase_if(all, [](const Row& row) { return row.words.size() < 2; });
    return std::move(all);
}

}  // namespace gongkai::search
