// Dividing a column among labels: lines of requirements among unit lists, rows among titles, tasks among categories. Each label
// stands in the middle of what belongs to it, as cells do in a printed table, and partings fall where lines end short.
#pragma once
#include <cstddef>
#include <limits>
#include <vector>

namespace gongkai::programme {

constexpr double impossible = std::numeric_limits<double>::infinity();

// A stretch [start, end) of the things divided, and which label (unit list, title, category) it belongs to; -1 for none.
struct Stretch {
    std::size_t start = 0, end = 0;
    int label = -1;
};

struct Division {
    std::size_t count = 0;       // things to divide
    double anchor = 0.5;         // where a label stands in its stretch: 0 at its beginning, 0.5 in the middle, 1 at its end
    std::vector<double> height;  // count + 1: lines of requirements above each thing, and above the end
    std::vector<double> middle;  // of the labels, in such lines
    std::vector<std::vector<double>> seen;    // how many such lines were read before each line of a label
    std::vector<std::vector<double>> titles;  // the same for titles, where each label has one of its own
    // Lines of requirements that stand on one printed line with a line of the label, where that is known.
    std::vector<std::vector<double>> beside;
    bool in_block = false;    // all lines of a label were read at the height of its first
    bool before_line = true;  // lines on one height are read from left to right: is the label left of the requirements?
    // Where known: the height on the page at which each thing begins (count + 1), and the middle of each line of requirements.
    std::vector<double> top, lines;
    std::vector<double> part, keep;  // cost of parting, or of not parting, before thing i
    double carry = impossible;       // cost of a first stretch that belongs to what came before
    double trail = impossible;       // cost of a last stretch whose label comes later
    std::size_t longest = 80;
};

// The cheapest division that keeps the order of things and labels; its cost is added to `total`. Things and labels may be many:
// only stretches near their label are looked at. Nothing where no division holds.
std::vector<Stretch> divide(const Division& division, double& total);

// Which stretches have an edge that could as well lie one thing further up or down: the division fits nearly as well then.
std::vector<bool> unsure_edges(const Division& division, const std::vector<Stretch>& stretches);

// Where none holds: each thing goes to the label that stands nearest.
std::vector<Stretch> divide_by_middle(const Division& division);

}  // namespace gongkai::programme
