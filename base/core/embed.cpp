#include "base/core/embed.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
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

const char* source() {
    static const char* const folder = std::getenv("GONGKAI_SOURCE");
    return folder;
}

// Of a folder of data of which the binary carries files, all that there are on disk: a new kind of record is seen before anything
// is built.
using Added = std::set<std::string_view>;
Added added_below(std::string_view prefix) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> kept;
    Added all;
    const auto first = table().lower_bound(prefix);
    if (!source() || !prefix.starts_with("data/") || !prefix.ends_with('/') || first == table().end() ||
        !first->first.starts_with(prefix))
        return all;
    std::error_code failed;
    const std::scoped_lock lock(mutex);
    for (const auto& entry : std::filesystem::directory_iterator(std::string(source()) + '/' + std::string(prefix), failed))
        if (entry.is_regular_file(failed))
            all.insert(*kept.insert(std::string(prefix) + entry.path().filename().string()).first);
    return all;
}

// Every version read from disk is kept: pages hold views of it.
std::optional<std::string_view> from_disk(const char* folder, std::string_view path) {
    static std::mutex mutex;
    static std::deque<std::string> kept;
    static std::map<std::string, std::string_view, std::less<>> newest;
    const auto contents = read_file(std::string(folder) + '/' + std::string(path));
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
    const auto found = table().find(path);
    const auto added = found == table().end() ? added_below(path.substr(0, path.rfind('/') + 1)) : Added();
    if (found == table().end() && !added.contains(path))
        return std::nullopt;
    if (source())
        if (const auto file = from_disk(source(), path))
            return file;
    return found == table().end() ? std::nullopt : std::optional(found->second);
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
    for (const auto path : added_below(prefix))
        if (path.ends_with(suffix) && !table().contains(path))
            paths.push_back(path);
    std::ranges::sort(paths);
    return paths;
}

}  // namespace gongkai
