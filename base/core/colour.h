// Colours as `#rrggbb` and how well one can be told from another, by WCAG 2: text wants 4.5, what is drawn or pressed 3.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace gongkai {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Colour&) const = default;
};

std::optional<Colour> parse_colour(std::string_view text);  // "#0b57a4" and nothing shorter

inline constexpr double contrast_of_text = 4.5, contrast_of_shapes = 3.0;

double contrast(Colour a, Colour b);  // 1 (the same) to 21 (black and white), in any order

}  // namespace gongkai
