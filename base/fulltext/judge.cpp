#include "base/fulltext/judge.h"

#include <algorithm>

#include "base/fulltext/score.h"

namespace gongkai::fulltext {

TitleJudge::TitleJudge(const Segment& segment, const Plan& plan, const Fold& fold)
    : segment_(segment),
      plan_(plan),
      fold_(fold),
      knows_all_(std::ranges::all_of(plan.terms, [](const Plan::Term& term) { return keys::is_of_title(term.key); })) {}

std::optional<float> TitleJudge::score_of(std::uint32_t id) const {
    thread_local std::vector<Unit> title;
    thread_local std::vector<Key> has;
    title.clear();
    has.clear();
    read_units(segment_.text(id).title, fold_, 0, title);
    for_each_key(title, [&](const Occurrence& it) { has.push_back(it.key | keys::title_bit); });
    const float each = impact(1, false, segment_.length(id), segment_.weight(id));  // lists of titles count nothing
    float score = 0;
    for (const Plan::Term& term : plan_.terms) {
        if (std::ranges::find(has, term.key) == has.end())
            return std::nullopt;
        score += term.rarity * each;
    }
    const auto stands = [](const Plan::Proof& proof) { return contains(title, proof.piece); };
    return std::ranges::all_of(plan_.proofs, stands) ? std::optional(score) : std::nullopt;
}

}  // namespace gongkai::fulltext
