// PDFs with numbers in odd places, each place with a number of its own, and pictures: what was masked is looked for in every way
// in which it could be dug up.
#include <set>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/redact/redact.h"
#include "base/strip/archive.h"
#include "base/strip/strip.h"
#include "domain/intake/checks/mask.h"
#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::checking, testing::shown;

std::string stream(const std::string& content, const std::string& more = "") {
    return "<<" + more + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream";
}

// A PDF of these objects, counted from 1; the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.7\n";
    for (std::size_t i = 0; i < objects.size(); ++i)
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    return pdf + "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R>>\n%%EOF\n";
}

std::string at(int x, int y, const std::string& shown) {
    return "BT /F1 14 Tf 1 0 0 1 " + std::to_string(x) + " " + std::to_string(y) + " Tm " + shown + " ET\n";
}

// 13805370001 and so on: which place a number that is left stood in is told by its end.
std::string number(int place) { return "1380537" + std::to_string(10'000 + place).substr(1); }

// Digits shown one by one, as some programs write them.
std::string sign_by_sign(int x, int y, const std::string& digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i)
        out += at(x + 8 * static_cast<int>(i), y, std::string("(") + digits[i] + ") Tj");
    return out;
}

constexpr int odd_places = 14;

// Three pages that lie as `turn` says; all of what they draw stands in one dictionary of resources, as lazy programs have it.
std::string odd_pdf(int turn) {
    const auto n = number;
    const auto page = [&](int content, const std::string& notes) {
        return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 420]/Rotate " + std::to_string(turn) + "/Contents " +
               std::to_string(content) + " 0 R/Annots[" + notes + "]>>";
    };
    const auto first = at(30, 380, "(Phone " + n(1) + " is called) Tj") + at(30, 350, "[(call 138) -20 (0537) 15 (0002)] TJ") +
                       sign_by_sign(30, 320, n(3)) + at(30, 290, "(left column " + n(4) + ") Tj") +
                       at(230, 290, "(right column " + n(5) + ") Tj") + "q /X1 Do Q\n" + "1 1 1 rg\n" +
                       at(30, 230, "(" + n(7) + ") Tj") + "0 g\n" + at(30, 200, "3 Tr (" + n(8) + ") Tj 0 Tr") +
                       "/Span <</ActualText (" + n(9) + ")>> BDC\n" + at(30, 170, "(eleven signs) Tj") + "EMC\n" +
                       at(30, 60, "(What stays is read) Tj");
    return pdf_of({
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R 10 0 R]/NeedAppearances true/DA(/Helv 12 Tf 0 g)>>/Outlines 13 0 R"
        "/Names<</EmbeddedFiles<</Names[(a)15 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/Resources<</Font<</F1 6 0 R>>/XObject<</X1 8 0 R>>>>>>",
        page(7, "9 0 R 11 0 R"),
        page(17, "10 0 R 12 0 R"),
        page(18, ""),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(first),
        stream(at(30, 260, "(form " + n(6) + ") Tj"),
               "/Type/XObject/Subtype/Form/BBox[0 0 420 420]/Resources<</Font<</F1 6 0 R>>>>"),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(seen)/V(" + n(10) + ")/Rect[30 120 200 140]/DA(/Helv 12 Tf 0 g)/F 4/P 3 0 R>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(unseen)/V(" + n(11) + ")/Rect[30 120 200 140]/DA(/Helv 12 Tf 0 g)/F 2/P 4 0 R>>",
        "<</Type/Annot/Subtype/Text/Contents(ask " + n(12) + ")/Rect[300 10 320 30]/P 3 0 R>>",
        "<</Type/Annot/Subtype/Link/Rect[30 30 90 50]/A<</S/URI/URI(tel:" + n(13) + ")>>/P 4 0 R>>",
        "<</Type/Outlines/First 14 0 R/Last 14 0 R/Count 1>>",
        "<</Title(Call " + n(1) + ")/Parent 13 0 R/Dest[3 0 R/Fit]>>",
        "<</Type/Filespec/F(a.txt)/EF<</F 16 0 R>>>>",
        stream("phone " + n(14), "/Type/EmbeddedFile"),
        stream(at(30, 300, "(The second page has no phone) Tj")),
        stream(at(30, 300, "(The third page stays as it is) Tj")),
    });
}

std::string as_utf16(const std::string& ascii) {
    std::string out;
    for (const char c : ascii)
        out += std::string{'\0', c};
    return out;
}

class MaskPrinted : public ::testing::TestWithParam<int> {};

