#include "domain/calendar/answer_table.h"

#include <gtest/gtest.h>

#include "domain/calendar/year.h"

namespace gongkai::calendar {
namespace {

const WorkingDays& office() {
    static const WorkingDays days(carried_years());
    return days;
}

TEST(AnswerTable, fills_the_due_day_and_leaves_all_else_as_it_was) {
    const auto table = fill_due_days(
        "note,due_on,story,extended,pauses,received_on,correction_received_on,file\n"
        "\"a, \"\"b\"\"\nc\",1999-01-01, 甲 ,no,,2019-06-25,,x\n"
        ",,乙,yes,2019-07-01/2019-07-05; 2019-07-03/2019-07-10,2019-06-25,,\n",
        office());
    ASSERT_TRUE(table);
    EXPECT_EQ(table->csv,
              "note,due_on,story,extended,pauses,received_on,correction_received_on,file\n"
              "\"a, \"\"b\"\"\nc\",2019-07-23, 甲 ,no,,2019-06-25,,x\n"
              ",2019-08-29,乙,yes,2019-07-01/2019-07-05; 2019-07-03/2019-07-10,2019-06-25,,\n");
    EXPECT_TRUE(table->refused.empty());
}

TEST(AnswerTable, says_where_the_calendar_ends) {
    const auto table =
        fill_due_days("story,received_on,correction_received_on,pauses,extended,due_on\n甲,2026-12-15,,,no,\n", office());
    EXPECT_TRUE(table->csv.ends_with("甲,2026-12-15,,,no,calendar-missing\n"));
    EXPECT_TRUE(table->refused.empty());
}

TEST(AnswerTable, adds_the_column_and_the_cells_that_are_not_there) {
    const auto table = fill_due_days("received_on,correction_received_on,pauses,extended\n2019-06-25\n", office());
    EXPECT_EQ(table->csv, "received_on,correction_received_on,pauses,extended,due_on\n2019-06-25,,,,2019-07-23\n");
}

TEST(AnswerTable, keeps_the_mark_by_which_spreadsheets_know_utf8) {
    EXPECT_TRUE(fill_due_days("\xEF\xBB\xBFreceived_on,correction_received_on,pauses,extended\n", office())
                    ->csv.starts_with("\xEF\xBB\xBFreceived_on"));
}

TEST(AnswerTable, a_wrong_row_is_named_and_the_others_are_filled) {
    struct Case {
        std::string_view row, id;
    };
    for (const auto& one :
         {Case{"2019-6-25,,,no", "calendar.refuse.received_on"}, Case{",,,no", "calendar.refuse.received_on"},
          Case{"2019-06-25,10 July,,no", "calendar.refuse.correction_received_on"},
          Case{"2019-06-25,2019-06-24,,no", "calendar.refuse.correction_before_receipt"},
          Case{"2019-06-25,,2019-07-01,no", "calendar.refuse.pause"}, Case{"2019-06-25,,2019-07-01/,no", "calendar.refuse.pause"},
          Case{"2019-06-25,,2019-07-05/2019-07-01,no", "calendar.refuse.pause_backwards"},
          Case{"2019-06-25,,,perhaps", "calendar.refuse.extended"}}) {
        const auto table = fill_due_days("story,received_on,correction_received_on,pauses,extended,due_on\n甲," +
                                             std::string(one.row) + ",2019-07-23\n乙,2019-06-25,,,no,\n",
                                         office());
        ASSERT_TRUE(table);
        EXPECT_TRUE(table->csv.ends_with("甲," + std::string(one.row) + ",\n乙,2019-06-25,,,no,2019-07-23\n")) << table->csv;
        ASSERT_EQ(table->refused.size(), 1U) << one.row;
        EXPECT_EQ(table->refused[0].line, 2U);
        EXPECT_EQ(table->refused[0].story, "甲");
        EXPECT_EQ(table->refused[0].why.id, one.id) << one.row;
    }
}

TEST(AnswerTable, what_is_no_such_table_is_refused_as_a_whole) {
    EXPECT_EQ(fill_due_days("story,received_on\n", office()).error().id, "core.refuse.csv_column");
    EXPECT_EQ(fill_due_days("", office()).error().id, "core.refuse.csv_column");
}

}  // namespace
}  // namespace gongkai::calendar
