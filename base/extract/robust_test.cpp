// Strangers' files that are broken, by chance and on purpose: whatever they hold, there is an answer within bounded time and
// memory. A few hundred rounds a format by default, a hundred times as many with GONGKAI_LONG=1.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <stdexcept>

#include "base/extract/pdf/poppler.h"
#include "base/extract/readers.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

int rounds(int by_default) {
    const char* is_long = std::getenv("GONGKAI_LONG");
    return is_long && *is_long != '0' ? by_default * 100 : by_default;
}

// Cut, flipped bits, doubled and lost pieces, noise.
std::string damaged_copy(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    switch (below(5)) {
        case 0:
            bytes.resize(below(bytes.size()));
            break;
        case 1:
            for (auto i = below(30) + 1; i > 0 && !bytes.empty(); --i)
                bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8));
            break;
        case 2:
            bytes.insert(below(bytes.size()), bytes.substr(below(bytes.size()), below(2000)));
            break;
        case 3:
            bytes.erase(below(bytes.size()), below(200));
            break;
        default:
            for (auto i = below(20) + 1; i > 0 && !bytes.empty(); --i)
                bytes[below(bytes.size())] = static_cast<char>(random());
    }
    return bytes;
}

std::string document_xml() {
    std::string body;
    for (int i = 0; i < 20; ++i)
        body +=
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>推进公开</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/><w:gridSpan "
            "w:val='2'/></w:tcPr><w:p><w:r><w:t>任务</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
    return "<w:document><w:body>" + body + "</w:body></w:document>";
}

std::map<std::string, std::string> docx_parts() {
    return {{"word/document.xml", document_xml()},
            {"word/_rels/document.xml.rels", "<R><Relationship Id='1' Type='x/numbering' Target='numbering.xml'/></R>"},
            {"word/numbering.xml",
             "<n><abstractNum abstractNumId='0'><lvl ilvl='0'><start val='1'/><numFmt val='chineseCounting'/><lvlText "
             "val='%1、'/></lvl>"
             "</abstractNum><num numId='1'><abstractNumId val='0'/></num></n>"}};
}

std::map<std::string, std::string> xlsx_parts() {
    std::string rows;
    for (int i = 1; i < 30; ++i)
        rows += "<row r='" + std::to_string(i) + "'><c r='A" + std::to_string(i) + "' t='s'><v>0</v></c><c r='C" +
                std::to_string(i) + "' s='1'><v>43641</v></c></row>";
    return {
        {"xl/workbook.xml", "<workbook><sheets><sheet id='a'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<R><Relationship Id='a' Type='x/worksheet' Target='s.xml'/><Relationship Id='b' Type='x/sharedStrings' Target='t.xml'/>"
         "<Relationship Id='c' Type='x/styles' Target='y.xml'/></R>"},
        {"xl/s.xml", "<w><sheetData>" + rows + "</sheetData><mergeCells><mergeCell ref='A1:B3'/></mergeCells></w>"},
        {"xl/t.xml", "<sst><si><t>任务</t></si></sst>"},
        {"xl/y.xml",
         "<s><numFmts><numFmt numFmtId='170' formatCode='[DBNum1]yyyy\"年\"m\"月\"'/></numFmts><cellXfs><xf/><xf "
         "numFmtId='170'/></cellXfs></s>"}};
}

std::string html_text() {
    std::string rows;
    for (int i = 0; i < 20; ++i)
        rows += "<tr><td rowspan=2>任务<td colspan='2'>要求<p>二<tr><td><table><tr><td>甲<td>乙</table><td>市<b>局</b>";
    return "<!DOCTYPE html><meta charset=utf-8><div><ol><li>一<li>二</ol><table>" + rows + "</table></div>";
}

using Read = std::function<Result<Document>(std::string_view)>;

// An exception is what the child turns into a refusal; everything else must be sound.
void expect_answer(const Read& read, std::string_view bytes) {
    try {
        if (const auto document = read(bytes))
            expect_sound(*document);
    } catch (const std::exception&) {
        SUCCEED();
    }
}

