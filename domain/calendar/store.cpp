#include "domain/calendar/store.h"

#include "domain/calendar/queries.h"

namespace gongkai::calendar::store {

std::vector<CalendarYear> years_in_force(db::Connection& connection) {
    std::vector<CalendarYear> years;
    for (auto rows = connection.query(sql::days_in_force); rows.next();) {
        const int year = rows.get<int>(0);
        if (years.empty() || years.back().year != year)
            years.push_back({year, {{rows.get<std::string>(1), std::nullopt, {}}}, {}});
        years.back().days.push_back(
            {rows.get<Day>(2), kind_from(rows.text(3)).value(), rows.get<std::string>(4), years.back().papers.front().name});
    }
    return years;
}

void add_edition(db::Connection& connection, const CalendarYear& year) {
    const auto id =
        std::get<0>(*connection.query(sql::add_edition, year.year, year.papers.front().name, now()).first<std::int64_t>());
    for (const auto& day : year.days)
        connection.run(sql::add_day, id, day.on, word_of(day.kind), day.holiday);
}

}  // namespace gongkai::calendar::store
