// A table printed as plain text, its columns kept below each other by blanks (pdftotext -layout, fixed type). It is taken as a
// table only where nothing about it is open: every piece stands below the name of a column, every row begins with its number,
// numbers rise by one, and no line of a cell but its last leaves room for another word. Cells that stand in the middle of their
// rows fail this, and go to those who read flattened tables.
#include <algorithm>
#include <optional>

#include "domain/programme/reading/grid.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

struct Printed {
    Traced text;
    std::size_t at = 0;  // its first sign in the line
};

// Pieces of a line, parted by two blanks and more, or by one before the beginning of a column.
std::vector<Printed> printed_pieces(const Pages& pages, std::uint32_t page, std::size_t start, std::size_t end,
                                    const std::vector<std::size_t>& columns) {
    const std::u32string& text = pages[page];
    std::vector<Printed> pieces;
    std::size_t i = start;
    while (i < end) {
        while (i < end && is_blank(text[i]))
            ++i;
        if (i >= end)
            break;
        std::size_t last = i;
        for (std::size_t j = i + 1; j <= end; ++j) {
            if (j < end && !is_blank(text[j]))
                continue;
            last = j;
            std::size_t next = j;
            while (next < end && is_blank(text[next]))
                ++next;
            const bool begins_column = std::ranges::find(columns, next - start) != columns.end();
            if (next >= end || next - j >= 2 || begins_column)
                break;
            j = next;
        }
        pieces.push_back({trim(trace(pages, page, i, last)), i - start});
        i = last;
    }
    return pieces;
}

class LaidOut {
  public:
    LaidOut(const Pages& pages, const ReadingWords& words) : pages_(pages), words_(words) {}

    std::vector<Sheet> run() {
        for (std::uint32_t page = 0; page < pages_.size() && !failed_; ++page) {
            const std::u32string& text = pages_[page];
            for (std::size_t start = 0; start < text.size() && !failed_ && !ended_;) {
                const std::size_t end = std::min(text.find_first_of(U"\n\r\f\v", start), text.size());
                line(page, start, end);
                start = end + 1;
            }
        }
        if (failed_ || rows_.size() < 3 || !fills_its_lines())
            return {};
        Sheet sheet;
        sheet.starts = starts_;
        for (const auto& row : rows_) {
            std::vector<Field> fields;
            for (const std::vector<Traced>& lines : row) {
                Field field;
                for (const Traced& one : lines) {
                    if (!field.text.empty())
                        field.text.push(U'\n', one.from[0]);
                    field.text.append(one);
                }
                fields.push_back(std::move(field));
            }
            sheet.rows.push_back(std::move(fields));
        }
        sheet.wide.assign(sheet.rows.size(), false);
        return {std::move(sheet)};
    }

  private:
    using Cells = std::vector<std::vector<Traced>>;

    // Names of columns, the first of them that of the numbers.
    bool is_header(const std::vector<Printed>& pieces) const {
        return pieces.size() >= 3 && words_.column_of(mend(pieces[0].text.text)) == Column::number &&
               std::ranges::all_of(pieces, [&](const Printed& one) { return words_.column_of(mend(one.text.text)).has_value(); });
    }

    void line(std::uint32_t page, std::size_t start, std::size_t end) {
        std::vector<Printed> pieces = printed_pieces(pages_, page, start, end, columns_);
        if (pieces.empty())
            return;
        if (is_header(pieces) && (rows_.empty() || rows_.front().size() == pieces.size())) {
            columns_.clear();
            for (const Printed& one : pieces)
                columns_.push_back(one.at);
            if (rows_.empty()) {
                starts_ = pieces[0].text.from[0];
                rows_.emplace_back();
                for (Printed& one : pieces)
                    rows_.front().push_back({std::move(one.text)});
            }
            return;
        }
        if (rows_.empty())
            return;
        const auto number = read_ordinal(pieces[0].text.text);
        if (column(pieces[0]) == 0U) {
            if (!number || pieces.size() < 2 || pieces[0].text.size() > 4) {
                // What stands below the table begins at its edge, too.
                ended_ = rows_.size() > 1;
                failed_ = !ended_;
                return;
            }
            if (static_cast<std::size_t>(*number) != rows_.size()) {
                failed_ = true;
                return;
            }
            rows_.emplace_back(columns_.size());
        }
        const bool opens = column(pieces[0]) == 0U;
        for (Printed& one : pieces) {
            const auto at = column(one);
            if (!at || rows_.size() < 2 || (!opens && rows_.back()[*at].empty())) {
                failed_ = true;
                return;
            }
            rows_.back()[*at].push_back(std::move(one.text));
        }
    }

    std::optional<std::size_t> column(const Printed& piece) const {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (piece.at + 1 >= columns_[c] && piece.at <= columns_[c] + 1)
                return c;
        }
        return std::nullopt;
    }

    bool fills_its_lines() const {
        for (std::size_t c = 0; c < rows_.front().size(); ++c) {
            std::size_t widest = 0;
            for (const Cells& row : rows_) {
                for (const Traced& one : row[c])
                    widest = std::max(widest, one.size());
            }
            for (const Cells& row : rows_) {
                for (std::size_t i = 0; i + 1 < row[c].size(); ++i) {
                    if (row[c][i].size() + 2 < widest)
                        return false;
                }
            }
        }
        return true;
    }

    const Pages& pages_;
    const ReadingWords& words_;
    std::vector<std::size_t> columns_;  // where they begin
    std::vector<Cells> rows_;           // the header is the first
    Place starts_;
    bool failed_ = false, ended_ = false;
};

}  // namespace

std::vector<Sheet> sheets_laid_out(const Pages& pages, const ReadingWords& words) { return LaidOut(pages, words).run(); }

}  // namespace gongkai::programme
