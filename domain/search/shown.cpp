#include "domain/search/asking.h"

#include <algorithm>
#include <iterator>

#include "base/core/text.h"
#include "domain/search/facets.h"
#include "domain/search/ordering.h"
#include "domain/search/outline.h"
#include "domain/search/passage.h"
#include "domain/search/rank.h"
#include "domain/search/recommended.h"
#include "domain/search/spread.h"

namespace gongkai::search {

void Search::recommend() {
    if (is_trial_ || asked_.order != Order::best)
        return;
    spelled_.insert(spelled_.begin(), typed_.bare);
    if (found_.way == Way::sounds_alike)
        spelled_.insert(spelled_.begin(), meant_.whole);
    double worth = for_recommended;
    for (const auto& [id, unit_name] : recommended_for(connection_, spelled_, today()))
        if (recommended_.try_emplace(id, unit_name).second)
            pinned_[id] += worth--;
}

std::vector<EntryId> Search::uncounted(const Together& all) const {
    std::vector<EntryId> ids;
    const bool knows_all = all.is_exact && all.total <= all.hits.size();
    for (const auto& [id, worth] : pinned_)
        if (!all.hits.contains(id) && (knows_all || !is_found_by(index_, id, settled_)))
            ids.push_back(id);
    return ids;
}

const Nearness& Search::nearness() {
    if (!nearness_)
        nearness_.emplace(index_, meant_);
    return *nearness_;
}

double Search::again(const Kept& kept, double score, double best, const Need& need) {
    double all = rank(kept, best > 0 ? score / best : 0, meant_, need.now);
    if (found_.way == Way::apart || (found_.way == Way::sounds_alike && found_.words.size() > 1))
        if (const auto held = nearness().held_by(kept))
            all += for_apart * held->share;
    if (found_.is_newest_first)
        all += for_newest * newness(kept);
    if (const auto liked = liked_.find(kept.id); liked != liked_.end())
        all += for_likeness * liked->second;
    if (const auto pinned = pinned_.find(kept.id); pinned != pinned_.end())
        all += pinned->second;
    return all;
}

bool Search::may_be_said_otherwise() const {
    return meant_.terms.size() > 1 ||
           (meant_.terms.size() == 1 && meant_.terms[0].names.size() + meant_.terms[0].said.size() > 1);
}

void Search::go_on_with_what_is_near() {
    auto near = nearness().others(connection_, query_of({}), found_.hits, wanted_ - found_.hits.size());
    marked_near_ = marked_;
    for (const auto& term : meant_.terms)
        for (const auto* said : {&term.names, &term.said})
            std::ranges::copy_if(*said, std::back_inserter(marked_near_),
                                 [](const auto& one) { return count_code_points(one) > 1; });
    found_.near_hits = near.size();
    std::ranges::move(near, std::back_inserter(found_.hits));
}

void Search::fill_in() {
    std::vector<EntryId> ids;
    for (const auto& hit : found_.hits)
        ids.push_back(hit.kept.id);
    auto all = entries(connection_, ids);
    for (std::size_t i = 0; i < found_.hits.size(); ++i) {
        auto& hit = found_.hits[i];
        if (const auto known = all.find(hit.kept.id); known != all.end())
            hit.kept = std::move(known->second);
        write_passage(hit, index_, i + found_.near_hits < found_.hits.size() ? marked_ : marked_near_);
    }
}

void Search::show(Together all) {
    const auto beside = uncounted(all);
    for (const auto& [id, worth] : pinned_)
        all.hits.try_emplace(id, 0.0, Day{});
    const bool is_best = asked_.order == Order::best;
    const Ordering in_order{asked_.order, today(), pinned_, liked_,
                            asked_.order == Order::downloads ? times_downloaded(connection_, asked_.kind, today())
                                                             : std::map<EntryId, std::int64_t>()};
    auto ids = in_order(all);
    const std::size_t from = !is_best || skip_ >= looked_at_again ? std::min(skip_, ids.size()) : 0;
    const std::size_t seen = from > 0 || !is_best ? skip_ + wanted_ : std::max(looked_at_again, skip_ + wanted_);
    ids = {ids.begin() + static_cast<std::ptrdiff_t>(from),
           ids.begin() + static_cast<std::ptrdiff_t>(std::max(from, std::min(seen, ids.size())))};
    auto looked_at = ids;
    std::ranges::copy_if(beside, std::back_inserter(looked_at),
                         [&](EntryId id) { return std::ranges::find(ids, id) == ids.end(); });
    auto known = outlines_and_needs(connection_, looked_at, today());
    for (const auto id : beside)
        if (const auto found = known.find(id); found != known.end() && narrowing_.passes(found->second.kept))
            all.count(found->second.kept);
    std::vector<Hit> hits;
    hits.reserve(ids.size());
    for (const auto id : ids)
        if (const auto found = known.find(id); found != known.end() && narrowing_.passes(found->second.kept)) {
            const auto score = all.hits.at(id).first;
            auto& [kept, need] = found->second;
            if (is_trial_)
                need = {};
            const auto worth = is_best ? again(kept, score, all.best, need) : 0;
            const auto recommended = recommended_.find(id);
            hits.push_back({std::move(kept), worth, need, "", {}, {}, {}});
            if (recommended != recommended_.end())
                hits.back().recommended_by = recommended->second;
        } else if (all.total > 0 && found == known.end() && std::ranges::find(beside, id) == beside.end()) {
            --all.total;  // withdrawn a moment ago
        }
    if (from == 0 && is_best) {
        put_best_first(hits);
        spread_kinds(hits);
        put_best_first(hits);
        hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(std::min(skip_, hits.size())));
    }
    if (hits.size() > wanted_)
        hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(wanted_), hits.end());
    found_.total = hits.empty() ? all.total : std::max<std::uint64_t>(all.total, skip_ + hits.size());
    found_.is_exact = all.is_exact && found_.total == all.total;
    found_.is_cut_short = all.is_cut_short;
    found_.later = all.later;
    found_.hits = std::move(hits);
    for (std::size_t column = 0; column < facet_columns; ++column)
        found_.facets[column] = facet_values(static_cast<Facet>(column), all.facets[column], found_.labels);
}

Result<Found> Search::finish() {
    fill_in();
    found_.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
    return std::move(found_);
}

}  // namespace gongkai::search
