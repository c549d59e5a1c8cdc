#include "base/extract/office/chunk.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"
#include "base/extract/told.h"

namespace gongkai::extract {
namespace {

using namespace std::string_view_literals;

std::string from_quoted_printable(std::string_view text) {
    const auto value = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
        } else if (i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0) {
            out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
            i += 2;
        } else if (text.substr(i + 1).starts_with("\r\n")) {
            i += 2;
        } else if (text.substr(i + 1).starts_with("\n")) {
            i += 1;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string from_base64_lines(std::string_view text) {
    static constexpr auto signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"sv;
    std::string out;
    unsigned gathered = 0;
    int bits = 0;
    for (const char c : text) {
        const auto value = signs.find(c);
        if (value == std::string_view::npos)
            continue;
        gathered = (gathered << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
        if ((bits += 6) >= 8)
            out += static_cast<char>(gathered >> (bits -= 8) & 0xFF);
    }
    return out;
}

// The page of a web archive (RFC 2557), which libraries that make DOCX in a browser like to hand to Word.
std::string page_of_archive(std::string_view mime) {
    const auto head = lower_ascii(mime.substr(0, 4096));
    std::string boundary;
    if (const auto at = head.find("boundary="); at != std::string::npos) {
        auto rest = mime.substr(at + 9);
        const bool is_quoted = rest.starts_with('"');
        rest.remove_prefix(is_quoted);
        boundary = "--" + std::string(rest.substr(0, rest.find_first_of(is_quoted ? "\"" : "; \r\n\t")));
    }
    for (std::size_t at = 0; at < mime.size();) {
        const auto end = boundary.size() < 3 ? mime.size() : std::min(mime.find(boundary, at), mime.size());
        const auto part = mime.substr(at, end - at);
        const auto windows = part.find("\r\n\r\n"), unix_like = part.find("\n\n");
        const auto heads_end = std::min(windows, unix_like);
        if (heads_end != std::string_view::npos) {
            const auto heads = lower_ascii(part.substr(0, heads_end));
            const auto text = part.substr(heads_end + (windows < unix_like ? 4 : 2));
            if (heads.find("text/html") != std::string::npos && heads.find("multipart/") == std::string::npos)
                return heads.find("quoted-printable") != std::string::npos ? from_quoted_printable(text)
                       : heads.find("base64") != std::string::npos         ? from_base64_lines(text)
                                                                           : std::string(text);
        }
        at = end + boundary.size();
        if (boundary.size() < 3)
            break;
    }
    return {};
}

std::optional<Rich> read_page(std::string_view html) {
    auto rich = read_rich_html(html);
    if (!rich)
        return std::nullopt;
    if (lower_ascii(rich->html).find("<img") != std::string::npos)
        rich->warnings.emplace_back("extract.warn.pictures_left_out");
    rich->html.clear();
    return std::move(*rich);
}

}  // namespace

std::optional<Rich> read_chunk(std::string_view bytes, std::string_view path, int depth) {
    const auto name = lower_ascii(path);
    if (bytes.starts_with("PK\x03\x04"sv)) {
        const auto format = depth + 1 > deepest_file ? Result<Format>(Format::txt) : tell_format(bytes);
        auto inner = format && *format == Format::docx ? read_rich_docx(bytes, depth + 1) : Result<Rich>(Rich());
        return format && *format == Format::docx && inner ? std::optional(std::move(*inner)) : std::nullopt;
    }
    if (bytes.starts_with("{\\rtf"sv))
        return std::nullopt;
    const auto begin = lower_ascii(bytes.substr(0, 1024));
    if (begin.find("mime-version:") != std::string::npos || begin.find("content-type: multipart/") != std::string::npos) {
        const auto page = page_of_archive(bytes);
        return page.empty() ? std::nullopt : read_page(page);
    }
    const bool is_named_page = name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
    const auto told = told_by_first_bytes(bytes);
    if (told == Told::html || (is_named_page && told == Told::text))
        return read_page(bytes);
    if (told != Told::text)
        return std::nullopt;
    auto text = read_plain_text(bytes);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace gongkai::extract
