#include "base/extract/pdf/page_reader.h"

#include <gtest/gtest.h>

#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

Word word(double left, double top, const std::string& text, double width) { return {left, top, left + width, top + 12, text}; }

PlacedLine line(const std::string& text, double middle, double right) { return {text, 85, right, middle, 12, 12, false, false}; }

TEST(Paragraphs, that_are_apart_by_a_third_of_a_line_are_apart) {
    // Without indents, and with last lines that are nearly full.
    const std::vector lines{line("甲段第一行没有完", 100, 505), line("甲段到此为止。", 120, 493),
                            line("乙段第一行没有完", 147, 505), line("乙段第二行，", 167, 505), line("到此为止。", 187, 300)};
    std::vector<RichBlock> blocks;
    append_paragraphs(lines, measure(lines), 12, {}, false, blocks);
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[0].runs[0].text, "甲段第一行没有完甲段到此为止。");
    EXPECT_EQ(blocks[1].runs[0].text, "乙段第一行没有完乙段第二行，到此为止。");
}

TEST(PageReader, leaves_out_what_is_printed_at_the_edge_of_every_page_and_tells_it) {
    const auto page = [](const std::string& number, const std::string& text) {
        return PrintedPage{600, 800, {word(80, 30, "内部资料第" + number + "页", 90), word(80, 120, text, 300)}};
    };
    const std::vector pages{page("1", "第一页的正文"), page("2", "第二页的正文")};
    Rich rich;
    const Looks looks{};
    PageReader reader(looks, rich);
    reader.leave_out(running_lines(pages));
    reader.read(pages[0], {}, 1);
    reader.read(pages[1], {}, 2);
    EXPECT_EQ(plain_text(rich), "第一页的正文第二页的正文\n");
    ASSERT_EQ(rich.hidden.size(), 1U);
    EXPECT_EQ(rich.hidden[0], (Hidden{Hidden::Kind::header, {"extract.place.header", {}}, "内部资料第1页"}));
    EXPECT_TRUE(running_lines({pages[0]}).empty()) << "one page has nothing that runs";
}

TEST(GuessedTables, begin_below_a_list) {
    std::vector<Word> words{word(72, 0, "一、补贴对象", 72)};
    double top = 16;
    for (const auto* sign : {"1.", "2.", "•", "•"}) {
        words.push_back(word(72, top, sign, 9));
        words.push_back(word(108, top, "城镇户籍", 48));
        top += 16;
    }
    words.push_back(word(72, top, "（一）标准表", 72));
    struct Line {
        const char *age, *sum, *when;
    };
    for (const auto& [age, sum, when] : {Line{"年龄", "标准", "周期"},
                                         {"80岁", "100元", "每月1次"},
                                         {"90岁", "200元", "每月1次"},
                                         {"99岁", "300元", "每月1次"}}) {
        top += 30;
        words.push_back(word(72, top, age, 24));
        words.push_back(word(228, top, sum, 30));
        words.push_back(word(384, top, when, 42));
    }
    const auto flow = guess_flow(lines_of(words));
    ASSERT_EQ(flow.size(), 7U);
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_FALSE(flow[i].table) << i;
    EXPECT_EQ(flow[1].line, "1. 城镇户籍");
    EXPECT_EQ(flow[5].line, "（一）标准表");
    ASSERT_TRUE(flow[6].table);
    EXPECT_EQ(flow[6].table->cells.size(), 12U);
}

TEST(GuessedTables, with_a_first_column_of_numbers_stay_tables) {
    std::vector<Word> words;
    for (int row = 0; row < 4; ++row) {
        words.push_back(word(72, 16 * row, std::to_string(row + 1) + ".", 9));
        words.push_back(word(108, 16 * row, "任务", 24));
        if (row > 0)  // of the first one the unit is not said
            words.push_back(word(250, 16 * row, "市财政局", 48));
    }
    const auto flow = guess_flow(lines_of(words));
    ASSERT_EQ(flow.size(), 1U);
    EXPECT_TRUE(flow[0].table);
}

}  // namespace
}  // namespace gongkai::extract::testing
