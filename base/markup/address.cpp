#include "base/markup/address.h"

#include <algorithm>
#include <utility>

#include "base/core/text.h"
#include "base/markup/clean.h"
#include "base/web/html.h"

namespace gongkai::markup {
namespace {

constexpr std::size_t longest = 2048;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string_view blanks_cut(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string encoded(std::string_view address) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    bool is_fragment = false;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const char c = address[i];
        const bool is_escape = c == '%' && i + 2 < address.size() && is_hex(address[i + 1]) && is_hex(address[i + 2]);
        const bool is_second_fragment = c == '#' && is_fragment;
        is_fragment |= c == '#';
        if ((c == '%' && !is_escape) || is_second_fragment ||
            std::string_view("\"<>^`{|}[]'").find(c) != std::string_view::npos) {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    return out;
}

// A name or a number with perhaps a port; nobody's name before an @, which only serves to deceive.
bool is_host(std::string_view text) {
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    if (colon != std::string_view::npos) {
        const auto port = whole_number(text.substr(colon + 1));
        if (!port || *port < 1 || *port > 65535)
            return false;
    }
    return !name.empty() && name.front() != '.' && name.front() != '-' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

std::string link_of_note(std::string_view address) {
    for (const auto& [stated, own] : {std::pair<std::string_view, std::string_view>{"#note", "#note"},
                                      {"#ref", "#ref"},
                                      {"#_ftnref", "#ref"},  // as Word writes HTML
                                      {"#_ftn", "#note"}})
        if (address.starts_with(stated))
            if (const auto number = address.substr(stated.size()); number.size() <= 5 && !number.starts_with('0') &&
                                                                   !number.starts_with('+') &&
                                                                   whole_number(number).value_or(0) > 0)
                return std::string(own) + std::string(number);
    return {};
}

std::string anchor_of_note(std::string_view link) {
    if (link_of_note(link) != link)
        return {};
    return link.starts_with("#note") ? "ref" + std::string(link.substr(5)) : "note" + std::string(link.substr(4));
}

std::string safe_link(std::string_view raw) {
    const auto address = blanks_cut(raw);
    // Browsers take a backslash for a slash, others do not: where a host ends must not be a matter of opinion.
    if (address.empty() || address.size() > longest || !is_utf8(address) || address.find('\\') != std::string_view::npos)
        return {};
    // What browsers pass over or show as nothing: C1 controls, marks of direction, joiners.
    for (const char32_t c : to_code_points(address))
        if ((c >= 0x7F && c <= 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
            (c >= 0x2060 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFF) || (c & 0xFFFE) == 0xFFFE)
            return {};
    if (address.starts_with('#'))  // only headings and notes keep an anchor
        return address.starts_with("#s") && whole_number(address.substr(2)) ? std::string(address) : link_of_note(address);
    const auto vetted = web::url(address).address;
    if (vetted == "#")
        return {};
    const auto end_of_scheme = vetted.find_first_of(":/?#\\");
    if (end_of_scheme != std::string_view::npos && vetted[end_of_scheme] == ':') {
        const auto scheme = lower_ascii(vetted.substr(0, end_of_scheme));
        const auto rest = vetted.substr(end_of_scheme + 1);
        if (rest.empty())
            return {};
        if (scheme.starts_with("http")) {
            if (!rest.starts_with("//"))
                return {};
            const auto host_end = rest.find_first_of("/?#", 2);
            if (!is_host(rest.substr(2, host_end == std::string_view::npos ? host_end : host_end - 2)))
                return {};
        }
        return scheme + ":" + encoded(rest);
    }
    // No other sign may part a scheme from a path in any reader's eyes.
    const auto colon = vetted.find(':');
    return colon < vetted.find_first_of("/?#") ? std::string() : encoded(vetted);
}

std::string safe_picture(std::string_view raw) {
    constexpr std::string_view own = "picture:";
    const auto source = blanks_cut(raw);
    if (source.starts_with(own))
        return is_picture_name(source.substr(own.size())) ? std::string(source) : std::string();
    return source.starts_with('/') ? safe_link(source) : std::string();
}

}  // namespace gongkai::markup
