// Fonts of signs (Wingdings, Symbol) give places of letters, or of nobody, to boxes, arrows and Greek letters. A page has no such
// font, and 同意 cannot be told from 不同意 without its box, so the signs are written as what they show.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace gongkai::extract {

// A sign that nobody can name is shown by this, and told.
inline constexpr std::string_view unknown_sign = "〓";

// UTF-8 of a sign of a font: the code as the file states it, 0xF0FE and 0xFE alike. Nothing where it is not known, and for fonts
// whose letters are letters.
std::optional<std::string_view> sign_of(std::string_view font, std::uint32_t code);
bool is_font_of_signs(std::string_view font);

// Of a code between U+F020 and U+F0FF whose font is not told: nearly all of them are of Wingdings, and the bullet is of Symbol.
std::optional<std::string_view> sign_of_nobody(std::uint32_t code);

}  // namespace gongkai::extract
