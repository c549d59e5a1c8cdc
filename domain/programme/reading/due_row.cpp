#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "domain/programme/reading/due_scanner.h"

namespace gongkai::programme {

namespace {

using Kind = Due::Kind;
using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

bool same(const Due& a, const Due& b) {
    return a.kind == b.kind && a.on == b.on && a.period == b.period && a.count == b.count && a.unit == b.unit &&
           (a.kind != Kind::by || a.on || a.text == b.text);
}

// How often a cycle comes round in a year; 0 for what is no cycle.
int times_a_year(const Due& due) {
    static constexpr std::array<int, 5> periods{52, 12, 4, 2, 1};  // in the order of Period
    if (due.kind != Kind::every && due.kind != Kind::at_least)
        return 0;
    return periods.at(static_cast<std::size_t>(due.period)) * (due.kind == Kind::at_least ? due.count : 1);
}

bool counts_a_year(const FoundDue& one) { return one.due.kind == Kind::at_least && one.due.period == Period::year; }
bool is_cycle(const FoundDue& one) { return times_a_year(one.due) > 0 && one.due.period != Period::year; }

bool is_nothing(std::u32string_view text) {
    static constexpr std::u32string_view marks = U"/-—–_.。、,，;；无()（）|*";
    return std::ranges::all_of(text, [](char32_t c) { return is_blank(c) || marks.find(c) != std::u32string_view::npos; });
}

// What is left of a text when its terms are taken out: '\n' stands for each.
std::u32string rest_of(std::u32string_view text, const Stretches& stretches) {
    std::u32string rest(text);
    for (const auto& [start, end] : stretches) {
        for (std::size_t i = start; i < end && i < rest.size(); ++i)
            rest[i] = U'\n';
    }
    return rest;
}

// 24小时内, 3个月内, 半年内: the length of such a phrase, 0 where there is none.
std::size_t length_of_time(std::u32string_view text) {
    Scan scan{text};
    if (!scan.take(U"半") && !scan.number())
        return 0;
    const bool days = scan.take_any({U"个工作日", U"日", U"天"});
    if (days)
        return scan.take_any({U"之前", U"以前", U"前"}) ? scan.at : 0;
    scan.take(U"个");
    if (!scan.take_any({U"小时", U"月", U"年", U"季度", U"分钟"}))
        return 0;
    return scan.take_any({U"之内", U"以内", U"内"}) ? scan.at : 0;
}

// 每两年, 每半月, 每旬, 每5天: cycles that no kind of term has.
std::size_t length_of_odd_cycle(std::u32string_view text) {
    Scan scan{text};
    if (!scan.take(U"每"))
        return 0;
    const bool whole = scan.take_any({U"学期", U"旬", U"双月", U"双周"});
    if (whole)
        return scan.at;
    if (!scan.take_any({U"隔", U"半"}) && !scan.number())
        return 0;
    scan.take(U"个");
    return scan.take_any({U"年", U"月", U"季度", U"天", U"日", U"周", U"星期", U"小时"}) ? scan.at : 0;
}

bool is_least_or_past(std::u32string_view before) {
    static constexpr std::u32string_view words[] = {U"少于", U"低于", U"至少", U"最少", U"近", U"过去", U"最近", U"月", U"超过"};
    return std::ranges::any_of(words, [&](auto word) { return ends_with(before, word); });
}

std::vector<std::string> unread_in_sentence(std::u32string_view printed, std::u32string_view rest) {
    static constexpr std::u32string_view anywhere[] = {
        U"次月", U"下月",   U"本月底", U"当月底", U"月底前",   U"月末前",   U"季末前",   U"季度末",   U"春节前", U"元旦前",
        U"节前", U"节日前", U"假期前", U"学期末", U"按日公开", U"按日公布", U"按日更新", U"按日发布", U"逐日"};
    static constexpr std::u32string_view at_start[] = {U"年初", U"年中", U"当日", U"当天", U"次日", U"即日"};
    static constexpr std::u32string_view no_time[] = {U"年中央", U"年初步", U"年中心", U"年中国"};
    std::vector<std::string> unread;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const auto here = std::u32string_view(rest).substr(i);
        std::size_t length = 0;
        for (const auto word : anywhere) {
            if (starts_with(here, word))
                length = std::max(length, word.size());
        }
        for (const auto word : at_start) {
            const bool other = std::ranges::any_of(no_time, [&](auto name) { return starts_with(here, name); });
            if (length == 0 && starts_with(here, word) && begins_clause(rest, i) && !other)
                length = word.size();
        }
        const bool inside = i > 0 && (is_digit(rest[i - 1]) || chinese_digit(rest[i - 1]) >= 0 || rest[i - 1] == U'十');
        if (length == 0 && !inside && !is_least_or_past(std::u32string_view(rest).substr(0, i)))
            length = length_of_time(here);
        if (length == 0)
            length = length_of_odd_cycle(here);
        if (length == 0)
            continue;
        unread.push_back(to_utf8(printed.substr(i, length)));
        i += length - 1;
    }
    return unread;
}

}  // namespace

