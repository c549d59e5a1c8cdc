// How each kind is masked on a public page (domain 8.6): sign by sign, so that a text and an HTML body are masked alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::intake {

bool is_maskable(std::string_view kind);

// What stands instead of each sign: itself, another one, or nothing.
std::vector<std::u32string> masked_signs(std::string_view kind, std::u32string_view printed);

}  // namespace gongkai::intake
