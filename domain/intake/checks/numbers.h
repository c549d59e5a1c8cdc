// What a row of digits says about itself: check digits, areas, dates. Pure arithmetic over ASCII characters.
#pragma once
#include <optional>
#include <string_view>

#include "base/core/day.h"

namespace gongkai::intake {

// 18 characters, the last perhaps X: area known, birth date real and not after `as_of`, check character right (GB 11643-1999).
bool is_id_number(std::string_view number, Day as_of);

// The same but for the check character; the 15 digits of old numbers, which have none, too.
bool is_like_id_number(std::string_view number, Day as_of);

// Of either length, where the number is like one.
std::optional<Day> birth_date_in(std::string_view number, Day as_of);

// 18 characters without I O S V Z, check character right (GB 32100-2015).
bool is_credit_code(std::string_view code);

// 16 to 19 digits with Luhn's check digit that begin as a card may.
bool is_bank_card(std::string_view number);
bool begins_as_bank_card(std::string_view number);  // 62, the prefix of nearly all cards of the country, or another known one

// 11 digits, 13 to 19 first.
bool is_mobile(std::string_view number);

// Whole years between; 0 for a day that is yet to come.
int age_on(Day as_of, Day born_on);

}  // namespace gongkai::intake
