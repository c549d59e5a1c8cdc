#include <algorithm>
#include <cmath>
#include <limits>

#include "base/core/text.h"
#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();

// A stretch [start, end) of the things divided, and which label (unit list, title, category) it belongs to; -1 for none.
struct Stretch {
    std::size_t start = 0, end = 0;
    int label = -1;
};

struct Division {
    std::size_t count = 0;
    double anchor = 0.5;  // where a label stands in its stretch: 0 at its beginning, 0.5 in the middle, 1 at its end
    // Where each line of a label was seen, in lines of requirements; empty where only its middle is known. Lines on one height
    // are read from left to right: a title before the requirement, a unit behind it.
    std::vector<std::vector<double>> seen;
    bool before_line = true;
    std::vector<double> height;  // count + 1: where each thing begins, and where the last ends
    std::vector<double> middle;  // of the labels
    std::vector<double> part;    // cost of parting before thing i
    std::vector<double> keep;    // cost of not parting before thing i
    double carry = impossible;   // cost of a first stretch that belongs to what came before
    double trail = impossible;   // cost of a last stretch whose label comes later
    std::size_t longest = 80;
};

// How far a label's lines are from where they would stand in the middle of the stretch [a, b).
double misfit(const Division& d, std::size_t j, std::size_t a, std::size_t b) {
    const double size = d.height[b] - d.height[a];
    if (d.seen.empty() || d.seen[j].size() > 12 || d.anchor != 0.5)
        return std::abs(d.middle[j] - (d.height[a] + d.anchor * size));
    const auto count = static_cast<double>(d.seen[j].size());
    double off = 0;
    for (std::size_t i = 0; i < d.seen[j].size(); ++i) {
        const double at = static_cast<double>(i) + (size - count) / 2;
        const double above = std::clamp(d.before_line ? std::ceil(at) : std::floor(at) + 1, 0.0, size);
        off += std::abs(d.seen[j][i] - d.height[a] - above);
    }
    return 1.3 * off / count;
}

// Divides the things among the labels in their order, so that each label stands at the middle of its stretch and partings fall
// where lines end short. Things and labels may be many: only stretches near their label are looked at.
std::vector<Stretch> divide(const Division& d, double& total) {
    const std::size_t n = d.count, k = d.middle.size();
    if (n == 0)
        return {};
    std::vector<double> kept(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i)
        kept[i + 1] = kept[i] + (i > 0 ? d.keep[i] : 0);
    const auto inside = [&](std::size_t a, std::size_t b) { return kept[b] - kept[a + 1]; };
    // best[b]: cheapest way to give away things [0, b); from[j][b - low[j]]: where the stretch of label j began.
    std::vector<double> best(n + 1, impossible);
    best[0] = 0;
    std::size_t first_end = 0;
    std::vector<double> with_carry(n + 1, impossible);
    if (d.carry < impossible) {
        for (std::size_t b = 1; b <= std::min(n, d.longest); ++b)
            best[b] = d.carry + inside(0, b) + (b < n ? d.part[b] : 0);
        first_end = std::min(n, d.longest);
    }
    std::vector<std::vector<std::size_t>> from(k);
    std::vector<std::size_t> low(k);
    std::size_t lowest = 0, highest = first_end;
    for (std::size_t j = 0; j < k; ++j) {
        // Ends near the label's height, and never before the ends that are reachable.
        const auto near =
            static_cast<std::size_t>(std::lower_bound(d.height.begin(), d.height.end(), d.middle[j]) - d.height.begin());
        const std::size_t begin = std::max(lowest + 1, near > d.longest ? near - d.longest : 0);
        const std::size_t end = std::min(n, std::max(near + d.longest, begin));
        if (begin > end)
            return {};
        std::vector<double> next(end + 1 - begin, impossible);
        from[j].assign(end + 1 - begin, 0);
        low[j] = begin;
        for (std::size_t b = begin; b <= end; ++b) {
            for (std::size_t a = std::max(lowest, b > d.longest ? b - d.longest : 0); a < b && a <= highest; ++a) {
                if (best[a] == impossible)
                    continue;
                const double off = misfit(d, j, a, b);
                const double cost = best[a] + inside(a, b) + (b < n ? d.part[b] : 0) + 0.25 * std::min(off, 8.0) + 0.01 * off;
                if (cost < next[b - begin]) {
                    next[b - begin] = cost;
                    from[j][b - begin] = a;
                }
            }
        }
        std::fill(best.begin() + static_cast<std::ptrdiff_t>(lowest), best.begin() + static_cast<std::ptrdiff_t>(highest) + 1,
                  impossible);
        std::copy(next.begin(), next.end(), best.begin() + static_cast<std::ptrdiff_t>(begin));
        lowest = begin;
        highest = end;
    }
    // The end: all things given away, or the last ones trail.
    std::size_t end = n;
    double least = best[n];
    if (d.trail < impossible) {
        for (std::size_t b = std::max<std::size_t>(lowest, n > d.longest ? n - d.longest : 0); b < n && b <= highest; ++b) {
            if (best[b] + d.trail + inside(b, n) < least) {
                least = best[b] + d.trail + inside(b, n);
                end = b;
            }
        }
    }
    if (least == impossible)
        return {};
    total += least;
    std::vector<Stretch> stretches;
    if (end < n)
        stretches.push_back({end, n, -1});
    std::size_t b = end;
    for (std::size_t j = k; j-- > 0;) {
        const std::size_t a = from[j][b - low[j]];
        stretches.push_back({a, b, static_cast<int>(j)});
        b = a;
    }
    if (b > 0)
        stretches.push_back({0, b, -1});
    std::reverse(stretches.begin(), stretches.end());
    return stretches;
}

