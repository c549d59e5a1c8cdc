#include "domain/search/misspelt.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "base/core/text.h"
#include "domain/search/number.h"
#include "domain/search/person.h"
#include "domain/search/query.h"
#include "domain/search/readings.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t shortest = 2, longest = 4;  // characters of a word
constexpr std::size_t characters_at_most = 30, mended_at_most = 2;
constexpr std::uint64_t least_of_two = 2;   // documents that hold a word of two characters
constexpr std::uint64_t likelier = 4;       // what is read or looks just so than what is nearly read so
constexpr std::uint64_t times_as_many = 8;  // hold a longer one as what was typed: 图书管 stands in 图书管理
constexpr std::chrono::milliseconds for_a_count{20};

// Nobody mistypes these for others, nor others for these: numerals, what joins words, and the last characters of names of places.
constexpr std::u32string_view never_wrong =
    U"〇零一二三四五六七八九十百千万两第号期年月日以的在与于和及是了县市区镇乡村社街局厅院";
// What ends so has a name before it that no dictionary knows.
constexpr std::array<std::u32string_view, 15> ends_of_names{U"村",   U"社区", U"小区", U"街道", U"县", U"市", U"镇", U"路",
                                                            U"公司", U"置业", U"药店", U"药房", U"店", U"厂", U"山"};
constexpr std::size_t longest_name = 4;

bool is_name(std::u32string_view text) {
    return std::ranges::any_of(ends_of_names, [&](std::u32string_view end) {
        return text.ends_with(end) && text.size() > end.size() && text.size() - end.size() <= longest_name;
    });
}

class Mender {
  public:
    Mender(std::u32string text, const fulltext::Index& index, const Suggestions* known, const Labels& labels,
           const Synonyms& synonyms, Clock::time_point until)
        : text_(std::move(text)), index_(index), known_(known), labels_(labels), synonyms_(synonyms), until_(until) {
        part();
    }

    std::optional<std::u32string> run() {
        Best best;
        look_for_words(&Confused::surely, 1, best);
        // Very many words of two characters are nearly read alike.
        if (text_.size() > shortest)
            look_for_words(&Confused::perhaps, likelier, best);
        if (!best.word.empty()) {
            auto mended = text_;
            return mended.replace(best.from, best.word.size(), best.word);
        }
        return best_row();
    }

  private:
    enum class Hold { loose, asks, asks_surely, sound };  // asks: one character, which may be part of a word

    // Words that are known to stand somewhere, and what asks, are in one piece; each other character is one. Those of a word of
    // the dictionary are right, whether it stands somewhere or not.
    void part() {
        hold_.assign(text_.size(), Hold::loose);
        for (std::size_t at = 0; const auto& word : words_of(to_utf8(text_))) {
            const auto size = count_code_points(word);
            at = std::min(text_.find(to_code_points(word), at), text_.size());
            for (std::size_t i = at; i < std::min(at + size, text_.size()); ++i)
                if (size > 1 || never_wrong.contains(text_[i]))
                    hold_[i] = Hold::sound;
            at = std::min(at + size, text_.size());
        }
        begins_.assign(text_.size() + 1, true);
        const auto meant = meant_by(plain_words(to_utf8(text_)), labels_, synonyms_);
        const auto keep = [&](std::string_view piece, Hold hold) {
            const auto one = to_code_points(piece);
            for (auto at = text_.find(one); !one.empty() && at != std::u32string::npos; at = text_.find(one, at + one.size()))
                for (std::size_t i = at; i < at + one.size(); ++i) {
                    hold_[i] = hold;
                    begins_[i] = i == at;
                }
        };
        for (const auto& asks : meant.left_out)
            keep(asks, count_code_points(asks) > 1 ? Hold::asks_surely : Hold::asks);
        for (const auto& term : meant.terms) {
            const bool is_known = term.unit != 0 || term.year != 0 || term.names.size() + term.said.size() > 1;
            for (const auto& name : term.names)
                if (count_code_points(name) > 1 && (is_known || stands(to_code_points(name))))
                    keep(name, Hold::sound);
        }
    }

    // Nothing is read for these but the dictionary of the index.
    std::uint64_t at_most(std::u32string_view word) const { return index_.at_most({to_utf8(word), fulltext::Field::anywhere}); }
    bool stands(const std::u32string& word) const { return at_most(word) > 0; }

    std::uint64_t count(std::u32string_view word) const {
        fulltext::Query query;
        query.words.push_back({to_utf8(word), fulltext::Field::anywhere});
        query.count = 0;
        query.budget = for_a_count;
        return index_.find(query).total;
    }
    // Whether any document has it there.
    bool is_found(std::u32string_view word, fulltext::Field field) const {
        fulltext::Query query;
        query.words.push_back({to_utf8(word), field});
        query.count = 1;
        query.total = fulltext::Total::unwanted;
        query.budget = for_a_count;
        return !index_.find(query).hits.empty();
    }

    bool is_late() const { return Clock::now() > until_; }

    // Of three and more characters two words that stand side by side are enough, where a title has them so: 营业 and 执照, 居住
    // and 证.
    bool is_word(std::u32string_view word) const {
        const auto text = to_utf8(word);
        const auto parts = words_of(text).size();
        return parts == 1 || synonyms_.known_at(word) == word.size() || (known_ && known_->knows(text)) ||
               (word.size() > shortest && (calls_unit(word, labels_) || (parts == 2 && is_found(word, fulltext::Field::title))));
    }

