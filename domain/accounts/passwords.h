// Passwords and one-time codes: what is known of them and by which library it is checked.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"

namespace gongkai::accounts {

// argon2id, 64 MB, as libsodium writes it. Two at once at most: a third waits, so a crowd of guesses cannot take the memory.
std::string hash_password(std::string_view password);

// Without a hash - the name is not known - it takes as long and says no.
bool is_password(std::string_view password, std::string_view hash);

// RFC 6238: six digits that change every 30 seconds, SHA-1, as authenticator programs count them.
inline constexpr std::size_t code_secret_bytes = 20;
std::string new_code_secret();                          // random bytes
std::string code_secret_text(std::string_view secret);  // base32 in groups of four, to be typed
std::string base32(std::string_view bytes);             // without padding
std::string code_at(std::string_view secret, Instant at);

// The number of the 30-second step whose code was given, one step of clock error allowed either way; nothing where it is wrong.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant at);

// A QR code as an SVG path of its dark squares, in a field of `size` × `size` with the white border that readers want.
std::string qr_path(std::string_view text, int& size);

}  // namespace gongkai::accounts
