// Files that officers and residents hand in, kept by their content: `files/ab/cdef…` in the data folder, named by SHA-256. The
// same bytes lie there once; a name, a type and who may see them are the rooms' matter. Written before the deed that names
// them commits, so a deed never names what is not there.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {

class Files {
  public:
    explicit Files(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::string keep(std::string_view bytes) const;                // its name: 64 digits. Throws where the disk is full
    std::optional<std::string> read(std::string_view name) const;  // nothing where it is missing or was altered
    std::filesystem::path path_of(std::string_view name) const;    // throws std::logic_error where it is no such name

  private:
    std::filesystem::path folder_;
};

}  // namespace gongkai
