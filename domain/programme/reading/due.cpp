#include "domain/programme/reading/due.h"

#include <algorithm>
#include <chrono>

#include "base/core/text.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

namespace {

constexpr std::size_t none = std::u32string_view::npos;

int chinese_digit(char32_t c) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○' || c == U'Ｏ')
        return 0;
    if (c == U'两')
        return 2;
    const std::size_t at = digits.find(c);
    return at == none ? -1 : static_cast<int>(at);
}

// Reads on from a place and gives the place back where a pattern does not hold.
struct Scan {
    std::u32string_view text;  // folded
    std::size_t at = 0;

    std::u32string_view rest() const { return text.substr(std::min(at, text.size())); }
    char32_t peek() const { return at < text.size() ? text[at] : U'\0'; }

    bool take(std::u32string_view word) {
        if (!starts_with(rest(), word))
            return false;
        at += word.size();
        return true;
    }
    bool take_any(std::initializer_list<std::u32string_view> list) {
        return std::any_of(list.begin(), list.end(), [&](auto word) { return take(word); });
    }
    std::optional<int> number() {
        std::size_t length = 0;
        const auto value = read_number(rest(), length);
        if (value)
            at += length;
        return value;
    }
};

std::optional<Day> day_of(int year, int month, int day) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional<Day>(sys_days(date)) : std::nullopt;
}

bool take_before(Scan& scan) { return scan.take_any({U"之前", U"以前", U"前", U"为止", U"止", U"之内", U"以内", U"内"}); }

// One point in time inside a year: what was read, and the month and day it ends on.
struct Point {
    std::optional<int> year;  // as written
    int year_shift = 0;       // 明年
    bool this_year = false;
    int month = 0, day = 0;   // day 0 is the last of the month
    bool bare_month = false;  // 6月, with nothing after it
};

class Scanner {
  public:
    Scanner(std::u32string_view printed, const DueContext& context, DuePlace place, const ReadingWords& words)
        : printed_(printed),
          folded_(fold(printed)),
          text_(folded_),
          context_(context),
          cell_(place == DuePlace::cell),
          words_(words) {}

    std::vector<FoundDue> run() {
        std::size_t i = 0;
        while (i < text_.size()) {
            const std::size_t next = pattern(i);
            i = next > i ? next : i + 1;
        }
        tidy();
        return std::move(found_);
    }

  private:
    std::size_t pattern(std::size_t i) {
        const char32_t c = text_[i];
        if (c == U'每' || c == U'按' || c == U'逐' || c == U'至') {
            if (const std::size_t end = cycle(i))
                return end;
        }
        if (cell_ && (c == U'一' || c == U'半' || c == U'季' || c == U'月' || c == U'周')) {
            if (const std::size_t end = cycle_of_cell(i))
                return end;
        }
        const bool digit_inside = i > 0 && (is_digit(text_[i - 1]) || text_[i - 1] == U'.');
        if (!digit_inside) {
            if (const std::size_t end = term(i))
                return end;
            if (const std::size_t end = date(i))
                return end;
            if (const std::size_t end = numeric_date(i))
                return end;
        }
        return standing(i);
    }

    void add(Due due, std::size_t start, std::size_t end, bool doubtful = false) {
        due.text = to_utf8(printed_.substr(start, end - start));
        found_.push_back({std::move(due), start, end, doubtful});
    }

    std::optional<Period> period(Scan& scan) const {
        if (scan.take_any({U"半年", U"半年度"}))
            return scan.take(U"度"), Period::half_year;
        if (scan.take_any({U"季度", U"季"}))
            return Period::quarter;
        if (scan.take_any({U"星期", U"周"}))
            return scan.peek() == U'边' || scan.peek() == U'期' ? std::nullopt : std::optional(Period::week);
        if (scan.take(U"月"))
            return scan.take(U"度"), scan.take(U"份"), Period::month;
        if (scan.take_any({U"年度", U"年"}))
            return scan.peek() == U'龄' ? std::nullopt : std::optional(Period::year);
        return std::nullopt;
    }

