#include "base/extract/flow.h"

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/symbols.h"

namespace gongkai::extract {
namespace {

std::vector<const FlowCell*> in_order(const FlowTable& table) {
    std::vector<const FlowCell*> cells;
    for (const auto& cell : table.cells)
        cells.push_back(&cell);
    std::ranges::stable_sort(cells, {}, [](const FlowCell* cell) { return std::pair(cell->row, cell->column); });
    return cells;
}

std::size_t weight(const Flow& flow);

std::size_t weight(const FlowTable& table) {
    std::size_t sum = 0;
    for (const auto& cell : table.cells)
        sum += weight(cell.content);
    return sum;
}

std::size_t weight(const Flow& flow) {
    std::size_t sum = 0;
    for (const auto& block : flow)
        sum += block.table ? weight(*block.table) : trim(block.line).size();
    return sum;
}

// A frame holds one or more tables and hardly any text of its own beside them; so does any table of a single cell.
bool is_frame(const FlowTable& table) {
    if (table.cells.size() <= 1)
        return true;
    std::size_t own = 0, inner = 0;
    int own_cells = 0;
    for (const auto& cell : table.cells) {
        std::size_t here = 0;
        for (const auto& block : cell.content)
            (block.table ? inner : here) += block.table ? weight(*block.table) : trim(block.line).size();
        own += here;
        own_cells += here > 0;
    }
    return inner > 0 && (own <= inner || own_cells < 3);
}

// The rows (or columns) of a table in which a cell begins. Others hold nothing of their own: the columns of a heading's
// colspan="100", the finer grid that Word keeps of every border that was ever moved.
class Starts {
  public:
    Starts(const FlowTable& table, int FlowCell::* place) {
        for (const auto& cell : table.cells)
            places_.push_back(cell.*place);
        std::ranges::sort(places_);
        const auto rest = std::ranges::unique(places_);
        places_.erase(rest.begin(), rest.end());
    }
    int count() const { return static_cast<int>(places_.size()); }
    // How many begin before `place`.
    int index(int place) const { return static_cast<int>(std::ranges::lower_bound(places_, place) - places_.begin()); }

  private:
    std::vector<int> places_;
};

struct Extent {
    int row, column, row_span, column_span;
};

Extent within(const FlowCell& cell, const Starts& rows, const Starts& columns) {
    const int row = rows.index(cell.row), column = columns.index(cell.column);
    return {row, column, rows.index(cell.row + std::max(cell.row_span, 1)) - row,
            columns.index(cell.column + std::max(cell.column_span, 1)) - column};
}

class Writer {
  public:
    explicit Writer(int number_of_page) : number_of_page_(number_of_page) {}
    void flow(const Flow& flow) {
        for (const auto& block : flow) {
            if (!block.table)
                line(block.line);
            else if (is_frame(*block.table))
                frame(*block.table);
            else if (weight(*block.table) > 0)
                table(*block.table);
        }
    }
    Page finish() { return std::move(page_); }

  private:
    void append(std::string_view text) {
        if (page_.text.size() + text.size() > most_text)
            throw std::length_error("a page with more text than is read");
        page_.text += text;
        length_ += count_code_points(text);
    }

    void line(const std::string& raw) {
        const auto text = clean(raw);
        if (trim(text).empty())
            return;
        append(std::string_view(text).substr(0, text.find_last_not_of(" \t\n") + 1));
        append("\n");
    }

    void frame(const FlowTable& table) {
        for (const auto* cell : in_order(table))
            flow(cell->content);
    }

