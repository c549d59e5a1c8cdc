#include "base/extract/pdf/blocks.h"

#include <gtest/gtest.h>

namespace gongkai::extract {
namespace {

constexpr double pitch = 10;

// A column of cells, each given by the middles of its lines.
std::vector<TextBlock> column(std::initializer_list<double> lines) {
    std::vector<TextBlock> blocks;
    for (const double middle : lines)
        add_line(blocks, {{0, middle - 4, 8, middle + 4, "字"}}, middle, pitch);
    return blocks;
}

std::vector<std::pair<int, int>> rows(const std::vector<Placed>& column) {
    std::vector<std::pair<int, int>> out;
    for (const auto& place : column)
        out.emplace_back(place.row, place.rows);
    return out;
}

using Rows = std::vector<std::pair<int, int>>;

TEST(blocks, room_between_lines_parts_cells_of_a_column) {
    EXPECT_EQ(column({0, 10, 20}).size(), 1u);
    EXPECT_EQ(column({0, 10, 25, 35}).size(), 2u);
}

TEST(blocks, cells_whose_middles_stand_on_one_height_are_a_row) {
    // Requirements of three, one and two lines; units of one line beside the first and the last.
    const auto placed = place_blocks({column({0, 10, 20, 35, 50, 60}), column({10, 55})}, pitch);
    EXPECT_EQ(rows(placed[0]), (Rows{{0, 1}, {1, 1}, {2, 1}}));
    EXPECT_EQ(rows(placed[1]), (Rows{{0, 1}, {2, 1}}));
}

TEST(blocks, a_label_in_the_middle_of_several_rows_is_merged_over_them) {
    // Titles left of four rows of two lines: one over two rows, one over two others.
    const auto placed =
        place_blocks({column({17.5, 67.5}), column({0, 10, 25, 35, 50, 60, 75, 85}), column({5, 30, 55, 80})}, pitch);
    EXPECT_EQ(rows(placed[0]), (Rows{{0, 2}, {2, 2}}));
}

TEST(blocks, cells_that_begin_on_one_height_are_a_row) {
    const auto placed = place_blocks({column({0, 50}), column({0, 10, 25, 35, 50, 60, 75, 85}), column({0, 25, 50, 75})}, pitch);
    EXPECT_EQ(rows(placed[0]), (Rows{{0, 1}, {2, 1}}));
    EXPECT_EQ(rows(placed[2]), (Rows{{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
}

TEST(blocks, without_room_nothing_is_guessed) {
    EXPECT_TRUE(place_blocks({column({0, 10}), column({0, 10, 20})}, pitch).empty());
}

}  // namespace
}  // namespace gongkai::extract
