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

// The number written from its end: 号, its serial, a year in brackets or signs or none, an organ of Han characters.
struct Read {
    Number number;
    bool has_hao = false, has_brackets = false;
};
std::optional<Read> read(std::string_view text) {
    auto all = folded(trim(text));
    while (!all.empty() && is_sign(all.back()) && all.back() != U'〕' && all.back() != U']')
        all.pop_back();
    Read found;
    if (!all.empty() && (all.back() == U'号' || all.back() == U'號')) {
        found.has_hao = true;
        all.pop_back();
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
    drop_signs();
    const auto serial = take_digits();
    if (serial.empty() || serial.size() > 6)
        return std::nullopt;
    found.number.serial = value_of(serial);
    const bool has_signs = drop_signs();
    if (!all.empty() && (all.back() == U'年' || has_signs)) {
        if (all.back() == U'年')
            all.pop_back();
        const auto year = take_digits();
        if (!year.empty()) {
            if (year.size() != 4 || !is_year(value_of(year)))
                return std::nullopt;
            found.number.year = value_of(year);
            found.has_brackets = has_signs;
        }
    }
    drop_signs();
    for (const char32_t c : all)
        if (fulltext::Fold::kind(c) != fulltext::Fold::Kind::han)
            return std::nullopt;
    if (all.size() > 16)
        return std::nullopt;
    found.number.organ = to_utf8(all);
    return found;
}

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
    if (!found || found->number.organ.empty() || found->number.year == 0)
        return std::nullopt;
    return found->number;
}

std::optional<Number> number_in(std::string_view typed) {
    const auto found = read(without_paper(typed));
    if (!found)
        return std::nullopt;
    const auto& number = found->number;
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

bool is_whole(const Number& number) { return number.year != 0 ? ends_as_organ(number.organ) : number.organ.ends_with("字"); }

}  // namespace gongkai::search
