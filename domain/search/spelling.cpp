#include "domain/search/spelling.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/core/text.h"

namespace gongkai::search {
namespace {

struct Range {
    char32_t first, last;
};
constexpr Range han_ranges[]{{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}};

// Typed for each other because they look alike: circles for the zero of 二〇一九, dashes of kana for the numeral one.
constexpr std::pair<char32_t, char32_t> look_alikes[]{{U'○', U'〇'},  {U'◯', U'〇'},  {U'⚪', U'〇'}, {U'零', U'〇'},
                                                      {U'囗', U'口'}, {U'亍', U'于'}, {U'冃', U'月'}};

std::shared_ptr<const fulltext::Fold> make() {
    auto fold = std::make_shared<fulltext::Fold>();
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> simplify(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
    if (U_FAILURE(error))
        throw std::runtime_error(u_errorName(error));
    const auto& standard = *fulltext::Fold::standard();
    for (const auto& [first, last] : han_ranges)
        for (char32_t c = first; c <= last; ++c) {
            const char32_t plain = standard(c);
            icu::UnicodeString one(static_cast<UChar32>(plain));
            simplify->transliterate(one);
            if (one.countChar32() == 1)
                fold->set(c, static_cast<char32_t>(one.char32At(0)));
        }
    for (const auto& [from, to] : look_alikes)
        fold->set(from, to);
    return fold;
}

// The longest row of characters that both have in this order.
std::size_t common(std::u32string_view a, std::u32string_view b) {
    std::vector<std::uint16_t> before(b.size() + 1), now(b.size() + 1);
    for (const char32_t c : a) {
        for (std::size_t i = 0; i < b.size(); ++i)
            now[i + 1] = c == b[i] ? static_cast<std::uint16_t>(before[i] + 1) : std::max(before[i + 1], now[i]);
        std::swap(before, now);
    }
    return before.back();
}

}  // namespace

std::shared_ptr<const fulltext::Fold> spelling() {
    static const auto fold = make();
    return fold;
}

std::u32string folded(std::string_view text) {
    const auto& fold = *spelling();
    auto all = to_code_points(text);
    for (auto& c : all)
        c = fold(c);
    return all;
}

// In one pass: whole texts are compared so, sixty for a page.
std::string bare(std::string_view text) {
    const auto& fold = *spelling();
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::string all;
    all.reserve(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto from = static_cast<std::size_t>(at);
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c < 0)
            continue;  // no UTF-8: a sign, as any that is not known
        const char32_t plain = fold(static_cast<char32_t>(c));
        if (fulltext::Fold::kind(plain) == fulltext::Fold::Kind::gap)
            continue;
        if (plain == static_cast<char32_t>(c))
            all.append(text, from, static_cast<std::size_t>(at) - from);
        else
            all += to_utf8(std::u32string_view(&plain, 1));
    }
    return all;
}

double likeness(std::u32string_view wanted, std::u32string_view text) {
    if (wanted.empty() || text.empty())
        return 0;
    if (wanted.size() == 1)
        return text.find(wanted[0]) == std::u32string_view::npos ? 0 : 1;
    const std::size_t stretch = wanted.size() + std::max<std::size_t>(1, wanted.size() / 2);
    const std::size_t step = std::max<std::size_t>(1, wanted.size() / 8);
    std::size_t best = 0;
    for (std::size_t from = 0;; from += step) {
        best = std::max(best, common(wanted, text.substr(from, stretch)));
        if (best == wanted.size() || from + stretch >= text.size())
            break;
    }
    return static_cast<double>(best) / static_cast<double>(wanted.size());
}

}  // namespace gongkai::search
