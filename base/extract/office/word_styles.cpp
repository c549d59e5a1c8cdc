#include "base/extract/office/word_styles.h"

#include <charconv>
#include <cstdlib>
#include <vector>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

constexpr int longest_chain = 20;

std::string_view value(const pugi::xml_node& parent, std::string_view name) { return attribute(child(parent, name), "val"); }

std::optional<Align> read_align(const pugi::xml_node& paragraph_properties) {
    const auto stated = value(paragraph_properties, "jc");
    if (stated.empty())
        return std::nullopt;
    return stated == "center" ? Align::centre : stated == "right" || stated == "end" ? Align::end : Align::start;
}

template <class T>
void take(std::optional<T>& here, const std::optional<T>& nearer) {
    if (nearer)
        here = nearer;
}

bool parts_of(std::string_view colour, int (&parts)[3]) {
    if (colour.size() == 8)  // with its opacity first
        colour.remove_prefix(2);
    if (colour.size() != 6)
        return false;
    for (int i = 0; i < 3; ++i) {
        const char* begin = colour.data() + 2 * i;
        if (std::from_chars(begin, begin + 2, parts[i], 16).ptr != begin + 2)
            return false;
    }
    return true;
}

// The names that a highlighter has.
std::string_view highlighter(std::string_view name) {
    for (const auto& [known, colour] : {std::pair{"black", "000000"},
                                        {"blue", "0000FF"},
                                        {"cyan", "00FFFF"},
                                        {"green", "00FF00"},
                                        {"magenta", "FF00FF"},
                                        {"red", "FF0000"},
                                        {"yellow", "FFFF00"},
                                        {"white", "FFFFFF"},
                                        {"darkBlue", "000080"},
                                        {"darkCyan", "008080"},
                                        {"darkGreen", "008000"},
                                        {"darkMagenta", "800080"},
                                        {"darkRed", "800000"},
                                        {"darkYellow", "808000"},
                                        {"darkGray", "808080"},
                                        {"lightGray", "C0C0C0"}})
        if (name == known)
            return colour;
    return {};
}

// "heading 2", "标题 2", "标题2" are 2; "title" and "标题" are 0, what says nothing is -1.
int heading_by_name(std::string_view stated) {
    const auto name = lower_ascii(stated);
    if (name == "title" || name == "标题" || name == "文件标题" || name == "公文标题")
        return 0;
    for (const std::string_view word : {"heading", "标题"})
        if (name.starts_with(word)) {
            const auto level = whole_number(trim(std::string_view(name).substr(word.size())));
            if (level && *level >= 1 && *level <= 9)
                return static_cast<int>(*level);
        }
    return -1;
}

}  // namespace

std::optional<bool> toggle(const pugi::xml_node& parent, std::string_view name) {
    const auto node = child(parent, name);
    if (!node)
        return std::nullopt;
    const auto stated = attribute(node, "val");
    return stated != "0" && stated != "false" && stated != "off" && stated != "none";
}

void Letters::add(const Letters& nearer) {
    take(bold, nearer.bold);
    take(italic, nearer.italic);
    take(underlined, nearer.underlined);
    take(struck, nearer.struck);
    take(hidden, nearer.hidden);
    take(raised, nearer.raised);
    take(lowered, nearer.lowered);
    take(size, nearer.size);
    take(colour, nearer.colour);
    is_shaded |= nearer.is_shaded;
    take(ground, nearer.ground);
}

Letters read_letters(const pugi::xml_node& properties) {
    Letters letters;
    letters.bold = toggle(properties, "b");
    letters.italic = toggle(properties, "i");
    letters.underlined = toggle(properties, "u");
    letters.struck = toggle(properties, "strike");
    if (toggle(properties, "dstrike").value_or(false))
        letters.struck = true;
    letters.hidden = toggle(properties, "vanish");
    if (const auto place = value(properties, "vertAlign"); !place.empty()) {
        letters.raised = place == "superscript";
        letters.lowered = place == "subscript";
    }
    if (const int half_points = number(value(properties, "sz"), 0); half_points > 0)
        letters.size = half_points / 2.0;
    if (const auto colour = value(properties, "color"); !colour.empty())
        letters.colour = std::string(colour);
    letters.is_shaded =
        is_ground(child(properties, "shd")) || (child(properties, "highlight") && value(properties, "highlight") != "white");
    letters.ground = ground_of(properties);
    // By a black highlighter people strike out what is not to be read, in letters that are black unless they say otherwise.
    if (value(properties, "highlight") == "black" && (!letters.colour || *letters.colour == "auto"))
        letters.colour = "000000";
    return letters;
}

