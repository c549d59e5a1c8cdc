#include <gtest/gtest.h>

#include "base/extract/office/number_format.h"
#include "base/extract/readers.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

std::string sheet(const std::string& rows, const std::string& merges = "") {
    return "<worksheet><sheetData>" + rows + "</sheetData><mergeCells>" + merges + "</mergeCells></worksheet>";
}

std::map<std::string, std::string> book(const std::string& first, const std::string& second = sheet("")) {
    return {
        {"xl/workbook.xml",
         "<workbook xmlns:r='r'><sheets><sheet name='一' r:id='a'/><sheet name='隐' state='hidden' r:id='b'/><sheet name='二' "
         "r:id='b'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<R><Relationship Id='a' Type='x/worksheet' Target='worksheets/s1.xml'/><Relationship Id='b' Type='x/worksheet' "
         "Target='/xl/worksheets/s2.xml'/><Relationship Id='c' Type='x/sharedStrings' Target='strings.xml'/><Relationship Id='d' "
         "Type='x/styles' Target='styles.xml'/></R>"},
        {"xl/strings.xml",
         "<sst><si><t>工作任务</t></si><si><r><t>责任</t></r><r><t>单位</t></r><rPh><t>zeren</t></rPh></si><si><t>甲_x000D_\n乙</"
         "t></si></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy\"年\"m\"月\"d\"日\";@'/></numFmts><cellXfs><xf "
         "numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='9'/><xf numFmtId='58'/></cellXfs></styleSheet>"},
        {"xl/worksheets/s1.xml", first},
        {"xl/worksheets/s2.xml", second}};
}

Document xlsx(const std::map<std::string, std::string>& files) {
    auto document = read_xlsx(make_zip(files));
    EXPECT_TRUE(document) << document.error().detail;
    expect_sound(*document);
    return std::move(*document);
}

TEST(Xlsx, each_visible_sheet_is_a_page_with_one_table) {
    const auto document = xlsx(book(
        sheet(
            R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>时限</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><f>1</f><v>市教育局</v></c><c r="C2" s="1"><v>43641</v></c></row>
        <row><c><v>0.1</v></c><c s="2"><v>0.95</v></c><c s="3"><v>43641.5</v></c></row>)"),
        sheet("<row><c t='inlineStr'><is><t>备注</t></is></c><c><v>1</v></c></row>")));
    ASSERT_EQ(document.pages.size(), 2U);
    EXPECT_EQ(show(document.pages[0].tables[0]),
              "工作任务 | 责任单位 | 时限\n甲/乙 | 市教育局 | 2019年6月25日\n0.1 | 95% | 6月25日\n");
    EXPECT_EQ(document.pages[1].text, "备注\t1\n");
}

TEST(Xlsx, merged_cells_have_spans_over_the_places_in_use) {
    const auto text = [](const std::string& place, const std::string& value) {
        return "<c r='" + place + "' t='inlineStr'><is><t>" + value + "</t></is></c>";
    };
    const auto document =
        xlsx(book(sheet("<row r='1'>" + text("A1", "分解表") + "</row><row r='3'>" + text("A3", "一") + text("C3", "甲") +
                            text("D3", "局") + "</row><row r='4'>" + text("C4", "乙") + text("D4", "办") + "</row>",
                        "<mergeCell ref='A1:D2'/><mergeCell ref='A3:B4'/><mergeCell ref='D3:D4'/><mergeCell ref='Z9:A1'/>")));
    EXPECT_EQ(show(document.pages[0].tables[0]), "分解表{1x3} | . | .\n一{2x1} | 甲 | 局/办{2x1}\n. | 乙 | .\n");
    EXPECT_EQ(document.pages[0].name, "一");
    EXPECT_EQ(document.pages[0].tables[0].row_numbers, (std::vector<int>{1, 3, 4})) << "as people see them";
}

TEST(Xlsx, a_stray_cell_in_the_last_corner_costs_nothing) {
    const auto document =
        xlsx(book(sheet(R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>)",
                        "<mergeCell ref='A1:XFD1048575'/>")));
    EXPECT_EQ(show(document.pages[0].tables[0]), "1{1x2} | .\n | 2\n");
}

