// Tables by their drawn lines: lines that cross make a table; where the line between two places is missing, the places are one
// merged cell.
#pragma once
#include <vector>

#include "base/extract/flow.h"
#include "base/extract/pdf/drawing.h"
#include "base/extract/pdf/printed.h"

namespace gongkai::extract {

struct PlacedTable {
    double top = 0, bottom = 0;
    FlowTable table;
};

// Takes the words of the tables out of `words`. Tables from top to bottom.
std::vector<PlacedTable> take_ruled_tables(const Drawing& drawing, std::vector<Word>& words);

}  // namespace gongkai::extract
