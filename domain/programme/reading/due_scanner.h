// The scanner behind read_dues(): phrases of cycles and terms (due_cycles.cpp), of days (due_dates.cpp), and what is kept of them
// (due.cpp). It goes over the text once; every pattern looks ahead a few dozen letters at the most.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/programme/reading/due.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

// A digit of 〇一二三…, 两 included; -1 for another letter.
int chinese_digit(char32_t c);

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

// One point in time inside a year: what was read, and the month and day it ends on.
struct Point {
    std::optional<int> year;  // as written
    int year_shift = 0;       // 明年
    bool this_year = false;
    int month = 0, day = 0;   // day 0 is the last of the month
    bool bare_month = false;  // 6月, with nothing after it
    bool vague = false;       // 年中: a day is proposed; 春节前: none is known here
    bool no_day = false;
};

// Is the place the beginning of a clause, or behind 于 or 在?
bool begins_clause(std::u32string_view text, std::size_t at);

// 前, 之前, 内 and the like.
bool take_before(Scan& scan);

class DueScanner {
  public:
    DueScanner(std::u32string_view printed, const DueContext& context, DuePlace place, const ReadingWords& words)
        : printed_(printed),
          folded_(fold(printed)),
          text_(folded_),
          context_(context),
          cell_(place == DuePlace::cell),
          words_(words) {}

    std::vector<FoundDue> run();

    // The stretches of the text that terms were read from, those that were then dropped beside others too.
    const std::vector<std::pair<std::size_t, std::size_t>>& stretches() const { return stretches_; }

  private:
    std::size_t pattern(std::size_t i);
    FoundDue& add(Due due, std::size_t start, std::size_t end, bool doubtful = false);
    std::optional<Period> period(Scan& scan) const;
    // 每月, 按季度, 每年…不少于2次, 每月10日前.
    std::size_t cycle(std::size_t i);
    // The count that belongs to a cycle, in the same clause: 每年解读重要政策措施不少于2次, 每季度召开1次.
    std::size_t count_after(std::size_t from, bool least_first, Due& due) const;
    // 每月(10日前), 每季度(末), 每年(1月31日、7月31日前): the days inside the cycle go into the phrase.
    bool day_inside(Scan& scan, Period period) const;
    bool take_part_of_year(Scan& scan, Point& point) const;
    // 一年两次, 半年一次, 季报: only where nothing but time limits stand.
    std::size_t cycle_of_cell(std::size_t i);
    // 20个工作日内, 三日内. 不少于30日 and the like are least lengths.
    std::size_t term(std::size_t i);
    // The year before a date: 2019年, 今年, 明年.
    void take_year(Scan& scan, Point& point) const;
    // What follows the year: a month with its day or part, a half, a quarter, the year's end.
    bool take_point(Scan& scan, Point& point) const;
    // 国庆节前, 春节前: of the day before a feast, where its day is the same every year.
    bool take_feast(Scan& scan, Point& point) const;
    std::optional<Day> resolve(const Point& point, bool before_month) const;
    std::size_t date(std::size_t i);
    // 6月、12月分别, 5月底、9月底前: one limit speaks of every point before it.
    std::size_t several(std::size_t i);
    // 3、6、9、12月底前
    std::size_t several_numbers(std::size_t i);
    bool limits_each(Scan& scan) const;
    std::size_t bare_point(std::size_t start, std::size_t end, const Point& point);
    std::size_t limit(std::size_t start, std::size_t end, const Point& point, bool before_month);
    bool tells_which(std::size_t start, std::size_t end) const;
    // 1030日 for 10月30日: only where one reading is a day.
    std::size_t damaged(std::size_t i);
    // 6.30前, 2019-06-30, 2019/6/30前.
    std::size_t numeric_date(std::size_t i);
    std::size_t standing(std::size_t i);
    // Does one of the verbs stand before the place in its clause?
    bool asked_for(std::size_t i, std::initializer_list<std::u32string_view> verbs) const;
    void tidy();

    std::u32string_view printed_;
    std::u32string folded_;
    std::u32string_view text_;
    const DueContext& context_;
    bool cell_;
    const ReadingWords& words_;
    std::vector<FoundDue> found_;
    std::vector<std::pair<std::size_t, std::size_t>> stretches_;
};

// 每季度一次，全年不少于4次 in one sentence is one term; so is 每半年一次，6月、12月底前.
void count_once(std::vector<FoundDue>& terms, std::u32string_view text, DuePlace place);

std::vector<std::string> unread_times(std::u32string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& stretches,
                                      DuePlace place);

}  // namespace gongkai::programme
