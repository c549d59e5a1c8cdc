#include "domain/intake/intake.h"

#include <gtest/gtest.h>

#include <ctime>

#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/extract.h"
#include "base/extract/testing.h"
#include "base/markup/testing.h"
#include "base/markup/xss_corpus.h"
#include "base/redact/redact.h"
#include "base/strip/strip.h"
#include "domain/intake/official.h"

int main(int argc, char** argv) {
    gongkai::extract::run_if_child(argc, argv);
    gongkai::strip::run_if_child(argc, argv);
    gongkai::redact::run_if_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace gongkai::intake::testing {
namespace {

using extract::testing::make_zip;
using markup::testing::Judge;
using markup::testing::xss_corpus;

std::string sample(const std::string& name) { return *gongkai::read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/" + name); }

Page page_of(const std::string& bytes, const std::string& name) {
    auto page = read_file(bytes, name);
    EXPECT_TRUE(page) << name << ": " << (page ? "" : page.error().id + " " + page.error().detail);
    if (!page)
        return {};
    EXPECT_EQ(Judge::of(page->body.html()), "") << name;
    EXPECT_EQ(markup::clean(page->body.html()).body, page->body) << name;
    EXPECT_EQ(page->text, markup::text_of(page->body)) << name;
    return std::move(*page);
}

constexpr auto notice = R"(<p>各镇人民政府、街道办事处，市政府各部门：</p>
<p>为做好2026年政务公开工作，根据《中华人民共和国政府信息公开条例》，现将有关事项通知如下。各单位要高度重视，加强领导，明确责任，确保各项任务落到实处，并接受社会监督。</p>
<h2 id='s1'>一、总体要求</h2>
<p>坚持以公开为常态、不公开为例外<strong>（重点领域）</strong>，做到应公开尽公开。详见<a href='https://www.example.gov.cn/gk/'>政府网站</a>。<a href='#note1' id='ref1'><sup>[1]</sup></a></p>
<h2 id='s2'>二、主要任务</h2>
<h3 id='s3'>（一）主动公开</h3>
<p>1.梳理公开事项</p>
<p>2.完善公开目录</p>
<p>（1）目录按季度更新</p>
<table>
<caption>表1　任务分工</caption>
<thead>
<tr><th scope='col'>序号</th><th scope='col'>任务</th><th scope='col'>责任单位</th></tr>
</thead>
<tbody>
<tr><td>1</td><td>公开财政预算决算</td><td rowspan='2'>市财政局</td></tr>
<tr><td>2</td><td>公开专项资金分配结果</td></tr>
<tr><td colspan='3'>合计两项任务</td></tr>
</tbody>
</table>
<p class='centre'><img src='picture:1.png' alt='办事大厅示意图'></p>
<p>各单位应于2月28日前报送。联系方式见附件。</p>
<p class='right'>示例市人民政府办公室</p>
<p class='right'>2026年1月5日</p>
<p>（此件主动公开）</p>
<p><a href='#ref1' id='note1'>[1]</a> 见条例第五条。</p>
)";

void expect_head(const Page& page, const std::string& name) {
    EXPECT_EQ(page.title, "示例市人民政府办公室关于做好2026年政务公开工作的通知") << name;
    EXPECT_EQ(page.hints.issuer, "示例市人民政府办公室") << name;
    EXPECT_EQ(page.hints.number, "示政办字〔2026〕3号") << name;
}

TEST(Intake, a_title_that_is_known_already_takes_none_of_the_text_away) {
    const auto text_with = [](const std::string& bytes, const std::string& name, const std::string& known) {
        return std::string(trim(read_file(bytes, name, known).value().text));
    };
    EXPECT_EQ(text_with("第一行\n第二行\n", "t.txt", "我填的标题"), "第一行\n第二行");
    EXPECT_EQ(text_with("第一行\n第二行\n", "t.txt", "第一行"), "第二行");
    EXPECT_EQ(text_with("第一行\n第二行\n", "t.txt", ""), "第二行");
    EXPECT_EQ(text_with("只有一行\n", "t.txt", "我填的标题"), "只有一行");
    const std::string page = "<html><body><h1>植树 通知</h1><p>三月十二日举行。</p></body></html>";
    EXPECT_EQ(text_with(page, "t.html", "我填的标题"), "植树 通知\n三月十二日举行。");
    EXPECT_EQ(text_with(page, "t.html", "植树通知"), "三月十二日举行。");
}

TEST(Intake, a_word_file_becomes_a_page_without_what_nobody_should_see) {
    const auto page = page_of(sample("notice.docx"), "通知.docx");
    expect_head(page, "docx");
    EXPECT_EQ(page.hints.signed_on, make_day(2026, 1, 5));
    EXPECT_EQ(page.hints.disclosure, "主动公开");
    EXPECT_EQ(page.body.html(), notice);
    ASSERT_EQ(page.pictures.size(), 1u);
    EXPECT_EQ(page.pictures[0].name, "1.png");
    EXPECT_EQ(page.pictures[0].type, "image/png");
    EXPECT_EQ(page.warnings, std::vector<std::string>{"intake.warn.hidden_left_out"});
}

TEST(Intake, every_other_format_of_the_same_notice_becomes_the_same_page) {
    for (const auto* name : {"notice.doc", "notice.rtf", "notice.odt"}) {
        const auto page = page_of(sample(name), name);
        expect_head(page, name);
        auto html = replace_all(page.body.html(), "<p>(1)", "<p>（1）");
        html = replace_all(std::move(html), "alt='' class='undescribed'",
                           "alt='办事大厅示意图'");  // LibreOffice loses it on the way from DOC
        EXPECT_EQ(html, notice) << name;
    }
    const auto pdf = page_of(sample("notice.pdf"), "notice.pdf");
    expect_head(pdf, "pdf");
    EXPECT_EQ(pdf.hints.signed_on, make_day(2026, 1, 5));
    for (const auto* part :
         {"<h2 id='s1'>一、总体要求</h2>", "<h3 id='s3'>（一）主动公开</h3>", "<caption>表1 任务分工</caption>",
          "<th scope='col'>责任单位</th>", "<td rowspan='2'>市财政局</td>", "<p class='right'>2026年1月5日</p>"})
        EXPECT_NE(pdf.body.html().find(part), std::string::npos) << part;
    const auto scan = page_of(sample("scan.png"), "scan.png");
    expect_head(scan, "scan");
    EXPECT_EQ(scan.warnings, std::vector<std::string>{"extract.warn.recognised"});
}

TEST(Intake, an_ofd_becomes_a_page) {
    const auto page = page_of(sample("notice.ofd"), "notice.ofd");
    EXPECT_EQ(page.title, "关于公开服务事项的通知");
    EXPECT_EQ(page.hints.issuer, "示例市人民政府");
    EXPECT_EQ(page.hints.number, "示政发〔2026〕7号");
    EXPECT_EQ(page.hints.signed_on, make_day(2026, 2, 3));
    EXPECT_NE(page.body.html().find("<th scope='col'>事项</th>"), std::string::npos);
    EXPECT_EQ(page.text.find("看不见的白字"), std::string::npos);
}

TEST(Intake, lines_that_are_numbered_on_from_each_other_are_of_one_kind) {
    const auto html = [](const std::string& text) {
        return replace_all(page_of("关于办理高龄津贴的通知\n" + text, "a.txt").body.html(), "\n", "");
    };
    // The last item of a list has the next heading below it, or the signature, and is no heading for that.
    EXPECT_EQ(html("一、申请材料\n（一）身份证复印件\n（二）户口簿复印件\n（三）申请表\n二、办理地点\n各镇街便民服务中心。\n三、"
                   "其他\n（一）甲\n（二）乙\n"
                   "邹城市民政局\n"),
              "<h2 id='s1'>一、申请材料</h2><p>（一）身份证复印件</p><p>（二）户口簿复印件</p><p>（三）申请表</p><h2 "
              "id='s2'>二、办理地点</h2>"
              "<p>各镇街便民服务中心。</p><h2 id='s3'>三、其他</h2><p>（一）甲</p><p>（二）乙</p><p>邹城市民政局</p>");
    // Headings stay headings where one has nothing below it, or is a sentence.
    EXPECT_EQ(html("一、总体要求\n正文。\n二、主要任务\n三、组织领导\n正文。\n四、本通知自印发之日起施行。\n"),
              "<h2 id='s1'>一、总体要求</h2><p>正文。</p><h2 id='s2'>二、主要任务</h2><h2 id='s3'>三、组织领导</h2><p>正文。</p>"
              "<p>四、本通知自印发之日起施行。</p>");
    // Each list is counted anew.
    EXPECT_EQ(html("一、任务\n（一）公开\n正文。\n（二）解读\n正文。\n二、材料\n（一）甲\n（二）乙\n三、附则\n正文。\n"),
              "<h2 id='s1'>一、任务</h2><h3 id='s2'>（一）公开</h3><p>正文。</p><h3 id='s3'>（二）解读</h3><p>正文。</p><h2 "
              "id='s4'>二、材料</h2>"
              "<p>（一）甲</p><p>（二）乙</p><h2 id='s5'>三、附则</h2><p>正文。</p>");
    EXPECT_EQ(
        html("一、对象\n1.城镇户籍的老人，由社区受理后报街道审核。\n2.农村户籍\n由村里受理后报镇里审核。\n二、附则\n正文。\n"),
        "<h2 "
        "id='s1'>一、对象</h2><p>1.城镇户籍的老人，由社区受理后报街道审核。</p><p>2.农村户籍</p><p>由村里受理后报镇里审核。</p>"
        "<h2 id='s2'>二、附则</h2><p>正文。</p>");
}

TEST(Intake, plain_text_has_its_title_its_headings_and_its_foot) {
    const auto page = page_of(
        "示政办字[2026]"
        "12号\n\n关于开展检查的通知\n各单位：\n　　现将有关事项通知如下。\n一、检查内容\n检查公开情况。\n（一）制度\n看制度。\n"
        "1.有关制度\n2.有关台账\n二、工作要求\n抓好落实。\n示例市政府办公室\n二〇二六年三月十二日\n（此件依申请公开）\n",
        "检查.txt");
    EXPECT_EQ(page.title, "关于开展检查的通知");
    EXPECT_EQ(page.hints.number, "示政办字〔2026〕12号");
    EXPECT_EQ(page.hints.signed_on, make_day(2026, 3, 12));
    EXPECT_EQ(page.hints.disclosure, "依申请公开");
    EXPECT_EQ(page.body.html(),
              "<p>各单位：</p>\n<p>现将有关事项通知如下。</p>\n<h2 id='s1'>一、检查内容</h2>\n<p>检查公开情况。</p>\n<h3 "
              "id='s2'>（一）制度</h3>\n"
              "<p>看制度。</p>\n<p>1.有关制度</p>\n<p>2.有关台账</p>\n<h2 "
              "id='s3'>二、工作要求</h2>\n<p>抓好落实。</p>\n<p>示例市政府办公室</p>\n"
              "<p>二〇二六年三月十二日</p>\n<p>（此件依申请公开）</p>\n");
}

TEST(Intake, html_keeps_its_structure_and_its_own_pictures) {
    const auto page = page_of(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>旧站 &amp; "
        "通知</title></head><body><h1>关于公开的通知</h1><p>示政发〔2025〕1号</p>"
        "<h3>一、要求</h3><img alt=桥 src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='><img "
        "src='data:text/html;base64,PGI+'></body></html>",
        "old.html");
    EXPECT_EQ(page.title, "关于公开的通知");
    EXPECT_EQ(page.hints.number, "示政发〔2025〕1号");
    EXPECT_EQ(page.body.html(),
              "<p>示政发〔2025〕1号</p>\n<h2 id='s1'>一、要求</h2>\n<p><img src='picture:1.gif' alt='桥'></p>\n");
    ASSERT_EQ(page.pictures.size(), 1u);
    EXPECT_EQ(page.pictures[0].type, "image/gif");
    EXPECT_EQ(page.warnings, (std::vector<std::string>{"intake.warn.picture_left_out", "markup.removed.picture"}));
    EXPECT_EQ(page_of("<!DOCTYPE html><meta charset=utf-8><title>旧站 &amp; 通知</title><p>正文", "a/b.html").title,
              "旧站 & 通知");
    EXPECT_EQ(page_of("<!DOCTYPE html><meta charset=utf-8><p>正文", "a/b.html").title, "b");
    const auto pasted = read_html(
        "<p class=MsoNormal align=center><b>示例市教育局</b></p><p class=MsoNormal "
        "align=center><b>关于招生的通知</b></p><p>正文");
    EXPECT_EQ(pasted.title, "示例市教育局关于招生的通知");
    EXPECT_EQ(pasted.body.html(), "<p>正文</p>\n");
}

TEST(Intake, pictures_without_alternative_are_told) {
    const auto page = read_html("<p>图<img src='/files/a.png'>");
    EXPECT_EQ(page.warnings, std::vector<std::string>{"intake.warn.no_alternative"});
}

// The same attempts as text, as addresses and as alternative texts, by every way that a file may take.
TEST(Intake, no_attack_passes_by_any_way) {
    std::string paragraphs, links, rows, objects, whole, lines;
    int row = 0;
    for (const auto vector : xss_corpus) {
        const auto sound = replace_all(mend_utf8(vector), std::string_view("\0", 1), "");
        std::string kept;
        for (const char c : sound)
            if (static_cast<unsigned char>(c) >= 0x20)
                kept += c;
        auto escaped = replace_all(kept, "&", "&amp;");
        escaped = replace_all(replace_all(std::move(escaped), "<", "&lt;"), "'", "&apos;");
        const auto number = std::to_string(++row);
        paragraphs += "<w:p><w:pPr><w:pStyle w:val='" + escaped + "'/></w:pPr><w:hyperlink r:id='l" + number + "'><w:r><w:t>" +
                      escaped + "</w:t></w:r></w:hyperlink><w:r><w:drawing><docPr descr='" + escaped +
                      "'/><blip embed='i'/></w:drawing></w:r></w:p><w:tbl><w:tblPr>"
                      "<w:tblCaption w:val='" +
                      escaped + "'/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>" + escaped +
                      "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        const auto quote = vector.find("javascript:");
        links += "<Relationship Id='l" + number + "' Type='x/hyperlink' TargetMode='External' Target='" +
                 (quote == std::string_view::npos ? escaped : "javascript:alert(1)") + "'/>";
        rows += "<row><c t='inlineStr'><is><t>" + escaped + "</t></is></c><c><v>1</v></c></row>";
        objects += "<o:TextObject Boundary='10 " + number + "0 500 5' Size='5'><o:TextCode X='0' Y='4'>" + escaped +
                   "</o:TextCode></o:TextObject>";
        lines += kept + "\n";
        whole += vector;
        const auto page = read_html(vector);
        EXPECT_EQ(Judge::of(page.body.html()), "") << vector;
        page_of("<!DOCTYPE html><body><p>前文<div>" + std::string(vector) + "正文", "a.html");
    }
    page_of("<!DOCTYPE html>公开" + whole, "a.html");
    page_of("公开\n" + lines, "a.txt");
    const auto word = page_of(make_zip({{"word/document.xml", "<w:document><w:body>" + paragraphs + "</w:body></w:document>"},
                                        {"word/media/a.png", "\x89PNG\r\n\x1A\n"},
                                        {"word/_rels/document.xml.rels",
                                         "<R><Relationship Id='i' Type='x/image' Target='media/a.png'/>" + links + "</R>"}}),
                              "a.docx");
    EXPECT_EQ(word.pictures.size(), xss_corpus.size());
    EXPECT_NE(word.text.find("<script>alert(1)</script>"), std::string::npos) << "what a text says of scripts stays text";
    page_of(make_zip({{"xl/workbook.xml", "<w><sheets><sheet name='&lt;script>' id='a'/><sheet name='b' id='a'/></sheets></w>"},
                      {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Type='x/worksheet' Target='s.xml'/></R>"},
                      {"xl/s.xml", "<w><sheetData>" + rows + "</sheetData></w>"}}),
            "a.xlsx");
    page_of(make_zip({{"OFD.xml", "<o:OFD><o:DocBody><o:DocRoot>D.xml</o:DocRoot></o:DocBody></o:OFD>"},
                      {"D.xml", "<o:Document><o:Pages><o:Page BaseLoc='P.xml'/></o:Pages></o:Document>"},
                      {"P.xml", "<o:Page><o:Content><o:Layer>" + objects + "</o:Layer></o:Content></o:Page>"}}),
            "a.ofd");
}

TEST(Intake, a_sheet_with_few_cells_far_apart_costs_little) {
    std::string rows;
    for (int i = 1; i <= 400; ++i)
        rows += "<row r='" + std::to_string(i) + "'><c r='" + std::string(1, static_cast<char>('A' + i % 26)) +
                std::string(1, static_cast<char>('A' + i / 26)) + std::to_string(i) + "'><v>1</v></c></row>";
    const auto begin = std::clock();
    const auto page =
        page_of(make_zip({{"xl/workbook.xml", "<w><sheets><sheet name='b' id='a'/></sheets></w>"},
                          {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Type='x/worksheet' Target='s.xml'/></R>"},
                          {"xl/s.xml", "<w><sheetData>" + rows + "</sheetData></w>"}}),
                "a.xlsx");
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 3);
    EXPECT_NE(page.body.html().find("<table>"), std::string::npos);
}

TEST(Intake, damaged_and_foreign_files_are_refused_by_name) {
    for (const auto& bytes : {sample("notice.docx").substr(0, 3000), sample("notice.ofd").substr(0, 900),
                              sample("notice.pdf").substr(0, 500), sample("notice.doc").substr(0, 600),
                              std::string("\x7F"
                                          "ELF\x02\x01"),
                              std::string()}) {
        const auto page = read_file(bytes, "某文件");
        ASSERT_FALSE(page) << bytes.substr(0, 10);
        EXPECT_TRUE(page.error().id.starts_with("extract.refuse.")) << page.error().id;
        EXPECT_EQ(page.error().arguments, std::vector<std::string>{"某文件"});
    }
}

TEST(Official, forms_are_known_as_they_are_printed) {
    EXPECT_EQ(numbering_level("一、总则"), 1);
    EXPECT_EQ(numbering_level("十二、附则"), 1);
    EXPECT_EQ(numbering_level("第三章　罚则"), 1);
    EXPECT_EQ(numbering_level("（二）公开"), 2);
    EXPECT_EQ(numbering_level("3．公开"), 3);
    EXPECT_EQ(numbering_level("（4）公开"), 4);
    for (const auto* text : {"一般要求", "3.5万元", "2026年", "（公开）", "第三条 内容", "第一", ""})
        EXPECT_EQ(numbering_level(text), 0) << text;
    EXPECT_TRUE(may_be_heading("一、总体要求"));
    EXPECT_TRUE(may_be_heading("附件2"));
    for (const auto* text : {"一、加强领导。各单位要抓好落实", "（一）市财政局；", "1.下列事项：", "附件材料"})
        EXPECT_FALSE(may_be_heading(text)) << text;
    EXPECT_EQ(document_number("邹政办字〔2019〕33号"), "邹政办字〔2019〕33号");
    EXPECT_EQ(document_number(" 邹政办字【2019】 33 号　　签发人：某某"), "邹政办字〔2019〕33号");
    EXPECT_EQ(document_number("示政发(2026)007号"), "示政发〔2026〕7号");
    EXPECT_EQ(document_number("示政发〔202113〕号"), "示政发〔2021〕13号");
    for (const auto* text : {"根据示政发〔2026〕7号文件", "〔2026〕7号", "示政发〔1826〕7号", "示政发2026号", "123", ""})
        EXPECT_EQ(document_number(text), "") << text;
    EXPECT_EQ(issuer_of_mark("示 例 市 人 民 政 府 文 件"), "示例市人民政府");
    EXPECT_EQ(issuer_of_mark("关于清理规范性文件"), "");
    EXPECT_EQ(printed_day("二〇二六年十二月三十一日"), make_day(2026, 12, 31));
    EXPECT_EQ(printed_day("2026 年 1 月 5 日"), make_day(2026, 1, 5));
    for (const auto* text : {"2026年2月30日", "2026年1月5日印发", "二六年一月五日", "2026年"})
        EXPECT_EQ(printed_day(text), std::nullopt) << text;
    EXPECT_EQ(disclosure_note("（此件主动公开）"), "主动公开");
    EXPECT_EQ(disclosure_note("(此件公开发布)"), "主动公开");
    EXPECT_EQ(disclosure_note("公开属性：依申请公开"), "依申请公开");
    EXPECT_EQ(disclosure_note("（此件不予公开）"), "不予公开");
    EXPECT_EQ(disclosure_note("此件"), "");
}

}  // namespace
}  // namespace gongkai::intake::testing
