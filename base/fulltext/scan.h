// Answers a query by looking at every text: what the tests and the benchmark compare the index with. It shares no code with the
// index but the fold.
#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/core/text.h"
#include "base/fulltext/index.h"

namespace gongkai::fulltext {

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
        add(query.words);
        for (const auto& words : query.others)
            add(words);
    }

    bool fits(const Scanned& it) const {
        for (const Filter& filter : query_.filters)
            if (std::ranges::find(filter.values, it.document.facets[filter.column]) == filter.values.end())
                return false;
        if ((query_.from && it.document.day < *query_.from) || (query_.to && it.document.day > *query_.to))
            return false;
        return std::ranges::any_of(ways_, [&](const Pieces& pieces) {
            return std::ranges::all_of(pieces, [&](const auto& piece) {
                return it.title.contains(piece.first) || (piece.second == Field::anywhere && it.body.contains(piece.first));
            });
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
    using Pieces = std::vector<std::pair<std::u32string, Field>>;

    void add(const std::vector<Word>& words) {
        Pieces& pieces = ways_.emplace_back();
        for (const Word& word : words) {
            const std::u32string all = plain(word.text);
            for (std::size_t from = 0; from < all.size();) {
                const auto to = std::min(all.find(U'|', from), all.size());
                if (to > from)
                    pieces.push_back({all.substr(from, to - from), word.field});
                from = to + 1;
            }
        }
    }

    const Query& query_;
    std::vector<Pieces> ways_;  // any of them
};

}  // namespace gongkai::fulltext
