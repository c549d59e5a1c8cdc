// A stranger's file as text on pages, with the tables that its format states, its ruled lines show or its columns suggest.
// Every place is given in code points of Page::text, so that whoever reads the text can point back into it.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace gongkai::extract {

enum class Format { txt, pdf, docx, xlsx, html };

// Half open: code points [start, end) of pages[page].text.
struct Span {
    int page = 0;
    std::size_t start = 0, end = 0;
    bool operator==(const Span&) const = default;
};

// A merged cell stands once, at its first row and column. Its text is as printed, with line breaks as '\n', and is
// exactly the text of its span.
struct Cell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    std::string text;
    Span span;
    bool operator==(const Cell&) const = default;
};

// How sure the grid is: stated by the format, drawn as lines on the page, or guessed from where the words stand.
enum class Grid { stated, ruled, guessed };

struct Table {
    Grid grid = Grid::stated;
    int rows = 0, columns = 0;
    std::vector<Cell> cells;  // by row, then column; every place belongs to one cell, places without text to an empty one
    std::vector<int> row_numbers = {};  // of a sheet, where rows without text are left out: each row's as people see it, from 1
    bool operator==(const Table&) const = default;
};

// Text in reading order, paragraphs on lines of their own (of a PDF each printed line: it has no paragraphs). The text of a table
// stands where the table stands, rows parted by '\n', columns by a tab (a tab too for each place that a merged cell covers), the
// line breaks inside a cell kept; a cell holds no tab. Lines of page furniture are kept: leaving them out is the reader's part.
struct Page {
    std::string text;
    std::vector<Table> tables;
    std::string name = {};  // of a sheet
    bool operator==(const Page&) const = default;
};

struct Document {
    Format format = Format::txt;
    std::string title;                  // from the file's metadata, may be empty or wrong
    std::vector<Page> pages;            // TXT, DOCX, HTML have one; XLSX one per visible sheet; PDF one per page
    std::vector<std::string> warnings;  // ids of words, e.g. "extract.warn.wrong_bytes"
    bool counts_from_1904 = false;      // a workbook whose bare counts of days begin there
    bool operator==(const Document&) const = default;
};

}  // namespace gongkai::extract
