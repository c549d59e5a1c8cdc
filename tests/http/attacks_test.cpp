// The corpus of attacks on pages, by every way that a text or a file comes in, up to the page that everybody reads.
#include <algorithm>

#include "base/core/text.h"
#include "base/extract/testing.h"
#include "base/markup/testing.h"
#include "base/markup/xss_corpus.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

using extract::testing::make_zip;

// As one line of text, as XML may hold it.
std::string line_of(std::string_view attack) {
    std::string kept;
    for (const char c : replace_all(mend_utf8(attack), std::string_view("\0", 1), ""))
        if (static_cast<unsigned char>(c) >= 0x20)
            kept += c;
    return kept;
}

std::string in_xml(const std::string& line) {
    return replace_all(replace_all(replace_all(line, "&", "&amp;"), "<", "&lt;"), "'", "&apos;");
}

template <class Each>
std::string of_all(Each each) {
    std::string all;
    int number = 0;
    for (const auto attack : markup::testing::xss_corpus)
        all += each(line_of(attack), ++number);
    return all;
}

std::string word() {
    const auto paragraphs = of_all([](const std::string& line, int number) {
        return "<w:p><w:hyperlink r:id='l" + std::to_string(number) + "'><w:r><w:t>" + in_xml(line) +
               "</w:t></w:r></w:hyperlink><w:r><w:drawing><docPr descr='" + in_xml(line) +
               "'/><blip embed='i'/></w:drawing></w:r></w:p>";
    });
    const auto links = of_all([](const std::string& line, int number) {
        const auto target = line.find("javascript:") == std::string::npos ? in_xml(line) : std::string("javascript:alert(1)");
        return "<Relationship Id='l" + std::to_string(number) + "' Type='x/hyperlink' TargetMode='External' Target='" + target +
               "'/>";
    });
    return make_zip(
        {{"word/document.xml", "<w:document><w:body>" + paragraphs + "</w:body></w:document>"},
         {"word/media/a.png", "\x89PNG\r\n\x1A\n"},
         {"word/_rels/document.xml.rels", "<R><Relationship Id='i' Type='x/image' Target='media/a.png'/>" + links + "</R>"}});
}

std::string sheet() {
    const auto rows = of_all([](const std::string& line, int) {
        return "<row><c t='inlineStr'><is><t>" + in_xml(line) + "</t></is></c><c><v>1</v></c></row>";
    });
    return make_zip({{"xl/workbook.xml", "<w><sheets><sheet name='&lt;script>alert(1)&lt;/script>' id='a'/></sheets></w>"},
                     {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Type='x/worksheet' Target='s.xml'/></R>"},
                     {"xl/s.xml", "<w><sheetData>" + rows + "</sheetData></w>"}});
}

std::string fixed_layout() {
    const auto objects = of_all([](const std::string& line, int number) {
        return "<o:TextObject Boundary='10 " + std::to_string(number) + "0 500 5' Size='5'><o:TextCode X='0' Y='4'>" +
               in_xml(line) + "</o:TextCode></o:TextObject>";
    });
    return make_zip({{"OFD.xml",
                      "<o:OFD><o:DocBody><o:DocInfo><o:Title>&lt;script>alert(1)&lt;/script></o:Title></o:DocInfo>"
                      "<o:DocRoot>D.xml</o:DocRoot></o:DocBody></o:OFD>"},
                     {"D.xml", "<o:Document><o:Pages><o:Page BaseLoc='P.xml'/></o:Pages></o:Document>"},
                     {"P.xml", "<o:Page><o:Content><o:Layer>" + objects + "</o:Layer></o:Content></o:Page>"}});
}

// With a text and a title of its own that are attacks.
std::string portable() {
    const std::string stream = "BT /F1 12 Tf 20 700 Td (<script>alert\\(1\\)</script><img src=x onerror=alert\\(1\\)>) Tj ET";
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length " + std::to_string(stream.size()) + " >>\nstream\n" + stream + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (<script>alert\\(1\\)</script>) /Author (<img src=x onerror=alert\\(1\\)>) >>"};
    std::string bytes = "%PDF-1.4\n", places;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto at = std::to_string(bytes.size());
        places += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto begins = bytes.size();
    return bytes + "xref\n0 7\n0000000000 65535 f \n" + places + "trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n" +
           std::to_string(begins) + "\n%%EOF\n";
}

class Attacks : public Newsroom {
  protected:
    // What runs, or would be markup that clean HTML has not.
    static void expect_harmless(const Answer& answer, const std::string& what) {
        ASSERT_EQ(answer.status, 200) << what;
        EXPECT_EQ(read_page(answer.body).inline_styles_and_scripts, 0u) << what;
        const std::string mark = "<div class='text'>";
        const auto from = answer.body.find(mark);
        ASSERT_NE(from, std::string::npos) << what;
        // A page lets a keyboard come to its tables; that is not of the stranger.
        const auto text =
            replace_all(answer.body.substr(from + mark.size(), answer.body.find("</div>", from) - from - mark.size()),
                        "<table tabindex='0'", "<table");
        EXPECT_EQ(markup::testing::Judge::of(text), "") << what;
        for (const auto& link : read_page(answer.body).links)
            EXPECT_FALSE(lower_ascii(link.address).starts_with("javascript:")) << what << ": " << link.address;
    }
    void goes_all_the_way(const std::string& page, const std::string& what) {
        expect_harmless(writer().client.get(page), what + " before its officer");
        expect_harmless(reader_.get(force(page)), what + " before everybody");
        for (const std::string list : {"/documents", "/columns/news"})
            EXPECT_EQ(read_page(reader_.get(list).body).inline_styles_and_scripts, 0u) << what << " in " << list;
    }
};

TEST_F(Attacks, pass_by_no_file) {
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"附件.docx", word()},
             {"附件.xlsx", sheet()},
             {"附件.ofd", fixed_layout()},
             {"附件.pdf", portable()},
             {"附件.html", "<!DOCTYPE html><body><p>前文" + of_all([](const std::string& line, int) { return "<div>" + line; })},
             {"附件.txt", "公开\n" + of_all([](const std::string& line, int) { return line + '\n'; })}})
        goes_all_the_way(begin("news", {{"title", name}}, {"from_file", name, bytes}), name);
}

TEST_F(Attacks, pass_by_no_paste) {
    goes_all_the_way(
        begin("news", {{"title", "粘贴"}, {"body", of_all([](const std::string& line, int) { return "<p>" + line; })}}),
        "pasted");
}

TEST_F(Attacks, pass_by_no_title_no_field_and_no_name_of_a_file) {
    int number = 0;
    for (const auto attack : markup::testing::xss_corpus) {
        if (++number % 8 != 0)
            continue;
        const auto line = line_of(attack).substr(0, 60);
        const auto sound = mend_utf8(line);
        const auto page = begin("news",
                                {{"title", "甲" + sound},
                                 {"summary", "甲" + sound},
                                 {"source", "甲" + sound},
                                 {"keywords", "甲" + sound},
                                 {"body", "正文"}},
                                {"file", "<img src=x onerror=alert(" + std::to_string(number) + ")>'.pdf", "%PDF-1.4"});
        goes_all_the_way(page, sound);
    }
}

}  // namespace
}  // namespace gongkai::http
