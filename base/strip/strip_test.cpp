#include "base/strip/strip.h"
#include "base/strip/formats.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>

#include "base/core/file.h"
#include "base/extract/testing.h"
#include "base/strip/formats.h"

int main(int argc, char** argv) {
    gongkai::strip::run_if_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace gongkai::strip {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

using extract::testing::make_zip;

std::map<std::string, std::string> read_zip(std::string_view bytes) {
    auto* archive = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), ZIP_RDONLY, nullptr);
    std::map<std::string, std::string> files;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0)); ++i) {
        zip_stat_t status;
        zip_stat_index(archive, i, 0, &status);
        std::string content(status.size, '\0');
        auto* file = zip_fopen_index(archive, i, 0);
        zip_fread(file, content.data(), content.size());
        zip_fclose(file);
        files[status.name] = content;
    }
    zip_discard(archive);
    return files;
}

std::string segment(char marker, std::string_view content) {
    const auto size = content.size() + 2;
    return "\xFF"s + marker + static_cast<char>(size >> 8) + static_cast<char>(size & 0xFF) + std::string(content);
}

std::string photograph(std::string_view beside) {
    return "\xFF\xD8"s + segment('\xE0', "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"sv) + std::string(beside) +
           segment('\xDB', std::string(65, '\x01')) +
           "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"
           "picture\xFF\xD9"s;
}

const std::string place_and_turn =
    segment('\xE1',
            "Exif\0\0II\x2A\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x0F\x01\x02\0\x08\0\0\0"
            "\x26\0\0\0\0\0\0\0Camera of Li Si"sv);

TEST(Jpeg, keeps_the_picture_and_its_turn_and_nothing_of_the_camera) {
    const auto out =
        strip_metadata(
            photograph(place_and_turn + segment('\xFE', "by Li Si") + segment('\xED', "Photoshop Li Si")) + "film of Li Si",
            "a.jpg")
            .value();
    EXPECT_EQ(out.find("Li Si"), std::string::npos);
    EXPECT_NE(out.find("Exif\0\0MM"sv), std::string::npos);
    EXPECT_NE(out.find("\x01\x12\0\x03\0\0\0\x01\0\x06"sv), std::string::npos) << "turned by 90 degrees";
    EXPECT_TRUE(out.ends_with("picture\xFF\xD9"));
    EXPECT_EQ(strip_metadata(out, "a.jpg").value(), out);
}

TEST(Jpeg, without_anything_beside_it_stays_as_it_is) {
    EXPECT_EQ(strip_metadata(photograph(""), "a.jpg").value(), photograph(""));
    const auto profile = segment('\xE2', "ICC_PROFILE\0\x01\x01"sv);
    EXPECT_EQ(strip_metadata(photograph(profile), "a.jpg").value(), photograph(profile));
}

TEST(Jpeg, that_is_cut_anywhere_is_refused_or_read) {
    const auto whole = photograph(place_and_turn);
    for (std::size_t size = 3; size < whole.size(); size += 9) {
        const auto out = strip_metadata(whole.substr(0, size), "a.jpg");
        EXPECT_TRUE(out || out.error().id == "strip.refuse.damaged") << size;
    }
    EXPECT_EQ(strip_metadata(whole.substr(0, 30), "a.jpg").error().arguments[0], "a.jpg");
}

std::string chunk(std::string_view kind, std::string_view content) {
    std::string size(4, '\0');
    size[3] = static_cast<char>(content.size());
    return size + std::string(kind) + std::string(content) + "CRC.";
}

TEST(Png, loses_its_texts_and_times) {
    const auto start = "\x89PNG\r\n\x1A\n"s + chunk("IHDR", std::string(13, '\x01'));
    const auto end = chunk("IDAT", "picture") + chunk("IEND", "");
    EXPECT_EQ(
        strip_metadata(start + chunk("tEXt", "Author\0Li Si"sv) + chunk("eXIf", "MM") + chunk("tIME", "1234567") + end + "tail",
                       "a.png"),
        start + end);
    EXPECT_EQ(strip_metadata(start, "a.png").error().id, "strip.refuse.damaged");
}

TEST(Gif, loses_its_comments_and_keeps_its_frames) {
    const auto start = "GIF89a\x01\x00\x01\x00\x80\x00\x00"s + "\0\0\0\xFF\xFF\xFF"s;
    const auto loop = "\x21\xFF\x0BNETSCAPE2.0\x03\x01\x00\x00\x00"s;
    const auto frame = "\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"s;
    EXPECT_EQ(strip_metadata(start + loop + "\x21\xFE\x05Li Si\0"s + "\x21\xFF\x0BXMP DataXMP\x02<>\0"s + frame + ";", "a.gif"),
              start + loop + frame + ";");
}

