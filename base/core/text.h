// Text is UTF-8 everywhere inside; code points only where characters are counted or classified.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

bool is_utf8(std::string_view text);                   // strict: no overlong forms, no surrogates
std::string mend_utf8(std::string_view text);          // every wrong byte becomes U+FFFD
std::u32string to_code_points(std::string_view utf8);  // wrong bytes become U+FFFD
std::string to_utf8(std::u32string_view code_points);
std::size_t count_code_points(std::string_view utf8);

std::string_view trim(std::string_view text);                                // ASCII blanks and the ideographic space U+3000
std::vector<std::string_view> split(std::string_view text, char separator);  // keeps empty parts
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
std::string lower_ascii(std::string_view text);

// "42"; nothing where the text is anything else, blanks too.
std::optional<std::int64_t> whole_number(std::string_view text);

// NFKC with Chinese punctuation kept as printed is the caller's matter; this is plain NFKC (ICU).
std::string nfkc(std::string_view utf8);

bool is_han(char32_t c);

}  // namespace gongkai
