#include <string>

#include "domain/records/value.h"

namespace gongkai::records {
namespace {

// Signs that nobody sees come along where texts are copied, and mean nothing: they are dropped. Those that turn the order of what
// follows make a text read as something else than it is: gnp.exe as exe.png.
enum class Unseen { none, idle, turning };
Unseen unseen_at(std::string_view text, std::size_t at, std::size_t& size) {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    if (byte(0) == 0xC2 && byte(1) == 0xAD) {  // a hyphen that shows only at the end of a line
        size = 2;
        return Unseen::idle;
    }
    if (byte(0) == 0xD8 && byte(1) == 0x9C) {
        size = 2;
        return Unseen::turning;
    }
    if (byte(0) == 0xC2 || byte(0) == 0xD8)
        return Unseen::none;
    size = 3;
    if (byte(0) == 0xEF)
        return byte(1) == 0xBB && byte(2) == 0xBF ? Unseen::idle : Unseen::none;
    if (byte(0) != 0xE2)
        return Unseen::none;
    if (byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xAA && byte(2) <= 0xAE)))
        return Unseen::turning;  // U+200E, U+200F, U+202A to U+202E
    if (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9)
        return Unseen::turning;  // U+2066 to U+2069
    // U+200B, U+2060. Those that join and part letters, U+200C and U+200D, mean something.
    return (byte(1) == 0x80 && byte(2) == 0x8B) || (byte(1) == 0x81 && byte(2) == 0xA0) ? Unseen::idle : Unseen::none;
}

}  // namespace

std::optional<std::string> without_unseen(std::string_view text) {
    std::string kept;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        std::size_t size = 1;
        const bool may_be = lead == 0xE2 || lead == 0xEF || lead == 0xC2 || lead == 0xD8;
        const auto unseen = may_be ? unseen_at(text, at, size) : Unseen::none;
        if (unseen == Unseen::turning)
            return std::nullopt;
        if (unseen == Unseen::idle) {
            kept += text.substr(from, at - from);
            from = at + size;
        }
        at += size;
    }
    return kept += text.substr(from);
}

}  // namespace gongkai::records
