#include "domain/catalogue/cells.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/core/text.h"
#include "domain/catalogue/item.h"

namespace gongkai::catalogue {
namespace {

using std::u32string_view;

constexpr u32string_view ticks = U"■▲√✓✔☑●◆★\u2611\u25c6\uf0fe\uf052";
constexpr u32string_view boxes = U"□☐◻▢○〇◇△\uf0a8\uf06f";
constexpr u32string_view blanks = U" \t\n\r\u3000\u00a0_＿";

bool is_in(u32string_view all, char32_t c) { return all.find(c) != u32string_view::npos; }

std::u32string_view trimmed(u32string_view text, u32string_view of = blanks) {
    const auto begin = text.find_first_not_of(of);
    return begin == u32string_view::npos ? u32string_view() : text.substr(begin, text.find_last_not_of(of) - begin + 1);
}

bool opens(char32_t c) { return is_in(U"（(《〈“[【〔", c); }
bool closes(char32_t c) { return is_in(U"）)》〉”]】〕", c); }

// Parts between separators that stand outside brackets; empty ones are left out.
std::vector<std::u32string> parted(u32string_view text, u32string_view separators) {
    std::vector<std::u32string> all;
    std::u32string part;
    int depth = 0;
    const auto finish = [&] {
        if (const auto whole = trimmed(part); !whole.empty())
            all.emplace_back(whole);
        part.clear();
    };
    for (const char32_t c : text) {
        depth = c == U'\n' ? 0 : std::max(0, depth + (opens(c) ? 1 : closes(c) ? -1 : 0));
        if (depth == 0 && is_in(separators, c))
            finish();
        else
            part += c;
    }
    finish();
    return all;
}

// "1. 申请材料", "（一）申请材料", "① ": without the number, however many stand there.
u32string_view without_number(u32string_view text) {
    for (;;) {
        const auto was = text.size();
        text = trimmed(text, U" \t\u3000\u00a0●•·-");
        std::size_t end = 0;
        while (end < text.size() && is_in(U"0123456789", text[end]))
            ++end;
        const bool is_fraction = end + 1 < text.size() && is_in(U"0123456789", text[end + 1]);
        if (end > 0 && end <= 2 && end < text.size() && is_in(U".．、)）", text[end]) && !is_fraction)
            text.remove_prefix(end + 1);
        else if (!text.empty() && text[0] >= U'①' && text[0] <= U'⑳')
            text.remove_prefix(1);
        text = trimmed(text, U" \t\u3000\u00a0");
        if (text.size() == was)
            return text;
    }
}

std::vector<std::string> to_list(const std::vector<std::u32string>& parts) {
    std::vector<std::string> all;
    for (const auto& part : parts) {
        u32string_view text = part;
        for (auto was = text.size() + 1; text.size() < was;) {
            was = text.size();
            text = without_number(text);
            while (!text.empty() && is_in(U"。；;，,、", text.back()))
                text.remove_suffix(1);
        }
        if (!text.empty())
            all.push_back(one_line(to_utf8(text)));
    }
    return all;
}

std::string plain(std::string_view name) {
    std::u32string out;
    for (const char32_t c : to_code_points(nfkc(name)))
        if (!is_in(blanks, c))
            out += c;
    return to_utf8(out);
}

// Whether the sign at `at` is a box typed as a letter: t before a Han character, 口 where a word begins and not inside one.
std::optional<bool> box_at(u32string_view text, std::size_t at) {
    const char32_t c = text[at];
    if (is_in(ticks, c))
        return true;
    if (is_in(boxes, c))
        return false;
    const bool begins =
        at == 0 || is_in(blanks, text[at - 1]) || is_in(U"、，；,;)）", text[at - 1]) || is_in(boxes, text[at - 1]);
    const bool is_followed = at + 1 < text.size() && (is_han(text[at + 1]) || is_in(U" \u3000", text[at + 1]));
    if (c == U't' && is_followed && (at == 0 || !(text[at - 1] < 0x80 && std::isalnum(static_cast<int>(text[at - 1])))))
        return true;
    if (c == U'口' && is_followed && begins)
        return false;
    return std::nullopt;
}

// The key of a channel by its name or an alias, else the name as printed; empty for nothing.
std::string channel_named(u32string_view printed) {
    auto line = to_code_points(one_line(to_utf8(trimmed(printed, U" \t\n\r\u3000\u00a0_＿、，,；;。"))));
    for (std::size_t i = 0; i < line.size();)  // of a box that a line break has parted from its name
        if (box_at(line, i))
            line.erase(i, 1), i = 0;
        else
            ++i;
    auto name = one_line(to_utf8(line));
    const auto same = plain(name);
    for (const auto& channel : channels()) {
        const auto is_it = [&](const std::string& known) { return plain(known) == same; };
        if (is_it(channel.zh) || std::ranges::any_of(channel.aliases, is_it))
            return channel.key;
    }
    return name;
}

}  // namespace

bool is_ticked(std::string_view cell) {
    const auto text = to_code_points(cell);
    const auto whole = trimmed(text);
    if (whole.empty() || is_in(boxes, whole[0]) || whole == U"口" || whole == U"×" || whole == U"/" || whole == U"否" ||
        whole == U"无" || whole == U"-" || whole == U"—" || whole == U"0")
        return false;
    return true;
}

std::string one_line(std::string_view cell) {
    const auto text = to_code_points(cell);
    std::u32string out;
    for (const char32_t c : trimmed(text)) {
        const bool is_blank = is_in(U" \t\n\r\u3000\u00a0", c);
        if (!is_blank) {
            // A blank is kept between two words of Latin letters or digits only.
            if (!out.empty() && out.back() == U' ' && !(c < 0x80 && out.size() > 1 && out[out.size() - 2] < 0x80))
                out.pop_back();
            out += c;
        } else if (!out.empty() && out.back() != U' ') {
            out += U' ';
        }
    }
    return to_utf8(out);
}

std::vector<std::string> read_elements(std::string_view cell) {
    const auto text = to_code_points(cell);
    auto list = to_list(parted(text, U"\n；;●•"));
    if (list.size() == 1)
        list = to_list(parted(to_code_points(list[0]), U"、"));
    return list;
}

std::vector<std::string> read_basis(std::string_view cell) {
    const auto text = to_code_points(cell);
    std::vector<std::u32string> parts;
    for (const auto& line : parted(text, U"\n；;")) {
        std::u32string part;
        int depth = 0;
        for (const char32_t c : line) {
            if (c == U'《' && depth == 0 && part.find(U'》') != std::u32string::npos) {
                while (!part.empty() && (is_in(blanks, part.back()) || is_in(U"、，,和及", part.back())))
                    part.pop_back();
                parts.push_back(std::move(part));
                part.clear();
            }
            depth = std::max(0, depth + (opens(c) ? 1 : closes(c) ? -1 : 0));
            part += c;
        }
        if (!trimmed(part).empty())
            parts.emplace_back(trimmed(part));
    }
    return to_list(parts);
}

std::string write_list(const std::vector<std::string>& list) { return join(list, "\n"); }

std::vector<std::string> read_channels(std::string_view cell) {
    const auto text = to_code_points(cell);
    std::vector<std::string> chosen;
    const auto choose = [&](u32string_view name) {
        if (auto channel = channel_named(name); !channel.empty() && std::ranges::find(chosen, channel) == chosen.end())
            chosen.push_back(std::move(channel));
    };
    bool has_boxes = false;
    std::optional<bool> state;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto box = box_at(text, i)) {
            if (state == true)
                choose(u32string_view(text).substr(begin, i - begin));
            has_boxes = true;
            state = box;
            begin = i + 1;
        }
    if (state == true)
        choose(u32string_view(text).substr(begin));
    if (!has_boxes)
        for (const auto& name : parted(text, U"\n、，,；;"))
            choose(name);
    // In the order of the list, others behind as they came.
    std::ranges::stable_sort(chosen, {}, [](const std::string& one) {
        const auto found = std::ranges::find(channels(), one, &Channel::key);
        return found - channels().begin();
    });
    return chosen;
}

std::string write_channels(const std::vector<std::string>& chosen) {
    std::vector<std::string> lines;
    for (const auto& channel : channels())
        lines.push_back((std::ranges::find(chosen, channel.key) != chosen.end() ? "■" : "□") + channel.zh);
    for (const auto& one : chosen)
        if (!find_channel(one))
            lines.push_back("■" + one);
    return join(lines, "\n");
}

std::vector<std::string> read_names(std::string_view cell) {
    const auto text = to_code_points(cell);
    std::vector<std::string> all;
    for (const auto& part : parted(text, U"\n、，,；;和及"))
        if (auto name = one_line(to_utf8(part)); !name.empty())
            all.push_back(std::move(name));
    return all;
}

}  // namespace gongkai::catalogue
