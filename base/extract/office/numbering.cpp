#include "base/extract/office/numbering.h"

#include <algorithm>
#include <vector>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

std::string_view value(const pugi::xml_node& parent, std::string_view name) { return attribute(child(parent, name), "val"); }

// 十, 十一, 二十, 一百零五, 一千二百三十四.
std::string chinese(int number) {
    static constexpr std::array digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static constexpr std::array units{"", "十", "百", "千"};
    if (number <= 0 || number > 9999)
        return number == 0 ? digits[0] : std::to_string(number);
    std::string out;
    bool has_gap = false;
    for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
        const int digit = number / unit % 10;
        if (digit == 0) {
            has_gap = !out.empty();
            continue;
        }
        if (has_gap)
            out += digits[0];
        has_gap = false;
        if (!(place == 1 && digit == 1 && out.empty()))
            out += digits[static_cast<std::size_t>(digit)];
        out += units[static_cast<std::size_t>(place)];
    }
    return out;
}

std::string digit_by_digit(int number) {
    static constexpr std::array digits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    std::string out;
    for (const char c : std::to_string(number))
        if (c >= '0' && c <= '9')
            out += digits[static_cast<std::size_t>(c - '0')];
    return out;
}

std::string roman(int number) {
    static constexpr std::array<std::pair<int, const char*>, 13> parts{{{1000, "M"},
                                                                        {900, "CM"},
                                                                        {500, "D"},
                                                                        {400, "CD"},
                                                                        {100, "C"},
                                                                        {90, "XC"},
                                                                        {50, "L"},
                                                                        {40, "XL"},
                                                                        {10, "X"},
                                                                        {9, "IX"},
                                                                        {5, "V"},
                                                                        {4, "IV"},
                                                                        {1, "I"}}};
    if (number <= 0 || number > 3999)
        return std::to_string(number);
    std::string out;
    for (const auto& [size, letters] : parts)
        for (; number >= size; number -= size)
            out += letters;
    return out;
}

// a … z, aa … zz, as Word counts.
std::string letters(int number) {
    if (number <= 0 || number > 26 * 30)
        return std::to_string(number);
    return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>('a' + (number - 1) % 26));
}

std::string one_of(std::u32string_view signs, int number) {
    if (number < 1 || number > static_cast<int>(signs.size()))
        return std::to_string(number);
    return to_utf8(signs.substr(static_cast<std::size_t>(number - 1), 1));
}