TEST(Xlsx, prints_numbers_as_excel_does) {
    struct Case {
        double value;
        const char *code, *text;
    };
    for (const auto& [value, code, text] : {Case{43641, "yyyy-mm-dd", "2019-06-25"},
                                            Case{43641, "yyyy\"年\"m\"月\"d\"日\";@", "2019年6月25日"},
                                            Case{43641, "[$-804]yyyy\"年\"m\"月\";@", "2019年6月"},
                                            Case{43641, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇一九年六月二十五日"},
                                            Case{43641, "m\\月d\\日", "6月25日"},
                                            Case{43641, "yyyy/m/d h:mm", "2019/6/25 0:00"},
                                            Case{43641.604166666664, "h:mm AM/PM", "2:30 下午"},
                                            Case{0.5, "h:mm:ss", "12:00:00"},
                                            Case{1.5, "[h]:mm", "36:00"},
                                            Case{43641, "[$-F800]dddd, mmmm dd, yyyy", "2019年6月25日"},
                                            Case{1, "yyyy/m/d", "1900/1/1"},
                                            Case{61, "yyyy/m/d", "1900/3/1"},
                                            Case{43641, "yyyy.m.d", "2019.6.25"},
                                            Case{3, "General", "3"},
                                            Case{0.30000000000000004, "", "0.3"},
                                            Case{1234567.891, "#,##0.00", "1,234,567.89"},
                                            Case{0.125, "0.0%", "12.5%"},
                                            Case{7, "000", "007"},
                                            Case{7, "\"第\"0\"条\"", "第7条"},
                                            Case{2, "0.##", "2"},
                                            Case{2.5, "0.00_ ", "2.50"},
                                            Case{-5, "0", "-5"},
                                            Case{5, "@", "5"},
                                            Case{7.5, "General\"元\"", "7.5元"},
                                            Case{7.5, "[Red]G/通用格式", "7.5"},
                                            Case{2026, "[Red]General", "2026"},
                                            Case{5375200000, "0000-0000000", "0537-5200000"},
                                            Case{12345, "0!.0,\"万\"", "1.2万"},
                                            Case{-12345, "0!.0,\"万\"", "-1.2万"},
                                            Case{1234567, "#,##0.0,", "1,234.6"},
                                            Case{12345678, "0,,", "12"},
                                            Case{13, "[>=10000]0!.0,\"万\";0", "13"},
                                            Case{0.5, "# ?/?", "0.5"},
                                            Case{123456, "00\"-\"00.00\"元\"", "1234-56.00元"},
                                            Case{1e300, "yyyy", "1e+300"}})
        EXPECT_EQ(format_by_code(value, code), text) << code;
    EXPECT_EQ(format_by_code(42179, "yyyy-m-d", Epoch::y1904), "2019-6-25");
}

TEST(Xlsx, says_where_its_days_are_counted_from) {
    auto files = book(sheet(R"(<row><c s="1"><v>42179</v></c><c><v>42179</v></c></row>)"));
    EXPECT_FALSE(xlsx(files).counts_from_1904);
    for (const auto* yes : {"1", "true", "on"}) {
        auto old = files;
        old["xl/workbook.xml"] =
            replace_all(old["xl/workbook.xml"], "<sheets>", std::string("<workbookPr date1904='") + yes + "'/><sheets>");
        EXPECT_EQ(show(xlsx(old).pages[0].tables[0]), "2019年6月25日 | 42179\n") << yes;
        const auto read_in_the_child = extract_bytes(make_zip(old));
        ASSERT_TRUE(read_in_the_child);
        EXPECT_TRUE(read_in_the_child->counts_from_1904) << yes;
    }
}

TEST(Xlsx, is_told_from_docx_and_read_in_the_child) {
    const auto document = extract_bytes(make_zip(book(sheet("<row><c><v>1</v></c></row>"))));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->format, Format::xlsx);
    EXPECT_EQ(document->pages[0].text, "1\n");
}

}  // namespace
}  // namespace gongkai::extract::testing
