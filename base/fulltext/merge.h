// Several segments become one, without their removed documents.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>

#include "base/fulltext/snapshot.h"

namespace gongkai::fulltext {

struct Merged {
    std::shared_ptr<const Segment> segment;           // null where nothing is left
    std::vector<std::vector<std::uint32_t>> new_ids;  // by part, by old number; `gone` for what was removed
    static constexpr std::uint32_t gone = ~0u;
};

// In memory without a folder. `stop` is asked now and then; once it answers true, nothing more is done and nothing is returned.
std::optional<Merged> merge(const std::vector<Part>& parts, const Settings& settings, std::optional<std::filesystem::path> folder,
                            unsigned threads, const std::function<bool()>& stop = {});

}  // namespace gongkai::fulltext
