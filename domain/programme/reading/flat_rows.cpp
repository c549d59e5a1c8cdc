#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/core/text.h"
#include "domain/programme/reading/flat_divide.h"
#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

namespace {

// How the cells of a row follow each other in the stream: their lines mixed by height, the short cells
// each in one piece at the height of its first line, or one cell after the other.
enum class Order { by_height, by_block, by_cell };

// Does a quotation or bracket begin in the line and go on behind it; or go on from before and end in it?
bool is_quote_open(std::u32string_view line) {
    const std::size_t open = line.find_last_of(U"“《("), closed = line.find_last_of(U"”》)");
    return open != std::u32string_view::npos && (closed == std::u32string_view::npos || closed < open);
}
bool is_quote_closed(std::u32string_view line) {
    const std::size_t open = line.find_first_of(U"“《("), closed = line.find_first_of(U"”》)");
    return closed != std::u32string_view::npos && (open == std::u32string_view::npos || closed < open);
}

class RowMaker {
  public:
    RowMaker(const FlatText& text, Context& context, Order order, double gap)
        : text_(text), neighbours_(text.neighbours), context_(context), order_(order), gap_(gap) {
        const auto has = [&](Column column) {
            return std::find(text.header.begin(), text.header.end(), column) != text.header.end();
        };
        has_lead_ = has(Column::lead);
        second_ = has(Column::support) ? UnitRole::support : UnitRole::any;
        has_title_ = has(Column::title) && (has(Column::requirement) || text.numbered_titles);
    }

    void region(const Region& region, const FlatColumns& columns) {
        region_ = &region;
        columns_ = &columns;
        if (columns.lines.empty() && columns.units.empty())
            return;
        const std::vector<Stretch> stretches = rows_of();
        tasks(stretches);
    }

    Order order() const { return order_; }

    std::vector<RawRow> rows;
    double cost = 0, category_cost = 0;  // how badly titles and units, and categories, fit their stretches

  private:
    void add_label(Division& d, const FlatCell& cell) const {
        d.beside.push_back(lines_beside(cell));
        d.middle.push_back(cell.height);
        d.seen.push_back(cell.above.empty() ? std::vector<double>{cell.height} : cell.above);
    }
    std::vector<double> lines_beside(const FlatCell& cell) const {
        std::vector<double> found;
        const auto look = [&](std::size_t piece) {
            const auto line = std::find(columns_->lines.begin(), columns_->lines.end(), piece);
            if (line != columns_->lines.end())
                found.push_back(static_cast<double>(line - columns_->lines.begin()));
        };
        for (const std::size_t piece : cell.pieces) {
            if (region_->pieces[piece].goes_on && piece > 0)
                look(piece - 1);
            if (piece + 1 < region_->pieces.size() && region_->pieces[piece + 1].goes_on)
                look(piece + 1);
        }
        return found;
    }
    double before_anchor() const { return order_ != Order::by_cell ? 0.5 : 0; }

    const Piece& line(std::size_t i) const { return region_->pieces[columns_->lines[i]]; }
    bool is_full(const Piece& piece) const { return piece.width >= text_.requirement_width - 1.7; }

    Traced text_of(const FlatCell& cell) const {
        Traced text;
        for (const std::size_t piece : cell.pieces) {
            if (!text.empty())
                text.push(U'\n', region_->pieces[piece].text.from[0]);
            text.append(region_->pieces[piece].text);
        }
        return text;
    }

