#include "domain/catalogue/limit.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"

namespace gongkai::catalogue {
namespace {

using Kind = Limit::Kind;
using Unit = Limit::Unit;
using std::u32string_view;

constexpr int most = 3650;  // no term is longer: a greater number is a year or a slip

bool has(u32string_view text, u32string_view part) { return text.find(part) != u32string_view::npos; }
bool has_any(u32string_view text, std::initializer_list<u32string_view> parts) {
    return std::ranges::any_of(parts, [&](u32string_view part) { return has(text, part); });
}
bool begins_with_any(u32string_view text, std::initializer_list<u32string_view> parts) {
    return std::ranges::any_of(parts, [&](u32string_view part) { return text.starts_with(part); });
}

// Without blanks, marks in one form.
std::u32string plain(std::string_view cell) {
    std::u32string out;
    for (const char32_t c : to_code_points(nfkc(cell)))
        if (c > ' ' && c != U'\u3000' && c != U'\u200b')
            out += c;
    return out;
}

int digit_of(char32_t c) {
    if (c >= U'0' && c <= U'9')
        return static_cast<int>(c - U'0');
    constexpr u32string_view han = U"零一二三四五六七八九";
    const auto at = han.find(c);
    return at != u32string_view::npos ? static_cast<int>(at) : c == U'两' ? 2 : c == U'〇' ? 0 : -1;
}

struct Number {
    int value = 0;
    std::size_t end = 0;
};

// 20, 二十, 十五, 三: nothing where no number begins there.
std::optional<Number> number_at(u32string_view text, std::size_t at) {
    int value = 0, pending = -1;
    auto i = at;
    for (; i < text.size(); ++i) {
        if (text[i] == U'十' || text[i] == U'百') {
            value += (pending < 0 ? 1 : pending) * (text[i] == U'十' ? 10 : 100);
            pending = -1;
        } else if (const int digit = digit_of(text[i]); digit >= 0) {
            pending = (pending < 0 ? 0 : pending * 10) + digit;
        } else {
            break;
        }
        if (value > most || pending > most)
            return std::nullopt;
    }
    if (i == at)
        return std::nullopt;
    return Number{value + std::max(pending, 0), i};
}

struct UnitWord {
    u32string_view word;
    Unit unit;
};
constexpr std::array<UnitWord, 17> unit_words{{{U"个工作日", Unit::working_day},
                                               {U"工作日", Unit::working_day},
                                               {U"个自然日", Unit::day},
                                               {U"自然日", Unit::day},
                                               {U"个小时", Unit::hour},
                                               {U"小时", Unit::hour},
                                               {U"个星期", Unit::week},
                                               {U"星期", Unit::week},
                                               {U"周", Unit::week},
                                               {U"个季度", Unit::quarter},
                                               {U"季度", Unit::quarter},
                                               {U"个月", Unit::month},
                                               {U"月", Unit::month},
                                               {U"日", Unit::day},
                                               {U"天", Unit::day},
                                               {U"年", Unit::year},
                                               {U"个日", Unit::day}}};

struct Term {
    std::size_t begin = 0, end = 0;  // of number and unit
    int from = 0, to = 0;
    Unit unit = Unit::none;
};

// The first count with a unit at or after `at`: 20个工作日, 3-5日, 三个月.
std::optional<Term> term_at(u32string_view text, std::size_t at) {
    for (auto i = at; i < text.size(); ++i) {
        const auto first = number_at(text, i);
        if (!first) {
            while (i + 1 < text.size() && digit_of(text[i]) >= 0 && digit_of(text[i + 1]) >= 0)
                ++i;  // the whole of a number that is none
            continue;
        }
        auto last = *first;
        for (const u32string_view dash : {U"-", U"~", U"—", U"–", U"至", U"到"})
            if (text.substr(first->end).starts_with(dash))
                if (const auto second = number_at(text, first->end + dash.size()))
                    last = *second;
        for (const auto& [word, unit] : unit_words)
            if (text.substr(last.end).starts_with(word))
                return Term{i, last.end + word.size(), first->value, last.value, unit};
        i = last.end - 1;
    }
    return std::nullopt;
}

std::string anchor_of(u32string_view before) {
    struct Anchor {
        std::initializer_list<u32string_view> parts;
        std::string_view word;
    };
    static const std::array<Anchor, 6> anchors{{{{U"收到", U"接到"}, "received"},
                                                {{U"听证"}, "heard"},
                                                {{U"批复", U"批准", U"核准", U"审批"}, "approved"},
                                                {{U"调查结束", U"调查完成"}, "surveyed"},
                                                {{U"决定", U"行政许可", U"行政处罚"}, "decided"},
                                                {{U"形成", U"变更", U"制定", U"印发", U"生成", U"产生"}, "formed"}}};
    for (const auto& anchor : anchors)
        if (has_any(before, anchor.parts))
            return std::string(anchor.word);
    for (const u32string_view empty : {U"应当在", U"应当", U"公开时限:", U"原则上", U"自", U"在", U"于", U"应"})
        if (before.starts_with(empty))
            before.remove_prefix(empty.size());
    return before.empty() || has_any(before, {U"公开", U"公示", U"公布", U"提前", U"不少于", U"至少"}) ? "" : "other";
}

std::optional<Unit> period_in(u32string_view text) {
    struct Period {
        std::initializer_list<u32string_view> words;
        Unit unit;
    };
    static const std::array<Period, 6> periods{{{{U"每半年"}, Unit::half_year},
                                                {{U"每季", U"按季"}, Unit::quarter},
                                                {{U"每月", U"按月", U"次月"}, Unit::month},
                                                {{U"每年", U"每年度", U"按年", U"年度公开"}, Unit::year},
                                                {{U"每周", U"每星期", U"按周"}, Unit::week},
                                                {{U"每日", U"每天"}, Unit::day}}};
    for (const auto& period : periods)
        if (has_any(text, period.words))
            return period.unit;
    return std::nullopt;
}

std::optional<Limit> counted(u32string_view text, const Term& term) {
    if (term.to < 1)
        return std::nullopt;
    Limit limit;
    limit.count = term.to;
    limit.at_least = std::min(term.from, term.to);
    limit.unit = term.unit;
    const auto before = text.substr(0, term.begin), after = text.substr(term.end);
    if (!begins_with_any(after, {U"内", U"以内", U"之内"}) &&
        (has_any(before, {U"不少于", U"不得少于", U"不低于", U"至少", U"公示期", U"公示时间", U"公告期", U"期限为"}) ||
         before.ends_with(U"公示") || before.ends_with(U"公告"))) {
        limit.kind = Kind::shown_for;
        return limit;
    }
    limit.kind = Kind::within;
    limit.anchor = anchor_of(before);
    if (begins_with_any(after, {U"前", U"之前", U"以前"}) || has(before, U"提前")) {
        limit.count = -term.to;
        limit.at_least = -std::max(term.from, term.to);
    }
    return limit;
}

// A date of the year, 1月31日前: it comes back every year.
bool is_date(u32string_view text, const Term& term) {
    if (term.unit != Unit::month || term.from != term.to || term.to < 1 || term.to > 12 || text[term.end - 2] == U'个')
        return false;
    const auto day = number_at(text, term.end);
    return day && day->value >= 1 && day->value <= 31 && begins_with_any(text.substr(day->end), {U"日", U"号"});
}

bool is_law(u32string_view text) {
    return has_any(text, {U"从其规定", U"按有关规定", U"按照有关规定", U"按相关规定", U"按照相关规定", U"按规定", U"按照规定",
                          U"依规定", U"法定时限", U"规定时限", U"规定的时限", U"按法律法规", U"依法及时"});
}

std::vector<Limit> read_part(u32string_view text) {
    const auto one = [&](Kind kind) {
        Limit limit;
        limit.kind = kind;
        return std::vector{limit};
    };
    if (is_law(text) && !term_at(text, 0))
        return one(Kind::by_law);
    if (const auto period = period_in(text)) {
        auto all = one(Kind::every);
        all[0].unit = *period;
        return all;
    }
    std::vector<Limit> all;
    for (auto term = term_at(text, 0); term; term = term_at(text, term->end)) {
        if (is_date(text, *term)) {
            all.push_back({Kind::every, 0, 0, Unit::year, "", ""});
            break;
        }
        auto from = all.empty() ? 0 : text.rfind(U',', term->begin);
        from = from == u32string_view::npos ? 0 : from;
        const Term here{term->begin - from, term->end - from, term->from, term->to, term->unit};
        if (const auto limit = counted(text.substr(from), here))
            all.push_back(*limit);
    }
    if (!all.empty())
        return all;
    if (has_any(text, {U"实时", U"即时", U"立即", U"当场", U"随时"}))
        return one(Kind::realtime);
    if (has_any(text, {U"及时", U"尽快", U"适时"}))
        return one(Kind::prompt);
    if (has_any(text, {U"长期", U"常年", U"动态"}))
        return one(Kind::standing);
    if (text.ends_with(U"公开") && text.size() > 2)
        text.remove_suffix(2);
    if (text.size() > 2 && (text.ends_with(U"时") || text.ends_with(U"前") || text.ends_with(U"后") || text.ends_with(U"同步") ||
                            text.ends_with(U"当日") || text.ends_with(U"当天") || text.ends_with(U"同时")))
        return one(Kind::at_event);
    return one(Kind::unread);
}

}  // namespace

std::string_view word_of(Kind kind) {
    constexpr std::array<std::string_view, 10> all{"within",    "realtime", "prompt", "at_event", "every",
                                                   "shown_for", "standing", "by_law", "same",     "unread"};
    return all[static_cast<std::size_t>(kind)];
}

std::string_view word_of(Unit unit) {
    constexpr std::array<std::string_view, 9> all{"",      "working_day", "day",       "hour", "week",
                                                  "month", "quarter",     "half_year", "year"};
    return all[static_cast<std::size_t>(unit)];
}

bool is_same_as_above(std::string_view cell) {
    const auto text = plain(cell);
    return text == U"同上" || text == U"〃" || text == U"\"" || text == U"''" || text == U"同上。";
}

std::vector<Limit> read_limits(std::string_view cell) {
    if (is_same_as_above(cell)) {
        Limit same;
        same.kind = Kind::same;
        same.words = trim(cell);
        return {same};
    }
    std::vector<Limit> all;
    std::u32string part;
    const auto finish = [&] {
        const auto text = plain(to_utf8(part));
        const std::string said(trim(to_utf8(part)));
        part.clear();
        if (text.empty())
            return;
        for (auto& limit : read_part(text)) {
            limit.words = said;
            all.push_back(std::move(limit));
        }
    };
    for (const char32_t c : to_code_points(cell))
        if (c == U'。' || c == U';' || c == U'；' || c == U'\n')
            finish();
        else
            part += c;
    finish();
    // A line break inside a sentence parts what belongs together: where the pieces say nothing, the whole may.
    if (all.size() > 1 && cell.find('\n') != std::string_view::npos && !is_read(all)) {
        const auto whole = read_limits(replace_all(std::string(cell), "\n", ""));
        if (is_read(whole))
            return whole;
    }
    return all;
}

bool is_read(const std::vector<Limit>& limits) {
    return !limits.empty() && std::ranges::none_of(limits, [](const Limit& limit) { return limit.kind == Kind::unread; });
}

std::string lawful_words() { return "信息形成或者变更之日起" + std::to_string(lawful_working_days) + "个工作日内"; }

Result<std::optional<Day>> due_on(const Limit& limit, Day anchor, const calendar::WorkingDays& calendar) {
    using std::chrono::months, std::chrono::years, std::chrono::year_month_day;
    if (limit.kind != Kind::within)
        return std::nullopt;
    const auto by_months = [&](int count) {
        const auto target = year_month_day(anchor) + months(count);
        return target.ok() ? Day(target) : Day(target.year() / target.month() / std::chrono::last);
    };
    switch (limit.unit) {
        case Unit::working_day: {
            if (limit.count > 0) {
                const auto last = calendar.after(anchor, limit.count);
                if (!last)
                    return std::unexpected(last.error());
                return *last;
            }
            Day day = anchor;
            for (int left = -limit.count; left > 0;) {
                day -= std::chrono::days(1);
                const auto is_working = calendar.is_working(day);
                if (!is_working)
                    return std::unexpected(is_working.error());
                left -= *is_working;
            }
            return day;
        }
        case Unit::day:
            return anchor + std::chrono::days(limit.count);
        case Unit::week:
            return anchor + std::chrono::days(7 * limit.count);
        case Unit::month:
            return by_months(limit.count);
        case Unit::quarter:
            return by_months(3 * limit.count);
        case Unit::half_year:
            return by_months(6 * limit.count);
        case Unit::year:
            return by_months(12 * limit.count);
        case Unit::hour:
        case Unit::none:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace gongkai::catalogue
