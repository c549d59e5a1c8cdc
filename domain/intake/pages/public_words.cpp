#include "domain/intake/pages/public_words.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/check_lists.h"

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

void ask_public_words(db::Connection& connection, Language language, web::Form& form,
                      std::initializer_list<std::string_view> fields) {
    if (std::ranges::all_of(fields, [&](std::string_view field) { return trim(form.typed(field)).empty(); }))
        return;
    const auto checking = office_checking(connection, language);
    for (const auto field : fields)
        if (const auto asked = may_be_public(form.typed(field), checking); !asked)
            form.refuse(field, asked.error());
}

}  // namespace gongkai::intake
