#include "base/extract/office/rest.h"

#include <gtest/gtest.h>

#include "base/core/words.h"
#include "base/extract/testing.h"

namespace gongkai::extract {
namespace {

using testing::make_zip;

std::string shown(const std::string& bytes) {
    const auto document = read_rich(bytes, "file");
    if (!document)
        return document.error().id + ' ' + document.error().detail;
    std::string all;
    for (const auto& hidden : document->hidden)
        all += std::string(word_of(hidden.kind)) + " | " + words(Language::zh, hidden.spot.id, hidden.spot.arguments) + " | " +
               replace_all(hidden.text, "\n", "/") + '\n';
    return all;
}

std::string body(const std::string& inside) { return "<w:document><w:body>" + inside + "</w:body></w:document>"; }
std::string line(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

TEST(Rest, of_a_word_file_is_told_wherever_it_lies) {
    const auto inner = make_zip({{"word/document.xml", body(line("信中的信"))}});
    const auto bytes = make_zip(
        {{"word/document.xml",
          body(line("正文") +
               "<w:p><w:r><w:drawing><wp:docPr descr='王某在窗口 13805371234' title='照片'/></w:drawing></w:r></w:p>"
               "<w:p><w:r><w:instrText>HYPERLINK \"tel:%2B8613805371235\"</w:instrText><w:fldChar "
               "w:fldCharType='separate'/></w:r></w:p>"
               "<mc:AlternateContent><mc:Choice>" +
               line("新的样子") + "</mc:Choice><mc:Fallback>" + line("新的样子") + line("旧的样子") +
               "</mc:Fallback></mc:AlternateContent>"
               "<w:p><w:r><w:pict><v:shape alt='公章'><v:textbox><w:txbxContent>" +
               line("框里的字") +
               "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
               "<w:sdt><w:sdtPr><w:alias w:val='审批人'/></w:sdtPr><w:sdtContent>" +
               line("控件") + "</w:sdtContent></w:sdt>")},
         {"word/_rels/document.xml.rels",
          "<R><Relationship Id='1' Type='x/footnotes' Target='footnotes.xml'/><Relationship Id='2' Type='x/hyperlink' "
          "TargetMode='External' Target='mailto:wang@example.com'/></R>"},
         {"word/footnotes.xml", "<w:footnotes><w:footnote w:id='7'>" + line("没有引用的注") + "</w:footnote></w:footnotes>"},
         {"word/embeddings/信.docx", inner},
         {"word/embeddings/oleObject1.bin",
          std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + "1\0" + std::string("3\0008\0000\0005\0003\0007\0001\0", 14)},
         {"word/diagrams/data1.xml", "<d><a:t>流程图里的字</a:t></d>"},
         {"customXml/item1.xml", "<root><id>110105194912310023</id></root>"},
         {"elsewhere/note.xml", "<x a='1'>别处的字</x>"}});
    const auto all = shown(bytes);
    for (const auto* wanted :
         {"beside | 图片或图形的替代文字 | 王某在窗口 13805371234\n", "beside | 图片或图形的替代文字 | 公章\n",
          "beside | 域代码 | HYPERLINK \"tel:+8613805371235\"\n", "beside | 链接地址 | mailto:wang@example.com\n",
          "hidden_text | 只有旧版软件才显示的文本框 | 旧的样子\n", "hidden_text | 正文没有引用的注释 | 没有引用的注\n",
          "hidden_text | 嵌入的文件 word/embeddings/信.docx | 信中的信\n",
          "hidden_text | 嵌入的文件 word/embeddings/oleObject1.bin | word/embeddings/oleObject1.bin\n",
          "beside | 文件内部的 word/diagrams/data1.xml | 流程图里的字\n",
          "beside | 文件内部的 customXml/item1.xml | 110105194912310023\n", "beside | 文件内部的 elsewhere/note.xml | 别处的字\n",
          "beside | 文件内部的 word/document.xml | 审批人\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << "is not in\n" << all;
    for (const auto* told_already : {"新的样子", "框里的字", "控件", "| 正文\n"})
        EXPECT_EQ(all.find(told_already), std::string::npos) << told_already << " is told again in\n" << all;
}

TEST(Rest, of_files_in_files_is_told_to_some_depth) {
    auto file = make_zip({{"word/document.xml", body(line("最里面"))}});
    for (int i = 0; i < 3; ++i)
        file = make_zip({{"word/document.xml", body(line("第" + std::to_string(i)))}, {"word/embeddings/a.docx", file}});
    EXPECT_NE(shown(file).find("| 最里面\n"), std::string::npos) << shown(file);
    const auto deeper = make_zip({{"word/document.xml", body(line("外"))}, {"word/embeddings/a.docx", file}});
    EXPECT_EQ(shown(deeper).find("| 最里面\n"), std::string::npos);
    EXPECT_NE(shown(deeper).find("| word/embeddings/a.docx\n"), std::string::npos) << "that there is a file is told";
}

TEST(Rest, of_a_workbook_is_told) {
    const auto inner = make_zip({{"word/document.xml", body(line("表里的信"))}});
    const auto all = shown(make_zip(
        {{"_rels/.rels", "<R><Relationship Id='1' Type='x/officeDocument' Target='xl/workbook.xml'/></R>"},
         {"xl/workbook.xml",
          "<workbook><sheets><sheet name='名单' id='a'/></sheets><definedNames><definedName "
          "name='负责人'>\"13805371236\"</definedName></definedNames></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<R><Relationship Id='a' Type='x/worksheet' Target='worksheets/s1.xml'/><Relationship Id='b' Type='x/sharedStrings' "
          "Target='sharedStrings.xml'/></R>"},
         {"xl/sharedStrings.xml", "<sst><si><t>甲_x000D_镇</t></si><si><t>原来的名单 110105194912310023</t></si></sst>"},
         {"xl/worksheets/s1.xml",
          "<w><sheetData><row><c r='A1' t='s'><v>0</v></c><c r='B1' "
          "t='str'><f>IF(1,\"公式里的13805371237\",\"\")</f><v>是</v></c>"
          "</row></sheetData><dataValidations><dataValidation "
          "prompt='请选王某'><formula1>\"张三,李四\"</formula1></dataValidation>"
          "</dataValidations></w>"},
         {"xl/worksheets/_rels/s1.xml.rels",
          "<R><Relationship Id='1' Type='x/hyperlink' TargetMode='External' Target='tel:13805371238'/></R>"},
         {"xl/drawings/drawing1.xml", "<d><xdr:cNvPr descr='印章'/><a:t>图上的字</a:t></d>"},
         {"xl/drawings/vmlDrawing1.vml", "<xml><div>批注框里的字</div></xml>"},
         {"xl/persons/person.xml", "<p><person displayName='示例甲' userId='jia@example.com'/></p>"},
         {"xl/embeddings/a.docx", inner}}));
    for (const auto* wanted : {"hidden_text | 表格文件里不再显示的旧文字 | 原来的名单 110105194912310023\n",
                               "beside | 文件内部的 xl/workbook.xml | \"13805371236\"\n", "公式里的13805371237",
                               "请选王某/\"张三,李四\"", "beside | 链接地址 | tel:13805371238\n", "印章/图上的字", "批注框里的字",
                               "示例甲/jia@example.com", "hidden_text | 嵌入的文件 xl/embeddings/a.docx | 表里的信\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << " is not in\n" << all;
    EXPECT_EQ(all.find("甲镇"), std::string::npos) << all;
}

TEST(Slides, are_read_in_order_and_what_their_audience_does_not_see_is_told) {
    const auto paragraph = [](const std::string& text) { return "<a:p><a:r><a:t>" + text + "</a:t></a:r></a:p>"; };
    const auto bytes = make_zip(
        {{"[Content_Types].xml", "<Types/>"},
         {"ppt/presentation.xml",
          "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='r2'/><p:sldId id='257' r:id='r1'/></p:sldIdLst></p:presentation>"},
         {"ppt/_rels/presentation.xml.rels",
          "<R><Relationship Id='r1' Type='x/slide' Target='slides/slide1.xml'/><Relationship Id='r2' Type='x/slide' "
          "Target='slides/slide2.xml'/></R>"},
         {"ppt/slides/slide1.xml", "<p:sld show='0'><p:txBody>" + paragraph("不放映的") + "</p:txBody></p:sld>"},
         {"ppt/slides/slide2.xml", "<p:sld><p:cNvPr descr='照片13805371234'/><p:txBody>" + paragraph("标题") +
                                       "</p:txBody><a:tbl><a:tr><a:tc>" + paragraph("甲") + "</a:tc><a:tc>" + paragraph("乙") +
                                       "</a:tc></a:tr></a:tbl></p:sld>"},
         {"ppt/slides/_rels/slide2.xml.rels", "<R><Relationship Id='1' Type='x/notesSlide' Target='../notesSlides/n1.xml'/></R>"},
         {"ppt/notesSlides/n1.xml", "<p:notes>" + paragraph("讲稿") + paragraph("1") + "</p:notes>"},
         {"ppt/slideMasters/m1.xml", "<m>" + paragraph("母版上的字") + "</m>"}});
    const auto document = read_rich(bytes, "a.pptx");
    ASSERT_TRUE(document) << document.error().id;
    EXPECT_EQ(document->format, RichFormat::pptx);
    EXPECT_EQ(plain_text(*document), "标题\n甲\t乙\n");
    const auto all = shown(bytes);
    for (const auto* wanted : {"comment | 第1张幻灯片 | 讲稿/1\n", "hidden_text | 第2张幻灯片 | 不放映的\n", "照片13805371234",
                               "beside | 文件内部的 ppt/slideMasters/m1.xml | 母版上的字\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << " is not in\n" << all;
}

TEST(Ofd, tells_notes_and_tags_beside_its_pages) {
    const auto all = shown(make_zip(
        {{"OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
         {"D/Document.xml", "<ofd:Document><ofd:Pages><ofd:Page BaseLoc='P.xml'/></ofd:Pages></ofd:Document>"},
         {"D/P.xml",
          "<ofd:Page><ofd:Content><ofd:Layer><ofd:TextObject Boundary='20 30 170 6' Size='5'><ofd:TextCode X='0' "
          "Y='5'>正文</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"},
         {"D/Annots/Annot_0.xml",
          "<ofd:PageAnnot><ofd:Annot Creator='示例甲'><ofd:Remark>手机13805371234</ofd:Remark></ofd:Annot></ofd:PageAnnot>"},
         {"D/Tags/CustomTag.xml", "<t:tag><t:phone>13805371235</t:phone></t:tag>"},
         {"D/Attachs/名单.txt", "身份证11010519491231002X"}}));
    for (const auto* wanted :
         {"comment | 文件内部的 D/Annots/Annot_0.xml | 示例甲/", "beside | 文件内部的 D/Tags/CustomTag.xml | 13805371235",
          "hidden_text | 嵌入的文件 D/Attachs/名单.txt | D/Attachs/名单.txt\n",
          "beside | 嵌入的文件 D/Attachs/名单.txt | 身份证11010519491231002X\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << " is not in\n" << all;
}

}  // namespace
}  // namespace gongkai::extract
