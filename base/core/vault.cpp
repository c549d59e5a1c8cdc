#include "base/core/vault.h"

#include <sodium.h>

#include "base/core/file.h"
#include "base/core/hash.h"

namespace gongkai {
namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

bool others_may_read(const std::filesystem::path& file) {
    using std::filesystem::perms;
    const auto open = std::filesystem::status(file).permissions();
    return (open & (perms::group_all | perms::others_all)) != perms::none;
}

}  // namespace

Result<Vault> Vault::open(const std::filesystem::path& data_folder) {
    const auto file = data_folder / file_name;
    if (!std::filesystem::exists(file)) {
        std::filesystem::create_directories(data_folder);
        write_file(file, random_bytes(key_bytes));
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    auto key = read_file(file);
    if (!key || key->size() != key_bytes || others_may_read(file))
        return refuse(Refusal::Kind::unavailable, "core.refuse.key_file", {file.string()});
    return Vault(std::move(*key));
}

std::string Vault::key_for(std::string_view purpose) const {
    std::string key(key_bytes, '\0');
    crypto_generichash(bytes_of(key), key.size(), bytes_of(purpose), purpose.size(), bytes_of(key_), key_.size());
    return key;
}

std::string Vault::seal(std::string_view plain, std::string_view purpose) const {
    const auto key = key_for(purpose);
    std::string sealed = random_bytes(nonce_bytes);
    sealed.resize(nonce_bytes + plain.size() + tag_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(plain), plain.size(), nullptr, 0,
                                               nullptr, bytes_of(sealed), bytes_of(key));
    std::string text(sodium_base64_encoded_len(sealed.size(), base64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(sealed), sealed.size(), base64);
    text.pop_back();
    return text;
}

std::optional<std::string> Vault::unseal(std::string_view sealed, std::string_view purpose) const {
    std::string bytes(sealed.size(), '\0');
    std::size_t count = 0;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), sealed.data(), sealed.size(), nullptr, &count, nullptr, base64) != 0 ||
        count < nonce_bytes + tag_bytes)
        return std::nullopt;
    const auto key = key_for(purpose);
    std::string plain(count - nonce_bytes - tag_bytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(bytes) + nonce_bytes,
                                                   count - nonce_bytes, nullptr, 0, bytes_of(bytes), bytes_of(key)) != 0)
        return std::nullopt;
    return plain;
}

}  // namespace gongkai