    // A character instead of one of the question, and whether the pairs that it makes with its neighbours stand in the index.
    struct Instead {
        char32_t character = 0;
        bool has_before = false, has_after = false;
    };
    std::vector<Instead> instead_of(std::size_t at, std::u32string Confused::* nearness) const {
        std::vector<Instead> all;
        const auto confused = confused_with(text_[at]);
        for (const char32_t other : confused.*nearness)
            if (!never_wrong.contains(other))
                all.push_back(
                    {other, at > 0 && stands({text_[at - 1], other}), at + 1 < text_.size() && stands({other, text_[at + 1]})});
        return all;
    }

    // Calls `look(word)` with each of them in place of the character at `at` of a window.
    template <typename Look>
    void replace(std::u32string_view window, std::size_t at, const std::vector<Instead>& all, const Look& look) const {
        std::u32string word(window);
        for (const auto& one : all) {
            if (is_late())
                return;
            word[at] = one.character;
            if (((at == 0 || one.has_before) && (at + 1 == word.size() || one.has_after)) ||
                (word.size() > shortest && calls_unit(word, labels_)))
                look(word);
        }
    }

    struct Best {
        std::size_t from = 0;
        std::u32string word;
        std::uint64_t worth = 0;  // documents that hold it, fewer where it is only nearly read so
    };
    // A word of two to four characters, whole pieces of the question, of which a loose character is the wrong one. The longest,
    // and of these the one that most documents hold.
    void look_for_words(std::u32string Confused::* nearness, std::uint64_t unlikely, Best& best) const {
        for (std::size_t at = 0; at < text_.size() && !is_late(); ++at) {
            if (hold_[at] > Hold::asks || !is_han(text_[at]))
                continue;
            const auto instead = instead_of(at, nearness);
            for (std::size_t length = shortest + (hold_[at] == Hold::asks ? 1 : 0); length <= longest; ++length)
                for (std::size_t from = at + 1 - std::min(length, at + 1); from <= at && from + length <= text_.size(); ++from) {
                    const auto window = std::u32string_view(text_).substr(from, length);
                    if (from + length <= at || !begins_[from] || !begins_[from + length] ||
                        !std::ranges::all_of(window, is_han) || length < best.word.size())
                        continue;
                    std::optional<std::uint64_t> as_typed;  // documents that hold the window
                    replace(window, at - from, instead, [&](const std::u32string& word) {
                        const bool is_unit = word.size() > shortest && calls_unit(word, labels_);
                        const auto is_too_few = [&](std::uint64_t documents) {
                            return documents < (length == shortest ? least_of_two : 1) ||
                                   (length == best.word.size() && documents / unlikely <= best.worth);
                        };
                        // What it is at most is known at once, and is mostly too few.
                        if ((!is_unit && is_too_few(at_most(word))) || !is_word(word))
                            return;
                        const auto documents = is_unit ? std::max<std::uint64_t>(count(word), least_of_two) : count(word);
                        if (is_too_few(documents))
                            return;
                        if (!as_typed)
                            as_typed = count(window);
                        if (*as_typed > 0 && (length == shortest || *as_typed * times_as_many > documents))
                            return;
                        best = {from, word, documents / unlikely};
                    });
                }
        }
    }

    // It stands beside a neighbour nowhere else: most right characters are spared the search by this.
    bool is_odd(std::size_t at) const {
        return (at > 0 && !stands(text_.substr(at - 1, 2))) || (at + 1 < text_.size() && !stands(text_.substr(at, 2)));
    }

    // Any row of four: what was typed is a word of its own (公式公告), but beside these it is another.
    std::optional<std::u32string> best_row() const {
        for (std::size_t from = 0; from + longest <= text_.size() && !is_late(); ++from) {
            const auto window = std::u32string_view(text_).substr(from, longest);
            std::array<bool, longest> may_be_wrong{};
            for (std::size_t at = 0; at < longest; ++at)
                may_be_wrong[at] = hold_[from + at] != Hold::asks_surely && is_odd(from + at);
            if (std::ranges::none_of(may_be_wrong, std::identity()) || !std::ranges::all_of(window, is_han) ||
                is_found(window, fulltext::Field::anywhere))
                continue;
            std::u32string found;
            for (std::size_t at = 0; at < longest && found.empty(); ++at)
                if (may_be_wrong[at])
                    replace(window, at, instead_of(from + at, &Confused::surely), [&](const std::u32string& row) {
                        if (found.empty() && stands(row) && is_found(row, fulltext::Field::title))
                            found = row;
                    });
            if (!found.empty()) {
                auto mended = text_;
                return mended.replace(from, longest, found);
            }
        }
        return std::nullopt;
    }

    const std::u32string text_;
    const fulltext::Index& index_;
    const Suggestions* known_;
    const Labels& labels_;
    const Synonyms& synonyms_;
    const Clock::time_point until_;
    std::vector<Hold> hold_;
    std::vector<bool> begins_;
};

}  // namespace

std::optional<std::string> mended(std::string_view typed, const fulltext::Index& index, const Suggestions* known,
                                  const Labels& labels, const Synonyms& synonyms, Clock::time_point until) {
    if (auto other = with_digits(typed); other != typed)
        return other;
    auto text = folded(trim(typed));
    if (text.size() < shortest || text.size() > characters_at_most || is_name(text) ||
        (text.size() <= longest_name && may_name_person(typed, synonyms)))
        return std::nullopt;
    bool is_mended = false;
    for (std::size_t i = 0; i < mended_at_most; ++i) {
        auto other = Mender(text, index, known, labels, synonyms, until).run();
        if (!other)
            break;
        text = std::move(*other);
        is_mended = true;
    }
    return is_mended ? std::optional(to_utf8(text)) : std::nullopt;
}

}  // namespace gongkai::search
