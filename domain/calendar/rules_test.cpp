#include "domain/calendar/rules.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/file.h"
#include "domain/calendar/answer_table.h"
#include "domain/calendar/year.h"

namespace gongkai::calendar {
namespace {

constexpr std::chrono::days one{1};

const WorkingDays& office() {
    static const WorkingDays days(carried_years());
    return days;
}

Day day(std::string_view text) { return parse_day(text).value(); }

// 条例30 条例33-2 条例33-3
TEST(AnswerDue, is_what_the_cases_say) {
    const auto written = *read_file(GONGKAI_SOURCE_DIR "/domain/calendar/cases/answer.csv");
    auto cases = *read_csv_table(written, {"story", "due_on", "law"});
    ASSERT_GE(cases.rows.size(), 60U);
    std::string open = csv_line(cases.header);
    for (auto row : cases.rows) {
        row[*cases.column("due_on")] = "";
        open += csv_line(row);
    }
    const auto filled = fill_due_days(open, office());
    ASSERT_TRUE(filled);
    EXPECT_TRUE(filled->refused.empty());
    const auto answers = *read_csv_table(filled->csv, {"due_on"});
    ASSERT_EQ(answers.rows.size(), cases.rows.size());
    for (std::size_t row = 0; row < cases.rows.size(); ++row)
        EXPECT_EQ(answers.at(row, "due_on"), cases.at(row, "due_on")) << cases.at(row, "story") << ' ' << cases.at(row, "law");
}

TEST(AnswerDue, a_correction_before_the_request_is_refused) {
    const AnswerClock clock{day("2019-06-25"), day("2019-06-24")};
    EXPECT_EQ(answer_due_on(clock, office()).error().id, "calendar.refuse.correction_before_receipt");
    EXPECT_EQ(explain_answer(clock, office()).error().id, "calendar.refuse.correction_before_receipt");
}

TEST(AnswerDue, a_pause_that_ends_before_it_starts_is_refused) {
    const AnswerClock clock{day("2019-06-25"), {}, {{day("2019-07-05"), day("2019-07-01")}}};
    EXPECT_EQ(answer_due_on(clock, office()).error().id, "calendar.refuse.pause_backwards");
    EXPECT_EQ(explain_answer(clock, office()).error().id, "calendar.refuse.pause_backwards");
}

TEST(AnswerExplained, says_of_every_day_why_it_counts_or_not) {
    const auto days = explain_answer({day("2026-02-09"), {}, {{day("2026-02-10"), day("2026-02-11")}}}, office());
    ASSERT_TRUE(days);
    const auto why = [&](std::string_view on) {
        return days->at(static_cast<std::size_t>((day(on) - day("2026-02-09")).count()));
    };
    EXPECT_EQ(why("2026-02-09").why, Why::start);
    EXPECT_EQ(why("2026-02-10").number, 1) << "the day on which the others were asked still counts";
    EXPECT_EQ(why("2026-02-11").why, Why::paused);
    EXPECT_EQ(why("2026-02-11").number, 0);
    EXPECT_EQ(why("2026-02-14").why, Why::make_up);
    EXPECT_EQ(why("2026-02-14").number, 4);
    EXPECT_EQ(why("2026-02-14").special->paper, "国办发明电〔2025〕7号");
    EXPECT_EQ(why("2026-02-17").why, Why::holiday);
    EXPECT_EQ(why("2026-02-17").special->holiday, "春节");
    EXPECT_EQ(why("2026-03-01").why, Why::weekend);
    EXPECT_EQ(days->back().number, 20);
    EXPECT_EQ(to_text(days->back().on), "2026-03-16");
}

TEST(AnswerExplained, a_monday_named_as_worked_is_an_ordinary_working_day) {
    const auto days = explain_answer({day("2020-02-02")}, office());
    EXPECT_EQ(days->at(1).why, Why::workday);
    EXPECT_FALSE(days->at(1).special);
}

// The same law written a second time, as slowly and plainly as it can be: sets of days, one day after the other. It reads the
// files of data/calendar/ for itself and shares nothing with the room but the parser of days.
class Oracle {
  public:
    Oracle() {
        for (int year = 2019; year <= 2026; ++year) {
            const auto rows = *read_csv(*read_file(GONGKAI_SOURCE_DIR "/data/calendar/" + std::to_string(year) + ".csv"));
            for (Day d = make_day(year, 1, 1); d <= make_day(year, 12, 31); d += one) {
                const auto weekday = std::chrono::weekday(d).iso_encoding();
                known_.insert(d);
                if (weekday <= 5)
                    working_.insert(d);
            }
            for (std::size_t i = 1; i < rows.size(); ++i) {
                if (rows[i][1] == "off")
                    working_.erase(day(rows[i][0]));
                else
                    working_.insert(day(rows[i][0]));
            }
        }
    }