    Division lines() const {
        Division d;
        d.count = columns_->lines.size();
        d.height.resize(d.count + 1);
        d.part.assign(d.count, 0);
        d.keep.assign(d.count, 0);
        for (std::size_t i = 0; i <= d.count; ++i)
            d.height[i] = static_cast<double>(i);
        for (std::size_t i = 1; i < d.count; ++i) {
            const Piece& before = line(i - 1);
            const bool stopped = is_stop(before.bare.back());
            const bool numbered = line(i).mark && line(i).mark->kind >= Mark::Kind::number;
            const double missing = text_.requirement_width - before.width;
            if (missing > 0.6 && missing <= 1.7) {
                // A little short: it may end its cell, or a mark of punctuation did not fit.
                d.part[i] = numbered ? 0.5 : stopped ? 1.2 : 4;
                d.keep[i] = 0.4;
            } else if (!is_full(before)) {
                // A line that ends short ends its cell, the more surely the shorter it is.
                d.part[i] = 0;
                d.keep[i] = numbered ? 1.5 : before.width < text_.requirement_width - 3 ? 5 : 3;
            } else {
                d.part[i] = numbered ? 0.5 : stopped ? 2.2 : 6;
            }
        }
        for (std::size_t i = 1; i < d.count; ++i) {
            // No requirement ends with a comma or begins with a closing mark.
            const char32_t last = line(i - 1).bare.back(), next = line(i).bare.front();
            if (last == U'、' || last == U',' || last == U'(' || last == U'“' || next == U'、' || next == U',' || next == U'。' ||
                next == U')' || next == U'”')
                d.part[i] += 4;
            // Letters that often stand side by side are seldom parted.
            if (d.part[i] > 2.5)
                d.part[i] += std::clamp(-neighbours_.cost(line(i - 1).bare, line(i).bare), -0.2, 2.0);
            if (is_quote_open(line(i - 1).bare) && is_quote_closed(line(i).bare))
                d.part[i] += 4;
        }
        for (const FlatCell& heading : columns_->headings) {
            const auto at = static_cast<std::size_t>(heading.height);
            if (at > 0 && at < d.count) {
                d.part[at] = 0;
                d.keep[at] = 50;
            }
        }
        const bool open = !rows.empty() && last_line_open_;
        d.carry = rows.empty() ? impossible : open ? (last_without_owner_ ? 0.2 : 0.8) : 7;
        const bool ends_open = d.count > 0 && is_full(line(d.count - 1)) && !is_stop(line(d.count - 1).bare.back());
        d.trail = ends_open ? 2.5 : 8;
        return d;
    }

    // Cells one after the other need no measuring: a row ends where its units are read, or where the next title is.
    std::vector<Stretch> rows_by_cell() {
        std::map<std::size_t, int> ends;  // lines before each end, and the list of units there
        for (const FlatCell& title : columns_->titles)
            ends.emplace(static_cast<std::size_t>(title.above[0]), -1);
        for (std::size_t u = 0; u < columns_->units.size(); ++u)
            ends[static_cast<std::size_t>(columns_->units[u].above[0])] = static_cast<int>(u);
        ends.emplace(columns_->lines.size(), -1);
        std::vector<Stretch> found;
        std::size_t start = 0;
        for (const auto& [end, units] : ends) {
            if (end > start)
                found.push_back({start, end, units});
            start = end;
        }
        by_titles_ = false;
        certain_ = true;
        return found;
    }

    std::vector<Stretch> rows_of() {
        if (columns_->by_cell)
            return rows_by_cell();
        Division d = lines();
        std::size_t titles = 0;
        for (const FlatCell& title : columns_->titles)
            titles += !title.pieces.empty();
        by_titles_ = titles > columns_->units.size();
        d.in_block = order_ == Order::by_block;
        d.anchor = by_titles_ ? before_anchor() : order_ != Order::by_cell ? 0.5 : 1;
        if (by_titles_) {
            for (const FlatCell& title : columns_->titles)
                add_label(d, title);
        } else {
            d.before_line = false;
            for (const FlatCell& list : columns_->units)
                add_label(d, list);
        }
        std::sort(d.middle.begin(), d.middle.end());
        // Where every row has a title of its own, both tell where it stands.
        if (!by_titles_ && order_ != Order::by_cell && columns_->titles.size() == columns_->units.size()) {
            for (const FlatCell& title : columns_->titles)
                d.titles.push_back(title.above.empty() ? std::vector<double>{title.height} : title.above);
        }
        std::vector<Stretch> found = divide(d, cost);
        certain_ = !found.empty();
        if (found.empty())
            found = divide_by_middle(d);
        return found;
    }

    // Each cell goes to the row in whose middle it stands; where every row has one, they go in order. The first lines of the
    // rows.
    std::vector<std::size_t> rows_for(const std::vector<FlatCell>& cells, const std::vector<Stretch>& rows_found) const {
        std::vector<std::size_t> rows_of_cells;
        for (std::size_t k = 0; k < cells.size(); ++k) {
            if (columns_->by_cell) {
                const auto row = std::find_if(rows_found.begin(), rows_found.end(), [&](const Stretch& one) {
                    return static_cast<double>(one.end) >= cells[k].above[0];
                });
                rows_of_cells.push_back(row != rows_found.end() ? row->start : 0);
                continue;
            }
            const bool in_order = cells.size() == rows_found.size();
            const double height = cells[k].height - 0.3;
            std::size_t row = in_order ? k : 0;
            double nearest = impossible;
            for (std::size_t r = 0; r < rows_found.size() && !in_order; ++r) {
                const double off = std::abs(height - static_cast<double>(rows_found[r].start + rows_found[r].end) / 2);
                if (off < nearest) {
                    nearest = off;
                    row = r;
                }
            }
            rows_of_cells.push_back(row < rows_found.size() ? rows_found[row].start : 0);
        }
        return rows_of_cells;
    }

