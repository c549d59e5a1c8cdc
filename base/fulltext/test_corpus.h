// For the tests: random documents and queries over few characters, so that words are found often and by accident too.
#pragma once
#include <random>

#include "base/core/text.h"
#include "base/fulltext/scan.h"

namespace gongkai::fulltext::test {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    std::uint32_t below(std::uint32_t n) { return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(engine_); }
    bool one_in(std::uint32_t n) { return below(n) == 0; }
    template <class T>
    const T& of(const std::vector<T>& all) {
        return all[below(static_cast<std::uint32_t>(all.size()))];
    }

  private:
    std::mt19937_64 engine_;
};

inline const std::vector<std::string> characters{"政", "务", "公", "开", "工", "作", "邹", "市", "年", "号", "𠮷", "〇"};
inline const std::vector<std::string> tokens{
    "2019", "33", "3", "pm2", "PM2", "ＡＢＣ", "abc", "91370883MA3C4D5E6F", "91370883MA3C4D5E7F", "é"};
inline const std::vector<std::string> gaps{"，", "〔", "〕", " ", "。\n", "—", "《", "\xFF"};

// Han runs of one to eight characters with tokens and signs between them.
inline std::string random_text(Chance& chance, std::uint32_t runs) {
    std::string text;
    for (std::uint32_t i = 0; i < runs; ++i) {
        if (chance.one_in(4)) {
            text += chance.of(tokens);
            if (chance.one_in(2))
                text += " ";
        } else {
            // Low numbers are frequent, so that some pairs are in nearly every document and some in few.
            for (std::uint32_t n = 1 + chance.below(8); n > 0; --n)
                text += characters[std::min(chance.below(12), chance.below(12))];
        }
        if (chance.one_in(2))
            text += chance.of(gaps);
    }
    return text;
}

inline Document random_document(Chance& chance, std::uint64_t key) {
    const Day day = make_day(2019, 1, 1) + std::chrono::days(chance.below(1'000));
    return {key, random_text(chance, 1 + chance.below(4)), random_text(chance, chance.one_in(20) ? 200 : chance.below(16)),
            day, {chance.below(3), chance.below(400)},     0.5 + chance.below(4) * 0.25};
}

inline std::string random_word(Chance& chance) {
    std::string word;
    switch (chance.below(5)) {
        case 0:
            word = chance.of(tokens);
            break;
        case 1:
            word = random_text(chance, 2);
            break;
        default:
            for (std::uint32_t n = 1 + chance.below(5); n > 0; --n)
                word += characters[std::min(chance.below(12), chance.below(12))];
    }
    return word;
}

inline Query random_query(Chance& chance) {
    Query query;
    const auto words = [&] {
        std::vector<Word> some;
        for (std::uint32_t n = chance.one_in(15) ? 0 : 1 + chance.below(3); n > 0; --n)
            some.push_back({random_word(chance), chance.one_in(4) ? Field::title : Field::anywhere});
        return some;
    };
    query.words = words();
    for (std::uint32_t n = chance.one_in(4) ? 1 + chance.below(2) : 0; n > 0; --n)
        query.others.push_back(words());
    if (chance.one_in(4))
        query.filters.push_back({0, {chance.below(4)}});
    if (chance.one_in(8))
        query.filters.push_back({1, {chance.below(400), chance.below(400), 7}});
    if (chance.one_in(8)) {
        query.filters.push_back({1, {}});
        for (int n = 0; n < 100; ++n)
            query.filters.back().values.push_back(chance.below(400));
    }
    if (chance.one_in(4))
        query.from = make_day(2019, 1, 1) + std::chrono::days(chance.below(900));
    if (chance.one_in(4))
        query.to = make_day(2019, 6, 1) + std::chrono::days(chance.below(900));
    if (chance.one_in(3))
        query.order = Order::newest;
    if (chance.one_in(6))
        query.skip = chance.below(30);
    if (chance.one_in(3))
        query.facets = {{0, 10}, {1, 5}};
    query.threads = 1 + chance.below(3);
    query.threads_from = 20;
    return query;
}

inline std::string describe(const Query& query) {
    std::string text;
    const auto say = [&](const std::vector<Word>& words) {
        for (const Word& word : words)
            text += (word.field == Field::title ? "title:" : "") + word.text + " / ";
    };
    say(query.words);
    for (const auto& words : query.others) {
        text += "or ";
        say(words);
    }
    return text + std::to_string(query.filters.size()) + " filters, skip " + std::to_string(query.skip);
}

}  // namespace gongkai::fulltext::test
