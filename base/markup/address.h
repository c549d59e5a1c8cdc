// Addresses of strangers as they may stand in an attribute.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::markup {

// As web::url() lets it pass, with a host where the scheme has one, and what no address may hold written as %XX. Empty where it
// cannot stand.
std::string safe_link(std::string_view address);

// "#note3" and "#ref3": from the text to its third note, and back. Empty for all else; "#_ftn3" and "#_ftnref3" are what Word
// calls them.
std::string link_of_note(std::string_view address);
// The name that the place of such a link bears: "ref3" of "#note3", "note3" of "#ref3". Empty for all other links.
std::string anchor_of_note(std::string_view link);

// "picture:NAME", or a path of this site. Empty for all else.
std::string safe_picture(std::string_view source);

}  // namespace gongkai::markup
