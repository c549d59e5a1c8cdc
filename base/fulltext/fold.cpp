#include "base/fulltext/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"

namespace gongkai::fulltext {
namespace {

// Compatibility form and small letter of one character where each is one character again.
char32_t plain(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    static const auto* normalizer = icu::Normalizer2::getNFKCInstance(error);
    if (U_FAILURE(error))
        throw std::runtime_error(u_errorName(error));
    icu::UnicodeString form;
    if (normalizer->getDecomposition(static_cast<UChar32>(c), form)) {
        form = normalizer->normalize(form, error);
        if (form.countChar32() == 1)
            c = static_cast<char32_t>(form.char32At(0));
    }
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

Fold::Kind kind_of(char32_t c) {
    const bool kana = (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || c == 0x3005;
    const bool hangul = (c >= 0x1100 && c <= 0x11FF) || (c >= 0xAC00 && c <= 0xD7A3);
    if (is_han(c) || kana || hangul)
        return Fold::Kind::han;
    return u_isalnum(static_cast<UChar32>(c)) ? Fold::Kind::token : Fold::Kind::gap;
}

}  // namespace

Fold::Fold() : low_(plane) {
    for (char32_t c = 0; c < plane; ++c)
        low_[c] = (c >= 0xD800 && c < 0xE000) ? c : plain(c);
}

std::shared_ptr<const Fold> Fold::standard() {
    static const auto fold = std::make_shared<const Fold>();
    return fold;
}

void Fold::set(char32_t from, char32_t to) { from < plane ? low_[from] = to : high_[from] = to; }

std::vector<char32_t> Fold::variants_of(char32_t folded) const {
    // From above the plane: compatibility ideographs, letters in squares; nothing beyond the third plane has a plain form.
    static const auto from_above = [] {
        std::unordered_multimap<char32_t, char32_t> table;
        for (char32_t c = plane; c < 0x30000; ++c)
            if (const char32_t to = plain(c); to != c)
                table.emplace(to, c);
        return table;
    }();
    std::vector<char32_t> variants;
    for (char32_t c = 0; c < plane; ++c)
        if (low_[c] == folded && c != folded)
            variants.push_back(c);
    const auto [begin, end] = from_above.equal_range(folded);
    for (auto it = begin; it != end; ++it)
        if (above(it->second) == folded)
            variants.push_back(it->second);
    for (const auto& [from, to] : high_)
        if (to == folded && from != folded)
            variants.push_back(from);
    return variants;
}

char32_t Fold::above(char32_t c) const {
    const auto found = high_.find(c);
    return found == high_.end() ? plain(c) : found->second;
}

Fold::Kind Fold::kind(char32_t folded) {
    static const auto kinds = [] {
        std::vector<Kind> table(plane);
        for (char32_t c = 0; c < plane; ++c)
            table[c] = kind_of(c);
        return table;
    }();
    return folded < plane ? kinds[folded] : kind_of(folded);
}

std::uint64_t Fold::digest() const {
    std::vector<std::pair<char32_t, char32_t>> high(high_.begin(), high_.end());
    std::ranges::sort(high);
    return XXH3_64bits_withSeed(high.data(), high.size() * sizeof high[0],
                                XXH3_64bits(low_.data(), low_.size() * sizeof low_[0]));
}

}  // namespace gongkai::fulltext
