#include "domain/search/library_counts.h"

#include <algorithm>

#include "domain/search/queries.h"

namespace gongkai::search {

// A reader of an older moment asks for what is newer than was seen, and gets nothing. All is read before anything is kept: what
// breaks off in between is asked for again.
void HeldCounter::follow(db::Connection& connection) {
    std::vector<Sum> changed;
    std::int64_t seen = seen_;
    for (auto rows = connection.query(sql::held_sums_after, seen_); rows.next();) {
        changed.push_back({{rows.get<LabelId>(0), rows.get<LabelId>(1), rows.get<LabelId>(2), validity_from(rows.text(3))},
                           rows.get<int>(4),
                           rows.get<std::int64_t>(5)});
        seen = rows.get<std::int64_t>(6);
    }
    sums_.reserve(sums_.size() + changed.size());
    for (const Sum& sum : changed) {
        const auto [place, is_new] = places_.try_emplace({sum.under, sum.year}, sums_.size());
        if (is_new)
            sums_.push_back(sum);
        else
            sums_[place->second] = sum;
    }
    seen_ = seen;
}

HeldCounts HeldCounter::counts(db::Connection& connection, const Part& part) {
    const std::scoped_lock lock(mutex_);
    follow(connection);
    LabelId last = 0;
    for (const auto& sum : sums_)
        last = std::max({last, sum.under.kind, sum.under.unit, sum.under.theme});
    std::vector<std::int64_t> kinds(last + 1), units(last + 1), themes(last + 1);
    HeldCounts counts;
    for (const auto& [under, year, entries] : sums_) {
        const bool is_kind = part.kind == 0 || part.kind == under.kind, is_unit = part.unit == 0 || part.unit == under.unit,
                   is_theme = part.theme == 0 || part.theme == under.theme, is_year = part.year == 0 || part.year == year,
                   is_validity = part.validity == Validity::none || part.validity == under.validity;
        const int others = !is_kind + !is_unit + !is_theme + !is_year + !is_validity;
        if (others > 1)
            continue;
        if (others == 0)
            counts.total += entries;
        if (others == 0 || !is_kind)
            kinds[under.kind] += entries;
        if (others == 0 || !is_unit)
            units[under.unit] += entries;
        if (others == 0 || !is_theme)
            themes[under.theme] += entries;
        if (others == 0 || !is_year)
            counts.years[year] += entries;
        if (others == 0 || !is_validity)
            counts.validities[under.validity] += entries;
    }
    const auto tell = [](const std::vector<std::int64_t>& from, std::map<LabelId, std::int64_t>& to) {
        for (LabelId id = 0; id < from.size(); ++id)
            if (from[id] > 0)
                to.emplace_hint(to.end(), id, from[id]);
    };
    tell(kinds, counts.kinds);
    tell(units, counts.units);
    tell(themes, counts.themes);
    std::erase_if(counts.years, [](const auto& one) { return one.second <= 0; });
    std::erase_if(counts.validities, [](const auto& one) { return one.second <= 0 || one.first == Validity::none; });
    return counts;
}

}  // namespace gongkai::search
