#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/grid.h"

namespace gongkai::programme {

namespace {

Sheet sheet_of(const extract::Table& table, const Pages& pages) {
    Sheet sheet;
    sheet.stated = table.grid != extract::Grid::guessed;
    const auto rows = static_cast<std::size_t>(std::clamp(table.rows, 0, 20000));
    const auto columns = static_cast<std::size_t>(std::clamp(table.columns, 0, 64));
    sheet.rows.assign(rows, std::vector<Field>(columns));
    sheet.wide.assign(rows, false);
    bool first = true;
    for (const extract::Cell& cell : table.cells) {
        if (cell.row < 0 || cell.column < 0 || static_cast<std::size_t>(cell.row) >= rows ||
            static_cast<std::size_t>(cell.column) >= columns)
            continue;
        const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
        const Traced text = trim(trace(pages, cell.text, cell.span));
        if (first && !text.empty()) {
            sheet.starts = text.from[0];
            first = false;
        }
        sheet.rows[row][column].text = text;
        sheet.rows[row][column].columns = std::max(cell.column_span, 1);
        if (columns >= 2 && static_cast<std::size_t>(std::max(cell.column_span, 1)) * 3 >= columns * 2 && cell.column_span >= 2 &&
            !text.empty())
            sheet.wide[row] = true;
        const std::size_t last = std::min(rows, row + static_cast<std::size_t>(std::clamp(cell.row_span, 1, 20000)));
        for (std::size_t below = row + 1; below < last; ++below)
            sheet.rows[below][column] = {text, true, 1};
    }
    return sheet;
}

bool is_pipe(char32_t c) { return c == U'|' || c == U'｜' || c == U'│' || c == U'┃' || c == U'║'; }

// |---|:--:| of a table in Markdown, ├──┼──┤ of one that is drawn.
bool is_rule(std::u32string_view line) {
    const auto drawn = [](char32_t c) {
        return c == U'-' || c == U'=' || c == U'—' || (c >= 0x2500 && c <= 0x257F && !is_pipe(c));
    };
    return std::any_of(line.begin(), line.end(), drawn) && std::all_of(line.begin(), line.end(), [](char32_t c) {
               return is_blank(c) || is_pipe(c) || c == U'-' || c == U':' || c == U'+' || c == U'=' ||
                      (c >= 0x2500 && c <= 0x257F) || c == U'—';
           });
}

}  // namespace

std::vector<Sheet> sheets_of(const extract::Document& document, const Pages& pages) {
    std::vector<Sheet> sheets;
    for (const extract::Page& page : document.pages) {
        for (const extract::Table& table : page.tables)
            sheets.push_back(sheet_of(table, pages));
    }
    return sheets;
}

std::vector<Sheet> sheets_in_text(const Pages& pages) {
    std::vector<Sheet> sheets;
    Sheet sheet;
    char32_t kind = 0;
    bool edged = false;  // lines begin with a pipe that bounds the first cell; else a pipe there follows an empty one
    std::size_t blank_lines = 0;
    const auto close = [&] {
        if (sheet.rows.size() >= 2) {
            sheet.stated = false;
            sheet.wide.assign(sheet.rows.size(), false);
            sheets.push_back(std::move(sheet));
        }
        sheet = {};
        kind = 0;
    };
    for (std::uint32_t page = 0; page < pages.size(); ++page) {
        const std::u32string& text = pages[page];
        std::size_t start = 0;
        while (start <= text.size()) {
            std::size_t end = text.find(U'\n', start);
            if (end == std::u32string::npos)
                end = text.size();
            const auto line = std::u32string_view(text).substr(start, end - start);
            const auto pipes = std::count_if(line.begin(), line.end(), is_pipe);
            const auto tabs = std::count(line.begin(), line.end(), U'\t');
            const bool blank = std::all_of(line.begin(), line.end(), is_blank) && tabs == 0;
            const bool inside_pipes = kind == U'|' && pipes >= 2;
            const char32_t now = pipes >= 2 && (pipes >= 3 || inside_pipes || kind == 0) ? U'|' : tabs >= 1 && !blank ? U'\t' : 0;
            if (blank || (is_rule(line) && !blank)) {
                if (blank && ++blank_lines > 3)
                    close();
                start = end + 1;
                continue;
            }
            blank_lines = 0;
            if (now == 0 || (kind != 0 && now != kind))
                close();
            if (now != 0) {
                kind = now;
                std::vector<Field> row;
                std::size_t from = start;
                const auto is_mark = [&](char32_t c) { return now == U'|' ? is_pipe(c) : c == U'\t'; };
                std::size_t first = start;
                while (first < end && is_blank(text[first]) && !is_mark(text[first]))
                    ++first;
                const bool begins_with_mark = now == U'|' && first < end && is_mark(text[first]);
                if (sheet.rows.empty())
                    edged = begins_with_mark;
                if (begins_with_mark && edged)
                    from = first + 1;
                for (std::size_t i = from; i <= end; ++i) {
                    if (i < end && !is_mark(text[i]))
                        continue;
                    // What follows the closing pipe is no cell.
                    const bool last = i == end;
                    const Traced cell = trim(trace(pages, page, from, i));
                    if (!last || !cell.empty() || now == U'\t')
                        row.push_back({cell, false, 1});
                    from = i + 1;
                }
                if (sheet.rows.empty())
                    sheet.starts = {page, static_cast<std::uint32_t>(start)};
                sheet.rows.push_back(std::move(row));
            }
            start = end + 1;
        }
    }
    close();
    for (Sheet& one : sheets) {
        std::size_t columns = 0;
        for (const auto& row : one.rows)
            columns = std::max(columns, row.size());
        for (auto& row : one.rows)
            row.resize(columns);
    }
    return sheets;
}

}  // namespace gongkai::programme
