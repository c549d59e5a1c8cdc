// One element of a page by its name, its classes and its id, as style sheets write it: div, .pubtime, div.text#zoom.
#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::intake {

struct Selector {
    std::string tag, id;  // small letters; empty for any
    std::vector<std::string> classes;
    bool fits(const GumboNode* element) const;
};

// Refuses intake.refuse.selector (argument: what was written).
Result<Selector> read_selector(std::string_view written);

// The first that fits below a node, itself included; null for none.
const GumboNode* find(const GumboNode* top, const Selector& selector);

// Words of class and id of an element, in small letters.
std::vector<std::string> names_of(const GumboNode* element);

}  // namespace gongkai::intake
