// What every reader of a format yields: lines and tables in reading order, tables inside cells allowed. lay_out() makes a Page of
// it, so that texts are cleaned, grids are completed and places are counted in one spot only.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/extract/document.h"

namespace gongkai::extract {

struct Block;
using Flow = std::vector<Block>;

struct FlowCell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    Flow content;
};

struct FlowTable {
    Grid grid = Grid::stated;
    std::vector<FlowCell> cells;  // in any order; spans may overlap or leave the table, as strangers state them
};

// A line of text (which may hold '\n'), or a table.
struct Block {
    std::string line;
    std::unique_ptr<FlowTable> table;
};

inline Block line_block(std::string line) { return {std::move(line), nullptr}; }
inline Block table_block(FlowTable table) { return {{}, std::make_unique<FlowTable>(std::move(table))}; }

// Blank lines are left out. A table whose cells hold tables is either a frame for layout, which becomes lines and tables of
// their own, or a table with small tables in its cells, which become lines of the cell. Rows and columns in which no cell begins
// are left out. Throws std::length_error beyond the caps.
Page lay_out(const Flow& flow, int number_of_page = 0);

// The text of a flow as lines.
std::string plain(const Flow& flow);

// Valid UTF-8 with \n as the only line end, without control characters (a tab stays), U+FEFF and soft hyphens.
std::string clean(std::string_view text);

// Puts cells into rows the way HTML does: each goes to the first free place of its row.
class RowPlacer {
  public:
    void next_row() { ++row_; }
    void end_group();  // no cell reaches over the end of a thead, tbody or tfoot
    void place(int row_span, int column_span, Flow content);
    FlowTable finish(Grid grid = Grid::stated);

  private:
    int row_ = -1;
    std::size_t group_begins_ = 0;  // in table_.cells
    FlowTable table_;
    std::vector<int> taken_until_;  // per column: the first row that is free again
};

// What a document may hold at most; beyond it is .too_large.
constexpr int most_columns = 1024;
constexpr int most_places = 1'000'000;                    // of a page's grids together
constexpr std::size_t most_text = std::size_t{16} << 20;  // bytes a page

}  // namespace gongkai::extract
