#include "base/extract/lines.h"

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/flow.h"
#include "base/extract/html_rest.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

RichBlock paragraph(std::string text, Spot spot) {
    RichBlock block;
    Run run;
    run.text = std::move(text);
    block.runs.push_back(std::move(run));
    block.spot = std::move(spot);
    return block;
}

RichBlock table_of(const Table& table, int number, const Spot* spot) {
    RichTable out{table.rows, table.columns, {}, {}};
    for (const auto& cell : table.cells) {
        RichCell rich{cell.row, cell.column, cell.row_span, cell.column_span, false, {}, {}};
        rich.spot = spot ? *spot
                         : Spot{"extract.place.table_cell",
                                {std::to_string(number), std::to_string(cell.row + 1), std::to_string(cell.column + 1)}};
        for (const auto line : split(cell.text, '\n'))
            if (!trim(line).empty())
                rich.blocks.push_back(paragraph(std::string(line), rich.spot));
        out.cells.push_back(std::move(rich));
    }
    RichBlock block;
    block.kind = RichBlock::Kind::table;
    block.table.push_back(std::move(out));
    return block;
}

}  // namespace

void append_blocks(const Page& page, std::vector<RichBlock>& to, const Spot* spot) {
    const auto text = to_code_points(page.text);
    int paragraphs = 0, tables = 0;
    for (const auto& block : to)
        ++(block.kind == RichBlock::Kind::table ? tables : paragraphs);
    std::size_t at = 0;
    const auto lines_until = [&](std::size_t end) {
        if (at >= end)
            return;
        const auto part = to_utf8(std::u32string_view(text).substr(at, end - at));
        for (const auto line : split(part, '\n'))
            if (!trim(line).empty()) {
                ++paragraphs;
                to.push_back(
                    paragraph(std::string(line), spot ? *spot : Spot{"extract.place.paragraph", {std::to_string(paragraphs)}}));
            }
        at = end;
    };
    for (const auto& table : page.tables) {
        if (table.cells.empty())
            continue;
        lines_until(table.cells.front().span.start);
        to.push_back(table_of(table, ++tables, spot));
        at = std::max(at, table.cells.back().span.end);
        while (at < text.size() && text[at] != '\n')  // tabs of places that a merged cell covers
            ++at;
    }
    lines_until(text.size());
}

void keep_apart(RichTable& table) {
    if (table.columns > 0 && table.rows > most_places / table.columns)
        throw std::length_error("a table with more places than are read");
    std::vector<bool> taken(static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.columns));
    const auto at = [&](int row, int column) {
        return taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) + static_cast<std::size_t>(column)];
    };
    std::ranges::stable_sort(table.cells, {}, [](const RichCell& cell) { return std::pair(cell.row, cell.column); });
    std::vector<RichCell> kept;
    for (auto& cell : table.cells) {
        if (at(cell.row, cell.column)) {
            if (!kept.empty())
                std::move(cell.blocks.begin(), cell.blocks.end(), std::back_inserter(kept.back().blocks));
            continue;
        }
        int right = cell.column, below = cell.row;
        while (right < std::min(cell.column + cell.column_span, table.columns) && !at(cell.row, right))
            ++right;
        const auto is_free = [&](int row) {
            for (int column = cell.column; column < right; ++column)
                if (at(row, column))
                    return false;
            return true;
        };
        for (; below < std::min(cell.row + cell.row_span, table.rows) && is_free(below); ++below)
            for (int column = cell.column; column < right; ++column)
                taken[static_cast<std::size_t>(below) * static_cast<std::size_t>(table.columns) +
                      static_cast<std::size_t>(column)] = true;
        cell.row_span = below - cell.row;
        cell.column_span = right - cell.column;
        kept.push_back(std::move(cell));
    }
    table.cells = std::move(kept);
}

Result<Rich> read_plain_text(std::string_view bytes) {
    auto document = read_txt(bytes);
    if (!document)
        return std::unexpected(document.error());
    Rich rich;
    rich.format = RichFormat::txt;
    rich.warnings = std::move(document->warnings);
    append_blocks(document->pages.front(), rich.blocks);
    return rich;
}

Result<Rich> read_rich_html(std::string_view bytes) {
    auto document = read_html(bytes);
    if (!document)
        return std::unexpected(document.error());
    Rich rich;
    rich.format = RichFormat::html;
    rich.title = std::move(document->title);
    rich.warnings = std::move(document->warnings);
    append_blocks(document->pages.front(), rich.blocks);
    rich.html = decode_html(bytes).text;
    read_html_rest(rich.html, rich);
    return rich;
}

}  // namespace gongkai::extract
