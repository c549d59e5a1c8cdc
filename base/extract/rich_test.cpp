#include "base/extract/rich.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/words.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

std::string intake_sample(const std::string& name) { return *read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/" + name); }

Rich rich(const std::string& bytes) {
    auto read = read_rich(bytes, "file");
    EXPECT_TRUE(read) << (read ? "" : read.error().id + ": " + read.error().detail);
    return read ? std::move(*read) : Rich();
}

std::string show(const RichBlock& block) {
    static constexpr const char* names[] = {"p", "h", "item", "table", "page", "caption"};
    std::string out = names[static_cast<int>(block.kind)];
    if (block.level)
        out += std::to_string(block.level);
    if (block.align != Align::start)
        out += block.align == Align::centre ? " centre" : " end";
    if (block.is_red)
        out += " red";
    out += block.kind == RichBlock::Kind::table && block.table.front().caption.empty() ? ":" : ": " + block.label;
    for (const auto& run : block.runs) {
        std::string look = run.is_bold ? "b" : "";
        look += run.is_raised ? "^" : "";
        look += run.is_underlined ? "_" : "";
        if (run.picture >= 0)
            out += "[picture]";
        else if (!look.empty() || !run.link.empty())
            out += "{" + look + (run.link.empty() ? "" : " " + run.link) + " " + run.text + "}";
        else
            out += run.text;
    }
    for (const auto& table : block.table) {
        out += table.caption;
        for (const auto& cell : table.cells) {
            out += "\n  " + std::to_string(cell.row) + "," + std::to_string(cell.column);
            if (cell.row_span > 1 || cell.column_span > 1)
                out += " " + std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span);
            out += cell.is_head ? " head" : "";
            for (const auto& inner : cell.blocks)
                out += " " + show(inner);
        }
    }
    return out;
}

std::string show(const Rich& document) {
    std::string out;
    for (const auto& block : document.blocks)
        out += show(block) + "\n";
    return out;
}

std::string show_hidden(const Rich& document) {
    std::string out;
    for (const auto& one : document.hidden)
        out += std::string(word_of(one.kind)) + " | " + words(Language::zh, one.spot.id, one.spot.arguments) + " | " +
               replace_all(one.text, "\t", " → ") + "\n";
    return out;
}

