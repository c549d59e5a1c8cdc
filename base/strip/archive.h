// An archive in memory, whole: the parts of an office file. With caps against bombs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::strip {

struct ArchivePart {
    std::string path, bytes;
};

// Both throw std::runtime_error where the archive is damaged or a name stands twice; reading throws Encrypted and TooLarge too.
std::vector<ArchivePart> read_archive(std::string_view bytes);
std::string write_archive(const std::vector<ArchivePart>& parts);

}  // namespace gongkai::strip
