#include "domain/search/number.h"

#include <algorithm>
#include <vector>

#include "base/core/text.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_sign(char32_t c) { return fulltext::Fold::kind(c) == fulltext::Fold::Kind::gap; }

int value_of(std::u32string_view digits) {
    int value = 0;
    for (const char32_t c : digits)
        value = value * 10 + static_cast<int>(c - U'0');
    return value;
}

bool is_year(int value) { return value >= 1949 && value <= 2199; }
bool is_bracket(char32_t c) { return std::u32string_view(U"〕】])》").contains(c); }
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

constexpr std::u32string_view numerals = U"〇一二三四五六七八九";

// 二 is 2, 三十三 is 33, 一百零五 (〇 once folded) is 105.
int value_of_numerals(std::u32string_view text) {
    int all = 0, ones = 0;
    bool has_places = false;
    for (const char32_t c : text)
        if (const int place = c == U'百' ? 100 : c == U'十' ? 10 : 0; place > 0) {
            all += std::max(ones, 1) * place;
            ones = 0;
            has_places = true;
        } else {
            const auto digit = static_cast<int>(numerals.find(c));
            ones = has_places ? digit : ones * 10 + digit;
        }
    return all + ones;
}

// The number written from its end: 号, its serial, a year in brackets or signs or none, an organ of Han characters, or of letters
// by which it is read (zzbz).
struct Read {
    Number number;
    bool has_hao = false, has_brackets = false, has_numerals = false;
};
std::optional<Read> read(std::string_view text) {
    auto all = folded(trim(text));
    while (!all.empty() && is_sign(all.back()) && all.back() != U'〕' && all.back() != U']')
        all.pop_back();
    Read found;
    constexpr std::u32string_view hao = U"hao";
    if (!all.empty() && (all.back() == U'号' || all.back() == U'號')) {
        found.has_hao = true;
        all.pop_back();
    } else if (all.size() > hao.size() && all.ends_with(hao) && is_digit(all[all.size() - hao.size() - 1])) {
        found.has_hao = true;
        all.erase(all.size() - hao.size());
    }
    const auto take_digits = [&] {
        std::u32string digits;
        while (!all.empty() && is_digit(all.back())) {
            digits.insert(digits.begin(), all.back());
            all.pop_back();
        }
        return digits;
    };
    const auto drop_signs = [&] {
        bool is_any = false;
        while (!all.empty() && (is_sign(all.back()) || all.back() == U'第')) {
            is_any = true;
            all.pop_back();
        }
        return is_any;
    };
    // 二〇二五二, 二〇二五年三十三: a year of four numerals in front of those of the serial.
    const auto take_numerals = [&] {
        std::u32string run;
        while (!all.empty() && run.size() < 10 && (numerals.contains(all.back()) || all.back() == U'十' || all.back() == U'百')) {
            run.insert(run.begin(), all.back());
            all.pop_back();
        }
        return run;
    };
    const auto year_of_numerals = [](std::u32string_view run) {
        const auto four = run.substr(0, 4);
        const bool is_plain = std::ranges::all_of(four, [](char32_t c) { return numerals.contains(c); });
        const int year = four.size() == 4 && is_plain ? value_of_numerals(four) : 0;
        return is_year(year) ? year : 0;
    };
    drop_signs();
    const auto serial = take_digits();
    if (serial.size() > 6)
        return std::nullopt;
    found.number.serial = value_of(serial);
    if (serial.empty()) {
        const auto numerals_of_it = take_numerals();
        std::u32string_view run = numerals_of_it;
        if (const int year = run.size() > 4 ? year_of_numerals(run) : 0; year != 0) {
            found.number.year = year;
            run.remove_prefix(4);
        }
        found.number.serial = value_of_numerals(run);
        found.has_numerals = true;
        if (found.number.serial < 1 || found.number.serial > 999'999)
            return std::nullopt;
    }
    const bool ends_in_bracket = !all.empty() && is_bracket(all.back());
    const bool has_signs = drop_signs();
    if (found.number.year == 0 && !all.empty() && (all.back() == U'年' || has_signs)) {
        const bool is_said = all.back() == U'年';
        if (is_said)
            all.pop_back();
        const auto year = take_digits();
        if (year.size() == 2 && (is_said || ends_in_bracket)) {
            found.number.year = (value_of(year) < 49 ? 2000 : 1900) + value_of(year);  // 19年33号
        } else if (!year.empty()) {
            if (year.size() != 4 || !is_year(value_of(year)))
                return std::nullopt;
            found.number.year = value_of(year);
        } else if (is_said || ends_in_bracket) {
            found.number.year = year_of_numerals(take_numerals());
        }
        found.has_brackets = has_signs && found.number.year != 0;
    }
    drop_signs();
    const bool is_read = !all.empty() && std::ranges::all_of(all, is_letter);
    for (const char32_t c : all)
        if (!is_read && fulltext::Fold::kind(c) != fulltext::Fold::Kind::han)
            return std::nullopt;
    if (all.size() > (is_read ? 40 : 16))
        return std::nullopt;
    found.number.organ = to_utf8(all);
    return found;
}

constexpr std::size_t shortest_organ = 3, longest_organ = 8;  // characters

// How organs of numbers end: 邹政发, 国办函, 邹政办字, 邹教令.
bool ends_as_organ(std::string_view organ) {
    static const std::vector<std::string> ends{"字", "发", "函", "办", "令", "文", "规", "通", "任", "议", "批", "审", "电"};
    return std::ranges::any_of(ends, [&](const auto& end) { return organ.ends_with(end); });
}

// Without what only says that it is a paper: 邹政办字33号文件, 邹政办字〔2019〕33号 全文.
std::string_view without_paper(std::string_view typed) {
    static const std::vector<std::string> papers{"。", "的", "全文", "原文", "公文", "文件", "通知", "文"};
    for (auto all = trim(typed);;) {
        const auto last = std::ranges::find_if(papers, [&](const auto& paper) { return all.ends_with(paper); });
        if (last == papers.end())
            return all;
        all = trim(all.substr(0, all.size() - last->size()));
    }
}

}  // namespace

