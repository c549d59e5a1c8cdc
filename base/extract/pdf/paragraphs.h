// Printed lines put together again: a paragraph goes on while its lines reach the right margin and do not begin with an indent.
// By their type and their place some are titles, some stand in the middle or on the right.
#pragma once
#include <vector>

#include "base/extract/pdf/printed.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// A line as far as its place is known: where it is not (columns of a guess), only its text says where a paragraph ends.
struct PlacedLine {
    std::string text;
    double left = 0, right = 0, middle = 0, size = 0;  // 0: not known
    double type = 0;                                   // its type as the file states it, in points; 0: not known
    bool is_bold = false, is_red = false;
};

struct TextPage {
    double left = 0, right = 0;  // margins of its text
    double pitch = 0;            // usual distance of its lines
};

// Margins and pitch from the lines of a page.
TextPage measure(const std::vector<PlacedLine>& lines);

// "- 3 -", "第 3 页": at the top or the bottom they are no content.
bool is_page_number(std::string_view text);

// The printed lines of a cell as one, except before numbers that begin a paragraph.
std::string joined_lines(std::string_view text);

// Paragraphs of lines that follow each other. `usual` is the type of most of the document. Goes on with the last block of
// `into` where `goes_on` says so: the page before ended in the middle of a paragraph.
void append_paragraphs(const std::vector<PlacedLine>& lines, const TextPage& page, double usual, const Spot& spot, bool goes_on,
                       std::vector<RichBlock>& into);

}  // namespace gongkai::extract
