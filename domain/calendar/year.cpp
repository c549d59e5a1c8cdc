#include "domain/calendar/year.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"

namespace gongkai::calendar {
namespace {

std::unexpected<Refusal> refuse_line(std::string_view id, std::size_t line, std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), std::to_string(line));
    return refuse(Refusal::Kind::invalid, std::string(id), std::move(arguments));
}

// 放假办法2  元旦，放假1天（1月1日）；劳动节（5月1日）；国庆节（10月1日至3日）。  The fixed ones: whatever the paper of a year
// moves, these are off, so a file without them has been cut off.
constexpr std::array<std::pair<unsigned, unsigned>, 5> always_off{{{1, 1}, {5, 1}, {10, 1}, {10, 2}, {10, 3}}};

// 放假办法2 春节，放假4天（农历除夕、正月初一至初三）；清明节，放假1天（农历清明当日）；端午节，放假1天（农历端午当日）；中秋节，
// 放假1天（农历中秋当日）。  Which days these are the paper of the year says.
constexpr std::array<std::string_view, 4> named_off{"春节", "清明", "端午", "中秋"};

Result<SpecialDay> parse_row(const CsvTable& table, std::size_t row, const Paper& paper) {
    const std::size_t line = row + 2;
    const auto date = table.at(row, "date"), holiday = table.at(row, "holiday");
    const auto on = parse_day(date);
    const auto kind = kind_from(table.at(row, "kind"));
    if (!on)
        return refuse_line("calendar.refuse.date", line, {mend_utf8(date)});
    if (!kind)
        return refuse_line("calendar.refuse.kind", line, {mend_utf8(table.at(row, "kind"))});
    if (holiday.empty() || !is_utf8(holiday))
        return refuse_line("calendar.refuse.unnamed", line, {to_text(*on)});
    return SpecialDay{*on, *kind, std::string(holiday), paper.name};
}

// The row of data/calendar/papers.csv, with the days that it settled.
struct Reach {
    Paper paper;
    Day first_on, last_on;
};

Day carried_day(std::string_view text) {
    if (const auto day = parse_day(text))
        return *day;
    throw std::logic_error("data/calendar/papers.csv: no day: " + std::string(text));
}

// In the order of issue, so the last that reaches a day is the one that settled it.
std::vector<Reach> carried_papers() {
    const auto table =
        read_csv_table(embedded_or_die("data/calendar/papers.csv"), {"paper", "issued_on", "first_on", "last_on", "source"});
    if (!table)
        throw std::logic_error("data/calendar/papers.csv: " + table.error().id);
    std::vector<Reach> papers;
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        papers.push_back({{std::string(table->at(row, "paper")), carried_day(table->at(row, "issued_on")),
                           std::string(table->at(row, "source"))},
                          carried_day(table->at(row, "first_on")),
                          carried_day(table->at(row, "last_on"))});
    std::ranges::sort(papers, {}, [](const Reach& reach) { return reach.paper.issued_on; });
    return papers;
}

}  // namespace

Result<CalendarYear> parse_calendar_year(std::string_view csv, const Paper& paper) {
    const auto table = read_csv_table(csv, {"date", "kind", "holiday"});
    if (!table)
        return std::unexpected(table.error());
    CalendarYear year{0, {paper}, {}};
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        auto day = parse_row(*table, row, paper);
        if (!day)
            return std::unexpected(std::move(day.error()));
        if (row == 0)
            year.year = year_of(day->on);
        if (year_of(day->on) != year.year)
            return refuse_line("calendar.refuse.other_year", row + 2, {to_text(day->on), std::to_string(year.year)});
        if (std::ranges::find(year.days, day->on, &SpecialDay::on) != year.days.end())
            return refuse_line("calendar.refuse.twice", row + 2, {to_text(day->on)});
        year.days.push_back(std::move(*day));
    }
    if (year.days.empty())
        return refuse(Refusal::Kind::invalid, "calendar.refuse.no_days");
    std::ranges::sort(year.days, {}, &SpecialDay::on);
    for (const auto& [month, day] : always_off) {
        const Day on = make_day(year.year, month, day);
        const auto found = std::ranges::find(year.days, on, &SpecialDay::on);
        if (found == year.days.end() || found->kind != SpecialDay::Kind::off)
            return refuse(Refusal::Kind::invalid, "calendar.refuse.cut_off", {to_text(on), std::to_string(year.year)});
    }
    return year;
}

Result<void> check_first_edition(const CalendarYear& year) {
    for (const auto name : named_off) {
        const auto is_meant = [&](const SpecialDay& day) {
            return day.kind == SpecialDay::Kind::off && day.holiday.find(name) != std::string::npos;
        };
        if (std::ranges::none_of(year.days, is_meant))
            return refuse(Refusal::Kind::invalid, "calendar.refuse.no_holiday", {std::string(name), std::to_string(year.year)});
    }
    for (const auto& day : year.days)
        if (day.kind == SpecialDay::Kind::work && !is_weekend(day.on))
            return refuse(Refusal::Kind::invalid, "calendar.refuse.work_in_week", {to_text(day.on), std::to_string(year.year)});
    return {};
}

std::vector<CalendarYear> carried_years() {
    const auto papers = carried_papers();
    std::vector<CalendarYear> years;
    for (const auto path : embedded_paths("data/calendar/2", ".csv")) {
        auto year = parse_calendar_year(embedded_or_die(path), {});
        if (!year)
            throw std::logic_error(std::string(path) + ": " + year.error().id + ' ' + join(year.error().arguments, " "));
        year->papers.clear();
        for (const auto& reach : papers) {
            bool settled_one = false;
            for (auto& day : year->days)
                if (reach.first_on <= day.on && day.on <= reach.last_on) {
                    day.paper = reach.paper.name;
                    settled_one = true;
                }
            if (settled_one)
                year->papers.push_back(reach.paper);
        }
        years.push_back(std::move(*year));
    }
    return years;
}

}  // namespace gongkai::calendar
