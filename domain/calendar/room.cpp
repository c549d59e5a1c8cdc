#include "domain/calendar/room.h"

#include <boost/json.hpp>
#include <filesystem>

#include "base/core/file.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "domain/calendar/answer_table.h"
#include "domain/calendar/desk.h"
#include "domain/calendar/year.h"

namespace gongkai::calendar {
namespace {

// Counting needs no installation: where there is no data folder none is made, and the carried years are enough.
WorkingDays office_of(terminal::Call& call) {
    if (!std::filesystem::exists(call.data_folder()))
        return WorkingDays(carried_years());
    return call.database().read([](db::Connection& connection) { return working_days(connection); });
}

std::string weekday(Language language, Day day) {
    return words(language, "calendar.weekday." + std::to_string(std::chrono::weekday(day).iso_encoding()));
}

int answer(terminal::Call& call) {
    const auto file = read_file(call.value("--cases"));
    if (!file)
        return call.refuse(file.error());
    const auto table = fill_due_days(*file, office_of(call));
    if (!table)
        return call.refuse(table.error());
    call.print(table->csv);
    for (const auto& row : table->refused)
        call.refuse({row.why.kind,
                     "calendar.refuse.row",
                     {std::to_string(row.line), row.story, words(call.language(), row.why)},
                     row.why.detail});
    return table->refused.empty() ? terminal::done : terminal::refused;
}

boost::json::object to_json(const ExplainedDay& day) {
    boost::json::object object{{"on", to_text(day.on)}, {"why", word_of(day.why)}};
    object["number"] = day.number > 0 ? boost::json::value(day.number) : nullptr;
    if (day.special) {
        object["holiday"] = day.special->holiday;
        object["paper"] = day.special->paper;
    }
    return object;
}

std::string to_line(Language language, const ExplainedDay& day) {
    const auto special = day.special.value_or(SpecialDay{});
    return to_text(day.on) + "  " + weekday(language, day.on) + '\t' + (day.number > 0 ? std::to_string(day.number) : "-") +
           '\t' + words(language, "calendar.why." + std::string(word_of(day.why)), {special.holiday, special.paper}) + '\n';
}

int explain(terminal::Call& call) {
    const auto pauses = join(call.values("--pause"), ";");
    const auto clock = parse_answer_clock(
        {call.value("--received"), call.value("--correction"), pauses, call.flag("--extended") ? "yes" : "no"});
    if (!clock)
        return call.refuse(clock.error());
    const auto days = explain_answer(*clock, office_of(call));
    if (!days)
        return call.refuse(days.error());
    const Day due_on = days->back().on;
    if (call.flag("--json")) {
        boost::json::array all;
        for (const auto& day : *days)
            all.push_back(to_json(day));
        call.print(boost::json::serialize(boost::json::object{{"starts_on", to_text(starts_on(*clock))},
                                                              {"term", term_of(*clock)},
                                                              {"due_on", to_text(due_on)},
                                                              {"days", std::move(all)}}) +
                   "\n");
        return terminal::done;
    }
    const auto language = call.language();
    std::string text = words(language, clock->correction_received_on ? "calendar.explain.start_anew" : "calendar.explain.start",
                             {to_text(clock->received_on), to_text(starts_on(*clock)), std::to_string(term_of(*clock))}) +
                       '\n';
    for (const auto& day : *days)
        text += to_line(language, day);
    call.print(text + words(language, "calendar.explain.due", {to_text(due_on), weekday(language, due_on)}) + '\n');
    return terminal::done;
}

boost::json::object to_json(const CalendarYear& year, int working_day_count) {
    boost::json::array papers, days;
    for (const auto& paper : year.papers)
        papers.push_back({{"name", paper.name},
                          {"issued_on", paper.issued_on ? boost::json::value(to_text(*paper.issued_on)) : nullptr},
                          {"source", paper.source}});
    for (const auto& day : year.days)
        days.push_back({{"date", to_text(day.on)}, {"kind", word_of(day.kind)}, {"holiday", day.holiday}, {"paper", day.paper}});
    return {
        {"year", year.year}, {"working_day_count", working_day_count}, {"papers", std::move(papers)}, {"days", std::move(days)}};
}

int list(terminal::Call& call) {
    const auto office = office_of(call);
    boost::json::array all;
    std::string text;
    for (const auto& year : office.years()) {
        const int count = *office.count_between(make_day(year.year, 1, 1) - std::chrono::days(1), make_day(year.year, 12, 31));
        all.push_back(to_json(year, count));
        std::vector<std::string> papers;
        for (const auto& paper : year.papers)
            papers.push_back(paper.name);
        text +=
            words(call.language(), "calendar.list.year", {std::to_string(year.year), std::to_string(count), join(papers, "、")}) +
            '\n';
    }
    call.print(call.flag("--json") ? boost::json::serialize(all) + '\n' : text);
    return terminal::done;
}

int add(terminal::Call& call, const std::vector<Recount>& recounts) {
    const auto file = read_file(call.value("FILE"));
    if (!file)
        return call.refuse(file.error());
    int moved = 0;
    const auto added = call.database().write([&](db::Connection& connection) {
        auto outcome = add_year(connection, *file, call.value("--paper"), "terminal");
        if (outcome && !outcome->changed.empty())
            for (const auto& recount : recounts)
                moved += recount(connection, working_days(connection), outcome->changed, "terminal");
        return outcome;
    });
    if (!added)
        return call.refuse(added.error());
    if (call.flag("--json"))
        call.print(boost::json::serialize(boost::json::object{{"year", added->year},
                                                              {"is_amended", added->is_amended},
                                                              {"changed_day_count", added->changed.size()},
                                                              {"moved_term_count", moved}}) +
                   "\n");
    else
        call.print(words(call.language(),
                         added->is_unchanged ? "calendar.add.unchanged"
                         : added->is_amended ? "calendar.add.amended"
                                             : "calendar.add.added",
                         {std::to_string(added->year), std::to_string(added->changed.size()), std::to_string(moved)}) +
                   '\n');
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs, std::vector<Recount> recounts) {
    using terminal::Option;
    const Option json{"--json", Option::Kind::flag, false, "terminal.json"};
    verbs.push_back(
        {"clock answer", "calendar.verb.answer", {{"--cases", Option::Kind::value, true, "calendar.verb.answer.cases"}}, answer});
    verbs.push_back({"clock explain",
                     "calendar.verb.explain",
                     {{"--received", Option::Kind::value, true, "calendar.verb.explain.received"},
                      {"--correction", Option::Kind::value, false, "calendar.verb.explain.correction"},
                      {"--pause", Option::Kind::value, false, "calendar.verb.explain.pause"},
                      {"--extended", Option::Kind::flag, false, "calendar.verb.explain.extended"},
                      json},
                     explain});
    verbs.push_back({"calendar list", "calendar.verb.list", {json}, list});
    verbs.push_back({"calendar add",
                     "calendar.verb.add",
                     {{"FILE", Option::Kind::argument, true, "calendar.verb.add.file"},
                      {"--paper", Option::Kind::value, true, "calendar.verb.add.paper"},
                      json},
                     [recounts = std::move(recounts)](terminal::Call& call) { return add(call, recounts); }});
}

}  // namespace gongkai::calendar
