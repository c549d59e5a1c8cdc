#include "base/files/media.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/core/text.h"

namespace gongkai {
namespace {

using namespace std::string_view_literals;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | byte_at(bytes, at + i);
    return value;
}

// ISO/IEC 14496-12: boxes one behind the other, a length and four letters each, up to the last byte; one of them says what plays.
std::string_view type_of_boxes(std::string_view bytes) {
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp"sv)
        return {};
    const auto brand = bytes.substr(8, 4);
    if (brand == "heic"sv || brand == "heix"sv || brand == "mif1"sv || brand == "avif"sv || brand == "qt  "sv)
        return {};
    bool says_what_plays = false;
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes.size() - at < 8)
            return {};
        auto size = big_endian(bytes, at, 4);
        if (size == 1 && bytes.size() - at >= 16)
            size = big_endian(bytes, at + 8, 8);
        else if (size == 0)  // up to the end
            size = bytes.size() - at;
        if (size < 8 || size > bytes.size() - at)
            return {};
        const auto name = bytes.substr(at + 4, 4);
        says_what_plays |= name == "moov"sv || name == "moof"sv;
        at += static_cast<std::size_t>(size);
    }
    return !says_what_plays ? ""sv : brand == "M4A "sv || brand == "M4B "sv ? "audio/mp4"sv : "video/mp4"sv;
}

// The length of the frame of MPEG audio that begins at `at`; 0 where none does (ISO/IEC 11172-3, layer III).
std::size_t length_of_frame(std::string_view bytes, std::size_t at) {
    if (at > bytes.size() || bytes.size() - at < 4)
        return 0;
    const auto second = byte_at(bytes, at + 1), third = byte_at(bytes, at + 2);
    const unsigned version = second >> 3 & 3, layer = second >> 1 & 3, rate = third >> 4, frequency = third >> 2 & 3;
    if (byte_at(bytes, at) != 0xFF || (second & 0xE0) != 0xE0 || version == 1 || layer != 1 || rate == 0 || rate == 15 ||
        frequency == 3)
        return 0;
    constexpr std::array first_rates{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        second_rates{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    constexpr std::array frequencies{44'100, 48'000, 32'000};
    const bool is_first = version == 3;
    const int kilobits = is_first ? first_rates[rate] : second_rates[rate];
    const int hertz = frequencies[frequency] / (is_first ? 1 : version == 2 ? 2 : 4);
    return static_cast<std::size_t>((is_first ? 144'000 : 72'000) * kilobits / hertz) + (third >> 1 & 1);
}

bool is_mp3(std::string_view bytes) {
    std::size_t at = 0;
    if (bytes.starts_with("ID3"sv) && bytes.size() > 10) {
        for (std::size_t i = 6; i < 10; ++i)
            at = at << 7 | (byte_at(bytes, i) & 0x7F);
        at += 10;
        while (at < bytes.size() && bytes[at] == '\0')  // room that the writer of the tag left
            ++at;
    }
    const auto length = length_of_frame(bytes, at);
    return length > 0 && (at + length == bytes.size() || length_of_frame(bytes, at + length) > 0);
}

std::string_view type_of_riff(std::string_view bytes) {
    if (bytes.size() < 12 || !bytes.starts_with("RIFF"sv))
        return {};
    return bytes.substr(8, 4) == "WEBP"sv ? "image/webp"sv : bytes.substr(8, 4) == "WAVE"sv ? "audio/wav"sv : ""sv;
}

}  // namespace

std::string_view media_type(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv))
        return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF"sv))
        return "image/jpeg";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv))
        return "image/gif";
    if (bytes.starts_with("\x1A\x45\xDF\xA3"sv))
        return bytes.substr(0, 64).find("webm"sv) != std::string_view::npos ? "video/webm" : "";
    if (bytes.starts_with("OggS"sv))
        return bytes.substr(0, 64).find("theora"sv) != std::string_view::npos ? "video/ogg" : "audio/ogg";
    if (const auto riff = type_of_riff(bytes); !riff.empty())
        return riff;
    if (const auto boxes = type_of_boxes(bytes); !boxes.empty())
        return boxes;
    return is_mp3(bytes) ? "audio/mpeg" : "";
}

std::string_view media_claimed_by(std::string_view name) {
    const auto ending = lower_ascii(name.substr(std::min(name.rfind('.'), name.size())));
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> known{{{".png", "image"},
                                                                                   {".jpg", "image"},
                                                                                   {".jpeg", "image"},
                                                                                   {".gif", "image"},
                                                                                   {".webp", "image"},
                                                                                   {".mp3", "audio"},
                                                                                   {".m4a", "audio"},
                                                                                   {".ogg", "audio"},
                                                                                   {".oga", "audio"},
                                                                                   {".wav", "audio"},
                                                                                   {".mp4", "video"},
                                                                                   {".m4v", "video"},
                                                                                   {".webm", "video"},
                                                                                   {".ogv", "video"}}};
    for (const auto& [each, family] : known)
        if (ending == each)
            return family;
    return {};
}

bool claims_what_it_is_not(std::string_view name, std::string_view bytes) {
    const auto claimed = media_claimed_by(name);
    if (claimed.empty())
        return false;
    const auto type = media_type(bytes), family = type.substr(0, type.find('/'));
    // Sound alone may lie in the same boxes as a film.
    return claimed == "image" || family == "image" ? claimed != family : family.empty();
}

}  // namespace gongkai
