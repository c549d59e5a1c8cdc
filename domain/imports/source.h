// What is handed over: a folder or a ZIP, as paths with their octets. A path is written with single strokes, relative, UTF-8, and
// never leads out.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::imports {

class Source {
  public:
    virtual ~Source() = default;
    const std::vector<std::string>& paths() const { return paths_; }  // sorted
    bool has(std::string_view path) const;
    // From several threads at once. Refuses core.refuse.file_…, imports.refuse.swells, .encrypted, .damaged.
    virtual Result<std::string> read(std::string_view path) = 0;

    // What is not looked at: names that lead out, links, a name that stands twice. Refusals name the entry.
    const std::vector<std::pair<std::string, Refusal>>& refused() const { return refused_; }

  protected:
    std::vector<std::string> paths_;
    std::vector<std::pair<std::string, Refusal>> refused_;
};

inline constexpr std::size_t largest_file = std::size_t{128} << 20;

std::unique_ptr<Source> open_folder(const std::filesystem::path& folder);
// Refuses imports.refuse.no_zip, .too_many.
Result<std::unique_ptr<Source>> open_zip(const std::filesystem::path& file);

// Empty where a path leads out, is absolute, or is no name at all; backslashes are strokes.
std::string safe_path(std::string_view written);
// What systems leave beside files: .DS_Store, Thumbs.db, __MACOSX, ~$ of open documents.
bool is_litter(std::string_view path);

}  // namespace gongkai::imports
