#include "base/extract/pdf/inside.h"

#include <gtest/gtest.h>

#include "base/core/words.h"
#include "base/extract/rich.h"
#include "base/extract/testing.h"

namespace gongkai::extract {
namespace {

// A PDF of these objects, counted from 1; the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places.push_back(pdf.size());
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto table = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto place : places) {
        const auto digits = std::to_string(place);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

std::string stream(const std::string& content, const std::string& more = "") {
    return "<<" + more + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream";
}

std::string secrets() {
    const auto inner = testing::make_zip(
        {{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>inner letter</w:t></w:r></w:p></w:body></w:document>"}});
    return pdf_of({
        "<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/AcroForm<</Fields[8 0 R]>>/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>"
        "/Outlines 13 0 R/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[7 0 R 8 0 R 12 0 "
        "R]>>",
        stream("BT /F1 12 Tf 72 700 Td (Visible line) Tj 3 Tr 0 -20 Td (Unseen line) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream("<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator xmlns:dc='d'>Wang 13805371234</dc:creator></x:xmpmeta>",
               "/Type/Metadata/Subtype/XML"),
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(remark of a reader)>>",
        "<</Type/Annot/Subtype/Widget/Rect[50 50 90 60]/FT/Tx/T(phone)/V(13805371235)>>",
        "<</Type/OCG/Name(draft layer)>>",
        "<</Type/Filespec/F(a.docx)/EF<</F 11 0 R>>>>",
        stream(inner, "/Type/EmbeddedFile"),
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(tel:13805371236)>>>>",
        "<</Type/Outlines/First 14 0 R/Last 14 0 R/Count 1>>",
        "<</Title(Wang 13805371237)/Parent 13 0 R/Dest[3 0 R/Fit]>>",
        "<</Type/StructElem/S/Figure/Alt(card of Wang)>>",
    });
}

TEST(InsideOfPdf, is_told_with_its_place) {
    const auto document = read_rich(secrets(), "a.pdf");
    ASSERT_TRUE(document) << document.error().id << document.error().detail;
    std::string all;
    for (const auto& hidden : document->hidden)
        all += std::string(word_of(hidden.kind)) + " | " + words(Language::zh, hidden.spot.id, hidden.spot.arguments) + " | " +
               hidden.text + '\n';
    for (const auto* wanted : {"comment | 第1页的批注 | remark of a reader\n", "beside | 表单域 | 13805371235\n",
                               "beside | 链接地址 | tel:13805371236\n", "hidden_text | 关闭显示的图层 | draft layer\n",
                               "beside | 文件属性 | Wang 13805371234\n", "hidden_text | 第1页看不见的文字层 | Tr 3\n",
                               "beside | 书签 | Wang 13805371237\n", "beside | 图片或图形的替代文字 | card of Wang\n",
                               "hidden_text | 嵌入的文件 a.docx | inner letter\n"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << "is not in\n" << all;
    EXPECT_NE(plain_text(*document).find("Visible line"), std::string::npos);
}

TEST(InsideOfPdf, of_damaged_bytes_is_empty_and_ends_nothing) {
    EXPECT_TRUE(read_inside_of_pdf("").pieces.empty());
    EXPECT_TRUE(read_inside_of_pdf("%PDF-1.7\nno more").pieces.empty());
    const auto whole = secrets();
    for (std::size_t size = 0; size < whole.size(); size += 97)
        read_inside_of_pdf(std::string_view(whole).substr(0, size));
    for (std::size_t at = 20; at < whole.size(); at += 41) {
        auto broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0x55);
        read_inside_of_pdf(broken);
    }
}

}  // namespace
}  // namespace gongkai::extract
