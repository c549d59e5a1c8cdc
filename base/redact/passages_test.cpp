#include "base/redact/passages.h"

#include <gtest/gtest.h>

namespace gongkai::redact {
namespace {

using extract::Word;

// A line of Chinese: each sign as wide as the type is high.
Word line(double left, double top, double size, const std::string& text) {
    return {left, top, left + size * static_cast<double>(text.size()) / 3, top + size, text};
}

std::vector<int> levels(const std::vector<Passage>& passages) {
    std::vector<int> all;
    for (const auto& passage : passages)
        all.push_back(passage.level);
    return all;
}

TEST(Passages, are_a_heading_and_paragraphs_of_several_lines) {
    const std::string full = "为进一步做好政务公开工作保障人民群众知情权参与权和监督权现将有关事项通知";
    const std::vector<Word> words{line(150, 60, 22, "关于做好公开工作的通知"), line(92, 120, 16, full.substr(0, 75)),
                                  line(60, 148, 16, full.substr(0, 81)), line(60, 176, 16, "如下。"),
                                  line(92, 204, 16, "特此通知。")};
    const auto passages = passages_of(words, false);
    EXPECT_EQ(levels(passages), (std::vector<int>{1, 0, 0}));
    ASSERT_EQ(passages.size(), 3u);
    EXPECT_EQ(passages[1].begin, 1u);
    EXPECT_EQ(passages[1].end, 4u) << "three lines are one paragraph";
    EXPECT_EQ(passages[2].end, words.size());
}

TEST(Passages, hold_every_word_once_and_in_order_whatever_stands_there) {
    std::vector<Word> words;
    for (int i = 0; i < 60; ++i)
        words.push_back(line(40 + 97 * (i % 5), 50 + 13 * (i / 5 * 7 % 11), 6 + i % 9, i % 4 == 0 ? " \xE3\x80\x80" : "数1据a"));
    for (const bool is_recognised : {false, true}) {
        std::size_t next = 0;
        for (const auto& passage : passages_of(words, is_recognised)) {
            EXPECT_EQ(passage.begin, next);
            EXPECT_GT(passage.end, passage.begin);
            EXPECT_FALSE(is_recognised && passage.level > 0) << "heights of a scan tell no heading";
            next = passage.end;
        }
        EXPECT_EQ(next, words.size());
    }
    EXPECT_TRUE(passages_of({}, false).empty());
}

}  // namespace
}  // namespace gongkai::redact
