// The text as lines without the furniture of sites and pages: navigation, share buttons, page numbers, running heads,
// download-site junk. Text that was saved as one long stream is cut at its blanks instead.
#pragma once
#include <vector>

#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

struct Line {
    Traced text;         // without blanks at its ends, never empty
    bool first = false;  // the first of its page
    // Where it stood in its printed line, which says much where columns stand side by side.
    std::size_t indent = 0;  // signs before it
    bool goes_on = false;    // behind another piece of the same line
};

std::vector<Line> lines_of(const Pages& pages);

// Every line cut at its blanks.
std::vector<Line> pieces_of(const std::vector<Line>& lines);
// The same of text saved as one stream, in which lines mean nothing.
std::vector<Line> pieces_of_stream(const std::vector<Line>& lines);

}  // namespace gongkai::programme
