#include "base/web/html.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/web/fields.h"

namespace gongkai::web {
namespace {

std::string_view entity_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
    }
    return {};
}

constexpr auto is_special = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("&<>\"'"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// Sixteen bytes at a time where there are as many; Chinese text is nearly all free of special characters.
const char* next_special(const char* at, const char* end) {
    using Block = unsigned char __attribute__((vector_size(16)));
    for (; end - at >= 16; at += 16) {
        Block block;
        std::memcpy(&block, at, sizeof block);
        const auto hits = (block == '&') | (block == '<') | (block == '>') | (block == '"') | (block == '\'');
        std::uint64_t halves[2];
        std::memcpy(halves, &hits, sizeof halves);
        if (halves[0] | halves[1])
            break;
    }
    while (at < end && !is_special[static_cast<unsigned char>(*at)])
        ++at;
    return at;
}

void append_escaped(std::string& out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        const char* const special = next_special(at, end);
        out.append(at, special);
        if (special == end)
            return;
        out.append(entity_of(*special));
        at = special + 1;
    }
}

}  // namespace

Url url(std::string_view address) {
    // Browsers drop tabs, line ends and leading control characters before they look for the scheme: none may be there.
    const bool has_control =
        std::ranges::any_of(address, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
    if (has_control)
        return {"#"};
    const auto end_of_scheme = address.find_first_of(":/?#\\");
    if (end_of_scheme == std::string_view::npos || address[end_of_scheme] != ':') {
        const bool leaves_the_site = address.starts_with("//") || address.starts_with("/\\") || address.starts_with("\\");
        return {leaves_the_site ? "#" : address};
    }
    const auto scheme = address.substr(0, end_of_scheme);
    for (const std::string_view safe : {"http", "https", "mailto", "tel"})
        if (same_ignoring_case(scheme, safe))
            return {address};
    return {"#"};
}

Html& Html::operator<<(DataBlock data) {
    for (const char c : data.json) {
        if (c == '<')
            bytes_.append("\\u003c");
        else if (c == '>')
            bytes_.append("\\u003e");
        else if (c == '&')
            bytes_.append("\\u0026");
        else
            bytes_.push_back(c);
    }
    return *this;
}

void Html::escape(std::string_view text) { append_escaped(bytes_, text); }

bool Html::is_a_safe_place() const {
    const std::string_view before = bytes_;
    if (before.ends_with('='))
        return false;
    for (const std::string_view attribute : {" href=", " src=", " action=", " formaction=", " srcset="})
        if (before.size() > attribute.size() && before.substr(0, before.size() - 1).ends_with(attribute))
            return false;
    return true;
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    append_escaped(out, text);
    return out;
}

}  // namespace gongkai::web
