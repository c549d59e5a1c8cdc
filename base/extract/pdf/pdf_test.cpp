#include <gtest/gtest.h>

#include <chrono>

#include "base/extract/office/xml.h"
#include "base/extract/pdf/drawing.h"
#include "base/extract/pdf/guessed.h"
#include "base/extract/pdf/printed.h"
#include "base/extract/pdf/ruled.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

Document pdf(const std::string& name) {
    auto document = extract(sample(name));
    EXPECT_TRUE(document) << document.error().id << ": " << document.error().detail;
    expect_sound(*document);
    return std::move(*document);
}

TEST(Pdf, ruled_tables_keep_their_merged_cells_and_wrapped_lines) {
    const auto document = pdf("ruled.pdf");
    EXPECT_EQ(document.title, "任务分解表");
    ASSERT_EQ(document.pages.size(), 3U);
    EXPECT_TRUE(document.pages[0].tables.empty());
    EXPECT_EQ(document.pages[0].text,
              "关于印发政务公开工作任务分解表的通知\n各镇人民政府、街道办事处，市政府各部门：\n"
              "现将《2021年政务公开工作任务分解表》印发给你们，请认真贯彻落实。各责任单\n"
              "位于7月15日前制定实施方案，并在本单位网站公开。\n2021年5月20日\n");
    ASSERT_EQ(document.pages[2].tables.size(), 1U);
    EXPECT_EQ(document.pages[2].tables[0].grid, Grid::ruled);
    EXPECT_EQ(show(document.pages[2].tables[0]),
              "序号 | 工作任务 | 具体要求 | 责任单位\n"
              "9{2x1} | 推进决策公开{2x1} | "
              "重大行政决策草案公布后，应当通过政府网站征求公众意见，时间一/般不少于30日，并公开意见采纳情况和理由。 "
              "| 市政府办公室、市司法局\n"
              ". | . | 邀请利益相关方列席政府有关会议。 | 市政府办公室牵头，各部门落实\n"
              "10 | 深化政策解读 | 政策文件公布后三日内，解读材料在政府网站公开。 | 各镇街、市政府各部门\n"
              "11{3x1} | 财政信息公开{3x1} | 公开本级政府预算、决算。 | 市财政局\n"
              ". | . | 公开部门预算、决算，6月底前完成。 | 各部门\n"
              ". | . | 公开专项资金分配结果。 | 市财政局、市审计局\n"
              "12 | 优化营商环境 | 公开减税降费政策清单。 | 市税务局、市行政审批服务局\n");
    // The page turned on its side has its table too, with headings over all columns.
    ASSERT_EQ(document.pages[1].tables.size(), 1U);
    EXPECT_EQ(document.pages[1].tables[0].rows, 18);
    EXPECT_TRUE(show(document.pages[1].tables[0]).ends_with("三、重点领域信息公开{1x4} | . | . | .\n"));
}

constexpr auto tasks =
    "序号 | 工作任务 | 具体要求 | 责任单位\n"
    "一、重点领域信息公开{1x4} | . | . | .\n"
    "1 | 推进决策公/开 | 重大行政决策草案公布后，应当通过政府/网站征求公众意见，时间一般不少于30/日，并公开意见采纳情况和理由。 "
    "| 市政府办公室、市/司法局\n"
    " |  | 邀请利益相关方列席政府有关会议。 | 市政府办公室牵/头，各部门落实\n"
    "2 | 深化政策解/读 | 政策文件公布后三日内，解读材料在政府/网站公开。 | 各镇街、市政府各/部门\n"
    "3 | 财政信息公/开 | 公开本级政府预算、决算。 | 市财政局\n"
    " |  | 公开部门预算、决算，6月底前完成。 | 各部门\n"
    " |  | 公开专项资金分配结果。 | 市财政局、市审计/局\n"
    "4 | 优化营商环/境 | 公开减税降费政策清单。 | 市税务局、市行政/审批服务局\n";

TEST(Pdf, columns_without_lines_are_guessed_from_the_gaps) {
    const auto document = pdf("unruled.pdf");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(document.pages[0].tables[0].grid, Grid::guessed);
    EXPECT_EQ(show(document.pages[0].tables[0]), tasks);
    EXPECT_TRUE(document.pages[0].text.starts_with("附件\n序号\t"));
    EXPECT_TRUE(document.pages[0].text.ends_with("\n本表由市政府办公室负责解释，各单位应当按照要求抓好落实，并按时报送。\n"));
}

TEST(Pdf, cells_that_stand_in_the_middle_of_their_rows_are_guessed_too) {
    const auto document = pdf("middle.pdf");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    auto expected = std::string(tasks);
    for (const auto* row : {"邀请", "公开部门", "公开专项"})
        expected = replace_all(expected, std::string("\n |  | ") + row, std::string("\n9 | 公开 | ") + row);
    EXPECT_EQ(show(document.pages[0].tables[0]), expected);
}

TEST(Pdf, a_table_without_side_borders_is_one_ruled_table) {
    const auto document = pdf("open.pdf");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(document.pages[0].tables[0].grid, Grid::ruled);
    EXPECT_EQ(replace_all(show(document.pages[0].tables[0]), "/", ""), replace_all(tasks, "/", ""));
}

TEST(Pdf, prose_in_two_columns_is_read_one_after_the_other) {
    const auto document = pdf("columns.pdf");
    EXPECT_TRUE(document.pages[0].tables.empty());
    const auto text = replace_all(document.pages[0].text, "\n", "");
    const std::string first = "为认真落实国家关于全面推进政务公开工作的决策部署，切实提升全市政务公开工作水平，现提出如下意见。",
                      second = "各级各部门要高度重视政务公开工作，强化组织领导，落实责任制，确保各项任务圆满完成。";
    std::string expected = "公报";
    for (const auto& sentence : {first, second})
        for (int i = 0; i < 6; ++i)
            expected += sentence;
    EXPECT_EQ(text, expected);
}

