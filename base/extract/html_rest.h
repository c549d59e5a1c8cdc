// What a page of HTML holds besides what a browser shows: comments, hidden elements and fields, values kept in attributes,
// scripts, addresses of links.
#pragma once
#include <string_view>

#include "base/extract/rich.h"

namespace gongkai::extract {

void read_html_rest(std::string_view html, Rich& rich);

}  // namespace gongkai::extract
