// The links of a page, a feed or a sitemap, found and replaced. It reads what our own writers write - attributes in quotes, signs
// of text escaped - and leaves every other byte as it is.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace gongkai::exported {

struct Instead {
    enum class What {
        keep,     // as it stands
        address,  // another one
        words,    // the words stay, the link goes
        nothing   // the element goes with its words
    } what = What::keep;
    std::string address = {};
};

// Asked for each address in href, src and action and in a sitemap's <loc>, unescaped; "a", "form", "link" or whatever else names
// it. A form, an image or a <link> goes whole where only its words would be left.
using Replace = std::function<Instead(std::string_view address, std::string_view element)>;

std::string with_links(std::string_view markup, const Replace& replace);

}  // namespace gongkai::exported
