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

}  // namespace

Hash hash_of_nothing() { return sha256(""); }

Hash hash_of_leaf(std::string_view bytes) { return sha256(leaf_mark + std::string(bytes)); }

Hash hash_of_node(const Hash& left, const Hash& right) { return sha256(node_mark + left + right); }

Hash hash_of_whole(std::vector<Hash> hashes) {
    assert(std::has_single_bit(hashes.size()));
    for (auto count = hashes.size() / 2; count > 0; count /= 2)
        for (std::size_t i = 0; i < count; ++i)
            hashes[i] = hash_of_node(hashes[2 * i], hashes[2 * i + 1]);
    return std::move(hashes.front());
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t count = 0;
    if (text.size() % 2 != 0 ||
        sodium_hex2bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &count, nullptr) != 0)
        return std::nullopt;
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
