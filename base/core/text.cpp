#include "base/core/text.h"

#include <algorithm>
#include <charconv>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <stdexcept>

namespace gongkai {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view ideographic_space = "\u3000";

// One code point from `text` at `at`, which moves on; -1 where the bytes are wrong.
UChar32 next_code_point(std::string_view text, std::int32_t& at) {
    UChar32 c = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    U8_NEXT(bytes, at, size, c);
    return c;
}

void append(std::string& out, char32_t c) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(bytes, length, U8_MAX_LENGTH, static_cast<UChar32>(c), failed);
    if (failed)
        return append(out, replacement);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

}  // namespace

bool is_utf8(std::string_view text) {
    const auto is_next = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        // Nearly all that is asked about are signs of one byte and Han of three.
        if (byte < 0x80) {
            ++at;
        } else if (byte > 0xE0 && byte < 0xED && at + 2 < text.size() && is_next(at + 1) && is_next(at + 2)) {
            at += 3;
        } else {
            const auto rest = text.substr(at, 4);
            std::int32_t taken = 0;
            if (next_code_point(rest, taken) < 0)
                return false;
            at += static_cast<std::size_t>(taken);
        }
    }
    return true;
}

std::string mend_utf8(std::string_view text) { return to_utf8(to_code_points(text)); }

std::u32string to_code_points(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size() / 2);
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(utf8.size());) {
        const UChar32 c = next_code_point(utf8, at);
        out.push_back(c < 0 ? replacement : static_cast<char32_t>(c));
    }
    return out;
}

std::string to_utf8(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size() * 3);
    for (const char32_t c : code_points)
        append(out, c);
    return out;
}

std::size_t count_code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8)
        count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    return count;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    for (bool again = true; again;) {
        again = false;
        const auto first = text.find_first_not_of(blanks);
        if (first == std::string_view::npos)
            return {};
        text = text.substr(first, text.find_last_not_of(blanks) - first + 1);
        if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
            again = true;
        }
        if (text.ends_with(ideographic_space)) {
            text.remove_suffix(ideographic_space.size());
            again = true;
        }
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const auto to = text.find(separator, from);
        parts.push_back(text.substr(from, to - from));
        if (to == std::string_view::npos)
            return parts;
        from = to + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front())
            out += separator;
        out += part;
    }
    return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    auto found = text.find(from);
    if (found == std::string::npos || from.empty())
        return text;
    std::string out;  // anew: moving the rest at each place would take the square of a long text
    out.reserve(text.size());
    std::size_t at = 0;
    for (; found != std::string::npos; found = text.find(from, at)) {
        out.append(text, at, found - at).append(to);
        at = found + from.size();
    }
    return out.append(text, at);
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string nfkc(std::string_view utf8) {
    if (std::ranges::all_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string(utf8);
    UErrorCode error = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(error);
    const auto normal =
        normalizer->normalize(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}), error);
    if (U_FAILURE(error))
        throw std::runtime_error(u_errorName(error));
    std::string out;
    normal.toUTF8String(out);
    return out;
}

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

}  // namespace gongkai
