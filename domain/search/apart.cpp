#include "domain/search/apart.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t surely_a_word = 3;  // characters: a shorter one may be the end of one word and the beginning of another
constexpr std::size_t words_at_most = 12;

struct Wish {
    std::vector<std::string> words, kinds;
};
using Asking = std::map<std::u32string, Wish, std::less<>>;  // folded

const Asking& asking() {
    static const auto all = [] {
        Asking made;
        const auto rows = read_csv(embedded_or_die("data/search/asking.csv")).value();
        const auto add = [](std::vector<std::string>& to, std::string_view cell) {
            for (const auto word : split(cell, ' '))
                if (!word.empty())
                    to.emplace_back(word);
        };
        for (std::size_t i = 1; i < rows.size(); ++i) {
            auto& wish = made[folded(rows[i].at(0))];
            add(wish.words, rows[i].at(1));
            add(wish.kinds, rows[i].at(2));
        }
        return made;
    }();
    return all;
}

// How long the longest phrase of at least so many characters is that only asks, at the beginning of `text`.
std::size_t asks(std::u32string_view text, std::size_t least) {
    static const std::size_t longest = [] {
        std::size_t most = 0;
        for (const auto& [phrase, wished] : asking())
            most = std::max(most, phrase.size());
        return most;
    }();
    for (std::size_t length = std::min(longest, text.size()); length >= least; --length)
        if (asking().contains(text.substr(0, length)))
            return length;
    return 0;
}

class Falling {
  public:
    explicit Falling(const Synonyms& synonyms) : synonyms_(synonyms) {}

    // Long words that are known, and what asks, are cut out first, so that they do not stick to what stands beside them.
    void take(std::u32string_view text) {
        std::size_t from = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto rest = text.substr(at);
            auto known = synonyms_.known_at(rest);
            if (known < surely_a_word)
                known = 0;
            const auto asked = asks(rest, 2);
            if (known == 0 && asked == 0) {
                ++at;
                continue;
            }
            fall(text.substr(from, at - from));
            if (known >= asked)
                add(rest.substr(0, known));
            else
                leave_out(rest.substr(0, asked));
            at += std::max(known, asked);
            from = at;
        }
        fall(text.substr(from));
    }

    Apart all;

  private:
    static void add(std::vector<std::string>& to, std::string one) {
        if (std::ranges::find(to, one) == to.end())
            to.push_back(std::move(one));
    }
    void add(std::u32string_view word) { add(all.words, to_utf8(word)); }
    void leave_out(std::u32string_view word) {
        const auto& wish = asking().find(word)->second;
        add(all.left_out, to_utf8(word));
        for (const auto& one : wish.words)
            add(all.wished, one);
        for (const auto& one : wish.kinds)
            add(all.kinds, one);
    }
    // Characters that stand together: what is known among them (带狗: 狗), else all of them.
    void add_single(std::u32string_view single) {
        std::vector<std::u32string_view> known;
        if (synonyms_.known_at(single) < single.size())
            for (std::size_t at = 0; at < single.size();) {
                const auto length = synonyms_.known_at(single.substr(at));
                if (length > 0)
                    known.push_back(single.substr(at, length));
                at += std::max<std::size_t>(length, 1);
            }
        if (known.empty()) {
            known.push_back(single);
            if (synonyms_.known_at(single) == 0)
                add(all.loose, to_utf8(single));
        }
        for (const auto word : known)
            add(word);
    }

    // As the dictionary has it. Characters that it leaves alone stand together, and two of its pieces may be one known word.
    void fall(std::u32string_view text) {
        if (text.empty())
            return;
        std::vector<std::u32string> pieces;
        for (const auto& word : words_of(to_utf8(text)))
            pieces.push_back(to_code_points(word));
        std::u32string single;
        const auto end_single = [&] {
            if (!single.empty())
                add_single(single);
            single.clear();
        };
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const auto piece = pieces[i];
            // 非, 遗传, 承: where the dictionary leaves a character alone that begins a known word (非遗), it has parted it
            // wrongly.
            if (piece.size() == 1 && i + 1 < pieces.size()) {
                auto& next = pieces[i + 1];
                if (const auto both = piece + next.substr(0, 1); synonyms_.known_at(both) == both.size()) {
                    end_single();
                    add(both);
                    if (next.size() == 1) {
                        ++i;
                    } else {
                        auto rest = next.substr(1);
                        for (auto after = i + 2; after < pieces.size(); ++after)
                            rest += pieces[after];
                        fall(rest);
                        return;
                    }
                    continue;
                }
            }
            if (asks(piece, 1) == piece.size()) {
                end_single();
                leave_out(piece);
            } else if (piece.size() == 1 && is_han(piece[0])) {
                single += piece;
            } else {
                end_single();
                add(piece);
            }
        }
        end_single();
    }

    const Synonyms& synonyms_;
};

}  // namespace

Apart apart(std::string_view text, const Synonyms& synonyms) {
    Falling falling(synonyms);
    falling.take(folded(text));
    auto& all = falling.all;
    if (all.words.size() > words_at_most)
        all.words.resize(words_at_most);
    return std::move(all);
}

bool stand_in(const std::vector<std::string>& parts, const std::vector<std::string>& words) {
    const auto is_token = [](char32_t c) { return fulltext::Fold::kind(c) == fulltext::Fold::Kind::token; };
    const auto is_cut = [&](std::u32string_view text, std::size_t at) {
        return at > 0 && at < text.size() && is_token(text[at - 1]) && is_token(text[at]);
    };
    return std::ranges::all_of(parts, [&](const std::string& one) {
        return std::ranges::any_of(words, [&, part = folded(one)](const std::string& other) {
            const auto word = folded(other);
            const auto at = word.find(part);
            return at != std::u32string::npos && !is_cut(word, at) && !is_cut(word, at + part.size());
        });
    });
}

}  // namespace gongkai::search
