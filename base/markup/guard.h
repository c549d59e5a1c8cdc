// A look at the tags alone before a tree is made of them. The rules by which browsers mend HTML let a few kilobytes grow into
// gigabytes (each paragraph opens all formatting anew that was left open) and into trees as deep as the text is long.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::markup {

// Whether the tree of it is neither too deep nor much larger than its source. Errs on the side of no.
bool is_bearable(std::string_view html);

// Without a tree: what stands between the tags, with the common entities read; what is no text left out.
std::string text_between_tags(std::string_view html);

}  // namespace gongkai::markup
