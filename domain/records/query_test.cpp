// Lists asked for by place and by days, on both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/records/rules.h"
#include "domain/records/store.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class ByPlaceAndDay : public RecordsTest {
  protected:
    ByPlaceAndDay() {
        // 60 parcels: three villages in turn, a day each, the first of them without a day.
        constexpr int parcels = 60;
        database->write([&](db::Connection& connection) {
            Change change(connection, kind, units, "test");
            for (int i = 0; i < parcels; ++i) {
                const auto day = to_text(make_day(2026, 1, 1) + std::chrono::days(i));
                std::map<std::string, std::string> given{{"parcel_code", "P" + std::to_string(i)},
                                                         {"year", "2026"},
                                                         {"town", id(i % 2 == 0 ? "石墙镇" : "香城镇")},
                                                         {"village", villages[static_cast<std::size_t>(i % 3)]}};
                given["batch"] = "第" + std::to_string(i % 4) + "批次";
                if (i > 0)
                    given[i % 5 == 0 ? "approved_on" : "announced_on"] = day;
                change.put(unit("市财政局"), values_of(kind, given), Marking::real, "").value();
            }
            change.finish().value();
        });
    }
    Asked asked(std::string_view place, const char* from, const char* to) const {
        Asked all;
        all.place = place;
        all.from = parse_day(from);
        all.to = parse_day(to);
        return all;
    }
    // All of it, page by page; what is looked at on one of them has an end.
    std::vector<std::string> found(const Asked& what, int a_page = 7, int looked_at = 10) {
        std::vector<std::string> all;
        database->read([&](db::Connection& connection) {
            const auto counts = counts_for(connection, kind, what);
            std::optional<Place> next = Place{};
            for (int pages = 0; next && pages < 100; ++pages) {
                const auto page = list_of(connection, kind, what, counts, *next, today(), a_page, looked_at);
                for (const auto& record : page.rows)
                    all.push_back(record.values[*kind.find_field("parcel_code")]);
                next = page.next;
            }
            EXPECT_FALSE(next);
        });
        return all;
    }

    const Kind& kind = *kinds().find("land_acquisition");
    const std::array<const char*, 3> villages{"大律村", "小律村", "100%村_"};
};

TEST_F(ByPlaceAndDay, both_days_are_within_and_the_newest_come_first) {
    EXPECT_EQ(found(asked("", "2026-01-10", "2026-01-13")), (std::vector<std::string>{"P12", "P11", "P10", "P9"}));
    EXPECT_EQ(found(asked("", "2026-01-10", "2026-01-10")), std::vector<std::string>{"P9"});
    EXPECT_EQ(found(asked("", "2026-02-27", "")).size(), 3u);
    EXPECT_EQ(found(asked("", "", "2026-01-03")), (std::vector<std::string>{"P2", "P1"})) << "what has no day is not among days";
    EXPECT_EQ(found(asked("", "2025-01-01", "2026-12-31")).size(), 59u);
    EXPECT_TRUE(found(asked("", "2026-06-01", "2026-12-31")).empty());
}

TEST_F(ByPlaceAndDay, a_place_is_found_by_what_stands_in_it_and_signs_mean_themselves) {
    EXPECT_EQ(found(asked("律", "", "")).size(), 40u);
    EXPECT_EQ(found(asked("大律村", "", "")).size(), 20u);
    EXPECT_EQ(found(asked("100%村_", "", "")).size(), 20u);
    EXPECT_EQ(found(asked("第1批次", "", "")).size(), 15u) << "it is a place as well";
    EXPECT_TRUE(found(asked("1_0%", "", "")).empty());
    EXPECT_TRUE(found(asked("无此村", "", "")).empty());
}

TEST_F(ByPlaceAndDay, place_days_and_filters_hold_together_over_many_pages) {
    auto what = asked("大律村", "2026-01-05", "2026-02-20");
    what.filters[kind.slot_of(*kind.find_field("town")).value()] = id("石墙镇");
    std::vector<std::string> expected;
    for (int i = 50; i >= 4; --i)
        if (i % 6 == 0)
            expected.push_back("P" + std::to_string(i));
    EXPECT_EQ(found(what), expected);
    EXPECT_EQ(found(what, 3, 4), expected) << "wherever pages end";
    const auto counts = database->read([&](db::Connection& c) { return counts_for(c, kind, what); });
    EXPECT_FALSE(counts.is_exact);
    EXPECT_GE(counts.total, static_cast<std::int64_t>(expected.size()));
}

