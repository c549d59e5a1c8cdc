// Two layouts of plain text: a table saved with one cell a line, and prose whose paragraphs name their units in brackets.
#pragma once
#include <optional>
#include <vector>

#include "domain/programme/reading/lines.h"
#include "domain/programme/reading/rows.h"

namespace gongkai::programme {

struct PlainReading {
    std::vector<RawRow> rows;
    std::size_t starts = 0;         // the line with which the tasks begin
    std::vector<Line> other_lines;  // of the prose: what stands between and behind the tasks and is none
    std::size_t with_units = 0;     // rows that name one
    bool empty_table = false;       // a header with nothing below it
};

// Header words on lines of their own, then a cell a line: each line is known by its form and by what the columns expect next.
std::optional<PlainReading> read_cells(const std::vector<Line>& lines, Context& context);

// The heading tree 一、 (一) 1. from line `from` on.
std::optional<PlainReading> read_prose(const std::vector<Line>& lines, std::size_t from, Context& context);

}  // namespace gongkai::programme