TEST_P(MaskPrinted, leaves_no_number_in_any_odd_place_of_a_page_that_lies_as_it_may) {
    const auto bytes = odd_pdf(GetParam());
    const auto before = check_file(bytes, "a.pdf", checking());
    ASSERT_TRUE(before) << before.error().id;
    std::set<std::string> found;
    for (const auto& finding : maskable(*before))
        found.insert(replace_all(finding.text, " ", ""));
    for (int place = 1; place <= odd_places; ++place)
        EXPECT_TRUE(found.contains(number(place))) << "not even found: " << place;
    const auto masked = mask_file(bytes, "a.pdf", checking());
    ASSERT_TRUE(masked) << masked.error().id << ' ' << masked.error().detail;
    EXPECT_EQ(masked->told, std::vector<std::string>{"checks.told.redrawn"});
    const auto after = check_file(masked->bytes, "a.pdf", checking());
    ASSERT_TRUE(after) << after.error().id;
    EXPECT_TRUE(maskable(*after).empty()) << shown(*after);
    for (int place = 1; place <= odd_places; ++place) {
        EXPECT_EQ(masked->bytes.find(number(place)), std::string::npos) << place;
        EXPECT_EQ(masked->bytes.find(as_utf16(number(place))), std::string::npos) << place;
    }
    const auto places = redact::places_in(masked->bytes, "a.pdf");
    ASSERT_TRUE(places);
    ASSERT_EQ(places->pages.size(), 3u);
    std::string text;
    for (const auto& page : places->pages)
        for (const auto& word : page.words)
            text += word.text + ' ';
    for (const auto* stays : {"What ", "stays ", "read ", "138****0001 ", "138****0003 ", "The second page has no phone ",
                              "The third page stays as it is "})
        EXPECT_NE(text.find(stays), std::string::npos) << stays << "is not in: " << text;
    EXPECT_EQ(text.find("0007"), std::string::npos) << "what was white is not said by the new page";
}

INSTANTIATE_TEST_SUITE_P(Turns, MaskPrinted, ::testing::Values(0, 270));

TEST(MaskedPdf, shows_the_ends_of_a_number_and_hides_its_middle) {
    const auto bytes =
        pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                stream("BT /F1 20 Tf 30 50 Td (Mobile 13812345678) Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"});
    const auto places = redact::places_in(bytes, "a.pdf");
    ASSERT_TRUE(places);
    redact::Masking masking;
    masking.pages.push_back({1, 300, 100, {}, {}});
    for (const auto& word : places->pages.at(0).words)
        masking.pages[0].words.push_back({word, {}});
    auto& number = masking.pages[0].words.at(1);
    ASSERT_EQ(number.word.text, "13812345678");
    for (const char digit : std::string("138****5678"))
        number.instead.emplace_back(1, digit);
    const auto made = redact::redact(bytes, "a.pdf", masking);
    ASSERT_TRUE(made) << made.error().id << made.error().detail;
    const auto seen = redact::places_in(made->seen, "a.pdf");
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->is_recognised);
    std::string text;
    for (const auto& word : seen->pages.at(0).words)
        text += word.text;
    EXPECT_EQ(text.find("1234"), std::string::npos) << text;
    EXPECT_NE(text.find("138"), std::string::npos) << text;
    EXPECT_NE(text.find("5678"), std::string::npos) << text;
}

// The data of a PNG of colours without interlace, as a picture of a PDF.
std::string picture_of(const std::string& png) {
    const auto number = [&](std::size_t at) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8 | static_cast<unsigned char>(png[at + i]);
        return value;
    };
    std::string data;
    for (std::size_t at = 8; at + 12 <= png.size(); at += 12 + number(at))
        if (png.compare(at + 4, 4, "IDAT") == 0)
            data += png.substr(at + 8, number(at));
    const auto width = std::to_string(number(16)), height = std::to_string(number(20));
    return stream(data, "/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceRGB/Width " + width + "/Height " +
                            height + "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns " + width + ">>");
}

