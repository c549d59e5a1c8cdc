#include "domain/ledger/rules.h"

#include <algorithm>
#include <array>

namespace gongkai::ledger {
namespace {

constexpr int looks_a_year = 4;  // a standing duty is looked at each quarter

// The last days of the periods of `year`, in order.
std::vector<Day> ends_of(Period period, int year) {
    std::vector<Day> ends;
    const auto every_months = [&](unsigned months) {
        for (unsigned month = months; month <= 12; month += months)
            ends.push_back(last_of_month(year, month));
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
            every_months(12 / looks_a_year);
            break;
        case Period::half_year:
            every_months(6);
            break;
        case Period::year:
            every_months(12);
            break;
    }
    return ends;
}

// The ends of the periods that begin after the signing. The year is owed whole, however late it was signed.
std::vector<Day> ends_owed(Period period, Day signed_on, int year) {
    auto ends = ends_of(period, year);
    if (period == Period::year)
        return ends;
    const auto running = std::ranges::lower_bound(ends, signed_on);  // the period in which it was signed
    const bool was_signed_before_the_year = year_of(signed_on) < year;
    ends.erase(ends.begin(), running == ends.end() || was_signed_before_the_year ? running : running + 1);
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
            plan_all(ends_owed(term.period, signed_on, year), 1);
            break;
        case Term::Kind::at_least:
            plan_all(ends_owed(term.period, signed_on, year), term.count);
            break;
        case Term::Kind::within:
            if (!term.in_working_days)
                plan_all({signed_on + std::chrono::days(term.count)}, 1);
            else if (const auto day = calendar.after(signed_on, term.count))
                planned.push_back({*day, term.kind, term.words, Count{signed_on, term.count}});
            else
                plan_all(ends_owed(Period::quarter, signed_on, year), 1);
            break;
        case Term::Kind::standing:
            plan_all(ends_owed(Period::quarter, signed_on, year), 1);
            break;
        case Term::Kind::unstated:
            break;
    }
    if (planned.empty())  // signed so late that no period is left, or no term at all: the year's end remains
        plan_all(end_of_year, 1);
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
