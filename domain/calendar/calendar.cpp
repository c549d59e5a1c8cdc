#include "domain/calendar/calendar.h"

#include <algorithm>
#include <cassert>

namespace gongkai::calendar {
namespace {

constexpr std::chrono::days one{1};

const SpecialDay* find(const CalendarYear& year, Day day) {
    const auto found = std::ranges::lower_bound(year.days, day, {}, &SpecialDay::on);
    return found != year.days.end() && found->on == day ? &*found : nullptr;
}

}  // namespace

std::string_view word_of(SpecialDay::Kind kind) {
    switch (kind) {
        case SpecialDay::Kind::off:
            return "off";
        case SpecialDay::Kind::work:
            return "work";
    }
    return "";
}

std::optional<SpecialDay::Kind> kind_from(std::string_view word) {
    for (const auto kind : {SpecialDay::Kind::off, SpecialDay::Kind::work})
        if (word == word_of(kind))
            return kind;
    return std::nullopt;
}

WorkingDays::WorkingDays(std::vector<CalendarYear> years) : years_(std::move(years)) {
    assert(!years_.empty());
    std::ranges::sort(years_, {}, &CalendarYear::year);
    first_ = make_day(years_.front().year, 1, 1);
    last_ = make_day(years_.back().year, 12, 31);
    worked_.push_back(0);
    for (Day day = first_; day <= last_; day += one) {
        const SpecialDay* said = special(day);
        if (said ? said->kind == SpecialDay::Kind::work : !is_weekend(day))
            working_.push_back(day);
        worked_.push_back(static_cast<int>(working_.size()));
    }
}

const SpecialDay* WorkingDays::special(Day day) const {
    if (!knows(day))
        return nullptr;
    const auto& year = years_[static_cast<std::size_t>(year_of(day) - years_.front().year)];
    assert(year.year == year_of(day));  // no gap between the years
    return find(year, day);
}

int WorkingDays::worked_until(Day day) const {
    const Day known = std::clamp(day, first_ - one, last_);
    return worked_[static_cast<std::size_t>((known - first_).count() + 1)];
}

std::unexpected<Refusal> WorkingDays::missing(Day day) const {
    return refuse(Refusal::Kind::missing, std::string(calendar_missing), {to_text(day), std::to_string(year_of(day))},
                  "the calendar knows " + to_text(first_) + " to " + to_text(last_));
}

Result<bool> WorkingDays::is_working(Day day) const {
    if (!knows(day))
        return missing(day);
    return worked_until(day) > worked_until(day - one);
}

Result<Day> WorkingDays::after(Day start, int count, std::span<const Pause> pauses) const {
    assert(count > 0);
    std::vector<Pause> in_order(pauses.begin(), pauses.end());
    std::ranges::sort(in_order, {}, &Pause::start);
    Day from = start;  // nothing after this day has been counted yet
    int left = count;
    for (const Pause& pause : in_order) {
        if (pause.start > from) {
            const int before_it = worked_until(pause.start) - worked_until(from);
            if (before_it >= left || !knows(from + one) || !knows(pause.start))
                break;
            left -= before_it;
        }
        from = std::max(from, pause.end);
    }
    if (!knows(from + one))
        return missing(from + one);
    const auto place = static_cast<std::size_t>(worked_until(from) + left - 1);
    if (place >= working_.size())
        return missing(last_ + one);
    return working_[place];
}

Result<Day> WorkingDays::on_or_after(Day day) const { return after(day - one, 1); }

Result<int> WorkingDays::count_between(Day from, Day to) const {
    if (from == to)
        return 0;
    const auto [earlier, later] = std::minmax(from, to);
    if (!knows(earlier + one))
        return missing(earlier + one);
    if (!knows(later))
        return missing(last_ + one);
    return worked_until(to) - worked_until(from);
}

std::vector<Day> changed_days(const WorkingDays& before, const WorkingDays& now) {
    std::vector<Day> changed;
    for (Day day = std::min(before.first(), now.first()); day <= std::max(before.last(), now.last()); day += one) {
        const auto was = before.is_working(day), is = now.is_working(day);
        if (was.has_value() != is.has_value() || (was && *was != *is))
            changed.push_back(day);
    }
    return changed;
}

}  // namespace gongkai::calendar
