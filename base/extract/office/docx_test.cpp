#include <gtest/gtest.h>

#include "base/extract/office/numbering.h"
#include "base/extract/readers.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

Document docx(const std::string& body, std::map<std::string, std::string> more = {}) {
    more["word/document.xml"] = "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>";
    more["word/_rels/document.xml.rels"] =
        "<Relationships><Relationship Id='r1' Type='http://x/numbering' Target='numbering.xml'/>"
        "<Relationship Id='r2' Type='http://x/styles' Target='/word/styles.xml'/></Relationships>";
    auto document = read_docx(make_zip(more));
    EXPECT_TRUE(document) << document.error().detail;
    expect_sound(*document);
    return std::move(*document);
}

std::string p(const std::string& text, const std::string& properties = "") {
    return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string numbered(const std::string& text, int list, int level = 0) {
    return p(text,
             "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" + std::to_string(list) + "'/></w:numPr>");
}

std::string tc(const std::string& text, const std::string& properties = "") {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>";
}

TEST(Docx, paragraphs_are_lines_with_what_word_prints) {
    const auto document = docx(
        R"(<w:p><w:r><w:t>甲</w:t><w:tab/><w:t xml:space="preserve"> 乙 </w:t></w:r><w:hyperlink><w:r><w:t>丙</w:t></w:r></w:hyperlink>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>
        <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:br/><w:t>换行</w:t></w:r></w:p><w:p/><w:sdt><w:sdtContent>)" +
        p("丁") + "</w:sdtContent></w:sdt>");
    EXPECT_EQ(document.pages[0].text, "甲\t 乙 丙显\n换行\n丁\n");
}

TEST(Docx, tracked_changes_are_taken_as_accepted) {
    const auto document = docx(R"(<w:p><w:r><w:t>六月</w:t></w:r><w:del><w:r><w:delText>底</w:delText><w:t>旧</w:t></w:r></w:del>
        <w:ins><w:r><w:t>十日</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>)" +
                               p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半"));
    EXPECT_EQ(document.pages[0].text, "六月十日来\n前半后半\n");
}

TEST(Docx, a_text_box_stands_once) {
    const auto document = docx(
        R"(<w:p><w:r><w:t>正文</w:t><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><wps:txbx xmlns:wps="s"><w:txbxContent>)" +
        p("框") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + p("框") +
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>");
    EXPECT_EQ(document.pages[0].text, "正文\n框\n");
}

TEST(Docx, tables_keep_their_merged_cells) {
    const auto restart = "<w:vMerge w:val='restart'/>", goes_on = "<w:vMerge/>";
    const auto document =
        docx("<w:tbl><w:tr>" + tc("任务") + tc("要求与单位", "<w:gridSpan w:val='2'/>") + "</w:tr><w:tr>" + tc("一", restart) +
             tc("甲") + tc("局") + "</w:tr><w:tr>" + tc("", goes_on) + tc("乙") + tc("办", restart) + "</w:tr><w:tr>" +
             tc("二", restart) + tc("丙") + tc("", goes_on) + "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" +
             tc("丁") + tc("科") + "</w:tr></w:tbl>" + p("后"));
    ASSERT_EQ(document.pages[0].tables.size(), 1U);
    EXPECT_EQ(show(document.pages[0].tables[0]),
              "任务 | 要求与单位{1x2} | .\n一{2x1} | 甲 | 局\n. | 乙 | 办{2x1}\n二 | 丙 | .\n | 丁 | 科\n");
    EXPECT_TRUE(document.pages[0].text.ends_with("\t丁\t科\n后\n"));
}

constexpr auto numbering = R"(<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
      <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3.%4"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>)";

TEST(Docx, prints_automatic_numbers_as_word_counts_them) {
    const auto document =
        docx(numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1, 2) + numbered("丁", 1, 2) + numbered("戊", 1, 3) +
                 numbered("己", 1, 1) + numbered("庚", 1, 2) + numbered("辛", 1) + numbered("壬", 1, 1) + numbered("癸", 3) +
                 numbered("子", 1) + numbered("丑", 4) + numbered("寅", 0) + p("卯", "<w:pStyle w:val='b'/>"),
             {{"word/numbering.xml", numbering},
              {"word/styles.xml",
               "<w:styles><w:style w:type='paragraph' w:styleId='a'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId "
               "w:val='1'/></w:numPr></w:pPr></w:style>"
               "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>"}});
    EXPECT_EQ(document.pages[0].text,
              "一、甲\n（一）乙\n1. 丙\n2. 丁\n1.2.1 戊\n（二）己\n1. 庚\n二、辛\n（一）壬\n一、癸\n二、子\n丑\n寅\n（一）卯\n");
}

TEST(Docx, a_column_of_automatic_numbers_has_them_in_its_empty_cells) {
    const auto cell = [](int list) { return "<w:tc>" + numbered("", list) + "</w:tc>"; };
    const auto document = docx("<w:tbl><w:tr>" + cell(2) + tc("甲") + "</w:tr><w:tr>" + cell(2) + tc("乙") + "</w:tr></w:tbl>",
                               {{"word/numbering.xml", numbering}});
    EXPECT_EQ(show(document.pages[0].tables[0]), "5 | 甲\n6 | 乙\n");
}

TEST(Docx, numbers_are_written_in_every_usual_way) {
    struct Case {
        int number;
        const char *format, *text;
    };
    for (const auto& [number, format, text] :
         {Case{10, "chineseCounting", "十"}, Case{11, "chineseCounting", "十一"}, Case{20, "chineseCounting", "二十"},
          Case{105, "chineseCountingThousand", "一百零五"}, Case{110, "chineseCounting", "一百一十"},
          Case{1010, "chineseCounting", "一千零一十"}, Case{20, "ideographDigital", "二〇"},
          Case{3, "ideographTraditional", "丙"}, Case{4, "upperRoman", "IV"}, Case{9, "lowerRoman", "ix"},
          Case{28, "upperLetter", "BB"}, Case{2, "lowerLetter", "b"}, Case{20, "decimalEnclosedCircle", "⑳"},
          Case{21, "decimalEnclosedCircleChinese", "㉑"}, Case{7, "decimalZero", "07"}, Case{12, "decimalFullWidth", "１２"},
          Case{12, "someNewFormat", "12"}, Case{1, "bullet", ""}})
        EXPECT_EQ(format_number(number, format), text) << format;
}

TEST(Docx, of_pictures_only_is_refused_as_without_text) {
    const auto document =
        read_docx(make_zip({{"word/document.xml", "<w:document><w:body><w:p/></w:body></w:document>"},
                            {"word/_rels/document.xml.rels", "<R><Relationship Id='1' Type='x/image' Target='a.png'/></R>"}}));
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().id, "extract.refuse.no_text");
}

TEST(Docx, its_main_part_may_have_any_name_and_prefix) {
    const auto document = read_docx(make_zip(
        {{"_rels/.rels",
          "<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='/w/main.xml'/></Relationships>"},
         {"w/main.xml", "<n:document xmlns:n='w'><n:body><n:p><n:r><n:t>公开</n:t></n:r></n:p></n:body></n:document>"}}));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->pages[0].text, "公开\n");
}

}  // namespace
}  // namespace gongkai::extract::testing
