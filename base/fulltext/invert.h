// Documents in, a segment out: numbers them newest first, reads their units once, and sorts the occurrences by key.
#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

// What `verify` compares: all that was given of a document.
std::uint64_t digest_of(const Document& document);

// Keys must differ. With a folder on disk and durable, else in memory.
std::shared_ptr<const Segment> make_segment(std::vector<Document> documents, const Settings& settings, const Learned& learned,
                                            std::optional<std::filesystem::path> folder);

// Whose place is in front: newest first.
inline bool is_before(std::int32_t day_a, std::uint64_t key_a, std::int32_t day_b, std::uint64_t key_b) {
    return day_a != day_b ? day_a > day_b : key_a > key_b;
}

}  // namespace gongkai::fulltext
