// Text without drawn lines: where the gaps between words stand one below the other over several lines, the lines are a table;
// all else is prose. Two full columns of prose, as in gazettes, are read one after the other.
#pragma once
#include <vector>

#include "base/extract/flow.h"
#include "base/extract/pdf/printed.h"

namespace gongkai::extract {

// `lines` from top to bottom.
Flow guess_flow(const std::vector<PrintedLine>& lines);

}  // namespace gongkai::extract
