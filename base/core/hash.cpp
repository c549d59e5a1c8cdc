#include "base/core/hash.h"

#include <sodium.h>

#include <stdexcept>

namespace gongkai {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void need_sodium() {
    static const int ready = sodium_init();
    if (ready < 0)
        throw std::runtime_error("libsodium could not be initialised");
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes_of(digest), bytes_of(bytes), bytes.size());
    return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

Sha256::Sha256() { crypto_hash_sha256_init(&state_); }
void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(&state_, bytes_of(bytes), bytes.size()); }
std::string Sha256::hex() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, bytes_of(digest));
    return gongkai::hex(digest);
}

std::string fingerprint(std::string_view bytes) {
    static constexpr unsigned char same_everywhere[crypto_shorthash_siphashx24_KEYBYTES] = {};
    std::string digest(crypto_shorthash_siphashx24_BYTES, '\0');
    crypto_shorthash_siphashx24(bytes_of(digest), bytes_of(bytes), bytes.size(), same_everywhere);
    return hex(digest);
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string random_bytes(std::size_t count) {
    need_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token() {
    const auto bytes = random_bytes(32);
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    crypto_auth_hmacsha256_state state;
    std::string tag(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
    crypto_auth_hmacsha256_final(&state, bytes_of(tag));
    return tag;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gongkai
