#include "base/merkle/hash.h"

#include <sodium.h>

#include <bit>
#include <cassert>

#include "base/core/hash.h"

namespace gongkai::merkle {
namespace {

constexpr char leaf_mark = '\x00', node_mark = '\x01';
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int value_of_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

Hash hash_of_nothing() { return sha256(""); }

Hash hash_of_leaf(std::string_view bytes) { return sha256(leaf_mark + std::string(bytes)); }

Hash hash_of_node(const Hash& left, const Hash& right) { return sha256(node_mark + left + right); }

std::string hashes_of_nodes(std::string_view pairs, std::size_t nodes) {
    assert(pairs.size() >= nodes * 2 * hash_bytes);
    std::string out(nodes * hash_bytes, '\0'), node(1 + 2 * hash_bytes, node_mark);
    for (std::size_t i = 0; i < nodes; ++i) {
        pairs.copy(node.data() + 1, 2 * hash_bytes, 2 * i * hash_bytes);
        sha256_to(out.data() + i * hash_bytes, node);
    }
    return out;
}

Hash hash_of_whole(std::span<const Hash> hashes) {
    assert(std::has_single_bit(hashes.size()));
    std::string flat;
    flat.reserve(hashes.size() * hash_bytes);
    for (const auto& hash : hashes)
        flat += hash;
    for (auto count = hashes.size() / 2; count > 0; count /= 2)
        flat = hashes_of_nodes(flat, count);
    return flat;
}

// A proof reads hundreds of hashes, and none of them is a secret: it need not take the same time for each digit.
std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = value_of_digit(text[i]);
        if (digit < 0 || text.size() % 2 != 0)
            return std::nullopt;
        bytes[i / 2] = static_cast<char>(bytes[i / 2] << 4 | digit);
    }
    return bytes;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), base64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t count = 0;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &count, nullptr, base64) != 0)
        return std::nullopt;
    bytes.resize(count);
    return bytes;
}

}  // namespace gongkai::merkle
