// A page of an old site: what it is about, without the furniture of the site around it. What the tags of 国办发〔2017〕47号 say
// is taken first (ArticleTitle, PubDate, ContentSource, ColumnName), then what the page prints beside labels (发布时间：,
// 来源：), then what its layout says.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/intake/intake.h"
#include "domain/intake/old_pages/selector.h"

namespace gongkai::intake {

// Where things stand on the pages of one site, for who knows better than a guess.
struct Places {
    std::optional<Selector> title, date, source, body;
    std::vector<Selector> leave_out;
};

// Asked while the text is read.
struct Around {
    std::function<std::string(std::string_view source)> picture;  // the name under which it is kept; empty: it is left out
    std::function<std::string(std::string_view address)> link;    // the address that stands instead; empty: no link
};

struct OldPage {
    std::string title, source, author, column, keywords, summary;
    std::string number, index_number, validity;  // as printed beside their labels
    std::optional<Instant> published_at;
    std::optional<Day> signed_on, effective_on, expires_on;
    markup::Clean body;
    std::string text;
    std::vector<Picture> pictures;  // that are part of the page itself
    std::vector<std::string> warnings;
    struct File {
        std::string address, name;
    };
    std::vector<File> files;  // that the page offers outside its text
    std::string frame;        // address of the frame that holds the text, where the page has none of its own
    bool is_list = false;     // it is nothing but a way to others
};

OldPage read_old_page(std::string_view utf8, const Places& places, const Around& around);

// The head of it alone, for who wants to know where and when a page was public: title, source, column, published_at.
OldPage look_at_old_page(std::string_view utf8, const Places& places);

}  // namespace gongkai::intake
