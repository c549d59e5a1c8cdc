// Printed lines cut where their gaps are wide: what guesses of tables are made of.
#pragma once
#include <cstddef>
#include <vector>

#include "base/extract/pdf/printed.h"

namespace gongkai::extract {

constexpr double least_gutter = 4;  // points that stay free between two columns

struct Segment {
    double left = 0, right = 0;
    std::vector<Word> words;
    double middle() const {
        double sum = 0;
        for (const auto& word : words)
            sum += word.middle();
        return sum / static_cast<double>(words.size());
    }
};

struct Row {  // a printed line, cut where its gaps are wide
    double middle = 0, size = 0;
    std::vector<Segment> segments;
    bool is_multiple() const { return segments.size() >= 2; }
};

Row cut_at_gaps(const PrintedLine& line);

// Of rows [first, last): where a list with its numbers or dots set apart ends and a table may begin; `last` where there is
// nothing but a list.
std::size_t end_of_list(const std::vector<Row>& rows, std::size_t first, std::size_t last);

}  // namespace gongkai::extract