void settle_terms(std::vector<FoundDue>& terms) {
    std::vector<FoundDue> kept;
    for (FoundDue& one : terms) {
        if (std::ranges::none_of(kept, [&](const FoundDue& k) { return same(k.due, one.due); }))
            kept.push_back(std::move(one));
    }
    terms = std::move(kept);
    const auto is_day = [](const FoundDue& one) { return one.due.kind == Kind::by; };
    const bool has_day = std::ranges::any_of(terms, is_day);
    const bool has_real = std::ranges::any_of(terms, [](const FoundDue& one) { return !one.yields; });
    // 编制年度目录 by 3月底前 is due once; 持续做好 says nothing beside a term.
    std::erase_if(terms, [&](const FoundDue& one) { return one.yields && (one.due.kind == Kind::ongoing ? has_real : has_day); });
}

void count_once(std::vector<FoundDue>& terms, std::u32string_view text, DuePlace place) {
    const auto in_one_sentence = [&](const FoundDue& a, const FoundDue& b) {
        const auto [from, to] = std::minmax(a.start, b.start);
        return text.substr(from, to - from).find(U'。') == std::u32string_view::npos;
    };
    const auto year = std::ranges::find_if(terms, counts_a_year);
    const auto cycle = std::ranges::find_if(
        terms, [&](const FoundDue& one) { return year != terms.end() && is_cycle(one) && in_one_sentence(one, *year); });
    if (cycle != terms.end()) {
        // Where the two do not agree the greater one stays, and a person looks.
        const int a = times_a_year(year->due), b = times_a_year(cycle->due);
        (a > b ? *year : *cycle).doubtful |= a != b;
        terms.erase(a > b ? cycle : year);
    }
    // As many days as times: the days are the times.
    const auto days_beside = [&](const FoundDue& one) {
        return std::ranges::count_if(terms,
                                     [&](const FoundDue& day) { return day.due.kind == Kind::by && in_one_sentence(day, one); });
    };
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const int times = times_a_year(terms[i].due);
        if (times == 0 || days_beside(terms[i]) != times)
            continue;
        if (times == 1 && place == DuePlace::sentence) {
            terms[i].doubtful = true;  // 每年培训一次，6月底前报送计划: one or two
            continue;
        }
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(i));
        --i;
    }
}

void count_once(std::vector<FoundDue>& terms, std::vector<FoundDue>& others) {
    const auto drop = [](std::vector<FoundDue>& from, const std::vector<FoundDue>& beside) {
        std::erase_if(from, [&](const FoundDue& one) {
            return counts_a_year(one) && std::ranges::any_of(beside, [&](const FoundDue& cycle) {
                       return is_cycle(cycle) && times_a_year(cycle.due) == times_a_year(one.due);
                   });
        });
    };
    drop(terms, others);
    drop(others, terms);
}

std::vector<std::string> unread_times(std::u32string_view text, const Stretches& stretches, DuePlace place) {
    const std::u32string rest = rest_of(fold(text), stretches);
    if (place == DuePlace::sentence)
        return unread_in_sentence(text, rest);
    if (is_nothing(text))
        return {};
    static constexpr std::u32string_view times = U"月日季年周天旬节每前";
    const bool speaks_of_time =
        std::ranges::any_of(rest, [](char32_t c) { return times.find(c) != std::u32string_view::npos; }) ||
        contains(rest, U"小时");
    return stretches.empty() || speaks_of_time ? std::vector{to_utf8(text)} : std::vector<std::string>{};
}

}  // namespace gongkai::programme
