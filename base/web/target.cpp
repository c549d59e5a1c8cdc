#include "base/web/target.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::web {
namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum class Plus { is_plus, is_blank };

bool decode(std::string_view text, std::string& out, Plus plus) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus == Plus::is_blank ? ' ' : text[i];
        }
    }
    return true;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_plain_text(std::string_view text) {
    for (const char c : text)
        if (is_control(c) && c != '\t' && c != '\r' && c != '\n')
            return false;
    return is_utf8(text);
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

bool has_dot_segment(std::string_view path) {
    for (const auto segment : split(path, '/'))
        if (segment == "." || segment == "..")
            return true;
    return false;
}

// A byte that the decoded path may not hold, or that may only stand for itself ("/" must be a separator as sent).
bool read_path(std::string_view raw, std::string& path) {
    bool is_plain_ascii = true;
    for (const char c : raw) {
        if (is_control(c) || c == '\\')
            return false;
        if (c == '%' || static_cast<unsigned char>(c) >= 0x80)
            is_plain_ascii = false;
    }
    if (is_plain_ascii) {
        path.assign(raw);
    } else {
        const auto slashes = [](std::string_view text) {
            std::size_t count = 0;
            for (const char c : text)
                count += c == '/' ? 1 : 0;
            return count;
        };
        if (!decode(raw, path, Plus::is_plus) || slashes(path) != slashes(raw) || !is_utf8(path))
            return false;
        for (const char c : path)
            if (is_control(c) || c == '\\')
                return false;
    }
    return path.find("/.") == std::string::npos || !has_dot_segment(path);
}

constexpr std::size_t most_query_fields = 200;

}  // namespace

bool read_target(std::string_view target, std::string& path, Fields& query) {
    query.clear();
    if (!target.empty() && target[0] != '/') {  // the absolute form, which proxies send: http://host/path
        const auto begins_with = [&](std::string_view scheme) {
            return same_ignoring_case(target.substr(0, scheme.size()), scheme);
        };
        const std::size_t scheme = begins_with("http://") ? 7 : begins_with("https://") ? 8 : 0;
        const auto end = std::min(target.find_first_of("/?#", scheme), target.size());
        if (scheme == 0 || end == scheme)
            return false;
        target.remove_prefix(end);
        if (target.empty() || target[0] == '?') {  // a host without a path is its root
            path = "/";
            return target.empty() || read_urlencoded(target.substr(1), query, most_query_fields);
        }
    }
    if (target.empty() || target.find('#') != std::string_view::npos)
        return false;
    const auto mark = target.find('?');
    if (!read_path(target.substr(0, mark), path))
        return false;
    return mark == std::string_view::npos || read_urlencoded(target.substr(mark + 1), query, most_query_fields);
}

bool read_urlencoded(std::string_view text, Fields& into, std::size_t at_most) {
    std::string name;
    std::string value;
    for (const auto part : split(text, '&')) {
        if (part.empty())
            continue;
        const auto equals = part.find('=');
        if (!decode(part.substr(0, equals), name, Plus::is_blank) ||
            !decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), value, Plus::is_blank))
            return false;
        if (!is_plain_text(name) || !is_plain_text(value) || into.size() == at_most)
            return false;
        into.add(name, value);
    }
    return true;
}

bool leads_here(std::string_view address) {
    const auto is_dangerous = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; };
    return address.starts_with('/') && !address.starts_with("//") && std::ranges::none_of(address, is_dangerous);
}

std::string_view without_own_host(std::string_view address, std::string_view own) {
    while (own.ends_with('/'))
        own.remove_suffix(1);
    const bool is_own = !own.empty() && address.starts_with(own) && leads_here(address.substr(own.size()));
    return is_own ? address.substr(own.size()) : address;
}

std::string encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        }
    }
    return out;
}

std::string write_target(std::string_view path, const Fields& query) {
    std::string out;
    for (std::size_t from = 0; from < path.size();) {
        const auto slash = std::min(path.find('/', from), path.size());
        out += encode(path.substr(from, slash - from));
        if (slash < path.size())
            out += '/';
        from = slash + 1;
    }
    char separator = '?';
    for (const auto& [name, value] : query) {
        out.append(1, separator).append(encode(name)).append("=").append(encode(value));
        separator = '&';
    }
    return out;
}

}  // namespace gongkai::web
