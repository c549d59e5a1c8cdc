// Printed text: words with their places on the page, and the lines they stand in. Points of 1/72 inch from the top left corner.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace gongkai::extract {

struct Word {
    double left = 0, top = 0, right = 0, bottom = 0;
    std::string text;

    // Boxes of fonts for Chinese are far taller than their signs, but those stand in the middle.
    double middle() const { return (top + bottom) / 2; }
    double centre() const { return (left + right) / 2; }
    // Of the type, from the width: a Chinese sign is as wide as it is high.
    double size() const;
};

struct PrintedPage {
    double width = 0, height = 0;
    std::vector<Word> words;
};

// Words of one line, from left to right.
struct PrintedLine {
    double middle = 0, size = 0;
    std::vector<Word> words;
    double left() const { return words.front().left; }
    double right() const { return words.back().right; }
};

PrintedPage read_printed_page(const pugi::xml_node& page);

// From top to bottom.
std::vector<PrintedLine> lines_of(std::vector<Word> words);

// With a blank where the gap between two words is one.
std::string text_of(const PrintedLine& line);
std::string text_of(const std::vector<Word>& words);  // lines parted by \n

// Cut at `x`, as a run of text that goes on over the border of a cell must be. Both parts keep whole signs; a part may be empty.
std::pair<Word, Word> cut(const Word& word, double x);

}  // namespace gongkai::extract
