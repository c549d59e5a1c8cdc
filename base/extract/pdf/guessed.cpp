#include "base/extract/pdf/guessed.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/core/text.h"
#include "base/extract/pdf/blocks.h"
#include "base/extract/pdf/rows.h"

namespace gongkai::extract {
namespace {

constexpr int least_rows = 3;           // lines with several columns that make a table
constexpr int most_lines_between = 10;  // lines of one column between two lines with several
constexpr std::size_t least_lines_in_doubt = 8;
constexpr double common_line = 0.2;  // of the pitch: lines of two columns stand beside each other
constexpr double usual_pitch = 1.5;  // from line to line, in sizes of the type, where no cell has two lines
constexpr double most_gap = 5;       // between two rows of a table, in sizes of the type
constexpr double most_pitch = 2.2;   // what is further apart is no cell of two lines

struct Column {
    double left = 0, right = 0;
};

using ColumnLines = std::vector<std::vector<const Segment*>>;

class Region {
  public:
    // Rows [first, last), which begin and end with a multiple one.
    Region(const std::vector<Row>& rows, std::size_t first, std::size_t last) : rows_(rows), first_(first), last_(last) {
        find_columns();
        pitch_ = usual_distance(first_);
    }

    // Rows [0, last) at the top of a page, under the columns of the page before.
    Region(const std::vector<Row>& rows, std::size_t last, const PageColumns& above)
        : rows_(rows), first_(0), last_(last), pitch_(above.pitch), carried_(true), on_common_lines_(above.on_common_lines) {
        for (const auto& [left, right] : above.columns)
            columns_.push_back({left, right});
    }

    PageColumns columns() const {
        PageColumns out{{}, pitch_, on_common_lines_};
        for (const auto& column : columns_)
            out.columns.emplace_back(column.left, column.right);
        return out;
    }

    // Does the row stand in the columns, each of its pieces in one?
    bool fits(const Row& row) const {
        return std::ranges::all_of(row.segments, [&](const Segment& segment) {
            const auto column = column_of(segment);
            const auto end = column + 1 < columns_.size() ? columns_[column + 1].left : columns_[column].right + 4 * row.size;
            return segment.left > columns_[column].left - least_gutter && segment.right < end;
        });
    }

    bool is_table() const {
        if (columns_.size() < 2)
            return false;
        int multiple = 0, fitting = 0, spanning = 0;
        for (auto i = first_; i < last_; ++i) {
            spanning += spans(rows_[i]);
            if (!rows_[i].is_multiple())
                continue;
            ++multiple;
            fitting += columns_of(rows_[i]) >= 2;
        }
        return multiple >= least_rows && fitting * 10 >= multiple * 8 && spanning * 2 <= static_cast<int>(last_ - first_);
    }

    // Lines of a wrapped last row, or above a first row whose short cells stand in the middle of its height.
    void grow(std::size_t not_before) {
        while (last_ < rows_.size() && belongs(rows_[last_], rows_[last_ - 1]))
            ++last_;
        while (first_ > not_before && belongs(rows_[first_ - 1], rows_[first_]))
            --first_;
    }

    std::size_t first() const { return first_; }
    std::size_t last() const { return last_; }

    // Nothing where the columns are clear but not the rows: then the lines as they were printed tell more.
    std::optional<FlowTable> table() {
        FlowTable table{Grid::guessed, {}};
        int row = 0;
        for (auto begin = first_; begin < last_;) {
            if (spans(rows_[begin])) {
                FlowCell cell{row++, 0, 1, static_cast<int>(columns_.size()), {}};
                cell.content.push_back(line_block(text_of(all_words(rows_[begin++]))));
                table.cells.push_back(std::move(cell));
                continue;
            }
            if (const auto header = lines_of_header(begin); header > 0) {
                add_row(table, begin, begin + header, row++);
                begin += header;
                if (begin < last_ && !carried_)  // lines of a header may be closer
                    pitch_ = usual_distance(begin);
                continue;
            }
            auto end = begin;
            while (end < last_ && !spans(rows_[end]))
                ++end;
            const auto lines = lines_of_columns(begin, end);
            const bool common = carried_ ? on_common_lines_ : stand_on_common_lines(lines);
            on_common_lines_ = common;
            const auto columns = blocks_of(lines, common);
            if (const auto placed = place_blocks(columns, pitch_); !placed.empty())
                row += add_cells(table, columns, placed, row);
            else if (common || end - begin < least_lines_in_doubt)
                row += add_rows(table, begin, end, row);
            else
                return std::nullopt;
            begin = end;
        }
        return table;
    }

