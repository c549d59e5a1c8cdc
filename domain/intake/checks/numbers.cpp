#include "domain/intake/checks/numbers.h"

#include <algorithm>
#include <array>

namespace gongkai::intake {
namespace {

constexpr int oldest = 1850, century_of_old_numbers = 1900;

// Provinces by the first two digits; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan.
constexpr std::array<std::string_view, 35> areas{"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
                                                 "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
                                                 "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_area(std::string_view number) { return std::ranges::find(areas, number.substr(0, 2)) != areas.end(); }

int number_in(std::string_view digits) {
    int number = 0;
    for (const char c : digits)
        number = number * 10 + (c - '0');
    return number;
}

std::optional<Day> day_in(int year, std::string_view month_and_day) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(number_in(month_and_day.substr(0, 2)))),
                                           std::chrono::day(static_cast<unsigned>(number_in(month_and_day.substr(2, 2))))};
    return date.ok() && year >= oldest ? std::optional<Day>(date) : std::nullopt;
}

char check_character(std::string_view number) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (number[i] - '0');
    return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

char upper(char c) { return c == 'x' ? 'X' : c; }

}  // namespace

std::optional<Day> birth_date_in(std::string_view number, Day as_of) {
    std::optional<Day> born_on;
    if (number.size() == 18 && is_digits(number.substr(0, 17)) && (is_digits(number.substr(17)) || upper(number[17]) == 'X'))
        born_on = day_in(number_in(number.substr(6, 4)), number.substr(10, 4));
    else if (number.size() == 15 && is_digits(number))
        born_on = day_in(century_of_old_numbers + number_in(number.substr(6, 2)), number.substr(8, 4));
    return born_on && *born_on <= as_of && is_area(number) ? born_on : std::nullopt;
}

bool is_like_id_number(std::string_view number, Day as_of) { return birth_date_in(number, as_of).has_value(); }

bool is_id_number(std::string_view number, Day as_of) {
    return number.size() == 18 && is_like_id_number(number, as_of) && check_character(number) == upper(number[17]);
}

bool is_credit_code(std::string_view code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::array weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (code.size() != 18)
        return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const auto value = alphabet.find(code[i]);
        if (value == std::string_view::npos)
            return false;
        if (i < weights.size())
            sum += value * static_cast<std::size_t>(weights[i]);
    }
    return alphabet[(31 - sum % 31) % 31] == code[17];
}

bool begins_as_bank_card(std::string_view number) {
    constexpr std::array<std::string_view, 9> prefixes{"62", "9558", "4", "51", "52", "53", "54", "55", "35"};
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return number.starts_with(prefix); });
}

bool is_bank_card(std::string_view number) {
    if (number.size() < 16 || number.size() > 19 || !is_digits(number) || !begins_as_bank_card(number))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        int digit = number[number.size() - 1 - i] - '0';
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

bool is_mobile(std::string_view number) {
    return number.size() == 11 && is_digits(number) && number[0] == '1' && number[1] >= '3';
}

int age_on(Day as_of, Day born_on) {
    const std::chrono::year_month_day now{as_of}, then{born_on};
    const int years = static_cast<int>(now.year()) - static_cast<int>(then.year());
    const bool is_before_birthday = std::pair(now.month(), now.day()) < std::pair(then.month(), then.day());
    return std::max(0, years - (is_before_birthday ? 1 : 0));
}

}  // namespace gongkai::intake
