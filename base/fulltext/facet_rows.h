// Documents whose facets are all the same are one row. Where very many documents are counted it is by their rows, one number a
// document, and each row is added to its columns once. A row is a number of two bytes; where there are more of them than that,
// each column is counted by itself.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

namespace gongkai::fulltext {

class Segment;

class FacetRows {
  public:
    // Of the first so many columns. Null where they make too many rows.
    static std::shared_ptr<const FacetRows> of(const Segment& segment, std::size_t columns);

    std::size_t columns() const { return columns_; }
    std::size_t size() const { return values_.size() / columns_; }
    std::uint16_t row(std::uint32_t id) const { return rows_[id]; }
    std::uint32_t value(std::size_t row, std::size_t column) const { return values_[row * columns_ + column]; }

  private:
    explicit FacetRows(std::size_t columns) : columns_(columns) {}
    const std::size_t columns_;
    std::vector<std::uint16_t> rows_;    // by document
    std::vector<std::uint32_t> values_;  // by row, column by column
};

}  // namespace gongkai::fulltext
