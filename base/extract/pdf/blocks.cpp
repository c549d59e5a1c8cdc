#include "base/extract/pdf/blocks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace gongkai::extract {
namespace {

constexpr double room = 1.16;            // of the pitch: more than this parts two cells
constexpr double same_height = 0.3;      // of the pitch
constexpr std::size_t most_merged = 60;  // rows under one block

// A row is as high as its highest block.
struct Band {
    double top = 0, bottom = 0;
    double centre() const { return (top + bottom) / 2; }
};

class Placing {
  public:
    Placing(const std::vector<std::vector<TextBlock>>& columns, double pitch) : columns_(columns), pitch_(pitch) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            if (columns[c].size() > columns[spine_].size())
                spine_ = c;
        for (const auto& block : columns[spine_])
            bands_.push_back({block.top, block.bottom});
        is_middle_ = stands_in_the_middle();
    }

    // Where rows have no room between them, what stands right of the requirements is in no row's middle, and the longest column
    // falls into few blocks.
    bool is_told() const {
        const auto length = [](const std::vector<TextBlock>& column) {
            std::size_t sum = 0;
            for (const auto& block : column)
                for (const auto& word : block.words)
                    sum += word.text.size();
            return sum;
        };
        const auto& longest = std::ranges::max(columns_, {}, length);
        if (longest.size() * 2 < columns_[spine_].size())
            return false;
        std::size_t all = 0, lost = 0;
        for (auto c = spine_ + 1; c < columns_.size(); ++c)
            for (const auto& block : columns_[c]) {
                ++all;
                lost += row_of(block) < 0;
            }
        return lost * 4 <= all;
    }

