// Text without drawn lines: where the gaps between words stand one below the other over several lines, the lines are a table;
// all else is prose. Two full columns of prose, as in gazettes, are read one after the other.
#pragma once
#include <utility>
#include <vector>

#include "base/extract/flow.h"
#include "base/extract/pdf/printed.h"

namespace gongkai::extract {

// The columns of a table that reaches the foot of its page, for the rows that go on at the head of the next: where they begin and
// end, how far lines of one cell are apart, and whether lines of all columns stand beside each other.
struct PageColumns {
    std::vector<std::pair<double, double>> columns;
    double pitch = 0;
    bool on_common_lines = false;
};

// `lines` from top to bottom. `above` holds what the page before left open, and then what this one leaves.
Flow guess_flow(const std::vector<PrintedLine>& lines, PageColumns* above = nullptr);

}  // namespace gongkai::extract
