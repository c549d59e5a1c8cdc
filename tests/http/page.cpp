#include "tests/http/page.h"

#include <gumbo.h>

#include <functional>
#include <memory>
#include <set>

#include "base/core/text.h"

namespace gongkai::http {
namespace {

using Tree = std::unique_ptr<GumboOutput, std::function<void(GumboOutput*)>>;

Tree parse(std::string_view html) {
    return {gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()),
            [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); }};
}

const char* attribute(const GumboNode& node, const char* name) {
    const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found ? found->value : nullptr;
}

std::string value(const GumboNode& node, const char* name) {
    const char* found = attribute(node, name);
    return found ? found : "";
}

void for_each_child(const GumboNode& node, auto&& visit) {
    const auto& children = node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
        visit(*static_cast<const GumboNode*>(children.data[i]));
}

std::string text_of(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE)
        return node.v.text.text;
    std::string text;
    if (node.type == GUMBO_NODE_ELEMENT)
        for_each_child(node, [&](const GumboNode& child) { text += text_of(child); });
    return text;
}

class Reader {
  public:
    explicit Reader(Page& page) : page_(page) {}

    void read(const GumboNode& node, bool is_foreign = false) {
        if (node.type == GUMBO_NODE_TEXT && !is_foreign)
            say(node.v.text.text);
        if (node.type != GUMBO_NODE_ELEMENT)
            return;
        const auto tag = node.v.element.tag;
        read_element(node, tag);
        const bool is_silent = tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE;
        const bool has_own_language = (tag != GUMBO_TAG_HTML && attribute(node, "lang")) || tag == GUMBO_TAG_CODE;
        if (!is_foreign && !has_own_language)
            for (const char* speaks : {"aria-label", "title", "placeholder", "alt", "content"})
                if (const char* said = attribute(node, speaks); said && is_for_people(node, speaks))
                    say(said);
        if (!is_silent)
            for_each_child(node, [&](const GumboNode& child) { read(child, is_foreign || has_own_language); });
    }

    void finish() {
        for (const auto& id : wanting_label_)
            if (!labelled_.contains(id))
                page_.fields_without_label.push_back(id);
    }

  private:
    static bool is_for_people(const GumboNode& node, std::string_view attribute_name) {
        return attribute_name != "content" || value(node, "name") == "description";
    }

    void say(std::string_view text) {
        if (!trim(text).empty())
            page_.texts.emplace_back(trim(text));
    }

    // The option that is selected, else the first.
    static std::string chosen_of(const GumboNode& list) {
        const GumboNode* chosen = nullptr;
        for_each_child(list, [&](const GumboNode& child) {
            if (child.type == GUMBO_NODE_ELEMENT && child.v.element.tag == GUMBO_TAG_OPTION &&
                (!chosen || attribute(child, "selected")))
                chosen = &child;
        });
        return chosen ? value(*chosen, "value") : std::string();
    }

    void read_element(const GumboNode& node, GumboTag tag) {
        if (const char* id = attribute(node, "id"))
            page_.ids.emplace_back(id);
        const auto& attributes = node.v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
            const std::string_view name = static_cast<const GumboAttribute*>(attributes.data[i])->name;
            page_.inline_styles_and_scripts += name == "style" || name.starts_with("on");
        }
        const auto link = [&](const char* element, const char* where) {
            if (const char* address = attribute(node, where))
                page_.links.push_back({address, element, value(node, "class")});
        };
        switch (tag) {
            case GUMBO_TAG_HTML:
                page_.language = value(node, "lang");
                break;
            case GUMBO_TAG_TITLE:
                if (node.parent && node.parent->v.element.tag == GUMBO_TAG_HEAD)
                    page_.titles.push_back(text_of(node));
                break;
            case GUMBO_TAG_H1:
                page_.headings_1.push_back(text_of(node));
                break;
            case GUMBO_TAG_MAIN:
                ++page_.mains;
                break;
            case GUMBO_TAG_A:
                link("a", "href");
                if (page_.first_link.empty())
                    page_.first_link = value(node, "href");
                break;
            case GUMBO_TAG_LINK:
                link("link", "href");
                break;
            case GUMBO_TAG_FORM:
                page_.forms.push_back({value(node, "action"), lower_ascii(value(node, "method")), {}, {}});
                if (page_.forms.back().method != "post")
                    link("form", "action");
                break;
            case GUMBO_TAG_IMG:
                link("img", "src");
                page_.pictures_without_words += !attribute(node, "alt");
                break;
            case GUMBO_TAG_SCRIPT:
                link("script", "src");
                // What has the type of data is run by no browser.
                page_.inline_styles_and_scripts += !attribute(node, "src") && !value(node, "type").starts_with("application/");
                break;
            case GUMBO_TAG_STYLE:
                ++page_.inline_styles_and_scripts;
                break;
            case GUMBO_TAG_LABEL:
                labelled_.insert(value(node, "for"));
                break;
            case GUMBO_TAG_INPUT:
            case GUMBO_TAG_SELECT:
            case GUMBO_TAG_TEXTAREA:
                if (tag == GUMBO_TAG_SELECT && !page_.forms.empty())
                    page_.forms.back().chosen.emplace_back(value(node, "name"), chosen_of(node));
                if (value(node, "type") == "hidden" && !page_.forms.empty())
                    page_.forms.back().hidden.emplace_back(value(node, "name"), value(node, "value"));
                if (value(node, "type") != "hidden" && !attribute(node, "aria-label"))
                    wanting_label_.insert(value(node, "id"));
                break;
            default:
                break;
        }
    }

    Page& page_;
    std::set<std::string> labelled_, wanting_label_;
};

const GumboNode* first_below(const GumboNode& node, GumboTag tag) {
    if (node.type != GUMBO_NODE_ELEMENT)
        return nullptr;
    if (node.v.element.tag == tag)
        return &node;
    const GumboNode* found = nullptr;
    for_each_child(node, [&](const GumboNode& child) { found = found ? found : first_below(child, tag); });
    return found;
}

void collect_lines(const GumboNode& node, bool is_in_board, std::vector<BoardCell>& cells) {
    if (node.type != GUMBO_NODE_ELEMENT)
        return;
    const auto tag = node.v.element.tag;
    if (is_in_board && tag == GUMBO_TAG_TR) {
        std::string owner;
        for_each_child(node, [&](const GumboNode& cell) {
            if (cell.type != GUMBO_NODE_ELEMENT)
                return;
            if (cell.v.element.tag == GUMBO_TAG_TH)
                owner = text_of(cell);
            else if (const auto* link = first_below(cell, GUMBO_TAG_A))
                cells.push_back({owner, value(*link, "class"), value(*link, "href")});
        });
        return;
    }
    const bool is_board = (" " + value(node, "class") + " ").find(" board ") != std::string::npos;
    for_each_child(node, [&](const GumboNode& child) { collect_lines(child, is_in_board || is_board, cells); });
}

}  // namespace

const FormOnPage* Page::form_to(std::string_view action) const {
    for (const auto& form : forms)
        if (form.action == action)
            return &form;
    return nullptr;
}

Page read_page(std::string_view html) {
    Page page;
    const auto tree = parse(html);
    page.has_doctype = tree->document->v.document.has_doctype;
    Reader reader(page);
    reader.read(*tree->root);
    reader.finish();
    return page;
}

std::vector<BoardCell> board_cells(std::string_view html) {
    std::vector<BoardCell> cells;
    const auto tree = parse(html);
    collect_lines(*tree->root, false, cells);
    return cells;
}

}  // namespace gongkai::http
