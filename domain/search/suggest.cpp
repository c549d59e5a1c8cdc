#include "domain/search/suggest.h"

#include <unicode/brkiter.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <stdexcept>
#include <unordered_map>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"
#include "domain/search/synonyms.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr int titles_at_most = 50'000, record_titles_at_most = 10'000;
constexpr std::size_t least_heard = 4;     // letters
constexpr std::size_t looked_at = 4'000;   // of one prefix
constexpr std::size_t word_in_titles = 2;  // a word that stands in fewer is no word to suggest
constexpr std::size_t joined_at_most = 6;  // characters of two words that are one: 养老 and 保险, 居住 and 证
constexpr std::string_view joins_nothing = "和与及或的等在对为";

// Two words of a title that may be one: side by side in it, the first a word by itself (市 of 市教育 is none).
bool may_be_one(std::string_view title, const std::string& before, const std::string& word) {
    const auto length = count_code_points(before);
    return length >= 2 && length + count_code_points(word) <= joined_at_most &&
           joins_nothing.find(word) == std::string_view::npos && title.find(before + word) != std::string_view::npos;
}

// The usual reading of each Han character, without tones, and the words in which it is another.
class Readings {
  public:
    Readings() {
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> read(
            icu::Transliterator::createInstance("Han-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, error));
        if (U_FAILURE(error))
            throw std::runtime_error(u_errorName(error));
        for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
            icu::UnicodeString one(static_cast<UChar32>(c));
            read->transliterate(one);
            std::string said;
            one.toUTF8String(said);
            std::erase_if(said, [](char letter) { return letter < 'a' || letter > 'z'; });
            usual_[c - 0x4E00] = said;
        }
        const auto rows = read_csv(embedded_or_die("data/search/readings.csv")).value();
        for (std::size_t i = 1; i < rows.size(); ++i) {
            std::vector<std::string> syllables;
            for (const auto syllable : split(rows[i].at(1), ' '))
                syllables.emplace_back(syllable);
            auto word = to_code_points(rows[i].at(0));
            auto& longest = longest_from_[word.front()];
            longest = std::max(longest, word.size());
            words_.emplace(std::move(word), std::move(syllables));
        }
    }

    // Each syllable with the character that it is read from.
    struct Syllable {
        std::string said;
        char32_t character;
    };
    std::vector<Syllable> syllables(std::u32string_view text) const {
        std::vector<Syllable> all;
        for (std::size_t i = 0; i < text.size();) {
            const auto longest = longest_from_.find(text[i]);
            std::size_t length = longest == longest_from_.end() ? 0 : std::min(longest->second, text.size() - i);
            for (; length > 0; --length)
                if (const auto word = words_.find(text.substr(i, length)); word != words_.end()) {
                    for (std::size_t k = 0; k < word->second.size(); ++k)
                        all.push_back({word->second[k], text[i + std::min(k, length - 1)]});
                    break;
                }
            if (length == 0) {
                const char32_t c = text[i];
                const bool is_read = c >= 0x4E00 && c <= 0x9FA5 && !usual_[c - 0x4E00].empty();
                if (is_read)
                    all.push_back({usual_[c - 0x4E00], c});
                else if (fulltext::Fold::kind(c) == fulltext::Fold::Kind::token)
                    all.push_back({to_utf8(std::u32string(1, c)), c});
                length = 1;
            }
            i += length;
        }
        return all;
    }

  private:
    std::vector<std::string> usual_ = std::vector<std::string>(0x9FA6 - 0x4E00);
    std::map<std::u32string, std::vector<std::string>, std::less<>> words_;
    std::unordered_map<char32_t, std::size_t> longest_from_;  // of the words that begin so
};

const Readings& readings() {
    static const Readings all;
    return all;
}

// 市教育和体育局 is called 教育局 and 体育局.
std::vector<std::string> parts_of_bureau(std::string_view name) {
    constexpr std::string_view bureau = "局", both = "和";
    const auto at = name.find(both);
    if (at == std::string_view::npos || !name.ends_with(bureau))
        return {};
    auto first = name.substr(0, at);
    if (const auto city = first.find("市"); city != std::string_view::npos)
        first.remove_prefix(city + std::string_view("市").size());
    return {std::string(first) + std::string(bureau), std::string(name.substr(at + both.size()))};
}

}  // namespace

