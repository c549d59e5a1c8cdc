// The best hits so far, worst on top, shared by all segments of a query.
#pragma once
#include <algorithm>
#include <vector>

#include "base/fulltext/index.h"

namespace gongkai::fulltext {

class FirstHits {
  public:
    struct Entry {
        float score = 0;
        std::int32_t day = 0;
        std::uint64_t key = 0;
    };

    FirstHits(std::size_t room, Order order) : room_(room), order_(order) {}

    bool is_full() const { return heap_.size() >= room_; }
    // A hit below this score has no place.
    float threshold() const { return order_ == Order::relevance && is_full() ? (room_ == 0 ? 1e30F : heap_.front().score) : -1; }

    void offer(const Entry& entry) {
        const auto before = [this](const Entry& a, const Entry& b) { return is_before(a, b); };
        if (is_full()) {
            if (room_ == 0 || !is_before(entry, heap_.front()))
                return;
            std::ranges::pop_heap(heap_, before);
            heap_.pop_back();
        }
        heap_.push_back(entry);
        std::ranges::push_heap(heap_, before);
    }

    std::vector<Entry> take() {
        std::ranges::sort(heap_, [this](const Entry& a, const Entry& b) { return is_before(a, b); });
        return std::move(heap_);
    }

  private:
    bool is_before(const Entry& a, const Entry& b) const {
        if (order_ == Order::relevance && a.score != b.score)
            return a.score > b.score;
        return a.day != b.day ? a.day > b.day : a.key > b.key;
    }

    std::size_t room_;
    Order order_;
    std::vector<Entry> heap_;
};

}  // namespace gongkai::fulltext
