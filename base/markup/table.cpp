// Tables as a whole grid, with heads where the first row is plainly one.
#include <algorithm>
#include <array>
#include <set>

#include "base/core/text.h"
#include "base/markup/tree.h"

namespace gongkai::markup {
namespace {

constexpr int most_columns = 500;
constexpr int most_places = 400'000;

std::string text_of(const Blocks& blocks) {
    std::string out;
    for (const auto& block : blocks) {
        if (block.kind == Block::Kind::rule)
            continue;
        out += plain(block.line);
        for (const auto& item : block.items)
            out += text_of(item.blocks);
        out += text_of(block.inner);
        for (const auto& table : block.table)
            for (const auto& cell : table.cells)
                out += text_of(cell.blocks);
    }
    return out;
}

bool has_picture(const Blocks& blocks) {
    return std::ranges::any_of(blocks, [](const Block& block) {
        return std::ranges::any_of(block.line, [](const Piece& piece) { return piece.kind == Piece::Kind::picture; }) ||
               has_picture(block.inner) ||
               std::ranges::any_of(block.items, [](const Item& item) { return has_picture(item.blocks); }) ||
               std::ranges::any_of(block.table, [](const Table& table) {
                   return std::ranges::any_of(table.cells, [](const TableCell& cell) { return has_picture(cell.blocks); });
               });
    });
}

void append(Blocks& to, Blocks more) { std::move(more.begin(), more.end(), std::back_inserter(to)); }

// What is no table after all.
Blocks unrolled(Table& table) {
    Blocks out;
    if (!table.caption.empty()) {
        out.emplace_back();
        out.back().line = std::move(table.caption);
    }
    for (auto& cell : table.cells)
        append(out, std::move(cell.blocks));
    return out;
}

class Places {
  public:
    Places(int rows, int columns)
        : columns_(columns), taken_(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)) {}
    bool is_taken(int row, int column) const { return taken_[index(row, column)]; }
    void take(int row, int column) { taken_[index(row, column)] = true; }

  private:
    std::size_t index(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }
    int columns_;
    std::vector<bool> taken_;
};

// Where cells begin, in order: places in between belong to no cell of their own.
std::vector<int> starts(const Table& table, int TableCell::* place) {
    std::set<int> all;
    for (const auto& cell : table.cells)
        all.insert(cell.*place);
    return {all.begin(), all.end()};
}

int index_in(const std::vector<int>& sorted, int value) {
    return static_cast<int>(std::ranges::lower_bound(sorted, value) - sorted.begin());
}

bool by_place(const TableCell& a, const TableCell& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); }

// False where there are more places than a page can show.
bool fit_to_grid(Table& table) {
    std::ranges::stable_sort(table.cells, by_place);
    const auto rows = starts(table, &TableCell::row), columns = starts(table, &TableCell::column);
    table.head_rows = index_in(rows, table.head_rows);
    table.rows = static_cast<int>(rows.size());
    table.columns = static_cast<int>(columns.size());
    if (table.columns > most_columns || table.rows > most_places / std::max(table.columns, 1))
        return false;
    Places places(table.rows, table.columns);
    std::vector<TableCell> cells;
    for (auto& cell : table.cells) {
        const int row = index_in(rows, cell.row), column = index_in(columns, cell.column);
        const int row_end = index_in(rows, cell.row + cell.row_span),
                  column_end = index_in(columns, cell.column + cell.column_span);
        if (places.is_taken(row, column)) {  // cells over cells: the text is kept by the one before
            if (!cells.empty())
                append(cells.back().blocks, std::move(cell.blocks));
            continue;
        }
        int right = column + 1, below = row;
        while (right < column_end && !places.is_taken(row, right))
            ++right;
        const auto is_free = [&](int line) {
            for (int i = column; i < right; ++i)
                if (places.is_taken(line, i))
                    return false;
            return true;
        };
        for (; below < std::max(row_end, row + 1) && is_free(below); ++below)
            for (int i = column; i < right; ++i)
                places.take(below, i);
        cells.push_back({row, column, below - row, right - column, cell.is_head, std::move(cell.blocks)});
    }
    for (int row = 0; row < table.rows; ++row)
        for (int column = 0; column < table.columns; ++column)
            if (!places.is_taken(row, column))
                cells.push_back({row, column, 1, 1, false, {}});
    std::ranges::stable_sort(cells, by_place);
    table.cells = std::move(cells);
    return true;
}

