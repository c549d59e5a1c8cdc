#include "domain/intake/public_words.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

// In a field of one line there is nothing to say about the place.
std::string where(std::string_view text, const Finding& finding, Language language) {
    const auto points = to_code_points(text);
    if (std::ranges::count(points, U'\n') == 0)
        return {};
    const auto before = points.begin() + static_cast<std::ptrdiff_t>(std::min(finding.start, points.size()));
    return words(language, "checks.place.line", {std::to_string(1 + std::count(points.begin(), before, U'\n'))});
}

}  // namespace

Result<void> may_be_public(std::string_view text, const Checking& checking) {
    std::string told;
    for (const auto& one : check_text(text, checking))
        if (one.level == Level::block)
            told += words(checking.language, "checks.refuse.public_words.one",
                          {where(text, one, checking.language), one.text, one.reason});
    if (told.empty())
        return {};
    return refuse(Refusal::Kind::invalid, "checks.refuse.public_words", {told});
}

}  // namespace gongkai::intake
