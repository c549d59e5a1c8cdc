#include "domain/search/wider.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t offered_at_most = 4;
constexpr std::size_t shortest_piece = 2;  // characters

bool has_han(const std::string& text) { return std::ranges::any_of(to_code_points(text), is_han); }

// What a word begins and ends with, cut where the dictionary cuts, the longest first. Of its Han alone: a piece of a number or of
// markup is nothing to ask for.
std::vector<std::string> pieces_of(const std::string& word) {
    std::vector<std::string> all;
    std::u32string run;
    const auto end_run = [&](bool is_all) {
        const auto words = words_of(to_utf8(run));
        std::string head = join(words, "");
        std::string tail = head;
        if (!is_all)
            all.push_back(head);
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            head.erase(head.size() - words[words.size() - 1 - i].size());
            tail.erase(0, words[i].size());
            all.push_back(head);
            all.push_back(tail);
        }
        // 招生简章 is a word of the dictionary, and two.
        for (std::size_t at = shortest_piece; words.size() == 1 && at + shortest_piece <= run.size(); ++at)
            if (const auto first = to_utf8(run.substr(0, at)), second = to_utf8(run.substr(at));
                words_of(first).size() == 1 && words_of(second).size() == 1)
                all.insert(all.end(), {first, second});
        run.clear();
    };
    const auto characters = to_code_points(word);
    for (const char32_t c : characters)
        if (is_han(c))
            run += c;
        else
            end_run(false);
    end_run(run.size() == characters.size());
    std::erase_if(all, [](const std::string& one) { return count_code_points(one) < shortest_piece; });
    std::ranges::stable_sort(all, std::ranges::greater(), [](const std::string& one) { return count_code_points(one); });
    return all;
}

}  // namespace

std::vector<Wider> wider_questions(const fulltext::Index& index, const std::vector<std::string>& words,
                                   const std::vector<std::string>& parts, const Synonyms& synonyms,
                                   std::chrono::microseconds time) {
    std::vector<Wider> wider;
    std::set<std::string> tried;
    const auto offer = [&](const std::string& text) {
        if (wider.size() == offered_at_most || !tried.insert(text).second)
            return;
        // As it will be asked.
        std::set<std::string> names;
        fulltext::Query query;
        for (const auto& branch : with_other_names({text}, synonyms, names)) {
            std::vector<fulltext::Word> asked;
            for (const auto& word : branch)
                asked.push_back({word, fulltext::Field::anywhere});
            if (query.words.empty())
                query.words = std::move(asked);
            else
                query.others.push_back(std::move(asked));
        }
        query.count = 0;
        query.budget = time;
        if (const auto answer = index.find(query); answer.total > 0)
            wider.push_back({text, answer.total});
    };
    if (words.size() > 1)
        std::ranges::for_each(words, offer);
    if (parts.size() > 1)
        for (const auto& part : parts)
            if (has_han(part) && count_code_points(part) >= shortest_piece)
                offer(part);
    if (words.size() == 1)
        for (const auto& piece : pieces_of(words.front()))
            if (wider.empty() || count_code_points(piece) == count_code_points(wider.front().text))
                offer(piece);
    return wider;
}

}  // namespace gongkai::search