Reading reading_of(std::string_view text) {
    Reading reading;
    for (const auto& syllable : readings().syllables(folded(text))) {
        reading.full += syllable.said;
        reading.initials += syllable.said.substr(0, 1);
    }
    return reading;
}

Suggestions::Suggestions(std::vector<Phrase> phrases, std::map<LabelId, KeptLabel> labels)
    : labels_(std::move(labels)), phrases_(std::move(phrases)) {
    for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
        const auto text = bare(phrases_[i].text);
        const auto read = reading_of(phrases_[i].text);
        by_text_.push_back({text, i, true});
        by_full_.push_back({read.full, i, true});
        by_initials_.push_back({read.initials, i, true});
        // What follows 关于 is what people begin with, 关于印发…的通知, and of 市财政局 what follows 市.
        for (const std::string_view opening : {"关于印发", "关于做好", "关于开展", "关于", "市", "县", "区"}) {
            const bool is_level = opening.size() == std::string_view("市").size();
            const auto at = is_level ? (text.starts_with(opening) ? 0 : std::string::npos) : text.find(opening);
            if (at == std::string::npos)
                continue;
            const auto rest = text.substr(at + opening.size());
            const auto rest_read = reading_of(rest);
            by_text_.push_back({rest, i, false});
            by_full_.push_back({rest_read.full, i, false});
            by_initials_.push_back({rest_read.initials, i, false});
            break;
        }
        if (phrases_[i].kind && phrases_[i].kind->code == "unit")
            for (const auto& part : parts_of_bureau(text)) {
                const auto part_read = reading_of(part);
                by_text_.push_back({part, i, false});
                by_full_.push_back({part_read.full, i, false});
                by_initials_.push_back({part_read.initials, i, false});
            }
    }
    for (auto* keys : {&by_text_, &by_full_, &by_initials_})
        std::ranges::sort(*keys, {}, &Key::key);
    full_in_a_row_ = InARow(by_full_);
    initials_in_a_row_ = InARow(by_initials_);
}

Suggestions::InARow::InARow(const std::vector<Key>& keys) {
    for (const auto& one : keys)
        if (one.is_whole) {
            places_.emplace_back(text_.size(), one.phrase);
            text_.append(one.key).push_back('\n');
        }
    text_.shrink_to_fit();
}

template <class Take>
void Suggestions::InARow::each_with(std::string_view letters, Take take) const {
    for (std::size_t at = 0; at < text_.size();) {
        const void* found = ::memmem(text_.data() + at, text_.size() - at, letters.data(), letters.size());
        if (!found)
            return;
        const auto place = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
        const auto beyond = std::ranges::upper_bound(places_, place, {}, &std::pair<std::size_t, std::uint32_t>::first);
        if (!take(std::prev(beyond)->second) || beyond == places_.end())
            return;
        at = beyond->first;
    }
}