std::map<std::string, std::string> with_damaged_part(std::map<std::string, std::string> parts, std::mt19937& random) {
    auto part = parts.begin();
    std::advance(part, static_cast<std::ptrdiff_t>(random() % parts.size()));
    part->second = damaged_copy(part->second, random);
    return parts;
}

TEST(Robust, readers_answer_to_broken_bytes) {
    std::mt19937 random(2026);
    const struct {
        const char* name;
        Read read;
        std::string bytes;
    } formats[] = {{"txt", read_txt, "公开要点\r\n一、推进\xB9\xAB\xBF\xAA"},
                   {"html", read_html, html_text()},
                   {"docx", read_docx, make_zip(docx_parts())},
                   {"xlsx", read_xlsx, make_zip(xlsx_parts())}};
    for (const auto& format : formats)
        for (int i = 0; i < rounds(300); ++i) {
            SCOPED_TRACE(std::string(format.name) + " " + std::to_string(i));
            const auto bytes = damaged_copy(format.bytes, random);
            (void)tell_format(bytes);
            expect_answer(format.read, bytes);
        }
}

TEST(Robust, readers_of_office_files_answer_to_broken_parts) {
    std::mt19937 random(7);
    for (int i = 0; i < rounds(300); ++i) {
        SCOPED_TRACE(i);
        expect_answer(read_docx, make_zip(with_damaged_part(docx_parts(), random)));
        expect_answer(read_xlsx, make_zip(with_damaged_part(xlsx_parts(), random)));
    }
}

TEST(Robust, the_reader_of_pdf_answers_to_whatever_poppler_says) {
    std::mt19937 random(33);
    const auto bytes = read_file(sample("open.pdf"));
    auto good = run_poppler(*bytes);
    ASSERT_TRUE(good);
    // Glyphs are most of the drawing and never looked at.
    auto& svg = good->drawings.at(0).svg;
    svg = "<svg>" + svg.substr(svg.find("</defs>") + 7);
    for (int i = 0; i < rounds(200); ++i) {
        SCOPED_TRACE(i);
        auto output = *good;
        auto& part = i % 2 ? output.words : output.drawings[0].svg;
        part = damaged_copy(part, random);
        expect_answer([&](std::string_view) { return read_pdf(output); }, {});
    }
}

TEST(Robust, the_child_answers_to_broken_files) {
    std::mt19937 random(5);
    std::vector<std::string> files{"公开要点", html_text(), make_zip(docx_parts()), make_zip(xlsx_parts())};
    for (const auto* name : {"open.pdf", "ruled.pdf", "encrypted.pdf"})
        files.push_back(*read_file(sample(name)));
    const TemporaryFolder folder;
    const auto path = folder.path() / "broken";
    for (const auto& file : files)
        for (int i = 0; i < rounds(6); ++i) {
            std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged_copy(file, random);
            const auto document = extract(path);
            if (document)
                expect_sound(*document);
            else
                EXPECT_TRUE(document.error().id.starts_with("extract.refuse.")) << document.error().id;
        }
}

