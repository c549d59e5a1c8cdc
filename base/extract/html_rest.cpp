#include "base/extract/html_rest.h"

#include <gumbo.h>

#include <algorithm>
#include <memory>

#include "base/core/text.h"
#include "base/extract/flow.h"

namespace gongkai::extract {
namespace {

constexpr int deepest = 400;
constexpr std::size_t most_told = 20'000, longest_told = 200'000;

struct Destroy {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

class Reader {
  public:
    explicit Reader(Rich& rich) : rich_(rich) {}

    void read(const GumboNode* node, int depth) {
        if (depth > deepest)
            return;
        switch (node->type) {
            case GUMBO_NODE_COMMENT:
                comment(node->v.text.text);
                return;
            case GUMBO_NODE_DOCUMENT:
                each(node->v.document.children, depth);
                return;
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE:
                element(node, depth);
                return;
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                return;
        }
    }

  private:
    void tell(Hidden::Kind kind, std::string_view id, std::string_view text) {
        auto told = std::string(trim(clean(text.substr(0, longest_told))));
        if (count_code_points(told) > 1 && rich_.hidden.size() < most_told)
            rich_.hidden.push_back({kind, {std::string(id), {}}, std::move(told)});
    }

    void each(const GumboVector& children, int depth) {
        for (unsigned i = 0; i < children.length; ++i)
            read(static_cast<const GumboNode*>(children.data[i]), depth + 1);
    }

    // What programs write into comments hides nothing that somebody wrote.
    void comment(std::string_view text) {
        const auto begin = trim(text);
        const bool is_of_a_program = begin.starts_with("[if") || begin.starts_with("[endif") || begin.starts_with("<![") ||
                                     begin == "StartFragment" || begin == "EndFragment";
        tell(is_of_a_program ? Hidden::Kind::beside : Hidden::Kind::comment, "extract.place.html_comment", text);
    }

    static std::string_view attribute(const GumboNode* node, const char* name) {
        const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
        return found ? std::string_view(found->value) : std::string_view();
    }

    static void text_of(const GumboNode* node, std::string& into, int depth) {
        if (depth > deepest || into.size() > longest_told)
            return;
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_WHITESPACE) {
            into += node->v.text.text;
        } else if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
            const auto& children = node->v.element.children;
            for (unsigned i = 0; i < children.length; ++i)
                text_of(static_cast<const GumboNode*>(children.data[i]), into, depth + 1);
            into += '\n';
        }
    }

    static bool is_hidden(const GumboNode* node) {
        std::string style;
        for (const char c : lower_ascii(attribute(node, "style")))
            if (c != ' ' && c != '\t' && c != '\n')
                style += c;
        return gumbo_get_attribute(&node->v.element.attributes, "hidden") || style.find("display:none") != std::string::npos ||
               style.find("visibility:hidden") != std::string::npos || style.find("opacity:0;") != std::string::npos ||
               style.ends_with("opacity:0") || style.find("font-size:0") != std::string::npos;
    }

    void element(const GumboNode* node, int depth) {
        const auto tag = node->v.element.tag;
        attributes(node);
        const bool is_unseen = is_hidden(node);
        if (is_unseen || tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_NOSCRIPT ||
            tag == GUMBO_TAG_SVG) {
            std::string text;
            text_of(node, text, depth);
            tell(is_unseen ? Hidden::Kind::hidden_text : Hidden::Kind::beside,
                 is_unseen ? "extract.place.html_hidden" : "extract.place.html_script", text);
        }
        each(node->v.element.children, depth);
    }

    void attributes(const GumboNode* node) {
        const auto tag = node->v.element.tag;
        if (tag == GUMBO_TAG_INPUT && lower_ascii(attribute(node, "type")) == "hidden")
            tell(Hidden::Kind::hidden_text, "extract.place.html_hidden", attribute(node, "value"));
        if (tag == GUMBO_TAG_META && lower_ascii(attribute(node, "name")) == "author" && !attribute(node, "content").empty())
            tell(Hidden::Kind::metadata, "extract.place.properties", "author: " + std::string(attribute(node, "content")));
        const auto& all = node->v.element.attributes;
        for (unsigned i = 0; i < all.length; ++i) {
            const auto* one = static_cast<const GumboAttribute*>(all.data[i]);
            const std::string_view name = one->name, value = one->value;
            const bool is_dull = name == "style" || name == "class" || name == "id" || name == "charset" ||
                                 (name == "src" && value.starts_with("data:"));
            if (!is_dull && value.find_first_of("0123456789@") != std::string_view::npos && value.size() >= 7)
                tell(Hidden::Kind::beside, name == "href" ? "extract.place.link" : "extract.place.html_attribute", value);
        }
    }

    Rich& rich_;
};

}  // namespace

void read_html_rest(std::string_view html, Rich& rich) {
    const std::unique_ptr<GumboOutput, Destroy> output(
        gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), std::min(html.size(), std::size_t{64} << 20)));
    Reader(rich).read(output->document, 0);
}

}  // namespace gongkai::extract