  private:
    static std::vector<Word> all_words(const Row& row) {
        std::vector<Word> words;
        for (const auto& segment : row.segments)
            std::ranges::copy(segment.words, std::back_inserter(words));
        return words;
    }

    // What no multiple row prints on is a gutter.
    void find_columns() {
        std::vector<Column> covered;
        for (auto i = first_; i < last_; ++i)
            if (rows_[i].is_multiple())
                for (const auto& segment : rows_[i].segments)
                    covered.push_back({segment.left, segment.right});
        std::ranges::sort(covered, {}, &Column::left);
        for (const auto& part : covered) {
            if (!columns_.empty() && part.left - columns_.back().right < least_gutter)
                columns_.back().right = std::max(columns_.back().right, part.right);
            else
                columns_.push_back(part);
        }
        join_never_beside();
    }

    // 序号 in the middle over numbers at the left edge is one column: no line prints on both, and one of them holds the header
    // only.
    void join_never_beside() {
        for (std::size_t c = 0; c + 1 < columns_.size();) {
            std::size_t lines[2] = {};
            bool is_beside = columns_[c + 1].left - columns_[c].right > rows_[first_].size;
            for (auto i = first_; i < last_; ++i) {
                bool stands[2] = {};
                for (const auto& segment : rows_[i].segments)
                    for (const std::size_t side : {0, 1})
                        stands[side] |= column_of(segment) == c + side;
                is_beside |= stands[0] && stands[1];
                lines[0] += stands[0];
                lines[1] += stands[1];
            }
            if (is_beside || std::min(lines[0], lines[1]) > 2) {
                ++c;
                continue;
            }
            columns_[c].right = columns_[c + 1].right;
            columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(c) + 1);
        }
    }

    std::size_t column_of(const Segment& segment) const {
        const double centre = (segment.left + segment.right) / 2;
        std::size_t best = 0;
        double least = 1e9;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const double away = std::max({columns_[i].left - centre, centre - columns_[i].right, 0.0});
            if (away < least) {
                least = away;
                best = i;
            }
        }
        return best;
    }

    int columns_of(const Row& row) const {
        int count = 0;
        std::optional<std::size_t> before;
        for (const auto& segment : row.segments)
            if (const auto column = column_of(segment); column != before) {
                before = column;
                ++count;
            }
        return count;
    }

    // A heading over several columns.
    bool spans(const Row& row) const {
        if (row.is_multiple())
            return false;
        for (std::size_t i = 0; i + 1 < columns_.size(); ++i)
            if (row.segments[0].left < columns_[i].right - 2 && row.segments[0].right > columns_[i + 1].left + 2)
                return true;
        return false;
    }

    bool belongs(const Row& row, const Row& beside) const {
        const double distance = std::abs(row.middle - beside.middle);
        if (distance > 1.9 * row.size || row.is_multiple() || spans(row))
            return false;
        const auto& line = row.segments[0];
        const auto column = column_of(line);
        if (line.left <= columns_[column].left - 3 || line.right >= columns_[column].right + (column > 0 ? 3 : 1) * row.size)
            return false;
        // In the first column it might be prose: unless it stands between two lines of the row, or goes on from such a one.
        const bool goes_on = !beside.is_multiple() && column_of(beside.segments[0]) == 0 && distance < 1.05 * pitch_;
        return column > 0 || distance < 0.9 * pitch_ || goes_on;
    }

