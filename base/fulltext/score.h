// What a key in a document is worth, before the key's rarity: BM25's saturation and length, the title three times, the document's
// own weight. It depends on nothing but the document, so the best of a block can be written beside the block and stays true
// through merges.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gongkai::fulltext {

inline constexpr float saturation = 1.2F;
inline constexpr float length_share = 0.75F;
inline constexpr float usual_length = 700;  // positions; a constant, for the average moves with every document
inline constexpr float title_occurrences = 3;

inline constexpr double most_weight = 2;
inline std::uint8_t weight_code(double weight) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(weight, 0.0, most_weight) * 255 / most_weight));
}

inline float impact(std::uint32_t count, bool in_title, std::uint32_t length, std::uint8_t weight) {
    const float times = static_cast<float>(count) + (in_title ? title_occurrences : 0);
    const float against = saturation * (1 - length_share + length_share / usual_length * static_cast<float>(length));
    return static_cast<float>(weight) * (static_cast<float>(most_weight) / 255) * times / (times + against);
}

// One byte, rounded up: a bound, not a value.
inline std::uint8_t impact_code(float value) { return static_cast<std::uint8_t>(std::min(255.0F, std::ceil(value * 127.5F))); }
inline float impact_bound(std::uint8_t code) { return static_cast<float>(code) / 127.5F + 1e-4F; }

inline float rarity(std::uint64_t documents_with_key, std::uint64_t documents) {
    const auto with = static_cast<double>(std::min(documents_with_key, documents));
    return static_cast<float>(std::log(1 + (static_cast<double>(documents) - with + 0.5) / (with + 0.5)));
}

}  // namespace gongkai::fulltext
