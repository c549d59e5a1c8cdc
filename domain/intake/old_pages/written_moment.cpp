#include "domain/intake/old_pages/written_moment.h"

#include <array>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Walks over a text; each step takes or leaves it where it is.
struct Walk {
    std::string_view text;
    std::size_t at = 0;

    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        if (end - at < least || end - at > most)
            return std::nullopt;
        const auto value = whole_number(text.substr(at, end - at));
        at = end;
        return static_cast<int>(*value);
    }
    bool any_of(std::initializer_list<std::string_view> marks) {
        blanks();
        for (const auto mark : marks)
            if (text.substr(at).starts_with(mark)) {
                at += mark.size();
                blanks();
                return true;
            }
        return false;
    }
    void blanks() {
        for (;;)
            if (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
                ++at;
            else if (text.substr(at).starts_with("\u00A0"))
                at += 2;
            else if (text.substr(at).starts_with("\u3000"))
                at += 3;
            else
                return;
    }
};

std::optional<Day> real_day(int year, int month, int day) {
    if (year < 1949 || year > 2199 || month < 1 || month > 12 || day < 1)
        return std::nullopt;
    const auto made =
        std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::day(static_cast<unsigned>(day));
    return made.ok() ? std::optional(Day(made)) : std::nullopt;
}

std::optional<Day> day_at(Walk& walk) {
    const auto year = walk.number(4, 4);
    if (!year)
        return std::nullopt;
    if (!walk.any_of({"-", "/", ".", "年", "．", "－"}))
        return std::nullopt;
    const auto month = walk.number(1, 2);
    if (!month || !walk.any_of({"-", "/", ".", "月", "．", "－"}))
        return std::nullopt;
    const auto day = walk.number(1, 2);
    return day ? real_day(*year, *month, *day) : std::nullopt;
}

std::optional<std::chrono::seconds> time_at(Walk& walk) {
    walk.any_of({"日", "T"});
    walk.blanks();
    const auto hour = walk.number(1, 2);
    if (!hour || *hour > 23 || !walk.any_of({":", "：", "时"}))
        return std::nullopt;
    const auto minute = walk.number(1, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

Instant in_china(Day day, std::chrono::seconds time) { return Instant(day) + time - std::chrono::hours(8); }

std::optional<Day> eight_digits(std::string_view digits) {
    Walk year{digits.substr(0, 4)}, month{digits.substr(4, 2)}, day{digits.substr(6, 2)};
    const auto y = year.number(4, 4), m = month.number(2, 2), d = day.number(2, 2);
    return y && m && d ? real_day(*y, *m, *d) : std::nullopt;
}

}  // namespace

std::optional<Instant> moment_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1])))
            continue;
        Walk walk{text, at};
        if (const auto day = day_at(walk))
            return in_china(*day, time_at(walk).value_or(std::chrono::seconds(0)));
    }
    return std::nullopt;
}

std::optional<Day> day_from(std::string_view text) {
    text = trim(text);
    if (text.size() == 8)
        if (const auto day = eight_digits(text))
            return day;
    Walk walk{text};
    const auto day = day_at(walk);
    if (!day)
        return std::nullopt;
    walk.any_of({"日"});
    time_at(walk);
    walk.any_of({":", "分"});  // seconds
    walk.number(1, 2);
    walk.any_of({"秒"});
    walk.blanks();
    return walk.at == text.size() ? day : std::nullopt;
}

std::optional<Day> day_in_address(std::string_view address) {
    address = address.substr(0, address.find('?'));
    for (std::size_t at = 0; at < address.size(); ++at) {
        if (!is_digit(address[at]) || (at > 0 && is_digit(address[at - 1])))
            continue;
        const auto end = std::min(address.find_first_not_of("0123456789", at), address.size());
        if (end - at == 8)
            if (const auto day = eight_digits(address.substr(at, 8)))
                return day;
        Walk walk{address, at};
        if (const auto day = day_at(walk))
            return day;
    }
    return std::nullopt;
}

}  // namespace gongkai::intake
