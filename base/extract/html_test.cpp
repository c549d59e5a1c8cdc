#include <gtest/gtest.h>

#include "base/extract/readers.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

Document html(std::string_view body) {
    auto document = read_html("<!DOCTYPE html><meta charset=utf-8>" + std::string(body));
    EXPECT_TRUE(document);
    expect_sound(*document);
    return std::move(*document);
}

TEST(Html, blocks_are_lines_and_inline_elements_are_not) {
    const auto document = html(R"(<title> 关于 公开 </title><style>p{}</style><script>var a = "<p>no</p>";</script>
        <div>第一<b>段</b>
          文字<br>换行<p>第二段<ul><li>甲<li>乙</ul><pre>a  b
c</pre></div><noscript>no</noscript>)");
    EXPECT_EQ(document.title, "关于 公开");
    EXPECT_EQ(document.pages[0].text, "第一段 文字\n换行\n第二段\n甲\n乙\na  b\nc\n");
}

TEST(Html, an_ordered_list_prints_its_numbers_unless_the_items_bring_their_own) {
    EXPECT_EQ(html("<ol start=3><li>甲<li value=7>乙<li>丙</ol>").pages[0].text, "3. 甲\n7. 乙\n8. 丙\n");
    EXPECT_EQ(html("<ol><li>一、甲<li>（二）乙<li>3.丙</ol>").pages[0].text, "一、甲\n（二）乙\n3.丙\n");
}

TEST(Html, tables_keep_their_merged_cells) {
    const auto document = html(R"(前<table><caption>表一</caption><thead><tr><th>任务<th>要求<th>单位</thead>
        <tr><td rowspan=2>一<td>甲<p>乙</td><td>局<tr><td>丙<td>办<tr><td colspan=3>标题<tr><td>二<td rowspan=0>丁<td>委<tr><td>三<td>科</table>后)");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(show(document.pages[0].tables[0]),
              "任务 | 要求 | 单位\n一{2x1} | 甲/乙 | 局\n. | 丙 | 办\n标题{1x3} | . | .\n二 | 丁{2x1} | 委\n三 | . | 科\n");
    EXPECT_TRUE(document.pages[0].text.starts_with("前\n表一\n任务\t要求\t单位\n"));
    EXPECT_TRUE(document.pages[0].text.ends_with("后\n"));
}

TEST(Html, a_table_for_layout_does_not_swallow_the_table_of_content) {
    const auto document = html(
        R"(<table><tr><td>导航</td><td>正文<table><tr><td>任务<td>单位<tr><td>甲任务要点<td>市教育局</table>后文</td></tr></table>)");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(show(document.pages[0].tables[0]), "任务 | 单位\n甲任务要点 | 市教育局\n");
    EXPECT_EQ(document.pages[0].text, "导航\n正文\n任务\t单位\n甲任务要点\t市教育局\n后文\n");
}

TEST(Html, a_small_table_inside_a_cell_of_content_is_text_of_that_cell) {
    const auto document =
        html(R"(<table><tr><td>序号<td>任务<td>单位<tr><td>1<td>推进重点领域信息公开工作<td><table><tr><td>甲局<td>乙局</table>
        <tr><td>2<td>加强政策解读回应<td>丙局</table>)");
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(show(document.pages[0].tables[0]),
              "序号 | 任务 | 单位\n1 | 推进重点领域信息公开工作 | 甲局 乙局\n2 | 加强政策解读回应 | 丙局\n");
}

TEST(Html, a_span_wider_than_the_table_makes_no_columns) {
    const auto document = html(
        "<table><tr><td colspan=100>标题<tr><td>甲<td colspan=3>乙<tr><td>丙<td colspan=99999999 rowspan=99999999>丁</table>");
    EXPECT_EQ(show(document.pages[0].tables[0]), "标题{1x2} | .\n甲 | 乙\n丙 | 丁\n");
}

TEST(Html, a_box_of_one_cell_is_no_table) {
    const auto document = html("<table><tr><td>正文<p>第二段</table>");
    EXPECT_TRUE(document.pages[0].tables.empty());
    EXPECT_EQ(document.pages[0].text, "正文\n第二段\n");
}

TEST(Html, says_its_encoding_in_a_meta_element) {
    const auto document =
        read_html("<html><meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>\xB9\xAB\xBF\xAA\x95\x34\xB2\x35");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->pages[0].text, "公开\U00020BB7\n");
    // A page that names the wrong one is still read.
    EXPECT_EQ(read_html("<html><meta charset=gb2312><p>公开")->pages[0].text, "公开\n");
    EXPECT_EQ(read_html("<html><meta charset=utf-8><p>\xB9\xAB\xBF\xAA\xD2\xAA\xB5\xE3")->pages[0].text, "公开要点\n");
}

}  // namespace
}  // namespace gongkai::extract::testing