TEST_F(ByPlaceAndDay, what_is_withdrawn_is_not_found_and_what_is_corrected_stands_at_its_new_day) {
    database->write([&](db::Connection& c) {
        Change change(c, kind, units, "test");
        const auto second = find_whole(c, kind, 10).value();
        change.withdraw(second, second.version, "误报").value();
        const auto third = find_whole(c, kind, 12).value();
        auto values = third.whole;
        values[*kind.find_field("announced_on")] = "2026-06-05";
        values[*kind.find_field("village")] = "新村";
        change.correct(third, third.version, values, "更正").value();
        change.finish().value();
    });
    EXPECT_EQ(found(asked("", "2026-01-10", "2026-01-13")), (std::vector<std::string>{"P12", "P10"}));
    EXPECT_EQ(found(asked("新村", "2026-06-05", "2026-06-05")), std::vector<std::string>{"P11"});
}

// The index of the days is paid for only by kinds whose order is another one.
TEST_F(ByPlaceAndDay, a_list_that_stands_in_the_order_of_its_days_is_walked_itself) {
    const auto& funds = *kinds().find("rural_fund");
    ASSERT_TRUE(funds.is_asked_by_its_order());
    EXPECT_FALSE(kind.is_asked_by_its_order());
    const auto number_of_keys = [&](const Kind& of) {
        return database->read([&](db::Connection& c) {
            const db::Statement keys{"test_day_keys", "SELECT COUNT(*) FROM record WHERE kind = $1 AND day_key <> ''"};
            return std::get<0>(*c.query(keys, of.key).first<std::int64_t>());
        });
    };
    constexpr int granted = 60;
    database->write([&](db::Connection& c) {
        Change change(c, funds, units, "test");
        for (int i = 0; i < granted; ++i)
            change
                .put(unit("市财政局"),
                     values_of(funds, {{"fund_no", "F" + std::to_string(i)},
                                       {"name", "资金"},
                                       {"year", i < 31 ? "2025" : "2026"},
                                       {"unit", id("市财政局")},
                                       {"town", id(i % 2 == 0 ? "石墙镇" : "香城镇")},
                                       {"village", villages[static_cast<std::size_t>(i % 3)]},
                                       {"granted_on", to_text(make_day(2025, 12, 1) + std::chrono::days(i / 2))}}),
                     Marking::real, "")
                .value();
        change.finish().value();
    });
    EXPECT_EQ(number_of_keys(funds), 0);
    EXPECT_EQ(number_of_keys(kind), 59);
    const auto found_of = [&](const Asked& what, int a_page, int looked_at) {
        std::vector<std::string> all;
        database->read([&](db::Connection& c) {
            const auto counts = counts_for(c, funds, what);
            std::optional<Place> next = Place{};
            for (int pages = 0; next && pages < 100; ++pages) {
                const auto page = list_of(c, funds, what, counts, *next, today(), a_page, looked_at);
                for (const auto& record : page.rows)
                    all.push_back(record.values[*funds.find_field("fund_no")]);
                next = page.next;
            }
            EXPECT_FALSE(next);
        });
        return all;
    };
    for (const int a_page : {2, 7})
        for (const int looked_at : {3, 10, 1000}) {
            EXPECT_EQ(found_of(asked("", "2025-12-05", "2025-12-06"), a_page, looked_at),
                      (std::vector<std::string>{"F10", "F11", "F8", "F9"}));
            EXPECT_EQ(found_of(asked("", "2025-12-30", ""), a_page, looked_at), (std::vector<std::string>{"F58", "F59"}));
            EXPECT_EQ(found_of(asked("", "", "2025-12-01"), a_page, looked_at), (std::vector<std::string>{"F0", "F1"}));
            EXPECT_TRUE(found_of(asked("", "2026-06-01", "2026-12-31"), a_page, looked_at).empty());
            auto what = asked("大律村", "2025-12-02", "2025-12-10");
            EXPECT_EQ(found_of(what, a_page, looked_at), (std::vector<std::string>{"F18", "F15", "F12", "F9", "F6", "F3"}));
            what.filters[funds.slot_of(*funds.find_field("town")).value()] = id("石墙镇");
            EXPECT_EQ(found_of(what, a_page, looked_at), (std::vector<std::string>{"F18", "F12", "F6"}));
            what.filters[funds.slot_of(*funds.find_field("year")).value()] = "2026";
            EXPECT_TRUE(found_of(what, a_page, looked_at).empty());
        }
}

TEST(DayAskedFor, is_the_first_that_is_given) {
    const auto& kind = *kinds().find("land_acquisition");
    EXPECT_FALSE(day_asked_for(kind, values_of(kind, {})));
    EXPECT_EQ(day_asked_for(kind, values_of(kind, {{"pre_notice_from", "2026-01-02"}})), make_day(2026, 1, 2));
    EXPECT_EQ(day_asked_for(kind, values_of(kind, {{"pre_notice_from", "2026-01-02"}, {"announced_on", "2026-05-06"}})),
              make_day(2026, 5, 6));
    EXPECT_LT(day_key(make_day(2026, 5, 6)), day_key(make_day(2026, 5, 5)));
    EXPECT_LT(day_key(make_day(2026, 1, 1)), day_key(make_day(2025, 12, 31)));
}

}  // namespace
}  // namespace gongkai::records
