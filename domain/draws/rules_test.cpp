// A draw follows from its seed alone, and a file that was bent is found out.
#include "domain/draws/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::draws {
namespace {

const std::string secret = std::string(62, '0') + "2a";

std::vector<Entry> entries(int count) {
    std::vector<Entry> all;
    for (int i = 1; i <= count; ++i)
        all.push_back({"code-" + std::to_string(i), "名" + std::to_string(i), sha256_hex(std::to_string(i))});
    return all;
}

Draw a_draw(int size = 300, int drawn = 20) {
    Draw draw;
    draw.title = "抽查";
    draw.objects = {size, root_of(entries(size))};
    draw.inspectors = {7, root_of(entries(7))};
    draw.drawn = drawn;
    draw.secret_hash = sha256_hex(std::string(31, '\0') + "\x2a");
    draw.number_rule = "收盘点位";
    draw.draw_on = make_day(2026, 12, 3);
    draw.task_no = "RW-1";
    draw.checks_until = make_day(2026, 12, 31);
    return draw;
}

TEST(Draws, are_the_same_from_the_same_seed_and_others_from_another) {
    const auto seed = seed_of(secret, "3456.78");
    // Reckoned by tests/samples/draw_again.py.
    EXPECT_EQ(drawn_of(seed, "objects", 10, 10).size(), 10u);
    EXPECT_EQ(drawn_of(seed, "objects", 300, 5), drawn_of(seed, "objects", 300, 5));
    EXPECT_NE(drawn_of(seed, "objects", 300, 5), drawn_of(seed_of(secret, "3456.79"), "objects", 300, 5));
    EXPECT_NE(drawn_of(seed, "objects", 300, 5), drawn_of(seed, "inspectors/1", 300, 5));
}

TEST(Draws, take_each_at_most_once_and_all_where_all_are_wanted) {
    const auto all = drawn_of(seed_of(secret, "1"), "objects", 50, 50);
    EXPECT_EQ(std::set<std::int64_t>(all.begin(), all.end()).size(), 50u);
    EXPECT_EQ(*std::ranges::min_element(all), 1);
    EXPECT_EQ(*std::ranges::max_element(all), 50);
    EXPECT_EQ(drawn_of(seed_of(secret, "1"), "objects", 3, 9).size(), 3u);
    EXPECT_EQ(drawn_of(seed_of(secret, "1"), "objects", 1, 1), std::vector<std::int64_t>{1});
}

TEST(Draws, favour_nobody) {
    constexpr int size = 10, draws = 4000;
    std::array<int, size> often{};
    for (int i = 0; i < draws; ++i)
        for (const auto number : drawn_of(seed_of(secret, std::to_string(i)), "objects", size, 2))
            ++often[static_cast<std::size_t>(number - 1)];
    for (const auto count : often)
        EXPECT_NEAR(count, draws * 2 / size, 130) << "five standard deviations";
}

TEST(Draws, may_be_settled_only_before_anybody_can_know) {
    auto draw = a_draw();
    EXPECT_TRUE(may_settle(draw, make_day(2026, 11, 27)).has_value());
    EXPECT_EQ(may_settle(draw, make_day(2026, 12, 3)).error().id, "draws.refuse.day");
    draw.drawn = 301;
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.too_few_objects");
    draw = a_draw();
    draw.inspectors_each = 1;
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.each");
    draw.inspectors_each = 8;
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.too_few_inspectors");
    draw = a_draw();
    draw.number_rule = " ";
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.no_rule");
    draw = a_draw();
    draw.task_no = " ";
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.no_task");
    draw = a_draw();
    draw.checks_until = make_day(2026, 12, 2);
    EXPECT_EQ(may_settle(draw, make_day(2026, 11, 27)).error().id, "draws.refuse.checks_until") << "before the draw";
    EXPECT_EQ(may_draw(a_draw(), "1", make_day(2026, 12, 2)).error().id, "draws.refuse.too_early");
    EXPECT_EQ(may_draw(a_draw(), " ", make_day(2026, 12, 3)).error().id, "draws.refuse.no_number");
    EXPECT_TRUE(may_draw(a_draw(), "3456.78", make_day(2026, 12, 3)).has_value());
}

TEST(Draws, whose_file_was_bent_are_found_out) {
    auto draw = a_draw();
    EXPECT_FALSE(verify(write_file(draw, "甲局", {}))->is_drawn);
    draw.drawn_at = Instant();
    draw.secret = secret;
    draw.public_number = "3456.78";
    const auto objects = entries(300);
    std::vector<NamedPick> picks;
    for (auto& pick : picks_of(draw, secret, draw.public_number)) {
        const auto number = pick.object;
        picks.push_back({std::move(pick), objects[static_cast<std::size_t>(number - 1)], path_of(objects, number)});
    }
    const auto sound = verify(write_file(draw, "甲局", picks));
    ASSERT_TRUE(sound.has_value()) << sound.error().id;
    EXPECT_EQ(sound->picks, 20);
    EXPECT_EQ(sound->named, 20);
    const auto fault = [&](const Draw& bent, const std::vector<NamedPick>& told) {
        const auto verified = verify(write_file(bent, "甲局", told));
        return verified ? std::string() : verified.error().id;
    };
    auto other = draw;
    other.secret = std::string(62, '0') + "2b";
    EXPECT_EQ(fault(other, picks), "draws.refuse.secret");
    other = draw;
    other.public_number = "3456.79";
    EXPECT_EQ(fault(other, picks), "draws.refuse.picks");
    auto swapped = picks;
    std::swap(swapped[0], swapped[1]);
    EXPECT_EQ(fault(draw, swapped), "draws.refuse.picks");
    swapped = picks;
    swapped.pop_back();
    EXPECT_EQ(fault(draw, swapped), "draws.refuse.picks");
    auto renamed = picks;
    renamed[3].object->name = "别人";
    EXPECT_EQ(fault(draw, renamed), "draws.refuse.named");
    for (const auto* text : {"", "{}", "[]", R"({"format":"gongkai-draw-1"})"})
        EXPECT_EQ(verify(text).error().id, "draws.refuse.file") << text;
}

}  // namespace
}  // namespace gongkai::draws
