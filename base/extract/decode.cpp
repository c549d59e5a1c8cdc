#include "base/extract/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

constexpr char16_t replacement = 0xFFFD;

std::optional<Decoded> convert(std::string_view bytes, const char* charset) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &error), ucnv_close);
    if (U_FAILURE(error))
        return std::nullopt;
    Decoded decoded{{}, charset, 0};
    std::array<UChar, 16384> block;
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    std::u16string wide;
    do {
        error = U_ZERO_ERROR;
        UChar* to = block.data();
        ucnv_toUnicode(converter.get(), &to, block.data() + block.size(), &from, end, nullptr, true, &error);
        if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR)
            return std::nullopt;
        wide.append(block.data(), static_cast<std::size_t>(to - block.data()));
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    decoded.wrong = static_cast<std::size_t>(std::ranges::count(wide, replacement));
    icu::UnicodeString(wide.data(), static_cast<std::int32_t>(wide.size())).toUTF8String(decoded.text);
    return decoded;
}

// UTF-8 that was cut or has a few broken bytes is still UTF-8: Chinese in another encoding has hardly a valid sequence.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t good = 0, bad = 0;
    const auto size = static_cast<std::int32_t>(bytes.size());
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (std::int32_t at = 0; at < size;) {
        const auto before = at;
        UChar32 c = 0;
        U8_NEXT(data, at, size, c);
        if (c < 0)
            ++bad;
        else if (at - before >= 3)
            ++good;
    }
    return good > 0 && good >= 10 * bad;
}

// Text has no zero bytes except in UTF-16, whose byte order is the one that gives characters a notice is made of.
std::optional<Decoded> utf16_without_mark(std::string_view bytes) {
    if (bytes.size() < 4 || bytes.size() % 2 != 0 || bytes.find('\0') == std::string_view::npos)
        return std::nullopt;
    for (const char* charset : {"UTF-16LE", "UTF-16BE"}) {
        auto decoded = convert(bytes, charset);
        if (!decoded || decoded->wrong > 0)
            continue;
        std::size_t usual = 0, all = 0;
        for (const char32_t c : to_code_points(decoded->text)) {
            usual += is_han(c) || (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' ||
                     (c >= 0x2010 && c <= 0x203B) || (c >= 0x3000 && c < 0x3020) || (c >= 0xFF00 && c < 0xFF60);
            ++all;
        }
        if (usual * 10 >= all * 9)
            return decoded;
    }
    return std::nullopt;
}

std::optional<Decoded> detect(std::string_view bytes) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), ucsdet_close);
    const auto sample = bytes.substr(0, std::size_t{64} << 10);
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
    const auto* match = ucsdet_detect(detector.get(), &error);
    if (U_FAILURE(error) || !match)
        return std::nullopt;
    const char* name = ucsdet_getName(match, &error);
    return U_FAILURE(error) ? std::nullopt : convert(bytes, name);
}

// Pages say gb2312 and mean GBK or more.
std::string known_charset(std::string_view declared) {
    const auto name = lower_ascii(trim(declared));
    if (name == "gb2312" || name == "gbk" || name == "gb_2312-80" || name == "x-gbk" || name == "gb18030" || name == "cp936")
        return "GB18030";
    if (name.starts_with("utf-16") || name.starts_with("utf-8") || name.starts_with("utf8") || name.starts_with("utf-32"))
        return {};  // these are seen in the bytes
    return name;
}

// <meta charset=gbk>, <meta … content="text/html; charset=gb2312">, <?xml … encoding="gbk"?>
std::string declared_charset(std::string_view bytes) {
    const auto head = lower_ascii(bytes.substr(0, 4096));
    for (const std::string_view word : {"charset", "encoding"}) {
        auto at = head.find(word);
        if (at == std::string::npos)
            continue;
        at = head.find_first_not_of(" =\"'", at + word.size());
        if (at != std::string::npos)
            return head.substr(at, head.find_first_of(" \"'/>;?", at) - at);
    }
    return {};
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view declared) {
    using namespace std::string_view_literals;
    struct Mark {
        std::string_view bytes;
        const char* charset;
    };
    static constexpr std::array marks{Mark{"\xFF\xFE\0\0"sv, "UTF-32LE"}, Mark{"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                      Mark{"\xEF\xBB\xBF"sv, "UTF-8"},    Mark{"\xFF\xFE"sv, "UTF-16LE"},
                                      Mark{"\xFE\xFF"sv, "UTF-16BE"},     Mark{"\x84\x31\x95\x33"sv, "GB18030"}};
    for (const auto& mark : marks)
        if (bytes.starts_with(mark.bytes))
            if (auto decoded = convert(bytes.substr(mark.bytes.size()), mark.charset))
                return std::move(*decoded);
    if (auto decoded = utf16_without_mark(bytes))
        return std::move(*decoded);
    if (is_utf8(bytes))
        return {std::string(bytes), "UTF-8", static_cast<std::size_t>(0)};
    if (is_mostly_utf8(bytes))
        if (auto decoded = convert(bytes, "UTF-8"))
            return std::move(*decoded);
    if (const auto charset = known_charset(declared); !charset.empty())
        if (auto decoded = convert(bytes, charset.c_str()); decoded && decoded->wrong * 50 <= bytes.size())
            return std::move(*decoded);
    auto chinese = convert(bytes, "GB18030");
    if (chinese && chinese->wrong == 0)
        return std::move(*chinese);
    auto detected = detect(bytes);
    if (detected && (!chinese || detected->wrong < chinese->wrong))
        return std::move(*detected);
    return chinese ? std::move(*chinese) : Decoded{mend_utf8(bytes), "UTF-8", bytes.size()};
}

Decoded decode_html(std::string_view bytes) { return decode(bytes, declared_charset(bytes)); }

}  // namespace gongkai::extract