    std::vector<std::vector<Placed>> run() {
        std::vector<std::vector<Placed>> placed(columns_.size());
        // Blocks beside one row tell how high it is; those that stand between rows are then known to be merged.
        for (std::size_t c = 0; c < columns_.size(); ++c)
            for (const auto& block : columns_[c])
                placed[c].push_back({row_of(block), 1});
        for (std::size_t c = 0; c < columns_.size(); ++c)
            for (std::size_t i = 0; i < columns_[c].size(); ++i)
                if (placed[c][i].row >= 0)
                    widen(bands_[static_cast<std::size_t>(placed[c][i].row)], columns_[c][i]);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            // Left of the requirements stand labels: every row belongs to one.
            if (c < spine_ && is_middle_ && cover_all_rows(columns_[c], placed[c]))
                continue;
            for (std::size_t i = 0; i < columns_[c].size(); ++i)
                if (placed[c][i].row < 0)
                    placed[c][i] = rows_of(columns_[c][i], first_free(placed[c], i), end_of_free(placed[c], i));
        }
        return placed;
    }

  private:
    // The blocks in order, each over the rows in whose middle it stands, so that together they cover all rows (but for the first
    // ones, which may belong to a label of the page before). Says no where the blocks stand so well in single rows that the
    // others must be blank.
    bool cover_all_rows(const std::vector<TextBlock>& blocks, std::vector<Placed>& placed) const {
        const std::size_t rows = bands_.size(), count = blocks.size();
        if (count == 0 || count > rows)
            return false;
        constexpr double never = 1e18;
        std::vector<std::vector<double>> best(count + 1, std::vector<double>(rows + 1, never));
        std::vector<std::vector<std::size_t>> start(count + 1, std::vector<std::size_t>(rows + 1, 0));
        for (std::size_t skipped = 0; skipped < rows; ++skipped)
            best[0][skipped] = skipped == 0 ? 0 : pitch_;
        for (std::size_t b = 0; b < count; ++b)
            for (std::size_t end = b + 1; end <= rows; ++end)
                for (std::size_t from = end > most_merged ? end - most_merged : b; from < end; ++from) {
                    const double off = std::abs((bands_[from].top + bands_[end - 1].bottom) / 2 - blocks[b].centre());
                    if (best[b][from] + off < best[b + 1][end]) {
                        best[b + 1][end] = best[b][from] + off;
                        start[b + 1][end] = from;
                    }
                }
        double alone = 0;
        for (const auto& block : blocks)
            alone += std::abs(bands_[static_cast<std::size_t>(nearest_band(block))].centre() - block.centre());
        const double blank_first = nearest_band(blocks[0]) > 0 ? pitch_ : 0;
        if (best[count][rows] > alone + blank_first + same_height * pitch_ * static_cast<double>(count))
            return false;
        for (std::size_t b = count, end = rows; b > 0; end = start[b][end], --b)
            placed[b - 1] = {static_cast<int>(start[b][end]), static_cast<int>(end - start[b][end])};
        return true;
    }

    double off(const TextBlock& block, const TextBlock& row) const {
        return is_middle_ ? std::abs(block.centre() - row.centre()) : std::abs(block.top - row.top);
    }

    bool stands_in_the_middle() {
        int tops = 0, middles = 0;
        for (const auto& column : columns_)
            for (const auto& block : column)
                for (const auto& row : columns_[spine_]) {
                    tops += std::abs(block.top - row.top) < same_height * pitch_;
                    middles += std::abs(block.centre() - row.centre()) < same_height * pitch_;
                }
        return middles > tops;
    }

    // The row on whose height the block stands; -1 for none.
    int row_of(const TextBlock& block) const {
        const auto& spine = columns_[spine_];
        const auto nearest = std::ranges::min_element(spine, {}, [&](const TextBlock& row) { return off(block, row); });
        return off(block, *nearest) < same_height * pitch_ ? static_cast<int>(nearest - spine.begin()) : -1;
    }

    static void widen(Band& band, const TextBlock& block) {
        band.top = std::min(band.top, block.top);
        band.bottom = std::max(band.bottom, block.bottom);
    }

    // Between the blocks before and behind it in its column.
    static int first_free(const std::vector<Placed>& column, std::size_t i) {
        return i == 0 || column[i - 1].row < 0 ? 0 : column[i - 1].row + column[i - 1].rows;
    }
    int end_of_free(const std::vector<Placed>& column, std::size_t i) const {
        for (auto next = i + 1; next < column.size(); ++next)
            if (column[next].row >= 0)
                return column[next].row;
        return static_cast<int>(bands_.size());
    }

    Placed rows_of(const TextBlock& block, int first, int end) const {
        Placed best{nearest_band(block), 1};
        if (!is_middle_)
            return best;
        double least = 1.5 * pitch_;
        for (int from = first; from < end; ++from)
            for (int to = from + 1; to < std::min(end, from + static_cast<int>(most_merged)); ++to) {
                const auto &upper = bands_[static_cast<std::size_t>(from)], &lower = bands_[static_cast<std::size_t>(to)];
                const double away = std::abs((upper.top + lower.bottom) / 2 - block.centre());
                if (away < least) {
                    least = away;
                    best = {from, to - from + 1};
                }
            }
        return best;
    }

    int nearest_band(const TextBlock& block) const {
        const auto nearest =
            std::ranges::min_element(bands_, {}, [&](const Band& band) { return std::abs(band.centre() - block.centre()); });
        return static_cast<int>(nearest - bands_.begin());
    }

    const std::vector<std::vector<TextBlock>>& columns_;
    double pitch_;
    std::size_t spine_ = 0;  // the column with the most blocks: every row has one there
    std::vector<Band> bands_;
    bool is_middle_ = false;
};

}  // namespace

void add_line(std::vector<TextBlock>& column, const std::vector<Word>& words, double middle, double pitch) {
    if (column.empty() || middle - column.back().bottom > room * pitch)
        column.push_back({middle, middle, {}});
    auto& block = column.back();
    block.bottom = std::max(block.bottom, middle);
    std::ranges::copy(words, std::back_inserter(block.words));
}

std::vector<std::vector<Placed>> place_blocks(const std::vector<std::vector<TextBlock>>& columns, double pitch) {
    const auto most = std::ranges::max(columns, {}, &std::vector<TextBlock>::size).size();
    if (most < 2)
        return {};
    Placing placing(columns, pitch);
    return placing.is_told() ? placing.run() : std::vector<std::vector<Placed>>();
}

}  // namespace gongkai::extract
