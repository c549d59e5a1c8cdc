// How the pages of an old site come into this one: a file of TOML with rules by path. The first rule that fits a path counts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/intake/old_pages/old_page.h"

namespace gongkai::imports {

struct Rule {
    std::string path;                // a pattern of fnmatch: * stands for anything, a stroke too
    std::string column, type, unit;  // as --column, --type, --unit; may be empty
    bool is_list = false;            // nothing but a way to others: its address leads to the column
    bool is_left_out = false;
    intake::Places places;
};

struct Mapping {
    std::vector<std::string> sites;  // hosts of the old site: links to them are links within it
    std::string root;                // the folder that is the root of the site; empty for the whole
    std::string unit, column, type;
    intake::Places places;
    std::vector<Rule> rules;

    const Rule* rule_for(std::string_view path) const;
};

// Refuses imports.refuse.mapping (the parser's words and line), .mapping_key (the key that is not known or not of its kind) and
// intake.refuse.selector.
Result<Mapping> read_mapping(std::string_view toml);

}  // namespace gongkai::imports