constexpr auto notice = R"(p centre red: 示例市人民政府办公室文件
p centre: 示政办字〔2026〕3号
p centre: {b 示例市人民政府办公室}
p centre: {b 关于做好2026年政务公开工作的通知}
p: 各镇人民政府、街道办事处，市政府各部门：
p: 为做好2026年政务公开工作，根据《中华人民共和国政府信息公开条例》，现将有关事项通知如下。各单位要高度重视，加强领导，明确责任，确保各项任务落到实处，并接受社会监督。
h2: 一、总体要求
p: 坚持以公开为常态、不公开为例外{b （重点领域）}，做到应公开尽公开。详见{_ https://www.example.gov.cn/gk/ 政府网站}。{^ #note1 [1]}
h2: 二、主要任务
h3: （一）主动公开
p: 1.梳理公开事项
p: 2.完善公开目录
p: （1）目录按季度更新
caption: 表1　任务分工
table:
  0,0 head p: {b 序号}
  0,1 head p: {b 任务}
  0,2 head p: {b 责任单位}
  1,0 p: 1
  1,1 p: 公开财政预算决算
  1,2 2x1 p: 市财政局
  2,0 p: 2
  2,1 p: 公开专项资金分配结果
  3,0 1x3 p: 合计两项任务
p centre: [picture]
p: 各单位应于2月28日前报送。联系方式见附件。
p end: 示例市人民政府办公室
p end: 2026年1月5日
p: （此件主动公开）
p: { #ref1 [1]} 见条例第五条。
)";

TEST(Rich, a_word_file_is_read_as_word_prints_it) {
    const auto document = rich(intake_sample("notice.docx"));
    EXPECT_EQ(document.format, RichFormat::docx);
    EXPECT_EQ(document.title, "示例通知");
    EXPECT_EQ(show(document), notice);
    ASSERT_EQ(document.pictures.size(), 1U);
    EXPECT_EQ(document.pictures[0].type, "image/png");
    EXPECT_EQ(document.pictures[0].alternative, "办事大厅示意图");
    EXPECT_TRUE(document.pictures[0].bytes.starts_with("\x89PNG"));
    EXPECT_TRUE(document.warnings.empty());
}

TEST(Rich, what_a_word_file_hides_is_told_with_its_place) {
    EXPECT_EQ(show_hidden(rich(intake_sample("notice.docx"))), R"(hidden_text | 正文第16段 | 经办人：示例甲
white_text | 正文第17段 | 身份证号 110101199003070000 仅供内部
tracked_change | 正文第18段 | 1月31日
tracked_change | 正文第18段 | 2月28日
comment | 批注（示例丙） | 手机号13800000000要删掉
header | 页眉 | 内部资料 注意保存
beside | 链接地址 | https://www.example.gov.cn/gk/
beside | 图片或图形的替代文字 | 办事大厅示意图
metadata | 文件属性 | title: 示例通知
metadata | 文件属性 | author: 示例丁
metadata | 文件属性 | last_modified_by: 示例戊
metadata | 文件属性 | company: 示例公司
)");
}

// What LibreOffice cuts into more runs than there are looks, and what each format cannot say.
std::string comparable(std::string shown) {
    shown = replace_all(std::move(shown), "}{b ", "");
    shown = replace_all(std::move(shown), " head p:", " p:");
    return replace_all(std::move(shown), "(1)", "（1）");
}

TEST(Rich, old_files_become_the_same_by_libre_office) {
    for (const auto* name : {"notice.doc", "notice.rtf", "notice.odt"}) {
        const auto document = rich(intake_sample(name));
        EXPECT_EQ(comparable(show(document)), comparable(notice)) << name;
        EXPECT_EQ(document.pictures.size(), 1U) << name;
        EXPECT_NE(show_hidden(document).find("metadata | 文件属性 | company: 示例公司"), std::string::npos) << name;
    }
}

TEST(Rich, lines_of_a_pdf_are_put_together_again) {
    const auto document = rich(intake_sample("notice.pdf"));
    EXPECT_EQ(show(document), R"(p red: 示例市人民政府办公室文件
p centre: 示政办字〔2026〕3号
h1 centre: 示例市人民政府办公室关于做好2026年政务公开工作的通知
p: 各镇人民政府、街道办事处，市政府各部门：
p: 为做好2026年政务公开工作，根据《中华人民共和国政府信息公开条例》，现将有关事项通知如下。各单位要高度重视，加强领导，明确责任，确保各项任务落到实处，并接受社会监督。
p: {b 一、总体要求}
p: 坚持以公开为常态、不公开为例外（重点领域），做到应公开尽公开。详见政府网站。1
p: {b 二、主要任务}
p: {b （一）主动公开}
p: 1.梳理公开事项
p: 2.完善公开目录
p: （1）目录按季度更新
p: 表1 任务分工
table:
  0,0 p: 序号
  0,1 p: 任务
  0,2 p: 责任单位
  1,0 p: 1
  1,1 p: 公开财政预算决算
  1,2 2x1 p: 市财政局
  2,0 p: 2
  2,1 p: 公开专项资金分配结果
  3,0 1x3 p: 合计两项任务
p: 1见条例第五条。
p: 各单位应于2月28日前报送。联系方式见附件。
p end: 示例市人民政府办公室
p end: 2026年1月5日
p: （此件主动公开）
)");
    EXPECT_EQ(show_hidden(document),
              "beside | 书签 | （一）主动公开\nmetadata | 文件属性 | title: 示例通知\nmetadata | 文件属性 | author: "
              "示例丁\nmetadata | 文件属性 | creator: Writer\n"
              "metadata | 文件属性 | producer: LibreOffice 7.4\n");
}

TEST(Rich, an_ofd_is_read_by_the_places_of_its_letters) {
    const auto document = rich(intake_sample("notice.ofd"));
    EXPECT_EQ(document.format, RichFormat::ofd);
    EXPECT_EQ(show(document), R"(p red: 示例市人民政府文件
p centre: 示政发〔2026〕7号
h1 centre: 关于公开服务事项的通知
p: 为方便群众办事，现将有关服务事项予以公开，请各单位按照职责做好落实工作，并及时更新有关内容，接受群众监督。
p: 一、公开内容
p: 服务事项见下表。
table:
  0,0 p: 序号
  0,1 p: 事项
  0,2 p: 单位
  1,0 p: 1
  1,1 p: 户口登记
  1,2 p: 公安局
  2,0 p: 2
  2,1 p: 婚姻登记
  2,2 p: 民政局
p end: 示例市人民政府
p end: 2026年2月3日
p: （此件主动公开）
)");
    EXPECT_EQ(show_hidden(document),
              "metadata | 文件属性 | title: 服务事项\nmetadata | 文件属性 | author: 示例己\nwhite_text | 第1页 | 看不见的白字\n"
              "hidden_text | 第1页 | 不显示的字\n");
}

TEST(Rich, what_a_page_of_html_holds_besides_its_text_is_told) {
    const auto document = rich(
        "<!DOCTYPE html><html><head><meta name=author content='示例甲'></head><body><!-- 经办人13805371234 --><!--[if gte mso "
        "9]>x1<![endif]-->"
        "<p>正文</p><input type=hidden value='110105194912310023'><p style='display: none'>看不见的<b>名单</b></p><p "
        "hidden>也看不见</p>"
        "<span data-phone='13805371235'>甲</span><a href='tel:13805371236'>乙</a><script>var m = "
        "'13805371237';</script></body></html>");
    const auto all = show_hidden(document);
    for (const auto* wanted :
         {"metadata | 文件属性 | author: 示例甲\n", "comment | 网页源代码里的注释 | 经办人13805371234\n",
          "hidden_text | 网页里隐藏的内容 | 110105194912310023\n", "hidden_text | 网页里隐藏的内容 | 看不见的名单\n",
          "hidden_text | 网页里隐藏的内容 | 也看不见\n", "beside | 网页标签的属性 | 13805371235\n",
          "beside | 链接地址 | tel:13805371236\n", "beside | 网页里的脚本或备用内容 | var m = '13805371237';\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << "is not in\n" << all;
    EXPECT_EQ(all.find("comment | 网页源代码里的注释 | [if"), std::string::npos) << "programs write these: " << all;
}

// Writers give each digit the room of a Chinese sign.
TEST(Rich, digits_that_an_ofd_file_sets_widely_are_one_number) {
    const auto line = [](const std::string& y, const std::string& text, const std::string& advances) {
        return "<ofd:TextObject Boundary='20 " + y + " 170 6' Size='5'><ofd:TextCode X='0' Y='5' DeltaX='" + advances + "'>" +
               text + "</ofd:TextCode></ofd:TextObject>";
    };
    const auto document =
        rich(make_zip({{"OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
                       {"D/Document.xml", "<ofd:Document><ofd:Pages><ofd:Page BaseLoc='P.xml'/></ofd:Pages></ofd:Document>"},
                       {"D/P.xml", "<ofd:Page><ofd:Content><ofd:Layer>" + line("30", "手机13805371234", "g 12 5") +
                                       line("60", "甲 乙", "g 2 5") + line("90", "12  34", "g 5 2.5") +
                                       "</ofd:Layer></ofd:Content></ofd:Page>"}}));
    EXPECT_NE(plain_text(document).find("手机13805371234"), std::string::npos) << plain_text(document);
    EXPECT_NE(plain_text(document).find("12 34"), std::string::npos) << "a blank that is there stays: " << plain_text(document);
}

TEST(Rich, text_in_scans_and_pictures_is_recognised) {
    for (const auto* name : {"scan.pdf", "scan.png"}) {
        const auto document = rich(intake_sample(name));
        EXPECT_EQ(document.format, RichFormat::scan) << name;
        const auto text = plain_text(document);
        EXPECT_NE(text.find("关于做好2026年政务公开工作的通知\n"), std::string::npos) << name << "\n" << text;
        EXPECT_NE(text.find("为做好2026年政务公开工作，根据《中华人民共和国政府信息公开条例》，现将有关事项通知如下。各单位要高度"
                            "重视，加强领导，"
                            "明确责任，确保各项任务落到实处，并接受社会监督。\n"),
                  std::string::npos)
            << name << "\n"
            << text;
        ASSERT_FALSE(document.warnings.empty());
        EXPECT_EQ(document.warnings[0], "extract.warn.recognised");
    }
}

TEST(Rich, deleted_paragraphs_and_embedded_files_of_a_word_file_are_told) {
    const auto document = rich(make_zip(
        {{"word/document.xml",
          "<w:document><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p><w:del><w:p><w:r><w:t>删去的一段</w:t></w:r></w:p></w:del>"
          "<w:p><w:moveFrom><w:r><w:t>移走的</w:t></w:r></w:moveFrom></w:p></w:body></w:document>"},
         {"word/_rels/document.xml.rels", "<R><Relationship Id='1' Type='x/package' Target='embeddings/a.xlsx'/></R>"}}));
    EXPECT_EQ(show(document), "p: 正文\n");
    EXPECT_EQ(show_hidden(document),
              "tracked_change | 正文第2段 | 删去的一段\ntracked_change | 正文第2段 | 移走的\nhidden_text | 嵌入的文件 "
              "word/embeddings/a.xlsx | word/embeddings/a.xlsx\n");
}

std::string xlsx_with_secrets() {
    const auto text = [](const std::string& place, const std::string& value, const std::string& style = "0") {
        return "<c r='" + place + "' s='" + style + "' t='inlineStr'><is><t>" + value + "</t></is></c>";
    };
    return make_zip(
        {{"_rels/.rels",
          "<R><Relationship Id='1' Type='x/officeDocument' Target='xl/workbook.xml'/><Relationship Id='2' "
          "Type='x/core-properties' Target='docProps/core.xml'/></R>"},
         {"docProps/core.xml", "<c><creator>示例甲</creator></c>"},
         {"xl/workbook.xml",
          "<workbook><sheets><sheet name='名单' id='a'/><sheet name='底稿' state='veryHidden' id='b'/><sheet "
          "name='说明' id='c'/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<R><Relationship Id='a' Type='x/worksheet' Target='worksheets/s1.xml'/><Relationship Id='b' Type='x/worksheet' "
          "Target='worksheets/s2.xml'/><Relationship Id='c' Type='x/worksheet' Target='worksheets/s3.xml'/><Relationship Id='d' "
          "Type='x/styles' Target='styles.xml'/><Relationship Id='e' Type='x/pivotCacheDefinition' Target='p.xml'/></R>"},
         {"xl/styles.xml",
          "<s><numFmts><numFmt numFmtId='200' formatCode=';;;'/></numFmts><fonts><font/><font><color "
          "rgb='FFFFFFFF'/></font><font><b/></font></fonts><fills><fill><patternFill "
          "patternType='none'/></fill><fill><patternFill "
          "patternType='solid'><fgColor rgb='FF1F4E79'/></patternFill></fill></fills><cellXfs><xf/><xf fontId='1' "
          "fillId='0'/><xf fontId='1' "
          "fillId='1'/><xf numFmtId='200'/><xf fontId='2'/><xf numFmtId='14'/></cellXfs></s>"},
         {"xl/worksheets/s1.xml",
          "<w><cols><col min='3' max='3' hidden='1'/></cols><sheetData><row r='1'>" + text("A1", "补助名单") +
              "</row><row r='2'>" + text("A2", "序号", "2") + text("B2", "姓名", "2") + text("C2", "身份证号", "2") +
              text("D2", "金额", "2") + text("E2", "日期", "2") + "</row><row r='3'><c r='A3'><v>1</v></c>" +
              text("B3", "张某某") + text("C3", "110101199003070000") +
              "<c r='D3'><v>500</v></c><c r='E3' s='5'><v>46027</v></c></row><row r='4' hidden='1'>" + text("A4", "2") +
              text("B4", "李某某") + "</row><row r='5'><c r='A5'><v>3</v></c>" + text("B5", "王某某") + text("D5", "白字", "1") +
              "<c r='E5' s='3'><v>42</v></c></row></sheetData><mergeCells><mergeCell "
              "ref='A1:E1'/></mergeCells><headerFooter><oddHeader>&amp;C内部 "
              "&amp;P</oddHeader></headerFooter></w>"},
         {"xl/worksheets/_rels/s1.xml.rels", "<R><Relationship Id='1' Type='x/comments' Target='../comments1.xml'/></R>"},
         {"xl/comments1.xml", "<c><commentList><comment ref='B3'><text><r><t>已去世</t></r></text></comment></commentList></c>"},
         {"xl/_rels/p.xml.rels", "<R><Relationship Id='1' Type='x/pivotCacheRecords' Target='r.xml'/></R>"},
         {"xl/p.xml", "<p><cacheFields><cacheField><sharedItems><s v='赵某某'/></sharedItems></cacheField></cacheFields></p>"},
         {"xl/r.xml", "<r><r><x v='0'/><s v='13900000000'/></r></r>"},
         {"xl/worksheets/s2.xml",
          "<w><sheetData><row>" + text("A1", "原始数据") + text("B1", "13800000000") + "</row></sheetData></w>"},
         {"xl/worksheets/s3.xml",
          "<w><sheetData><row>" + text("A1", "口径", "4") + text("B1", "人") + "</row></sheetData></w>"}});
}

TEST(Rich, a_workbook_is_its_visible_sheets_and_what_it_hides_is_told) {
    const auto document = rich(xlsx_with_secrets());
    EXPECT_EQ(show(document), R"(h2: 名单
table: 补助名单
  0,0 p: 序号
  0,1 p: 姓名
  0,2 p: 金额
  0,3 p: 日期
  1,0 p: 1
  1,1 p: 张某某
  1,2 p: 500
  1,3 p: 2026/1/5
  2,0 p: 3
  2,1 p: 王某某
h2: 说明
table:
  0,0 p: {b 口径}
  0,1 p: 人
)");
    EXPECT_EQ(show_hidden(document), R"(hidden_row | 工作表“名单” 第4行 | 2 → 李某某
white_text | 工作表“名单” D5 | 白字
hidden_text | 工作表“名单” E5 | 42
hidden_column | 工作表“名单” C 列 | 身份证号
110101199003070000
comment | 工作表“名单” B3 的批注 | 已去世
header | 工作表“名单” 页眉 | 内部
hidden_sheet | 工作表“底稿” | 原始数据 → 13800000000
beside | 工作表名称 | 底稿
hidden_text | 透视表或外部链接缓存的数据 | 赵某某
0
13900000000
metadata | 文件属性 | author: 示例甲
)");
    const auto& cell = document.blocks[1].table.front().cells[5];
    EXPECT_EQ(words(Language::zh, cell.spot.id, cell.spot.arguments), "工作表“名单” B3");
}

TEST(Rich, text_and_html_are_lines_and_tables) {
    EXPECT_EQ(show(rich("标题\n\n第一段\n第二段\n")), "p: 标题\np: 第一段\np: 第二段\n");
    const auto page =
        rich("<!DOCTYPE html><meta charset=utf-8><title>题</title><p>前<table><tr><td>a<td rowspan=2>b<tr><td>c</table>后");
    EXPECT_EQ(page.format, RichFormat::html);
    EXPECT_EQ(page.title, "题");
    EXPECT_EQ(show(page), "p: 前\ntable:\n  0,0 p: a\n  0,1 2x1 p: b\n  1,0 p: c\np: 后\n");
    EXPECT_TRUE(page.html.starts_with("<!DOCTYPE html>"));
}

TEST(Rich, what_cannot_be_read_is_refused_with_a_reason) {
    const auto refusal = [](const std::string& bytes) {
        const auto read = read_rich(bytes, "某文件");
        return read ? std::string("read") : words(Language::zh, read.error());
    };
    std::string wide;
    for (const char c : std::string("Workbook"))
        wide += {c, '\0'};
    const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    EXPECT_EQ(refusal(ole + wide), "某文件 是旧版表格（XLS、ET），请打开后另存为 XLSX 再提交。");
    EXPECT_EQ(refusal(*read_file(sample("encrypted.pdf"))), "某文件 设有密码，无法读取。请取消密码后重新提交。");
    EXPECT_EQ(refusal("PK\x03\x04 nothing"), "某文件 已损坏或不完整，无法读取。请用原软件打开检查，另存后重新提交。");
    EXPECT_EQ(refusal(""), "某文件 里没有任何文字。");
    EXPECT_EQ(refusal(make_zip({{"a.txt", "b"}})), "某文件 是压缩包，请先解压，再逐个提交其中的文件。");
}

}  // namespace
}  // namespace gongkai::extract::testing
