#include "domain/programme/reading/due_scanner.h"

#include <algorithm>
#include <chrono>

#include "base/core/text.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

namespace {

std::optional<Day> day_of(int year, int month, int day) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional<Day>(sys_days(date)) : std::nullopt;
}

}  // namespace

void DueScanner::take_year(Scan& scan, Point& point) const {
    const std::size_t start = scan.at;
    std::size_t digits = 0;
    while (scan.at + digits < text_.size() && is_digit(text_[scan.at + digits]))
        ++digits;
    if (digits == 4) {
        const auto year = scan.number();
        if (scan.take(U"年")) {
            scan.take(U"度");
            point.year = year;
            return;
        }
        scan.at = start;
    }
    if (scan.take_any({U"今年", U"本年度", U"本年", U"当年"}))
        point.this_year = true;
    else if (scan.take_any({U"明年", U"次年", U"翌年", U"来年", U"下一年"}))
        point.year_shift = 1;
}

bool DueScanner::take_point(Scan& scan, Point& point) const {
    const std::size_t start = scan.at;
    const bool has_year = point.year || point.this_year || point.year_shift;
    if (has_year && scan.take_any({U"底", U"末", U"终", U"全年"}))
        return point.month = 12, point.day = 31, true;
    if (scan.take_any({U"年底", U"年末", U"年终"}))
        return point.month = 12, point.day = 31, true;
    if (scan.take(U"上半年")) {
        scan.take_any({U"末", U"底"});
        return point.month = 6, point.day = 30, true;
    }
    if (scan.take(U"下半年")) {
        scan.take_any({U"末", U"底"});
        return point.month = 12, point.day = 31, true;
    }
    if (take_feast(scan, point))
        return true;
    // A word for a part of the year: a day is proposed for its middle, none for its beginning.
    if (cell_ && scan.take_any({U"年中", U"年初"}))
        return point.month = 6, point.day = 30, point.vague = true, point.no_day = text_[start + 1] == U'初', true;
    scan.take(U"第");
    auto number = scan.number();
    if (!number) {
        scan.at = start;
        return false;
    }
    if (*number >= 1 && *number <= 4 && (scan.take_any({U"季度", U"个季度"}))) {
        scan.take_any({U"末", U"底"});
        point.month = *number * 3;
        return true;
    }
    if (*number < 1 || *number > 12 || !scan.take(U"月")) {
        scan.at = start;
        return false;
    }
    point.month = *number;
    if (scan.take_any({U"底", U"末", U"下旬"}))
        return true;
    if (scan.take_any({U"上旬", U"初"}))
        return point.day = 10, true;
    if (scan.take_any({U"中旬", U"中"}))
        return point.day = 20, true;
    scan.take(U"份");
    const std::size_t after_month = scan.at;
    const auto day = scan.number();
    if (day && *day >= 1 && *day <= 31 && scan.take_any({U"日", U"号"}))
        return point.day = *day, true;
    scan.at = after_month;
    if (scan.take_any({U"底", U"末"}))
        return true;
    point.bare_month = true;
    return true;
}

