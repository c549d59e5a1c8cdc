// What of all that is answered counts as somebody's need (need.h).
//
// A hit of the search leads straight to the address of the thing. That it was opened from there is told by the Referer, which a
// browser sends within this site without any script: no link is lengthened, none leads round a corner, and a kept page counts
// like any other. A browser that sends no Referer is not counted, and what a cache in front of this server answers by itself is
// not either.
#pragma once
#include <string_view>

#include "base/web/request.h"
#include "base/web/server.h"
#include "domain/search/need.h"

namespace gongkai::search {

// Programs by what they call themselves, pages fetched before anybody wanted them, and HEAD are nobody's need.
bool is_asked_by_a_person(const web::Request& request);

// To be told of every answer; does not wait.
void count_opening(Tally& tally, const web::Request& request, const web::Sent& sent, std::string_view site_address);

// To be called by whoever gives a file of the entry with this source and key.
void count_download(Tally& tally, const web::Request& request, std::string_view source, std::string_view key);

}  // namespace gongkai::search