    void tasks(const std::vector<Stretch>& rows_found) {
        due_rows_ = rows_for(columns_->dues, rows_found);
        support_rows_ = rows_for(columns_->supports, rows_found);
        Division d;
        d.count = rows_found.size();
        for (const Stretch& row : rows_found)
            d.height.push_back(static_cast<double>(row.start));
        d.height.push_back(rows_found.empty() ? 0 : static_cast<double>(rows_found.back().end));
        d.part.assign(d.count, 0);
        d.keep.assign(d.count, 0);
        for (const FlatCell& title : columns_->titles)
            add_label(d, title);
        d.carry = rows.empty() ? impossible : !rows_found.empty() && rows_found[0].label < 0 ? 0 : 2.2;
        d.trail = 4;
        least_heights_.assign(rows_found.size(), 0);
        lay_out(rows_found);
        std::vector<Stretch> found;
        if (!d.middle.empty()) {
            d.in_block = order_ == Order::by_block;
            d.anchor = before_anchor();
            // A long title makes its row higher, which is known only once it has a row: so twice.
            for (const bool last : {false, true}) {
                d.top = tops_;
                d.lines = line_heights_;
                double this_cost = 0;
                found = divide(d, this_cost);
                if (found.empty()) {
                    found = divide_by_middle(d);
                    this_cost = 10;
                }
                if (last) {
                    cost += this_cost;
                    unsure_ = unsure_edges(d, found);
                } else {
                    make_room(found);
                    lay_out(rows_found);
                }
            }
        } else {
            for (std::size_t r = 0; r < rows_found.size(); ++r)
                found.push_back({r, r + 1, -1});
        }
        beside_other_ = beside_other(found, rows_found) || some_not_at_top(found, rows_found);
        unsure_.resize(found.size(), false);
        // Categories stand at the middle of their tasks.
        std::vector<Traced> labels(found.size());
        categories(found, rows_found, labels);
        for (std::size_t t = 0; t < found.size(); ++t) {
            const Stretch& task = found[t];
            bool starts = (task.label >= 0 && !is_again(task.label)) || (!has_title_ && columns_->titles.empty());
            const bool unnamed_start = rows.empty() && !starts;
            for (std::size_t r = task.start; r < task.end; ++r) {
                row(rows_found[r], task.label, starts || unnamed_start, labels[t]);
                if (unsure_[t])
                    rows.back().confidence = std::min(rows.back().confidence, not_quite_sure);
                starts = false;
            }
        }
        if (!columns_->lines.empty()) {
            const Piece& last = line(columns_->lines.size() - 1);
            last_line_open_ = is_full(last) && !is_stop(last.bare.back());
        }
        last_without_owner_ = !rows_found.empty() && rows_found.back().label < 0;
    }

    // Where nearly all titles stand on the first line of their first row, cells are set at the top: then one that does not is
    // odd.
    bool some_not_at_top(const std::vector<Stretch>& tasks_found, const std::vector<Stretch>& rows_found) const {
        std::size_t same = 0, known = 0;
        for (const Stretch& task : tasks_found) {
            if (task.label < 0 || task.start >= task.end)
                continue;
            const FlatCell& title = columns_->titles[static_cast<std::size_t>(task.label)];
            const std::vector<double> beside = lines_beside({{title.pieces[0]}, {}, 0, false});
            const auto row =
                beside.empty() ? rows_found.end() : std::find_if(rows_found.begin(), rows_found.end(), [&](const Stretch& one) {
                    return beside[0] == static_cast<double>(one.start);
                });
            if (row == rows_found.end())
                continue;
            ++known;
            same += static_cast<std::size_t>(row - rows_found.begin()) == task.start;
        }
        return known >= 4 && known * 10 >= tasks_found.size() * 8 && same < known && same * 4 >= known * 3;
    }

