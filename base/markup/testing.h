// What every clean page must keep, told by another reading of it than the one that made it: the bytes as a browser's parser sees
// them, each tag and each attribute against a list.
#pragma once
#include <gumbo.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/core/text.h"
#include "base/markup/clean.h"

namespace gongkai::markup::testing {

class Judge {
  public:
    // What is wrong with it; empty for nothing.
    static std::string of(std::string_view html) {
        Judge judge;
        const std::string whole = "<!DOCTYPE html><html><head></head><body>" + std::string(html) + "</body></html>";
        GumboOptions options = kGumboDefaultOptions;
        options.max_errors = 50;
        const std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> output(
            gumbo_parse_with_options(&options, whole.data(), whole.size()),
            [](GumboOutput* tree) { gumbo_destroy_output(&kGumboDefaultOptions, tree); });
        if (output->errors.length > 0)
            judge.says_ += "not well formed; ";
        judge.look(output->root, true);
        return judge.says_;
    }

  private:
    using Names = std::map<std::string, std::set<std::string>, std::less<>>;

    static const Names& allowed() {
        static const Names names{{"h2", {"id"}},
                                 {"h3", {"id"}},
                                 {"h4", {"id"}},
                                 {"h5", {"id"}},
                                 {"h6", {"id"}},
                                 {"p", {"class"}},
                                 {"ul", {}},
                                 {"ol", {"start"}},
                                 {"li", {}},
                                 {"table", {}},
                                 {"caption", {}},
                                 {"thead", {}},
                                 {"tbody", {}},
                                 {"tr", {}},
                                 {"blockquote", {}},
                                 {"th", {"scope", "colspan", "rowspan"}},
                                 {"td", {"colspan", "rowspan"}},
                                 {"pre", {}},
                                 {"hr", {}},
                                 {"br", {}},
                                 {"figure", {}},
                                 {"figcaption", {}},
                                 {"dl", {}},
                                 {"dt", {}},
                                 {"dd", {}},
                                 {"a", {"href", "id"}},
                                 {"img", {"src", "alt", "class"}},
                                 {"strong", {}},
                                 {"em", {}},
                                 {"u", {}},
                                 {"s", {}},
                                 {"sub", {}},
                                 {"sup", {}},
                                 {"code", {}}};
        return names;
    }

    void look(const GumboNode* node, bool is_frame) {
        if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_CDATA || node->type == GUMBO_NODE_TEMPLATE) {
            says_ += "a node that is neither text nor element; ";
            return;
        }
        if (node->type != GUMBO_NODE_ELEMENT)
            return;
        const auto& element = node->v.element;
        const std::string name = gumbo_normalized_tagname(element.tag);
        const bool is_own = is_frame && (name == "html" || name == "head" || name == "body");
        if (!is_own) {
            const auto found = allowed().find(name);
            if (element.tag_namespace != GUMBO_NAMESPACE_HTML || found == allowed().end()) {
                says_ += "<" + name + ">; ";
                return;
            }
            for (unsigned i = 0; i < element.attributes.length; ++i)
                look(*static_cast<const GumboAttribute*>(element.attributes.data[i]), name, found->second);
            if (name == "img" && !gumbo_get_attribute(&element.attributes, "alt"))
                says_ += "img without alt; ";
        }
        for (unsigned i = 0; i < element.children.length; ++i)
            look(static_cast<const GumboNode*>(element.children.data[i]), is_own && name != "body");
    }

    void look(const GumboAttribute& attribute, const std::string& element, const std::set<std::string>& names) {
        const std::string name = attribute.name;
        const std::string_view value = attribute.value;
        if (!names.contains(name)) {
            says_ += element + " " + name + "; ";
            return;
        }
        const bool is_sound = name == "href"  ? is_sound_link(value)
                              : name == "src" ? is_sound_picture(value)
                              : name == "class"
                                  ? (element == "img" ? value == "undescribed" : value == "centre" || value == "right")
                              : name == "scope"                ? value == "col" || value == "row"
                              : name == "alt"                  ? true
                              : name == "id" && element == "a" ? is_anchor_of_note(value)
                              : name == "id"                   ? value.starts_with('s') && whole_number(value.substr(1))
                                                               : whole_number(value).has_value();
        if (!is_sound)
            says_ += element + " " + name + "='" + std::string(value) + "'; ";
    }

    static bool is_anchor_of_note(std::string_view value) {
        return (value.starts_with("note") && whole_number(value.substr(4))) ||
               (value.starts_with("ref") && whole_number(value.substr(3)));
    }

    static bool is_sound_link(std::string_view value) {
        if (std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\'; }))
            return false;
        if (value.starts_with("http://") || value.starts_with("https://")) {
            const auto rest = value.substr(value.find("//") + 2);
            return !rest.empty() && rest.substr(0, rest.find_first_of("/?#")).find('@') == std::string_view::npos;
        }
        if (value.starts_with("mailto:") || value.starts_with("tel:"))
            return true;
        const auto colon = value.find(':');
        return !value.starts_with("//") && (colon == std::string_view::npos || value.find_first_of("/?#") < colon);
    }

    static bool is_sound_picture(std::string_view value) {
        if (value.starts_with("picture:"))
            return is_picture_name(value.substr(8));
        return value.starts_with('/') && is_sound_link(value);
    }

    std::string says_;
};

}  // namespace gongkai::markup::testing
