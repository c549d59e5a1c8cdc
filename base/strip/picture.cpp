// Pictures are rows of segments: a kind, a length, bytes. What a camera or a program says beside the picture stands in segments
// of its own, which are left out whole, so nothing has to be known of what is in them - except the turn of a photograph, without
// which it would lie on its side.
#include <algorithm>
#include <array>
#include <optional>

#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

using namespace std::string_view_literals;

[[noreturn]] void fail(const char* what) { throw std::runtime_error(what); }

unsigned byte_at(std::string_view bytes, std::size_t at) {
    if (at >= bytes.size())
        fail("a picture that ends too soon");
    return static_cast<unsigned char>(bytes[at]);
}

unsigned long number_at(std::string_view bytes, std::size_t at, std::size_t size, bool is_big) {
    unsigned long number = 0;
    for (std::size_t i = 0; i < size; ++i)
        number = number << 8 | byte_at(bytes, at + (is_big ? i : size - 1 - i));
    return number;
}

// Tag 0x0112 of the first directory of a TIFF, which Exif is.
std::optional<unsigned> orientation_in(std::string_view exif) {
    if (!exif.starts_with("Exif\0\0"sv))
        return std::nullopt;
    const auto tiff = exif.substr(6);
    const bool is_big = tiff.starts_with("MM");
    if (tiff.size() < 8 || (!is_big && !tiff.starts_with("II")))
        return std::nullopt;
    const auto directory = number_at(tiff, 4, 4, is_big);
    if (directory + 2 > tiff.size())
        return std::nullopt;
    const auto count = number_at(tiff, directory, 2, is_big);
    for (unsigned long i = 0; i < count && directory + 2 + 12 * (i + 1) <= tiff.size(); ++i) {
        const auto entry = directory + 2 + 12 * i;
        if (number_at(tiff, entry, 2, is_big) == 0x0112) {
            const auto turn = static_cast<unsigned>(number_at(tiff, entry + 8, 2, is_big));
            return turn >= 2 && turn <= 8 ? std::optional(turn) : std::nullopt;
        }
    }
    return std::nullopt;
}

