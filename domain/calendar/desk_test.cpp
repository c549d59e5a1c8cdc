#include "domain/calendar/desk.h"

#include <gtest/gtest.h>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/calendar/queries.h"
#include "domain/journal/desk.h"

namespace gongkai::calendar {
namespace {

const std::string paper = "国办发明电〔2026〕9号";
const std::string of_2027 =
    "date,kind,holiday\n2027-01-01,off,元旦\n2027-02-05,off,春节\n2027-02-08,off,春节\n2027-02-20,work,春节\n2027-05-01,off,"
    "劳动节\n"
    "2027-04-05,off,清明节\n2027-06-09,off,端午节\n2027-09-15,off,中秋节\n"
    "2027-10-01,off,国庆节\n2027-10-02,off,国庆节\n2027-10-03,off,国庆节\n";

class CalendarDesk : public testing::Test {
  protected:
    CalendarDesk() { EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar"}))); }

    Result<Added> add(std::string_view csv, std::string_view under = paper) {
        return database->write([&](db::Connection& c) { return add_year(c, csv, under, "test"); });
    }
    WorkingDays office() { return database->read(working_days); }
    std::vector<journal::Line> lines() {
        return database->read([](db::Connection& c) { return journal::newest(c, 100); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(CalendarDesk, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(CalendarDesk, begins_with_the_years_that_the_binary_carries) {
    EXPECT_EQ(to_text(office().first()), "2019-01-01");
    EXPECT_EQ(to_text(office().last()), "2026-12-31");
    EXPECT_TRUE(lines().empty());
}

TEST_F(CalendarDesk, a_year_is_added_without_a_build) {
    const auto added = add(of_2027);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->year, 2027);
    EXPECT_FALSE(added->is_amended);
    EXPECT_EQ(added->changed.size(), 365U) << "no day of 2027 was known";
    EXPECT_EQ(to_text(office().last()), "2027-12-31");
    EXPECT_EQ(to_text(*office().after(make_day(2026, 12, 4), 20)), "2027-01-04");
    EXPECT_EQ(*office().special(make_day(2027, 2, 20)),
              (SpecialDay{make_day(2027, 2, 20), SpecialDay::Kind::work, "春节", paper}));
    ASSERT_EQ(lines().size(), 1U);
    EXPECT_EQ(lines()[0].deed.deed, "calendar.add");
    EXPECT_EQ(lines()[0].deed.subject, "calendar/2027");
    EXPECT_EQ(lines()[0].deed.detail,
              R"({"paper":"国办发明电〔2026〕9号","is_amended":false,"special_day_count":11,"changed_day_count":365})");
}

TEST_F(CalendarDesk, adding_what_is_known_changes_nothing) {
    ASSERT_TRUE(add(of_2027));
    const auto again = add(of_2027);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->changed.empty());
    EXPECT_EQ(lines().size(), 1U);
    const auto carried = add(embedded_or_die("data/calendar/2026.csv"), "国办发明电〔2025〕7号");
    ASSERT_TRUE(carried);
    EXPECT_TRUE(carried->changed.empty());
    EXPECT_EQ(lines().size(), 1U);
}

TEST_F(CalendarDesk, an_amended_paper_takes_the_place_of_the_one_before_it) {
    ASSERT_TRUE(add(of_2027));
    const auto amended = add(replace_all(of_2027, "2027-02-05,off", "2027-02-09,off"), "国办发明电〔2027〕1号");
    ASSERT_TRUE(amended);
    EXPECT_TRUE(amended->is_amended);
    EXPECT_EQ(amended->changed, (std::vector<Day>{make_day(2027, 2, 5), make_day(2027, 2, 9)}));
    EXPECT_EQ(office().special(make_day(2027, 2, 9))->paper, "国办发明电〔2027〕1号");
    EXPECT_EQ(office().special(make_day(2027, 2, 5)), nullptr);
    EXPECT_EQ(office().special(make_day(2027, 2, 8))->paper, paper) << "a day that the amendment leaves as it was";
    const auto papers = office().years().back().papers;
    ASSERT_EQ(papers.size(), 2U);
    EXPECT_EQ(papers.front().name, paper);
    EXPECT_EQ(papers.back().name, "国办发明电〔2027〕1号");
    EXPECT_EQ(lines().size(), 2U);
}

TEST_F(CalendarDesk, a_carried_year_can_be_amended_too) {
    const std::string carried(embedded_or_die("data/calendar/2026.csv"));
    const auto amended = add(carried + "2026-12-31,off,元旦\n", paper);
    ASSERT_TRUE(amended);
    EXPECT_EQ(amended->changed, std::vector<Day>{make_day(2026, 12, 31)});
    EXPECT_FALSE(*office().is_working(make_day(2026, 12, 31)));
}

TEST_F(CalendarDesk, only_an_amended_paper_may_name_a_weekday_as_worked) {
    const auto with_a_monday = of_2027 + "2027-02-22,work,春节\n";
    EXPECT_EQ(add(with_a_monday).error().id, "calendar.refuse.work_in_week");
    ASSERT_TRUE(add(of_2027));
    EXPECT_TRUE(add(with_a_monday));
}

TEST_F(CalendarDesk, a_year_before_the_first_is_taken_in_too_but_a_gap_is_not) {
    EXPECT_EQ(add(replace_all(of_2027, "2027-02-20,work", "2027-02-21,off"), paper)->changed.size(), 365U);
    ASSERT_TRUE(add(replace_all(replace_all(of_2027, "2027-02-20,work", "2027-02-21,off"), "2027-", "2018-")));
    EXPECT_EQ(to_text(office().first()), "2018-01-01");
    EXPECT_EQ(add(replace_all(of_2027, "2027-", "2016-")).error().arguments, (std::vector<std::string>{"2016", "2018", "2027"}));
}

TEST_F(CalendarDesk, a_refused_year_leaves_nothing_behind) {
    EXPECT_EQ(add(replace_all(of_2027, "2027-06-09,off,端午节\n", "")).error().arguments,
              (std::vector<std::string>{"端午", "2027"}));
    EXPECT_EQ(add(of_2027, " ").error().id, "calendar.refuse.no_paper");
    EXPECT_EQ(add("date,kind,holiday\n").error().id, "calendar.refuse.no_days");
    EXPECT_EQ(add(replace_all(of_2027, "2027-", "2028-")).error().arguments, (std::vector<std::string>{"2028", "2019", "2026"}));
    EXPECT_EQ(to_text(office().last()), "2026-12-31");
    EXPECT_TRUE(lines().empty());
}

}  // namespace
}  // namespace gongkai::calendar
