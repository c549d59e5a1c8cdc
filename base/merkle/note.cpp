#include "base/merkle/note.h"

#include <sodium.h>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::merkle {
namespace {

constexpr std::size_t id_bytes = 4;
constexpr char ed25519 = '\x01';  // the kind of key, as the format numbers them
constexpr std::string_view before_signature = "— ";

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// The public and the private half, as libsodium wants them.
struct Pair {
    explicit Pair(std::string_view seed) { crypto_sign_seed_keypair(open, secret, bytes_of(seed)); }
    ~Pair() { sodium_memzero(secret, sizeof secret); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    unsigned char open[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
};

bool is_name(std::string_view name) { return !name.empty() && is_utf8(name) && name_from(name) == name; }

bool is_blank(char32_t sign) {
    return sign <= U' ' || sign == 0x7f || sign == 0x85 || sign == 0xa0 || sign == 0x1680 || (sign >= 0x2000 && sign <= 0x200a) ||
           sign == 0x2028 || sign == 0x2029 || sign == 0x202f || sign == 0x205f || sign == 0x3000;
}

}  // namespace

std::string text_of(const Checkpoint& checkpoint) {
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + to_base64(checkpoint.root) + '\n';
}

std::optional<Checkpoint> checkpoint_from(std::string_view text) {
    const auto lines = split(text, '\n');
    if (lines.size() < 4 || lines[0].empty())
        return std::nullopt;
    const auto size = whole_number(lines[1]);
    const auto root = from_base64(lines[2]);
    if (!size || *size < 0 || std::to_string(*size) != lines[1] || !root || root->size() != hash_bytes)
        return std::nullopt;
    return Checkpoint{std::string(lines[0]), static_cast<std::uint64_t>(*size), *root};
}

std::string PublicKey::id() const { return sha256(name + '\n' + ed25519 + bytes).substr(0, id_bytes); }

std::string PublicKey::text() const { return name + '+' + hex(id()) + '+' + to_base64(ed25519 + bytes); }

std::optional<PublicKey> public_key_from(std::string_view text) {
    const auto first = text.find('+'), second = text.find('+', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return std::nullopt;
    const auto bytes = from_base64(text.substr(second + 1));
    if (!bytes || bytes->size() != 1 + crypto_sign_PUBLICKEYBYTES || bytes->front() != ed25519)
        return std::nullopt;
    PublicKey key{std::string(text.substr(0, first)), bytes->substr(1)};
    return is_name(key.name) && key.text() == text ? std::optional(key) : std::nullopt;
}

std::string name_from(std::string_view text) {
    auto signs = to_code_points(trim(text));
    for (auto& sign : signs)
        if (sign == U'+' || is_blank(sign))
            sign = U'-';
    return to_utf8(signs);
}

std::string new_seed() { return random_bytes(crypto_sign_SEEDBYTES); }

PublicKey public_key_of(std::string_view seed, std::string name) {
    const Pair pair(seed);
    return {std::move(name), std::string(reinterpret_cast<const char*>(pair.open), sizeof pair.open)};
}

std::string sign(std::string_view text, std::string_view seed, const std::string& name) {
    const Pair pair(seed);
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(text), text.size(), pair.secret);
    const auto id = public_key_of(seed, name).id();
    return std::string(text) + '\n' + std::string(before_signature) + name + ' ' + to_base64(id + signature) + '\n';
}

std::optional<std::string> opened(std::string_view note, const PublicKey& key) {
    const auto end = note.rfind("\n\n");
    if (end == std::string_view::npos || !note.ends_with('\n') || !is_utf8(note))
        return std::nullopt;
    const auto text = note.substr(0, end + 1);
    auto lines = split(note.substr(end + 2), '\n');
    lines.pop_back();  // behind the last line end
    bool is_signed = false;
    for (auto line : lines) {
        if (!line.starts_with(before_signature))
            return std::nullopt;
        line.remove_prefix(before_signature.size());
        const auto blank = line.find(' ');
        const auto bytes = blank == std::string_view::npos ? std::nullopt : from_base64(line.substr(blank + 1));
        if (!bytes || bytes->size() <= id_bytes)
            return std::nullopt;
        if (line.substr(0, blank) != key.name || bytes->substr(0, id_bytes) != key.id())
            continue;
        const auto signature = bytes->substr(id_bytes);
        if (signature.size() != crypto_sign_BYTES ||
            crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(), bytes_of(key.bytes)) != 0)
            return std::nullopt;
        is_signed = true;
    }
    return is_signed ? std::optional(std::string(text)) : std::nullopt;
}

}  // namespace gongkai::merkle
