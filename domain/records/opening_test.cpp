// Open or closed, over weeks, holidays, noon breaks and midnight.
#include "domain/records/opening.h"

#include <gtest/gtest.h>

namespace gongkai::records {
namespace {

using Stretches = std::vector<Stretch>;

// 2026-11-27 is a Friday.
const Day friday = make_day(2026, 11, 27);

calendar::WorkingDays with_holiday(Day day) {
    calendar::CalendarYear year;
    year.year = 2026;
    year.days.push_back({.on = day, .kind = calendar::SpecialDay::Kind::off, .holiday = "国庆节", .paper = "国办发明电"});
    return calendar::WorkingDays({year});
}

// In China.
Instant at(Day day, int hour, int minute) {
    return Instant(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) - std::chrono::hours(8);
}

TEST(Opening, follows_the_last_rule_that_names_the_day) {
    const auto* hours = "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00; PH off";
    EXPECT_EQ(open_on(hours, friday, false), (Stretches{{510, 720}, {810, 1050}}));
    EXPECT_EQ(open_on(hours, friday + std::chrono::days(1), false), (Stretches{{540, 720}}));
    EXPECT_TRUE(open_on(hours, friday + std::chrono::days(2), false).empty()) << "nothing is said of Sunday";
    EXPECT_TRUE(open_on(hours, friday, true).empty());
    EXPECT_EQ(open_on("Mo-Su 09:00-17:00; Fr off", friday, false), Stretches{});
    EXPECT_EQ(open_on("Sa-Mo 09:00-10:00", friday + std::chrono::days(3), false), (Stretches{{540, 600}}))
        << "over the week's end";
    EXPECT_TRUE(open_on("Sa-Mo 09:00-10:00", friday, false).empty());
    EXPECT_EQ(open_on("Mo-Fr 09:00-10:00", friday, true), (Stretches{{540, 600}})) << "what says nothing of holidays is as usual";
    EXPECT_EQ(open_on("24/7", friday, true), (Stretches{{0, 1440}}));
}

TEST(Opening, knows_now_from_then) {
    const auto calendar = with_holiday(make_day(2026, 10, 1));
    const auto* hours = "Mo-Fr 08:30-12:00,13:30-17:30; PH off";
    EXPECT_TRUE(opening_at(hours, at(friday, 8, 30), calendar).is_open);
    EXPECT_FALSE(opening_at(hours, at(friday, 8, 29), calendar).is_open);
    EXPECT_FALSE(opening_at(hours, at(friday, 12, 0), calendar).is_open);
    EXPECT_FALSE(opening_at(hours, at(friday, 12, 45), calendar).is_open) << "noon";
    EXPECT_TRUE(opening_at(hours, at(friday, 17, 29), calendar).is_open);
    EXPECT_FALSE(opening_at(hours, at(make_day(2026, 10, 1), 10, 0), calendar).is_open) << "a Thursday, and a holiday";
    EXPECT_TRUE(opening_at("Fr 20:00-02:00", at(friday + std::chrono::days(1), 1, 59), calendar).is_open) << "since yesterday";
    EXPECT_FALSE(opening_at("Fr 20:00-02:00", at(friday + std::chrono::days(1), 2, 0), calendar).is_open);
    EXPECT_TRUE(opening_at("24/7", at(friday, 0, 0), calendar).is_open);
}

}  // namespace
}  // namespace gongkai::records
