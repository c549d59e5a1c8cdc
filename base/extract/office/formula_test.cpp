#include "base/extract/office/formula.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/extract/flow.h"
#include "base/extract/rich.h"
#include "base/extract/symbols.h"
#include "base/extract/testing.h"

namespace gongkai::extract {
namespace {

using testing::make_zip;

std::string r(const std::string& text) { return "<m:r><m:t>" + text + "</m:t></m:r>"; }
std::string f(const std::string& over, const std::string& under) {
    return "<m:f><m:num>" + over + "</m:num><m:den>" + under + "</m:den></m:f>";
}
std::string e(const std::string& inside) { return "<m:e>" + inside + "</m:e>"; }
std::string power(const std::string& of, const std::string& by) {
    return "<m:sSup>" + e(of) + "<m:sup>" + by + "</m:sup></m:sSup>";
}

std::string text(const std::string& math) {
    const auto xml = Xml::parse("<m:oMath>" + math + "</m:oMath>");
    return xml ? formula_as_text(xml->root()) : "no XML";
}

TEST(Formula, never_becomes_another_number) {
    EXPECT_EQ(text(f(r("1200"), r("12"))), "1200/12");
    EXPECT_EQ(text(f(r("1200"), r("12")) + power(r("m"), r("2"))), "(1200/12)m²") << "not 1200 over 12m²";
    EXPECT_EQ(text(r("y=") + f(r("a+b"), r("2c")) + r("+1")), "y=(a+b)/2c+1");
    EXPECT_EQ(text(r("5") + f(r("1"), r("2"))), "5(1/2)");
    EXPECT_EQ(text(f(f(r("1"), r("2")), r("3"))), "(1/2)/3");
    EXPECT_EQ(text(power(r("a+b"), r("2"))), "(a+b)²");
    EXPECT_EQ(text(power(r("10"), r("-3"))), "10⁻³");
    EXPECT_EQ(text(power(r("x"), f(r("1"), r("2")))), "x^(1/2)");
    EXPECT_EQ(text("<m:sSub>" + e(r("a")) + "<m:sub>" + r("n+1") + "</m:sub></m:sSub>"), "a_(n+1)");
    EXPECT_EQ(text("<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>" + e(r("x+1")) + "</m:rad>"), "√(x+1)");
    EXPECT_EQ(text("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>" + r("1") + "</m:sub><m:sup>" + r("9") + "</m:sup>" +
                   e(r("x")) + "</m:nary>"),
              "∑₁⁹x");
    EXPECT_EQ(text("<m:d><m:dPr><m:begChr m:val='{'/><m:endChr m:val=''/></m:dPr><m:e><m:eqArr>" + e(r("x=1")) + e(r("y=2")) +
                   "</m:eqArr></m:e></m:d>"),
              "{x=1；y=2");
    EXPECT_EQ(text("<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>" + r("n") + "</m:num><m:den>" + r("k") + "</m:den></m:f>"),
              "(n¦k)");
    EXPECT_EQ(text("<m:m><m:mr>" + e(r("1")) + e(r("2")) + "</m:mr><m:mr>" + e(r("3")) + e(r("4")) + "</m:mr></m:m>"),
              "[1, 2; 3, 4]");
    EXPECT_EQ(text(r("1") + "<w:del>" + r("2") + "</w:del>"), "1");
}

Rich read(const std::string& body) {
    auto rich = read_rich(make_zip({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}}), "a.docx");
    EXPECT_TRUE(rich) << rich.error().detail;
    return rich ? *std::move(rich) : Rich();
}

TEST(Formula, in_a_paragraph_has_its_powers_raised) {
    const auto rich =
        read("<w:p><w:r><w:t>补贴额=</w:t></w:r><m:oMath>" + f(r("1200"), r("12")) + power(r("m"), r("2")) +
             "</m:oMath><w:r><w:t>元，5</w:t></w:r><m:oMath>" + f(r("1"), r("2")) + "</m:oMath><w:r><w:t>3</w:t></w:r></w:p>");
    ASSERT_EQ(rich.blocks.size(), 1U);
    std::string runs;
    for (const auto& run : rich.blocks[0].runs)
        runs += run.is_raised ? "^" + run.text + "^" : run.text;
    EXPECT_EQ(runs, "补贴额=(1200/12)m^2^元，5 1/2 3");
    EXPECT_TRUE(rich.hidden.empty()) << "what was told is not told again: "
                                     << (rich.hidden.empty() ? "" : rich.hidden.front().text);
}

TEST(Signs, of_fonts_are_written_as_what_they_show) {
    const auto rich = read(
        "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>同意　</w:t><w:sym w:font='Wingdings' "
        "w:char='F0A8'/><w:t>不同意</w:t><w:sym w:font='Wingdings 2' w:char='F052'/><w:sym w:font='Wingdings "
        "2' w:char='F0A3'/><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='宋体' w:char='2460'/></w:r></w:p>");
    EXPECT_EQ(plain_text(rich), "☑同意　☐不同意☑☐≥①\n");
    EXPECT_TRUE(rich.warnings.empty());
    const auto unknown = read("<w:p><w:r><w:t>甲</w:t><w:sym w:font='Webdings' w:char='F061'/></w:r></w:p>");
    EXPECT_EQ(plain_text(unknown), "甲〓\n");
    EXPECT_EQ(unknown.warnings, std::vector<std::string>{"extract.warn.signs_not_known"});
}

TEST(Signs, without_a_font_are_those_of_wingdings) {
    EXPECT_EQ(clean("\uF0FE同意\uF0A8不同意\uF0B7\uF0D8"), "☑同意☐不同意•➢");
    EXPECT_EQ(clean("\uE000\uF8FF\uF000"), "\uE000\uF8FF\uF000") << "others stay";
}

}  // namespace
}  // namespace gongkai::extract