    void table(const FlowTable& from) {
        const Starts rows(from, &FlowCell::row), starts(from, &FlowCell::column);
        const int columns = starts.count();
        if (columns > most_columns || rows.count() > most_places / columns || (places_ += rows.count() * columns) > most_places)
            throw std::length_error("a page with more places in tables than are read");
        Table table{from.grid, rows.count(), columns, {}};

        // Who owns each place: the index of a cell, or -1.
        std::vector<int> owner(static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(columns), -1);
        const auto at = [&](int row, int column) -> int& {
            return owner[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
        };
        for (const auto* stated : in_order(from)) {
            auto text = clean(plain(stated->content));
            std::ranges::replace(text, '\t', ' ');
            text = std::string(trim(text));
            const auto cell = within(*stated, rows, starts);
            if (const int taken = at(cell.row, cell.column); taken >= 0) {
                auto& other = table.cells[static_cast<std::size_t>(taken)].text;
                other += other.empty() || text.empty() ? text : '\n' + text;
                continue;
            }
            int right = cell.column + 1;
            const int right_most = cell.column + cell.column_span;
            while (right < right_most && at(cell.row, right) < 0)
                ++right;
            int below = cell.row;
            const int below_most = cell.row + cell.row_span;
            const auto free_row = [&](int row) {
                for (int column = cell.column; column < right; ++column)
                    if (at(row, column) >= 0)
                        return false;
                return true;
            };
            for (; below < below_most && free_row(below); ++below)
                for (int column = cell.column; column < right; ++column)
                    at(below, column) = static_cast<int>(table.cells.size());
            table.cells.push_back({cell.row, cell.column, below - cell.row, right - cell.column, std::move(text), {}});
        }
        write(std::move(table), owner);
    }

    void write(Table table, const std::vector<int>& owner) {
        std::vector<Cell> cells;
        for (int row = 0; row < table.rows; ++row) {
            for (int column = 0; column < table.columns; ++column) {
                if (column > 0)
                    append("\t");
                const int index = owner[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                                        static_cast<std::size_t>(column)];
                Cell cell{row, column, 1, 1, {}, {}};
                if (index >= 0) {
                    const auto& from = table.cells[static_cast<std::size_t>(index)];
                    if (from.row != row || from.column != column)
                        continue;
                    cell = from;
                }
                cell.span.page = number_of_page_;
                cell.span.start = length_;
                append(cell.text);
                cell.span.end = length_;
                cells.push_back(std::move(cell));
            }
            append("\n");
        }
        table.cells = std::move(cells);
        page_.tables.push_back(std::move(table));
    }

    int number_of_page_;
    Page page_;
    std::size_t length_ = 0;  // of page_.text in code points
    int places_ = 0;
};

void plain_into(std::string& out, const Flow& flow) {
    for (const auto& block : flow) {
        if (!block.table) {
            if (trim(block.line).empty())
                continue;
            if (!out.empty())
                out += '\n';
            out += block.line;
            continue;
        }
        int row = -1;
        for (const auto* cell : in_order(*block.table)) {
            const auto text = plain(cell->content);
            if (text.empty())
                continue;
            if (!out.empty())
                out += cell->row == row ? ' ' : '\n';
            out += text;
            row = cell->row;
        }
    }
}

}  // namespace

Page lay_out(const Flow& flow, int number_of_page) {
    Writer writer(number_of_page);
    writer.flow(flow);
    return writer.finish();
}

std::string plain(const Flow& flow) {
    std::string out;
    plain_into(out, flow);
    return out;
}

std::string clean(std::string_view raw) {
    const std::string mended = is_utf8(raw) ? std::string() : mend_utf8(raw);
    const std::string_view text = mended.empty() ? raw : mended;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = [&](std::size_t ahead) {
            return i + ahead < text.size() ? static_cast<unsigned char>(text[i + ahead]) : 0U;
        };
        if (c == '\r') {
            out += '\n';
            i += next(1) == '\n';
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F)) {
            out += text[i];
        } else if (c == '\v' || c == '\f') {
            out += '\n';
        } else if (c < 0x20 || c == 0x7F) {
            continue;
        } else if (c == 0xC2 && (next(1) < 0xA0 || next(1) == 0xAD)) {  // C1 controls, the soft hyphen; U+0085 is a line end
            if (next(1) == 0x85)
                out += '\n';
            ++i;
        } else if (c == 0xE2 && next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9)) {  // line and paragraph separators
            out += '\n';
            i += 2;
        } else if (c == 0xEF && next(1) == 0xBB && next(2) == 0xBF) {
            i += 2;
        } else if (c == 0xEF && next(1) >= 0x80 && next(1) <= 0x83) {  // U+F000 to U+F0FF: of a font that the page has not
            const auto sign = sign_of_nobody(0xF000 + ((next(1) & 0x3F) << 6 | (next(2) & 0x3F)));
            out += sign.value_or(text.substr(i, 3));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

void RowPlacer::place(int row_span, int column_span, Flow content) {
    row_span = std::clamp(row_span, 1, most_places);
    column_span = std::clamp(column_span, 1, most_columns);
    row_ = std::max(row_, 0);
    std::size_t column = 0;
    while (column < taken_until_.size() && taken_until_[column] > row_)
        ++column;
    if (column >= static_cast<std::size_t>(most_columns))
        throw std::length_error("a table with more columns than are read");
    column_span = std::min(column_span, most_columns - static_cast<int>(column));
    const auto end = column + static_cast<std::size_t>(column_span);
    if (taken_until_.size() < end)
        taken_until_.resize(end, 0);
    for (auto i = column; i < end; ++i)
        taken_until_[i] = std::max(taken_until_[i], row_ + row_span);
    table_.cells.push_back({row_, static_cast<int>(column), row_span, column_span, std::move(content)});
    if (table_.cells.size() > static_cast<std::size_t>(most_places))
        throw std::length_error("a table with more cells than are read");
}

void RowPlacer::end_group() {
    for (; group_begins_ < table_.cells.size(); ++group_begins_) {
        auto& cell = table_.cells[group_begins_];
        cell.row_span = std::min(cell.row_span, row_ + 1 - cell.row);
    }
    for (int& row : taken_until_)
        row = std::min(row, row_ + 1);
}

FlowTable RowPlacer::finish(Grid grid) {
    end_group();
    table_.grid = grid;
    return std::move(table_);
}

}  // namespace gongkai::extract
