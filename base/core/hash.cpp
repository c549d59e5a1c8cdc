#include "base/core/hash.h"

#include <openssl/evp.h>
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

// Asked for once: looking a digest up by its name takes longer than a short text.
const EVP_MD* sha256_of_openssl() {
    static EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
    if (!found)
        throw std::runtime_error("OpenSSL has no SHA-256");
    return found;
}

// One digest after the other.
class Digesting {
  public:
    Digesting() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { begin(); }
    void begin() { check(context_ ? EVP_DigestInit_ex2(context_.get(), sha256_of_openssl(), nullptr) : 0); }
    void add(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }
    void end(char* digest) { check(EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest), nullptr)); }
    std::string end() {
        std::string digest(crypto_hash_sha256_BYTES, '\0');
        end(digest.data());
        return digest;
    }

  private:
    static void check(int done) {
        if (done != 1)
            throw std::runtime_error("OpenSSL could not hash");
    }
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

void sha256_to(char* digest, std::string_view bytes) {
    thread_local Digesting digesting;
    digesting.begin();
    digesting.add(bytes);
    digesting.end(digest);
}

std::string sha256(std::string_view bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    sha256_to(digest.data(), bytes);
    return digest;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

struct Sha256::State {
    Digesting digesting;
};
Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
void Sha256::add(std::string_view bytes) { state_->digesting.add(bytes); }
std::string Sha256::hex() { return gongkai::hex(state_->digesting.end()); }

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
