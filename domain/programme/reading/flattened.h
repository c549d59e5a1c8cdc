// Text of a table whose columns were flattened: the lines of all cells of a page in one stream, by their height on the page, so
// that a unit list is cut in half by the requirement beside it and a merged category is torn into pieces. Read in three steps,
// none of which knows the place: the stream is cut into pieces and measured (flat_pieces); each piece is given to a column by its
// form, its width and how well it joins what the column holds (flat_columns); the lines of requirements are divided into rows
// against unit lists and titles by their height (flat_rows).
#pragma once
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "domain/programme/reading/lines.h"
#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/rows.h"

namespace gongkai::programme {

enum class Stack {
    none,
    category,
    title,
    requirement,
    units,
    support,
    due,
    number,
    heading
};  // the columns a piece may belong to

struct Piece {
    Traced text;
    std::u32string bare;  // mended and folded
    double width = 0;     // in Han characters
    double unit = 0;      // 0..1: does it look like a part of a list of units?
    bool is_due = false;
    std::optional<Mark> mark;
    bool first = false;  // of its page
    std::size_t indent = 0;
    bool goes_on = false;   // as of its Line
    bool repaired = false;  // two cells stood in it without a blank, or a blank in the middle of it
};

// One page of the table: the pieces between a header and the next.
struct Region {
    std::vector<Piece> pieces;
    std::uint32_t page = 0;
    bool laid_out = false;  // blanks keep its columns below each other
};

// How often letters stand side by side in the document: what a broken line goes on with.
class Neighbours {
  public:
    Neighbours() = default;
    explicit Neighbours(const std::vector<Line>& lines);
    // Below zero where `right` is a likely continuation of `left`, above where it is not; within -3 and 2.
    double cost(std::u32string_view left, std::u32string_view right) const;

  private:
    std::unordered_map<std::uint64_t, std::uint32_t> pairs_, triples_;
    std::unordered_map<char32_t, std::uint32_t> single_;
    double total_ = 1;
};

struct FlatText {
    std::vector<Region> regions;
    std::vector<Column> header;  // the columns that the header names
    std::size_t starts = 0;      // the piece of the stream at which the table begins
    double requirement_width = 0, unit_width = 0, title_width = 0;
    bool torn = false;           // lines are cut where a column ends, so cells are not whole
    bool stops_at_ends = false;  // requirements end with a stop
    bool numbered_titles = false, has_number_column = false, has_due_column = false;
    bool two_owners = false;  // a column of lead units and another beside it
    Neighbours neighbours;
};

// Finds the table in a stream of pieces; nothing where no header stands in it.
std::optional<FlatText> flat_pieces(const std::vector<Line>& pieces, const ReadingWords& words);

// A cell put together of pieces (their numbers in the region), in reading order.
struct FlatCell {
    std::vector<std::size_t> pieces;
    std::vector<double> above;  // how many lines of requirements stand before each of them
    double height = 0;          // the mean of these
    bool repaired = false;      // its pieces did not stand in order
};

struct FlatColumns {
    std::vector<std::size_t> lines;  // pieces of requirements
    std::vector<FlatCell> titles, categories, units, dues, headings;
    std::vector<FlatCell> supports;  // of the second column of units
    std::vector<int> numbers;        // beside titles; 0 for none
    std::size_t left_over = 0;       // pieces that fit nowhere
    bool by_cell = false;            // cells were read whole, one after the other
};

// The width that holds most, a little of its neighbours counted to it; `weight`: how much text is so wide.
int heaviest(const std::map<int, double>& weight);

// What a reading believes in more or less: letters that go on with each other, and the height of cells. A second reading with
// other leanings tells what the first one only guessed.
struct Leaning {
    double words = 1, heights = 1;
    std::size_t beam = 40;  // readings kept while it goes on
};

std::vector<FlatColumns> flat_columns(const FlatText& text, const ReadingWords& words, Leaning lean = {});

std::vector<RawRow> flat_rows(const FlatText& text, const std::vector<FlatColumns>& columns, Context& context);

constexpr double unsure = 0.66;          // what a person has to look at
constexpr double not_quite_sure = 0.85;  // right as far as can be seen, though another reading fits nearly as well

// Doubts rows of tasks whose numbers or categories do not fit in with the others.
void doubt_odd_tasks(std::vector<RawRow>& rows);
// Doubts the rows that another reading of the same text sees differently.
void doubt_where_other(std::vector<RawRow>& rows, const std::vector<RawRow>& other);

}  // namespace gongkai::programme
