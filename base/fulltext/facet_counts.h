// How often each value of a column is among the hits, over all segments.
#pragma once
#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/fulltext/index.h"
#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

class FacetCounts {
  public:
    void add(const Segment::Narrow& column, const std::uint32_t* ids, std::size_t count) {
        if (column.width == 1)
            return add_few(column.values, ids, count);
        if (column.most >= small_values) {
            for (std::size_t i = 0; i < count; ++i)
                ++large_[column.at(ids[i])];
            return;
        }
        if (small_.size() <= column.most)
            small_.resize(column.most + 1);
        for (std::size_t i = 0; i < count; ++i)
            ++small_[column.at(ids[i])];
    }

    void add(std::uint32_t value, std::uint64_t documents) {
        if (value >= small_values) {
            large_[value] += documents;
            return;
        }
        if (small_.size() <= value)
            small_.resize(value + 1);
        small_[value] += static_cast<std::uint32_t>(documents);
    }

    void add(const FacetCounts& other) {
        for (std::size_t part = 0; part < few_.size(); ++part)
            for (std::size_t value = 0; value < few_[part].size(); ++value)
                few_[part][value] += other.few_[part][value];
        small_.resize(std::max(small_.size(), other.small_.size()));
        for (std::size_t value = 0; value < other.small_.size(); ++value)
            small_[value] += other.small_[value];
        for (const auto& [value, documents] : other.large_)
            large_[value] += documents;
    }

    std::vector<FacetCount> most_frequent(std::size_t at_most) const {
        std::map<std::uint32_t, std::uint64_t> large = large_;
        std::vector<FacetCount> found;
        for (std::uint32_t value = 0; value < std::max(small_.size(), few_[0].size()); ++value) {
            std::uint64_t documents = value < small_.size() ? small_[value] : 0;
            if (value < few_[0].size())
                for (const auto& part : few_)
                    documents += part[value];
            if (const auto it = large.find(value); it != large.end()) {
                documents += it->second;
                large.erase(it);
            }
            if (documents > 0)
                found.push_back({value, documents});
        }
        for (const auto& [value, documents] : large)
            found.push_back({value, documents});
        const auto shown = static_cast<std::ptrdiff_t>(std::min(found.size(), at_most));
        std::ranges::partial_sort(found, found.begin() + shown, [](const FacetCount& a, const FacetCount& b) {
            return a.documents != b.documents ? a.documents > b.documents : a.value < b.value;
        });
        found.resize(static_cast<std::size_t>(shown));
        return found;
    }

  private:
    static constexpr std::uint32_t small_values = 65'536;

    // Few values follow on themselves often, and adding to what was just written waits: four counters in turn.
    void add_few(const std::uint8_t* values, const std::uint32_t* ids, std::size_t count) {
        std::size_t i = 0;
        for (; i + few_.size() <= count; i += few_.size())
            for (std::size_t part = 0; part < few_.size(); ++part)
                ++few_[part][values[ids[i + part]]];
        for (; i < count; ++i)
            ++few_[0][values[ids[i]]];
    }

    std::array<std::array<std::uint32_t, 256>, 4> few_{};
    std::vector<std::uint32_t> small_;
    std::map<std::uint32_t, std::uint64_t> large_;
};

// Very many documents of one segment, by the rows of their facets.
class RowCounts {
  public:
    // Where as many documents may be counted as there are rows to be added afterwards.
    void begin(const Segment& segment, const std::vector<FacetWish>& wishes, std::size_t most) {
        const FacetRows* rows = wishes.size() < 2 ? nullptr : segment.facet_rows();
        if (!rows || most < rows->size() ||
            std::ranges::any_of(wishes, [&](const FacetWish& wish) { return wish.column >= rows->columns(); }))
            return;
        counts_.assign(rows->size(), 0);
        rows_ = rows;
    }
    bool are_counted() const { return rows_ != nullptr; }
    void add(const std::uint32_t* ids, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            ++counts_[rows_->row(ids[i])];
    }
    void add_to(std::vector<FacetCounts>& facets, const std::vector<FacetWish>& wishes) const {
        for (std::size_t row = 0; row < counts_.size(); ++row)
            if (const auto documents = counts_[row]; documents > 0)
                for (std::size_t i = 0; i < wishes.size(); ++i)
                    facets[i].add(rows_->value(row, wishes[i].column), documents);
    }

  private:
    const FacetRows* rows_ = nullptr;  // the segment's
    std::vector<std::uint32_t> counts_;
};

}  // namespace gongkai::fulltext
