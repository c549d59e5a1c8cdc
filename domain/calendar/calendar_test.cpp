#include "domain/calendar/calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/file.h"
#include "domain/calendar/year.h"

namespace gongkai::calendar {
namespace {

const WorkingDays& office() {
    static const WorkingDays days(carried_years());
    return days;
}

Day day(std::string_view text) { return parse_day(text).value(); }

TEST(Calendar, carries_2019_to_2026_with_the_working_days_of_each_year) {
    EXPECT_EQ(to_text(office().first()), "2019-01-01");
    EXPECT_EQ(to_text(office().last()), "2026-12-31");
    const std::map<int, int> expected{{2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                                      {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
    for (const auto& [year, count] : expected)
        EXPECT_EQ(office().count_between(make_day(year - 1, 12, 31), make_day(year, 12, 31)), count) << year;
}

TEST(Calendar, every_special_day_names_the_paper_that_settled_it) {
    for (const auto& year : office().years())
        for (const auto& special : year.days)
            EXPECT_FALSE(special.paper.empty()) << to_text(special.on);
    EXPECT_EQ(office().special(day("2019-05-02"))->paper, "国办发明电〔2019〕3号");
    EXPECT_EQ(office().special(day("2019-06-07"))->paper, "国办发明电〔2018〕15号");
    EXPECT_EQ(office().special(day("2020-01-24"))->paper, "国办发明电〔2019〕16号");
    EXPECT_EQ(office().special(day("2020-02-01"))->paper, "国办发明电〔2020〕1号");
    EXPECT_EQ(office().special(day("2022-12-31"))->paper, "国办发明电〔2022〕16号") << "元旦 of 2023 began in 2022";
    EXPECT_EQ(office().special(day("2019-06-08")), nullptr);
    EXPECT_EQ(office().special(day("2027-01-01")), nullptr);
}

TEST(Calendar, the_plain_week_holds_except_where_a_paper_says_otherwise) {
    EXPECT_TRUE(*office().is_working(day("2019-06-25")));
    EXPECT_FALSE(*office().is_working(day("2019-06-29"))) << "a Saturday";
    EXPECT_FALSE(*office().is_working(day("2019-06-07"))) << "端午节, a Friday";
    EXPECT_TRUE(*office().is_working(day("2019-04-28"))) << "调休上班, a Sunday";
    EXPECT_FALSE(*office().is_working(day("2020-02-01"))) << "a make-up day that the amended paper took back";
}

TEST(Calendar, a_day_of_an_unknown_year_is_refused_by_name) {
    for (const auto& refused : {office().is_working(day("2027-03-01")).error(), office().after(day("2027-02-28"), 1).error(),
                                office().on_or_after(day("2027-03-01")).error()}) {
        EXPECT_EQ(refused.id, calendar_missing);
        EXPECT_EQ(refused.arguments, (std::vector<std::string>{"2027-03-01", "2027"}));
    }
    EXPECT_EQ(office().count_between(day("2026-12-30"), day("2027-01-04")).error().arguments.front(), "2027-01-01");
    EXPECT_EQ(office().count_between(day("2018-12-30"), day("2019-01-04")).error().arguments.front(), "2018-12-31");
    EXPECT_EQ(office().count_between(day("2018-12-31"), day("2019-01-04")), 3);
}

TEST(Calendar, counts_the_days_that_are_left_and_the_days_that_are_over) {
    EXPECT_EQ(office().count_between(day("2026-02-09"), day("2026-03-13")), 20);
    EXPECT_EQ(office().count_between(day("2026-03-13"), day("2026-02-09")), -20);
    EXPECT_EQ(office().count_between(day("2026-02-14"), day("2026-02-23")), 0) << "春节";
    EXPECT_EQ(office().count_between(day("2030-01-01"), day("2030-01-01")), 0) << "nothing has to be known for this";
}

TEST(Calendar, finds_the_next_working_day) {
    EXPECT_EQ(to_text(*office().on_or_after(day("2026-02-13"))), "2026-02-13");
    EXPECT_EQ(to_text(*office().on_or_after(day("2026-02-14"))), "2026-02-14") << "a Saturday that is worked";
    EXPECT_EQ(to_text(*office().on_or_after(day("2026-02-15"))), "2026-02-24");
    EXPECT_EQ(to_text(*office().on_or_after(day("2019-01-01"))), "2019-01-02");
}

TEST(Calendar, terms_of_any_length_end_where_the_cases_say) {
    const auto cases =
        read_csv_table(*read_file(GONGKAI_SOURCE_DIR "/domain/calendar/cases/after.csv"), {"start", "count", "due_on"});
    ASSERT_TRUE(cases);
    ASSERT_EQ(cases->rows.size(), 30U);
    for (std::size_t row = 0; row < cases->rows.size(); ++row) {
        const auto due = office().after(day(cases->at(row, "start")), std::stoi(std::string(cases->at(row, "count"))));
        ASSERT_TRUE(due) << cases->at(row, "story");
        EXPECT_EQ(to_text(*due), cases->at(row, "due_on")) << cases->at(row, "story");
    }
}

TEST(Calendar, an_amended_paper_changes_the_days_it_moves_and_no_others) {
    auto years = carried_years();
    const auto moved = std::ranges::find(years.front().days, day("2019-05-02"), &SpecialDay::on);
    years.front().days.erase(moved);
    EXPECT_EQ(changed_days(office(), WorkingDays(years)), std::vector<Day>{day("2019-05-02")});
    years.pop_back();
    EXPECT_EQ(changed_days(office(), WorkingDays(years)).size(), 1U + 365U) << "all days of a year that became unknown";
    EXPECT_TRUE(changed_days(office(), office()).empty());
}

const std::string whole_year =
    "date,kind,holiday\n2027-01-01,off,元旦\n2027-05-01,off,劳动节\n2027-10-01,off,国庆节\n2027-10-02,off,国庆节\n"
    "2027-10-03,off,国庆节\n";

TEST(CalendarYear, is_read_in_any_order_of_rows_and_columns) {
    const auto year = parse_calendar_year(
        "holiday,note,date,kind\n国庆节,,2027-10-03,off\n国庆节,,2027-10-02,off\n国庆节,,2027-10-01,off\n春节,周六,2027-02-20,"
        "work\n"
        "劳动节,,2027-05-01,off\n元旦,,2027-01-01,off\n",
        {"国办发明电〔2026〕9号", std::nullopt, ""});
    ASSERT_TRUE(year);
    EXPECT_EQ(year->year, 2027);
    ASSERT_EQ(year->days.size(), 6U);
    EXPECT_EQ(year->days[1], (SpecialDay{day("2027-02-20"), SpecialDay::Kind::work, "春节", "国办发明电〔2026〕9号"}));
    EXPECT_EQ(check_first_edition(*year).error().id, "calendar.refuse.no_holiday");
}

TEST(CalendarYear, a_wrong_file_is_refused_by_line) {
    struct Case {
        std::string csv;
        std::string_view id;
        std::vector<std::string> arguments;
    };
    for (const auto& one :
         {Case{"date,holiday\n", "core.refuse.csv_column", {"kind"}}, Case{"date,kind,holiday\n", "calendar.refuse.no_days", {}},
          Case{"date,kind,holiday\n2027-1-1,off,元旦\n", "calendar.refuse.date", {"2", "2027-1-1"}},
          Case{"date,kind,holiday\n2027-02-29,off,元旦\n", "calendar.refuse.date", {"2", "2027-02-29"}},
          Case{whole_year + "2027-10-04,holiday,国庆节\n", "calendar.refuse.kind", {"7", "holiday"}},
          Case{whole_year + "2027-10-04,off\n", "calendar.refuse.unnamed", {"7", "2027-10-04"}},
          Case{whole_year + "2026-12-31,off,元旦\n", "calendar.refuse.other_year", {"7", "2026-12-31", "2027"}},
          Case{whole_year + "2027-05-01,work,劳动节\n", "calendar.refuse.twice", {"7", "2027-05-01"}},
          Case{whole_year.substr(0, whole_year.find("2027-10-03")), "calendar.refuse.cut_off", {"2027-10-03", "2027"}},
          Case{"date,kind,holiday\n\"2027", "core.refuse.csv", {"2"}}}) {
        const auto year = parse_calendar_year(one.csv, {});
        ASSERT_FALSE(year) << one.csv;
        EXPECT_EQ(year.error().id, one.id) << one.csv;
        EXPECT_EQ(year.error().arguments, one.arguments) << one.csv;
    }
}

TEST(CalendarYear, only_an_amended_paper_may_send_people_to_work_on_a_weekday) {
    const std::string by_the_moon = "2027-02-06,off,春节\n2027-04-05,off,清明节\n2027-06-09,off,端午节\n2027-09-15,off,中秋节\n";
    EXPECT_TRUE(check_first_edition(*parse_calendar_year(whole_year + by_the_moon, {})));
    const auto year = parse_calendar_year(whole_year + by_the_moon + "2027-02-01,work,春节\n", {});
    ASSERT_TRUE(year);
    EXPECT_EQ(check_first_edition(*year).error().arguments.front(), "2027-02-01");
}

}  // namespace
}  // namespace gongkai::calendar