    // Does a title stand on one printed line with a requirement that was given to another task? Then heights misled.
    bool beside_other(const std::vector<Stretch>& tasks_found, const std::vector<Stretch>& rows_found) const {
        for (const Stretch& task : tasks_found) {
            if (task.label < 0 || task.start >= task.end)
                continue;
            for (const std::size_t piece : columns_->titles[static_cast<std::size_t>(task.label)].pieces) {
                if (piece + 1 >= region_->pieces.size() || !region_->pieces[piece + 1].goes_on)
                    continue;
                const auto beside = std::find(columns_->lines.begin(), columns_->lines.end(), piece + 1);
                const auto at = static_cast<std::size_t>(beside - columns_->lines.begin());
                if (beside != columns_->lines.end() && (at < rows_found[task.start].start || at >= rows_found[task.end - 1].end))
                    return true;
            }
        }
        return false;
    }

    // The title of the last task, printed again because the task goes on over the page.
    bool is_again(int title) const {
        const int number = columns_->numbers[static_cast<std::size_t>(title)];
        if (number == 0 || title != 0)
            return false;
        for (std::size_t r = rows.size(); r-- > 0;) {
            if (rows[r].starts_task)
                return rows[r].task_number == number;
        }
        return false;
    }

    // Where rows and lines stand on the page: a row is as high as its highest cell, and every cell stands in its middle.
    void lay_out(const std::vector<Stretch>& rows_found) {
        tops_.assign(1, 0);
        line_heights_.clear();
        for (const Stretch& row : rows_found) {
            const auto lines = static_cast<double>(row.end - row.start);
            double high = lines;
            if (row.label >= 0 && !by_titles_)
                high = std::max(high, static_cast<double>(columns_->units[static_cast<std::size_t>(row.label)].pieces.size()));
            for (std::size_t k = 0; k < support_rows_.size(); ++k) {
                if (support_rows_[k] == row.start)
                    high = std::max(high, static_cast<double>(columns_->supports[k].pieces.size()));
            }
            high = std::max(high, least_heights_[static_cast<std::size_t>(&row - rows_found.data())]) + gap_;
            for (std::size_t i = row.start; i < row.end; ++i)
                line_heights_.push_back(tops_.back() + (high - lines) / 2 + static_cast<double>(i - row.start) + 0.5);
            tops_.push_back(tops_.back() + high);
        }
    }

    void make_room(const std::vector<Stretch>& found) {
        for (const Stretch& task : found) {
            if (task.label < 0 || task.start >= task.end)
                continue;
            const auto lines = static_cast<double>(columns_->titles[static_cast<std::size_t>(task.label)].pieces.size());
            const double missing =
                lines - (tops_[task.end] - tops_[task.start] - gap_ * static_cast<double>(task.end - task.start));
            for (std::size_t r = task.start; r < task.end && missing > 0; ++r)
                least_heights_[r] = tops_[r + 1] - tops_[r] - gap_ + missing / static_cast<double>(task.end - task.start);
        }
    }

    void categories(const std::vector<Stretch>& found, const std::vector<Stretch>& rows_found, std::vector<Traced>& labels) {
        if (!columns_->headings.empty()) {
            for (std::size_t t = 0; t < found.size(); ++t) {
                const double at = rows_found.empty() ? 0 : static_cast<double>(rows_found[found[t].start].start);
                for (const FlatCell& heading : columns_->headings) {
                    if (heading.height <= at)
                        label_ = text_of(heading);
                }
                labels[t] = label_;
            }
            return;
        }
        Division d;
        d.count = found.size();
        d.lines = line_heights_;
        for (const Stretch& task : found) {
            d.height.push_back(static_cast<double>(rows_found[task.start].start));
            d.top.push_back(tops_[task.start]);
        }
        d.height.push_back(rows_found.empty() ? 0 : static_cast<double>(rows_found.back().end));
        d.top.push_back(tops_.back());
        d.part.assign(d.count, 0);
        d.keep.assign(d.count, 0);
        for (const FlatCell& category : columns_->categories)
            add_label(d, category);
        d.carry = label_.empty() ? impossible : 1.2;
        std::vector<Stretch> spread;
        if (!d.middle.empty()) {
            d.in_block = order_ == Order::by_block;
            d.anchor = before_anchor();
            spread = divide(d, category_cost);
            category_cost += spread.empty() ? 10 : 0;
            if (spread.empty())
                spread = divide_by_middle(d);
            const std::vector<bool> edges = unsure_edges(d, spread);
            for (std::size_t s = 0; s < spread.size(); ++s) {
                for (std::size_t t = spread[s].start; edges[s] && t < spread[s].end; ++t)
                    unsure_[t] = true;
            }
        }
        std::vector<int> of(found.size(), -1);
        for (const Stretch& stretch : spread) {
            for (std::size_t t = stretch.start; t < stretch.end; ++t)
                of[t] = stretch.label;
        }
        for (std::size_t t = 0; t < found.size(); ++t) {
            if (of[t] >= 0)
                label_ = text_of(columns_->categories[static_cast<std::size_t>(of[t])]);
            // A task that goes on from the page before keeps its own.
            labels[t] = label_;
        }
    }

