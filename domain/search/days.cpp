#include "domain/search/days.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/core/text.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr int some = 3;  // 近几年

int digit_of(char32_t c) {
    if (c >= U'0' && c <= U'9')
        return static_cast<int>(c - U'0');
    constexpr std::u32string_view numerals = U"〇一二三四五六七八九";
    const auto at = numerals.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_year(int year) { return year >= 1950 && year <= 2099; }

class Reader {
  public:
    Reader(std::u32string_view text, std::size_t at, Day today) : text_(text), begin_(at), at_(at), today_(today) {}

    struct Read {
        std::size_t length = 0;
        std::u32string written;
        Day from{}, to{};
        bool narrows = false, is_newest = false, is_reckoned = false;
    };

    std::optional<Read> read() {
        for (const auto attempt :
             {&Reader::compact, &Reader::iso, &Reader::lately, &Reader::with_year, &Reader::without_year, &Reader::newest}) {
            at_ = begin_;
            read_ = {};
            if ((this->*attempt)()) {
                read_.length = at_ - begin_;
                return read_;
            }
        }
        return std::nullopt;
    }

  private:
    bool take(std::u32string_view word) {
        if (!text_.substr(at_).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }
    // 12, 十二, 二十五.
    std::optional<int> number(int least, int most) {
        const auto before = at_;
        int all = 0;
        bool has_any = false;
        if (at_ < text_.size() && is_digit(text_[at_])) {
            for (; at_ < text_.size() && is_digit(text_[at_]) && at_ - before < 4; ++at_)
                all = all * 10 + digit_of(text_[at_]);
            has_any = at_ == text_.size() || !is_digit(text_[at_]);
        } else {
            int tens = -1, ones = -1;
            const auto numeral = [&] { return at_ < text_.size() ? digit_of(text_[at_]) : -1; };
            if (numeral() > 0)
                ones = digit_of(text_[at_++]);
            if (take(U"十")) {
                tens = ones < 0 ? 1 : ones;
                ones = numeral() > 0 ? digit_of(text_[at_++]) : 0;
            } else if (ones < 0 && take(U"两")) {
                ones = 2;
            }
            has_any = tens >= 0 || ones >= 0;
            all = std::max(tens, 0) * 10 + std::max(ones, 0);
        }
        if (has_any && all >= least && all <= most)
            return all;
        at_ = before;
        return std::nullopt;
    }
    // 2019 and 二〇一九.
    std::optional<int> year() {
        if (at_ + 4 > text_.size() || (at_ > 0 && is_digit(text_[at_ - 1])) ||
            (at_ + 4 < text_.size() && is_digit(text_[at_ + 4])))
            return std::nullopt;
        int all = 0;
        for (std::size_t i = at_; i < at_ + 4; ++i) {
            if (digit_of(text_[i]) < 0)
                return std::nullopt;
            all = all * 10 + digit_of(text_[i]);
        }
        if (!is_year(all))
            return std::nullopt;
        at_ += 4;
        return all;
    }
    // 19, and not that of 第19 or 2019.
    std::optional<int> year_of_two_digits() {
        constexpr std::u32string_view not_behind = U"第近满共过约.-/";
        if (at_ + 2 >= text_.size() || !is_digit(text_[at_]) || !is_digit(text_[at_ + 1]) || is_digit(text_[at_ + 2]) ||
            (at_ > 0 && (digit_of(text_[at_ - 1]) >= 0 || not_behind.contains(text_[at_ - 1]))))
            return std::nullopt;
        const int year = 2000 + digit_of(text_[at_]) * 10 + digit_of(text_[at_ + 1]);
        at_ += 2;
        return year <= year_of(today_) + 1 ? year : year - 100;
    }
    // 20年以上, 10年期: so long, and no year.
    bool is_of_a_duration() const {
        constexpr std::u32string_view goes_on = U"以内来前后期间多限及";
        return at_ < text_.size() && goes_on.contains(text_[at_]);
    }

    void span(Day from, Day to) { read_.from = from, read_.to = to; }
    void of_year(int year) { span(make_day(year, 1, 1), make_day(year, 12, 31)), read_.written = written(year) + U"年"; }
    void of_months(int year, unsigned first, unsigned last) { span(make_day(year, first, 1), last_of_month(year, last)); }
    void of_month(int year, unsigned month) {
        of_months(year, month, month);
        read_.written = written(year) + U"年" + written(static_cast<int>(month)) + U"月";
    }
    bool of_day(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 ||
            day > static_cast<int>(day_of_month(last_of_month(year, static_cast<unsigned>(month)))))
            return false;
        const auto on = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
        span(on, on);
        read_.written = to_code_points(to_chinese(on));
        return read_.narrows = true;
    }
    static std::u32string written(int number) { return to_code_points(std::to_string(number)); }

    // 20190625.
    bool compact() {
        constexpr std::size_t length = 8;
        const auto digits = text_.substr(at_, length);
        const auto is_part_of_more = [](char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z') || c == U'-'; };
        if (digits.size() < length || !std::ranges::all_of(digits, is_digit) || (at_ > 0 && is_part_of_more(text_[at_ - 1])) ||
            (at_ + length < text_.size() && is_part_of_more(text_[at_ + length])))
            return false;
        at_ += length;
        int all = 0;
        for (const char32_t c : digits)
            all = all * 10 + digit_of(c);
        return is_year(all / 10'000) && of_day(all / 10'000, all / 100 % 100, all % 100);
    }

    // 2019-06-25, 2019.6.25, 19/6/25, and 2019-06 alone.
    bool iso() {
        auto year = this->year();
        const bool is_short = !year;
        if (is_short)
            year = year_of_two_digits();
        if (!year || at_ == text_.size())
            return false;
        const auto sign = text_[at_];
        if (sign != U'-' && sign != U'/' && sign != U'.')
            return false;
        ++at_;
        const auto month = number(1, 12);
        if (!month)
            return false;
        if (at_ < text_.size() && text_[at_] == sign) {
            ++at_;
            const auto day = number(1, 31);
            return day && of_day(*year, *month, *day);
        }
        if (is_short)
            return false;
        of_month(*year, static_cast<unsigned>(*month));
        return true;
    }

    // 近三年, 最近半年, 近30天.
    bool lately() {
        if (!take(U"最近") && !take(U"过去") && !take(U"近"))
            return false;
        int count = some;
        const bool is_half = take(U"半");
        if (!is_half && !take(U"几")) {
            const auto read = number(1, 60);
            if (!read)
                return false;
            count = *read;
        }
        const auto before = [&](int months) {
            const int all = year_of(today_) * 12 + static_cast<int>(month_of(today_)) - 1 - months;
            const auto month = static_cast<unsigned>(all % 12) + 1;
            const auto last = last_of_month(all / 12, month);
            return make_day(all / 12, month, std::min(day_of_month(today_), day_of_month(last)));
        };
        if (take(U"年"))
            span(is_half ? before(6) : before(12 * count), today_);
        else if (is_half ? take(U"个月") : take(U"个月") || take(U"月"))
            span(is_half ? today_ - std::chrono::days(15) : before(count), today_);
        else if (take(U"周") || take(U"个星期") || take(U"星期"))
            span(today_ - std::chrono::days(7 * count), today_);
        else if (take(U"天") || take(U"日"))
            span(today_ - std::chrono::days(count), today_);
        else
            return false;
        take(U"来") || take(U"内");
        return read_.narrows = read_.is_reckoned = true;
    }

    bool with_year() {
        std::optional<int> year;
        bool is_reckoned = false;
        const int now = year_of(today_);
        for (const auto& [word, offset] : {std::pair<std::u32string_view, int>{U"今年", 0},
                                           {U"本年度", 0},
                                           {U"去年", -1},
                                           {U"上年度", -1},
                                           {U"上一年度", -1},
                                           {U"大前年", -3},
                                           {U"前年", -2},
                                           {U"明年", 1}})
            if (!year && take(word)) {
                year = now + offset;
                is_reckoned = true;
            }
        if (!year) {
            year = this->year();
            const bool is_short = !year;
            if (is_short)
                year = year_of_two_digits();
            constexpr std::u32string_view report = U"年度报", of_a_year = U"年报";  // of 2025年度报告 is 年度报告
            const auto rest = text_.substr(at_);
            if (!year || rest.starts_with(report) || rest.starts_with(of_a_year) || !take(U"年") ||
                (is_short && is_of_a_duration()))
                return false;
        }
        take(U"度");
        if (!part_of(*year))
            of_year(*year);
        read_.narrows = (read_.narrows || is_reckoned) && read_.from <= today_;
        read_.is_reckoned = is_reckoned;
        return true;
    }
    // 上半年, 第一季度, 10月, 10月8日.
    bool part_of(int year) {
        const auto before = at_;
        take(U"的") || take(U" ");
        if (half(year) || quarter(year))
            return true;
        if (const auto month = number(1, 12); month && take(U"月")) {
            const auto after_month = at_;
            if (const auto day = number(1, 31); day && (take(U"日") || take(U"号")) && of_day(year, *month, *day))
                return true;
            at_ = after_month;
            take(U"份");
            of_month(year, static_cast<unsigned>(*month));
            return true;
        }
        at_ = before;
        return false;
    }
    bool half(int year) {
        for (const auto& [word, first] : {std::pair<std::u32string_view, unsigned>{U"上半年", 1}, {U"下半年", 7}})
            if (take(word)) {
                of_months(year, first, first + 5);
                read_.written = written(year) + U"年" + std::u32string(word);
                return true;
            }
        return false;
    }
    bool quarter(int year) {
        const auto before = at_;
        const bool is_counted = take(U"第");
        if (const auto which = number(1, 4); which && (take(U"季度") || (is_counted && take(U"季")))) {
            of_months(year, static_cast<unsigned>(*which * 3 - 2), static_cast<unsigned>(*which * 3));
            read_.written =
                written(year) + U"年第" + std::u32string(1, U"〇一二三四"[static_cast<std::size_t>(*which)]) + U"季度";
            return true;
        }
        at_ = before;
        return false;
    }

    bool without_year() {
        const int year = year_of(today_);
        const auto month = month_of(today_);
        const auto monday = today_ - std::chrono::days((std::chrono::weekday(today_).iso_encoding()) - 1);
        read_.narrows = read_.is_reckoned = true;
        if (take(U"上个月") || take(U"上月"))
            return of_month(month == 1 ? year - 1 : year, month == 1 ? 12 : month - 1), true;
        if (take(U"这个月") || take(U"本月") || take(U"当月"))
            return of_month(year, month), true;
        if (take(U"上个季度") || take(U"上季度")) {
            const auto first = (month - 1) / 3 * 3 + 1;
            return first == 1 ? of_months(year - 1, 10, 12) : of_months(year, first - 3, first - 1), true;
        }
        if (take(U"这个季度") || take(U"本季度"))
            return of_months(year, (month - 1) / 3 * 3 + 1, (month - 1) / 3 * 3 + 3), true;
        if (take(U"上周") || take(U"上星期") || take(U"上个星期"))
            return span(monday - std::chrono::days(7), monday - std::chrono::days(1)), true;
        if (take(U"这周") || take(U"本周") || take(U"这个星期") || take(U"这星期"))
            return span(monday, monday + std::chrono::days(6)), true;
        for (const auto& [word, ago] :
             {std::pair<std::u32string_view, int>{U"今天", 0}, {U"今日", 0}, {U"昨天", 1}, {U"昨日", 1}, {U"前天", 2}})
            if (take(word))
                return span(today_ - std::chrono::days(ago), today_ - std::chrono::days(ago)), true;
        read_.is_reckoned = false;
        // The last one that has begun.
        const auto is_begun = [&] { return read_.from <= today_; };
        if (half(year))
            return is_begun() || ((at_ = begin_), half(year - 1));
        if (quarter(year))
            return is_begun() || ((at_ = begin_), quarter(year - 1));
        // 1至10月 is no October.
        constexpr std::u32string_view goes_on = U"十年月至到、~-—–－～";
        if (begin_ > 0 && (digit_of(text_[begin_ - 1]) >= 0 || goes_on.contains(text_[begin_ - 1])))
            return false;
        const auto which = number(1, 12);
        if (!which || !take(U"月"))
            return false;
        const int in_year = static_cast<unsigned>(*which) > month ? year - 1 : year;
        const auto after_month = at_;
        if (const auto day = number(1, 31); day && (take(U"日") || take(U"号")) && of_day(in_year, *which, *day))
            return true;
        at_ = after_month;
        // 五月花, 一月一次, 12月底, 2月30日.
        if (at_ < text_.size() && (digit_of(text_[at_]) >= 0 || std::u32string_view(U"花底初").contains(text_[at_])))
            return false;
        take(U"份");
        of_month(in_year, static_cast<unsigned>(*which));
        return true;
    }

    // 最近的医院 is the nearest.
    bool newest() {
        const auto is_near = [this] { return take(U"最近") && !(at_ < text_.size() && text_[at_] == U'的'); };
        return read_.is_newest = take(U"最新的") || take(U"最新") || take(U"近期") || is_near();
    }

    std::u32string_view text_;
    std::size_t begin_, at_;
    Day today_;
    Read read_;
};

// Places where a word begins or ends.
std::set<std::size_t> edges_of(std::u32string_view text) {
    std::set<std::size_t> edges{0, text.size()};
    std::size_t at = 0;
    for (const auto& word : words_of(to_utf8(text))) {
        const auto one = to_code_points(word);
        const auto found = text.find(one, at);
        if (found == std::u32string_view::npos)
            continue;
        edges.insert({found, found + one.size()});
        at = found + one.size();
    }
    return edges;
}

// 前年检, 本月经费: the last character is the first of a word with what follows, which is in no other: a character by itself, if
// nothing stands behind it or the dictionary knows the two.
bool sticks_to_what_follows(std::u32string_view text, std::size_t end, const std::set<std::size_t>& edges) {
    return end < text.size() && is_han(text[end]) && text[end] != U'的' && edges.contains(end + 1) &&
           (end + 1 == text.size() || words_of(to_utf8(text.substr(end - 1, 2))).size() == 1);
}

}  // namespace

std::optional<SaidDays> days_in(std::string_view typed, Day today) {
    const auto text = folded(trim(typed));
    if (text.size() > 60)
        return std::nullopt;
    std::optional<std::set<std::size_t>> edges;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto read = Reader(text, at, today).read();
        if (!read)
            continue;
        if (!edges)
            edges = edges_of(text);
        auto end = at + read->length;
        // Numbers have their own ends; what follows a year or a month may stick to it (2019年度).
        const bool is_number = digit_of(text[at]) >= 0 || text[at] == U'十';
        constexpr std::u32string_view ends_of_spans = U"底初末";  // 去年底
        if (!is_number && end < text.size() && ends_of_spans.contains(text[end]) &&
            (text[end - 1] == U'年' || text[end - 1] == U'月'))
            ++end;
        if (!is_number && (!edges->contains(at) || !edges->contains(end) || sticks_to_what_follows(text, end, *edges)))
            continue;
        const auto said = text.substr(at, end - at);
        auto before = text.substr(0, at), after = text.substr(end);
        if (after.starts_with(U"的"))
            after.erase(0, 1);
        SaidDays days{to_utf8(said),
                      std::string(trim(to_utf8(before + (before.empty() || after.empty() ? U"" : U" ") + after))),
                      to_utf8(read->written),
                      "",
                      read->from,
                      read->to,
                      read->narrows,
                      read->is_newest,
                      read->is_reckoned};
        if (before.ends_with(U" ") || after.starts_with(U" ") || before.empty() || after.empty())
            days.rest = std::string(trim(to_utf8(before + after)));
        if (!read->written.empty())
            days.written = to_utf8(text.substr(0, at) + read->written + text.substr(end));
        days.is_alone = bare(days.rest).empty();
        return days;
    }
    return std::nullopt;
}

}  // namespace gongkai::search
