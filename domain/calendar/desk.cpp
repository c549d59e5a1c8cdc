#include "domain/calendar/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/extract/decode.h"
#include "domain/calendar/store.h"
#include "domain/calendar/year.h"
#include "domain/journal/desk.h"

namespace gongkai::calendar {
namespace {

std::vector<CalendarYear>::iterator find(std::vector<CalendarYear>& years, int year) {
    return std::ranges::find(years, year, &CalendarYear::year);
}

// A day that a later paper leaves as it was is still settled by the paper before it.
CalendarYear amended(const CalendarYear& before, CalendarYear edition) {
    for (auto& day : edition.days)
        for (const auto& settled : before.days)
            if (settled.on == day.on && settled.kind == day.kind)
                day.paper = settled.paper;
    auto papers = before.papers;
    if (std::ranges::find(papers, edition.papers.front().name, &Paper::name) == papers.end())
        papers.push_back(std::move(edition.papers.front()));
    edition.papers = std::move(papers);
    return edition;
}

void put(std::vector<CalendarYear>& years, CalendarYear edition) {
    if (const auto known = find(years, edition.year); known != years.end())
        *known = amended(*known, std::move(edition));
    else
        years.push_back(std::move(edition));
}

void note(db::Connection& connection, const CalendarYear& year, const Added& added, std::string_view actor) {
    const boost::json::object detail{{"paper", year.papers.front().name},
                                     {"is_amended", added.is_amended},
                                     {"special_day_count", year.days.size()},
                                     {"changed_day_count", added.changed.size()}};
    journal::note(connection,
                  {std::string(actor), "calendar.add", "calendar/" + std::to_string(year.year), boost::json::serialize(detail)});
}

}  // namespace

WorkingDays working_days(db::Connection& connection) {
    static const auto carried = carried_years();  // asked for on most pages
    auto years = carried;
    for (auto& edition : store::editions(connection))
        put(years, std::move(edition));
    return WorkingDays(std::move(years));
}

Result<Added> add_year(db::Connection& connection, std::string_view csv, std::string_view paper, std::string_view actor) {
    if (trim(paper).empty())
        return refuse(Refusal::Kind::invalid, "calendar.refuse.no_paper");
    const auto before = working_days(connection);
    auto years = before.years();

    auto year = parse_calendar_year(extract::decode(csv).text, {std::string(trim(paper)), std::nullopt, {}});
    if (!year)
        return std::unexpected(std::move(year.error()));
    const auto known = find(years, year->year);
    Added added{year->year, known != years.end()};
    if (added.is_amended && known->days == amended(*known, *year).days) {
        added.is_unchanged = true;
        return added;
    }
    if (!added.is_amended) {
        if (const auto sound = check_first_edition(*year); !sound)
            return std::unexpected(sound.error());
        if (year->year != years.front().year - 1 && year->year != years.back().year + 1)
            return refuse(Refusal::Kind::conflict, "calendar.refuse.gap",
                          {std::to_string(year->year), std::to_string(years.front().year), std::to_string(years.back().year)});
    }
    store::add_edition(connection, *year);
    put(years, *year);
    added.changed = changed_days(before, WorkingDays(std::move(years)));
    note(connection, *year, added, actor);
    return added;
}

}  // namespace gongkai::calendar
