// A row whose term is not sure is doubted, in words that name it; what is stated is never counted twice nor taken for a task.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

Reading read(const std::string& text) {
    extract::Document document;
    document.pages.push_back({text, {}});
    return read_notice(document, reading_words());
}

const std::string letter = R"(桂政办发〔2026〕12号
关于印发桂岭县2026年政务公开工作任务分解表的通知
各乡镇人民政府、街道办事处，县政府各部门：
现印发给你们，请认真落实。
桂岭县人民政府办公室
2026年3月5日
)";

Reading read_row(const std::string& requirement, const std::string& units, const std::string& term) {
    return read(letter + "| 工作任务 | 责任单位 | 完成时限 |\n| 公开部门预算 | 县财政局 | 6月底前 |\n| " + requirement + " | " +
                units + " | " + term + " |\n");
}

std::vector<std::string> ids_of(const Reading& reading) {
    std::vector<std::string> ids;
    for (const Note& note : reading.warnings)
        ids.push_back(note.id);
    return ids;
}

TEST(doubted_terms, of_a_row_lower_its_confidence_and_say_why) {
    struct Case {
        const char *requirement, *term, *warning;
    };
    const Case cases[] = {
        {"更新办事指南", "10月底前", ""},
        {"更新办事指南", "长期", ""},
        {"更新办事指南", "/", ""},
        {"更新办事指南", "预算批复后20日内", ""},
        {"更新办事指南", "自信息形成之日起20个工作日内", ""},
        {"更新办事指南", "6月底前完成", ""},
        {"更新办事指南", "1月底前", "programme.warn.due_before_signing"},
        {"更新办事指南", "春节前", "programme.warn.doubtful_due"},
        {"更新办事指南", "年中", "programme.warn.doubtful_due"},
        {"更新办事指南", "每日", "programme.warn.doubtful_due"},
        {"更新办事指南", "按规定时限", "programme.warn.unread_term"},
        {"更新办事指南", "10月底前初稿，学期末定稿前", "programme.warn.unread_term"},
        {"突发事件发生后24小时内发布信息", "持续推进", "programme.warn.unread_term"},
        {"机构改革后3个月内更新指南", "持续推进", "programme.warn.unread_term"},
        {"听证会举行7日前公告", "持续推进", "programme.warn.unread_term"},
        {"梳理近3年内印发的文件", "持续推进", ""},
        {"公示期不少于30日", "持续推进", ""},
        {"次月公布上月数据", "每月", "programme.warn.unread_term"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(std::string(one.requirement) + " | " + one.term);
        const Reading reading = read_row(one.requirement, "县民政局", one.term);
        ASSERT_EQ(reading.tasks.size(), 2u);
        const Row& row = reading.tasks[1].rows[0];
        const std::vector<std::string> ids = ids_of(reading);
        EXPECT_EQ(row.confidence < 0.7, *one.warning != '\0') << row.confidence;
        EXPECT_EQ(ids, *one.warning ? std::vector<std::string>{one.warning} : std::vector<std::string>{});
    }
}

TEST(doubted_terms, a_day_before_the_signing_is_named_with_its_row) {
    const Reading reading = read_row("更新办事指南", "县民政局", "1月底前");
    ASSERT_EQ(reading.warnings.size(), 1u);
    EXPECT_EQ(reading.warnings[0].arguments, (std::vector<std::string>{"更新办事指南", "1月底前", "2026-01-31", "2026-03-05"}));
}

TEST(doubted_terms, a_day_of_the_letter_before_its_signing_is_told) {
    const Reading reading =
        read(letter.substr(0, letter.rfind("桂岭县人民政府办公室")) + "各部门于1月20日前报送实施方案。附件：任务分解表\n" +
             letter.substr(letter.rfind("桂岭县人民政府办公室")));
    EXPECT_EQ(reading.outcome, Outcome::cover_only);
    ASSERT_EQ(reading.cover_duties.size(), 1u);
    EXPECT_EQ(ids_of(reading), std::vector<std::string>{"programme.warn.due_before_signing"});
}

TEST(doubted_terms, a_yearly_paper_with_a_day_of_its_own_is_owed_once) {
    const Reading reading = read_row("编制年度重大决策事项目录", "县司法局", "9月底前");
    ASSERT_EQ(reading.tasks[1].rows[0].due.size(), 1u);
    EXPECT_EQ(reading.tasks[1].rows[0].due[0].on, make_day(2026, 9, 30));
    EXPECT_EQ(read_row("编制年度重大决策事项目录", "县司法局", "/").tasks[1].rows[0].due[0].period, Period::year);
}

TEST(doubted_terms, a_cycle_and_its_sum_in_two_cells_are_one) {
    const Reading reading = read_row("召开例会，全年不少于4次", "县司法局", "每季度");
    ASSERT_EQ(reading.tasks[1].rows[0].due.size(), 1u);
    EXPECT_EQ(reading.tasks[1].rows[0].due[0].period, Period::quarter);
    EXPECT_EQ(read_row("召开例会，全年不少于4次", "县司法局", "每月").tasks[1].rows[0].due.size(), 2u);
}

TEST(doubted_terms, a_time_without_a_limit_gives_way_to_a_stated_term) {
    const Reading reading = read_row("6月组织政策培训", "县司法局", "年底前");
    ASSERT_EQ(reading.tasks[1].rows[0].due.size(), 1u);
    EXPECT_EQ(reading.tasks[1].rows[0].due[0].on, make_day(2026, 12, 31));
}

// One cell a line: what says only when is the cell of the term, in whatever words.
TEST(doubted_terms, a_term_is_no_task) {
    const Reading reading = read(letter + R"(附件
工作任务
责任单位
完成时限
1.公开部门预算决算。
县财政局
预算批复后20日内
2.公开政府采购信息。
县财政局
自信息形成之日起7个工作日内
3.公开政策解读。
县司法局
国庆节前
4.举办开放日。
县民政局
上半年、下半年各一次
5.公开办事指南。
县民政局
按上级要求
6.公开机构职能。
县委编办
年底前
)");
    ASSERT_EQ(reading.tasks.size(), 6u);
    EXPECT_EQ(reading.tasks[1].title, "公开政府采购信息");
    EXPECT_EQ(reading.tasks[0].rows[0].due[0].count, 20);
    EXPECT_EQ(reading.tasks[1].rows[0].due[0].unit, DueUnit::working_day);
    EXPECT_EQ(reading.tasks[2].rows[0].due[0].on, make_day(2026, 9, 30));
    EXPECT_EQ(reading.tasks[3].rows[0].due.size(), 2u);
    EXPECT_EQ(ids_of(reading), std::vector<std::string>{"programme.warn.unread_term"});
    EXPECT_LT(reading.tasks[4].rows[0].confidence, 0.7);
}

TEST(doubted_terms, a_title_that_is_a_term_is_doubted) {
    const Reading reading = read_row("预算批复后20日内", "县财政局", "/");
    EXPECT_LT(reading.tasks[1].rows[0].confidence, 0.7);
    EXPECT_EQ(ids_of(reading), std::vector<std::string>{"programme.warn.title_is_term"});
}

}  // namespace
}  // namespace gongkai::programme
