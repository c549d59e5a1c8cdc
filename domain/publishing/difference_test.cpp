#include "domain/publishing/difference.h"

#include <gtest/gtest.h>

namespace gongkai::publishing {
namespace {

using Kind = Passage::Kind;

TEST(Difference, is_told_in_words_of_a_clause_that_became_another) {
    EXPECT_EQ(difference("第一条，补贴300.5元。第二条不变。", "第一条，补贴350元。第二条不变。"),
              (std::vector<Passage>{
                  {Kind::same, "第一条，补贴"}, {Kind::gone, "300.5"}, {Kind::came, "350"}, {Kind::same, "元。第二条不变。"}}));
    EXPECT_EQ(difference("补贴十元。", "补贴二十元。"),
              (std::vector<Passage>{{Kind::same, "补贴"}, {Kind::came, "二"}, {Kind::same, "十元。"}}));
    EXPECT_EQ(difference("不再受理", "可在大厅办理"),
              (std::vector<Passage>{{Kind::gone, "不再受理"}, {Kind::came, "可在大厅办理"}}))
        << "what shares a character only is told as two clauses";
    EXPECT_EQ(difference("12:40 预警\n14:30 响应\n", "19日12:40 预警\n19日14:30 响应\n"),
              (std::vector<Passage>{
                  {Kind::came, "19日"}, {Kind::same, "12:40 预警\n"}, {Kind::came, "19日"}, {Kind::same, "14:30 响应\n"}}));
}

TEST(Difference, is_told_in_clauses_that_went_and_came) {
    EXPECT_EQ(difference("甲。", "甲。"), (std::vector<Passage>{{Kind::same, "甲。"}}));
    EXPECT_EQ(difference("", "甲"), (std::vector<Passage>{{Kind::came, "甲"}}));
    EXPECT_EQ(difference("甲\n乙", "乙"), (std::vector<Passage>{{Kind::gone, "甲\n"}, {Kind::same, "乙"}}));
    EXPECT_TRUE(difference("", "").empty());
}

TEST(Difference, joined_gives_both_texts_again) {
    const std::string before = "第一章　总则\n第一条　为了规范，制定本办法。\n第二条　适用于本市。",
                      after = "第一章　总则\n第二条　适用于本县；本市参照。\n附则";
    std::string was, is;
    for (const auto& passage : difference(before, after)) {
        if (passage.kind != Kind::came)
            was += passage.text;
        if (passage.kind != Kind::gone)
            is += passage.text;
    }
    EXPECT_EQ(was, before);
    EXPECT_EQ(is, after);
}

TEST(Difference, of_texts_beyond_measure_is_told_as_a_whole) {
    std::string before, after;
    for (int i = 0; i < 4000; ++i) {
        before += "甲" + std::to_string(i) + "\n";
        after += "乙" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(difference(before, after).size(), 2u);
    EXPECT_EQ(difference(before, before).size(), 1u);
}

}  // namespace
}  // namespace gongkai::publishing