    // 每月, 按季度, 每年…不少于2次, 每月10日前.
    std::size_t cycle(std::size_t i) {
        Scan scan{text_, i};
        scan.take_any({U"至少", U"至"});
        const bool least_first = scan.at == i + 2;
        if (scan.at != i && !least_first)
            return 0;
        if (scan.take(U"按")) {
            if (scan.peek() == U'照')
                return 0;
        } else if (scan.take(U"逐")) {
            if (scan.peek() == U'年')
                return 0;
        } else if (scan.take(U"每")) {
            scan.take(U"一");
            scan.take(U"个");
        } else {
            return 0;
        }
        const auto cycle = period(scan);
        if (!cycle)
            return 0;
        Due due;
        due.kind = Due::Kind::every;
        due.period = *cycle;
        std::size_t end = scan.at;
        if (const std::size_t counted = count_after(scan.at, least_first, due)) {
            end = counted;
        } else {
            Scan tail{text_, scan.at};
            if (day_inside(tail))
                end = tail.at;
        }
        add(due, i, end);
        return end;
    }

    // The count that belongs to a cycle, in the same clause: 每年解读重要政策措施不少于2次, 每季度召开1次.
    std::size_t count_after(std::size_t from, bool least_first, Due& due) const {
        const std::size_t limit = std::min(text_.size(), from + 40);
        for (std::size_t j = from; j < limit; ++j) {
            const char32_t c = text_[j];
            if (is_stop(c) || c == U',' || c == U'每')
                return 0;
            if (!is_digit(c) && chinese_digit(c) < 0 && c != U'十')
                continue;
            if (j > from && is_digit(text_[j - 1]))
                continue;
            Scan scan{text_, j};
            const auto number = scan.number();
            if (!number || *number < 1)
                continue;
            if (!scan.take_any({U"次", U"场次", U"场", U"期", U"轮", U"篇", U"条", U"件", U"个以上", U"回"}))
                continue;
            const bool above = scan.take_any({U"以上", U"及以上"});
            const auto before = text_.substr(from, j - from);
            const bool at_least = above || least_first || contains(before, U"不少于") || contains(before, U"不得少于") ||
                                  contains(before, U"不低于") || contains(before, U"至少") || contains(before, U"最少");
            if (at_least || *number > 1) {
                due.kind = Due::Kind::at_least;
                due.count = *number;
            }
            return scan.at;
        }
        return 0;
    }

    // 每月(10日前), 每季度(末), 每年(1月31日前): the day inside the cycle goes into the phrase.
    bool day_inside(Scan& scan) const {
        const std::size_t start = scan.at;
        scan.take_any({U"首月", U"第一个月", U"结束后", U"第一月"});
        std::size_t here = scan.at;
        if (scan.number() && scan.take(U"月")) {
            here = scan.at;
        } else {
            scan.at = here;
        }
        if (scan.take_any({U"底", U"末", U"初"}) || (scan.number() && (scan.take_any({U"日", U"号", U"个工作日", U"天"})))) {
            take_before(scan);
            return scan.at > start;
        }
        scan.at = start;
        return false;
    }

    // 一年两次, 半年一次, 季报: only where nothing but time limits stand.
    std::size_t cycle_of_cell(std::size_t i) {
        Scan scan{text_, i};
        scan.take(U"一");
        scan.take(U"个");
        const auto cycle = period(scan);
        if (!cycle)
            return 0;
        Due due;
        due.kind = Due::Kind::every;
        due.period = *cycle;
        std::size_t end = count_after(scan.at, false, due);
        if (!end && scan.take(U"报"))
            end = scan.at;
        if (!end || (i > 0 && (is_digit(text_[i - 1]) || text_[i - 1] == U'上' || text_[i - 1] == U'下')))
            return 0;
        add(due, i, end);
        return end;
    }

    // 20个工作日内, 三日内. 不少于30日 and the like are least lengths.
    std::size_t term(std::size_t i) {
        Scan scan{text_, i};
        auto number = scan.number();
        if (!number || *number < 1)
            return 0;
        for (const std::u32string_view joint : {U"至", U"-", U"—", U"~", U"到"}) {
            Scan more = scan;
            if (more.take(joint)) {
                if (const auto upper = more.number()) {
                    number = upper;
                    scan = more;
                }
                break;
            }
        }
        Due due;
        due.kind = Due::Kind::within;
        due.count = *number;
        scan.take(U"个");
        if (scan.take(U"工作日"))
            due.unit = DueUnit::working_day;
        else if (scan.take_any({U"自然日", U"日", U"天"}))
            due.unit = DueUnit::day;
        else
            return 0;
        const bool inside = scan.take_any({U"之内", U"以内", U"内"});
        const bool whole_cell = cell_ && i == 0 && scan.at == text_.size() && *number <= 120;
        if (!inside && !whole_cell)
            return 0;
        if (i > 0 && text_[i - 1] == U'月')
            return 0;
        const auto before = text_.substr(i > 6 ? i - 6 : 0, std::min<std::size_t>(i, 6));
        for (const std::u32string_view least : {U"少于", U"低于", U"至少", U"最少"}) {
            if (contains(before, least))
                return scan.at;
        }
        add(due, i, scan.at);
        return scan.at;
    }