TEST(MaskedPdf, has_nothing_left_in_a_picture_on_a_page_of_text_and_its_tags_read_on) {
    const auto tagged = [](int page, const std::string& kind, int mark) {
        return "<</Type/StructElem/S/" + kind + "/P 12 0 R/Pg " + std::to_string(page) + " 0 R/K " + std::to_string(mark) + ">>";
    };
    const auto bytes = pdf_of({
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 11 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources<</Font<</F1 5 0 R>>/XObject<</Card 6 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 420]/Contents 7 0 R/StructParents 0>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 420]/Contents 8 0 R/StructParents 1>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        picture_of(*read_file(GONGKAI_SOURCE_DIR "/tests/samples/checks/card.png")),
        stream("/H1 <</MCID 0>> BDC BT /F1 30 Tf 30 370 Td (A notice of the card) Tj ET EMC\n"
               "/P <</MCID 1>> BDC BT /F1 14 Tf 30 320 Td (What stands beside it stays as it is and can be read) Tj ET EMC\n"
               "/P <</MCID 2>> BDC BT /F1 14 Tf 30 300 Td (by everybody.) Tj ET EMC\n"
               "q 456 0 0 192 22 60 cm /Card Do Q"),
        stream("/P <</MCID 0>> BDC " + at(30, 300, "(The second page stays as it is) Tj") + "EMC"),
        tagged(3, "H1", 0),
        tagged(3, "P", 1),
        "<</Type/StructTreeRoot/K[12 0 R]/ParentTree<</Nums[0[9 0 R 10 0 R 14 0 R]1[13 0 R]]>>/ParentTreeNextKey 2>>",
        "<</Type/StructElem/S/Document/P 11 0 R/K[9 0 R 10 0 R 14 0 R 13 0 R]>>",
        tagged(4, "P", 0),
        tagged(3, "P", 2),
    });
    const auto before = check_file(bytes, "a.pdf", checking());
    ASSERT_TRUE(before) << before.error().id;
    const auto found = maskable(*before);
    std::set<std::string> kinds;
    for (const auto& finding : found) {
        EXPECT_EQ(finding.place, "第1页的图片");
        kinds.insert(finding.kind);
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"id_number", "mobile"})) << shown(found);
    const auto masked = mask_file(bytes, "a.pdf", checking());
    ASSERT_TRUE(masked) << masked.error().id << ' ' << masked.error().detail;
    EXPECT_EQ(masked->told, std::vector<std::string>{"checks.told.redrawn"});
    const auto places = redact::places_in(masked->bytes, "a.pdf");
    ASSERT_TRUE(places);
    std::string text;
    for (const auto& word : places->pages.at(0).words)
        text += word.text + ' ';
    EXPECT_EQ(text, "A notice of the card What stands beside it stays as it is and can be read by everybody. ");
    const auto count = [&](const std::string& what) {
        std::size_t times = 0;
        for (auto at = masked->bytes.find(what); at != std::string::npos; at = masked->bytes.find(what, at + 1))
            ++times;
        return times;
    };
    EXPECT_EQ(count("/S /H1"), 1u);
    EXPECT_EQ(count("/S /P "), 2u) << "one paragraph of two lines, and that of the other page";
    EXPECT_EQ(count("/S /Sect"), 1u);
    EXPECT_EQ(count("/Lang (en)"), 1u);
    const auto title = "/Title <feff" + hex(as_utf16("A notice of the card")) + ">";
    EXPECT_EQ(count(title), 1u);
    const auto stripped = strip::strip_metadata(masked->bytes, "a.pdf");
    ASSERT_TRUE(stripped);
    EXPECT_NE(stripped->find(title), std::string::npos) << "its readers are shown it";
}

TEST(MaskedPicture, in_a_letter_is_masked_where_it_stands_and_keeps_its_kind_and_size) {
    const auto card = *read_file(GONGKAI_SOURCE_DIR "/tests/samples/checks/card.png");
    const auto letter = strip::write_archive(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml",
          "<w:document><w:body><w:p><w:r><w:t>通知</w:t></w:r><w:r><w:drawing><a:blip "
          "r:embed=\"1\"/></w:drawing></w:r></w:p></w:body></w:document>"},
         {"word/_rels/document.xml.rels", "<R><Relationship Id=\"1\" Type=\"x/image\" Target=\"media/card.png\"/></R>"},
         {"word/media/card.png", card}});
    const auto before = check_file(letter, "a.docx", checking());
    ASSERT_TRUE(before);
    ASSERT_FALSE(maskable(*before).empty()) << "nothing is seen in the picture";
    const auto masked = mask_file(letter, "a.docx", checking());
    ASSERT_TRUE(masked) << masked.error().id << ' ' << masked.error().detail;
    const auto after = check_file(masked->bytes, "a.docx", checking());
    ASSERT_TRUE(after);
    EXPECT_TRUE(maskable(*after).empty()) << shown(*after);
    for (const auto& part : strip::read_archive(masked->bytes))
        if (part.path == "word/media/card.png") {
            EXPECT_NE(part.bytes, card);
            EXPECT_EQ(part.bytes.substr(0, 24), card.substr(0, 24)) << "a PNG as wide and as high";
        }
}

}  // namespace
}  // namespace gongkai::intake
