// What is said of a figure since the month or year before follows from that record, whichever of them comes first.
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Since : public RecordsTest {
  protected:
    // All else makes 5.00 of the index, and 60 of this one more.
    Values row(const std::string& month, std::string_view town, const std::string& so2,
               std::map<std::string, std::string> more = {}) const {
        more.insert({{"month", month},
                     {"town", id(town)},
                     {"so2", so2},
                     {"no2", "40"},
                     {"pm10", "70"},
                     {"pm25", "35"},
                     {"co", "4.0"},
                     {"o3_8h", "160"}});
        auto values = values_of(kind, more);
        EXPECT_TRUE(complete(kind, values).empty());
        return values;
    }
    Result<void> take(const std::vector<Values>& rows, Marking marking = Marking::real) {
        return database->write([&](db::Connection& connection) -> Result<void> {
            Change change(connection, kind, units, "test");
            for (const auto& values : rows)
                if (const auto done = change.put(unit("市生态环境局"), values, marking, "because"); !done)
                    return std::unexpected(done.error());
            return change.finish();
        });
    }
    std::string said(std::string_view month, std::string_view town, std::string_view field) {
        return database->read([&](db::Connection& connection) {
            for (const auto& record : walk_list(connection, kind, {}))
                if (record.values[*kind.find_field("month")] == month && record.values[*kind.find_field("town")] == id(town))
                    return record.values[*kind.find_field(field)];
            return std::string("no record");
        });
    }
    const Kind& kind = *kinds().find("air_quality_month");
};

TEST_F(Since, the_year_before_is_computed_when_both_are_there) {
    ASSERT_TRUE(take({row("2025-10", "香城镇", "60"), row("2026-10", "香城镇", "0")}));
    EXPECT_EQ(said("2026-10", "香城镇", "composite"), "5.00");
    EXPECT_EQ(said("2026-10", "香城镇", "composite_yoy"), "-16.7");
    EXPECT_EQ(said("2025-10", "香城镇", "composite_yoy"), "") << "nothing is there of 2024";
}

TEST_F(Since, the_month_before_places_are_gained_and_lost) {
    ASSERT_TRUE(take({row("2026-10", "香城镇", "120"), row("2026-10", "石墙镇", "60")}));
    EXPECT_EQ(said("2026-10", "香城镇", "rank_change"), "");
    ASSERT_TRUE(take({row("2026-09", "香城镇", "60"), row("2026-09", "石墙镇", "120")})) << "the earlier month may come later";
    EXPECT_EQ(said("2026-10", "香城镇", "rank_change"), "-1");
    EXPECT_EQ(said("2026-10", "石墙镇", "rank_change"), "1");
    // A third town takes the first place in September: 石墙镇 was last of three.
    ASSERT_TRUE(take({row("2026-09", "太平镇", "0")}));
    EXPECT_EQ(said("2026-10", "石墙镇", "rank_change"), "2");
}

TEST_F(Since, what_is_given_stays_only_where_nothing_contradicts_it) {
    ASSERT_TRUE(take({row("2026-10", "香城镇", "0", {{"composite_yoy", "-6.2"}, {"rank_change", "3"}})}));
    EXPECT_EQ(said("2026-10", "香城镇", "composite_yoy"), "-6.2");
    ASSERT_TRUE(take({row("2026-11", "香城镇", "0")}));
    const auto refused = take({row("2025-11", "香城镇", "60"), row("2026-11", "香城镇", "0", {{"composite_yoy", "-6.2"}})});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "records.refuse.since");
    EXPECT_EQ(refused.error().arguments.at(1), "-6.2");
    EXPECT_EQ(refused.error().arguments.at(2), "-16.7");
}

TEST_F(Since, what_is_invented_says_nothing_of_what_is_real) {
    ASSERT_TRUE(take({row("2025-10", "香城镇", "60")}, Marking::demonstration));
    ASSERT_TRUE(take({row("2026-10", "香城镇", "0")}));
    EXPECT_EQ(said("2026-10", "香城镇", "composite_yoy"), "");
    ASSERT_TRUE(take({row("2026-10", "石墙镇", "0"), row("2026-10", "太平镇", "0")}, Marking::demonstration));
    EXPECT_EQ(said("2026-10", "香城镇", "rank"), "1");
    ASSERT_TRUE(take({row("2026-10", "香城镇", "60")}));
    EXPECT_EQ(said("2026-10", "香城镇", "rank"), "1") << "the examples before it are nobody's";
}

TEST_F(Since, and_ranks_are_computed_anew_when_figures_are_mended_without_them) {
    ASSERT_TRUE(take({row("2026-10", "香城镇", "60"), row("2026-10", "石墙镇", "120")}));
    ASSERT_TRUE(take({row("2026-10", "香城镇", "180")})) << "nobody gave its rank of before";
    EXPECT_EQ(said("2026-10", "香城镇", "rank"), "2");
    EXPECT_EQ(said("2026-10", "石墙镇", "rank"), "1");
}

TEST(Periods, are_moved_by_months_and_years) {
    EXPECT_EQ(period_moved("2026-01", -1), "2025-12");
    EXPECT_EQ(period_moved("2026-12", 1), "2027-01");
    EXPECT_EQ(period_moved("2026-10", -12), "2025-10");
    EXPECT_EQ(period_moved("2026", -12), "2025");
    EXPECT_EQ(period_moved("2026", -1), "");
}

}  // namespace
}  // namespace gongkai::records
