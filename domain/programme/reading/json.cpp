#include <boost/json.hpp>
#include <cmath>

#include "domain/programme/reading/reading.h"

namespace gongkai::programme {

std::string_view word_of(Period period) {
    switch (period) {
        case Period::week:
            return "week";
        case Period::month:
            return "month";
        case Period::quarter:
            return "quarter";
        case Period::half_year:
            return "half_year";
        case Period::year:
            return "year";
    }
    return "year";
}

namespace {

namespace json = boost::json;

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::import:
            return "import";
        case Outcome::cover_only:
            return "cover_only";
        case Outcome::refuse:
            return "refuse";
    }
    return "refuse";
}

json::value of(const std::string& text) { return json::string(text); }
json::value of(const std::optional<std::string>& text) { return text ? json::value(json::string(*text)) : json::value(nullptr); }
json::value of(const std::optional<int>& number) { return number ? json::value(*number) : json::value(nullptr); }
json::value of(const std::optional<Day>& day) { return day ? json::value(json::string(to_text(*day))) : json::value(nullptr); }

json::array of(const std::vector<std::string>& list) {
    json::array out;
    for (const std::string& one : list)
        out.push_back(of(one));
    return out;
}

json::object of(const Due& due) {
    json::object out;
    switch (due.kind) {
        case Due::Kind::by:
            out["kind"] = "by";
            out["on"] = of(due.on);
            break;
        case Due::Kind::every:
            out["kind"] = "every";
            out["period"] = word_of(due.period);
            break;
        case Due::Kind::at_least:
            out["kind"] = "at_least";
            out["count"] = due.count;
            out["period"] = word_of(due.period);
            break;
        case Due::Kind::within:
            out["kind"] = "within";
            out["count"] = due.count;
            out["unit"] = due.unit == DueUnit::working_day ? "working_day" : "day";
            break;
        case Due::Kind::ongoing:
            out["kind"] = "ongoing";
            break;
    }
    out["text"] = of(due.text);
    return out;
}

json::array of(const std::vector<Due>& dues) {
    json::array out;
    for (const Due& due : dues)
        out.push_back(of(due));
    return out;
}

json::array of(const std::vector<extract::Span>& spans) {
    json::array out;
    for (const extract::Span& span : spans)
        out.push_back(json::object{{"page", span.page + 1}, {"start", span.start}, {"end", span.end}});
    return out;
}

json::object of(const Row& row) {
    return {{"number", of(row.number)},     {"requirement", of(row.requirement)},
            {"units", of(row.units)},       {"groups", of(row.groups)},
            {"open_ended", row.open_ended}, {"lead", of(row.lead)},
            {"support", of(row.support)},   {"due", of(row.due)},
            {"source", of(row.source)},     {"confidence", std::round(row.confidence * 100) / 100}};
}

json::object of(const Task& task) {
    json::array rows;
    for (const Row& row : task.rows)
        rows.push_back(of(row));
    return {{"number", of(task.number)}, {"title", of(task.title)}, {"category", of(task.category)}, {"rows", std::move(rows)}};
}

}  // namespace

std::string to_json(const Reading& reading, Language language) {
    const NoticeHead& head = reading.document;
    json::array tasks, duties, warnings;
    for (const Task& task : reading.tasks)
        tasks.push_back(of(task));
    for (const CoverDuty& duty : reading.cover_duties)
        duties.push_back(
            json::object{{"what", of(duty.what)}, {"who", of(duty.who)}, {"due", of(duty.due)}, {"source", of(duty.source)}});
    for (const Note& note : reading.warnings)
        warnings.push_back(json::string(words(language, note.id, note.arguments)));
    json::object out;
    out["document"] = json::object{{"title", of(head.title)},
                                   {"number", of(head.number)},
                                   {"issuer", of(head.issuer)},
                                   {"signed_on", of(head.signed_on)},
                                   {"parents", of(head.parents)}};
    out["outcome"] = name_of(reading.outcome);
    out["message"] =
        reading.message ? of(words(language, reading.message->id, reading.message->arguments)) : json::value(nullptr);
    out["layout"] = "L" + std::to_string(static_cast<int>(reading.layout));
    out["tasks"] = std::move(tasks);
    out["cover_duties"] = std::move(duties);
    out["warnings"] = std::move(warnings);
    return json::serialize(out);
}

}  // namespace gongkai::programme
