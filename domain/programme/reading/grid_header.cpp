#include "domain/programme/reading/grid_header.h"

#include <algorithm>

namespace gongkai::programme {

namespace {

// The column of the header cell that stands over a place; it may go over several: 责任单位 over 牵头 | 配合.
std::optional<std::size_t> over(const std::vector<Field>& row, std::size_t place) {
    for (std::size_t c = std::min(place + 1, row.size()); c-- > 0;) {
        if (has_text(row[c]))
            return c;
    }
    return std::nullopt;
}

// How many cells are names of columns, letter by letter.
std::size_t names_in(const std::vector<Field>& row, const ReadingWords& words) {
    return static_cast<std::size_t>(std::count_if(
        row.begin(), row.end(), [&](const Field& field) { return has_text(field) && words.column_of(mend(field.text.text)); }));
}

// 序号 | 重点工作安排 | 责任单位及分工 | 完成时限要求: 序号 stands first and every other cell is short and holds a name of a
// column. No row of tasks does.
bool is_header_by_likeness(const std::vector<Field>& row, Kinds& kinds, const ReadingWords& words) {
    constexpr std::size_t longest = 10;
    Kinds near(row.size());
    std::size_t filled = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (!has_text(row[c]))
            continue;
        const std::u32string text = mend(row[c].text.text);
        near[c] = words.column_near(text);
        if (text.size() > longest || !near[c] || (filled == 0 && words.column_of(text) != Column::number))
            return false;
        ++filled;
    }
    const bool what = count_of(near, Column::title) + count_of(near, Column::requirement) > 0;
    const bool owners = count_of(near, Column::units) + count_of(near, Column::lead) + count_of(near, Column::support) > 0;
    if (filled < 3 || !what || !owners)
        return false;
    kinds = near;
    return true;
}

}  // namespace

std::size_t count_of(const Kinds& kinds, Column column) {
    return static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), std::optional(column)));
}

// What kinds of columns a row names, if it is a header at all.
std::optional<Kinds> header_of(const std::vector<Field>& row, const ReadingWords& words) {
    Kinds kinds(row.size());
    std::size_t exact = 0, filled = 0, indicators = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (!has_text(row[c]))
            continue;
        ++filled;
        const std::u32string text = mend(row[c].text.text);
        kinds[c] = words.column_of(text);
        exact += kinds[c].has_value();
        if (text.size() <= 10 && contains(text, U"指标")) {
            ++indicators;
            kinds[c] = Column::category;
        }
    }
    exact += indicators;
    if ((exact < 2 || exact * 2 < filled) && !is_header_by_likeness(row, kinds, words))
        return std::nullopt;
    const auto has = [&](Column column) { return count_of(kinds, column) > 0; };
    const bool owners = has(Column::units) || has(Column::lead) || has(Column::support);
    bool what = has(Column::title) || has(Column::requirement) || indicators > 0;
    // 2027年重点任务安排 beside 责任单位 and 完成时限: a name nobody listed, that holds one.
    if (!what && owners && has(Column::due)) {
        what = std::ranges::any_of(row, [&](const Field& field) {
            const auto near = has_text(field) ? words.column_near(mend(field.text.text)) : std::nullopt;
            return near == Column::title || near == Column::requirement;
        });
    }
    if (!what || (!owners && exact < 3 && !(has(Column::title) && has(Column::requirement)) && !has(Column::due)))
        return std::nullopt;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (has_text(row[c]) && !kinds[c])
            kinds[c] = words.column_near(mend(row[c].text.text));
    }
    // One header over several columns: 工作任务 over a category and its tasks.
    for (std::size_t c = 0; c < row.size(); ++c) {
        for (std::size_t more = 1; kinds[c] && more < static_cast<std::size_t>(row[c].columns) && c + more < row.size(); ++more) {
            if (!has_text(row[c + more]))
                kinds[c + more] = kinds[c];
        }
    }
    return kinds;
}

// What a second row of the header makes of the first: finer names such as 牵头单位, or the rest of a name (责任单位 over 牵头).
// Nothing where any of its cells is no name.
std::optional<Kinds> finer(Kinds kinds, const std::vector<Field>& upper, const std::vector<Field>& lower,
                           const ReadingWords& words) {
    std::size_t names = 0;
    for (std::size_t c = 0; c < lower.size() && c < kinds.size(); ++c) {
        if (!has_text(lower[c]) || lower[c].merged)
            continue;
        const std::u32string name = mend(lower[c].text.text);
        std::optional<Column> column = words.column_of(name);
        const auto above = over(upper, c);
        if (!column && name.size() <= 6 && above && is_owner(words.column_near(mend(upper[*above].text.text)))) {
            column = words.column_near(mend(upper[*above].text.text) + name);
            if (!is_owner(column))
                return std::nullopt;
        }
        if (!column)
            return std::nullopt;
        kinds[c] = column;
        ++names;
    }
    return names > 0 ? std::optional(kinds) : std::nullopt;
}

// The header among the first rows of a sheet. Its words may be torn over two rows or three: 序 | 工作任务 | 号.
std::optional<FoundHeader> find_grid_header(const Sheet& sheet, const ReadingWords& words) {
    constexpr std::size_t most_rows_above = 15, most_rows = 3;
    for (std::size_t r = 0; r < std::min(sheet.rows.size(), most_rows_above); ++r) {
        std::optional<FoundHeader> best;
        std::size_t most = 0;
        std::vector<Field> joined = sheet.rows[r];
        for (std::size_t rows = 1; rows <= most_rows && r + rows <= sheet.rows.size(); ++rows) {
            bool is_short = true;  // a heading above the table is no part of its header
            if (rows > 1) {
                const std::vector<Field>& lower = sheet.rows[r + rows - 1];
                if (header_of(lower, words))
                    break;
                for (std::size_t c = 0; c < joined.size() && c < lower.size(); ++c) {
                    if (!lower[c].merged)
                        joined[c].text.append(lower[c].text);
                    is_short &= joined[c].text.size() <= 20;
                }
            }
            const auto kinds = is_short ? header_of(joined, words) : std::nullopt;
            const std::size_t names = names_in(joined, words);
            if (kinds && names > most) {
                best = FoundHeader{*kinds, r, rows};
                most = names;
            }
        }
        if (best)
            return best;
    }
    return std::nullopt;
}

}  // namespace gongkai::programme
