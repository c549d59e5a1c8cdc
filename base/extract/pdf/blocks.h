// Cells of a table without lines, by where their text stands. In each column the lines of one cell follow each other closely, so
// room between lines parts two cells; such blocks are one row where their tops or their middles stand on one height, and a block
// in the middle of several rows is merged over them.
#pragma once
#include <vector>

#include "base/extract/pdf/printed.h"

namespace gongkai::extract {

struct TextBlock {
    double top = 0, bottom = 0;  // middles of its first and its last line
    std::vector<Word> words;
    double centre() const { return (top + bottom) / 2; }
};

// Puts a line to the last block of its column, or begins another one. `pitch` is the distance of lines inside a cell.
void add_line(std::vector<TextBlock>& column, const std::vector<Word>& words, double middle, double pitch);

struct Placed {
    int row = 0, rows = 1;
};

// For each block of each column its rows. Nothing where no room parts the rows.
std::vector<std::vector<Placed>> place_blocks(const std::vector<std::vector<TextBlock>>& columns, double pitch);

}  // namespace gongkai::extract