    // A line that is wider than its column holds something of another; one that ends short in the middle of a sentence misses
    // something, or ends a row.
    bool has_odd_lines(const Stretch& stretch) const {
        for (std::size_t i = stretch.start; i < stretch.end; ++i) {
            const Piece& piece = line(i);
            if (piece.width > text_.requirement_width + 1.7 || piece.repaired)
                return true;
            if (i + 1 < stretch.end && !is_full(piece) && !is_stop(piece.bare.back()))
                return true;
        }
        return false;
    }

    // Does it begin in the middle of a sentence: with the rest of a line, or with letters that go on with those before?
    bool is_torn_from_last(const Stretch& stretch) const {
        if (stretch.start == 0 || rows.empty())
            return false;
        const Piece &before = line(stretch.start - 1), &first = line(stretch.start);
        if (is_stop(before.bare.back()) || first.mark)
            return false;
        const double joins = neighbours_.cost(before.bare, first.bare);
        const bool beside = columns_->lines[stretch.start] == columns_->lines[stretch.start - 1] + 1;
        const bool halves = beside && !is_full(before) && std::abs(before.width + first.width - text_.requirement_width) <= 1.2;
        return halves || (is_full(before) && joins < -0.4);
    }

    void row(const Stretch& stretch, int title, bool starts, const Traced& label) {
        RawRow raw;
        // Where a piece of the page fitted nowhere, something on it was misunderstood.
        raw.confidence = !certain_ ? 0.6 : columns_->left_over > 0 ? 0.68 : 0.92;
        for (std::size_t i = stretch.start; i < stretch.end; ++i) {
            if (!raw.requirement.empty())
                raw.requirement.push(U'\n', line(i).text.from[0]);
            raw.requirement.append(line(i).text);
        }
        if (has_odd_lines(stretch) || beside_other_)
            raw.confidence = std::min(raw.confidence, unsure);
        if (is_torn_from_last(stretch)) {
            raw.confidence = std::min(raw.confidence, unsure);
            rows.back().confidence = std::min(rows.back().confidence, unsure);
        }
        if (by_titles_) {
            nearest_units(stretch, raw);
            raw.confidence = std::min(raw.confidence, 0.65);
        } else if (stretch.label >= 0) {
            own(raw, columns_->units[static_cast<std::size_t>(stretch.label)], has_lead_ ? UnitRole::lead : UnitRole::any);
        }
        for (std::size_t k = 0; k < columns_->supports.size(); ++k) {
            if (support_rows_[k] == stretch.start)
                own(raw, columns_->supports[k], second_);
        }
        lead_is_short(raw);
        if (text_.two_owners && !columns_->by_cell)
            raw.confidence = std::min(raw.confidence, 0.65);
        for (std::size_t k = 0; k < columns_->dues.size(); ++k) {
            if (due_rows_[k] == stretch.start)
                raw.terms.push_back(text_of(columns_->dues[k]));
        }
        if (starts) {
            raw.starts_task = true;
            if (!label.empty())
                raw.category.push_back(label);
            if (title >= 0) {
                const FlatCell& cell = columns_->titles[static_cast<std::size_t>(title)];
                std::optional<Mark> mark;
                raw.title = without_mark(mend(text_of(cell)), mark);
                if (columns_->numbers[static_cast<std::size_t>(title)] > 0)
                    raw.task_number = columns_->numbers[static_cast<std::size_t>(title)];
                if (raw.title.empty())
                    raw.confidence = std::min(raw.confidence, 0.5);
            } else {
                std::optional<Mark> mark;
                const Traced bare = without_mark(mend(raw.requirement), mark);
                raw.title = leading_title(bare).value_or(bare);
                if (has_title_)
                    raw.confidence = std::min(raw.confidence, 0.4);
                if (mark && mark->kind == Mark::Kind::number) {
                    raw.task_number = mark->value;
                    raw.requirement = bare;
                }
            }
        } else if (!rows.empty() && stretch.start == 0 && last_line_open_ && (stretch.label < 0 || last_without_owner_)) {
            // The rest of a row that the page break cut.
            RawRow& last = rows.back();
            last.requirement.append(raw.requirement);
            if (last.owners.empty())
                last.owners = raw.owners;
            last.terms.insert(last.terms.end(), raw.terms.begin(), raw.terms.end());
            return;
        }
        std::optional<Mark> mark;
        const Traced bare = without_mark(raw.requirement, mark);
        if (mark && mark->kind >= Mark::Kind::number && has_title_) {
            raw.row_number = mark->value;
            raw.requirement = bare;
        }
        rows.push_back(std::move(raw));
    }

