// HTML of strangers made safe: gumbo mends it the way browsers do, and what is on an allow-list is written anew by a serializer
// of our own. Nothing is ever copied through, so there is nothing to smuggle: text is escaped, every tag and attribute is one
// that this folder writes. Clean HTML is well formed, cleaning it again changes nothing, and `Clean` is a type, so that a page
// cannot show a stranger's HTML without it.
//
// What remains: h2-h6 that skip no level, p, ul, ol, li, table with caption, thead, tbody, th scope, td, colspan and rowspan,
// blockquote, pre, hr, figure, figcaption, dl; a (to a note and back with an id), img, br, strong, em, u, s, sub, sup, code;
// class='centre' and class='right' on p; class='undescribed' on a picture that came without alternative text, which an empty one
// is not: that says it decorates.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/html.h"

namespace gongkai::markup {

// HTML that passed the allow-list. Only clean() makes it, and kept() in a store that took it from clean().
class Clean {
  public:
    Clean() = default;
    static Clean kept(std::string html) { return Clean(std::move(html)); }
    const std::string& html() const { return html_; }
    void operator()(web::Html& page) const;  // page << body;
    bool operator==(const Clean&) const = default;

  private:
    explicit Clean(std::string html) : html_(std::move(html)) {}
    std::string html_;
};

struct Heading {
    int level = 2;             // 2 to 6
    std::string text, anchor;  // the anchor is the id that the heading bears in the body: href='#' + anchor
};

struct Cleaned {
    Clean body;
    std::vector<std::string> removed;  // ids of words, each once: what was taken out, "markup.removed.script"
    std::string title;                 // the first h1, where the wishes asked for it
};

struct Wishes {
    // The first h1 is the title of the whole and not part of the body; otherwise it becomes an h2 as every other h1 does.
    bool lift_title = false;
    // Of a picture that stands elsewhere (an address, or data:): its name if it is to be kept, as picture:NAME; empty for no.
    std::function<std::string(std::string_view source)> picture = {};
    // A path in it is one of another site: every picture is asked for.
    bool is_from_elsewhere = false;
    // Of a link as it is stated: the address that stands instead, which is looked at like every other; empty for no link.
    std::function<std::string(std::string_view address)> link = {};
};

// Never fails and never takes long: what is nested or formatted beyond all measure gives its text only. Unknown tags give what
// they hold.
Cleaned clean(std::string_view html, const Wishes& wishes = {});

// Paragraphs, items and rows on lines of their own, the cells of a row parted by a tab.
std::string text_of(const Clean& body);
std::vector<Heading> headings(const Clean& body);

// A name that may stand in src='picture:NAME'.
bool is_picture_name(std::string_view name);

}  // namespace gongkai::markup
