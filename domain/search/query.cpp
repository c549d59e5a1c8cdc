#include "domain/search/query.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

// Pairs of quotation marks between which a text is meant as it stands.
const std::map<char32_t, char32_t> quotes{{U'"', U'"'}, {U'“', U'”'}, {U'「', U'」'}, {U'『', U'』'}};

bool parts_words(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u3000' || c == U',' || c == U'，' || c == U';' ||
           c == U'；' || c == U'+' || c == U'、' || c == U'?' || c == U'？' || c == U'!' || c == U'！' || c == U'。' || c == U'|';
}

}  // namespace

std::string_view word_of(Order order) {
    switch (order) {
        case Order::best:
        case Order::came:
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

}  // namespace gongkai::search