bool is_bold(const Blocks& blocks) {
    bool has_text = false;
    for (const auto& block : blocks)
        for (const auto& piece : block.line)
            if (piece.kind == Piece::Kind::text) {
                has_text = true;
                if (!(piece.marks & strong))
                    return false;
            }
    return has_text;
}

bool is_figure(std::string_view text) {
    return !text.empty() && text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789.,%-+ ") == std::string_view::npos;
}

// A name of a column: short, no sentence, no figure.
bool is_name(const std::string& text) {
    if (text.empty() || count_code_points(text) > 16 || is_figure(text))
        return false;
    for (const std::string_view sign : {"。", "；", "：", ":", "？", "！"})
        if (text.find(sign) != std::string::npos)
            return false;
    return true;
}

// Plainly a head: names over all columns, none twice, and they are set in bold where the rows below are not, or the first is one
// that only heads bear, or a column of figures stands below one of them.
bool is_head_row(const Table& table) {
    constexpr std::array<std::string_view, 20> usual{"序号", "编号", "项目", "事项", "指标", "类别",    "年份",
                                                     "年度", "日期", "姓名", "名称", "单位", "科目",    "任务",
                                                     "区域", "地区", "科室", "部门", "时间", "工作任务"};
    if (table.rows < 2 || table.columns < 2)
        return false;
    std::set<std::string> names;
    std::vector<std::string> first, rest(static_cast<std::size_t>(table.columns));
    std::vector<bool> is_column_of_figures(static_cast<std::size_t>(table.columns), true);
    bool is_all_bold = true, is_bold_below = true;
    for (const auto& cell : table.cells) {
        const std::string text(trim(text_of(cell.blocks)));
        if (cell.row == 0) {
            if (cell.row_span != 1 || cell.column_span != 1 || !is_name(text) || !names.insert(text).second)
                return false;
            first.push_back(text);
            is_all_bold = is_all_bold && is_bold(cell.blocks);
        } else {
            for (int i = cell.column; i < cell.column + cell.column_span; ++i)
                is_column_of_figures[static_cast<std::size_t>(i)] =
                    is_column_of_figures[static_cast<std::size_t>(i)] && is_figure(text);
            is_bold_below = is_bold_below && (text.empty() || is_bold(cell.blocks));
        }
    }
    if (static_cast<int>(first.size()) != table.columns)
        return false;
    return (is_all_bold && !is_bold_below) || std::ranges::find(usual, first.front()) != usual.end() ||
           (table.rows > 2 && std::ranges::find(is_column_of_figures, true) != is_column_of_figures.end());
}

void unbold(Blocks& blocks) {
    for (auto& block : blocks) {
        for (auto& piece : block.line)
            piece.marks &= ~static_cast<unsigned>(strong);
        tidy(block.line);
    }
}

// How many rows are the head, where `stated` are at least; none where all would be.
int head_rows_of(const Table& table, int stated) {
    int count = stated;
    std::vector<bool> is_all_head(static_cast<std::size_t>(table.rows), true);
    for (const auto& cell : table.cells)
        if (!cell.is_head && cell.row >= stated)
            for (int row = cell.row; row < cell.row + cell.row_span; ++row)
                is_all_head[static_cast<std::size_t>(row)] = false;
    while (count < table.rows && is_all_head[static_cast<std::size_t>(count)])
        ++count;
    // No cell may reach out of the head; cells are by row, so one look is enough.
    for (const auto& cell : table.cells)
        if (cell.row < count)
            count = std::max(count, cell.row + cell.row_span);
    if (count >= table.rows)
        return stated > 0 ? head_rows_of(table, 0) : 0;
    return count;
}

void tell_heads(Table& table) {
    const bool is_stated = table.head_rows > 0 || std::ranges::any_of(table.cells, &TableCell::is_head);
    table.head_rows = head_rows_of(table, !is_stated && is_head_row(table) ? 1 : table.head_rows);
    for (auto& cell : table.cells) {
        cell.is_head = cell.is_head || cell.row < table.head_rows;
        if (cell.is_head)
            unbold(cell.blocks);
    }
}

}  // namespace

Blocks mend_table(Table table) {
    const bool is_empty = std::ranges::all_of(
        table.cells, [](const TableCell& cell) { return trim(text_of(cell.blocks)).empty() && !has_picture(cell.blocks); });
    if (is_empty)
        return {};
    if (table.cells.size() == 1 || !fit_to_grid(table) || table.cells.size() == 1)
        return unrolled(table);
    tell_heads(table);
    Blocks out(1);
    out[0].kind = Block::Kind::table;
    out[0].table.push_back(std::move(table));
    return out;
}

}  // namespace gongkai::markup
