// XLSX: every visible sheet is a page with one table of the places in use. Rows and columns without any text are left out, so
// that a stray cell in XFD1048576 costs nothing.
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/workbook.h"
#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

struct Laid {
    Flow flow;
    std::vector<int> row_numbers;
};

Laid flow_of(std::map<Place, std::string>& texts, const std::map<Place, Place>& merges) {
    std::set<int> row_set, column_set;
    for (const auto& [place, text] : texts) {
        row_set.insert(place.row);
        column_set.insert(place.column);
    }
    const std::vector<int> rows(row_set.begin(), row_set.end()), columns(column_set.begin(), column_set.end());
    const auto index = [](const std::vector<int>& used, int n) {
        return static_cast<int>(std::ranges::lower_bound(used, n) - used.begin());
    };

    FlowTable table;
    for (auto& [place, text] : texts) {
        FlowCell cell{index(rows, place.row), index(columns, place.column), 1, 1, {}};
        if (const auto merge = merges.find(place); merge != merges.end()) {
            cell.row_span = index(rows, merge->second.row + 1) - cell.row;
            cell.column_span = index(columns, merge->second.column + 1) - cell.column;
        }
        cell.content.push_back(line_block(std::move(text)));
        table.cells.push_back(std::move(cell));
    }
    // A merged place without text still covers what it covers.
    for (const auto& [first, last] : merges)
        if (!texts.contains(first) && row_set.contains(first.row) && column_set.contains(first.column))
            table.cells.push_back({index(rows, first.row),
                                   index(columns, first.column),
                                   index(rows, last.row + 1) - index(rows, first.row),
                                   index(columns, last.column + 1) - index(columns, first.column),
                                   {}});
    Laid laid;
    laid.flow.push_back(table_block(std::move(table)));
    for (const int row : rows)
        laid.row_numbers.push_back(row + 1);
    return laid;
}

Laid flow_of(const Workbook& book, const pugi::xml_node& root) {
    std::map<Place, std::string> texts;
    Place here;
    for (const auto& row : child(root, "sheetData")) {
        if (!is(row, "row"))
            continue;
        here.row = std::clamp(number(attribute(row, "r"), here.row + 1), 1, 1'048'576) - 1;
        here.column = 0;
        for (const auto& cell : row) {
            if (!is(cell, "c"))
                continue;
            const auto stated = read_place(attribute(cell, "r"));
            const auto place = stated.value_or(here);
            here.column = place.column + 1;
            auto text = book.text_of(cell);
            if (!trim(text).empty())
                texts.insert_or_assign(place, std::move(text));
            if (texts.size() > static_cast<std::size_t>(most_places))
                throw std::length_error("a sheet with more cells than are read");
        }
        ++here.row;
    }
    return flow_of(texts, read_merges(root));
}

}  // namespace

Result<Document> read_xlsx(std::string_view bytes) {
    auto book = Workbook::open(bytes);
    if (!book)
        return std::unexpected(book.error());
    Document document{Format::xlsx, book->package().title(), {}, {}, book->epoch() == Epoch::y1904};
    for (const auto& sheet : book->sheets()) {
        if (sheet.is_hidden)
            continue;
        const auto xml = book->sheet(sheet);
        if (!xml)
            return std::unexpected(xml.error());
        auto laid = flow_of(*book, xml->root());
        auto& page = document.pages.emplace_back(lay_out(laid.flow, static_cast<int>(document.pages.size())));
        page.name = clean(sheet.name);
        if (page.tables.size() == 1 && std::cmp_equal(page.tables.front().rows, laid.row_numbers.size()))
            page.tables.front().row_numbers = std::move(laid.row_numbers);
    }
    return document;
}

}  // namespace gongkai::extract
