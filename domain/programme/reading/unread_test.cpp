// What the reader must not pass over in silence: numbers that are missing, a table that it could not part.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

const std::string letter =
    "柳湾县人民政府办公室\n关于印发柳湾县2021年政务公开工作任务分解表的通知\n各镇人民政府，县政府各部门：\n"
    "现将任务分解表印发给你们。各单位要于6月15日前报送落实计划。\n柳湾县人民政府办公室\n2021年5月18日\n附件\n";

Reading read(const std::string& text) {
    extract::Document document;
    document.pages.push_back({text, {}});
    return read_notice(document, reading_words());
}

std::string table_of(std::initializer_list<int> numbers) {
    std::string text = letter + "| 序号 | 工作任务 | 具体要求 | 责任单位 |\n";
    for (const int number : numbers)
        text +=
            "| " + std::to_string(number) + " | 公开第" + std::to_string(number) + "类信息 | 及时公开有关信息。 | 县财政局 |\n";
    return text;
}

bool has_warning(const Reading& reading, std::string_view id) {
    return std::any_of(reading.warnings.begin(), reading.warnings.end(), [&](const Note& note) { return note.id == id; });
}

TEST(unread, a_gap_in_the_numbers_is_told_and_both_sides_are_doubted) {
    const Reading reading = read(table_of({1, 2, 3, 5, 6}));
    ASSERT_EQ(reading.tasks.size(), 5U);
    EXPECT_TRUE(has_warning(reading, "programme.warn.number_gap"));
    for (const std::size_t task : {0, 1, 4})
        EXPECT_GE(reading.tasks[task].rows[0].confidence, 0.9) << task;
    for (const std::size_t task : {2, 3})
        EXPECT_LT(reading.tasks[task].rows[0].confidence, 0.7) << task;
}

TEST(unread, numbers_that_begin_in_the_middle_are_told) {
    const Reading reading = read(table_of({9, 10, 11}));
    ASSERT_EQ(reading.tasks.size(), 3U);
    EXPECT_TRUE(has_warning(reading, "programme.warn.number_starts"));
    EXPECT_LT(reading.tasks[0].rows[0].confidence, 0.7);
    EXPECT_GE(reading.tasks[1].rows[0].confidence, 0.9);
}

TEST(unread, numbers_without_a_gap_are_not_doubted) {
    const Reading reading = read(table_of({1, 2, 3}));
    EXPECT_TRUE(reading.warnings.empty());
}

// 工作任务具体要求责任单位1.…2.…: nothing parts the columns.
TEST(unread, a_table_whose_columns_run_together_leaves_the_letter_and_says_so) {
    std::string text = letter + "柳湾县2021年政务公开工作任务分解表工作任务具体要求责任单位";
    for (int number = 1; number <= 6; ++number)
        text += "公开有关信息，9月底前完" + std::to_string(number) + ".做好第一类信息公开县财政局成专栏建设。";
    const Reading reading = read(text + "\n");
    EXPECT_EQ(reading.outcome, Outcome::cover_only);
    ASSERT_TRUE(reading.message);
    EXPECT_EQ(reading.message->id, "programme.read.tasks_unread");
    EXPECT_TRUE(has_warning(reading, "programme.warn.tasks_in_text"));
    ASSERT_EQ(reading.cover_duties.size(), 1U);
    EXPECT_EQ(reading.cover_duties[0].who, "各单位");
    EXPECT_EQ(reading.document.issuer, "柳湾县人民政府办公室");
}

TEST(unread, a_letter_in_one_line_keeps_its_number_its_issuer_and_its_day) {
    const Reading reading = read(
        "柳政办发〔2021〕9号柳湾县人民政府办公室关于印发柳湾县2021年政务公开工作任务分解表的通知各镇人民政府，县政府各部门：现将"
        "任务"
        "分解表印发给你们。各单位要于6月15日前报送落实计划。柳湾县人民政府办公室2021年5月18日附件：柳湾县2021年政务公开工作任务分"
        "解表\n");
    EXPECT_EQ(reading.document.number, "柳政办发〔2021〕9号");
    EXPECT_EQ(reading.document.issuer, "柳湾县人民政府办公室");
    EXPECT_EQ(reading.document.title, "柳湾县人民政府办公室关于印发柳湾县2021年政务公开工作任务分解表的通知");
    ASSERT_TRUE(reading.document.signed_on);
    EXPECT_EQ(to_text(*reading.document.signed_on), "2021-05-18");
}

}  // namespace
}  // namespace gongkai::programme
