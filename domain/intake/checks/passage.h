// A text as the checks read it: full-width signs made narrow, letters small, blanks and dashes of all kinds alike, invisible
// signs left out - each sign still knowing where it was printed - and its tables, so that a number knows the head of its column.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/intake/checks/check_words.h"

namespace gongkai::intake {

// Half open, in signs of Passage::text().
struct Stretch {
    std::size_t start = 0, end = 0;
    bool operator==(const Stretch&) const = default;
    std::size_t size() const { return end - start; }
};
bool overlap(const Stretch& a, const Stretch& b);

struct GridCell {
    int row = 0, column = 0;
    Stretch stretch;
};

struct Grid {
    std::vector<GridCell> cells;      // by row, then column
    std::optional<int> head_row;      // the first that names what stands below
    std::map<int, Head> heads;        // by column
    std::map<int, Stretch> heads_at;  // by column, every one
};

class Passage {
  public:
    // Lines with tabs one after the other are a table.
    explicit Passage(std::string_view utf8);

    std::u32string_view text() const { return text_; }
    std::u16string_view units() const { return units_; }  // the same, one unit a sign
    const std::vector<Grid>& grids() const { return grids_; }

    std::u32string_view cut(const Stretch& stretch) const { return text().substr(stretch.start, stretch.size()); }
    std::string printed(const Stretch& stretch) const;  // as it stands in the text, UTF-8
    Stretch printed_at(const Stretch& stretch) const;   // in code points of the text

    char32_t before(std::size_t at) const { return at > 0 ? text_[at - 1] : U'\n'; }
    char32_t at(std::size_t at) const { return at < text_.size() ? text_[at] : U'\n'; }

    // What the words before say of a number: the nearest label of its sentence or cell, then the head of its column, then the
    // cell before. A label of other numbers ("编号") must stand right before it, or before others of the same list.
    Label label_before(std::size_t at) const;
    // What a bracket behind a number says that it is: 370883199001011234（身份证号）. Other numbers (编号) are not told by it.
    Label label_behind(std::size_t at) const;
    Head head_above(std::size_t at) const;
    std::u32string_view head_text_above(std::size_t at) const;  // as it stands in the table
    // The cell that `at` stands in, with its table.
    std::pair<const Grid*, const GridCell*> cell_at(std::size_t at) const;

    // Up to the next 。；！？ or line end.
    std::vector<Stretch> sentences() const;
    Stretch sentence_of(std::size_t at) const;

  private:
    void find_grids();
    static Label label_in(std::u32string_view reach);

    std::u32string printed_;
    std::u32string text_;
    std::u16string units_;
    std::vector<std::size_t> places_;  // of each sign in printed_
    std::vector<Grid> grids_;
};

char32_t folded_sign(char32_t c);               // as it stands in Passage::text()
std::optional<char> chinese_digit(char32_t c);  // 三 and 叁 are '3'
bool is_digit(char32_t c);
bool is_letter(char32_t c);  // ASCII, small

}  // namespace gongkai::intake
