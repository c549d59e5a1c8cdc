// HTML of strangers as a tree of our own: gumbo's tree walked once.
#pragma once
#include <gumbo.h>

#include <functional>
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

// Of what stands in a node: `document` of a Tree, or one below it. What `leaves_out` says yes to goes with all that it holds, and
// without a word.
using LeavesOut = std::function<bool(const GumboNode* element)>;
Reading read(const GumboNode* top, const Wishes& wishes, const LeavesOut& leaves_out = {});

// Lines of plain text as paragraphs.
Blocks paragraphs_of(std::string_view text);

}  // namespace gongkai::markup
