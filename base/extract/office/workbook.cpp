#include "base/extract/office/workbook.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/word_styles.h"

namespace gongkai::extract {
namespace {

constexpr int most_merges = 100'000;

// _x000D_ stands for a character that XML cannot hold.
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_') {
            char32_t c = 0;
            bool is_hex = true;
            for (const char digit : lower_ascii(text.substr(i + 2, 4))) {
                is_hex &= (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
                c = c * 16 + static_cast<char32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
            }
            if (is_hex) {
                out += to_utf8({&c, 1});
                i += 6;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::optional<double> real(std::string_view text) {
    if (text.empty())
        return std::nullopt;
    char* end = nullptr;
    const std::string copy(trim(text));
    const double value = std::strtod(copy.c_str(), &end);
    return end == copy.c_str() + copy.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Place> read_place(std::string_view text) {
    Place place;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z' && place.row == 0)
            place.column = place.column * 26 + (c - 'A' + 1);
        else if (c >= '0' && c <= '9' && place.column > 0)
            place.row = place.row * 10 + (c - '0');
        else if (c != '$')
            return std::nullopt;
        if (place.row > 1'048'576 || place.column > 16'384)
            return std::nullopt;
    }
    if (place.row < 1 || place.column < 1)
        return std::nullopt;
    return Place{place.row - 1, place.column - 1};
}

std::string name_of(Place place) {
    std::string letters;
    for (int column = place.column + 1; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(place.row + 1);
}

std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const auto& inner : node) {
        if (is(inner, "t"))
            out += inner.text().get();
        else if (is(inner, "r"))
            out += child(inner, "t").text().get();
    }
    return unescape(out);
}

std::map<Place, Place> read_merges(const pugi::xml_node& root) {
    std::map<Place, Place> merges;  // first place → last place
    int count = 0;
    for (const auto& node : child(root, "mergeCells")) {
        const auto range = attribute(node, "ref");
        const auto colon = range.find(':');
        if (colon == std::string_view::npos)
            continue;
        const auto first = read_place(range.substr(0, colon)), last = read_place(range.substr(colon + 1));
        if (first && last && first->row <= last->row && first->column <= last->column)
            merges[*first] = *last;
        if (++count > most_merges)
            throw std::length_error("more merged cells than are read");
    }
    return merges;
}

Result<Workbook> Workbook::open(std::string_view bytes) {
    auto package = Package::open(bytes);
    if (!package)
        return std::unexpected(package.error());
    Workbook book(std::move(*package));
    const auto main = book.package_.xml(book.package_.main_part());
    if (!main)
        return std::unexpected(main.error());
    const auto counts_from_1904 = attribute(child(main->root(), "workbookPr"), "date1904");
    book.epoch_ = counts_from_1904 == "1" || counts_from_1904 == "true" || counts_from_1904 == "on" ? Epoch::y1904 : Epoch::y1900;
    if (auto damage = book.read_strings())
        return std::unexpected(*damage);
    book.read_styles();
    for (const auto& node : child(main->root(), "sheets")) {
        const auto state = attribute(node, "state");
        if (!is(node, "sheet"))
            continue;
        const auto relation = book.package_.relations().find(std::string(attribute(node, "id")));
        if (relation == book.package_.relations().end() || relation->second.type != "worksheet")
            continue;  // a sheet of charts or of macros
        if (book.sheets_.size() >= most_sheets)
            throw std::length_error("more sheets than are read");
        book.sheets_.push_back(
            {clean(attribute(node, "name")), relation->second.target, state == "hidden" || state == "veryHidden"});
    }
    return book;
}

std::optional<Refusal> Workbook::read_strings() {
    const auto path = package_.related("sharedStrings");
    if (path.empty())
        return std::nullopt;
    const auto xml = package_.xml(path);
    if (!xml)
        return xml.error();
    for (const auto& node : xml->root())
        if (is(node, "si"))
            strings_.push_back(rich_text(node));
    return std::nullopt;
}

// Damage here costs the look of numbers, not text.
void Workbook::read_styles() {
    const auto path = package_.related("styles");
    if (path.empty())
        return;
    const auto xml = package_.xml(path);
    if (!xml)
        return;
    std::map<int, std::string> own;
    for (const auto& node : child(xml->root(), "numFmts"))
        own[number(attribute(node, "numFmtId"), 0)] = attribute(node, "formatCode");
    struct Font {
        bool is_white = false, is_bold = false;
    };
    std::vector<Font> fonts;
    for (const auto& node : child(xml->root(), "fonts")) {
        const auto colour = child(node, "color");
        // The first colour of a theme is the paper's.
        fonts.push_back({extract::is_white(attribute(colour, "rgb")) ||
                             (attribute(colour, "theme") == "0" && attribute(colour, "tint").empty()),
                         toggle(node, "b").value_or(false)});
    }
    std::vector<bool> grounds;
    for (const auto& node : child(xml->root(), "fills")) {
        const auto pattern = child(node, "patternFill");
        const auto kind = attribute(pattern, "patternType");
        const bool is_white_ground = extract::is_white(attribute(child(pattern, "fgColor"), "rgb"));
        grounds.push_back(static_cast<bool>(child(node, "gradientFill")) ||
                          (!kind.empty() && kind != "none" && !is_white_ground));
    }
    for (const auto& node : child(xml->root(), "cellXfs")) {
        const int id = number(attribute(node, "numFmtId"), 0);
        const auto found = own.find(id);
        const auto font = static_cast<std::size_t>(number(attribute(node, "fontId"), -1));
        const auto fill = static_cast<std::size_t>(number(attribute(node, "fillId"), -1));
        Look look;
        look.format = found == own.end() ? std::string(builtin_code(id)) : found->second;
        look.is_bold = font < fonts.size() && fonts[font].is_bold;
        look.is_white = font < fonts.size() && fonts[font].is_white && !(fill < grounds.size() && grounds[fill]);
        looks_.push_back(std::move(look));
    }
}

const Workbook::Look* Workbook::look_of(const pugi::xml_node& cell) const {
    const auto style = static_cast<std::size_t>(number(attribute(cell, "s"), -1));
    return style < looks_.size() ? &looks_[style] : nullptr;
}

bool Workbook::is_white(const pugi::xml_node& cell) const {
    const auto* look = look_of(cell);
    return look && look->is_white;
}

bool Workbook::is_bold(const pugi::xml_node& cell) const {
    const auto* look = look_of(cell);
    return look && look->is_bold;
}

bool Workbook::shows_nothing(const pugi::xml_node& cell) const {
    const auto* look = look_of(cell);
    return look && look->format.size() >= 2 && look->format.find_first_not_of(';') == std::string::npos;
}

std::string Workbook::text_of(const pugi::xml_node& cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr")
        return rich_text(child(cell, "is"));
    const std::string_view value = child(cell, "v").text().get();
    if (type == "s") {
        const auto index = static_cast<std::size_t>(number(value, -1));
        return index < strings_.size() ? strings_[index] : std::string();
    }
    if (type == "str" || type == "e" || type == "d")
        return unescape(value);
    if (type == "b")
        return value == "1" ? "TRUE" : "FALSE";
    const auto plain_value = real(value);
    if (!plain_value)
        return std::string(value);
    const auto* look = look_of(cell);
    return format_by_code(*plain_value, look ? std::string_view(look->format) : std::string_view(), epoch_);
}

}  // namespace gongkai::extract
