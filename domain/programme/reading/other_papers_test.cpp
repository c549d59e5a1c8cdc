// What is no notice is refused with a sentence; a letter whose attachment is missing is a cover; nothing is read into either.
#include <gtest/gtest.h>

#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

struct Case {
    const char* name;
    Outcome outcome;
    const char* text;
};

constexpr Case cases[] = {
    {"minutes", Outcome::refuse, R"(桂岭县政务公开工作领导小组会议纪要
〔2021〕3号
2021年4月12日上午,县政府办公室主任张某主持召开政务公开工作领导小组会议,研究2021年政务公开工作任务。县财政局、县民政局、县司法局负责同志参加会议。纪要如下:
一、会议听取了县政府办公室关于2020年政务公开工作情况的汇报。会议认为,去年全县政务公开工作取得了新的成绩。
二、会议研究了2021年政务公开工作要点。会议强调,各部门要高度重视,抓好落实。
三、会议要求,县财政局要做好经费保障。
出席:张某、李某、王某
请假:赵某)"},
    {"budget", Outcome::refuse, R"(桂岭县2021年政务公开工作经费预算表
单位:万元
项目 金额 备注
网站运维 35.6 县政府办公室
公报印刷 12.0 县政府办公室
培训 5.4 县财政局
合计 53.0)"},
    {"stats", Outcome::refuse, R"(桂岭县2021年第一季度政务公开情况统计表
单位名称 主动公开数 依申请公开数 备注
县财政局 123 4
县民政局 98 2
县司法局 76 1
县教育局 55 0
合计 352 7)"},
    {"stats pipe", Outcome::refuse, R"(2021年政务公开情况统计表
| 序号 | 责任单位 | 主动公开信息数 | 依申请公开数 | 完成情况 |
| 1 | 县财政局 | 123 | 4 | 已完成 |
| 2 | 县民政局 | 98 | 2 | 已完成 |
| 3 | 县司法局 | 76 | 1 | 已完成 |)"},
    {"contacts", Outcome::refuse, R"(桂岭县政务公开联络员名单
| 序号 | 单位 | 联系人 | 职务 | 联系电话 | 备注 |
| 1 | 县财政局 | 张三 | 科长 | 5551234 | |
| 2 | 县民政局 | 李四 | 主任 | 5551235 | |
| 3 | 县司法局 | 王五 | 科员 | 5551236 | |)"},
    {"news", Outcome::refuse, R"(我县召开政务公开工作推进会
发布时间:2021-05-06 来源:县政府办公室
5月6日,我县召开2021年政务公开工作推进会。会议由县政府办公室主任主持,县财政局、县民政局等单位负责人参加会议。
会议指出,要深入推进决策公开、执行公开、管理公开、服务公开、结果公开。
会议强调,一是要加强组织领导(县政府办公室、县财政局),二是要抓好落实。
附件:会议照片)"},
    {"english", Outcome::refuse, R"(Notice on Open Government Work in 2021
1. Publish the budget by 30 June (Finance Bureau).
2. Publish the plan by 30 September (Planning Bureau).
Attachment: table of tasks)"},
    {"letter", Outcome::refuse, R"(关于商请支持政务公开工作的函
县融媒体中心:
为做好今年政务公开工作,现商请贵单位在电视台开设政务公开专栏,播出政策解读节目。请予支持为盼。
桂岭县人民政府办公室
2021年5月6日)"},
    {"reply", Outcome::refuse, R"(政府信息公开申请答复书
桂政依申复〔2021〕12号
王某:
你于2021年4月1日提出的政府信息公开申请收悉。经审查,答复如下:
一、你申请公开的信息属于主动公开范围,可在县政府门户网站查询。
二、如不服本答复,可在60日内向市人民政府申请行政复议。
桂岭县人民政府办公室
2021年4月20日)"},
    {"report", Outcome::refuse, R"(桂岭县2020年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》编制。
一、总体情况
(一)主动公开。全年主动公开信息3021条。
(二)依申请公开。全年受理申请35件。
二、存在的主要问题及改进情况
(一)公开内容需要进一步丰富。
(二)县财政局、县民政局等部门的公开意识需要加强。)"},
    {"regulation", Outcome::refuse, R"(桂岭县政府信息公开办法
第一章 总则
第一条 为了保障公民、法人和其他组织依法获取政府信息,制定本办法。
第二条 本办法所称政府信息,是指行政机关在履行职责过程中制作或者获取的信息。
第三条 县政府办公室是全县政府信息公开工作的主管部门。
第四条 行政机关应当及时、准确地公开政府信息。)"},
    {"guide", Outcome::refuse, R"(桂岭县财政局政府信息公开指南
一、公开内容
(一)机构职能(办公室)
(二)财政预决算(预算科)
二、公开形式
(一)县政府门户网站
三、受理机构:县财政局办公室,电话:5551234)"},
    {"completion", Outcome::refuse, R"(桂岭县2020年政务公开工作总结
一、主要做法
(一)加强组织领导。县政府办公室牵头,各部门配合,召开会议3次。
(二)推进决策公开。县司法局、县财政局公开草案12件。
二、下一步打算
(一)加强培训。)"},
    {"schedule", Outcome::refuse, R"(政务公开培训班日程表
| 时间 | 内容 | 地点 | 责任单位 |
| 5月6日 9:00 | 政务公开条例解读 | 一楼会议室 | 县政府办公室 |
| 5月6日 14:00 | 网站操作 | 一楼会议室 | 县大数据中心 |
| 5月7日 9:00 | 交流 | 二楼会议室 | 县司法局 |)"},
    {"other field", Outcome::refuse, R"(关于印发2021年安全生产工作任务分解表的通知
| 序号 | 工作任务 | 责任单位 | 完成时限 |
| 1 | 开展矿山检查 | 县应急管理局 | 6月底前 |
| 2 | 开展消防检查 | 县消防救援大队 | 年底前 |
| 3 | 开展演练 | 县应急管理局 | 11月底前 |)"},
    {"empty", Outcome::refuse, R"(关于印发2021年政务公开工作任务分解表的通知
附件
工作任务 具体要求 责任单位 完成时限)"},
    {"cover1", Outcome::cover_only, R"(桂政办发〔2021〕12号
关于印发桂岭县2021年政务公开工作要点任务分解表的通知
各乡镇人民政府,县政府各部门:
现将《桂岭县2021年政务公开工作要点任务分解表》印发给你们,请认真贯彻落实。各部门于7月10日前将落实情况报县政府办公室。
附件:1.桂岭县2021年政务公开工作要点任务分解表
2.政务公开联络员名单
桂岭县人民政府办公室
2021年5月6日)"},
    {"cover2", Outcome::cover_only, R"(关于做好2021年政务公开重点工作的通知
各乡镇人民政府,县政府各部门:
请各单位于6月30日前制定本单位实施方案并在县政府门户网站公开,每季度报送一次进展。具体任务见附件。
附件:桂岭县2021年政务公开重点任务清单.xlsx
(此页无正文)
桂岭县人民政府办公室
二〇二一年五月六日)"},
};

