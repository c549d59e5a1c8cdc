#include "domain/catalogue/upkeep.h"

#include <algorithm>
#include <array>

namespace gongkai::catalogue {

std::string_view word_of(Freshness freshness) {
    constexpr std::array<std::string_view, 4> all{"unwatched", "fresh", "soon", "stale"};
    return all[static_cast<std::size_t>(freshness)];
}

std::optional<Day> expected_by(const Watched& watched) {
    if (!watched.column.upkeep_days || !watched.column.is_open)
        return std::nullopt;
    return watched.last_on.value_or(watched.from) + std::chrono::days(*watched.column.upkeep_days);
}

Freshness freshness_on(Day as_of, const Watched& watched, int soon_days) {
    const auto by = expected_by(watched);
    if (!by)
        return Freshness::unwatched;
    if (*by < as_of)
        return Freshness::stale;
    // Of a short period only its last third is soon: news would never be fresh otherwise.
    const auto soon = std::chrono::days(std::min(soon_days, *watched.column.upkeep_days / 3));
    return *by - as_of <= soon ? Freshness::soon : Freshness::fresh;
}

bool is_empty(const Watched& watched) { return watched.column.is_open && !watched.last_on; }

Inspection inspect(Day as_of, const std::vector<Watched>& all) {
    Inspection found;
    for (const auto& one : all) {
        const auto& kind = one.column.kind;
        const bool is_named = one.column.parent_key.empty() && (kind == "工作动态" || kind == "政策文件");
        found.empty += is_empty(one);
        if (freshness_on(as_of, one, 0) == Freshness::stale)
            ++(is_named ? found.news_and_policies : found.others);
    }
    return found;
}

}  // namespace gongkai::catalogue
