#include "base/extract/pdf/looks.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/word_styles.h"
#include "base/extract/office/xml.h"

namespace gongkai::extract {
namespace {

constexpr double zoom = 1.5;    // of pdftohtml
constexpr int most_apart = 12;  // of tops of parts of one line

std::string all_text(const pugi::xml_node& node) {
    std::string out = node.type() == pugi::node_pcdata ? node.value() : "";
    for (const auto& inner : node)
        out += all_text(inner);
    return out;
}

}  // namespace

std::string alike(std::string_view text) {
    std::string out;
    for (const char c : nfkc(text))
        if (c != ' ' && c != '\t' && c != '\n')
            out += c;
    return out;
}

Looks read_looks(std::string_view bytes) {
    Looks looks;
    const auto xml = Xml::parse(bytes);
    if (!xml)
        return looks;
    std::map<std::string, std::string, std::less<>> colours;
    std::map<std::string, double, std::less<>> sizes;  // of fonts
    int number_of_page = 0;
    for (const auto& page : xml->root()) {
        if (!is(page, "page"))
            continue;
        ++number_of_page;
        std::string white, line;  // the line as far as it was read
        int line_top = 0;
        double line_size = 0;
        for (const auto& node : page) {
            if (is(node, "fontspec")) {
                colours[std::string(attribute(node, "id"))] = attribute(node, "color");
                sizes[std::string(attribute(node, "id"))] = extract::number(attribute(node, "size"), 0) / zoom;
                continue;
            }
            if (!is(node, "text"))
                continue;
            const auto text = all_text(node);
            if (trim(text).empty())
                continue;
            const auto found = colours.find(attribute(node, "font"));
            const std::string_view colour = found == colours.end()
                                                ? std::string_view()
                                                : std::string_view(found->second).substr(found->second.starts_with('#'));
            const int top = extract::number(attribute(node, "top"), 0);
            const bool goes_on = std::abs(top - line_top) <= most_apart;  // notes are set a little higher
            line = goes_on ? line + text : text;
            line_top = goes_on ? line_top : top;
            if (const auto size = sizes.find(attribute(node, "font")); size != sizes.end() && size->second > 0) {
                line_size = goes_on ? std::max(line_size, size->second) : size->second;
                note_size(looks, number_of_page, text, size->second);
                note_size(looks, number_of_page, line, line_size);
            }
            if (is_white(colour))
                looks.invisible.emplace(number_of_page, alike(text));
            if (is_white(colour))
                white += (white.empty() ? "" : " ") + text;
            if (is_red(colour))
                looks.red.emplace(number_of_page, alike(text));
            if (child(node, "b") && child(node, "b") == node.first_child() && !child(node, "b").next_sibling())
                looks.bold.emplace(number_of_page, alike(text));
        }
        if (!white.empty())
            looks.white.emplace_back(number_of_page, clean(white));
    }
    return looks;
}

void note_size(Looks& looks, int page, std::string_view text, double size) {
    auto& known = looks.sizes[{page, alike(text)}];
    known = std::max(known, size);
}

double size_of(const Looks& looks, int page, std::string_view text) {
    const auto found = looks.sizes.find({page, alike(text)});
    return found == looks.sizes.end() ? 0 : found->second;
}

double usual_size(const Looks& looks) {
    std::map<double, std::size_t> letters;
    for (const auto& [place, size] : looks.sizes)
        letters[size] += place.second.size();
    const auto most = std::ranges::max_element(letters, {}, &std::pair<const double, std::size_t>::second);
    return most == letters.end() ? 0 : most->first;
}

}  // namespace gongkai::extract
