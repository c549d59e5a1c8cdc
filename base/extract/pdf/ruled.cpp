#include "base/extract/pdf/ruled.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace gongkai::extract {
namespace {

constexpr double near = 3;        // lines that meet may miss each other by this much
constexpr double sticks_out = 8;  // lines that reach this far over the last crossing one have an undrawn border at their end
constexpr double tallest_heading = 48;
constexpr std::size_t most_crossings = 20'000'000;
constexpr std::size_t most_base_places = 100'000;

struct Lines {
    std::vector<Rule> horizontal, vertical;
};

class Groups {
  public:
    explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t of(std::size_t i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

  private:
    std::vector<std::size_t> parent_;
};

// The places of lines, those that are one line to the eye only once.
std::vector<double> places_of(const std::vector<Rule>& rules) {
    std::vector<double> all, out;
    for (const auto& rule : rules)
        all.push_back(rule.at);
    std::ranges::sort(all);
    for (const double at : all)
        if (out.empty() || at - out.back() > near)
            out.push_back(at);
    return out;
}

// Open sides: 三线表 and tables without outer borders.
void add_open_sides(std::vector<double>& places, const std::vector<Rule>& across) {
    double first = places.front(), last = places.back();
    for (const auto& rule : across) {
        first = std::min(first, rule.from);
        last = std::max(last, rule.to);
    }
    if (first < places.front() - sticks_out)
        places.insert(places.begin(), first);
    if (last > places.back() + sticks_out)
        places.push_back(last);
}

bool has_open_sides(const Lines& lines) {
    const auto at = [](const Rule& rule) { return rule.at; };
    const auto [first, last] = std::ranges::minmax(lines.vertical, {}, at);
    return std::ranges::min(lines.horizontal, {}, &Rule::from).from < first.at - sticks_out &&
           std::ranges::max(lines.horizontal, {}, &Rule::to).to > last.at + sticks_out;
}

// A heading over the whole width parts a table with open sides into two that do not cross.
bool is_continued(const Lines& above, const Lines& below) {
    const auto left = [](const Lines& lines) { return std::ranges::min(lines.horizontal, {}, &Rule::from).from; };
    const auto right = [](const Lines& lines) { return std::ranges::max(lines.horizontal, {}, &Rule::to).to; };
    const double gap =
        std::ranges::min(below.horizontal, {}, &Rule::at).at - std::ranges::max(above.horizontal, {}, &Rule::at).at;
    return has_open_sides(above) && has_open_sides(below) && std::abs(left(above) - left(below)) <= near &&
           std::abs(right(above) - right(below)) <= near && gap > 0 && gap < tallest_heading;
}

void join_continued(std::vector<Lines>& all) {
    std::ranges::sort(all, {}, [](const Lines& lines) { return std::ranges::min(lines.horizontal, {}, &Rule::at).at; });
    std::vector<Lines> out;
    for (auto& lines : all) {
        if (!out.empty() && is_continued(out.back(), lines)) {
            out.back().horizontal.insert(out.back().horizontal.end(), lines.horizontal.begin(), lines.horizontal.end());
            out.back().vertical.insert(out.back().vertical.end(), lines.vertical.begin(), lines.vertical.end());
        } else {
            out.push_back(std::move(lines));
        }
    }
    all = std::move(out);
}

// The index i of the interval [places[i], places[i + 1]) that holds `at`.
std::size_t interval(const std::vector<double>& places, double at) {
    const auto after = std::ranges::upper_bound(places, at);
    const auto index = std::max<std::ptrdiff_t>(after - places.begin() - 1, 0);
    return std::min(static_cast<std::size_t>(index), places.size() - 2);
}

class Ruled {
  public:
    explicit Ruled(Lines lines) : lines_(std::move(lines)), xs_(places_of(lines_.vertical)), ys_(places_of(lines_.horizontal)) {
        add_open_sides(xs_, lines_.horizontal);
        add_open_sides(ys_, lines_.vertical);
    }

    // A box around text, or its frame, is no table.
    bool is_table() const { return columns() >= 2 && ys_.size() >= 2 && columns() * rows() <= most_base_places; }
    double area() const { return (xs_.back() - xs_.front()) * (ys_.back() - ys_.front()); }

    // Nothing where it turns out to be a drawing: fewer than two cells with text.
    bool take(std::vector<Word>& words, PlacedTable& into) {
        std::vector<std::vector<Word>> of_place(rows() * columns());
        std::vector<Word> rest, taken;
        for (const auto& word : words)
            (holds(word) ? taken : rest).push_back(word);
        auto groups = merged();
        for (const auto& word : taken)
            place(word, groups, of_place);

        struct Extent {
            std::size_t top = SIZE_MAX, left = SIZE_MAX, bottom = 0, right = 0;
            std::vector<Word> words;
        };
        std::map<std::size_t, Extent> extents;
        for (std::size_t row = 0; row < rows(); ++row)
            for (std::size_t column = 0; column < columns(); ++column) {
                auto& extent = extents[groups.of(row * columns() + column)];
                extent.top = std::min(extent.top, row);
                extent.left = std::min(extent.left, column);
                extent.bottom = std::max(extent.bottom, row);
                extent.right = std::max(extent.right, column);
                auto& here = of_place[row * columns() + column];
                std::move(here.begin(), here.end(), std::back_inserter(extent.words));
            }
        if (std::ranges::count_if(extents, [](const auto& entry) { return !entry.second.words.empty(); }) < 2)
            return false;

        into = {ys_.front(), ys_.back(), {Grid::ruled, {}}};
        for (auto& [group, extent] : extents) {
            FlowCell cell{static_cast<int>(extent.top),
                          static_cast<int>(extent.left),
                          static_cast<int>(extent.bottom - extent.top + 1),
                          static_cast<int>(extent.right - extent.left + 1),
                          {}};
            cell.content.push_back(line_block(text_of(extent.words)));
            into.table.cells.push_back(std::move(cell));
        }
        words = std::move(rest);
        return true;
    }

