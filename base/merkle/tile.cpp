#include "base/merkle/tile.h"

#include <fmt/format.h>

#include <cassert>

#include "base/core/text.h"

namespace gongkai::merkle {
namespace {

constexpr int highest_level = 63;
constexpr std::size_t digits_of_part = 3, parts_at_most = 6;  // a number below 10^18
constexpr std::string_view leaves = "entries", partial = ".p";

std::optional<std::int64_t> number_of(std::string_view digits) {
    return digits.find_first_not_of("0123456789") == std::string_view::npos ? whole_number(digits) : std::nullopt;
}

}  // namespace

std::string path_of(const Tile& tile) {
    std::string path = fmt::format("{:03}", tile.number % 1000);
    for (auto rest = tile.number / 1000; rest > 0; rest /= 1000)
        path.insert(0, fmt::format("x{:03}/", rest % 1000));
    path = (tile.level ? std::to_string(*tile.level) : std::string(leaves)) + '/' + path;
    if (!tile.is_full())
        path += fmt::format("{}/{}", partial, tile.width);
    return path;
}

std::optional<Tile> tile_from(std::string_view path) {
    auto parts = split(path, '/');
    Tile tile;
    if (parts.front() != leaves) {
        const auto level = number_of(parts.front());
        if (!level || *level > highest_level)
            return std::nullopt;
        tile.level = static_cast<int>(*level);
    }
    if (parts.size() > 2 && parts[parts.size() - 2].ends_with(partial)) {
        const auto width = number_of(parts.back());
        if (!width || *width < 1 || *width >= tile_width)
            return std::nullopt;
        tile.width = static_cast<int>(*width);
        parts.pop_back();
        parts.back().remove_suffix(partial.size());
    }
    if (parts.size() < 2 || parts.size() > 1 + parts_at_most)
        return std::nullopt;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool is_last = i + 1 == parts.size();
        const auto digits = parts[i].substr(is_last || parts[i].empty() ? 0 : 1);
        const auto number = number_of(digits);
        if (digits.size() != digits_of_part || !number)
            return std::nullopt;
        tile.number = tile.number * 1000 + static_cast<std::uint64_t>(*number);
    }
    // What is spelt otherwise - a part without its x, a zero in front - is no second name of the same tile.
    return path_of(tile) == path ? std::optional(tile) : std::nullopt;
}

Tile last_tile(std::optional<int> level, std::uint64_t count) {
    assert(count > 0);
    const auto last = count - 1;
    return {level, last / tile_width, static_cast<int>(last % tile_width) + 1};
}

void add_to_bundle(std::string& bundle, std::string_view leaf) {
    assert(leaf.size() <= leaf_bytes_at_most);
    bundle += static_cast<char>(leaf.size() >> 8);
    bundle += static_cast<char>(leaf.size() & 0xff);
    bundle += leaf;
}

}  // namespace gongkai::merkle
