#include "domain/intake/checks/pattern.h"

#include <unicode/regex.h>

#include <limits>
#include <stdexcept>

namespace gongkai::intake {
namespace {

// Steps of ICU's matcher, some milliseconds each: a text made to be slow is read up to there.
constexpr int most_steps = 200;

}  // namespace

struct Pattern::Compiled {
    std::unique_ptr<icu::RegexPattern> pattern;
};

Pattern::Pattern(std::u16string_view expression) : compiled_(std::make_unique<Compiled>()) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    const icu::UnicodeString text(expression.data(), static_cast<int32_t>(expression.size()));
    compiled_->pattern.reset(icu::RegexPattern::compile(text, 0, where, status));
    if (U_FAILURE(status))
        throw std::logic_error("a pattern of the checks is no regular expression");
}

Pattern::~Pattern() = default;

std::vector<Match> Pattern::all(const Passage& passage) const { return all(passage, {0, passage.text().size()}); }

std::vector<Match> Pattern::all(const Passage& passage, const Stretch& within) const {
    return find(passage, within, std::numeric_limits<std::size_t>::max());
}

std::vector<Match> Pattern::find(const Passage& passage, const Stretch& within, std::size_t at_most) const {
    std::vector<Match> found;
    UErrorCode status = U_ZERO_ERROR;
    const auto units = passage.units();
    const icu::UnicodeString text(false, units.data(), static_cast<int32_t>(units.size()));
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->pattern->matcher(text, status));
    if (U_FAILURE(status))
        throw std::bad_alloc();
    matcher->setTimeLimit(most_steps, status);
    matcher->useTransparentBounds(true);
    matcher->useAnchoringBounds(false);
    matcher->region(static_cast<int64_t>(within.start), static_cast<int64_t>(within.end), status);
    const auto stretch = [&](int group) {
        const auto start = matcher->start(group, status), end = matcher->end(group, status);
        return start < 0 ? Stretch{} : Stretch{static_cast<std::size_t>(start), static_cast<std::size_t>(end)};
    };
    while (found.size() < at_most && matcher->find(status) && U_SUCCESS(status)) {
        Match match{stretch(0), {}};
        for (int group = 1; group <= matcher->groupCount(); ++group)
            match.groups.push_back(stretch(group));
        found.push_back(std::move(match));
    }
    return found;
}

bool Pattern::is_in(const Passage& passage, const Stretch& within) const { return !find(passage, within, 1).empty(); }

}  // namespace gongkai::intake
