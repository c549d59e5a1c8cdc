// What a page is made of once it was understood: blocks, and lines of pieces of one look. Whatever a stranger wrote is either
// said in these words or not at all, and each tree is written in one way only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::markup {

enum Mark : unsigned { strong = 1, emphasis = 2, underlined = 4, struck = 8, lowered = 16, raised = 32, code = 64 };

struct Piece {
    enum class Kind { text, line_break, picture };
    Kind kind = Kind::text;
    std::string text;  // of a picture its alternative text
    unsigned marks = 0;
    std::string link;             // safe already
    std::string source;           // of a picture, safe already
    bool is_undescribed = false;  // a picture of which nobody has said what it shows, not even that it only decorates
};
using Line = std::vector<Piece>;

enum class Align { start, centre, end };

struct Block;

struct Item {
    bool is_term = false;  // of a list of terms: dt, whose text is the line of its only block
    std::vector<Block> blocks;
};

struct TableCell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    bool is_head = false;
    std::vector<Block> blocks;
};

struct Table {
    Line caption;
    int rows = 0, columns = 0, head_rows = 0;
    std::vector<TableCell> cells;  // by row, then column
};

struct Block {
    enum class Kind { paragraph, heading, list, terms, table, quote, preformatted, rule, figure };
    Kind kind = Kind::paragraph;
    int level = 0;  // heading: as written at first, later as it stands among the others; paragraph: a Word list's depth, from 1
    Align align = Align::start;
    Line line;  // paragraph, heading, preformatted; a figure's caption
    bool is_ordered = false;
    int first = 1;             // number of an ordered list
    std::vector<Item> items;   // list, terms
    std::vector<Block> inner;  // quote, figure
    std::vector<Table> table;  // of one
};
using Blocks = std::vector<Block>;

std::string plain(const Line& line);
bool is_blank(const Line& line);

// Blanks at both ends and around line breaks go, neighbours of one look become one piece, pieces of blanks take the look before.
void tidy(Line& line);

// A whole grid of places: spans clipped, rows and columns in which nothing begins left out, places without a cell filled, heads
// told. Nothing where the table holds no text; what is too large for a grid, and frames of one cell, become blocks.
Blocks mend_table(Table table);

// No level is skipped: each heading stands one below the nearest one above it that was written higher. Two is the highest.
void mend_headings(Blocks& blocks);

// Paragraphs that were items of a Word list become lists.
void gather_items(Blocks& blocks);

std::string write(const Blocks& blocks);

}  // namespace gongkai::markup