// Where no good division exists: each thing goes to the label that stands nearest.
std::vector<Stretch> divide_by_middle(const Division& d) {
    std::vector<Stretch> stretches;
    std::size_t start = 0;
    for (std::size_t j = 0; j < d.middle.size() && start < d.count; ++j) {
        std::size_t end = d.count;
        if (j + 1 < d.middle.size()) {
            const double edge = (d.middle[j] + d.middle[j + 1]) / 2;
            end = start + 1;
            while (end < d.count && d.height[end] < edge)
                ++end;
        }
        stretches.push_back({start, end, static_cast<int>(j)});
        start = end;
    }
    if (d.middle.empty() && d.count > 0)
        stretches.push_back({0, d.count, -1});
    return stretches;
}

// How the cells of a row follow each other in the stream: their lines mixed by height, or one cell after the other.
enum class Order { by_height, by_cell };

class RowMaker {
  public:
    RowMaker(const FlatText& text, Context& context, Order order) : text_(text), context_(context), order_(order) {
        const auto has = [&](Column column) {
            return std::find(text.header.begin(), text.header.end(), column) != text.header.end();
        };
        pairs_ = has(Column::lead) && (has(Column::units) || has(Column::support));
        lead_only_ = has(Column::lead) && !pairs_;
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

    std::vector<RawRow> rows;
    double cost = 0;  // how badly the labels fit their stretches

  private:
    static void add_label(Division& d, const FlatCell& cell) {
        d.middle.push_back(cell.height);
        d.seen.push_back(cell.above.empty() ? std::vector<double>{cell.height} : cell.above);
    }
    double before_anchor() const { return order_ == Order::by_height ? 0.5 : 0; }

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
            if (!is_full(before)) {
                // A line that ends short ends its cell, the more surely the shorter it is.
                d.part[i] = 0;
                d.keep[i] = numbered ? 1.5 : before.width < text_.requirement_width - 3 ? 5 : 3;
            } else {
                d.part[i] = numbered ? 0.5 : stopped ? 2.2 : 6;
            }
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

    // Lists of two columns of units that stand at one height belong together.
    void group_units() {
        groups_.clear();
        for (std::size_t u = 0; u < columns_->units.size(); ++u) {
            const bool with_last = pairs_ && !groups_.empty() && groups_.back().size() == 1 &&
                                   std::abs(columns_->units[groups_.back()[0]].height - columns_->units[u].height) <= 1.2;
            if (with_last)
                groups_.back().push_back(u);
            else
                groups_.push_back({u});
        }
    }

    std::vector<Stretch> rows_of() {
        group_units();
        Division d = lines();
        std::size_t titles = 0;
        for (const FlatCell& title : columns_->titles)
            titles += !title.pieces.empty();
        by_titles_ = titles > groups_.size();
        d.anchor = by_titles_ ? before_anchor() : order_ == Order::by_height ? 0.5 : 1;
        if (by_titles_) {
            for (const FlatCell& title : columns_->titles)
                add_label(d, title);
        } else {
            d.before_line = false;
            for (const auto& group : groups_)
                add_label(d, columns_->units[group[0]]);
        }
        std::sort(d.middle.begin(), d.middle.end());
        std::vector<Stretch> found = divide(d, cost);
        certain_ = !found.empty();
        if (found.empty())
            found = divide_by_middle(d);
        return found;
    }

    void tasks(const std::vector<Stretch>& rows_found) {
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
        std::vector<Stretch> found;
        if (!d.middle.empty()) {
            d.anchor = before_anchor();
            found = divide(d, cost);
            cost += found.empty() ? 10 : 0;
            if (found.empty())
                found = divide_by_middle(d);
        } else {
            for (std::size_t r = 0; r < rows_found.size(); ++r)
                found.push_back({r, r + 1, -1});
        }
        // Categories stand at the middle of their tasks.
        std::vector<Traced> labels(found.size());
        categories(found, rows_found, labels);
        for (std::size_t t = 0; t < found.size(); ++t) {
            const Stretch& task = found[t];
            bool starts = task.label >= 0 || (!has_title_ && columns_->titles.empty());
            const bool unnamed_start = rows.empty() && !starts;
            for (std::size_t r = task.start; r < task.end; ++r) {
                row(rows_found[r], task.label, starts || unnamed_start, labels[t]);
                starts = false;
            }
        }
        if (!columns_->lines.empty()) {
            const Piece& last = line(columns_->lines.size() - 1);
            last_line_open_ = is_full(last) && !is_stop(last.bare.back());
        }
        last_without_owner_ = !rows_found.empty() && rows_found.back().label < 0;
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
        // A row is as high as its highest cell; a label's place inside a row is told by the lines beside it.
        std::vector<double> top(rows_found.size() + 1, 0);
        for (std::size_t r = 0; r < rows_found.size(); ++r) {
            double high = static_cast<double>(rows_found[r].end - rows_found[r].start);
            if (rows_found[r].label >= 0 && !by_titles_) {
                for (const std::size_t u : groups_[static_cast<std::size_t>(rows_found[r].label)])
                    high = std::max(high, static_cast<double>(columns_->units[u].pieces.size()));
            }
            top[r + 1] = top[r] + high + 0.4;
        }
        const auto height_of = [&](double lines) {
            std::size_t r = 0;
            while (r + 1 < rows_found.size() && static_cast<double>(rows_found[r].end) < lines)
                ++r;
            if (rows_found.empty())
                return lines;
            const double inside =
                (lines - static_cast<double>(rows_found[r].start)) / static_cast<double>(rows_found[r].end - rows_found[r].start);
            return top[r] + std::clamp(inside, 0.0, 1.0) * (top[r + 1] - top[r]);
        };
        for (const Stretch& task : found)
            d.height.push_back(top[task.start]);
        d.height.push_back(top.back());
        d.part.assign(d.count, 0);
        d.keep.assign(d.count, 0);
        for (const FlatCell& category : columns_->categories)
            d.middle.push_back(height_of(category.height + (order_ == Order::by_height ? 0.3 : 0)));
        d.carry = label_.empty() ? impossible : 1.2;
        std::vector<Stretch> spread;
        if (!d.middle.empty()) {
            d.anchor = before_anchor();
            spread = divide(d, cost);
            cost += spread.empty() ? 10 : 0;
            if (spread.empty())
                spread = divide_by_middle(d);
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

    void row(const Stretch& stretch, int title, bool starts, const Traced& label) {
        RawRow raw;
        raw.confidence = certain_ ? 0.92 : 0.6;
        for (std::size_t i = stretch.start; i < stretch.end; ++i) {
            if (!raw.requirement.empty())
                raw.requirement.push(U'\n', line(i).text.from[0]);
            raw.requirement.append(line(i).text);
        }
        if (by_titles_) {
            nearest_units(stretch, raw);
            raw.confidence = std::min(raw.confidence, 0.65);
        } else if (stretch.label >= 0) {
            for (const std::size_t u : groups_[static_cast<std::size_t>(stretch.label)])
                own(raw, u,
                    &u == &groups_[static_cast<std::size_t>(stretch.label)].back() &&
                        groups_[static_cast<std::size_t>(stretch.label)].size() > 1);
        }
        for (const FlatCell& due : columns_->dues) {
            if (due.height >= static_cast<double>(stretch.start) && due.height <= static_cast<double>(stretch.end) &&
                (due.height < static_cast<double>(stretch.end) || stretch.end == columns_->lines.size() ||
                 due.height - 0.5 < static_cast<double>(stretch.end)))
                raw.terms.push_back(text_of(due));
        }
        if (starts) {
            raw.starts_task = true;
            raw.category = label;
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

    void own(RawRow& raw, std::size_t u, bool second) {
        const FlatCell& cell = columns_->units[u];
        const UnitRole role = lead_only_                   ? UnitRole::lead
                              : !pairs_ || groups_.empty() ? UnitRole::any
                              : second                     ? UnitRole::support
                                                           : UnitRole::lead;
        raw.owners.emplace_back(text_of(cell), role);
        if (cell.repaired)
            raw.confidence = std::min(raw.confidence, 0.8);
    }

    void nearest_units(const Stretch& stretch, RawRow& raw) {
        for (std::size_t u = 0; u < columns_->units.size(); ++u) {
            const double height = columns_->units[u].height;
            if (height > static_cast<double>(stretch.start) && height <= static_cast<double>(stretch.end) + 0.01)
                raw.owners.emplace_back(text_of(columns_->units[u]), UnitRole::any);
        }
    }

    const FlatText& text_;
    Context& context_;
    Order order_;
    const Region* region_ = nullptr;
    const FlatColumns* columns_ = nullptr;
    std::vector<std::vector<std::size_t>> groups_;
    Traced label_;
    bool pairs_ = false, lead_only_ = false, has_title_ = true, by_titles_ = false, certain_ = true;
    bool last_line_open_ = false, last_without_owner_ = false;
};

}  // namespace

std::vector<RawRow> flat_rows(const FlatText& text, const std::vector<FlatColumns>& columns, Context& context) {
    RowMaker by_height(text, context, Order::by_height), by_cell(text, context, Order::by_cell);
    for (std::size_t r = 0; r < text.regions.size(); ++r) {
        by_height.region(text.regions[r], columns[r]);
        by_cell.region(text.regions[r], columns[r]);
    }
    return std::move(by_cell.cost < by_height.cost ? by_cell.rows : by_height.rows);
}

}  // namespace gongkai::programme
