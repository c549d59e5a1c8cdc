#include "domain/search/told.h"

#include <boost/json.hpp>
#include <cmath>

namespace gongkai::search {
namespace {

namespace json = boost::json;

double milliseconds_of(const Found& found) { return std::round(static_cast<double>(found.took.count()) / 10) / 100; }

json::value day_of(const Kept& kept) {
    return kept.entry.published_on == undated ? json::value() : json::value(to_text(kept.entry.published_on));
}

std::string name_of(const Found& found, LabelId id) {
    const auto* label = found.label(id);
    return label ? label->zh : std::string();
}

std::string_view word_of(Way way) {
    switch (way) {
        case Way::as_typed:
            return "as_typed";
        case Way::apart:
            return "apart";
        case Way::alike:
            return "alike";
        case Way::sounds_alike:
            return "sounds_alike";
    }
    return {};
}

json::array texts(const std::vector<std::string>& all) {
    json::array out;
    for (const auto& one : all)
        out.emplace_back(one);
    return out;
}

json::object in_short(const Found& found, const Hit& hit) {
    const auto& entry = hit.kept.entry;
    return {{"title", entry.title},
            {"number", entry.number},
            {"unit", name_of(found, hit.kept.unit)},
            {"published_on", day_of(hit.kept)},
            {"url", entry.address}};
}

json::object in_full(const Found& found, const Hit& hit) {
    const auto& entry = hit.kept.entry;
    auto object = in_short(found, hit);
    const auto validity = search::word_of(hit.kept.validity), act = search::word_of(entry.act);
    object["validity"] = validity.empty() ? json::value() : json::value(validity);
    object["kind"] = name_of(found, hit.kept.kind);
    object["column"] = name_of(found, hit.kept.column);
    object["theme"] = name_of(found, hit.kept.theme);
    object["summary"] = entry.summary;
    object["passage"] = hit.passage;
    json::array marks;
    for (const auto& [begin, end] : hit.passage_marks)
        marks.push_back(json::array{begin, end});
    object["passage_marks"] = std::move(marks);
    object["formats"] = texts(entry.formats);
    object["act"] = act.empty() ? json::value() : json::value(json::object{{"kind", act}, {"url", entry.act_address}});
    object["telephone"] = entry.telephone;
    object["is_demonstration"] = entry.is_demonstration;
    return object;
}

}  // namespace

json::object told_in_short(const Found& found, std::string_view query) {
    json::array hits;
    for (const auto& hit : found.hits)
        hits.push_back(in_short(found, hit));
    return {{"query", query},
            {"total", found.total},
            {"exact", found.is_exact},
            {"ms", milliseconds_of(found)},
            {"hits", std::move(hits)}};
}

json::object told(const Found& found, const Asked& asked) {
    json::array hits;
    for (const auto& hit : found.hits)
        hits.push_back(in_full(found, hit));
    json::object facets;
    constexpr std::array<std::string_view, facet_columns> names{"kind", "unit", "theme", "column", "year", "validity"};
    for (std::size_t column = 0; column < facet_columns; ++column) {
        json::array values;
        for (const auto& value : found.facets[column])
            values.push_back(json::object{{"value", value.code},
                                          {"name", value.label.zh.empty() ? value.code : value.label.zh},
                                          {"count", value.documents}});
        facets[names[column]] = std::move(values);
    }
    json::array wider;
    for (const auto& one : found.wider)
        wider.push_back(json::object{{"query", one.text}, {"total", one.total}});
    return {{"query", asked.text},
            {"page", asked.page},
            {"total", found.total},
            {"exact", found.is_exact},
            {"cut_short", found.is_cut_short},
            {"ms", milliseconds_of(found)},
            {"way", word_of(found.way)},
            {"words", texts(found.words)},
            {"instead", texts(found.instead)},
            {"hits", std::move(hits)},
            {"near_hits", found.near_hits},
            {"facets", std::move(facets)},
            {"wider", std::move(wider)}};
}

}  // namespace gongkai::search