bool DueScanner::take_feast(Scan& scan, Point& point) const {
    struct Feast {
        std::u32string_view name;
        int month, day;  // the day before it; 0 where the moon tells it
    };
    static constexpr Feast feasts[] = {{U"元旦", 12, 31}, {U"劳动节", 4, 30}, {U"五一", 4, 30}, {U"建党节", 6, 30},
                                       {U"七一", 6, 30},  {U"建军节", 7, 31}, {U"八一", 7, 31}, {U"国庆", 9, 30},
                                       {U"十一", 9, 30},  {U"春节", 0, 0},    {U"除夕", 0, 0},  {U"元宵", 0, 0},
                                       {U"清明", 0, 0},   {U"端午", 0, 0},    {U"中秋", 0, 0}};
    const auto take_name = [&](Scan& at) -> const Feast* {
        for (const Feast& feast : feasts) {
            if (at.take(feast.name)) {
                at.take_any({U"国际劳动节", U"节假期", U"节长假", U"节", U"假期", U"长假"});
                return &feast;
            }
        }
        return nullptr;
    };
    Scan more = scan;
    const Feast* feast = take_name(more);
    if (!feast)
        return false;
    // 春节、国庆节前: the limit stands behind the last of them.
    Scan ahead = more;
    while (ahead.take_any({U"、", U"和", U"及", U"与"})) {
        if (!take_name(ahead))
            return false;
    }
    if (!ahead.take(U"前") && !ahead.take(U"之前"))
        return false;
    const bool new_year = feast->month == 12;
    point.no_day = point.vague = feast->month == 0 || (new_year && !point.year && point.year_shift == 0);
    point.month = feast->month;
    point.day = feast->day;
    if (new_year && point.year)
        --*point.year;
    else if (new_year)
        --point.year_shift;
    scan = more;
    return true;
}

std::optional<Day> DueScanner::resolve(const Point& point, bool before_month) const {
    std::optional<int> year = point.year;
    if (!year) {
        year = context_.year;
        if (!year && context_.signed_on)
            year = year_of(*context_.signed_on);
        if (year)
            *year += point.year_shift;
    }
    if (!year || *year < 1900 || *year > 2199)
        return std::nullopt;
    int month = point.month;
    if (before_month && point.bare_month) {
        if (--month == 0) {
            month = 12;
            --*year;
        }
    }
    if (point.day == 0)
        return last_of_month(*year, static_cast<unsigned>(month));
    return day_of(*year, month, point.day);
}

std::size_t DueScanner::date(std::size_t i) {
    Scan scan{text_, i};
    Point point;
    take_year(scan, point);
    const std::size_t after_year = scan.at;
    bool before_month = false;
    if (after_year > i && (cell_ || point.this_year) && !take_point(scan, point)) {
        // 2019年 alone in its cell, 年内.
        const bool inside = scan.take_any({U"之内", U"以内", U"内"});
        if (!inside && !(cell_ && i == 0 && (scan.at == text_.size() || scan.take(U"完成"))))
            return 0;
        point.month = 12;
        point.day = 31;
        return limit(i, scan.at, point, false);
    }
    if (after_year > i && point.month == 0 && !take_point(scan, point))
        return 0;
    if (after_year == i) {
        if (scan.take_any({U"年内", U"年度内"})) {
            if (i > 0 && (chinese_digit(text_[i - 1]) >= 0 || is_digit(text_[i - 1]) || text_[i - 1] == U'半'))
                return 0;
            point.month = 12;
            point.day = 31;
            return limit(i, scan.at, point, false);
        }
        if (!take_point(scan, point))
            return damaged(i);
    }
    const std::u32string_view history = text_.substr(i > 3 ? i - 3 : 0, std::min<std::size_t>(i, 3));
    const bool since = ends_with(history, U"自") || ends_with(history, U"从") || ends_with(history, U"截至") ||
                       ends_with(history, U"截止到") || ends_with(history, U"截至到");
    bool range = false;
    {
        Scan more = scan;
        if (more.take_any({U"至", U"到", U"——", U"—", U"–", U"-", U"~", U"～"})) {
            Point last;
            take_year(more, last);
            if (!last.year && point.year)
                last.year = point.year;
            if (!last.year_shift && point.year_shift)
                last.year_shift = point.year_shift;
            Scan only_day = more;
            if (take_point(more, last)) {
                point = last;
                scan = more;
                range = true;
            } else if (const auto day = only_day.number(); day && *day >= 1 && *day <= 31 && only_day.take(U"日")) {
                point.day = *day;
                scan = only_day;
                range = true;
            }
        }
    }
    const std::size_t bare_end = scan.at;
    const bool before = take_before(scan);
    before_month = before && !range && ends_with(text_.substr(bare_end, scan.at - bare_end), U"前");
    if (before) {
        scan.take(U"夕");
        return limit(i, scan.at, point, before_month);
    }
    if (since && !range)
        return bare_end;
    if (!cell_) {
        const bool end_like = ends_with(text_.substr(0, bare_end), U"底") || ends_with(text_.substr(0, bare_end), U"末");
        const bool done = starts_with(scan.rest(), U"完成") || starts_with(scan.rest(), U"实现") ||
                          starts_with(scan.rest(), U"报送") || starts_with(scan.rest(), U"全面完成") ||
                          starts_with(scan.rest(), U"基本完成");
        const bool quarter = end_like && point.month % 3 == 0 && contains(text_.substr(i, bare_end - i), U"季度");
        const bool until = ends_with(history, U"截止") || (end_like && ends_with(history, U"到") && scan.peek() == U',');
        if (!done && !quarter && !until)
            return range ? bare_end : bare_point(i, bare_end, point);
        // 2018年6月底完成 of a past year is a report, not a limit.
    } else if (starts_with(scan.rest(), U"以来") || starts_with(scan.rest(), U"起")) {
        return bare_end;
    }
    return limit(i, bare_end, point, false);
}

