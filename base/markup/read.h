// HTML of strangers as a tree of our own: gumbo's tree walked once.
#pragma once
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

// `html` must be bearable.
Reading read(std::string_view html, const Wishes& wishes);

// Lines of plain text as paragraphs.
Blocks paragraphs_of(std::string_view text);

}  // namespace gongkai::markup
