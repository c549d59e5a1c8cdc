// HTML of strangers as a tree of our own: gumbo's tree walked once.
#pragma once
#include <gumbo.h>

#include <set>
#include <string>
#include <string_view>

#include "base/markup/clean.h"
#include "base/markup/tree.h"

namespace gongkai::markup {

struct Reading {
    Blocks blocks;
    std::set<std::string> removed;
};

// `document` of a Tree.
Reading read(const GumboNode* document, const Wishes& wishes);

// Lines of plain text as paragraphs.
Blocks paragraphs_of(std::string_view text);

}  // namespace gongkai::markup