  private:
    std::size_t columns() const { return xs_.size() - 1; }
    std::size_t rows() const { return ys_.size() - 1; }

    bool holds(const Word& word) const {
        return word.middle() > ys_.front() && word.middle() < ys_.back() && word.centre() > xs_.front() &&
               word.centre() < xs_.back();
    }

    // A line parts two places where it covers most of what they share.
    static std::vector<double> covered(const std::vector<Rule>& rules, const std::vector<double>& at,
                                       const std::vector<double>& along) {
        std::vector<double> sums(at.size() * (along.size() - 1), 0.0);
        for (const auto& rule : rules) {
            std::size_t line = 0;
            for (std::size_t i = 1; i < at.size(); ++i)
                if (std::abs(at[i] - rule.at) < std::abs(at[line] - rule.at))
                    line = i;
            for (std::size_t i = 0; i + 1 < along.size(); ++i)
                sums[line * (along.size() - 1) + i] +=
                    std::max(0.0, std::min(rule.to, along[i + 1]) - std::max(rule.from, along[i]));
        }
        return sums;
    }

    Groups merged() const {
        const auto by_vertical = covered(lines_.vertical, xs_, ys_), by_horizontal = covered(lines_.horizontal, ys_, xs_);
        Groups groups(rows() * columns());
        for (std::size_t row = 0; row < rows(); ++row)
            for (std::size_t column = 0; column < columns(); ++column) {
                const auto here = row * columns() + column;
                if (column + 1 < columns() && by_vertical[(column + 1) * rows() + row] < 0.5 * (ys_[row + 1] - ys_[row]))
                    groups.join(here, here + 1);
                if (row + 1 < rows() && by_horizontal[(row + 1) * columns() + column] < 0.5 * (xs_[column + 1] - xs_[column]))
                    groups.join(here, here + columns());
            }
        return groups;
    }

    void place(const Word& word, Groups& groups, std::vector<std::vector<Word>>& of_place) const {
        const auto row = interval(ys_, word.middle());
        Word rest = word;
        for (;;) {
            const auto first = interval(xs_, rest.left + 1), last = interval(xs_, rest.right - 1);
            auto column = first;
            while (column < last && groups.of(row * columns() + column) == groups.of(row * columns() + column + 1))
                ++column;
            if (column >= last) {
                of_place[row * columns() + interval(xs_, rest.centre())].push_back(rest);
                return;
            }
            auto [before, after] = cut(rest, xs_[column + 1]);
            if (!before.text.empty())
                of_place[row * columns() + first].push_back(std::move(before));
            if (after.text.empty())
                return;
            after.left = std::max(after.left, xs_[column + 1]);
            after.right = std::max(after.right, after.left);
            rest = std::move(after);
        }
    }

    Lines lines_;
    std::vector<double> xs_, ys_;
};

std::vector<Lines> crossing(const Drawing& drawing) {
    const auto& horizontal = drawing.horizontal;
    const auto& vertical = drawing.vertical;
    if (horizontal.empty() || vertical.empty() || horizontal.size() > most_crossings / vertical.size())
        return {};
    Groups groups(horizontal.size() + vertical.size());
    for (std::size_t i = 0; i < horizontal.size(); ++i)
        for (std::size_t j = 0; j < vertical.size(); ++j) {
            const auto &h = horizontal[i], &v = vertical[j];
            if (v.at > h.from - near && v.at < h.to + near && h.at > v.from - near && h.at < v.to + near)
                groups.join(i, horizontal.size() + j);
        }
    std::map<std::size_t, Lines> found;
    for (std::size_t i = 0; i < horizontal.size(); ++i)
        found[groups.of(i)].horizontal.push_back(horizontal[i]);
    for (std::size_t j = 0; j < vertical.size(); ++j)
        found[groups.of(horizontal.size() + j)].vertical.push_back(vertical[j]);
    std::vector<Lines> out;
    for (auto& [group, lines] : found)
        if (!lines.horizontal.empty() && !lines.vertical.empty())
            out.push_back(std::move(lines));
    join_continued(out);
    return out;
}

}  // namespace

std::vector<PlacedTable> take_ruled_tables(const Drawing& drawing, std::vector<Word>& words) {
    std::vector<Ruled> candidates;
    for (auto& lines : crossing(drawing))
        if (Ruled ruled(std::move(lines)); ruled.is_table())
            candidates.push_back(std::move(ruled));
    // A table inside a cell of another takes its words first.
    std::ranges::sort(candidates, {}, &Ruled::area);
    std::vector<PlacedTable> tables;
    for (auto& candidate : candidates)
        if (PlacedTable table; candidate.take(words, table))
            tables.push_back(std::move(table));
    std::ranges::sort(tables, {}, &PlacedTable::top);
    return tables;
}

}  // namespace gongkai::extract
