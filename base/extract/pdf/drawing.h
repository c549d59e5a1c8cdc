// The straight lines of a page, from the SVG that pdftocairo makes of it: strokes, and the thin filled boxes that Word and
// browsers draw borders with. Points of 1/72 inch from the top left corner, the same as those of the words.
#pragma once
#include <map>
#include <pugixml.hpp>
#include <vector>

#include "base/extract/pdf/poppler.h"

namespace gongkai::extract {

// A horizontal line at `at` from `from` to `to`, or a vertical one.
struct Rule {
    double at = 0, from = 0, to = 0;
};

struct Drawing {
    std::vector<Rule> horizontal, vertical;
};

// Of one <page>, or of the <svg> itself where it holds one page only. Lines of one stroke that were drawn in pieces are joined.
Drawing read_drawing(const pugi::xml_node& page);

// Of all pages that were drawn, by index of page. False in `is_complete` where one could not be read; the SVG is given up.
std::map<int, Drawing> read_drawings(std::vector<DrawnPages>& runs, bool& is_complete);

// Joins pieces that lie on one line, drops what is shorter than a letter.
std::vector<Rule> joined(std::vector<Rule> rules);

}  // namespace gongkai::extract
