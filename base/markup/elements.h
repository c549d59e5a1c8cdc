// gumbo's nodes, and what each kind of element is to this folder.
#pragma once
#include <gumbo.h>

#include <string_view>

namespace gongkai::markup {

inline const GumboVector& children(const GumboNode* node) {
    static constexpr GumboVector none{nullptr, 0, 0};
    if (node->type == GUMBO_NODE_DOCUMENT)
        return node->v.document.children;
    return node->type == GUMBO_NODE_ELEMENT ? node->v.element.children : none;
}

inline const GumboNode* child(const GumboNode* node, unsigned index) {
    return static_cast<const GumboNode*>(children(node).data[index]);
}

inline bool is_element(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE; }
inline bool is_tag(const GumboNode* node, GumboTag tag) { return is_element(node) && node->v.element.tag == tag; }
inline bool is_text(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

inline std::string_view attribute(const GumboNode* node, const char* name) {
    const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

inline std::string_view original_name(const GumboNode* node) {
    GumboStringPiece piece = node->v.element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return {piece.data, piece.length};
}

// The id of words that says why an element goes with all that it holds; null for those that stay.
const char* removal_of(const GumboNode* node);

// Left out without a word.
bool shows_nothing(const GumboNode* node);

unsigned marks_of(GumboTag tag);
bool is_inline(GumboTag tag);
int heading_level(GumboTag tag);  // 1 to 6, or 0

}  // namespace gongkai::markup
