#include "domain/search/rank.h"

#include <algorithm>
#include <cmath>

#include "base/core/text.h"

namespace gongkai::search {
namespace {

// How much of a title the terms are, and how many of them stand in it: 0 to 1 each.
struct Cover {
    double of_terms = 0, of_title = 0;
};

Cover cover_of(const Kept& kept, const Meant& meant) {
    const auto& title = kept.title_bare;
    double all = 0, there = 0;
    std::size_t bytes = 0;
    for (const auto& term : meant.terms) {
        all += term.weight;
        double best = 0;
        for (std::size_t i = 0; i < term.names.size(); ++i)
            if (title.find(term.names[i]) != std::string::npos) {
                best = i == 0 || term.unit != 0 ? 1 : as_other_name;
                bytes += term.names[i].size();
                break;
            }
        for (const auto& said : term.said)
            if (best == 0 && title.find(said) != std::string::npos) {
                best = as_said_in_papers;
                bytes += said.size();
            }
        if (best == 0 && term.unit != 0 && term.unit == kept.unit)
            best = 1;
        if (best == 0 && term.year != 0 && kept.entry.day() != undated && year_of(kept.entry.day()) == term.year)
            best = as_other_name;
        there += best * term.weight;
    }
    const auto length = static_cast<double>(std::max<std::size_t>(title.size(), 1));
    return {all > 0 ? there / all : 0, std::min(1.0, static_cast<double>(bytes) / length)};
}

// The day of what a title speaks of: 2026年9月各镇街…, 2019年第三季度…. Nothing where it names no year.
std::optional<Day> day_in(std::string_view title) {
    const auto at = title.find("20");
    if (at == std::string_view::npos || at + 4 > title.size())
        return std::nullopt;
    const auto year = whole_number(title.substr(at, 4));
    auto rest = title.substr(at + 4);
    if (!year || !rest.starts_with("年"))
        return std::nullopt;
    rest.remove_prefix(std::string_view("年").size());
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const auto month = whole_number(rest.substr(0, digits));
    if (month && *month >= 1 && *month <= 12 && rest.substr(digits).starts_with("月"))
        return make_day(static_cast<int>(*year), static_cast<unsigned>(*month), 28);
    return make_day(static_cast<int>(*year), 12, 31);
}

double freshness(const Kept& kept) {
    if (kept.entry.source == "life_event")
        return for_fresh;  // it says how a thing is done today
    std::optional<Day> day = day_in(kept.title_bare);
    // The day on which a record was imported says nothing of what it is about.
    const bool is_dated = kept.entry.source == "record" ? kept.entry.dated_on.has_value() : kept.entry.published_on != undated;
    if (is_dated && (!day || kept.entry.day() < *day))
        day = kept.entry.day();
    if (!day)
        return for_fresh / 2;  // what has no day is neither old nor new
    return for_fresh * std::exp2(-std::max(static_cast<double>((today() - *day).count()), 0.0) / fresh_days);
}

}  // namespace

double newness(const Kept& kept) {
    if (kept.entry.day() == undated)
        return -0.5;
    if (kept.entry.day() > today())
        return 0;
    return std::exp2(-std::max(static_cast<double>((today() - kept.entry.day()).count()), 0.0) / newest_days);
}

double rank(const Kept& kept, double text, const Meant& meant, double openings) {
    const auto& title = kept.title_bare;
    const auto& source = kept.entry.source;
    // What only stands in the text of one record of many is less than what a guide says of it.
    double all = for_index * text * weight_of(source);
    bool is_named = false;
    // 投诉 is found in a kind with a field 投诉电话, and is not what that kind is about.
    bool is_in_names_of_fields = has_names_only(source) && !meant.whole.empty();
    if (!meant.whole.empty()) {
        if (title == meant.whole || (source == "unit" && meant.unit_alone() && meant.names_unit(kept.unit)))
            all += source == "document" || source == "record" ? for_same_title / 10 : for_name;
        const auto cover = cover_of(kept, meant);
        const double in_parts = cover.of_terms * cover.of_terms * (for_title_words + for_title_share_apart * cover.of_title);
        const double whole =
            title.find(meant.whole) == std::string::npos
                ? 0
                : for_title_whole + for_title_share * static_cast<double>(meant.whole.size()) / static_cast<double>(title.size());
        all += weight_of(source) * std::max(in_parts, whole);
        // 城市供热管理办法: the paper itself (邹城市…管理办法) before what speaks of it (《…管理办法》政策解读).
        is_in_names_of_fields = is_in_names_of_fields && in_parts == 0 && whole == 0;
        is_named = whole > 0 && title.ends_with(meant.whole) && count_code_points(meant.whole) >= least_of_a_name;
        if (is_named)
            all += for_end_of_title;
        if (meant.names_unit(kept.unit))
            all += for_unit;
        if (const int year = meant.year();
            year != 0 && cover.of_terms > 0 && title.find(std::to_string(year)) != std::string::npos)
            all += for_year;
    }
    if (is_in_names_of_fields)
        all *= for_names_of_fields;
    else
        all += freshness(kept) + for_needed(openings);
    // A rule that no longer holds stands behind one that does, but before what speaks of it where it was asked for by its name.
    const double loss = (1 - weight_of(kept.validity)) / 2;
    return all * (1 - (is_named ? of_loss_of_a_name * loss : loss));
}

}  // namespace gongkai::search
