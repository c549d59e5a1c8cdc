#include "domain/accounts/passwords.h"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>

#include <memory>
#include <semaphore>
#include <stdexcept>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::accounts {
namespace {

constexpr unsigned step_seconds = 30, digits = 6, steps_of_error = 1;
std::counting_semaphore<2> two_at_once{2};

class Turn {
  public:
    Turn() { two_at_once.acquire(); }
    ~Turn() { two_at_once.release(); }
};

std::time_t seconds_of(Instant at) { return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count(); }

}  // namespace

std::string hash_password(std::string_view password) {
    const Turn turn;
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("no memory for argon2id");
    return hash;
}

bool is_password(std::string_view password, std::string_view hash) {
    static const std::string of_nobody = hash_password(random_token());
    const Turn turn;
    const auto& held = hash.empty() ? of_nobody : std::string(hash);
    return crypto_pwhash_str_verify(held.c_str(), password.data(), password.size()) == 0 && !hash.empty();
}

std::string new_code_secret() { return random_bytes(code_secret_bytes); }

std::string base32(std::string_view bytes) {
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK)
        throw std::runtime_error("base32 failed");
    const std::unique_ptr<char, void (*)(void*)> guard(text, std::free);
    std::string out(text, length);
    return out.substr(0, out.find('='));
}

std::string code_secret_text(std::string_view secret) {
    std::string text;
    for (const char c : base32(secret)) {
        if (text.size() % 5 == 4)
            text += ' ';
        text += c;
    }
    return text;
}

std::string code_at(std::string_view secret, Instant at) {
    char code[digits + 1];
    if (oath_totp_generate(secret.data(), secret.size(), seconds_of(at), step_seconds, 0, digits, code) != OATH_OK)
        throw std::runtime_error("the one-time code failed");
    return code;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant at) {
    const std::string typed = replace_all(nfkc(code), " ", "");
    if (typed.size() != digits)
        return std::nullopt;
    std::uint64_t step = 0;
    const int outcome = oath_totp_validate4(secret.data(), secret.size(), seconds_of(at), step_seconds, 0, steps_of_error,
                                            nullptr, &step, 0 /* SHA-1 */, typed.c_str());
    return outcome >= 0 ? std::optional(static_cast<std::int64_t>(step)) : std::nullopt;
}

std::string qr_path(std::string_view text, int& size) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M),
                                                          QRcode_free);
    if (!code)
        throw std::runtime_error("the QR code failed");
    constexpr int quiet = 4;  // squares of white around it, as readers want
    size = code->width + 2 * quiet;
    std::string path;
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                path += fmt::format("M{} {}h1v1h-1z", x + quiet, y + quiet);
    return path;
}

}  // namespace gongkai::accounts