    // From line to line inside a cell: the smallest distance in the columns that comes again and again.
    double usual_distance(std::size_t first) const {
        std::vector<double> distances;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            std::optional<double> before;
            for (auto i = first; i < last_; ++i)
                for (const auto& segment : rows_[i].segments)
                    if (!spans(rows_[i]) && column_of(segment) == column) {
                        if (before && segment.middle() > *before + 1)
                            distances.push_back(segment.middle() - *before);
                        before = segment.middle();
                    }
        }
        std::ranges::sort(distances);
        const auto often = std::max<std::size_t>(2, distances.size() / 8);
        for (std::size_t i = 0; i + often <= distances.size(); ++i)
            if (distances[i + often - 1] < 1.05 * distances[i])
                return distances[i] < most_pitch * rows_[first].size ? distances[i] : usual_pitch * rows_[first].size;
        return usual_pitch * rows_[first].size;
    }

    // The lines of each column, parted where there is room between them. Where cells stand at the top of their rows, a cell that
    // begins in one column begins a row, and parts the longer texts beside it too.
    std::vector<std::vector<TextBlock>> blocks_of(const ColumnLines& lines, bool on_common_lines) const {
        std::vector<std::vector<TextBlock>> columns(lines.size());
        for (std::size_t column = 0; column < lines.size(); ++column)
            for (const auto* line : lines[column])
                add_line(columns[column], line->words, line->middle(), pitch_);
        if (!on_common_lines)
            return columns;
        std::vector<double> tops;
        for (const auto& column : columns)
            for (const auto& block : column)
                tops.push_back(block.top);
        const auto longest = longest_of(lines);
        for (std::size_t column = 0; column < columns.size(); ++column) {
            columns[column].clear();
            for (const auto* line : lines[column]) {
                const bool begins =
                    std::ranges::any_of(tops, [&](double top) { return std::abs(top - line->middle()) < common_line * pitch_; });
                // Left of the longest column stand labels, which may go on beside the next row.
                if (begins && (column >= longest || begins_with_number(*line)))
                    columns[column].push_back({line->middle(), line->middle(), {}});
                add_line(columns[column], line->words, line->middle(), pitch_);
            }
        }
        return columns;
    }

    ColumnLines lines_of_columns(std::size_t begin, std::size_t end) const {
        ColumnLines lines(columns_.size());
        for (auto i = begin; i < end; ++i)
            for (const auto& segment : rows_[i].segments)
                lines[column_of(segment)].push_back(&segment);
        return lines;
    }

    static std::size_t longest_of(const ColumnLines& lines) {
        return static_cast<std::size_t>(std::ranges::max_element(lines, {}, &ColumnLines::value_type::size) - lines.begin());
    }

    static bool begins_with_number(const Segment& line) {
        const auto text = to_code_points(text_of(line.words));
        return !text.empty() &&
               ((text[0] >= U'0' && text[0] <= U'9') ||
                std::u32string_view(U"一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨").find(text[0]) != std::u32string_view::npos);
    }

    // In rows whose cells stand in the middle, many lines fall between those of the longest column.
    bool stand_on_common_lines(const ColumnLines& lines) const {
        const auto longest = longest_of(lines);
        std::size_t all = 0, common = 0;
        for (std::size_t column = 0; column < lines.size(); ++column)
            for (const auto* line : lines[column]) {
                if (column == longest)
                    continue;
                ++all;
                common += std::ranges::any_of(lines[longest], [&](const Segment* other) {
                    return std::abs(other->middle() - line->middle()) < common_line * pitch_;
                });
            }
        return common * 10 >= all * 9;
    }

    // Names of narrow columns are broken, 序 over 号, and stand half a line above and below the others: one row of short texts,
    // all in the middle of it or at its top, with room below. How many lines it takes; none where a single line holds all of it.
    std::size_t lines_of_header(std::size_t begin) const {
        constexpr std::size_t most_lines = 5, most_letters = 8;
        for (std::size_t count = 2; count <= most_lines && begin + count <= last_; ++count) {
            const auto lines = lines_of_columns(begin, begin + count);
            std::vector<double> centres, tops, distances;
            bool is_short = true;
            for (const auto& column : lines) {
                if (column.empty())
                    continue;
                tops.push_back(column.front()->middle());
                centres.push_back((column.front()->middle() + column.back()->middle()) / 2);
                for (std::size_t i = 0; i < column.size(); ++i) {
                    const auto text = to_code_points(text_of(column[i]->words));
                    is_short &= text.size() <= most_letters &&
                                std::ranges::none_of(text, [](char32_t c) { return c >= U'0' && c <= U'9'; });
                    if (i > 0)
                        distances.push_back(column[i]->middle() - column[i - 1]->middle());
                }
            }
            if (!is_short)
                return 0;
            const auto on_one_height = [&](const std::vector<double>& heights) {
                return std::ranges::max(heights) - std::ranges::min(heights) < common_line * usual_pitch * rows_[begin].size;
            };
            if (distances.empty() || centres.size() < 3 || centres.size() + 1 < columns_.size() ||
                !(on_one_height(centres) || on_one_height(tops)))
                continue;
            const double below = begin + count < last_ ? rows_[begin + count].middle - rows_[begin + count - 1].middle : 1e9;
            if (below > 1.05 * std::ranges::max(distances))
                return count;
        }
        return 0;
    }

    int add_cells(FlowTable& table, const std::vector<std::vector<TextBlock>>& columns,
                  const std::vector<std::vector<Placed>>& placed, int row) const {
        int rows = 0;
        for (const auto& column : placed)
            for (const auto& place : column)
                rows = std::max(rows, place.row + place.rows);
        for (int r = 0; r < rows; ++r)
            for (std::size_t column = 0; column < columns.size(); ++column) {
                FlowCell cell{row + r, static_cast<int>(column), 1, 1, {}};
                std::vector<Word> words;
                bool is_covered = false;
                for (std::size_t i = 0; i < placed[column].size(); ++i) {
                    const auto& place = placed[column][i];
                    is_covered |= place.row < r && r < place.row + place.rows;
                    if (place.row != r)
                        continue;
                    std::ranges::copy(columns[column][i].words, std::back_inserter(words));
                    cell.row_span = std::max(cell.row_span, place.rows);
                }
                if (is_covered)
                    continue;
                cell.content.push_back(line_block(text_of(words)));
                table.cells.push_back(std::move(cell));
            }
        return rows;
    }

    // All that stands on the lines as one row.
    void add_row(FlowTable& table, std::size_t from, std::size_t to, int row) const {
        std::vector<std::vector<Word>> words(columns_.size());
        for (auto line = from; line < to; ++line)
            for (const auto& segment : rows_[line].segments)
                std::ranges::copy(segment.words, std::back_inserter(words[column_of(segment)]));
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            FlowCell cell{row, static_cast<int>(column), 1, 1, {}};
            cell.content.push_back(line_block(text_of(words[column])));
            table.cells.push_back(std::move(cell));
        }
    }

    // Rows without room between them begin where the first column does; a single number may stand in the middle of its row.
    int add_rows(FlowTable& table, std::size_t begin, std::size_t end, int row) const {
        const auto may_begin = [&](std::size_t i) { return rows_[i].is_multiple() && column_of(rows_[i].segments[0]) == 0; };
        int beginnings = 0;
        for (auto i = begin; i < end; ++i)
            beginnings += may_begin(i);
        int count = 0;
        for (auto from = begin; from < end; ++count) {
            auto to = from + 1;
            while (to < end && !(beginnings >= 2 && may_begin(to)))
                ++to;
            add_row(table, from, to, row + count);
            from = to;
        }
        return count;
    }

    const std::vector<Row>& rows_;
    std::size_t first_, last_;
    std::vector<Column> columns_;
    double pitch_ = 0;      // from line to line inside a cell
    bool carried_ = false;  // columns, pitch and the height of cells are those of the page before
    bool on_common_lines_ = false;
};

