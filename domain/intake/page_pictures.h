// Pictures that are part of an HTML page itself, as data:image/png;base64,…
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/intake/intake.h"

namespace gongkai::intake {

// Adds the picture and gives its name; empty where it is none, too large or one too many.
std::string take_picture(std::vector<Picture>& pictures, std::string_view source);

}  // namespace gongkai::intake