std::optional<Number> number_of(std::string_view printed) {
    const auto found = read(printed);
    if (!found || found->number.organ.empty() || found->number.year == 0 || is_in_letters(found->number))
        return std::nullopt;
    return found->number;
}

std::optional<Number> number_in(std::string_view typed) {
    const auto found = read(without_paper(typed));
    if (!found)
        return std::nullopt;
    const auto& number = found->number;
    // ZZBZ 2019 33, and no ISO9001.
    if (is_in_letters(number))
        return number.organ.size() >= 2 && (number.year != 0 || found->has_hao) ? std::optional(number) : std::nullopt;
    // 一号文件 is no number 1, and 二十 is none at all.
    if (found->has_numerals && !found->has_hao)
        return std::nullopt;
    if (found->has_numerals && !ends_as_organ(number.organ) && number.year == 0)
        return std::nullopt;
    if (number.organ.empty()) {
        // 33号, 2019 33号, 〔2019〕33: digits alone, 2019 or 2019-33, may be anything.
        if (!found->has_hao && !(found->has_brackets && number.year != 0 && typed.find_first_of("-/.") == std::string_view::npos))
            return std::nullopt;
        return number;
    }
    if (!found->has_hao && number.year == 0 && is_year(number.serial))
        return std::nullopt;  // 公报2026
    if (number.year != 0 ? ends_as_organ(number.organ) || found->has_brackets || found->has_hao : ends_as_organ(number.organ))
        return number;
    return std::nullopt;
}

std::optional<Number> number_perhaps(std::string_view typed) {
    const auto found = read(without_paper(typed));
    if (!found)
        return std::nullopt;
    const auto& number = found->number;
    const auto length = count_code_points(number.organ);
    const bool is_likely = is_in_letters(number)
                               ? length >= shortest_organ
                               : length >= shortest_organ && length <= longest_organ && (found->has_hao || number.year != 0);
    return is_likely ? std::optional(number) : std::nullopt;
}

std::string with_digits(std::string_view typed) {
    auto all = to_code_points(typed);
    for (auto at = all.find(U'第'); at != std::u32string::npos; at = all.find(U'第', at + 1)) {
        const auto from = at + 1, to = all.find_first_not_of(U"零〇一二三四五六七八九十百", from);
        if (to == std::u32string::npos || to == from || to - from > 9 || all[to] != U'号')
            continue;
        const auto digits = std::to_string(value_of_numerals(folded(to_utf8(all.substr(from, to - from)))));
        all.replace(from, to - from, to_code_points(digits));
    }
    return to_utf8(all);
}

bool is_whole(const Number& number) { return number.year != 0 ? ends_as_organ(number.organ) : number.organ.ends_with("字"); }

bool is_in_letters(const Number& number) {
    return !number.organ.empty() && is_letter(static_cast<unsigned char>(number.organ[0]));
}

}  // namespace gongkai::search
