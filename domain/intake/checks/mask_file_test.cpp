#include <set>

#include "base/markup/clean.h"
#include "base/strip/archive.h"
#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::checking;

std::string part_of(const std::string& bytes, std::string_view path) {
    for (const auto& part : strip::read_archive(bytes))
        if (part.path == path)
            return part.bytes;
    return "no such part";
}

TEST(MaskFile, masks_a_word_file_across_its_runs_and_in_its_comments) {
    const auto bytes = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml",
          "<w:document><w:body><w:p><w:r><w:t>张三，手机138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0537</w:t></"
          "w:r><w:r><w:t>1234。</w:t></w:r>"
          "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>病种</w:t></w:r></w:p></"
          "w:tc></w:tr><w:tr>"
          "<w:tc><w:p><w:r><w:t>高春梅</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>尿毒症</w:t></w:r></w:p></w:tc></w:tr></"
          "w:tbl></w:body>"
          "</w:document>"},
         {"word/comments.xml",
          "<w:comments><w:comment><w:p><w:r><w:t>身份证11010519491231002X</w:t></w:r></w:p></w:comment></w:comments>"}});
    const auto masked = mask_file(bytes, "a.docx", checking());
    ASSERT_TRUE(masked);
    EXPECT_EQ(part_of(masked->bytes, "word/document.xml"),
              "<w:document><w:body><w:p><w:r><w:t>张三，手机138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>****</w:t></"
              "w:r><w:r><w:t>1234。</w:t></w:r>"
              "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>病种</w:t></w:r></w:p></"
              "w:tc></w:tr><w:tr>"
              "<w:tc><w:p><w:r><w:t>高春梅</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t></w:t></w:r></w:p></w:tc></w:tr></"
              "w:tbl></w:body>"
              "</w:document>");
    EXPECT_EQ(part_of(masked->bytes, "word/comments.xml"),
              "<w:comments><w:comment><w:p><w:r><w:t>身份证110105********002X</w:t></w:r></w:p></w:comment></w:comments>");
    EXPECT_TRUE(mask_file(masked->bytes, "a.docx", checking())) << "there is nothing left to mask";
}

TEST(MaskFile, masks_a_number_whose_digits_stand_in_boxes) {
    const auto boxes = [](std::string_view number, std::string_view open, std::string_view close) {
        std::string all;
        for (const char digit : number)
            all += std::string(open) + digit + std::string(close);
        return all;
    };
    const auto word = [&](std::string_view number) {
        return "<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>身份证号</w:t></w:r></w:p></w:tc>" +
               boxes(number, "<w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>") + "</w:tr></w:tbl></w:body></w:document>";
    };
    const auto bytes =
        strip::write_archive({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", word("11010519491231002X")}});
    const auto masked = mask_file(bytes, "a.docx", checking());
    ASSERT_TRUE(masked);
    EXPECT_EQ(part_of(masked->bytes, "word/document.xml"), word("110105********002X"));
    const auto page = [&](std::string_view number) {
        return markup::clean("<table><tbody><tr><td>身份证号</td>" + boxes(number, "<td>", "</td>") + "</tr></tbody></table>")
            .body;
    };
    EXPECT_EQ(mask_page(page("11010519491231002X"), checking()), page("110105********002X"));
}

TEST(MaskFile, masks_a_sheet_whose_numbers_are_numbers_and_whose_texts_are_shared) {
    const auto bytes = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"xl/sharedStrings.xml",
          "<sst><si><t>姓名</t></si><si><t>手机</t></si><si><t>身份证号</t></si><si><t>李四</t></si><si><r><t>110105</t></r><r>"
          "<t>19491231002X</t></r></si></sst>"},
         {"xl/worksheets/sheet1.xml",
          "<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"D1\" "
          "t=\"s\"><v>2</v></c></row>"
          "<row hidden=\"1\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" s=\"5\"><v>13805371234</v></c><c r=\"D2\" "
          "t=\"s\"><v>4</v></c></row>"
          "<row><c r=\"A3\" t=\"s\"><v>3</v></c><c r=\"D3\"><v>3.7088319760312E+17</v></c></row></sheetData></worksheet>"}});
    const auto masked = mask_file(bytes, "a.xlsx", checking());
    ASSERT_TRUE(masked);
    EXPECT_EQ(
        part_of(masked->bytes, "xl/sharedStrings.xml"),
        "<sst><si><t>姓名</t></si><si><t>手机</t></si><si><t>身份证号</t></si><si><t>李四</t></si><si><r><t>110105</t></r><r>"
        "<t>********002X</t></r></si></sst>");
    const auto sheet = part_of(masked->bytes, "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("<c r=\"B2\" s=\"5\" t=\"inlineStr\"><is><t>138****1234</t></is></c>"), std::string::npos) << sheet;
    EXPECT_EQ(sheet.find("760312"), std::string::npos) << "a rounded number shows its birthday no more: " << sheet;
}

