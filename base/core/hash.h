// Hashes and random bytes, by libsodium.
#pragma once
#include <sodium/crypto_hash_sha256.h>

#include <string>
#include <string_view>

namespace gongkai {

std::string sha256(std::string_view bytes);      // 32 bytes
std::string sha256_hex(std::string_view bytes);  // 64 lower-case digits

// The same of what comes piece by piece.
class Sha256 {
  public:
    Sha256();
    void add(std::string_view bytes);
    std::string hex();  // once, at the end

  private:
    crypto_hash_sha256_state state_;
};

std::string fingerprint(std::string_view bytes);  // 32 digits, quick: tells versions apart, withstands nobody who wants two alike
std::string hex(std::string_view bytes);
std::string random_bytes(std::size_t count);
std::string random_token();  // 32 random bytes, base64url without padding (43 characters)
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gongkai
