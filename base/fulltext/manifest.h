// The one file that says what the index is: written whole beside the old one and renamed, so a crash leaves the one or the other.
// What it does not name is left over from a crash and is removed.
#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/fulltext/snapshot.h"

namespace gongkai::fulltext {

// Whole, but written by a program that lays its segments out otherwise.
struct OtherFormat : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Manifest {
    struct Entry {
        std::uint64_t segment = 0;  // its number
        Removed removed;
    };
    std::uint64_t sequence = 0;   // the segments hold all changes up to here
    std::uint64_t first_log = 0;  // this log and the later ones hold the changes that follow
    std::uint64_t fold_digest = 0;
    std::uint64_t facet_columns = 0;
    std::vector<Entry> segments;
    std::vector<std::string> damaged;  // set aside since the last rebuild

    void write(const std::filesystem::path& folder) const;  // throws std::system_error
    // Nothing where there is none; throws Damaged or OtherFormat.
    static std::optional<Manifest> read(const std::filesystem::path& folder);
};

std::filesystem::path segment_path(const std::filesystem::path& folder, std::uint64_t number);
std::filesystem::path log_path(const std::filesystem::path& folder, std::uint64_t number);
// The number in a name that segment_path or log_path made.
std::optional<std::uint64_t> number_in(std::string_view name, std::string_view kind);

}  // namespace gongkai::fulltext