std::string upper(std::string text) {
    for (char& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

std::string circled(int number) {
    if (number < 1 || number > 50)
        return std::to_string(number);
    const char32_t sign = static_cast<char32_t>(number <= 20   ? 0x2460 + number - 1
                                                : number <= 35 ? 0x3251 + number - 21
                                                               : 0x32B1 + number - 36);
    return to_utf8({&sign, 1});
}

std::string full_width(int number) {
    std::u32string out;
    for (const char c : std::to_string(number))
        out += static_cast<char32_t>(c) - U'0' + U'０';
    return to_utf8(out);
}

}  // namespace

std::string format_number(int number, std::string_view format) {
    if (format == "none" || format == "bullet")
        return {};
    if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
        format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" || format == "koreanCounting")
        return chinese(number);
    if (format == "ideographDigital" || format == "japaneseDigitalTenThousand" || format == "taiwaneseDigital")
        return digit_by_digit(number);
    if (format == "ideographTraditional")
        return one_of(U"甲乙丙丁戊己庚辛壬癸", number);
    if (format == "ideographZodiac")
        return one_of(U"子丑寅卯辰巳午未申酉戌亥", number);
    if (format == "chineseLegalSimplified")
        return number <= 10 ? one_of(U"壹贰叁肆伍陆柒捌玖拾", number) : chinese(number);
    if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese")
        return circled(number);
    if (format == "ideographEnclosedCircle" && number <= 10)
        return one_of(U"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", number);
    if (format == "decimalFullWidth" || format == "decimalFullWidth2")
        return full_width(number);
    if (format == "decimalZero")
        return (number < 10 ? "0" : "") + std::to_string(number);
    if (format == "upperRoman")
        return roman(number);
    if (format == "lowerRoman")
        return lower_ascii(roman(number));
    if (format == "lowerLetter")
        return letters(number);
    if (format == "upperLetter")
        return upper(letters(number));
    return std::to_string(number);
}

Numbering::Level Numbering::read_level(const pugi::xml_node& node) {
    Level level;
    level.start = number(value(node, "start"), 1);
    if (const auto format = value(node, "numFmt"); !format.empty())
        level.format = format;
    level.text = value(node, "lvlText");
    level.has_gap = value(node, "suff") != "nothing";
    if (const auto legal = child(node, "isLgl"))
        level.is_legal = attribute(legal, "val") != "0" && attribute(legal, "val") != "false";
    level.restart_after = number(value(node, "lvlRestart"), -1);
    return level;
}

Numbering::Numbering(pugi::xml_node numbering, pugi::xml_node styles) {
    std::map<std::string, std::string> links;  // abstract → the style whose list it borrows
    for (const auto& node : numbering) {
        if (is(node, "abstractNum")) {
            const std::string id(attribute(node, "abstractNumId"));
            auto& found = abstracts_[id];
            for (const auto& inner : node)
                if (is(inner, "lvl"))
                    if (const int index = extract::number(attribute(inner, "ilvl"), -1); index >= 0 && index < levels)
                        found[static_cast<std::size_t>(index)] = read_level(inner);
            if (const auto link = value(node, "numStyleLink"); !link.empty())
                links[id] = link;
        } else if (is(node, "num")) {
            List list{std::string(value(node, "abstractNumId")), {}, {}};
            for (const auto& inner : node) {
                const int index = is(inner, "lvlOverride") ? extract::number(attribute(inner, "ilvl"), -1) : -1;
                if (index < 0 || index >= levels)
                    continue;
                if (const auto own = child(inner, "lvl"))
                    list.levels[index] = read_level(own);
                if (const auto start = child(inner, "startOverride"))
                    list.starts[index] = extract::number(attribute(start, "val"), 1);
            }
            lists_[std::string(attribute(node, "numId"))] = std::move(list);
        }
    }

    // A style has the list of the style it is based on, unless it names its own.
    std::map<std::string, std::pair<std::string, Place>, std::less<>> named;
    for (const auto& node : styles) {
        if (!is(node, "style") || attribute(node, "type") != "paragraph")
            continue;
        const std::string id(attribute(node, "styleId"));
        const auto properties = child(child(node, "pPr"), "numPr");
        named[id] = {std::string(value(node, "basedOn")),
                     {std::string(value(properties, "numId")), extract::number(value(properties, "ilvl"), -1)}};
        if (attribute(node, "default") == "1")
            default_style_ = id;
    }
    for (const auto& [id, style] : named) {
        Place place{{}, -1};
        auto it = named.find(id);
        for (int steps = 0; it != named.end() && steps < 20; ++steps) {
            if (place.level < 0)
                place.level = it->second.second.level;
            if (!it->second.second.list.empty()) {
                place.list = it->second.second.list;
                break;
            }
            it = named.find(it->second.first);
        }
        place.level = std::max(place.level, 0);
        if (!place.list.empty())
            styles_[id] = place;
    }
    // numStyleLink: the style is of type numbering, so it is looked for again.
    for (const auto& [abstract, style_name] : links)
        for (const auto& node : styles)
            if (is(node, "style") && attribute(node, "styleId") == style_name) {
                const auto list = lists_.find(value(child(child(node, "pPr"), "numPr"), "numId"));
                if (list != lists_.end() && list->second.abstract != abstract)
                    abstracts_[abstract] = abstracts_[list->second.abstract];
            }
}

Numbering::Place Numbering::place_of(const pugi::xml_node& paragraph) const {
    const auto properties = child(paragraph, "pPr");
    auto style = value(properties, "pStyle");
    if (style.empty())
        style = default_style_;
    Place place;
    if (const auto found = styles_.find(style); found != styles_.end())
        place = found->second;
    if (const auto own = child(properties, "numPr")) {
        if (const auto list = value(own, "numId"); !list.empty())
            place.list = list;
        place.level = extract::number(value(own, "ilvl"), place.level);
    }
    return place;
}

const Numbering::Level& Numbering::level(const List& list, int index) const {
    static const Levels none;
    if (const auto own = list.levels.find(index); own != list.levels.end())
        return own->second;
    const auto found = abstracts_.find(list.abstract);
    return (found == abstracts_.end() ? none : found->second)[static_cast<std::size_t>(index)];
}

Numbering::Label Numbering::next(const pugi::xml_node& paragraph) {
    const auto place = place_of(paragraph);
    const auto found = lists_.find(place.list);
    if (place.list.empty() || place.list == "0" || found == lists_.end() || place.level < 0 || place.level >= levels)
        return {};
    const auto& list = found->second;

    constexpr int not_begun = -1;
    auto [entry, is_new] = counters_.try_emplace(list.abstract);
    auto& counters = entry->second;
    if (is_new)
        counters.fill(not_begun);
    for (const auto& [index, start] : list.starts)
        if (index <= place.level && begun_.emplace(place.list, index).second)
            counters[static_cast<std::size_t>(index)] = index == place.level ? start - 1 : start;
    for (int index = 0; index <= place.level; ++index) {
        auto& counter = counters[static_cast<std::size_t>(index)];
        if (counter == not_begun)
            counter = level(list, index).start - (index == place.level ? 1 : 0);
    }
    auto& own = counters[static_cast<std::size_t>(place.level)];
    if (own < 1'000'000)
        ++own;
    for (int index = place.level + 1; index < levels; ++index) {
        const int restart = level(list, index).restart_after;
        if (restart < 0 || place.level < restart)
            counters[static_cast<std::size_t>(index)] = not_begun;
    }

    const auto& here = level(list, place.level);
    if (here.format == "bullet")
        return {{}, place.level, true};
    std::string out;
    for (std::size_t i = 0; i < here.text.size(); ++i) {
        if (here.text[i] != '%' || i + 1 >= here.text.size() || here.text[i + 1] < '1' || here.text[i + 1] > '9') {
            out += here.text[i];
            continue;
        }
        const int index = here.text[++i] - '1';
        const auto& format = level(list, index).format;
        out += format_number(std::max(counters[static_cast<std::size_t>(index)], 0), here.is_legal ? "decimal" : format);
    }
    // Chinese signs carry their own gap.
    if (!out.empty() && here.has_gap && to_code_points(out).back() < 0x3000)
        out += ' ';
    return {std::move(out), place.level, false};
}

}  // namespace gongkai::extract