    // Of two lists on one height the higher one is read first, whichever column it is of. Few lead and many support.
    void lead_is_short(RawRow& raw) const {
        if (!has_lead_ || raw.owners.size() != 2)
            return;
        const auto names = [&](const Traced& cell) {
            const UnitList list = read_units(mend(cell.text), context_.words);
            return list.units.size() + list.groups.size();
        };
        if (names(raw.owners[0].first) > 1 && names(raw.owners[1].first) == 1) {
            std::swap(raw.owners[0].first, raw.owners[1].first);
            raw.confidence = std::min(raw.confidence, 0.65);
        }
    }

    void own(RawRow& raw, const FlatCell& cell, UnitRole role) const {
        raw.owners.emplace_back(text_of(cell), role);
        if (cell.repaired)
            raw.confidence = std::min(raw.confidence, 0.8);
    }

    void nearest_units(const Stretch& stretch, RawRow& raw) {
        for (std::size_t u = 0; u < columns_->units.size(); ++u) {
            const double height = columns_->units[u].height;
            if (height > static_cast<double>(stretch.start) && height <= static_cast<double>(stretch.end) + 0.01)
                raw.owners.emplace_back(text_of(columns_->units[u]), has_lead_ ? UnitRole::lead : UnitRole::any);
        }
    }

    const FlatText& text_;
    const Neighbours& neighbours_;
    Context& context_;
    Order order_;
    double gap_;                                        // between rows, in lines
    std::vector<std::size_t> due_rows_, support_rows_;  // beside these cells: the first line of their row
    std::vector<double> tops_, line_heights_, least_heights_;
    const Region* region_ = nullptr;
    const FlatColumns* columns_ = nullptr;
    Traced label_;
    UnitRole second_ = UnitRole::any;
    std::vector<bool> unsure_;  // tasks whose rows or whose category might be another's
    bool has_lead_ = false, has_title_ = true, by_titles_ = false, certain_ = true;
    bool last_line_open_ = false, last_without_owner_ = false;
    bool beside_other_ = false;  // on this page
};

}  // namespace

std::vector<RawRow> flat_rows(const FlatText& text, const std::vector<FlatColumns>& columns, Context& context) {
    // How tightly rows are set is not known: the way that fits best is taken.
    const bool by_cell = !columns.empty() && columns.front().by_cell;
    std::vector<RowMaker> ways;
    for (const Order order : {Order::by_height, Order::by_block}) {
        for (const double gap : {1.0, 0.35, 0.0}) {
            if (!by_cell)
                ways.emplace_back(text, context, order, gap);
        }
    }
    ways.emplace_back(text, context, Order::by_cell, 0.0);
    RowMaker* best = nullptr;
    for (RowMaker& way : ways) {
        for (std::size_t r = 0; r < text.regions.size(); ++r)
            way.region(text.regions[r], columns[r]);
        // Cells one after the other are rarer, and must fit much better.
        if (!best || way.cost < best->cost * (&way == &ways.back() ? 0.6 : 1))
            best = &way;
    }
    // Categories are set more freely than rows; the way that suits them may be another.
    const RowMaker* labels = best;
    for (const RowMaker& way : ways) {
        const bool same = way.rows.size() == best->rows.size() && way.order() == best->order();
        if (same && way.category_cost < labels->category_cost)
            labels = &way;
    }
    for (std::size_t r = 0; r < best->rows.size() && labels != best; ++r) {
        if (labels->rows[r].starts_task)
            best->rows[r].category = labels->rows[r].category;
    }
    return std::move(best->rows);
}

}  // namespace gongkai::programme
