// Files on disk, whole.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai {

// Refuses `core.refuse.file_missing`, `core.refuse.file_unreadable` or, above `at_most` bytes, `core.refuse.file_too_large`
// (arguments: the path, the limit in MB).
Result<std::string> read_file(const std::filesystem::path& path, std::size_t at_most = std::size_t{256} << 20);

// All or nothing: a new file beside it, fsync, rename, fsync of the folder. Throws std::system_error.
void write_file(const std::filesystem::path& path, std::string_view contents);

// A folder that goes away with the object; made below the system's temporary folder, readable by this user only.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace gongkai
