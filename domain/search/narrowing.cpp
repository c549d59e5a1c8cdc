#include "domain/search/narrowing.h"

#include <algorithm>

#include "domain/search/follow.h"

namespace gongkai::search {
namespace {

constexpr LabelId no_such_label = 0xFFFFFFFF;

}  // namespace

std::vector<LabelId> Narrowing::ids_of(std::string_view facet, std::string_view code) const {
    const auto is_of = [&](const auto& known) { return known.second.facet == facet && known.second.label.code == code; };
    const auto meant = std::ranges::find_if(labels_, is_of);
    if (meant == labels_.end())
        return {no_such_label};
    std::vector<LabelId> all;
    for (const auto& [id, kept] : labels_)
        if (kept.facet == facet && kept.label.zh == meant->second.label.zh)
            all.push_back(id);
    return all;
}

void Narrowing::narrow(fulltext::Query& query) const {
    if (days_) {
        query.from = days_->first;
        query.to = days_->second;
    }
    if (!has_filters_)
        return;
    const auto filter = [&](Facet facet, std::vector<std::uint32_t> values) {
        query.filters.push_back({static_cast<std::size_t>(facet), std::move(values)});
    };
    if (!asked_.kind.empty())
        filter(Facet::kind, ids_of("kind", asked_.kind));
    if (!asked_.unit.empty())
        filter(Facet::unit, ids_of("unit", asked_.unit));
    if (!asked_.theme.empty())
        filter(Facet::theme, ids_of("theme", asked_.theme));
    if (!asked_.column.empty())
        filter(Facet::column, ids_of("column", asked_.column));
    if (asked_.year != 0)
        filter(Facet::year, {static_cast<std::uint32_t>(asked_.year)});
    if (asked_.validity != Validity::none)
        filter(Facet::validity, {static_cast<std::uint32_t>(asked_.validity)});
    if (asked_.came_from) {
        fulltext::Filter days{came_column, {}};
        for (auto day = *asked_.came_from; day <= today() + std::chrono::days(1); day += std::chrono::days(1))
            days.values.push_back(came_value(day));
        query.filters.push_back(std::move(days));
    }
    if (asked_.from)
        query.from = std::max(*asked_.from, query.from.value_or(*asked_.from));
    if (asked_.to)
        query.to = std::min(*asked_.to, query.to.value_or(*asked_.to));
}

bool Narrowing::passes(const Kept& kept) const {
    const auto day = kept.entry.day();
    if (kept.entry.shown_until && *kept.entry.shown_until < today())
        return false;
    if (days_ && (day < days_->first || day > days_->second))
        return false;
    if (!has_filters_)
        return true;
    const auto fits = [&](std::string_view facet, const std::string& code, LabelId id) {
        const auto ids = code.empty() ? std::vector<LabelId>{id} : ids_of(facet, code);
        return std::ranges::find(ids, id) != ids.end();
    };
    return fits("kind", asked_.kind, kept.kind) && fits("unit", asked_.unit, kept.unit) &&
           fits("theme", asked_.theme, kept.theme) && fits("column", asked_.column, kept.column) &&
           (asked_.year == 0 || year_of(day) == asked_.year) &&
           (asked_.validity == Validity::none || kept.validity == asked_.validity) && (!asked_.from || day >= *asked_.from) &&
           (!asked_.to || day <= *asked_.to) && (!asked_.came_from || kept.entry.published_on >= *asked_.came_from);
}

}  // namespace gongkai::search
