#include "domain/search/told.h"

#include <boost/json.hpp>
#include <cmath>

namespace gongkai::search {
namespace {

namespace json = boost::json;

double milliseconds_of(const Found& found) { return std::round(static_cast<double>(found.took.count()) / 10) / 100; }

json::value told(Day day) { return day == undated ? json::value() : json::value(to_text(day)); }
json::value day_of(const Kept& kept) { return told(kept.entry.day()); }

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
        case Way::other_number:
            return "other_number";
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
    object["came_on"] = told(entry.published_on);
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
    const auto contact = found.contacts.find(hit.kept.unit);
    object["contact"] =
        contact == found.contacts.end()
            ? json::value()
            : json::value(json::object{
                  {"telephone", contact->second.telephone}, {"hours", contact->second.hours}, {"place", contact->second.place}});
    object["recommended"] = !hit.recommended_by.empty();
    object["recommended_by"] = hit.recommended_by;
    object["downloads"] = hit.need.downloaded;
    object["is_demonstration"] = entry.is_demonstration;
    return object;
}

json::object told(const Answer::Thing& thing) {
    json::array facts, rows, ways;
    for (const auto& fact : thing.facts)
        facts.push_back(json::object{{"name", fact.name}, {"value", fact.value}, {"url", fact.address}, {"state", fact.state}});
    for (const auto& row : thing.table.rows)
        rows.push_back(texts(row));
    for (const auto& way : thing.ways)
        ways.push_back(json::object{{"text", way.text}, {"url", way.address}});
    const auto validity = search::word_of(thing.validity);
    return {{"title", thing.title},
            {"url", thing.address},
            {"unit", thing.unit},
            {"unit_url", thing.unit_address},
            {"published_on", told(thing.said_on)},
            {"validity", validity.empty() ? json::value() : json::value(validity)},
            {"facts", std::move(facts)},
            {"table", json::object{{"head", texts(thing.table.head)}, {"rows", std::move(rows)}}},
            {"ways", std::move(ways)},
            {"is_demonstration", thing.is_demonstration}};
}

json::value told(const std::optional<SaidDays>& days) {
    return days ? json::value(json::object{{"said", days->said}, {"from", told(days->from)}, {"to", told(days->to)}})
                : json::value();
}

json::value told(const std::optional<Answer>& answer) {
    if (!answer)
        return nullptr;
    json::array things;
    for (const auto& thing : answer->things)
        things.push_back(told(thing));
    return json::object{{"about", answer->about}, {"things", std::move(things)}};
}

}  // namespace

json::object told_in_short(const Found& found, std::string_view query) {
    json::array hits;
    for (const auto& hit : found.hits)
        hits.push_back(in_short(found, hit));
    return {{"query", query},          {"total", found.total},        {"exact", found.is_exact}, {"ms", milliseconds_of(found)},
            {"hits", std::move(hits)}, {"near_hits", found.near_hits}};
}

json::object told(const Found& found, const Asked& asked, const std::optional<Answer>& answer) {
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
            {"asked_instead", found.asked_instead},
            {"days", told(found.days)},
            {"empty_days", told(found.empty_days)},
            {"newest_first", found.is_newest_first},
            {"later", found.later},
            {"answer", told(answer)},
            {"hits", std::move(hits)},
            {"near_hits", found.near_hits},
            {"facets", std::move(facets)},
            {"wider", std::move(wider)}};
}

}  // namespace gongkai::search
