// The header of a table of tasks: which of its rows it is, and what its columns hold.
#pragma once
#include <optional>
#include <vector>

#include "domain/programme/reading/grid.h"

namespace gongkai::programme {

using Kinds = std::vector<std::optional<Column>>;

inline bool has_text(const Field& field) { return !field.text.empty(); }
inline bool is_owner(std::optional<Column> kind) {
    return kind == Column::units || kind == Column::lead || kind == Column::support;
}
std::size_t count_of(const Kinds& kinds, Column column);

// What kinds of columns a row names, if it is a header at all.
std::optional<Kinds> header_of(const std::vector<Field>& row, const ReadingWords& words);

// What a second row of the header makes of the first: finer names such as 牵头单位, or the rest of a name (责任单位 over 牵头).
// Nothing where any of its cells is no name.
std::optional<Kinds> finer(Kinds kinds, const std::vector<Field>& upper, const std::vector<Field>& lower,
                           const ReadingWords& words);

struct FoundHeader {
    Kinds kinds;
    std::size_t row = 0, rows = 1;
};

// The header among the first rows of a sheet. Its words may be torn over two rows or three: 序 | 工作任务 | 号.
std::optional<FoundHeader> find_grid_header(const Sheet& sheet, const ReadingWords& words);

}  // namespace gongkai::programme
