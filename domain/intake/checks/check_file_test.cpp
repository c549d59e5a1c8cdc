// Files as they are handed in: what is hidden in them is found, masked, taken out, and looked for again.
#include "base/strip/archive.h"
#include "base/strip/strip.h"
#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::checking, testing::shown;

std::string found_in(const std::string& bytes, const std::string& name) {
    const auto findings = check_file(bytes, name, checking());
    return findings ? shown(*findings) : "refused: " + findings.error().id;
}

constexpr std::string_view relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string list_of_people(const std::string& sheet = "名单", const std::string& unseen_sheet = "底稿") {
    const std::string types =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    const auto rels = [](const std::string& inside) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inside +
               "</Relationships>";
    };
    const auto rel = [](const std::string& id, const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + std::string(type.starts_with("http") ? "" : relations) + type +
               "\" Target=\"" + target + "\"/>";
    };
    const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const auto text = [](const std::string& reference, const std::string& content) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + content + "</t></is></c>";
    };
    return strip::write_archive(
        {{"[Content_Types].xml", types},
         {"_rels/.rels", rels(rel("1", "officeDocument", "xl/workbook.xml") +
                              rel("2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                                  "docProps/core.xml"))},
         {"docProps/core.xml",
          "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>李科长</dc:creator></cp:coreProperties>"},
         {"xl/workbook.xml", "<workbook " + main + " xmlns:r=\"" + std::string(relations.substr(0, relations.size() - 1)) +
                                 "\"><sheets><sheet name=\"" + sheet + "\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"" +
                                 unseen_sheet +
                                 "\" sheetId=\"2\" "
                                 "state=\"hidden\" r:id=\"r2\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          rels(rel("r1", "worksheet", "worksheets/sheet1.xml") + rel("r2", "worksheet", "worksheets/sheet2.xml"))},
         {"xl/worksheets/sheet1.xml",
          "<worksheet " + main + "><sheetData><row r=\"1\">" + text("A1", "姓名") + text("B1", "身份证号") + text("C1", "手机") +
              "</row><row r=\"2\">" + text("A2", "李四") + text("B2", "11010519491231002X") +
              "<c r=\"C2\"><v>13805371234</v></c></row><row r=\"3\" hidden=\"1\">" + text("A3", "张三") +
              text("B3", "440524188001010014") + "</row></sheetData></worksheet>"},
         {"xl/worksheets/sheet2.xml", "<worksheet " + main + "><sheetData><row r=\"1\">" + text("A1", "经办人手机13905371234") +
                                          "</row></sheetData></worksheet>"}});
}

TEST(Sheet, gives_away_what_is_in_its_cells_and_what_it_hides) {
    const auto bytes = list_of_people();
    const auto found = found_in(bytes, "名单.xlsx");
    for (const auto* line :
         {"id_number block 工作表“名单” B2 [11010519491231002X]\n", "mobile block 工作表“名单” C2 [13805371234]\n",
          "[440524188001010014]\n", "[13905371234]\n", "metadata warn 文件属性 [author: 李科长]\n"})
        EXPECT_NE(found.find(line), std::string::npos) << line << found;
    EXPECT_NE(found.find("hidden_content block 工作表“名单” 第3行"), std::string::npos) << found;
    EXPECT_NE(found.find("hidden_content block 工作表“底稿”"), std::string::npos) << found;
}

TEST(Sheet, gives_away_what_is_in_its_name_and_in_that_of_a_hidden_one) {
    const auto found = found_in(list_of_people("张三13605371234", "李四370883197603124513"), "名单.xlsx");
    EXPECT_NE(found.find("mobile block 工作表名称 [13605371234]\n"), std::string::npos) << found;
    EXPECT_NE(found.find("id_number block 工作表名称 [370883197603124513]\n"), std::string::npos) << found;
    const auto masked = mask_file(list_of_people("张三13605371234"), "名单.xlsx", checking());
    ASSERT_TRUE(masked) << masked.error().id;
}

TEST(Sheet, that_was_masked_and_stripped_hides_no_person_any_more) {
    const auto masked = mask_file(list_of_people(), "名单.xlsx", checking());
    ASSERT_TRUE(masked);
    const auto stripped = strip::strip_metadata(masked->bytes, "名单.xlsx");
    ASSERT_TRUE(stripped);
    const auto findings = check_file(*stripped, "名单.xlsx", checking());
    ASSERT_TRUE(findings) << findings.error().id;
    for (const auto& finding : *findings)
        EXPECT_EQ(finding.kind, "hidden_content") << shown(*findings);
}

TEST(WordFile, that_was_stripped_has_no_author_comment_or_trail_any_more) {
    const auto bytes = read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/notice.docx").value();
    const auto before = found_in(bytes, "notice.docx");
    EXPECT_NE(before.find("metadata "), std::string::npos) << before;
    EXPECT_NE(before.find("批注"), std::string::npos) << before;
    const auto after = found_in(strip::strip_metadata(bytes, "notice.docx").value(), "notice.docx");
    for (const auto* gone : {"metadata ", "批注", "refused"})
        EXPECT_EQ(after.find(gone), std::string::npos) << gone << after;
}

// The sample's first picture is exchanged for one of a card.
TEST(WordFile, is_read_for_what_is_written_in_its_pictures) {
    auto parts = strip::read_archive(read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/notice.docx").value());
    const auto picture = std::ranges::find_if(parts, [](const auto& part) { return part.path.starts_with("word/media/"); });
    ASSERT_NE(picture, parts.end());
    picture->bytes = read_file(GONGKAI_SOURCE_DIR "/tests/samples/checks/card.png").value();
    const auto found = found_in(strip::write_archive(parts), "notice.docx");
    EXPECT_NE(found.find("id_number block 第1张图片 [11010519491231002X]\n"), std::string::npos) << found;
    EXPECT_NE(found.find("mobile block 第1张图片 [13805371234]\n"), std::string::npos) << found;
}

TEST(PdfFile, that_was_stripped_reads_as_before_and_names_nobody) {
    const auto bytes = read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/notice.pdf").value();
    EXPECT_NE(found_in(bytes, "notice.pdf").find("metadata "), std::string::npos);
    const auto stripped = strip::strip_metadata(bytes, "notice.pdf").value();
    EXPECT_EQ(found_in(stripped, "notice.pdf"), "");
    EXPECT_EQ(extract::plain_text(extract::read_rich(stripped, "notice.pdf").value()),
              extract::plain_text(extract::read_rich(bytes, "notice.pdf").value()));
}

TEST(File, that_cannot_be_read_is_refused_with_a_sentence) {
    EXPECT_EQ(found_in("\x7F"
                       "ELF",
                       "a.bin"),
              "refused: extract.refuse.unknown_format");
    EXPECT_EQ(found_in("", "a.txt"), "refused: extract.refuse.empty");
    EXPECT_EQ(found_in("关于公开的通知", "a.txt"), "");
}

}  // namespace
}  // namespace gongkai::intake
