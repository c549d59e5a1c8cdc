// Hashes and random bytes, by libsodium; SHA-256 by OpenSSL, which uses what the processor has for it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace gongkai {

std::string sha256(std::string_view bytes);            // 32 bytes
void sha256_to(char* digest, std::string_view bytes);  // the same 32, where there is room; it may be among the bytes
std::string sha256_hex(std::string_view bytes);        // 64 lower-case digits

// The same of what comes piece by piece.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    void add(std::string_view bytes);
    std::string hex();  // once, at the end

  private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string fingerprint(std::string_view bytes);  // 32 digits, quick: tells versions apart, withstands nobody who wants two alike
std::string hex(std::string_view bytes);
std::string random_bytes(std::size_t count);
std::string random_token();  // 32 random bytes, base64url without padding (43 characters)
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace gongkai
