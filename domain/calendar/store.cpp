#include "domain/calendar/store.h"

#include "domain/calendar/queries.h"

namespace gongkai::calendar::store {

std::vector<CalendarYear> editions(db::Connection& connection) {
    std::vector<CalendarYear> all;
    std::int64_t last = 0;
    for (auto rows = connection.query(sql::days_of_editions); rows.next();) {
        if (const auto id = rows.get<std::int64_t>(0); id != last) {
            last = id;
            all.push_back({rows.get<int>(1), {{rows.get<std::string>(2), std::nullopt, {}}}, {}});
        }
        all.back().days.push_back(
            {rows.get<Day>(3), kind_from(rows.text(4)).value(), rows.get<std::string>(5), all.back().papers.front().name});
    }
    return all;
}

void add_edition(db::Connection& connection, const CalendarYear& year) {
    const auto id =
        std::get<0>(*connection.query(sql::add_edition, year.year, year.papers.front().name, now()).first<std::int64_t>());
    for (const auto& day : year.days)
        connection.run(sql::add_day, id, day.on, word_of(day.kind), day.holiday);
}

}  // namespace gongkai::calendar::store
