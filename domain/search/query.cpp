#include "domain/search/query.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

// Pairs of quotation marks between which a text is meant as it stands.
const std::map<char32_t, char32_t> quotes{{U'"', U'"'}, {U'“', U'”'}, {U'「', U'」'}, {U'『', U'』'}};

bool parts_words(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u3000' || c == U',' || c == U'，' || c == U';' ||
           c == U'；' || c == U'+' || c == U'、' || c == U'?' || c == U'？' || c == U'!' || c == U'！' || c == U'。' || c == U'|';
}

// What asks and says nothing of what is asked for.
const std::vector<std::string> asking{
    "怎么办理", "如何办理", "怎样办理", "怎么办", "怎么", "怎样",   "如何",   "什么时候", "什么是", "什么", "哪里",
    "在哪儿",   "在哪",     "哪儿",     "哪些",   "哪个", "多少钱", "多少",   "多久",     "几点",   "请问", "我想知道",
    "我想",     "我要",     "可以",     "能不能", "能否", "是否",   "有没有", "是什么",   "吗",     "呢",   "了",
    "啊",       "的",       "和",       "与",     "及",   "关于",   "有关",   "查询",     "查一下"};

bool only_asks(std::string_view word) { return std::ranges::find(asking, word) != asking.end(); }

}  // namespace

std::string_view word_of(Order order) {
    switch (order) {
        case Order::best:
            return "";
        case Order::newest:
            return "newest";
        case Order::downloads:
            return "downloads";
    }
    return "";
}
Order order_from(std::string_view word) {
    for (const auto order : {Order::newest, Order::downloads})
        if (word == word_of(order))
            return order;
    return Order::best;
}

Result<Typed> read_query(std::string_view text) {
    const auto all = to_code_points(trim(text));
    if (all.size() > typed_at_most)
        return refuse(Refusal::Kind::invalid, "search.refuse.too_long", {std::to_string(typed_at_most)});
    Typed typed;
    typed.bare = bare(text);
    if (typed.bare.empty())
        return refuse(Refusal::Kind::invalid, "search.refuse.no_words");
    typed.number = number_in(text);
    if (typed.number) {
        const auto& number = *typed.number;
        if (!number.organ.empty())
            typed.words.push_back(number.organ);
        if (number.year != 0)
            typed.words.push_back(std::to_string(number.year));
        typed.words.push_back(std::to_string(number.serial) + "号");
        return typed;
    }
    std::u32string word;
    const auto end_word = [&] {
        auto utf8 = to_utf8(word);
        if (!bare(utf8).empty() && std::ranges::find(typed.words, utf8) == typed.words.end() &&
            typed.words.size() < words_at_most)
            typed.words.push_back(std::move(utf8));
        word.clear();
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (const auto quote = quotes.find(all[i]); quote != quotes.end())
            if (const auto close = all.find(quote->second, i + 1); close != std::u32string::npos) {
                end_word();
                word = all.substr(i + 1, close - i - 1);
                typed.has_quoted = typed.has_quoted || !bare(to_utf8(word)).empty();
                end_word();
                i = close;
                continue;
            }
        if (parts_words(all[i]))
            end_word();
        else
            word.push_back(all[i]);
    }
    end_word();
    return typed;
}

std::vector<std::string> plain_words(std::string_view text) {
    std::vector<std::string> all;
    std::u32string word;
    for (const char32_t c : to_code_points(text) + U' ') {
        if (!parts_words(c)) {
            word.push_back(c);
            continue;
        }
        if (auto utf8 = to_utf8(word); !bare(utf8).empty() && all.size() < words_at_most)
            all.push_back(std::move(utf8));
        word.clear();
    }
    return all;
}

std::vector<std::string> apart(const std::vector<std::string>& all) {
    std::vector<std::string> parts;
    for (const auto& whole : all) {
        // What is asked is cut out first, so that it does not stick to what stands beside it.
        auto text = to_utf8(folded(whole));
        for (const auto& asks : asking)
            if (count_code_points(asks) > 1)
                text = replace_all(std::move(text), asks, " ");
        std::string single;  // characters that the dictionary leaves alone stand together
        const auto end_single = [&] {
            if (!single.empty() && std::ranges::find(parts, single) == parts.end())
                parts.push_back(single);
            single.clear();
        };
        for (const auto piece : split(text, ' ')) {
            for (auto& word : words_of(piece)) {
                if (only_asks(word)) {
                    end_single();
                } else if (count_code_points(word) == 1 && is_han(to_code_points(word)[0])) {
                    single += word;
                } else {
                    end_single();
                    if (std::ranges::find(parts, word) == parts.end())
                        parts.push_back(std::move(word));
                }
            }
            end_single();
        }
    }
    if (parts.size() > words_at_most)
        parts.resize(words_at_most);
    return parts;
}

}  // namespace gongkai::search
