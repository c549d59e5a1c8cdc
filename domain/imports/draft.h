// One document on its way, inside Preparing.
#pragma once
#include <string>
#include <string_view>

#include "base/core/text.h"
#include "domain/imports/prepare.h"

namespace gongkai::imports {

// No longer than that, and no sign cut.
inline std::string cut(std::string_view text, std::size_t longest) {
    if (text.size() <= longest)
        return std::string(text);
    while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80)
        --longest;
    return std::string(text.substr(0, longest));
}

// Without line ends and controls, blanks made one.
inline std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text)
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    return std::string(trim(line));
}

struct Preparing::Draft {
    const Item& item;
    Prepared made;
    Said said;
    std::string base;  // address of the page, for its links
    const publishing::DocumentType* type = nullptr;
    std::string source_unit, folder;  // who it comes from by its own words; where it lay
    bool is_sure_of_type = false, is_list = false;

    publishing::Text& text() { return made.moved.text; }
    std::string_view say(Head head) const {
        const auto found = said.find(head);
        return found == said.end() ? std::string_view() : std::string_view(found->second);
    }
    void fill(Head head, std::string_view value) {
        if (!trim(value).empty())
            said.emplace(head, trim(value));  // what was said first stays
    }
};

}  // namespace gongkai::imports