std::optional<std::string> ground_of(const pugi::xml_node& properties) {
    if (const auto marked = highlighter(value(properties, "highlight")); !marked.empty())
        return std::string(marked);
    const auto shade = child(properties, "shd");
    const auto fill = attribute(shade, attribute(shade, "val") == "solid" ? "color" : "fill");
    return fill.empty() || fill == "auto" ? std::nullopt : std::optional(std::string(fill));
}

bool looks_like(std::string_view letters, std::string_view ground) {
    constexpr int least = 24;  // of 255, in each of the three parts
    int a[3], b[3];
    if (!parts_of(letters, a) || !parts_of(ground, b))
        return false;
    for (int i = 0; i < 3; ++i)
        if (std::abs(a[i] - b[i]) >= least)
            return false;
    return true;
}

bool is_white(std::string_view colour) {
    int parts[3];
    return parts_of(colour, parts) && parts[0] >= 0xF5 && parts[1] >= 0xF5 && parts[2] >= 0xF5;
}

bool is_red(std::string_view colour) {
    int parts[3];
    return parts_of(colour, parts) && parts[0] >= 0xB0 && parts[1] <= 0x50 && parts[2] <= 0x50;
}

bool is_ground(const pugi::xml_node& shading) {
    const auto fill = attribute(shading, "fill");
    return !fill.empty() && fill != "auto" && !is_white(fill);
}

WordStyles::WordStyles(pugi::xml_node styles) {
    letters_ = read_letters(child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr"));
    for (const auto& node : styles) {
        if (!is(node, "style"))
            continue;
        Style style;
        style.name = value(node, "name");
        style.based_on = value(node, "basedOn");
        style.outline = number(value(child(node, "pPr"), "outlineLvl"), -1);
        style.align = read_align(child(node, "pPr"));
        style.letters = read_letters(child(node, "rPr"));
        const std::string id(attribute(node, "styleId"));
        if (attribute(node, "default") == "1" && attribute(node, "type") == "paragraph")
            default_ = id;
        styles_.emplace(id, std::move(style));
    }
}

const WordStyles::Style* WordStyles::find(std::string_view id) const {
    const auto found = styles_.find(id);
    return found == styles_.end() ? nullptr : &found->second;
}

Letters WordStyles::of_run(std::string_view id) const {
    std::vector<const Style*> chain;
    for (const auto* style = find(id); style && chain.size() < longest_chain; style = find(style->based_on))
        chain.push_back(style);
    Letters letters;
    for (auto style = chain.rbegin(); style != chain.rend(); ++style)
        letters.add((*style)->letters);
    return letters;
}

Lines WordStyles::of_paragraph(const pugi::xml_node& paragraph) const {
    const auto properties = child(paragraph, "pPr");
    const auto stated = value(properties, "pStyle");
    Lines lines;
    lines.letters = letters_;
    std::vector<const Style*> chain;
    for (const auto* style = find(stated.empty() ? std::string_view(default_) : stated); style && chain.size() < longest_chain;
         style = find(style->based_on))
        chain.push_back(style);
    int outline = -1;
    for (auto style = chain.rbegin(); style != chain.rend(); ++style) {
        lines.letters.add((*style)->letters);
        take(lines.align, (*style)->align);
        if ((*style)->outline >= 0)
            outline = (*style)->outline;
        const auto name = lower_ascii((*style)->name);
        if (const int level = heading_by_name(name); level > 0)
            outline = level - 1;
        else if (level == 0)
            lines.heading = 1;
        lines.is_contents |= name.starts_with("toc ") || name.starts_with("目录 ");
        lines.is_caption |= name == "caption" || name == "题注";
    }
    outline = number(value(properties, "outlineLvl"), outline);
    if (outline >= 0 && outline < 9)
        lines.heading = outline + 2;
    else if (outline == 9)  // body text, said of a paragraph
        lines.heading = 0;
    take(lines.align, read_align(properties));
    if (is_ground(child(properties, "shd")))
        lines.letters.is_shaded = true;
    if (auto ground = ground_of(properties))
        lines.letters.ground = std::move(ground);
    return lines;
}

}  // namespace gongkai::extract