TEST(Pdf, without_text_or_with_a_password_is_refused) {
    EXPECT_EQ(extract(sample("scan.pdf")).error().id, "extract.refuse.no_text");
    EXPECT_EQ(extract(sample("encrypted.pdf")).error().id, "extract.refuse.encrypted");
    EXPECT_EQ(extract_bytes("%PDF-1.7\nnothing").error().id, "extract.refuse.damaged");
}

Word word(double left, double top, const char* text, double width) { return {left, top, left + width, top + 12, text}; }

TEST(RuledTables, are_read_from_lines_however_they_are_drawn) {
    // Two rows and two columns; the first column is merged. Once as strokes, once as thin boxes, once in pieces under a
    // transform.
    const char* drawings[] = {
        R"svg(<path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 L 200 0 L 200 40 L 0 40 Z M 0 0 "/>
           <path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 100 0 L 100 40 M 100 20 L 200 20"/>)svg",
        R"svg(<path style=" stroke:none;fill:rgb(0%,0%,0%);" d="M 0 0 L 200 0 L 200 1 L 0 1 Z M 0 39.5 L 200 39.5 L 200 40.5 L 0 40.5 Z"/>
           <path style=" stroke:none;fill:rgb(0%,0%,0%);" d="M 0 0 L 1 0 L 1 40 L 0 40 Z M 99.5 0 H 100.5 V 40 H 99.5 Z M 199 0 L 200 0 L 200 40 L 199 40 Z"/>
           <path style=" stroke:none;fill:rgb(0%,0%,0%);" d="M 100 19.5 L 200 19.5 L 200 20.5 L 100 20.5 Z"/>)svg",
        R"svg(<g transform="matrix(0.5,0,0,-0.5,0,40)"><path style="fill:none;stroke:rgb(20%,0%,0%);" d="M 0 0 L 200 0 M 200 0 L 400 0 M 0 80 L 400 80"/>
           <path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 L 0 80 M 200 0 L 200 39 M 200 41 L 200 80 M 400 0 L 400 80 M 200 40 L 400 40"/></g>
           <path style="fill:none;stroke:rgb(100%,100%,100%);" d="M 0 20 L 100 20 "/><path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 C 10 10 20 20 30 0"/>)svg"};
    for (const auto* drawing : drawings) {
        const auto svg = Xml::parse("<svg><page>" + std::string(drawing) + "</page></svg>");
        ASSERT_TRUE(svg);
        // The second run of text goes on over the border.
        std::vector words{word(10, 4, "任务", 24), word(64, 24, "甲单位乙要求", 72), word(110, 4, "丙", 12),
                          word(10, 60, "表外", 24)};
        auto tables = take_ruled_tables(read_drawing(child(svg->root(), "page")), words);
        ASSERT_EQ(tables.size(), 1U) << drawing;
        ASSERT_EQ(tables[0].table.grid, Grid::ruled);
        Flow flow;
        flow.push_back(table_block(std::move(tables[0].table)));
        EXPECT_EQ(show(lay_out(flow).tables[0]), "任务/甲单位{2x1} | 丙\n. | 乙要求\n") << drawing;
        ASSERT_EQ(words.size(), 1U);
        EXPECT_EQ(words[0].text, "表外");
    }
}

TEST(RuledTables, are_neither_boxes_around_text_nor_drawings) {
    const auto svg = Xml::parse(R"(<page><path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 L 200 0 L 200 100 L 0 100 Z"/>
        <path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 300 0 L 400 0 L 400 90 L 300 90 Z M 350 0 L 350 90"/></page>)");
    std::vector words{word(10, 10, "框内正文", 48), word(310, 10, "图", 12)};
    EXPECT_TRUE(take_ruled_tables(read_drawing(svg->root()), words).empty());
    EXPECT_EQ(words.size(), 2U);
}

TEST(PrintedText, blanks_are_kept_only_where_somebody_set_them) {
    EXPECT_EQ(text_of({word(0, 0, "2019", 24), word(27, 0, "年", 12), word(39, 0, "公开", 24), word(75, 0, "要点", 24)}),
              "2019年公开 要点");
    EXPECT_EQ(text_of({word(0, 0, "Open", 24), word(27, 0, "data", 24), word(0, 18, "甲", 12)}), "Open data\n甲");
    // A blank of a quarter between Chinese signs was typed, and so was one as wide before a digit of the same line.
    EXPECT_EQ(text_of({word(0, 0, "工作任务", 48), word(51, 0, "具体要求", 48), word(102, 0, "1.公开", 33)}),
              "工作任务 具体要求 1.公开");
    EXPECT_EQ(text_of({word(0, 0, "自", 12), word(27, 0, "2019", 24), word(54, 0, "年", 12)}), "自 2019年");
}

TEST(GuessedTables, are_not_seen_in_prose_with_a_few_gaps) {
    std::vector<Word> words;
    for (int i = 0; i < 6; ++i)
        words.push_back(word(0, 20 * i, "为认真落实全面推进政务公开工作的部署现提出意见", 276));
    words.push_back(word(0, 120, "联系人：张三", 72));
    words.push_back(word(150, 120, "电话：1234567", 80));
    const auto flow = guess_flow(lines_of(words));
    EXPECT_EQ(flow.size(), 7U);
    for (const auto& block : flow)
        EXPECT_FALSE(block.table);
}

}  // namespace
}  // namespace gongkai::extract::testing
