#include "base/core/embed.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <stdexcept>

#include "base/core/file.h"

namespace gongkai {
namespace {

struct EmbeddedFile {
    const char* path;
    const char* bytes;
    std::uint64_t size;
};

}  // namespace

extern "C" const EmbeddedFile gongkai_embedded_files[];  // NOLINT: written by cmake/embed.cpp, ended by a null path

namespace {

const std::map<std::string_view, std::string_view>& table() {
    static const auto files = [] {
        std::map<std::string_view, std::string_view> map;
        for (const auto* file = gongkai_embedded_files; file->path; ++file)
            map.emplace(file->path, std::string_view(file->bytes, file->size));
        return map;
    }();
    return files;
}

// Every version read from disk is kept: pages hold views of it.
std::optional<std::string_view> from_disk(const char* source, std::string_view path) {
    static std::mutex mutex;
    static std::deque<std::string> kept;
    static std::map<std::string, std::string_view, std::less<>> newest;
    const auto contents = read_file(std::string(source) + '/' + std::string(path));
    if (!contents)
        return std::nullopt;
    const std::scoped_lock lock(mutex);
    auto& view = newest[std::string(path)];
    if (view != *contents || view.data() == nullptr)
        view = kept.emplace_back(*contents);
    return view;
}

}  // namespace

std::optional<std::string_view> embedded(std::string_view path) {
    static const char* const source = std::getenv("GONGKAI_SOURCE");
    const auto found = table().find(path);
    if (found == table().end())
        return std::nullopt;
    if (source)
        if (const auto file = from_disk(source, path))
            return file;
    return found->second;
}

std::string_view embedded_or_die(std::string_view path) {
    if (const auto file = embedded(path))
        return *file;
    throw std::logic_error("the binary does not carry " + std::string(path));
}

std::vector<std::string_view> embedded_paths(std::string_view prefix, std::string_view suffix) {
    std::vector<std::string_view> paths;
    for (auto it = table().lower_bound(prefix); it != table().end() && it->first.starts_with(prefix); ++it)
        if (it->first.ends_with(suffix))
            paths.push_back(it->first);
    return paths;
}

}  // namespace gongkai