// What check_file finds in a file of which every part that few look at holds a number.
TEST(MaskFile, reaches_every_part_in_which_something_is_found) {
    const auto line = [](const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; };
    const auto inner = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml", "<w:document><w:body>" + line("手机13805371231") + "</w:body></w:document>"}});
    const auto bytes = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml", "<w:document><w:body>" + line("通知") +
                                   "<w:p><w:r><w:drawing><wp:docPr "
                                   "descr=\"手机13805371232\"/></w:drawing></w:r></w:p><w:p><w:r><w:pict><v:shape><v:textbox>"
                                   "<w:txbxContent>" +
                                   line("手机13805371233") +
                                   "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p></w:body></w:document>"},
         {"word/_rels/document.xml.rels",
          "<R><Relationship Id=\"1\" Type=\"x/hyperlink\" TargetMode=\"External\" Target=\"tel:13805371234\"/><Relationship "
          "Id=\"2\" "
          "Type=\"x/footnotes\" Target=\"footnotes.xml\"/></R>"},
         {"word/footnotes.xml", "<w:footnotes><w:footnote w:id=\"7\">" + line("手机13805371235") + "</w:footnote></w:footnotes>"},
         {"word/embeddings/a.docx", inner},
         {"customXml/item1.xml", "<root><phone>手机13805371236</phone></root>"},
         {"docProps/custom.xml",
          "<Properties><property name=\"x\"><vt:lpwstr>手机13805371237</vt:lpwstr></property></Properties>"},
         {"_rels/.rels",
          "<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"2\" "
          "Type=\"x/custom-properties\" Target=\"docProps/custom.xml\"/></R>"}});
    const auto mobiles = [](const std::string& file) {
        const auto findings = check_file(file, "a.docx", checking());
        EXPECT_TRUE(findings);
        std::set<std::string> all;
        for (const auto& one : findings.value_or(std::vector<Finding>()))
            if (one.kind == "mobile")
                all.insert(one.text);
        return all;
    };
    std::set<std::string> every;
    for (const char last : std::string("1234567"))
        every.insert(std::string("1380537123") + last);
    EXPECT_EQ(mobiles(bytes), every);
    const auto masked = mask_file(bytes, "a.docx", checking());
    ASSERT_TRUE(masked) << masked.error().id;
    EXPECT_EQ(mobiles(masked->bytes), std::set<std::string>());
}

// Why it was refused; empty where it was masked.
std::string refused(const Result<MaskedFile>& masked) { return masked ? std::string() : masked.error().id; }

TEST(MaskFile, refuses_archives_and_what_it_cannot_reach) {
    EXPECT_EQ(refused(mask_file(strip::write_archive({{"a.txt", "手机13805371234"}}), "a.zip", checking())),
              "checks.refuse.mask_format");
    // An old workbook in a letter is read for its strings, and nobody writes it anew.
    const auto letter = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p></w:body></w:document>"},
         {"word/embeddings/old.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 tel 13805371234 end", 29)}});
    EXPECT_EQ(refused(mask_file(letter, "a.docx", checking())), "checks.refuse.mask_left");
}

TEST(MaskFile, masks_plain_text_and_refuses_what_it_cannot_write) {
    EXPECT_EQ(mask_file("张三,13805371234\n", "a.csv", checking()).value().bytes, "张三,138****1234\n");
    EXPECT_EQ(refused(mask_file("%PDF-1.4 \xFF\xFE", "a.pdf", checking())), "redact.refuse.damaged");
    EXPECT_EQ(refused(mask_file("PK\x03\x04 and no more", "a.docx", checking())), "checks.refuse.mask_format");
}

TEST(MaskFile, masks_the_page_that_word_shows_in_a_letter) {
    const auto letter = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml",
          "<w:document><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p><w:altChunk r:id='c'/></w:body></w:document>"},
         {"word/_rels/document.xml.rels", "<R><Relationship Id='c' Type='x/aFChunk' Target='a.html'/></R>"},
         {"word/a.html", "<html><body>身份证号37088319850312123X，手机13863712345</body></html>"}});
    const auto found = check_file(letter, "a.docx", checking());
    ASSERT_TRUE(found) << found.error().id;
    std::string places;
    for (const auto& one : *found)
        places += one.kind + " " + one.place + "; ";
    EXPECT_NE(places.find("id_number 嵌入的文件 word/a.html"), std::string::npos) << places;
    EXPECT_NE(places.find("mobile"), std::string::npos) << places;
    const auto masked = mask_file(letter, "a.docx", checking());
    ASSERT_TRUE(masked) << masked.error().id;
    EXPECT_EQ(part_of(masked->bytes, "word/a.html").find("13863712345"), std::string::npos);
    EXPECT_EQ(part_of(masked->bytes, "word/a.html").find("37088319850312123X"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::intake