// An Exif segment that says nothing but the turn.
std::string segment_of_turn(unsigned turn) {
    std::string segment(
        "\xFF\xE1\x00\x22"
        "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv);
    segment += static_cast<char>(turn);
    segment += "\0\0\0\0\0\0"sv;
    return segment;
}

std::string strip_jpeg(std::string_view bytes) {
    constexpr unsigned comment = 0xFE, first_application = 0xE0, last_application = 0xEF, colour_profile = 0xE2, adobe = 0xEE,
                       scan = 0xDA;
    std::string out(bytes.substr(0, 2));
    for (std::size_t at = 2;;) {
        if (byte_at(bytes, at) != 0xFF)
            fail("a JPEG without a marker where one must stand");
        while (byte_at(bytes, at + 1) == 0xFF)
            ++at;
        const auto marker = byte_at(bytes, at + 1);
        if (marker == scan || marker == 0xD9) {
            // After the last picture's end some telephones add films and thumbnails.
            const auto end = bytes.rfind("\xFF\xD9"sv);
            return out.append(bytes.substr(at, end == std::string_view::npos ? end : end + 2 - at));
        }
        const auto size = number_at(bytes, at + 2, 2, true);
        if (size < 2 || at + 2 + size > bytes.size())
            fail("a JPEG whose segment is longer than the file");
        const auto content = bytes.substr(at + 4, size - 2);
        const bool is_application = marker >= first_application && marker <= last_application;
        const bool is_needed =
            marker == first_application || marker == adobe || (marker == colour_profile && content.starts_with("ICC_PROFILE"sv));
        if (!(is_application && !is_needed) && marker != comment)
            out.append(bytes.substr(at, 2 + size));
        else if (const auto turn = orientation_in(content))
            out.append(segment_of_turn(*turn));
        at += 2 + size;
    }
}

std::string strip_png(std::string_view bytes) {
    constexpr std::array unwanted{"tEXt"sv, "zTXt"sv, "iTXt"sv, "eXIf"sv, "tIME"sv};
    std::string out(bytes.substr(0, 8));
    for (std::size_t at = 8;;) {
        const auto size = number_at(bytes, at, 4, true);
        if (size > bytes.size() || at + 12 + size > bytes.size())
            fail("a PNG whose chunk is longer than the file");
        const auto kind = bytes.substr(at + 4, 4);
        bool is_wanted = true;
        for (const auto name : unwanted)
            is_wanted = is_wanted && kind != name;
        if (is_wanted)
            out.append(bytes.substr(at, 12 + size));
        at += 12 + size;
        if (kind == "IEND"sv)
            return out;
    }
}

std::size_t end_of_blocks(std::string_view bytes, std::size_t at) {
    while (byte_at(bytes, at) != 0)
        at += byte_at(bytes, at) + 1;
    return at + 1;
}

std::string strip_gif(std::string_view bytes) {
    const auto palette = [&](std::size_t at) { return (byte_at(bytes, at) & 0x80) ? 3u << ((byte_at(bytes, at) & 7) + 1) : 0u; };
    std::size_t at = 13 + palette(10);
    if (at > bytes.size())
        fail("a GIF that ends too soon");
    std::string out(bytes.substr(0, at));
    for (;;) {
        const auto start = at;
        const auto kind = byte_at(bytes, at);
        bool is_wanted = true;
        if (kind == 0x3B)
            return out + ';';
        if (kind == 0x21) {
            const auto label = byte_at(bytes, at + 1);
            // Of applications only the one that says how often a film is shown.
            is_wanted = label == 0xF9 || label == 0x01 || (label == 0xFF && bytes.substr(at + 3, 11) == "NETSCAPE2.0"sv);
            at = end_of_blocks(bytes, at + 2);
        } else if (kind == 0x2C) {
            at = end_of_blocks(bytes, at + 10 + palette(at + 9) + 1);
        } else {
            fail("a GIF with an unknown block");
        }
        if (is_wanted)
            out.append(bytes.substr(start, at - start));
    }
}

std::string strip_webp(std::string_view bytes) {
    constexpr unsigned says_exif = 0x08, says_xmp = 0x04;
    std::string out(bytes.substr(0, 12));
    for (std::size_t at = 12; at + 8 <= bytes.size();) {
        const auto size = number_at(bytes, at + 4, 4, false);
        const auto whole = 8 + size + size % 2;
        if (size > bytes.size() || at + 8 + size > bytes.size())
            fail("a WebP whose chunk is longer than the file");
        const auto kind = bytes.substr(at, 4);
        if (kind != "EXIF"sv && kind != "XMP "sv) {
            const auto start = out.size();
            out.append(bytes.substr(at, whole));
            if (kind == "VP8X"sv && size > 0)
                out[start + 8] = static_cast<char>(byte_at(bytes, at + 8) & ~(says_exif | says_xmp));
        }
        at += whole;
    }
    for (std::size_t i = 0; i < 4; ++i)
        out[4 + i] = static_cast<char>((out.size() - 8) >> (8 * i) & 0xFF);
    return out;
}

}  // namespace

bool is_picture(std::string_view bytes) {
    return bytes.starts_with("\xFF\xD8\xFF"sv) || bytes.starts_with("\x89PNG\r\n\x1A\n"sv) || bytes.starts_with("GIF87a"sv) ||
           bytes.starts_with("GIF89a"sv) || (bytes.starts_with("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv);
}

std::string strip_picture(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xD8"sv))
        return strip_jpeg(bytes);
    if (bytes.starts_with("GIF"sv))
        return strip_gif(bytes);
    return bytes.starts_with("RIFF"sv) ? strip_webp(bytes) : strip_png(bytes);
}

std::string turned_as(std::string jpeg, std::string_view other) {
    constexpr auto says_turn = "\xFF\xE1\x00\x22"sv;
    const auto stripped = strip_jpeg(other);
    const auto at = stripped.find(says_turn);
    const bool has_head = jpeg.size() > 6 && jpeg.substr(2, 2) == "\xFF\xE0"sv;  // JFIF, which stands first
    const auto behind_head = has_head ? std::min<std::size_t>(4 + number_at(jpeg, 4, 2, true), jpeg.size()) : 2;
    return at == std::string::npos ? jpeg : jpeg.insert(behind_head, stripped, at, 2 + 0x22);
}

}  // namespace gongkai::strip
