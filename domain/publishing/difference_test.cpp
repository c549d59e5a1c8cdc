#include "domain/publishing/difference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

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

TEST(Difference, of_a_line_that_was_parted_or_joined_marks_what_changed_alone) {
    const auto rest = std::string("补贴由区市财政按季度拨付到户");
    EXPECT_EQ(difference("第一条申请人到乡镇便民中心" + rest, "第一条申请人到乡镇便民中心\n" + rest),
              (std::vector<Passage>{{Kind::same, "第一条申请人到乡镇便民中心"}, {Kind::came, "\n"}, {Kind::same, rest}}));
    EXPECT_EQ(
        difference("第一条申请人到乡镇便民中心\n" + rest + "\n附则", "第一条申请人到乡镇便民中心" + rest + "\n附则"),
        (std::vector<Passage>{{Kind::same, "第一条申请人到乡镇便民中心"}, {Kind::gone, "\n"}, {Kind::same, rest + "\n附则"}}));
    EXPECT_EQ(difference("第一条申请人到乡镇便民中心" + rest + "。", "第一条申请人到街道便民中心\n" + rest + "。"),
              (std::vector<Passage>{{Kind::same, "第一条申请人到"},
                                    {Kind::gone, "乡镇"},
                                    {Kind::came, "街道"},
                                    {Kind::same, "便民中心"},
                                    {Kind::came, "\n"},
                                    {Kind::same, rest + "。"}}))
        << "a word beside it changed too";
    EXPECT_EQ(difference("受理条件见附件一\n办理时限为十日", "受理条件见附件二\n需要现场核查\n办理时限为十日"),
              (std::vector<Passage>{{Kind::same, "受理条件见附件"},
                                    {Kind::gone, "一"},
                                    {Kind::came, "二"},
                                    {Kind::same, "\n"},
                                    {Kind::came, "需要现场核查\n"},
                                    {Kind::same, "办理时限为十日"}}))
        << "a line came between two that stayed";
}

// Whatever two texts are, what is told of them is both of them.
TEST(Difference, joined_gives_both_texts_again_whatever_they_are) {
    std::mt19937 random(33);
    const std::vector<std::string> alphabet{"甲", "乙", "丙", "市政府", "，", "。", "；", "\n", "\n", " ", "3", "A.b", "é"};
    const auto any = [&](std::size_t from, std::size_t to) {
        return std::uniform_int_distribution<std::size_t>(from, to)(random);
    };
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::string> one(any(0, 60)), other;
        for (auto& word : one)
            word = alphabet[any(0, alphabet.size() - 1)];
        for (const auto& word : one)  // a word in ten is dropped, becomes another, or has one come before it
            switch (any(0, 29)) {
                case 0:
                    break;
                case 1:
                    other.push_back(alphabet[any(0, alphabet.size() - 1)]);
                    break;
                case 2:
                    other.push_back(alphabet[any(0, alphabet.size() - 1)]);
                    [[fallthrough]];
                default:
                    other.push_back(word);
            }
        if (round % 10 == 0)
            std::shuffle(other.begin(), other.end(), random);
        std::string before, after, was, is;
        for (const auto& word : one)
            before += word;
        for (const auto& word : other)
            after += word;
        const auto told = difference(before, after);
        for (std::size_t i = 0; i < told.size(); ++i) {
            ASSERT_FALSE(told[i].text.empty());
            ASSERT_TRUE(i == 0 || told[i].kind != told[i - 1].kind) << "neighbours are one passage";
            if (told[i].kind != Kind::came)
                was += told[i].text;
            if (told[i].kind != Kind::gone)
                is += told[i].text;
        }
        ASSERT_EQ(was, before) << "to " << after;
        ASSERT_EQ(is, after) << "from " << before;
    }
}

TEST(Difference, of_texts_that_differ_in_line_breaks_alone_marks_line_breaks_alone) {
    std::mt19937 random(33);
    const auto is_one_in = [&](unsigned many) { return random() % many == 0; };
    for (int round = 0; round < 1000; ++round) {
        std::string before, after;
        for (int i = 0; i < 40; ++i) {
            const std::string word = std::vector<std::string>{"甲", "乙", "，", "。", "12"}[random() % 5];
            before += word + (is_one_in(6) ? "\n" : "");
            after += word + (is_one_in(6) ? "\n" : "");
        }
        for (const auto& passage : difference(before, after))
            if (passage.kind != Kind::same) {
                ASSERT_EQ(passage.text.find_first_not_of('\n'), std::string::npos) << before << " to " << after;
            }
    }
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
