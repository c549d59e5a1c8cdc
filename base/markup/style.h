// The few declarations of an inline style that say something of the text and not of its looks.
#pragma once
#include <string>
#include <string_view>

#include "base/markup/tree.h"

namespace gongkai::markup {

struct Style {
    unsigned on = 0, off = 0;  // marks that it sets, and that it takes away
    bool has_align = false;
    Align align = Align::start;
    bool is_hidden = false;
    int list_level = 0;          // of Word's mso-list, from 1
    bool is_list_label = false;  // mso-list:Ignore
};

Style read_style(std::string_view declarations);

}  // namespace gongkai::markup
