// What stands behind a name of a column in running text: 责任单位:甲局、乙局 and 完成时限:6月底前 on lines of their own below a
// task, or as the last sentences of it.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/programme/reading/reading_words.h"
#include "domain/programme/reading/traced.h"
#include "domain/programme/reading/units.h"

namespace gongkai::programme {

// The column that the text begins with the name of, a colon behind it: 牵头单位:… is lead.
struct ColumnLabel {
    Column column = Column::units;
    std::size_t length = 0;  // with blanks before and its colon
};
std::optional<ColumnLabel> column_label_at(std::u32string_view text, const ReadingWords& words);

struct Labelled {
    std::vector<std::pair<Traced, UnitRole>> owners;
    std::vector<Traced> terms;
};

// Takes the labelled end out of a paragraph, whose line ends are still in it. Nothing where no label stands at the beginning of a
// line or a sentence, or where what follows the names of units names none.
std::optional<Labelled> take_labelled_units(Traced& paragraph, const ReadingWords& words);

}  // namespace gongkai::programme