// A table of the page before that goes on at the top of this one with too few rows to show its columns by itself.
std::optional<Region> rest_of_table(const std::vector<Row>& rows, const PageColumns& above) {
    if (above.columns.size() < 3)
        return std::nullopt;
    const Region columns(rows, 0, above);
    std::size_t last = 0;  // one after the last multiple row
    int multiple = 0, whole = 0;
    for (std::size_t i = 0; i < rows.size() && columns.fits(rows[i]); ++i) {
        if (i > 0 && rows[i].middle - rows[i - 1].middle > most_gap * rows[i].size)
            break;
        if (!rows[i].is_multiple())
            continue;
        ++multiple;
        whole += rows[i].segments.size() >= 3;
        last = i + 1;
    }
    Region rest(rows, last, above);
    rest.grow(0);
    const bool few = multiple < 2 * least_rows;
    return whole > 0 && (few || rest.last() + 2 >= rows.size()) ? std::optional(rest) : std::nullopt;
}

// Two columns of prose: rows [first, last) leave a gutter at `x`, and the lines on both sides of it are nearly all full.
struct ProseColumns {
    std::size_t first = 0, last = 0;
    double x = 0;
};

bool is_right_of(const Segment& segment, double x) { return (segment.left + segment.right) / 2 > x; }

bool is_prose(const std::vector<Row>& rows, const ProseColumns& columns) {
    constexpr int least_lines = 6;
    std::vector<double> ends[2];
    double lefts[] = {1e9, 1e9}, rights[] = {0, 0}, size = 0;
    for (auto i = columns.first; i < columns.last; ++i)
        for (const auto& segment : rows[i].segments) {
            const bool side = is_right_of(segment, columns.x);
            ends[side].push_back(segment.right);
            lefts[side] = std::min(lefts[side], segment.left);
            rights[side] = std::max(rights[side], segment.right);
            size = std::max(size, rows[i].size);
        }
    const double widths[] = {rights[0] - lefts[0], rights[1] - lefts[1]};
    if (widths[0] < 0.75 * widths[1] || widths[1] < 0.75 * widths[0])
        return false;
    for (const int side : {0, 1}) {
        const auto full = std::ranges::count_if(ends[side], [&](double end) { return rights[side] - end < 1.5 * size; });
        if (std::ssize(ends[side]) < least_lines || full * 10 < std::ssize(ends[side]) * 6)
            return false;
    }
    return true;
}

