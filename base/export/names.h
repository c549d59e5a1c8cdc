// Which file an address of the site becomes, and how one file links to another:
//
//   /                                    index.html
//   /documents/GK1                       documents/GK1/index.html
//   /documents?type=news&after=17-4      documents/type=news,after=17-4/index.html
//   /api/v1/documents                    api/v1/documents/index.json
//   /board.csv?state=late                board/state=late/board.csv
//   /columns/news/feed.atom              columns/news/feed.atom
//
// Two addresses never become one file, and no file stands where another one's folder has to be.
#pragma once
#include <string>
#include <string_view>

#include "base/web/fields.h"

namespace gongkai::exported {

// What is answered at an address, as far as its name goes.
enum class Kind { page, json, as_named };

// `path` is decoded and begins with "/"; no segment of it is "." or "..", as read_target() has seen to.
std::string file_of(std::string_view path, const web::Fields& query, Kind kind);

// %-encoded, segment by segment: "documents/%E9%99%84.pdf".
std::string encoded(std::string_view file);

// From one file to another, both encoded: "../../assets/1f/portal.css".
std::string relative_link(std::string_view from, std::string_view to);

}  // namespace gongkai::exported
