#include "domain/imports/source.h"

#include <algorithm>

#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::imports {
namespace {

namespace fs = std::filesystem;

class Folder final : public Source {
  public:
    explicit Folder(fs::path folder) : folder_(std::move(folder)) {
        std::error_code failed;
        for (auto at = fs::recursive_directory_iterator(folder_, fs::directory_options::skip_permission_denied, failed);
             !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
            const auto path = at->path().lexically_relative(folder_).string();
            if (is_litter(path)) {
                if (at->is_directory(failed))
                    at.disable_recursion_pending();
                continue;
            }
            if (at->is_symlink(failed))
                refused_.push_back({path, {Refusal::Kind::invalid, "imports.refuse.link", {}, {}}});
            else if (at->is_regular_file(failed) && !is_utf8(path))
                refused_.push_back({mend_utf8(path), {Refusal::Kind::invalid, "imports.refuse.name", {}, {}}});
            else if (at->is_regular_file(failed))
                paths_.push_back(path);
        }
        std::ranges::sort(paths_);
    }

    Result<std::string> read(std::string_view path) override { return read_file(folder_ / std::string(path), largest_file); }

  private:
    fs::path folder_;
};

}  // namespace

bool Source::has(std::string_view path) const { return std::ranges::binary_search(paths_, path); }

std::unique_ptr<Source> open_folder(const std::filesystem::path& folder) { return std::make_unique<Folder>(folder); }

std::string safe_path(std::string_view written) {
    const auto path = replace_all(std::string(written), "\\", "/");
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string::npos || (path.size() > 1 && path[1] == ':') ||
        path.size() > 1024)
        return {};
    std::vector<std::string> parts;
    for (const auto part : split(path, '/')) {
        if (part.empty() || part == ".")
            continue;
        if (part == ".." || std::ranges::any_of(part, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
            return {};
        parts.emplace_back(part);
    }
    return join(parts, "/");
}

bool is_litter(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    return name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini" ||
           path.starts_with("__MACOSX/") || name == "__MACOSX";
}

}  // namespace gongkai::imports
