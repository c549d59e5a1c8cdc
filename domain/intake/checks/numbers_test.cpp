#include "domain/intake/checks/numbers.h"

#include <gtest/gtest.h>

namespace gongkai::intake {
namespace {

const Day as_of = make_day(2026, 11, 27);

TEST(IdNumber, has_a_check_character_an_area_and_a_birth_date) {
    EXPECT_TRUE(is_id_number("11010519491231002X", as_of));
    EXPECT_TRUE(is_id_number("11010519491231002x", as_of));
    EXPECT_TRUE(is_id_number("440524188001010014", as_of));
    EXPECT_FALSE(is_id_number("110105194912310021", as_of)) << "check character";
    EXPECT_FALSE(is_id_number("990105194912310029", as_of)) << "area";
    EXPECT_FALSE(is_id_number("11010519490231002X", as_of)) << "no 31 February";
    EXPECT_FALSE(is_id_number("1101051949123100", as_of)) << "length";
    EXPECT_FALSE(is_id_number("X10105194912310021", as_of));
    EXPECT_FALSE(is_id_number("11010519491231002X", make_day(1949, 12, 30))) << "not yet born";
}

TEST(IdNumber, tells_the_birth_date_in_both_lengths) {
    EXPECT_EQ(birth_date_in("11010519491231002X", as_of), make_day(1949, 12, 31));
    EXPECT_EQ(birth_date_in("370883541203412", as_of), make_day(1954, 12, 3));
    EXPECT_EQ(birth_date_in("370883541303412", as_of), std::nullopt);
}

TEST(Age, is_counted_in_whole_years) {
    EXPECT_EQ(age_on(as_of, make_day(2012, 11, 27)), 14);
    EXPECT_EQ(age_on(as_of, make_day(2012, 11, 28)), 13);
    EXPECT_EQ(age_on(as_of, make_day(2026, 12, 1)), 0);
}

// Real codes of offices.
TEST(CreditCode, has_a_check_character_of_its_own) {
    for (const auto* code : {"11370800004312466C", "11441700007280420Y", "11370300MB28646707"})
        EXPECT_TRUE(is_credit_code(code)) << code;
    EXPECT_FALSE(is_credit_code("11370800004312466D"));
    EXPECT_FALSE(is_credit_code("1137080000431246IC")) << "there is no I";
    EXPECT_FALSE(is_credit_code(""));
}

TEST(BankCard, passes_luhn_and_begins_as_cards_do) {
    EXPECT_TRUE(is_bank_card("4532015112830366"));
    EXPECT_FALSE(is_bank_card("4532015112830367"));
    EXPECT_FALSE(is_bank_card("0000000000000000"));
    EXPECT_FALSE(is_bank_card("453201511283036"));
}

TEST(Mobile, has_eleven_digits_from_13_to_19) {
    EXPECT_TRUE(is_mobile("13805371234"));
    EXPECT_TRUE(is_mobile("19953712345"));
    EXPECT_FALSE(is_mobile("12805371234"));
    EXPECT_FALSE(is_mobile("1380537123"));
    EXPECT_FALSE(is_mobile("1380537123X"));
}

}  // namespace
}  // namespace gongkai::intake
