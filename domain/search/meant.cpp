#include "domain/search/meant.h"

#include <algorithm>
#include <optional>

#include "base/core/text.h"
#include "domain/people/called.h"
#include "domain/search/apart.h"
#include "domain/search/query.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::u32string_view organ_endings = U"局委办联";  // 卫健委 became 卫健局: the one is said for the other
constexpr std::size_t shortest_call = 3, longest_call = 8;  // characters of what a unit is called
constexpr double longest_weight = 4, least_weight_of_known = 2;

// How one asks for the way to a unit.
const std::vector<std::string> reaching{"电话", "号码",     "地址",     "办公",     "办公时间", "上班时间", "上班", "下班",
                                        "联系", "举报",     "投诉",     "咨询",     "监督",     "热线",     "地点", "时间",
                                        "位置", "联系方式", "举报电话", "监督电话", "咨询电话", "投诉电话"};

bool ends_organ(char32_t c) { return organ_endings.find(c) != std::u32string_view::npos; }

bool is_in_order(std::u32string_view part, std::u32string_view whole) {
    std::size_t reached = 0;
    for (const char32_t c : whole)
        if (reached < part.size() && part[reached] == c)
            ++reached;
    return reached == part.size();
}

struct Mention {
    std::size_t at = 0, length = 0;
    LabelId unit = 0;
    std::string name;
};

// The longest mention of a unit in a text that is folded.
std::optional<Mention> unit_in(std::u32string_view text, const Labels& labels) {
    std::optional<Mention> best;
    std::size_t best_name = 0;
    const auto offer = [&](std::size_t at, std::size_t length, LabelId unit, const std::string& name, std::size_t name_length) {
        // Of two units that are called so, the one with the shorter name: 市财政局 before 市财政局某中心.
        if (!best || length > best->length || (length == best->length && name_length < best_name)) {
            best = Mention{at, length, unit, name};
            best_name = name_length;
        }
    };
    for (const auto& [id, kept] : labels) {
        if (kept.facet != "unit")
            continue;
        const auto name = folded(kept.label.zh);
        if (const auto full = folded(kept.full_name); !full.empty())
            if (const auto at = text.find(full); at != std::u32string_view::npos) {
                offer(at, full.size(), id, kept.label.zh, name.size());
                continue;
            }
        std::u32string_view shorter = name;
        if (shorter.starts_with(U'市') && shorter.size() > 2)
            shorter.remove_prefix(1);
        if (const auto at = text.find(shorter); at != std::u32string_view::npos && shorter.size() > 1) {
            const bool has_city = at > 0 && shorter.size() < name.size() && text[at - 1] == U'市';
            offer(has_city ? at - 1 : at, shorter.size() + (has_city ? 1 : 0), id, kept.label.zh, name.size());
            continue;
        }
        for (std::size_t end = 0; end < text.size(); ++end) {
            if (!ends_organ(text[end]))
                continue;
            for (std::size_t length = std::min(longest_call, end + 1); length >= shortest_call; --length) {
                auto call = text.substr(end + 1 - length, length);
                if (call.starts_with(U'市') && length > shortest_call)
                    call.remove_prefix(1);
                const bool is_part = name.find(call) != std::u32string::npos;
                const bool is_short_for =
                    ends_organ(name.back()) &&
                    is_in_order(call.substr(0, call.size() - 1), std::u32string_view(shorter).substr(0, shorter.size() - 1));
                if (is_part || is_short_for) {
                    offer(end + 1 - length, length, id, kept.label.zh, name.size());
                    break;
                }
            }
        }
    }
    // 环保局 stands in no name of today. Where a unit bears the name, it is that one.
    const auto called = people::called_in(text);
    if (!called || (best && best->length >= called->length))
        return best;
    for (const auto& now : people::now_called(to_utf8(text.substr(called->at, called->length)))) {
        std::optional<Mention> mention;
        for (const auto& [id, kept] : labels)
            if (kept.facet == "unit" && kept.label.zh.find(now.part) != std::string::npos &&
                (!mention || kept.label.zh.size() < mention->name.size()))
                mention = Mention{called->at, called->length, id, kept.label.zh};
        if (mention)
            return mention;
    }
    return best;
}

// 2026 and 2026年; of 2026年度 and 2026年报 without their 年.
std::optional<std::pair<std::size_t, std::size_t>> year_in(std::u32string_view text) {
    const auto is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        if (!(text.substr(i).starts_with(U"19") || text.substr(i).starts_with(U"20")) || (i > 0 && is_digit(text[i - 1])))
            continue;
        if (!is_digit(text[i + 2]) || !is_digit(text[i + 3]) || (i + 4 < text.size() && is_digit(text[i + 4])))
            continue;
        constexpr std::u32string_view after_a_year = U"度报检鉴终初底";
        const bool is_word = i + 5 < text.size() && after_a_year.contains(text[i + 5]);
        return std::pair{i, i + 4 < text.size() && text[i + 4] == U'年' && !is_word ? std::size_t{5} : std::size_t{4}};
    }
    return std::nullopt;
}

