// The tree as files, the way C2SP tlog-tiles names them: `tile/<L>/<N>` holds 256 hashes of level L, `tile/entries/<N>` the
// leaves themselves. A full tile never changes; the one at the right edge is named with its width, `.p/<W>`, and is another file
// as soon as it has grown.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::merkle {

inline constexpr int tile_width = 256;    // hashes or leaves of a full tile
inline constexpr int levels_of_tile = 8;  // that lie between it and the hash of level L + 1 above it

struct Tile {
    std::optional<int> level;  // nothing: leaves
    std::uint64_t number = 0;
    int width = tile_width;

    bool is_full() const { return width == tile_width; }
    bool operator==(const Tile&) const = default;
};

std::string path_of(const Tile& tile);                 // "0/x001/x234/067.p/8", "entries/005": what stands behind "tile/"
std::optional<Tile> tile_from(std::string_view path);  // nothing for any other spelling than that of path_of()
Tile last_tile(std::optional<int> level,
               std::uint64_t count);  // of so many hashes or leaves, not none: full, or as wide as it is

// A leaf as `tile/entries` holds it, behind the others: its length in two octets, then it.
inline constexpr std::size_t leaf_bytes_at_most = 65535;
void add_to_bundle(std::string& bundle, std::string_view leaf);

}  // namespace gongkai::merkle
