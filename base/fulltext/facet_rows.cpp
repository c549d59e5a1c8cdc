#include "base/fulltext/facet_rows.h"

#include <bit>
#include <unordered_map>

#include "base/fulltext/segment.h"

namespace gongkai::fulltext {
namespace {

constexpr std::size_t rows_at_most = 65'536;

}  // namespace

std::shared_ptr<const FacetRows> FacetRows::of(const Segment& segment, std::size_t columns) {
    if (columns == 0 || columns > segment.facet_columns())
        return nullptr;
    std::vector<unsigned> shifts;
    unsigned bits = 0;
    for (std::size_t column = 0; column < columns; ++column) {
        shifts.push_back(bits);
        bits += static_cast<unsigned>(std::bit_width(segment.facet_column(column).most));
    }
    if (bits > 64)
        return nullptr;
    std::shared_ptr<FacetRows> all(new FacetRows(columns));
    all->rows_.reserve(segment.size());
    std::unordered_map<std::uint64_t, std::uint16_t> known;
    for (std::uint32_t id = 0; id < segment.size(); ++id) {
        std::uint64_t together = 0;
        for (std::size_t column = 0; column < columns; ++column)
            together |= std::uint64_t{segment.facet(column, id)} << (shifts[column] & 63);
        const auto [row, is_new] = known.try_emplace(together, static_cast<std::uint16_t>(known.size()));
        if (is_new) {
            if (known.size() > rows_at_most)
                return nullptr;
            for (std::size_t column = 0; column < columns; ++column)
                all->values_.push_back(segment.facet(column, id));
        }
        all->rows_.push_back(row->second);
    }
    return all;
}

}  // namespace gongkai::fulltext
