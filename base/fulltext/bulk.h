// Many documents at once: batches are inverted on all threads, each into a segment on disk, and merged into one.
#pragma once
#include <filesystem>

#include "base/fulltext/index.h"
#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

// The segment in `folder`; null where the source gave nothing. Batches lie beside it while it is made. Of documents with the same
// key the last one given stays.
std::shared_ptr<const Segment> build_segment(const std::filesystem::path& folder, const Settings& settings, const Source& source);

}  // namespace gongkai::fulltext
