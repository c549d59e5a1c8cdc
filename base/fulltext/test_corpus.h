// For the tests: random documents and queries over few characters, so that words are found often and by accident too, and a scan
// that answers by looking at every text, written apart from the index.
#pragma once
#include <map>
#include <random>

#include "base/core/text.h"
#include "base/fulltext/index.h"

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
    for (std::uint32_t n = chance.one_in(15) ? 0 : 1 + chance.below(3); n > 0; --n)
        query.words.push_back({random_word(chance), chance.one_in(4) ? Field::title : Field::anywhere});
    if (chance.one_in(4))
        query.filters.push_back({0, {chance.below(4)}});
    if (chance.one_in(8))
        query.filters.push_back({1, {chance.below(400), chance.below(400), 7}});
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
    return query;
}

// A text in which a word is found by plain search: tokens in brackets of their own, a sign between Han runs as a bar.
inline std::u32string plain(std::string_view text) {
    const Fold& fold = *Fold::standard();
    std::u32string out;
    bool after_gap = false;
    auto before = Fold::Kind::gap;
    for (const char32_t raw : to_code_points(text)) {
        const char32_t c = fold(raw);
        const auto kind = Fold::kind(c);
        if (before == Fold::Kind::token && kind != Fold::Kind::token)
            out += U'>';
        if (kind == Fold::Kind::han && after_gap && !out.empty() && out.back() != U'>')
            out += U'|';
        if (kind == Fold::Kind::token && before != Fold::Kind::token)
            out += U'<';
        if (kind != Fold::Kind::gap)
            out += c;
        after_gap = kind == Fold::Kind::gap;
        before = kind;
    }
    if (before == Fold::Kind::token)
        out += U'>';
    return out;
}

struct Scanned {
    explicit Scanned(Document it) : document(std::move(it)), title(plain(document.title)), body(plain(document.body)) {}
    Document document;
    std::u32string title, body;
};

using Truth = std::map<std::uint64_t, Scanned>;

// A query as the scan wants it.
class Scan {
  public:
    explicit Scan(const Query& query) : query_(query) {
        for (const Word& word : query.words) {
            const std::u32string all = plain(word.text);
            for (std::size_t from = 0; from < all.size();) {
                const auto to = std::min(all.find(U'|', from), all.size());
                if (to > from)
                    pieces_.push_back({all.substr(from, to - from), word.field});
                from = to + 1;
            }
        }
    }

    bool fits(const Scanned& it) const {
        for (const Filter& filter : query_.filters)
            if (std::ranges::find(filter.values, it.document.facets[filter.column]) == filter.values.end())
                return false;
        if ((query_.from && it.document.day < *query_.from) || (query_.to && it.document.day > *query_.to))
            return false;
        return std::ranges::all_of(pieces_, [&](const auto& piece) {
            return it.title.contains(piece.first) || (piece.second == Field::anywhere && it.body.contains(piece.first));
        });
    }

    // All that fit, newest first.
    std::vector<const Scanned*> over(const Truth& truth) const {
        std::vector<const Scanned*> found;
        for (const auto& [key, it] : truth)
            if (fits(it))
                found.push_back(&it);
        std::ranges::sort(found, [](const Scanned* a, const Scanned* b) {
            return std::pair(a->document.day, a->document.key) > std::pair(b->document.day, b->document.key);
        });
        return found;
    }

  private:
    const Query& query_;
    std::vector<std::pair<std::u32string, Field>> pieces_;
};

inline std::string describe(const Query& query) {
    std::string text;
    for (const Word& word : query.words)
        text += (word.field == Field::title ? "title:" : "") + word.text + " / ";
    return text + std::to_string(query.filters.size()) + " filters, skip " + std::to_string(query.skip);
}

}  // namespace gongkai::fulltext::test
