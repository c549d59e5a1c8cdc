#include "base/markup/style.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::markup {
namespace {

Align align_of(std::string_view value) {
    return value == "center" ? Align::centre : value == "right" || value == "end" ? Align::end : Align::start;
}

void read(std::string_view name, std::string_view value, Style& style) {
    if (name == "font-weight") {
        const auto weight = whole_number(value);
        const bool is_bold = value.starts_with("bold") || (weight && *weight >= 600);
        (is_bold ? style.on : style.off) |= strong;
    } else if (name == "font-style") {
        (value == "italic" || value == "oblique" ? style.on : style.off) |= emphasis;
    } else if (name == "text-decoration" || name == "text-decoration-line") {
        if (value.find("underline") != std::string_view::npos)
            style.on |= underlined;
        if (value.find("line-through") != std::string_view::npos)
            style.on |= struck;
    } else if (name == "vertical-align") {
        if (value == "super")
            style.on |= raised;
        else if (value == "sub")
            style.on |= lowered;
    } else if (name == "text-align") {
        style.has_align = true;
        style.align = align_of(value);
    } else if ((name == "display" && value.starts_with("none")) || (name == "visibility" && value.starts_with("hidden")) ||
               (name == "mso-hide" && value == "all")) {
        style.is_hidden = true;
    } else if (name == "mso-list") {
        style.is_list_label = value == "ignore";
        if (const auto at = value.find("level"); at != std::string_view::npos)
            if (const auto level = whole_number(value.substr(at + 5, 1)))
                style.list_level = static_cast<int>(std::clamp<std::int64_t>(*level, 1, 9));
    }
}

}  // namespace

Style read_style(std::string_view declarations) {
    Style style;
    if (declarations.empty())
        return style;
    const auto all = lower_ascii(declarations);
    for (const auto declaration : split(all, ';')) {
        const auto colon = declaration.find(':');
        if (colon != std::string_view::npos)
            read(trim(declaration.substr(0, colon)), trim(declaration.substr(colon + 1)), style);
    }
    return style;
}

}  // namespace gongkai::markup