std::string repeated(std::string_view text, int count) {
    std::string out;
    out.reserve(text.size() * static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        out += text;
    return out;
}

std::string pdf_of_pages(int count) {
    std::string pages, kids;
    for (int i = 3; i < count + 3; ++i) {
        pages += std::to_string(i) + " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n";
        kids += std::to_string(i) + " 0 R ";
    }
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count " + std::to_string(count) +
           "/Kids[" + kids + "]>>endobj\n" + pages + "trailer<</Root 1 0 R>>\n";
}

TEST(Robust, bombs_end_nothing_but_their_child) {
    const auto docx_of = [](const std::string& body) {
        return make_zip({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}});
    };
    std::map<std::string, std::string> crowd{{"word/document.xml", document_xml()}};
    for (int i = 0; i < 10'001; ++i)
        crowd["a" + std::to_string(i)] = "";
    const auto cell = [](const std::string& place) { return "<row><c r='" + place + "'><v>1</v></c></row>"; };
    auto corners = xlsx_parts();
    corners["xl/s.xml"] = "<w><sheetData>" + cell("A1") + cell("XFD1048576") + cell("XFE9") + cell("A99999999999") +
                          "</sheetData><mergeCells>" + repeated("<mergeCell ref='A1:XFD1048576'/>", 50'000) + "</mergeCells></w>";
    auto laughs = docx_parts();
    laughs["word/document.xml"] = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + document_xml();

    struct Case {
        const char* story;
        std::string bytes;
        std::vector<std::string> allowed;  // endings; "" is a document
    };
    const std::vector<Case> cases{
        {"an office file of 150 MB of blanks", docx_of(std::string(std::size_t{150} << 20, ' ')), {"too_large"}},
        {"an office file of 200 KB that swells to 60 MB of paragraphs",
         docx_of(repeated("<w:p><w:r><w:t>公</w:t></w:r></w:p>", 1'600'000)),
         {"too_large"}},
        {"an archive of ten thousand files", make_zip(crowd), {"too_large"}},
        {"a text of 40 MB", std::string(std::size_t{40} << 20, 'x'), {"too_large"}},
        {"HTML 100,000 levels deep in the long run", "<html>" + repeated("<div>", rounds(1'000)) + "公开", {"", "too_slow"}},
        {"tables 5,000 levels deep", "<html>" + repeated("<table><tr><td>", 5'000) + "公开", {""}},
        {"inline elements 20,000 levels deep", "<html>" + repeated("<b><i>", 10'000) + "公开", {"", "too_slow", "damaged"}},
        {"paragraphs 100,000 levels deep", docx_of(repeated("<w:sdt>", 100'000) + repeated("</w:sdt>", 100'000)), {"too_large"}},
        {"text boxes 100,000 levels deep",
         docx_of("<w:p><w:r><w:pict>" + repeated("<x>", 100'000) + repeated("</x>", 100'000) + "</w:pict></w:r></w:p>"),
         {"too_large"}},
        {"spans without end",
         "<html><table><tr><td rowspan=99999999 colspan=99999999>甲<td>乙<tr><td rowspan=-5 colspan=0>丙</table>",
         {"", "too_large"}},
        {"a million empty cells in the long run",
         "<html><table>" + repeated("<tr><td>" + repeated("<td>", 999), rounds(12)),
         {"too_large", "empty"}},
        {"cells over cells",
         "<html><table>" + repeated("<tr><td rowspan=60000 colspan=7>甲<td>乙</td></tr>", 3'000) + "</table>",
         {"", "too_large"}},
        {"a sheet with cells in its last corner", make_zip(corners), {""}},
        {"entities that multiply", make_zip(laughs), {""}},
        {"a PDF of 5,000 pages", pdf_of_pages(5'000), {"too_large"}},
        {"a PDF of empty pages", pdf_of_pages(40), {"no_text"}},
        {"a PDF whose pages go in a circle",
         "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 "
         "R]>>endobj\ntrailer<</Root 1 0 R>>\n",
         {"damaged", "no_text"}},
    };
    for (const auto& [story, bytes, allowed] : cases) {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "bomb", std::ios::binary) << bytes;
        const auto begin = std::chrono::steady_clock::now();
        const auto document = extract(folder.path() / "bomb");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        if (document)
            expect_sound(*document);
        const auto ending = document ? std::string() : document.error().id.substr(std::string_view("extract.refuse.").size());
        EXPECT_NE(std::ranges::find(allowed, ending), allowed.end())
            << story << ": " << ending << " " << (document ? "" : document.error().detail);
        EXPECT_LT(took.count(), 31) << story;
        if (rounds(1) > 1)
            std::printf("%6.2f s  %s: %s\n", took.count(), story, ending.c_str());
    }
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_LT(used.ru_maxrss, 1'100'000) << "kilobytes";
}

TEST(Robust, a_file_of_200_megabytes_is_refused_at_once) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "large.txt";
    std::ofstream(path) << "公开";
    std::filesystem::resize_file(path, std::uintmax_t{200} << 20);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(extract(path).error().id, "extract.refuse.too_large");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace gongkai::extract::testing