// 对2019年12月31日前印发的文件进行清理: the day tells which papers are meant, and nobody owes anything by it.
bool DueScanner::tells_which(std::size_t start, std::size_t end) const {
    static constexpr std::u32string_view made[] = {
        U"印发", U"制定", U"制发", U"出台", U"发布", U"公布", U"公开", U"形成", U"产生", U"施行", U"实施", U"生效", U"下发",
        U"签发", U"颁布", U"成立", U"设立", U"受理", U"作出", U"做出", U"登记", U"废止", U"失效", U"发生", U"签订", U"批准",
        U"建成", U"完成", U"获得", U"取得", U"编制", U"收到", U"立项", U"开工", U"竣工", U"注册", U"入库", U"转发", U"上报",
        U"出生", U"入学", U"毕业", U"执行", U"通过", U"审批", U"核准", U"备案", U"起草", U"提出", U"办结", U"答复", U"存在"};
    const std::u32string_view before = text_.substr(0, start);
    const bool of_object = ends_with(before, U"对") || ends_with(before, U"对于") || ends_with(before, U"凡") ||
                           ends_with(before, U"凡是") || ends_with(before, U"将") || ends_with(before, U"把");
    std::u32string_view rest = text_.substr(end);
    if (starts_with(rest, U"的"))
        return true;
    if (of_object) {
        // 对…前本级政府印发的
        constexpr std::size_t near = 16;
        const std::size_t of = rest.find(U'的');
        const auto clause = rest.substr(0, std::min(of, near));
        return of <= near && clause.find_first_of(U",。;、") == std::u32string_view::npos &&
               std::any_of(std::begin(made), std::end(made), [&](auto verb) { return ends_with(clause, verb); });
    }
    for (const std::u32string_view word : {U"已经", U"已", U"所", U"由我市", U"由我县"}) {
        if (starts_with(rest, word)) {
            rest.remove_prefix(word.size());
            break;
        }
    }
    bool any = false;
    for (bool again = true; again;) {
        again = false;
        for (const std::u32string_view verb : made) {
            if (starts_with(rest, verb)) {
                rest.remove_prefix(verb.size() + (rest.size() > verb.size() && rest[verb.size()] == U'并' ? 1 : 0));
                any = again = true;
                break;
            }
        }
    }
    return any && starts_with(rest, U"的");
}

std::size_t DueScanner::limit(std::size_t start, std::size_t end, const Point& point, bool before_month) {
    Due due;
    due.kind = Due::Kind::by;
    if (!point.no_day)
        due.on = resolve(point, before_month);
    // 2018年底前印发的文件 in a notice of 2019 speaks of the past.
    const int now = context_.year ? *context_.year : context_.signed_on ? year_of(*context_.signed_on) : 0;
    if (!cell_ && ((point.year && *point.year < now) || tells_which(start, end)))
        return end;
    if (!due.on && !point.no_day && (context_.year || context_.signed_on || point.year))
        return end;  // 2月30日: no such day
    add(due, start, end, !due.on || point.vague);
    return end;
}

