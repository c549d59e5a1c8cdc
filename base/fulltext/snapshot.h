// What a reader sees: segments, and which of their documents have been replaced or removed since they were written.
#pragma once
#include <memory>
#include <roaring/roaring.hh>
#include <vector>

#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

using Removed = ::Roaring;

struct Part {
    std::shared_ptr<const Segment> segment;
    std::shared_ptr<const Removed> removed;  // null: none

    bool is_live(std::uint32_t id) const { return !removed || !removed->contains(id); }
    std::uint64_t live() const { return segment->size() - (removed ? removed->cardinality() : 0); }
};

struct Snapshot {
    std::vector<Part> parts;
    std::uint64_t sequence = 0;
};

}  // namespace gongkai::fulltext
