#include "domain/intake/old_pages/selector.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/markup/elements.h"

namespace gongkai::intake {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c >= 0x80;
    });
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from < text.size();) {
        const auto begin = text.find_first_not_of(" \t\r\n\f", from);
        if (begin == std::string_view::npos)
            break;
        from = std::min(text.find_first_of(" \t\r\n\f", begin), text.size());
        all.push_back(lower_ascii(text.substr(begin, from - begin)));
    }
    return all;
}

}  // namespace

bool Selector::fits(const GumboNode* element) const {
    if (!markup::is_element(element))
        return false;
    if (!tag.empty() && tag != lower_ascii(markup::original_name(element)) &&
        tag != gumbo_normalized_tagname(element->v.element.tag))
        return false;
    if (!id.empty() && id != lower_ascii(trim(markup::attribute(element, "id"))))
        return false;
    if (classes.empty())
        return true;
    const auto own = words_in(markup::attribute(element, "class"));
    return std::ranges::all_of(classes, [&](const auto& one) { return std::ranges::find(own, one) != own.end(); });
}

Result<Selector> read_selector(std::string_view written) {
    const auto wrong = [&] { return refuse(Refusal::Kind::invalid, "intake.refuse.selector", {std::string(written)}); };
    const auto text = lower_ascii(trim(written));
    Selector selector;
    for (std::size_t at = 0; at < text.size();) {
        const char sign = text[at];
        const auto begin = at + (sign == '.' || sign == '#');
        at = std::min(text.find_first_of(".#", begin), text.size());
        const auto name = text.substr(begin, at - begin);
        if (!is_name(name) || (sign == '#' && !selector.id.empty()))
            return wrong();
        if (sign == '.')
            selector.classes.push_back(name);
        else
            (sign == '#' ? selector.id : selector.tag) = name;
    }
    return text.empty() ? Result<Selector>(wrong()) : selector;
}

const GumboNode* find(const GumboNode* top, const Selector& selector) {
    std::vector<const GumboNode*> open{top};
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (selector.fits(node))
            return node;
        for (unsigned i = markup::children(node).length; i-- > 0;)
            open.push_back(markup::child(node, i));
    }
    return nullptr;
}

std::vector<std::string> names_of(const GumboNode* element) {
    auto all = words_in(markup::attribute(element, "class"));
    for (auto& word : words_in(markup::attribute(element, "id")))
        all.push_back(std::move(word));
    return all;
}

}  // namespace gongkai::intake
