#include "domain/search/suggest.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_map>

#include "base/core/text.h"
#include "domain/people/called.h"
#include "domain/search/number.h"
#include "domain/search/readings.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"
#include "domain/search/synonyms.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr int titles_at_most = 50'000, record_titles_at_most = 10'000;
constexpr std::size_t least_heard = 4;     // letters
constexpr std::size_t looked_at = 4'000;   // of one prefix
constexpr double weight_of_record = 0.5;   // of a title: 1
constexpr double weight_of_said = 2;       // what people say where papers use other words
constexpr std::size_t joined_at_most = 6;  // characters of two words that are one: 养老 and 保险, 居住 and 证
constexpr std::string_view joins_nothing = "和与及或的等在对为";

// Two words of a title that may be one: side by side in it, the first a word by itself (市 of 市教育 is none).
bool may_be_one(std::string_view title, const std::string& before, const std::string& word) {
    const auto length = count_code_points(before);
    return length >= 2 && length + count_code_points(word) <= joined_at_most &&
           joins_nothing.find(word) == std::string_view::npos && title.find(before + word) != std::string_view::npos;
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

Suggestions::Suggestions(std::vector<Phrase> phrases, std::map<LabelId, KeptLabel> labels)
    : labels_(std::move(labels)), phrases_(std::move(phrases)) {
    for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
        const auto text = bare(phrases_[i].text);
        add_keys(text, i, true);
        // What follows 关于 is what people begin with, 关于印发…的通知, and of 市财政局 what follows 市.
        for (const std::string_view opening : {"关于印发", "关于做好", "关于开展", "关于", "市", "县", "区"}) {
            const bool is_level = opening.size() == std::string_view("市").size();
            const auto at = is_level ? (text.starts_with(opening) ? 0 : std::string::npos) : text.find(opening);
            if (at == std::string::npos)
                continue;
            add_keys(text.substr(at + opening.size()), i, false);
            break;
        }
        // 邹城市图书馆 is 图书馆 to who lives there.
        const auto characters = to_code_points(text);
        for (const std::size_t at : {2, 3})
            if (characters.size() > at + 2 && std::u32string_view(U"市县区镇").contains(characters[at]))
                add_keys(to_utf8(characters.substr(at + 1)), i, false);
        if (is_unit(i)) {
            add_unit(text, i);
            for (const auto& part : parts_of_bureau(text))
                add_keys(part, i, false);
        }
        // 邹政办字〔2019〕33号, and 邹政办字33.
        if (const auto number = number_of(phrases_[i].number)) {
            add_keys(bare(phrases_[i].number), i, false);
            add_keys(number->organ + std::to_string(number->serial) + "号", i, false);
        }
    }
    add_other_names_of_units();
    for (auto* keys : {&by_text_, &by_full_, &by_initials_})
        std::ranges::sort(*keys, {}, &Key::key);
    full_in_a_row_ = InARow(by_full_);
    initials_in_a_row_ = InARow(by_initials_);
}

// 卫健局 is 市卫生健康局, and 环保局 was what is 生态环境局 today: of those with such a name the shortest, as the search has it.
void Suggestions::add_other_names_of_units() {
    std::vector<std::uint32_t> units;
    for (std::uint32_t i = 0; i < phrases_.size(); ++i)
        if (is_unit(i))
            units.push_back(i);
    std::ranges::stable_sort(units, {}, [&](std::uint32_t i) { return std::pair(phrases_[i].text.size(), -phrases_[i].weight); });
    for (const auto& called : people::all_called())
        for (const auto& now : people::now_called(called)) {
            const auto unit = std::ranges::find_if(
                units, [&](std::uint32_t i) { return phrases_[i].text.find(now.part) != std::string::npos; });
            if (unit == units.end())
                continue;
            add_keys(bare(called), *unit, false);
            break;
        }
}

bool Suggestions::is_unit(std::uint32_t phrase) const { return phrases_[phrase].kind && phrases_[phrase].kind->code == "unit"; }

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

void Suggestions::add_keys(std::string_view text, std::uint32_t phrase, bool is_whole) {
    auto read = reading_of(text);
    by_text_.push_back({std::string(text), phrase, is_whole});
    by_full_.push_back({std::move(read.full), phrase, is_whole});
    by_initials_.push_back({std::move(read.initials), phrase, is_whole});
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
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (std::ranges::any_of(wanted, is_letter) &&
        std::ranges::all_of(wanted, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); })) {
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
            return known.kind->name(language) + (known.number.empty() ? "" : " · " + known.number);
    return {};
}

bool Suggestions::knows(std::string_view phrase) const {
    const auto [from, to] = std::ranges::equal_range(by_text_, std::string(phrase), {}, &Key::key);
    return std::any_of(from, to, [&](const Key& key) { return phrases_[key.phrase].weight > 0; });
}

std::vector<std::string> Suggestions::read_as(std::string_view letters, std::size_t at_most) const {
    std::vector<std::pair<double, std::string>> found;
    const auto wanted = bare(letters);
    for (const auto* keys : {&by_full_, &by_initials_}) {
        const auto [from, to] = std::ranges::equal_range(*keys, wanted, {}, &Key::key);
        for (auto at = from; at != to; ++at)
            if ((at->is_whole || is_unit(at->phrase)) && !phrases_[at->phrase].is_only_said &&
                bare(phrases_[at->phrase].text) != wanted)
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
            const auto all = syllables(folded(phrases_[phrase].text));
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
    std::map<std::string, std::size_t> words_in_titles, joined;
    auto all_labels = labels(connection);
    const auto kind_of = [&](LabelId id) {
        const auto found = all_labels.find(id);
        return found == all_labels.end() ? nullptr : &found->second.label;
    };
    for (const auto& title : newest_titles(connection, titles_at_most)) {
        phrases.push_back({title.title, 1, kind_of(title.kind), title.number});
        std::string before;
        for (auto& word : words_of(title.title)) {
            if (may_be_one(title.title, before, word))
                ++joined[before + word];
            ++words_in_titles[word];
            before = std::move(word);
        }
    }
    for (auto& title : newest_titles_of_records(connection, record_titles_at_most))
        phrases.push_back({std::move(title.title), title.is_gone_to ? weight_of_record : 0, kind_of(title.kind)});
    for (const auto& [id, kept] : all_labels)
        if (!kept.label.zh.empty())
            phrases.push_back({kept.label.zh, 20, label_of_facet(kept.facet)});
    for (const auto& [plain, policy] : synonyms(connection)->pairs()) {
        phrases.push_back({plain, 40});
        phrases.push_back({policy, 30});
    }
    for (const auto& pair : carried_synonyms())
        if (is_only_said(pair) && (phrases.empty() || phrases.back().text != pair.plain))
            phrases.push_back({pair.plain, weight_of_said, nullptr, {}, true});
    // Two words that stand side by side once are not one.
    for (const auto& [word, count] : joined)
        if (count > 1)
            words_in_titles[word] += count;
    for (const auto& [word, count] : words_in_titles)
        if (count_code_points(word) >= 2)
            phrases.push_back({word, 3 + static_cast<double>(std::min<std::size_t>(count, 50))});
    return std::make_shared<const Suggestions>(std::move(phrases), std::move(all_labels));
}

}  // namespace gongkai::search
