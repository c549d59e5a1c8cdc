#include <gtest/gtest.h>

#include "base/core/text.h"
#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {
namespace {

TEST(mend, breaks_of_the_layout_go_and_words_stay) {
    const std::pair<std::u32string_view, std::u32string_view> cases[] = {{U"市交通运 输局", U"市交通运输局"},
                                                                         {U"〔2019〕 33 号", U"〔2019〕33号"},
                                                                         {U"6 月底\n前", U"6月底前"},
                                                                         {U"IPv6 改造", U"IPv6改造"},
                                                                         {U"WPS Office", U"WPS Office"},
                                                                         {U"　公开　", U"公开"},
                                                                         {U"20 19 年", U"2019年"}};
    for (const auto& [printed, mended] : cases)
        EXPECT_EQ(to_utf8(mend(printed)), to_utf8(mended));
}

TEST(mend, a_span_parts_only_where_other_text_stands_between) {
    const Pages pages = {U"甲乙 丙丁戊己"};
    Traced text = trace(pages, 0, 0, 2);
    text.append(trace(pages, 0, 3, 4));
    text.append(trace(pages, 0, 5, 7));
    const std::vector<extract::Span> spans = spans_of(pages, mend(text));
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0], (extract::Span{0, 0, 4}));
    EXPECT_EQ(spans[1], (extract::Span{0, 5, 7}));
}

TEST(mark, numbers_before_headings_are_told_from_numbers_in_text) {
    const auto mark = [](std::u32string_view text) {
        const auto found = read_mark(text);
        return found ? std::pair(static_cast<int>(found->kind), found->value) : std::pair(-1, 0);
    };
    using Kind = Mark::Kind;
    const auto is = [](Kind kind, int value) { return std::pair(static_cast<int>(kind), value); };
    EXPECT_EQ(mark(U"一、公开"), is(Kind::han, 1));
    EXPECT_EQ(mark(U"（十二）公开"), is(Kind::han_bracket, 12));
    EXPECT_EQ(mark(U"12. 公开"), is(Kind::number, 12));
    EXPECT_EQ(mark(U"3、公开"), is(Kind::number, 3));
    EXPECT_EQ(mark(U"(3)公开"), is(Kind::number_bracket, 3));
    EXPECT_EQ(mark(U"②公开"), is(Kind::circled, 2));
    EXPECT_EQ(mark(U"1.5亿元"), is(static_cast<Kind>(-1), 0));
    EXPECT_EQ(mark(U"2019年"), is(static_cast<Kind>(-1), 0));
    EXPECT_EQ(mark(U"1.2019年工作"), is(Kind::number, 1));
    EXPECT_EQ(mark(U"3.2公开预算"), is(Kind::dotted, 2));
    EXPECT_EQ(mark(U"3.2 公开预算"), is(Kind::dotted, 2));
    EXPECT_EQ(mark(U"⑵公开"), is(Kind::number_bracket, 2));
    EXPECT_EQ(mark(U"㈢公开"), is(Kind::han_bracket, 3));
}

}  // namespace
}  // namespace gongkai::programme
