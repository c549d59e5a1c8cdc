// What nobody may read who gets hold of the database alone: personal data and second factors are sealed with a key that lies
// beside it, in the file `secret.key` of the data folder (32 random bytes, for its owner only). Whoever backs up the database
// keeps the key elsewhere; without it what is sealed is gone.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai {

class Vault {
  public:
    static constexpr std::string_view file_name = "secret.key";

    // Makes the key where there is none. Refuses `core.refuse.key_file` where the file is no key or others may read it.
    static Result<Vault> open(const std::filesystem::path& data_folder);

    // XChaCha20-Poly1305, each time under a new nonce; base64url. What was sealed for one purpose opens for no other.
    std::string seal(std::string_view plain, std::string_view purpose) const;
    std::optional<std::string> unseal(std::string_view sealed, std::string_view purpose) const;  // nothing where it was altered

    std::string key_for(std::string_view purpose) const;  // 32 bytes that follow from the key and say nothing of it

  private:
    explicit Vault(std::string key) : key_(std::move(key)) {}
    std::string key_;
};

}  // namespace gongkai
