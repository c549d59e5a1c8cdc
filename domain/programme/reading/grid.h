// Tables of tasks: of the file itself, or written with pipes in plain text. The header is found by its words as a set, in any
// order and torn over two rows; a blank cell inherits from above until the next heading; a row with one filled cell is a heading;
// a table that goes on over the page is one table.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "domain/programme/reading/rows.h"

namespace gongkai::programme {

struct Field {
    Traced text;
    bool merged = false;  // the place lies under a merged cell above, whose text it repeats
    int columns = 1;      // over how many columns it goes
};

struct Sheet {
    std::vector<std::vector<Field>> rows;
    bool stated = true;  // merged cells are known; else a blank cell may be one
    Place starts;
    bool wide_heading(std::size_t row) const { return row < wide.size() && wide[row]; }
    std::vector<bool> wide;  // rows with one cell over (nearly) all columns
};

std::vector<Sheet> sheets_of(const extract::Document& document, const Pages& pages);
// Runs of lines with pipes, or with tabs, in the text itself.
std::vector<Sheet> sheets_in_text(const Pages& pages);

// A table in the text whose columns blanks keep below each other.
std::vector<Sheet> sheets_laid_out(const Pages& pages, const ReadingWords& words);

struct GridReading {
    std::vector<RawRow> rows;
    bool has_table = false;    // a header of a table of tasks was seen
    bool empty_table = false;  // it was, and (nearly) nothing stands below it
    bool indicators = false;
    std::optional<Place> starts;                // of the first table of tasks
    std::set<std::uint32_t> pages;              // on which such tables stand
    std::vector<std::pair<Place, Place>> read;  // the first and the last place of each sheet that was read
};

GridReading read_grid(const std::vector<Sheet>& sheets, Context& context);

}  // namespace gongkai::programme