    std::string due(const AnswerClock& clock) const {
        std::set<Day> out;
        for (const auto& pause : clock.pauses)
            for (Day d = pause.start; d != pause.end;)
                out.insert(d += one);
        Day d = clock.correction_received_on ? *clock.correction_received_on : clock.received_on;
        for (std::set<Day> counted; counted.size() < (clock.extended ? 40U : 20U);) {
            d += one;
            if (out.contains(d))
                continue;
            if (!known_.contains(d))
                return "calendar-missing";
            if (working_.contains(d))
                counted.insert(d);
        }
        return to_text(d);
    }

    bool is_working(Day d) const { return working_.contains(d); }

  private:
    std::set<Day> known_, working_;
};

class Dice {
  public:
    int up_to(int most) { return std::uniform_int_distribution(0, most)(engine_); }
    bool one_in(int n) { return up_to(n - 1) == 0; }

    AnswerClock clock() {
        AnswerClock clock;
        clock.received_on = make_day(2018, 11, 1) + std::chrono::days(up_to(3000));  // to January 2027
        if (one_in(4))
            clock.correction_received_on = clock.received_on + std::chrono::days(up_to(60));
        const Day start = clock.correction_received_on.value_or(clock.received_on);
        for (int pauses = one_in(3) ? 0 : up_to(4); pauses > 0; --pauses) {
            const Day from = start + std::chrono::days(up_to(110) - 30);
            clock.pauses.push_back({from, from + std::chrono::days(one_in(10) ? up_to(150) : up_to(25))});
        }
        clock.extended = one_in(3);
        return clock;
    }

  private:
    std::mt19937 engine_{20190625};  // the same cases in every run
};

std::string told(const AnswerClock& clock) {
    std::string text = to_text(clock.received_on);
    if (clock.correction_received_on)
        text += ", corrected " + to_text(*clock.correction_received_on);
    for (const auto& pause : clock.pauses)
        text += ", paused " + to_text(pause.start) + '/' + to_text(pause.end);
    return text + (clock.extended ? ", extended" : "");
}

TEST(AnswerDue, agrees_with_a_slow_and_plain_count_in_twenty_thousand_cases) {
    const Oracle oracle;
    Dice dice;
    int missing = 0;
    for (int i = 0; i < 20'000; ++i) {
        const AnswerClock clock = dice.clock();
        const auto due = answer_due_on(clock, office());
        const auto expected = oracle.due(clock);
        ASSERT_EQ(due ? to_text(*due) : "calendar-missing", expected) << told(clock);
        const auto explained = explain_answer(clock, office());
        ASSERT_EQ(explained ? to_text(explained->back().on) : "calendar-missing", expected) << told(clock);
        missing += due ? 0 : 1;
    }
    EXPECT_GT(missing, 100) << "the edges of the calendar are among the cases";
    EXPECT_LT(missing, 4'000);
}

TEST(WorkingDays, counts_agree_with_a_slow_and_plain_count) {
    const Oracle oracle;
    Dice dice;
    for (int i = 0; i < 2'000; ++i) {
        const Day from = make_day(2019, 1, 1) + std::chrono::days(dice.up_to(2700)),
                  to = from + std::chrono::days(dice.up_to(200));
        int count = 0;
        for (Day d = from + one; d <= to; d += one)
            count += oracle.is_working(d) ? 1 : 0;
        ASSERT_EQ(office().count_between(from, to), count) << to_text(from) << ' ' << to_text(to);
        ASSERT_EQ(office().count_between(to, from), -count) << to_text(from) << ' ' << to_text(to);
        Day next = to;
        while (!oracle.is_working(next))
            next += one;
        ASSERT_EQ(office().on_or_after(to), next) << to_text(to);
    }
}

}  // namespace
}  // namespace gongkai::calendar