TEST(Webp, loses_its_exif_and_says_so_in_its_head) {
    const auto webp = [](std::string_view chunks) {
        std::string size(4, '\0');
        size[0] = static_cast<char>(chunks.size() + 4);
        return "RIFF"s + size + "WEBP"s + std::string(chunks);
    };
    const auto picture = "VP8 \x06\0\0\0abcdef"s;
    EXPECT_EQ(strip_metadata(webp("VP8X\x0A\0\0\0\x0C\0\0\0\0\0\0\0\0\0"s + picture + "EXIF\x05\0\0\0Li Si\0XMP \x02\0\0\0<>"s),
                             "a.webp"),
              webp("VP8X\x0A\0\0\0\x00\0\0\0\0\0\0\0\0\0"s + picture));
}

TEST(Jpeg, that_was_drawn_anew_lies_as_the_old_one_did) {
    const auto plain = photograph("");
    EXPECT_EQ(turned_as(plain, plain), plain);
    const auto turned = turned_as(plain, photograph(place_and_turn));
    EXPECT_TRUE(turned.starts_with("\xFF\xD8\xFF\xE0"s));
    EXPECT_NE(turned.find("\x01\x12\0\x03\0\0\0\x01\0\x06"sv), std::string::npos) << "turned by 90 degrees";
    EXPECT_EQ(turned_as(turned, plain), turned);
}

TEST(Docx, loses_its_people_comments_and_trail_and_reads_as_it_was_printed) {
    const auto bytes = make_zip({
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         "<Relationships><Relationship Id=\"1\" Type=\"http://x/metadata/thumbnail\" Target=\"docProps/thumbnail.jpeg\"/>"
         "<Relationship Id=\"2\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
        {"docProps/core.xml",
         "<cp:coreProperties><dc:title>通知</dc:title><dc:creator>李四</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy>"
         "<dcterms:created>2026</dcterms:created></cp:coreProperties>"},
        {"docProps/app.xml", "<Properties><Company>某某局李四</Company><Pages>1</Pages></Properties>"},
        {"docProps/custom.xml", "<Properties><property name=\"李四\"/></Properties>"},
        {"docProps/thumbnail.jpeg", "李四"},
        {"word/comments.xml", "<w:comments><w:comment w:author=\"李四\"><w:p>再改</w:p></w:comment></w:comments>"},
        {"word/people.xml", "<w15:people><w15:person w15:author=\"李四\"/></w15:people>"},
        {"word/settings.xml", "<w:settings><w:rsids><w:rsid w:val=\"00AB\"/></w:rsids><w:trackRevisions/><w:zoom/></w:settings>"},
        {"word/media/image1.jpeg", photograph(place_and_turn)},
        {"word/document.xml",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document><w:body><w:p w:rsidR=\"00AB\" "
         "w14:paraId=\"1\"><w:commentRangeStart/>"
         "<w:r><w:t xml:space=\"preserve\">补助 </w:t></w:r><w:del "
         "w:author=\"李四\"><w:r><w:delText>三百元</w:delText></w:r></w:del>"
         "<w:ins w:author=\"李四\"><w:r><w:t>五百元</w:t></w:r></w:ins><w:commentRangeEnd/><w:r><w:commentReference/></w:r></w:p>"
         "<w:tbl><w:tr><w:trPr><w:del w:author=\"李四\"/></w:trPr><w:tc><w:p><w:r><w:t>旧行</w:t></w:r></w:p></w:tc></w:tr>"
         "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"},
    });
    const auto files = read_zip(strip_metadata(bytes, "a.docx").value());
    for (const auto& [path, content] : files) {
        EXPECT_EQ(content.find("李四"), std::string::npos) << path;
        EXPECT_EQ(content.find("Li Si"), std::string::npos) << path;
    }
    EXPECT_FALSE(files.contains("docProps/thumbnail.jpeg"));
    EXPECT_EQ(files.at("_rels/.rels").find("thumbnail"), std::string::npos);
    EXPECT_NE(files.at("docProps/core.xml").find("通知"), std::string::npos);
    EXPECT_EQ(files.at("word/settings.xml"), "<w:settings><w:zoom/></w:settings>");
    EXPECT_EQ(files.at("word/document.xml"),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document><w:body><w:p><w:r><w:t xml:space=\"preserve\">补助 "
              "</w:t></w:r><w:r>"
              "<w:t>五百元</w:t></w:r><w:r/></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>");
}