void add_terms(Meant& meant, std::u32string text, const Labels& labels, const Synonyms& synonyms) {
    auto& terms = meant.terms;
    const auto parted = [&](std::size_t at, std::size_t length, Term term) {
        add_terms(meant, text.substr(0, at), labels, synonyms);
        if (std::ranges::find(terms, term.text, &Term::text) == terms.end())
            terms.push_back(std::move(term));
        add_terms(meant, text.substr(at + length), labels, synonyms);
    };
    if (text.empty())
        return;
    if (const auto unit = unit_in(text, labels)) {
        const auto called = to_utf8(text.substr(unit->at, unit->length));
        return parted(unit->at, unit->length, {unit->name, {bare(unit->name), bare(called)}, unit->unit, 0, 2, {}});
    }
    if (const auto year = year_in(text)) {
        const auto digits = to_utf8(text.substr(year->first, 4));
        return parted(year->first, year->second,
                      {digits + "年", {digits}, 0, static_cast<int>(whole_number(digits).value_or(0)), 2, {}});
    }
    auto parts = apart(to_utf8(text), synonyms);
    for (auto& part : parts.words) {
        if (std::ranges::find(terms, part, &Term::text) != terms.end())
            continue;
        Term term{part, {bare(part)}, 0, 0, std::min(longest_weight, static_cast<double>(count_code_points(part))), {}};
        if (std::ranges::find(parts.loose, part) != parts.loose.end() && parts.words.size() > 1)
            term.weight *= loose_weight;
        for (const auto& other : synonyms.other_words(part))
            term.names.push_back(bare(other));
        for (const auto& other : synonyms.words_of_papers(part))
            term.said.push_back(bare(other));
        // 狗 is as much of 狗办证 as 办证.
        if (term.names.size() + term.said.size() > 1)
            term.weight = std::max(term.weight, least_weight_of_known);
        terms.push_back(std::move(term));
    }
    meant.left_out.insert(meant.left_out.end(), parts.left_out.begin(), parts.left_out.end());
    for (auto& wished : parts.wished)
        if (std::ranges::find(meant.wished, wished) == meant.wished.end())
            meant.wished.push_back(std::move(wished));
    for (const auto& [id, kept] : labels)
        if (kept.facet == "kind" && std::ranges::find(parts.kinds, kept.label.code) != parts.kinds.end())
            meant.kinds.push_back(id);
}

}  // namespace

bool says_little(std::string_view word) {
    const auto characters = to_code_points(word);
    return characters.size() == 1 || std::ranges::all_of(characters, [](char32_t c) {
               return std::u32string_view(U"〇零一二三四五六七八九十百千万两").contains(c);
           });
}

bool calls_unit(std::u32string_view text, const Labels& labels) {
    if (text.empty() || !ends_organ(text.back()))
        return false;
    const auto unit = unit_in(text, labels);
    return unit && unit->length == text.size();
}

bool Meant::names_unit(LabelId unit) const { return unit != 0 && std::ranges::find(terms, unit, &Term::unit) != terms.end(); }
int Meant::year() const {
    const auto found = std::ranges::find_if(terms, [](const Term& term) { return term.year != 0; });
    return found == terms.end() ? 0 : found->year;
}
const Term* Meant::unit_alone() const {
    const auto unit = std::ranges::find_if(terms, [](const Term& term) { return term.unit != 0; });
    const bool is_alone = std::ranges::all_of(terms, [&](const Term& term) {
        return term.unit != 0 ? term.unit == unit->unit : std::ranges::find(reaching, term.text) != reaching.end();
    });
    return unit != terms.end() && is_alone ? &*unit : nullptr;
}
const Term* Meant::unit_by_full_name(const Labels& labels) const {
    if (terms.size() != 1 || terms[0].unit == 0)
        return nullptr;
    const auto known = labels.find(terms[0].unit);
    return known != labels.end() && !whole.empty() && bare(known->second.full_name) == whole ? &terms[0] : nullptr;
}
std::vector<std::string> Meant::texts() const {
    // A character by itself says little beside words, unless it is known to mean something (狗: 犬).
    const auto is_word = [](const Term& term) { return !says_little(term.text) || term.names.size() + term.said.size() > 1; };
    const bool has_words = std::ranges::any_of(terms, is_word);
    std::vector<std::string> all;
    for (const auto& term : terms)
        if (!has_words || is_word(term))
            all.push_back(term.text);
    return all;
}

Meant meant_by(const std::vector<std::string>& words, const Labels& labels, const Synonyms& synonyms) {
    Meant meant;
    for (const auto& word : words) {
        meant.whole += bare(word);
        add_terms(meant, folded(word), labels, synonyms);
    }
    if (meant.terms.size() > words_at_most)
        meant.terms.resize(words_at_most);
    return meant;
}

}  // namespace gongkai::search