std::vector<std::string> Suggestions::for_typed(std::string_view typed, std::size_t at_most) const {
    auto wanted = bare(typed);
    if (wanted.empty())
        return {};
    std::unordered_map<std::uint32_t, double> found;
    const auto look = [&](const std::vector<Key>& keys, double worth) {
        const auto from = std::ranges::lower_bound(keys, wanted, {}, &Key::key);
        std::size_t count = 0;
        for (auto at = from; at != keys.end() && at->key.starts_with(wanted) && count < looked_at; ++at, ++count) {
            const double whole = at->key.size() == wanted.size() ? 4 : 1;
            if (phrases_[at->phrase].weight == 0)
                continue;
            auto& best = found[at->phrase];
            best = std::max(best, phrases_[at->phrase].weight * worth * whole * (at->is_whole ? 1.5 : 1));
        }
    };
    look(by_text_, 4);
    const bool is_letters = std::ranges::all_of(wanted, [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_letters) {
        look(by_full_, 2);
        look(by_initials_, 1);
    }
    std::vector<std::pair<double, std::uint32_t>> best;
    for (const auto& [phrase, worth] : found)
        best.emplace_back(-worth, phrase);
    std::ranges::sort(best);
    std::vector<std::string> all;
    for (const auto& [worth, phrase] : best) {
        if (all.size() == at_most)
            break;
        if (std::ranges::find(all, phrases_[phrase].text) == all.end())
            all.push_back(phrases_[phrase].text);
    }
    return all;
}

std::string Suggestions::kind_of(std::string_view phrase, Language language) const {
    const auto [from, to] = std::ranges::equal_range(by_text_, bare(phrase), {}, &Key::key);
    for (auto at = from; at != to; ++at)
        if (const auto& known = phrases_[at->phrase]; known.text == phrase && known.kind)
            return known.kind->name(language);
    return {};
}

std::vector<std::string> Suggestions::read_as(std::string_view letters, std::size_t at_most) const {
    std::vector<std::pair<double, std::string>> found;
    const auto wanted = bare(letters);
    for (const auto* keys : {&by_full_, &by_initials_}) {
        const auto [from, to] = std::ranges::equal_range(*keys, wanted, {}, &Key::key);
        for (auto at = from; at != to; ++at)
            if (at->is_whole && bare(phrases_[at->phrase].text) != wanted)
                found.emplace_back(-phrases_[at->phrase].weight, phrases_[at->phrase].text);
        if (!found.empty())
            break;
    }
    std::ranges::sort(found);
    std::vector<std::string> all;
    for (auto& [weight, text] : found)
        if (all.size() < at_most && std::ranges::find(all, text) == all.end())
            all.push_back(std::move(text));
    return all;
}

std::vector<std::string> Suggestions::heard(std::string_view letters, std::size_t at_most) const {
    if (letters.size() < least_heard)
        return {};
    std::map<std::string, int> found;
    std::size_t looked = 0;
    for (const bool is_full : {true, false}) {
        (is_full ? full_in_a_row_ : initials_in_a_row_).each_with(letters, [&](std::uint32_t phrase) {
            if (++looked > looked_at)
                return false;
            std::string row, said;
            const auto all = readings().syllables(folded(phrases_[phrase].text));
            for (std::size_t from = 0; from < all.size(); ++from, row.clear(), said.clear()) {
                for (std::size_t to = from; to < all.size() && said.size() < letters.size(); ++to) {
                    said += is_full ? all[to].said : all[to].said.substr(0, 1);
                    row += to_utf8(std::u32string(1, all[to].character));
                }
                if (said == letters && count_code_points(row) > 1 && row != letters)
                    ++found[row];
            }
            return true;
        });
        if (!found.empty())
            break;
    }
    std::vector<std::pair<int, std::string>> best;
    for (const auto& [row, count] : found)
        best.emplace_back(-count, row);
    std::ranges::sort(best);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < best.size() && i < at_most; ++i)
        all.push_back(best[i].second);
    return all;
}

namespace {

// 单位, 栏目: what a value of a facet is.
const Label* label_of_facet(std::string_view facet) {
    static const auto all = [] {
        std::map<std::string, Label, std::less<>> named;
        for (const std::string name : {"kind", "unit", "theme", "column"})
            named.emplace(name,
                          Label{name, words(Language::zh, "search.facet." + name), words(Language::en, "search.facet." + name)});
        return named;
    }();
    const auto found = all.find(facet);
    return found == all.end() ? nullptr : &found->second;
}

}  // namespace

std::shared_ptr<const Suggestions> suggestions(db::Connection& connection) {
    std::vector<Suggestions::Phrase> phrases;
    std::map<std::string, std::size_t> words_in_titles;
    auto all_labels = labels(connection);
    const auto kind_of = [&](LabelId id) {
        const auto found = all_labels.find(id);
        return found == all_labels.end() ? nullptr : &found->second.label;
    };
    for (const auto& title : newest_titles(connection, titles_at_most)) {
        phrases.push_back({title.title, 1, kind_of(title.kind)});
        std::string before;
        for (auto& word : words_of(title.title)) {
            if (may_be_one(title.title, before, word))
                ++words_in_titles[before + word];
            ++words_in_titles[word];
            before = std::move(word);
        }
    }
    for (auto& title : newest_titles_of_records(connection, record_titles_at_most))
        phrases.push_back({std::move(title.title), 0});
    for (const auto& [id, kept] : all_labels)
        if (!kept.label.zh.empty())
            phrases.push_back({kept.label.zh, 20, label_of_facet(kept.facet)});
    for (const auto& [plain, policy] : synonyms(connection)->pairs()) {
        phrases.push_back({plain, 40});
        phrases.push_back({policy, 30});
    }
    for (const auto& [word, count] : words_in_titles)
        if (count >= word_in_titles && count_code_points(word) >= 2)
            phrases.push_back({word, 3 + static_cast<double>(std::min<std::size_t>(count, 50))});
    return std::make_shared<const Suggestions>(std::move(phrases), std::move(all_labels));
}

}  // namespace gongkai::search
