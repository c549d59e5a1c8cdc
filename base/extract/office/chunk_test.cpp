#include "base/extract/office/chunk.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/words.h"
#include "base/extract/testing.h"

namespace gongkai::extract {
namespace {

using testing::make_zip;

std::string line(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

std::string file_with(const std::string& name, const std::string& part, const std::string& body = "<w:altChunk r:id='c'/>") {
    return make_zip({{"word/document.xml", "<w:document><w:body>" + line("前") + body + line("后") + "</w:body></w:document>"},
                     {"word/_rels/document.xml.rels", "<R><Relationship Id='c' Type='x/aFChunk' Target='" + name + "'/></R>"},
                     {"word/" + name, part}});
}

Rich read(const std::string& bytes) {
    auto rich = read_rich(bytes, "a.docx");
    EXPECT_TRUE(rich) << rich.error().detail;
    return rich ? *std::move(rich) : Rich();
}

std::string told(const Rich& rich) {
    std::string all;
    for (const auto& hidden : rich.hidden)
        all += std::string(word_of(hidden.kind)) + " | " + words(Language::zh, hidden.spot.id, hidden.spot.arguments) + " | " +
               replace_all(hidden.text, "\n", "/") + '\n';
    return all;
}

TEST(Chunk, of_html_stands_where_word_shows_it) {
    const auto rich = read(file_with("a.html",
                                     "<html><body>身份证号37088319850312123X<p>手机13863712345</p>"
                                     "<p hidden>看不见的字</p><!-- 批注里的字 --></body></html>"));
    EXPECT_EQ(plain_text(rich), "前\n身份证号37088319850312123X\n手机13863712345\n看不见的字\n后\n");
    ASSERT_EQ(rich.blocks.size(), 5U);
    EXPECT_EQ(words(Language::zh, rich.blocks[1].spot.id, rich.blocks[1].spot.arguments), "嵌入的文件 word/a.html");
    EXPECT_EQ(told(rich), "hidden_text | 嵌入的文件 word/a.html | 看不见的字\ncomment | 嵌入的文件 word/a.html | 批注里的字\n");
}

TEST(Chunk, of_a_web_archive_and_of_a_word_file_is_read_too) {
    const auto page = read(file_with("afchunk.mht",
                                     "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n    type=\"text/html\";\r\n    "
                                     "boundary=\"----=mhtDocumentPart\"\r\n\r\n\r\n------=mhtDocumentPart\r\nContent-Type: "
                                     "text/html;\r\n    charset=\"utf-8\"\r\nContent-Transfer-Encoding: "
                                     "quoted-printable\r\n\r\n<html><body><p class=3D\"a\">手机=\r\n13863712345</p></body></html>"
                                     "\r\n------=mhtDocumentPart--\r\n"));
    EXPECT_EQ(plain_text(page), "前\n手机13863712345\n后\n");
    const auto inner = make_zip({{"word/document.xml", "<w:document><w:body>" + line("里面的文件") + "</w:body></w:document>"}});
    EXPECT_EQ(plain_text(read(file_with("b.docx", inner))), "前\n里面的文件\n后\n");
    EXPECT_EQ(told(read(file_with("b.docx", inner))), "") << "what is shown is not hidden";
}

TEST(Chunk, that_is_not_read_is_told_and_searched) {
    const auto rich = read(file_with("a.rtf", "{\\rtf1\\ansi 13863712345 37088319850312123X}"));
    EXPECT_EQ(plain_text(rich), "前\n后\n");
    EXPECT_NE(std::ranges::find(rich.warnings, "extract.warn.chunk_left_out"), rich.warnings.end());
    EXPECT_NE(told(rich).find("{\\rtf1\\ansi 13863712345 37088319850312123X}"), std::string::npos) << told(rich);
}

TEST(Chunk, that_nothing_shows_is_hidden_text) {
    const auto rich = read(file_with("a.html", "<html><body>13863712345</body></html>", ""));
    EXPECT_EQ(plain_text(rich), "前\n后\n");
    EXPECT_EQ(told(rich), "hidden_text | 嵌入的文件 word/a.html | 13863712345\n");
}

}  // namespace
}  // namespace gongkai::extract
