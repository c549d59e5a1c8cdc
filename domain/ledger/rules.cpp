#include "domain/ledger/rules.h"

#include <algorithm>
#include <array>

namespace gongkai::ledger {
namespace {

constexpr Period looked_at_each = Period::quarter;  // a standing duty

// The day of a month, or its last where it has no such day.
Day day_in_month(int year, unsigned month, unsigned day) {
    const Day last = last_of_month(year, month);
    return day < day_of_month(last) ? make_day(year, month, day) : last;
}

// The due days of the periods of `year`, in order: each period's last day, or the day of its last month that the term names.
std::vector<Day> ends_of(const Term& term, Period period, int year) {
    std::vector<Day> ends;
    const auto every_months = [&](unsigned months) {
        for (unsigned month = months; month <= 12; month += months)
            ends.push_back(term.month_day ? day_in_month(year, month, *term.month_day) : last_of_month(year, month));
    };
    switch (period) {
        case Period::week:  // weeks end on Sundays
            for (Day day = make_day(year, 1, 1); year_of(day) == year; day += std::chrono::days(1))
                if (std::chrono::weekday(day) == std::chrono::Sunday)
                    ends.push_back(day);
            break;
        case Period::month:
            every_months(1);
            break;
        case Period::quarter:
            every_months(3);
            break;
        case Period::half_year:
            every_months(6);
            break;
        case Period::year:
            if (term.month && term.month_day)
                ends.push_back(day_in_month(year, *term.month, *term.month_day));
            else
                every_months(12);
            break;
    }
    return ends;
}

// Those of the periods that begin after the signing. The year is owed whole, however late it was signed.
std::vector<Day> ends_owed(const Term& term, Period period, Day signed_on, int year) {
    auto ends = ends_of(term, period, year);
    if (period == Period::year || year_of(signed_on) < year)
        return ends;
    const auto last_days = ends_of(Term{}, period, year);  // that the period's own day may be over does not change which it is
    const auto running = std::ranges::lower_bound(last_days, signed_on) - last_days.begin();
    ends.erase(ends.begin(), ends.begin() + std::min<std::ptrdiff_t>(running + 1, std::ssize(ends)));
    return ends;
}

}  // namespace

std::vector<Planned> occurrences_of(const Term& term, Day signed_on, int year, const calendar::WorkingDays& calendar) {
    std::vector<Planned> planned;
    const auto plan_all = [&](const std::vector<Day>& days, int times) {
        for (const Day day : days)
            for (int i = 0; i < times; ++i)
                planned.push_back({day, term.kind, term.words});
    };
    const auto end_of_year = std::vector{make_day(year, 12, 31)};
    switch (term.kind) {
        case Term::Kind::by:
            plan_all(term.on ? std::vector{*term.on} : end_of_year, 1);
            break;
        case Term::Kind::every:
            plan_all(ends_owed(term, term.period, signed_on, year), 1);
            break;
        case Term::Kind::at_least:
            plan_all(ends_owed(term, term.period, signed_on, year), term.count);
            break;
        case Term::Kind::within:
            if (!term.in_working_days)
                plan_all({signed_on + std::chrono::days(term.count)}, 1);
            else
                planned.push_back({calendar.after(signed_on, term.count).value_or(end_of_year.front()), term.kind, term.words,
                                   Count{signed_on, term.count}});
            break;
        case Term::Kind::standing:
            plan_all(ends_owed(term, looked_at_each, signed_on, year), 1);
            break;
        case Term::Kind::unstated:
            break;
    }
    if (planned.empty())  // signed so late that no period is left, or no term at all: the year's end remains
        plan_all(end_of_year, term.kind == Term::Kind::at_least ? term.count : 1);
    return planned;
}

std::vector<Planned> occurrences_of(const std::vector<Term>& terms, Day signed_on, int year,
                                    const calendar::WorkingDays& calendar) {
    std::vector<Planned> all;
    for (const auto& term : terms)
        for (auto& one : occurrences_of(term, signed_on, year, calendar))
            all.push_back(std::move(one));
    if (all.empty())
        all = occurrences_of(Term{}, signed_on, year, calendar);
    std::ranges::stable_sort(all, {}, &Planned::due_on);
    return all;
}

Day done_on_at_earliest(const Duty& duty) {
    if (duty.occurrences.empty())
        return Day{};
    const Day first = std::ranges::min(duty.occurrences, {}, &Occurrence::due_on).due_on;
    const int year = year_of(first);
    return make_day(first < make_day(year, 4, 1) ? year - 1 : year, 1, 1);
}

State state_on(Day as_of, Day due_on, std::optional<Day> done_on, int soon_days) {
    if (done_on && *done_on <= as_of)
        return *done_on <= due_on ? State::done : State::done_late;
    if (due_on < as_of)
        return State::late;
    return due_on - as_of <= std::chrono::days(soon_days) ? State::due_soon : State::not_due;
}

void Tally::count(State state) {
    switch (state) {
        case State::done:
            ++done;
            break;
        case State::done_late:
            ++done_late;
            break;
        case State::not_due:
            ++not_due;
            break;
        case State::due_soon:
            ++due_soon;
            break;
        case State::late:
            ++late;
            break;
    }
}

State Tally::worst() const {
    if (late > 0)
        return State::late;
    if (due_soon > 0)
        return State::due_soon;
    if (not_due > 0)
        return State::not_due;
    return done_late > 0 ? State::done_late : State::done;
}

Tally& Tally::operator+=(const Tally& other) {
    done += other.done;
    done_late += other.done_late;
    not_due += other.not_due;
    due_soon += other.due_soon;
    late += other.late;
    return *this;
}

Day as_of_default(int year, Day today) { return std::min(today, make_day(year, 12, 31)); }

namespace {

constexpr std::array<std::pair<std::string_view, State>, 5> states{{{"done", State::done},
                                                                    {"done_late", State::done_late},
                                                                    {"not_due", State::not_due},
                                                                    {"due_soon", State::due_soon},
                                                                    {"late", State::late}}};
constexpr std::array<std::pair<std::string_view, Term::Kind>, 6> kinds{{{"by", Term::Kind::by},
                                                                        {"every", Term::Kind::every},
                                                                        {"at_least", Term::Kind::at_least},
                                                                        {"within", Term::Kind::within},
                                                                        {"standing", Term::Kind::standing},
                                                                        {"unstated", Term::Kind::unstated}}};

template <class Table>
auto value_of(const Table& table, std::string_view word) {
    using Value = typename Table::value_type::second_type;
    const auto found = std::ranges::find(table, word, &Table::value_type::first);
    return found == table.end() ? std::optional<Value>() : std::optional<Value>(found->second);
}

}  // namespace

std::string_view word_of(State state) { return std::ranges::find(states, state, &decltype(states)::value_type::second)->first; }
std::optional<State> state_from(std::string_view word) { return value_of(states, word); }
std::string_view word_of(Term::Kind kind) { return std::ranges::find(kinds, kind, &decltype(kinds)::value_type::second)->first; }
std::optional<Term::Kind> kind_from(std::string_view word) { return value_of(kinds, word); }

}  // namespace gongkai::ledger
