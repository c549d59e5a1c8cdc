#include "domain/search/filters.h"

#include "domain/search/follow.h"

namespace gongkai::search {
namespace {

constexpr LabelId no_such_label = 0xFFFFFFFF;

LabelId id_of(const std::map<LabelId, KeptLabel>& labels, std::string_view facet, const std::string& code) {
    for (const auto& [id, kept] : labels)
        if (kept.facet == facet && kept.label.code == code)
            return id;
    return no_such_label;
}

}  // namespace

void narrow(fulltext::Query& query, const Asked& asked, const std::map<LabelId, KeptLabel>& labels) {
    const auto filter = [&](Facet facet, std::uint32_t value) {
        query.filters.push_back({static_cast<std::size_t>(facet), {value}});
    };
    if (!asked.kind.empty())
        filter(Facet::kind, id_of(labels, "kind", asked.kind));
    if (!asked.unit.empty())
        filter(Facet::unit, id_of(labels, "unit", asked.unit));
    if (!asked.theme.empty())
        filter(Facet::theme, id_of(labels, "theme", asked.theme));
    if (!asked.column.empty())
        filter(Facet::column, id_of(labels, "column", asked.column));
    if (asked.year != 0)
        filter(Facet::year, static_cast<std::uint32_t>(asked.year));
    if (asked.validity != Validity::none)
        filter(Facet::validity, static_cast<std::uint32_t>(asked.validity));
    query.from = asked.from;
    query.to = asked.to;
}

bool fits(const Kept& kept, const Asked& asked, const std::map<LabelId, KeptLabel>& labels) {
    const auto is_of = [&](std::string_view facet, const std::string& code, LabelId id) {
        return code.empty() || id_of(labels, facet, code) == id;
    };
    return is_of("kind", asked.kind, kept.kind) && is_of("unit", asked.unit, kept.unit) &&
           is_of("theme", asked.theme, kept.theme) && is_of("column", asked.column, kept.column) &&
           (asked.year == 0 || year_of(kept.entry.published_on) == asked.year) &&
           (asked.validity == Validity::none || kept.validity == asked.validity) &&
           (!asked.from || kept.entry.published_on >= *asked.from) && (!asked.to || kept.entry.published_on <= *asked.to);
}

}  // namespace gongkai::search
