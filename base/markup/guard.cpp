#include "base/markup/guard.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/core/text.h"

namespace gongkai::markup {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20;
constexpr std::size_t most_open = 200;         // elements inside one another
constexpr std::size_t most_nodes = 1'500'000;  // of the tree, as the tags let fear

struct Tag {
    std::string_view name;  // as written; empty for a comment or a declaration
    bool is_end = false;
    std::size_t begin = 0, end = 0;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::ranges::any_of(names, [&](std::string_view other) { return same(name, other); });
}

constexpr std::array<std::string_view, 17> empty_ones{"br",     "img",   "hr",     "input", "meta",    "link",
                                                      "col",    "wbr",   "base",   "area",  "embed",   "param",
                                                      "source", "track", "keygen", "frame", "basefont"};
// Ended by the next of their kind, so that their number says nothing of depth.
constexpr std::array<std::string_view, 13> self_ending{"p",  "li", "dt",     "dd",       "tr",   "td",  "th",
                                                       "rp", "rt", "option", "optgroup", "html", "body"};
constexpr std::array<std::string_view, 14> formatting{"a", "b",     "big",    "code",   "em", "font", "i",
                                                      "s", "small", "strike", "strong", "tt", "u",    "nobr"};
// No end tag inside reaches out of these.
constexpr std::array<std::string_view, 7> walls{"table", "template", "svg", "math", "object", "marquee", "applet"};
constexpr std::array<std::string_view, 4> raw{"script", "style", "textarea", "title"};

// The next tag or comment from `at` on.
bool next_tag(std::string_view html, std::size_t at, Tag& tag) {
    for (at = html.find('<', at); at != std::string_view::npos; at = html.find('<', at + 1)) {
        tag = {{}, false, at, html.size()};
        if (html.substr(at, 4) == "<!--") {
            const auto close = html.find("-->", at + 4);
            tag.end = close == std::string_view::npos ? html.size() : close + 3;
            return true;
        }
        std::size_t name = at + 1;
        tag.is_end = name < html.size() && html[name] == '/';
        name += tag.is_end;
        if (name >= html.size())
            return false;
        if (!is_letter(html[name]) && html[name] != '!' && html[name] != '?')
            continue;
        std::size_t end = name;
        while (end < html.size() && std::string_view(" \t\r\n\f/>").find(html[end]) == std::string_view::npos)
            ++end;
        if (is_letter(html[name]))
            tag.name = html.substr(name, end - name);
        for (char quote = 0; end < html.size(); ++end) {
            const char c = html[end];
            if (quote) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '>') {
                tag.end = end + 1;
                break;
            } else if ((c == '"' || c == '\'') && end > 0 && html[end - 1] == '=') {
                quote = c;
            }
        }
        return true;
    }
    return false;
}

// The end tag of an element whose inside is no HTML, or the end of it all.
std::size_t end_of_raw(std::string_view html, std::size_t at, std::string_view name) {
    for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
        if (same(html.substr(at + 2, name.size()), name))
            return at;
    return html.size();
}

}  // namespace

bool is_bearable(std::string_view html) {
    if (html.size() > most_bytes)
        return false;
    std::vector<std::string_view> open;
    std::size_t nodes = 0, formats = 0;
    Tag tag;
    for (std::size_t at = 0; next_tag(html, at, tag);) {
        at = tag.end;
        nodes += 2 + formats;
        if (nodes > most_nodes)
            return false;
        if (tag.name.empty() || is_one_of(tag.name, empty_ones) || is_one_of(tag.name, self_ending))
            continue;
        if (!tag.is_end) {
            if (is_one_of(tag.name, raw)) {
                at = end_of_raw(html, at, tag.name);
                continue;
            }
            open.push_back(tag.name);
            formats += is_one_of(tag.name, formatting);
            if (open.size() > most_open)
                return false;
            continue;
        }
        for (std::size_t i = open.size(); i-- > 0;) {
            if (same(open[i], tag.name)) {
                formats -= is_one_of(tag.name, formatting);
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
                break;
            }
            if (is_one_of(open[i], walls))
                break;
        }
    }
    return true;
}

std::string text_between_tags(std::string_view html) {
    html = html.substr(0, most_bytes);
    std::string out;
    std::size_t at = 0;
    Tag tag;
    while (next_tag(html, at, tag)) {
        out += html.substr(at, tag.begin - at);
        if (!tag.name.empty() && !is_one_of(tag.name, formatting) && !same(tag.name, "span"))
            out += '\n';
        at = tag.end;
        if (!tag.is_end && is_one_of(tag.name, raw))
            at = end_of_raw(html, at, tag.name);
    }
    if (at < html.size())
        out += html.substr(at);
    for (const auto& [entity, sign] : {std::pair{"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
        out = replace_all(std::move(out), entity, sign);
    return out;
}

}  // namespace gongkai::markup
