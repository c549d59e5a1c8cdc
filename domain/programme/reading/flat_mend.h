// The stream of a flattened table before its columns are read: what stands in it and is no part of the table goes, and what was
// parted or broken on the way is put together again.
#pragma once
#include <vector>

#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

Piece make_piece(const Line& line, const ReadingWords& words);

// Which pieces behind `start` are numbers and running heads of pages; `headers` tells the pieces that name columns.
std::vector<bool> furniture_in(const std::vector<Line>& pieces, const std::vector<bool>& headers, std::size_t start);

// What is known of the columns before pieces are put together.
struct FlatWidths {
    double requirement = 0, units = 0, title = 0;
    bool latin_apart = false;  // every Latin word and number stands between blanks, so these part no cells
};

// Are Latin words and numbers set apart from Han characters by blanks all through the table?
bool sets_latin_apart(const std::vector<Region>& regions);

// Printing parts numbers from letters by a blank that is no end of a line; such pieces are put together again.
std::vector<Piece> join_numbers(std::vector<Piece> pieces, const FlatWidths& width, bool number_column, bool due_column,
                                const ReadingWords& words);

// A line that a blank too many has parted: two short pieces that together fill a line and go on with each other.
std::vector<Piece> join_halves(std::vector<Piece> pieces, double full, const Neighbours& neighbours, const ReadingWords& words);

// Line ends that say nothing of how the table was printed are not believed.
void forget_false_lines(std::vector<Region>& regions, double full);

}  // namespace gongkai::programme