bool DueScanner::limits_each(Scan& scan) const {
    if (take_before(scan))
        return true;
    if (starts_with(scan.rest(), U"分别"))
        return true;
    if (!starts_with(scan.rest(), U"各"))
        return false;
    // 各一次, 各开展; but 各部门
    const auto after = scan.rest().substr(1);
    return !after.empty() &&
           (is_digit(after[0]) || chinese_digit(after[0]) >= 0 ||
            std::ranges::any_of(std::initializer_list<std::u32string_view>{U"至少", U"不少于", U"开展", U"召开", U"组织", U"公开",
                                                                           U"公布", U"发布", U"更新", U"报送", U"举办", U"举行",
                                                                           U"集中", U"完成", U"通报"},
                                [&](auto verb) { return starts_with(after, verb); }));
}

std::size_t DueScanner::several(std::size_t i) {
    struct One {
        Point point;
        std::size_t start, end;
    };
    std::vector<One> all;
    Scan scan{text_, i};
    for (bool first = true;; first = false) {
        Scan more = scan;
        if (!first && !more.take_any({U"、", U"和", U"及", U"与", U","}))
            break;
        One one;
        one.start = more.at;
        take_year(more, one.point);
        if (more.at == one.start && !all.empty()) {
            one.point.year = all.back().point.year;
            one.point.year_shift = all.back().point.year_shift;
        }
        Scan day = more;
        if (!take_point(more, one.point)) {
            const auto number = day.number();
            if (all.empty() || !number || *number < 1 || *number > 31 || !day.take(U"日") || all.back().point.day == 0)
                break;
            one.point = all.back().point;
            one.point.day = *number;
            more = day;
        }
        one.end = more.at;
        all.push_back(one);
        scan = more;
    }
    const auto history = text_.substr(0, i);
    if (all.size() < 2 || ends_with(history, U"自") || ends_with(history, U"从") || ends_with(history, U"截至"))
        return 0;
    const std::size_t bare_end = scan.at;
    const bool said_before = ends_with(history, U"分别于") || ends_with(history, U"分别在");
    if (!limits_each(scan) && !said_before)
        return 0;
    all.back().end = scan.at;
    const bool before_month = ends_with(text_.substr(bare_end, scan.at - bare_end), U"前") && all.back().point.bare_month;
    for (const One& one : all)
        limit(one.start, one.end, one.point, before_month);
    return scan.at;
}

std::size_t DueScanner::several_numbers(std::size_t i) {
    Scan scan{text_, i};
    scan.take(U"第");
    std::vector<int> numbers;
    Scan last = scan;
    for (;;) {
        last = scan;
        const auto number = scan.number();
        if (!number || *number < 1 || *number > 12 || (!numbers.empty() && *number <= numbers.back()))
            return 0;
        numbers.push_back(*number);
        if (!scan.take_any({U"、", U"和", U"及"}))
            break;
    }
    if (numbers.size() < 2)
        return 0;
    Point point;
    if (!take_point(last, point) || point.no_day)
        return 0;
    const bool quarters = contains(text_.substr(i, last.at - i), U"季");
    // 。2、3月底前完成 begins with the number of a paragraph.
    const bool at_start = i == 0 || is_stop(text_[i - 1]);
    const bool may_be_mark = numbers.size() == 2 && at_start && (!cell_ || (numbers[0] == 1 && !quarters));
    if (may_be_mark || (quarters && numbers.back() > 4))
        return 0;
    const std::size_t bare_end = last.at;
    if (!limits_each(last) && !cell_)
        return 0;
    const bool before_month = ends_with(text_.substr(bare_end, last.at - bare_end), U"前");
    for (const int number : numbers) {
        point.month = quarters ? number * 3 : number;
        limit(i, last.at, point, before_month);
    }
    return last.at;
}