TEST(other_papers, are_refused_and_covers_are_told_from_them) {
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        extract::Document document;
        document.pages.push_back({one.text, {}});
        const Reading reading = read_notice(document, reading_words());
        EXPECT_EQ(reading.outcome, one.outcome);
        EXPECT_TRUE(reading.tasks.empty());
        EXPECT_TRUE(reading.message.has_value());
    }
}

// Nothing in the cells has to say 公开 where the title does.
TEST(other_papers, one_word_in_the_title_makes_a_table_a_notice) {
    const std::string head =
        "桂政办发〔2021〕12号\n关于印发桂岭县2021年政务公开工作任务分解表的通知\n各乡镇人民政府：\n请认真落实。\n"
        "桂岭县人民政府办公室\n2021年2月6日\n";
    const char* tables[] = {
        "| 工作任务 | 责任单位 | 完成时限 |\n| 解读重大政策 | 县司法局 | 6月底前 |\n| 回应网络舆情 | 县融媒体中心 | 11月底前 |\n",
        "工作任务\t责任单位\t完成时限\n解读重大政策\t县司法局\t6月底前\n回应网络舆情\t县融媒体中心\t11月底前\n",
        "工作任务\n责任单位\n完成时限\n解读重大政策\n县司法局\n6月底前\n回应网络舆情\n县融媒体中心\n11月底前\n",
    };
    for (const char* table : tables) {
        SCOPED_TRACE(table);
        extract::Document document;
        document.pages.push_back({head + table, {}});
        const Reading reading = read_notice(document, reading_words());
        EXPECT_EQ(reading.outcome, Outcome::import);
        ASSERT_EQ(reading.tasks.size(), 2u);
        EXPECT_EQ(reading.tasks[1].rows[0].due.size(), 1u);
        EXPECT_TRUE(reading.cover_duties.empty());
    }
}

// A table of something else below a letter: its cells owe nothing.
TEST(other_papers, cells_are_no_sentences_of_the_letter) {
    extract::Document document;
    document.pages.push_back(
        {"桂政办发〔2021〕12号\n关于做好2021年政务公开重点工作的通知\n各乡镇人民政府：\n"
         "各部门于7月10日前报送落实情况。具体任务见附件。\n附件：2021年政务公开任务清单\n"
         "桂岭县人民政府办公室\n2021年5月6日\n"
         "| 姓名 | 电话 | 说明 |\n| 张某 | 5551234 | 每月10日前联系 |\n| 李某 | 5551235 | 9月底前联系 |\n",
         {}});
    const Reading reading = read_notice(document, reading_words());
    EXPECT_EQ(reading.outcome, Outcome::cover_only);
    ASSERT_EQ(reading.cover_duties.size(), 1u);
    EXPECT_EQ(reading.cover_duties[0].due[0].on, make_day(2021, 7, 10));
}

}  // namespace
}  // namespace gongkai::programme