TEST(Xlsx, loses_its_people_and_notes_and_keeps_its_cells) {
    const std::string sheet =
        "<worksheet><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    const auto files = read_zip(
        strip_metadata(
            make_zip({{"[Content_Types].xml", "<Types/>"},
                      {"xl/workbook.xml",
                       "<workbook><fileSharing userName=\"李四\"/><x15ac:absPath url=\"C:\\李四\\\"/><sheets/></workbook>"},
                      {"xl/comments1.xml",
                       "<comments><authors><author>李四</author></authors><commentList><comment "
                       "ref=\"A1\"/></commentList></comments>"},
                      {"xl/persons/person.xml", "<personList><person displayName=\"李四\"/></personList>"},
                      {"xl/worksheets/sheet1.xml", sheet}}),
            "a.xlsx")
            .value());
    EXPECT_EQ(files.at("xl/workbook.xml"), "<workbook><sheets/></workbook>");
    EXPECT_EQ(files.at("xl/comments1.xml"), "<comments><authors/><commentList/></comments>");
    EXPECT_EQ(files.at("xl/persons/person.xml"), "<personList/>");
    EXPECT_EQ(files.at("xl/worksheets/sheet1.xml"), sheet);
}

std::string pdf_of(std::string_view annotations) {
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> places;
    const auto object = [&](std::string_view content) {
        places.push_back(pdf.size());
        pdf += std::to_string(places.size()) + " 0 obj\n" + std::string(content) + "\nendobj\n";
    };
    object("<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>");
    object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[" + std::string(annotations) + "]>>");
    object("<</Author(Li Si)/Producer(Office of Li Si)>>");
    object("<</Type/Metadata/Subtype/XML/Length 12>>stream\nauthor Li Si\nendstream");
    const auto table = pdf.size();
    pdf += "xref\n0 6\n0000000000 65535 f \n";
    for (const auto place : places) {
        const auto number = std::to_string(place);
        pdf += std::string(10 - number.size(), '0') + number + " 00000 n \n";
    }
    return pdf + "trailer\n<</Size 6/Root 1 0 R/Info 4 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

TEST(Pdf, loses_its_people_and_remarks_for_good) {
    const auto out = strip_metadata(pdf_of("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Li Si)/Contents(Li Si says)>>"
                                           "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.gov.cn/)>>>>"),
                                    "a.pdf")
                         .value();
    EXPECT_TRUE(out.starts_with("%PDF-"));
    EXPECT_EQ(out.find("Li Si"), std::string::npos);
    for (const auto* key : {"/Metadata", "/Info", "/Author", "/Contents"})
        EXPECT_EQ(out.find(key), std::string::npos) << key;
    EXPECT_NE(out.find("https://example.gov.cn/"), std::string::npos) << "a link is no remark";
    EXPECT_EQ(strip_metadata(out, "a.pdf").value(), out);
}

TEST(Pdf, with_a_password_is_refused) {
    EXPECT_EQ(strip_metadata(read_file(GONGKAI_SOURCE_DIR "/tests/samples/extract/encrypted.pdf").value(), "a.pdf").error().id,
              "strip.refuse.encrypted");
}

TEST(File, of_plain_text_comes_back_and_an_unknown_one_is_refused) {
    EXPECT_EQ(strip_metadata("标题,单位\n", "a.csv").value(), "标题,单位\n");
    EXPECT_EQ(strip_metadata("\x7F"
                             "ELF\0\0"sv,
                             "a.bin")
                  .error()
                  .id,
              "strip.refuse.format");
    EXPECT_EQ(strip_metadata("{\\rtf1 李四}", "a.rtf").error().id, "strip.refuse.format");
    EXPECT_EQ(strip_metadata("PK\x03\x04 and no more", "a.docx").error().id, "strip.refuse.damaged");
    EXPECT_EQ(strip_metadata("%PDF-1.4 and no more", "a.pdf").error().id, "strip.refuse.damaged");
}

TEST(Docx, that_is_cut_or_ill_formed_is_refused) {
    const auto bytes = make_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document><w:p></w:document>"}});
    EXPECT_EQ(strip_metadata(bytes, "a.docx").error().id, "strip.refuse.damaged");
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<w:p>";
    for (int i = 0; i < 100'000; ++i)
        deep += "</w:p>";
    EXPECT_EQ(strip_metadata(make_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", deep}}), "a.docx").error().id,
              "strip.refuse.too_large");
    for (std::size_t size = 4; size < bytes.size(); size += 37)
        EXPECT_EQ(strip_metadata(bytes.substr(0, size), "a.docx").error().id, "strip.refuse.damaged") << size;
}

}  // namespace
}  // namespace gongkai::strip
