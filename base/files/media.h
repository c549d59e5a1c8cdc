// Pictures, sound and film that browsers show, told by their bytes: a name is only what somebody has typed. What is no such file
// from its first byte to its last - a text with another ending, a film with something behind it - is none.
#pragma once
#include <string_view>

namespace gongkai {

// "image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "video/mp4",
// "video/webm", "video/ogg"; empty for all else.
std::string_view media_type(std::string_view bytes);

// The family that the ending of a name claims: "image", "audio", "video"; empty where it claims none. Formats that browsers do
// not show (.tif, .avi) claim nothing here.
std::string_view media_claimed_by(std::string_view name);

// Whether the name claims to be a picture, sound or film that the bytes are not.
bool claims_what_it_is_not(std::string_view name, std::string_view bytes);

}  // namespace gongkai