bool begins_clause(std::u32string_view text, std::size_t at) {
    if (at == 0)
        return true;
    const char32_t before = text[at - 1];
    return is_stop(before) || before == U',' || before == U':' || before == U'(' || before == U'于' || before == U'在';
}

std::size_t DueScanner::bare_point(std::size_t start, std::size_t end, const Point& point) {
    if (!begins_clause(text_, start))
        return 0;
    std::size_t stop = end < text_.size() && text_[end] == U',' ? end + 1 : end;
    while (stop < text_.size() && !is_stop(text_[stop]) && text_[stop] != U',' && text_[stop] != U'、')
        ++stop;
    const auto clause = text_.substr(end, stop - end);
    // 6月召开的会议, 上半年工作情况, 5月1日起施行 name a time and set none.
    static constexpr std::u32string_view names[] = {U"的",   U"起",   U"以来", U"以后", U"之后",
                                                    U"情况", U"期间", U"印发", U"出台", U"后"};
    if (clause.size() < 2 || std::ranges::any_of(names, [&](auto name) { return contains(clause, name); }))
        return 0;
    const std::size_t before = found_.size();
    limit(start, end, point, false);
    if (found_.size() > before)
        found_.back().bare = found_.back().doubtful = true;
    return end;
}

std::size_t DueScanner::damaged(std::size_t i) {
    std::size_t digits = 0;
    while (i + digits < text_.size() && is_digit(text_[i + digits]))
        ++digits;
    Scan scan{text_, i + digits};
    if (digits < 3 || digits > 4 || !scan.take(U"日"))
        return 0;
    const std::size_t bare_end = scan.at;
    if (!take_before(scan) && !cell_)
        return 0;
    if (!cell_ && scan.at == bare_end)
        return 0;
    std::vector<Point> readings;
    const int year = context_.year.value_or(2020);
    for (std::size_t cut = 1; cut < digits && cut <= 2; ++cut) {
        if (digits - cut > 2 || text_[i] == U'0' || text_[i + cut] == U'0')
            continue;
        Scan month{text_.substr(0, i + cut), i}, day{text_.substr(0, i + digits), i + cut};
        const auto m = month.number(), d = day.number();
        if (m && d && *m <= 12 && day_of(year, *m, *d)) {
            Point point;
            point.month = *m;
            point.day = *d;
            readings.push_back(point);
        }
    }
    if (readings.size() != 1)
        return scan.at;
    Due due;
    due.kind = Due::Kind::by;
    due.on = resolve(readings[0], false);
    add(due, i, scan.at, true);
    return scan.at;
}

std::size_t DueScanner::numeric_date(std::size_t i) {
    if (!is_digit(text_[i]))
        return 0;
    Scan scan{text_, i};
    std::vector<int> numbers;
    char32_t mark = 0;
    while (numbers.size() < 3) {
        std::size_t digits = 0;
        while (scan.at + digits < text_.size() && is_digit(text_[scan.at + digits]))
            ++digits;
        if (digits == 0 || digits > 4)
            return 0;
        numbers.push_back(*scan.number());
        const char32_t next = scan.peek();
        if (numbers.size() == 3 || (next != U'.' && next != U'-' && next != U'/') || (mark && next != mark))
            break;
        mark = next;
        ++scan.at;
    }
    if (numbers.size() < 2 || !mark)
        return 0;
    scan.take(U"日");
    const bool before = take_before(scan);
    Point point;
    if (numbers.size() == 3) {
        point.year = numbers[0];
        numbers.erase(numbers.begin());
    }
    if (!before && !(cell_ && point.year))
        return 0;
    if (numbers[0] < 1 || numbers[0] > 12 || numbers[1] < 1 || numbers[1] > 31)
        return 0;
    point.month = numbers[0];
    point.day = numbers[1];
    return limit(i, scan.at, point, false);
}

}  // namespace gongkai::programme
