// The hashing of RFC 6962: leaves and nodes differ by their first octet, so nobody can pass a node off as a leaf. And the ways
// hashes are written down.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::merkle {

using Hash = std::string;  // 32 bytes of SHA-256
inline constexpr std::size_t hash_bytes = 32;

Hash hash_of_nothing();  // the root of a tree without leaves
Hash hash_of_leaf(std::string_view bytes);
Hash hash_of_node(const Hash& left, const Hash& right);
// Of pairs that lie one after the other in one piece of memory, as what comes back does: a string for each would take longer than
// the hashing.
std::string hashes_of_nodes(std::string_view pairs, std::size_t nodes);
Hash hash_of_whole(std::span<const Hash> hashes);  // the root above a power of two of them, not none

std::optional<std::string> from_hex(std::string_view text);  // pairs of digits and nothing else
std::string to_base64(std::string_view bytes);               // with padding, as RFC 4648 §4 has it
std::optional<std::string> from_base64(std::string_view text);

}  // namespace gongkai::merkle
