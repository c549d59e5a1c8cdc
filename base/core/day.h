// Days and instants. The law counts days of the calendar of China (UTC+8, without summer time since 1991), so a day is a value
// of its own and never an instant; only logs, sessions and the journal know instants, in milliseconds since 1970 UTC.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// "2019-06-25" only: ten characters, a day that exists, years 1900 to 2199.
std::optional<Day> parse_day(std::string_view text);
std::string to_text(Day day);          // 2019-06-25
std::string to_chinese(Day day);       // 2019年6月25日
std::string weekday_chinese(Day day);  // 周二
std::string to_text(Instant instant);  // 2019-06-25T08:00:00.000Z
Day make_day(int year, unsigned month, unsigned day_of_month);
int year_of(Day day);
unsigned month_of(Day day);
unsigned day_of_month(Day day);
Day last_of_month(int year, unsigned month);
bool is_weekend(Day day);

// Now, and today in China. GONGKAI_NOW (2019-07-01 or 2019-07-01T10:00:00Z) holds the clock still: the one thing tests may fake.
Instant now();
Day today();
Day day_in_china(Instant instant);

}  // namespace gongkai
