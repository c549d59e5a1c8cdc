#include "base/core/day.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>

namespace gongkai {
namespace {

using std::chrono::year_month_day;

constexpr std::chrono::hours china_offset{8};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return value;
}

std::optional<Instant> held_clock() {
    const char* text = std::getenv("GONGKAI_NOW");
    if (!text)
        return std::nullopt;
    const std::string_view held = text;
    const auto day = parse_day(held.substr(0, 10));
    if (!day)
        return std::nullopt;
    if (held.size() >= 19) {
        const auto hour = digits(held.substr(11, 2)), minute = digits(held.substr(14, 2)), second = digits(held.substr(17, 2));
        if (hour && minute && second)
            return *day + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
    }
    return Instant(*day) + std::chrono::hours(12) - china_offset;  // noon in China
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)), d = digits(text.substr(8, 2));
    if (!y || !m || !d || *y < 1900 || *y > 2199)
        return std::nullopt;
    const year_month_day date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                              std::chrono::day(static_cast<unsigned>(*d))};
    if (!date.ok())
        return std::nullopt;
    return Day(date);
}

std::string to_text(Day day) {
    const year_month_day date(day);
    const int year = int(date.year());
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02}", year, unsigned(date.month()), unsigned(date.day()));
    // Rows have many days: by hand it takes a tenth of the time.
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t end, unsigned number) {
        for (; number > 0; number /= 10)
            text[--end] = static_cast<char>('0' + number % 10);
    };
    put(4, static_cast<unsigned>(year));
    put(7, unsigned(date.month()));
    put(10, unsigned(date.day()));
    return text;
}

std::string to_chinese(Day day) {
    const year_month_day date(day);
    return fmt::format("{}年{}月{}日", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string weekday_chinese(Day day) {
    static constexpr std::array names{"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
    return names[std::chrono::weekday(day).c_encoding()];
}

std::string to_text(Instant instant) {
    const Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time(instant - day);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_text(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count(), time.subseconds().count());
}

Day make_day(int year, unsigned month, unsigned day) {
    return Day(year_month_day{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)});
}

int year_of(Day day) { return int(year_month_day(day).year()); }
unsigned month_of(Day day) { return unsigned(year_month_day(day).month()); }
unsigned day_of_month(Day day) { return unsigned(year_month_day(day).day()); }

Day last_of_month(int year, unsigned month) {
    return Day(std::chrono::year_month_day_last{std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(month))});
}

bool is_weekend(Day day) {
    const auto weekday = std::chrono::weekday(day);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Instant now() {
    if (const auto held = held_clock())
        return *held;
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Day day_in_china(Instant instant) { return std::chrono::floor<std::chrono::days>(instant + china_offset); }
Day today() { return day_in_china(now()); }

}  // namespace gongkai