    // The year before a date: 2019年, 今年, 明年.
    void take_year(Scan& scan, Point& point) const {
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

    // What follows the year: a month with its day or part, a half, a quarter, the year's end.
    bool take_point(Scan& scan, Point& point) const {
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

    std::optional<Day> resolve(const Point& point, bool before_month) const {
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

    std::size_t date(std::size_t i) {
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
        if (before)
            return limit(i, scan.at, point, before_month);
        if (since && !range)
            return bare_end;
        if (!cell_) {
            const bool end_like = ends_with(text_.substr(0, bare_end), U"底") || ends_with(text_.substr(0, bare_end), U"末");
            const bool done = starts_with(scan.rest(), U"完成") || starts_with(scan.rest(), U"实现") ||
                              starts_with(scan.rest(), U"报送") || starts_with(scan.rest(), U"全面完成") ||
                              starts_with(scan.rest(), U"基本完成");
            const bool quarter = end_like && point.month % 3 == 0 && contains(text_.substr(i, bare_end - i), U"季度");
            const bool until = ends_with(history, U"截止");
            if (!done && !quarter && !until)
                return range ? bare_end : 0;
            // 2018年6月底完成 of a past year is a report, not a limit.
        } else if (starts_with(scan.rest(), U"以来") || starts_with(scan.rest(), U"起")) {
            return bare_end;
        }
        return limit(i, bare_end, point, false);
    }

    std::size_t limit(std::size_t start, std::size_t end, const Point& point, bool before_month) {
        Due due;
        due.kind = Due::Kind::by;
        due.on = resolve(point, before_month);
        // 2018年底前印发的文件 in a notice of 2019 speaks of the past.
        const int now = context_.year ? *context_.year : context_.signed_on ? year_of(*context_.signed_on) : 0;
        if (!cell_ && point.year && *point.year < now)
            return end;
        if (!due.on && (context_.year || context_.signed_on || point.year))
            return end;  // 2月30日: no such day
        add(due, start, end, !due.on);
        return end;
    }

    // 1030日 for 10月30日: only where one reading is a day.
    std::size_t damaged(std::size_t i) {
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

    // 6.30前, 2019-06-30, 2019/6/30前.
    std::size_t numeric_date(std::size_t i) {
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

    std::size_t standing(std::size_t i) {
        const std::u32string_view rest = text_.substr(i);
        Due due;
        due.kind = Due::Kind::ongoing;
        if (cell_) {
            for (const std::u32string& word : words_.due_cells) {
                if (starts_with(rest, word)) {
                    add(due, i, i + word.size());
                    return i + word.size();
                }
            }
            return 0;
        }
        for (const std::u32string_view word : {U"持续推进", U"长期坚持"}) {
            if (starts_with(rest, word)) {
                add(due, i, i + word.size());
                return i + word.size();
            }
        }
        if (starts_with(rest, U"定期") && !(i > 0 && text_[i - 1] == U'不')) {
            add(due, i, i + 2);
            return i + 2;
        }
        if (starts_with(rest, U"动态")) {
            const auto after = rest.substr(2);
            for (const std::u32string_view verb :
                 {U"公开", U"发布", U"调整", U"更新", U"公布", U"管理", U"公示", U"完善", U"监测", U"维护"}) {
                if (!starts_with(after, verb))
                    continue;
                const auto beyond = after.substr(verb.size());
                const bool noun = starts_with(beyond, U"情况") || starts_with(beyond, U"机制") || starts_with(beyond, U"信息") ||
                                  starts_with(beyond, U"制度") || starts_with(beyond, U"工作");
                const bool nominal = ends_with(text_.substr(0, i), U"进行") || ends_with(text_.substr(0, i), U"实行") ||
                                     ends_with(text_.substr(0, i), U"的");
                if (!noun && !nominal) {
                    add(due, i, i + 2 + verb.size());
                    return i + 2 + verb.size();
                }
            }
            return 0;
        }
        // What goes into the paper of every year is owed every year.
        if (starts_with(rest, U"年度")) {
            due.kind = Due::Kind::every;
            due.period = Period::year;
            if (starts_with(rest, U"年度报告")) {
                if (!asked_for(i, {U"纳入", U"写入", U"列入", U"提升", U"提高", U"编制", U"发布", U"公布", U"撰写"}))
                    return 0;
                add(due, i, i + 4);
                return i + 4;
            }
            for (std::size_t j = 2; j < 16 && j + 2 <= rest.size() && !is_stop(rest[j]) && rest[j] != U',' && rest[j] != U'、';
                 ++j) {
                if (starts_with(rest.substr(j), U"目录") &&
                    asked_for(i, {U"公开", U"公布", U"发布", U"编制", U"制定", U"更新"})) {
                    add(due, i, i + j + 2);
                    return i + j + 2;
                }
            }
        }
        return 0;
    }

    // Does one of the verbs stand before the place in its clause?
    bool asked_for(std::size_t i, std::initializer_list<std::u32string_view> verbs) const {
        std::size_t start = i;
        while (start > 0 && i - start < 30 && !is_stop(text_[start - 1]) && text_[start - 1] != U',')
            --start;
        const auto clause = text_.substr(start, i - start);
        return std::any_of(verbs.begin(), verbs.end(), [&](auto verb) { return contains(clause, verb); });
    }

    static bool same(const Due& a, const Due& b) {
        return a.kind == b.kind && a.on == b.on && a.period == b.period && a.count == b.count && a.unit == b.unit;
    }

    void tidy() {
        const bool has_cycle = std::any_of(found_.begin(), found_.end(), [](const FoundDue& f) {
            return f.due.kind != Due::Kind::ongoing && f.due.kind != Due::Kind::by && f.due.kind != Due::Kind::within;
        });
        std::vector<FoundDue> kept;
        for (FoundDue& one : found_) {
            const bool vague = one.due.kind == Due::Kind::ongoing && has_cycle && !cell_;
            const bool twice = std::any_of(kept.begin(), kept.end(), [&](const FoundDue& k) { return same(k.due, one.due); });
            if (!vague && !twice)
                kept.push_back(std::move(one));
        }
        found_ = std::move(kept);
    }

    std::u32string_view printed_;
    std::u32string folded_;
    std::u32string_view text_;
    const DueContext& context_;
    bool cell_;
    const ReadingWords& words_;
    std::vector<FoundDue> found_;
};

}  // namespace

std::optional<int> read_number(std::u32string_view text, std::size_t& length) {
    std::size_t i = 0;
    int value = 0;
    while (i < text.size() && is_digit(text[i]) && i < 6)
        value = value * 10 + static_cast<int>(fold(text[i++]) - U'0');
    if (i > 0) {
        length = i;
        return value;
    }
    // 三, 十五, 二十, 三十一
    int tens = 0, ones = 0;
    bool any = false;
    if (i < text.size() && chinese_digit(text[i]) > 0) {
        ones = chinese_digit(text[i++]);
        any = true;
    }
    if (i < text.size() && text[i] == U'十') {
        tens = any ? ones : 1;
        ones = 0;
        any = true;
        ++i;
        if (i < text.size() && chinese_digit(text[i]) > 0)
            ones = chinese_digit(text[i++]);
    }
    if (!any)
        return std::nullopt;
    length = i;
    return tens * 10 + ones;
}

std::vector<FoundDue> read_dues(std::u32string_view text, const DueContext& context, DuePlace place, const ReadingWords& words) {
    return Scanner(text, context, place, words).run();
}

bool is_due(std::u32string_view text, const ReadingWords& words) {
    if (text.size() < 2 || text.size() > 24)
        return false;
    std::size_t covered = 0;
    for (const FoundDue& found : read_dues(text, {.year = 2020, .signed_on = {}}, DuePlace::cell, words))
        covered += found.end - found.start;
    for (const std::u32string_view filler : {U"完成", U"公开", U"并", U"长期", U"公布", U"报送"}) {
        if (contains(text, filler))
            covered += filler.size();
    }
    for (const char32_t c : text)
        covered += c == U'、' || c == U',' || c == U'，' || c == U';' || c == U'；' || c == U'。' ? 1 : 0;
    return covered >= text.size();
}

}  // namespace gongkai::programme