// The longest run of rows without print at a place near the middle.
std::optional<ProseColumns> find_prose_columns(const std::vector<Row>& rows) {
    double left = 1e9, right = 0;
    for (const auto& row : rows) {
        left = std::min(left, row.segments.front().left);
        right = std::max(right, row.segments.back().right);
    }
    ProseColumns best;
    for (double x = left + 0.4 * (right - left); x < left + 0.6 * (right - left); x += 2) {
        const auto is_free = [&](const Row& row) {
            return std::ranges::none_of(row.segments, [&](const Segment& segment) {
                return segment.left < x + least_gutter && segment.right > x - least_gutter;
            });
        };
        for (std::size_t first = 0; first < rows.size();) {
            auto last = first;
            while (last < rows.size() && is_free(rows[last]))
                ++last;
            if (last - first > best.last - best.first)
                best = {first, last, x};
            first = last + 1;
        }
    }
    return is_prose(rows, best) ? std::optional(best) : std::nullopt;
}

}  // namespace

Flow guess_flow(const std::vector<PrintedLine>& lines, PageColumns* above) {
    const auto carried = above ? std::exchange(*above, {}) : PageColumns();
    if (lines.empty())
        return {};
    std::vector<Row> rows;
    for (const auto& line : lines)
        rows.push_back(cut_at_gaps(line));
    Flow flow;
    if (const auto columns = find_prose_columns(rows)) {
        const auto part = [&](std::size_t from, std::size_t to) {
            auto more = guess_flow(
                {lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(to)}, nullptr);
            std::move(more.begin(), more.end(), std::back_inserter(flow));
        };
        part(0, columns->first);
        for (const bool side : {false, true})
            for (auto i = columns->first; i < columns->last; ++i)
                for (const auto& segment : rows[i].segments)
                    if (is_right_of(segment, columns->x) == side)
                        flow.push_back(line_block(text_of(segment.words)));
        part(columns->last, rows.size());
        return flow;
    }
    const auto prose = [&](std::size_t from, std::size_t to) {
        for (auto i = from; i < to; ++i)
            flow.push_back(line_block(text_of(lines[i])));
    };
    std::size_t done = 0;
    const auto keep = [&](const Region& region) {
        if (above && region.last() + 1 >= rows.size())
            *above = region.columns();
    };
    std::size_t start = 0;
    if (auto rest = rest_of_table(rows, carried)) {
        if (auto table = rest->table()) {
            flow.push_back(table_block(std::move(*table)));
            start = done = rest->last();
            keep(*rest);
        }
    }
    for (std::size_t i = start; i < rows.size();) {
        if (!rows[i].is_multiple()) {
            ++i;
            continue;
        }
        std::size_t last = i + 1;  // one after the last multiple row of the region
        for (auto j = last; j < rows.size() && j - last <= static_cast<std::size_t>(most_lines_between); ++j) {
            if (rows[j].middle - rows[j - 1].middle > most_gap * rows[j].size)
                break;
            if (rows[j].is_multiple())
                last = j + 1;
        }
        const auto list_end = end_of_list(rows, i, last);
        if (list_end == last) {
            i = last;
            continue;
        }
        const auto not_before = list_end > i ? list_end : done;
        i = list_end;
        // Lines above or below a table may have gaps of their own by chance: give them up one by one.
        std::optional<Region> found;
        for (auto from = i; from < last && from < i + 4 && !found; ++from)
            for (auto to = last; to > from + 2 && to + 4 > last && !found; --to)
                if (rows[from].is_multiple() && rows[to - 1].is_multiple())
                    if (Region region(rows, from, to); region.is_table())
                        found.emplace(region);
        if (!found) {
            i = last;
            continue;
        }
        found->grow(not_before);
        prose(done, found->first());
        if (auto table = found->table())
            flow.push_back(table_block(std::move(*table)));
        else
            prose(found->first(), found->last());
        keep(*found);
        i = done = found->last();
    }
    prose(done, rows.size());
    return flow;
}

}  // namespace gongkai::extract
