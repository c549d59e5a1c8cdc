#include "domain/records/opening.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/core/text.h"

namespace gongkai::records {
namespace {

constexpr std::array<std::string_view, 7> week{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
constexpr int day_minutes = 24 * 60;

int weekday_of(std::string_view word) { return static_cast<int>(std::ranges::find(week, word) - week.begin()); }

// "Mo-Fr,Su,PH"
struct Days {
    bool has_weekday = false, has_holiday = false;
};
Days named(std::string_view days, int weekday) {
    Days found;
    for (const auto part : split(days, ',')) {
        if (part == "PH") {
            found.has_holiday = true;
            continue;
        }
        const auto dash = part.find('-');
        const int first = weekday_of(part.substr(0, dash)),
                  last = dash == std::string_view::npos ? first : weekday_of(part.substr(dash + 1));
        // Sa-Mo goes over the end of the week.
        found.has_weekday |= first <= last ? first <= weekday && weekday <= last : weekday >= first || weekday <= last;
    }
    return found;
}

int minutes_of(std::string_view time) {
    return static_cast<int>(whole_number(time.substr(0, 2)).value_or(0) * 60 + whole_number(time.substr(3, 2)).value_or(0));
}

}  // namespace

std::vector<Stretch> open_on(std::string_view canonical, Day day, bool is_holiday) {
    if (canonical == "24/7")
        return {{0, day_minutes}};
    const int weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
    std::vector<Stretch> by_weekday, by_holiday;
    bool speaks_of_holidays = false;
    for (const auto rule : split(canonical, ';')) {
        const auto one = trim(rule);
        const auto space = one.find(' ');
        if (space == std::string_view::npos)
            continue;
        const auto days = named(one.substr(0, space), weekday);
        const auto times = one.substr(space + 1);
        std::vector<Stretch> stretches;
        if (times != "off")
            for (const auto part : split(times, ',')) {
                const auto from = minutes_of(part.substr(0, 5)), to = minutes_of(part.substr(6));
                stretches.emplace_back(from, to > from ? to : to + day_minutes);
            }
        if (days.has_weekday)
            by_weekday = stretches;
        if (days.has_holiday) {
            speaks_of_holidays = true;
            by_holiday = std::move(stretches);
        }
    }
    return is_holiday && speaks_of_holidays ? by_holiday : by_weekday;
}

bool is_public_holiday(const calendar::WorkingDays& calendar, Day day) {
    for (const auto& year : calendar.years())
        for (const auto& special : year.days)
            if (special.on == day)
                return special.kind == calendar::SpecialDay::Kind::off;
    return false;
}

Opening opening_at(std::string_view canonical, Instant at, const calendar::WorkingDays& calendar) {
    constexpr auto ahead_of_utc = std::chrono::hours(8);
    const auto day = day_in_china(at);
    const auto minute = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(at + ahead_of_utc - day).count());
    Opening opening{false, open_on(canonical, day, is_public_holiday(calendar, day))};
    for (const auto& [from, to] : opening.today)
        opening.is_open |= from <= minute && minute < to;
    const auto before = day - std::chrono::days(1);
    for (const auto& [from, to] : open_on(canonical, before, is_public_holiday(calendar, before)))
        opening.is_open |= minute + day_minutes < to;  // since yesterday
    return opening;
}

}  // namespace gongkai::records
