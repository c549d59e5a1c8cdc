// Addresses of strangers as they may stand in an attribute.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::markup {

// As web::url() lets it pass, with a host where the scheme has one, and what no address may hold written as %XX. Empty where it
// cannot stand.
std::string safe_link(std::string_view address);

// "picture:NAME", or a path of this site. Empty for all else.
std::string safe_picture(std::string_view source);

}  // namespace gongkai::markup
