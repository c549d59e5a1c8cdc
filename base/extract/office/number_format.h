// How Excel prints a number, for the formats that notices use: dates in every order and in Chinese numerals, fixed decimals,
// thousands, per cent, text around the number. Colours, conditions and padding are passed over.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::extract {

enum class Epoch { y1900, y1904 };

// `code` is the format's code, e.g. yyyy"年"m"月"d"日"; empty or General prints the plain number.
std::string format_by_code(double value, std::string_view code, Epoch epoch = Epoch::y1900);

// The code of a format that files name by number only (those of a Chinese Excel); empty for General and text.
std::string_view builtin_code(int id);

}  // namespace gongkai::extract
