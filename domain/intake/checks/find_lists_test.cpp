// Lists of names as files: what their people are stands in the title, in the name of the file or of the sheet.
#include "base/strip/archive.h"
#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::checking, testing::kinds_of, testing::shown;

constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relations(std::string_view inside) {
    return "<Relationships xmlns=\"" + std::string(package) + "relationships\">" + std::string(inside) + "</Relationships>";
}

std::string relation(std::string_view type, std::string_view target) {
    return "<Relationship Id=\"r1\" Type=\"" + std::string(office) + "/" + std::string(type) + "\" Target=\"" +
           std::string(target) + "\"/>";
}

std::string types(std::string_view part, std::string_view type) {
    return "<Types xmlns=\"" + std::string(package) +
           "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"" +
           std::string(part) + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + std::string(type) +
           ".main+xml\"/></Types>";
}

std::string word_file(std::string_view body) {
    return strip::write_archive(
        {{"[Content_Types].xml", types("/word/document.xml", "wordprocessingml.document")},
         {"_rels/.rels", relations(relation("officeDocument", "word/document.xml"))},
         {"word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
                                   std::string(body) + "</w:body></w:document>"}});
}

std::string paragraph(std::string_view text, std::string_view look = "") {
    return "<w:p><w:r><w:rPr>" + std::string(look) + "</w:rPr><w:t>" + std::string(text) + "</w:t></w:r></w:p>";
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::string all = "<w:tbl>";
    for (const auto& row : rows) {
        all += "<w:tr>";
        for (const auto& cell : row)
            all += "<w:tc>" + paragraph(cell) + "</w:tc>";
        all += "</w:tr>";
    }
    return all + "</w:tbl>";
}

std::string sheet_file(std::string_view sheet, const std::vector<std::vector<std::string>>& rows, std::string_view behind = "") {
    const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    std::string data;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        data += "<row>";
        for (std::size_t column = 0; column < rows[row].size(); ++column)
            data += "<c r=\"" + std::string(1, static_cast<char>('A' + column)) + std::to_string(row + 1) +
                    "\" t=\"inlineStr\"><is><t>" + rows[row][column] + "</t></is></c>";
        data += "</row>";
    }
    return strip::write_archive(
        {{"[Content_Types].xml", types("/xl/workbook.xml", "spreadsheetml.sheet")},
         {"_rels/.rels", relations(relation("officeDocument", "xl/workbook.xml"))},
         {"xl/workbook.xml", "<workbook " + main + " xmlns:r=\"" + std::string(office) + "\"><sheets><sheet name=\"" +
                                 std::string(sheet) + "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels", relations(relation("worksheet", "worksheets/sheet1.xml"))},
         {"xl/worksheets/sheet1.xml",
          "<worksheet " + main + "><sheetData>" + data + "</sheetData>" + std::string(behind) + "</worksheet>"}});
}

std::string kinds_in(const std::string& bytes, const std::string& name, const Checking& how = checking()) {
    const auto found = check_file(bytes, name, how);
    return found ? join(kinds_of(*found), " ") : "refused: " + found.error().id;
}

const std::vector<std::vector<std::string>> people{{"序号", "姓名", "性别"}, {"1", "王梓涵", "女"}, {"2", "刘宇轩", "男"}};

TEST(List, of_a_word_file_is_read_by_the_line_above) {
    EXPECT_EQ(kinds_in(word_file(paragraph("邹城市第一实验小学三年级2班学生名单") + table(people)), "a.docx"), "minor minor");
    EXPECT_EQ(kinds_in(word_file(paragraph("2023年肺结核患者救助名单") + table(people)), "a.docx"), "health health");
    EXPECT_EQ(kinds_in(word_file(paragraph("北宿镇中心幼儿园录取名单") + paragraph("王梓涵 刘宇轩 张一诺")), "a.docx"),
              "minor minor minor");
    EXPECT_EQ(kinds_in(word_file(paragraph("第三届书法大赛获奖名单") + table(people)), "a.docx"), "");
}

TEST(List, is_read_by_the_name_of_its_file_or_sheet_and_by_the_title_of_its_page) {
    EXPECT_EQ(kinds_in(word_file(table(people)), "三年级2班学生名单.docx"), "minor minor");
    EXPECT_EQ(kinds_in(word_file(table(people)), "三年级教师名单.docx"), "");
    EXPECT_EQ(kinds_in(sheet_file("三年级2班", people), "附件.xlsx"), "minor minor");
    EXPECT_EQ(kinds_in(sheet_file("Sheet1", people), "附件.xlsx"), "");
    auto titled = checking();
    titled.heading = "2023年尿毒症患者救助名单公示";
    EXPECT_EQ(kinds_in(sheet_file("Sheet1", people), "附件.xlsx", titled), "health health");
    EXPECT_EQ(topic_in("2023年尿毒症患者救助名单公示"), "ill");
    EXPECT_EQ(topic_in("关于印发工作要点的通知"), "");
}

