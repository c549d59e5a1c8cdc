#include "base/files/files.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>

#include "base/core/file.h"
#include "base/core/hash.h"

namespace gongkai {

std::filesystem::path Files::path_of(std::string_view name) const {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (name.size() != 64 || !std::ranges::all_of(name, is_digit))
        throw std::logic_error("no name of a kept file: " + std::string(name));
    return folder_ / name.substr(0, 2) / name.substr(2);
}

std::string Files::keep(std::string_view bytes) const {
    auto name = sha256_hex(bytes);
    const auto path = path_of(name);
    // Two that keep the same octets at the same time write the same new file, and it goes away under the second.
    static std::array<std::mutex, 16> writing;
    const std::scoped_lock lock(writing[static_cast<unsigned char>(name.back()) % writing.size()]);
    if (!std::filesystem::exists(path)) {
        std::filesystem::create_directories(path.parent_path());
        write_file(path, bytes);
    }
    return name;
}

std::optional<std::string> Files::read(std::string_view name) const {
    auto bytes = read_file(path_of(name));
    if (!bytes || sha256_hex(*bytes) != name)
        return std::nullopt;
    return std::move(*bytes);
}

}  // namespace gongkai
