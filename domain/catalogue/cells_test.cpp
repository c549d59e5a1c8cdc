#include "domain/catalogue/cells.h"

#include <gtest/gtest.h>

#include <random>

#include "base/core/text.h"
#include "domain/catalogue/item.h"

namespace gongkai::catalogue {
namespace {

using List = std::vector<std::string>;

TEST(Ticks, are_seen_however_they_are_drawn) {
    for (const auto* tick : {"■", "▲", "√", "✓", " √ ", "t", "●", "是"})
        EXPECT_TRUE(is_ticked(tick)) << tick;
    for (const auto* empty : {"", " ", "□", "口", "☐", "×", "/", "-", "否", "\n"})
        EXPECT_FALSE(is_ticked(empty)) << empty;
}

TEST(Channels, are_those_whose_box_is_ticked) {
    EXPECT_EQ(read_channels("■政府网站 □政府公报\n■两微一端 □发布会/听证会"), (List{"website", "social_media"}));
    EXPECT_EQ(read_channels("√政府网站 口政府公报 √社区/企事业单位/村公示栏（电子屏）"), (List{"website", "notice_board"}));
    EXPECT_EQ(read_channels("▲两微一端▲政府网站□纸质媒体"), (List{"website", "social_media"})) << "in the order of the list";
    EXPECT_EQ(read_channels("t政府网站 口政府公报 t精准推送"), (List{"website", "targeted"}));
    EXPECT_EQ(read_channels("☐政府网站☑便民服务站"), (List{"service_station"}));
    EXPECT_EQ(read_channels("■政务服务中心\n■征地信息公开平台"), (List{"service_centre", "征地信息公开平台"}));
    EXPECT_EQ(read_channels("■政府网站 ■其他 ____"), (List{"website", "other"}));
}

TEST(Channels, without_boxes_are_those_that_are_named) {
    EXPECT_EQ(read_channels("政府网站、两微一端、查阅点"), (List{"website", "social_media", "reading_place"}));
    EXPECT_EQ(read_channels("网站、信用中国网站"), (List{"website", "信用中国网站"}));
    EXPECT_TRUE(read_channels(" \n").empty());
    EXPECT_EQ(read_channels("□政府网站 □政府公报"), List{});
}

TEST(Channels, words_with_the_character_kou_are_no_boxes) {
    EXPECT_EQ(read_channels("■政务服务中心窗口 ■政府网站"), (List{"website", "政务服务中心窗口"}));
}

TEST(Elements, are_parted_by_lines_numbers_or_strokes) {
    EXPECT_EQ(read_elements("申报材料清单、批准流程、办理时限"), (List{"申报材料清单", "批准流程", "办理时限"}));
    EXPECT_EQ(read_elements("1.法规政策；\n2.申请材料；3．办理流程。"), (List{"法规政策", "申请材料", "办理流程"}));
    EXPECT_EQ(read_elements("●征地告知书、听证通知\n●调查结果"), (List{"征地告知书、听证通知", "调查结果"}));
    EXPECT_EQ(read_elements("部门决算（收入、支出；三公）、说明*"), (List{"部门决算（收入、支出；三公）", "说明*"}));
    EXPECT_EQ(read_elements("1.5倍标准；〔推荐〕图解"), (List{"1.5倍标准", "〔推荐〕图解"}));
    EXPECT_EQ(read_elements("1.；甲、乙"), (List{"甲", "乙"}));
}

TEST(Basis, is_one_paper_a_line) {
    EXPECT_EQ(read_basis("《中华人民共和国政府信息公开条例》（国务院令第711号）、《土地管理法》"),
              (List{"《中华人民共和国政府信息公开条例》（国务院令第711号）", "《土地管理法》"}));
    EXPECT_EQ(read_basis("《甲法》和《乙办法（试行）》（国办发〔2018〕12号）；《丙》"),
              (List{"《甲法》", "《乙办法（试行）》（国办发〔2018〕12号）", "《丙》"}));
    EXPECT_EQ(read_basis("关于贯彻《甲法》的通知"), (List{"关于贯彻《甲法》的通知"}));
}

TEST(Names, are_parted_where_people_part_them) {
    EXPECT_EQ(read_names("市财政局、市审计局和各镇街"), (List{"市财政局", "市审计局", "各镇街"}));
    EXPECT_EQ(one_line("县 自然\n资源 局"), "县自然资源局");
    EXPECT_EQ(one_line("GB/T 9704 标准"), "GB/T 9704标准");
}

// What is written is read as the same, whatever was read first.
TEST(Cells, keep_their_meaning_when_they_are_written_and_read_again) {
    const std::vector<std::string> pieces{"政府网站", "两微一端", "窗口", "■",    "□",    "√", "口", "t",
                                          "、",       "；",       "\n",   "1.",   "２．", "①", "●",  "《",
                                          "》",       "（",       "）",   "法律", "a b",  " ", "和", "其他"};
    std::mt19937 random(20260501);
    for (int round = 0; round < 20'000; ++round) {
        std::string cell;
        for (int i = static_cast<int>(random() % 12); i >= 0; --i)
            cell += pieces[random() % pieces.size()];
        const auto elements = read_elements(cell);
        ASSERT_EQ(read_elements(write_list(elements)), elements) << cell;
        const auto basis = read_basis(cell);
        ASSERT_EQ(read_basis(write_list(basis)), basis) << cell;
        const auto channels = read_channels(cell);
        ASSERT_EQ(read_channels(write_channels(channels)), channels) << cell;
        ASSERT_EQ(one_line(one_line(cell)), one_line(cell)) << cell;
    }
}

}  // namespace
}  // namespace gongkai::catalogue