TEST(List, of_a_sheet_is_read_by_its_first_row) {
    auto rows = people;
    rows.insert(rows.begin(), {"看庄镇中心小学2024年一年级新生名单"});
    const auto bytes = sheet_file("Sheet1", rows);
    EXPECT_EQ(kinds_in(bytes, "附件.xlsx"), "minor minor");
    const auto masked = mask_file(bytes, "附件.xlsx", checking());
    ASSERT_TRUE(masked) << masked.error().id;
    EXPECT_EQ(kinds_in(masked->bytes, "附件.xlsx"), "");
}

TEST(Page, is_read_by_its_title_and_masked_by_it) {
    auto titled = checking();
    titled.heading = "邹城市第一实验小学三年级2班学生名单";
    const auto body = markup::clean(
                          "<table><tr><th scope='col'>姓名</th><th scope='col'>性别</th></tr><tr><td>王梓涵</td><td>女</td>"
                          "</tr></table>")
                          .body;
    EXPECT_EQ(join(kinds_of(check_page(body, titled)), " "), "minor");
    EXPECT_EQ(join(kinds_of(check_page(body, checking())), " "), "");
    EXPECT_EQ(join(kinds_of(check_page(mask_page(body, titled), titled)), " "), "");
}

TEST(Sheet, gives_away_what_it_was_filtered_by) {
    const auto filter = [](std::string_view inside) {
        return "<autoFilter ref=\"A1:C3\"><filterColumn colId=\"1\">" + std::string(inside) + "</filterColumn></autoFilter>";
    };
    EXPECT_EQ(
        kinds_in(sheet_file("表", people, filter("<filters><filter val=\"身份证号11010519491231002X\"/></filters>")), "a.xlsx"),
        "id_number");
    EXPECT_EQ(
        kinds_in(sheet_file("表", people,
                            filter("<customFilters><customFilter operator=\"equal\" val=\"13805371234\"/></customFilters>")),
                 "a.xlsx"),
        "mobile");
}

TEST(WordFile, hides_letters_on_their_own_colour) {
    const auto found = [](std::string_view look) { return kinds_in(word_file(paragraph("内部掌握", look)), "a.docx"); };
    for (const auto* look :
         {"<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>", "<w:highlight w:val=\"black\"/>",
          "<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>", "<w:color w:val=\"FF0000\"/><w:highlight w:val=\"red\"/>",
          "<w:color w:val=\"1F4E79\"/><w:shd w:val=\"clear\" w:fill=\"1F4E79\"/>", "<w:color w:val=\"FFFFFF\"/>",
          "<w:color w:val=\"0A0A0A\"/><w:shd w:val=\"solid\" w:color=\"000000\" w:fill=\"auto\"/>"})
        EXPECT_EQ(found(look), "hidden_content") << look;
    for (const auto* look :
         {"<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>", "<w:highlight w:val=\"yellow\"/>",
          "<w:shd w:val=\"clear\" w:fill=\"000000\"/>", "<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"D9D9D9\"/>",
          "<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"black\"/>", "<w:color w:val=\"FF0000\"/>"})
        EXPECT_EQ(found(look), "") << look;
}

TEST(Name, of_a_file_is_searched) {
    const auto found = [](std::string_view name) { return join(kinds_of(check_name(name, checking())), " "); };
    EXPECT_EQ(found("13863712345名单.docx"), "mobile");
    EXPECT_EQ(found("张建国11010519491231002X.pdf"), "id_number");
    EXPECT_EQ(found("张建国 13863712345.xlsx"), "mobile");
    EXPECT_EQ(found("张建国因尿毒症住院.pdf"), "health");
    EXPECT_EQ(found("附件1：2023年度预算公开表.xlsx"), "");
    EXPECT_EQ(found("邹政办发〔2019〕33号.pdf"), "");
    EXPECT_EQ(found("微信图片_20230512093842.jpg"), "");
    EXPECT_EQ(found("mmexport1561420800000.jpg"), "");
    EXPECT_EQ(check_name("13863712345名单.docx", checking()).front().place, "文件名");
}

TEST(WebPage, is_reviewed_for_how_it_reads) {
    auto own = checking();
    own.ask = [](const std::string&) -> std::optional<int> { return 404; };
    EXPECT_EQ(
        kinds_in("<html><body><h1>题</h1><h3>跳</h3><img src='a.png'><table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>"
                 "2</td></tr></table><a href='https://www.example.com/x'>点击这里</a></body></html>",
                 "review page.html", own),
        "alternative dead_link heading link_text table_head");
    EXPECT_EQ(kinds_in("<html><body><h1>题</h1><h2>节</h2><img src='a.png' alt='大厅'><table><tr><th scope='col'>甲</th><th "
                       "scope='col'>乙</th></tr><tr><td>1</td><td>2</td></tr></table></body></html>",
                       "page.html", own),
              "");
}

}  // namespace
}  // namespace gongkai::intake
