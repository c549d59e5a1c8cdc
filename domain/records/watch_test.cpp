// The way of a duty: a kind's clock opens it, the record of its period proves it, another arrangement ends it.
#include "domain/records/watch.h"

#include <gtest/gtest.h>

#include "domain/ledger/store.h"
#include "domain/records/desk.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Watch : public RecordsTest {
  protected:
    Watch() { setenv("GONGKAI_NOW", "2026-10-20", 1); }
    const Kind& kind = *kinds().find("air_quality_month");

    void see_to_it(const std::vector<people::UnitId>& who) {
        database->write([&](db::Connection& connection) { ASSERT_TRUE(see_to(connection, kind.key, who, "test").has_value()); });
    }
    int open_on(const char* day) {
        setenv("GONGKAI_NOW", day, 1);
        return database->write([](db::Connection& connection) { return open_duties(connection, today()); });
    }
    void put_in(const std::string& month, Marking marking = Marking::real) {
        database->write([&](db::Connection& connection) {
            auto values = values_of(kind, {{"month", month},
                                           {"town", id("石墙镇")},
                                           {"so2", "9"},
                                           {"no2", "22"},
                                           {"pm10", "58"},
                                           {"pm25", "29"},
                                           {"co", "0.8"},
                                           {"o3_8h", "121"}});
            ASSERT_TRUE(complete(kind, values).empty());
            Change change(connection, kind, units, "test");
            ASSERT_TRUE(change.put(unit("市生态环境局"), values, marking, "").has_value());
            ASSERT_TRUE(change.finish().has_value());
        });
    }
    ledger::Duty duty(ledger::DutyId number) {
        return database->read([&](db::Connection& connection) { return ledger::find_duty(connection, number).value(); });
    }
};

TEST_F(Watch, a_month_that_is_over_is_owed_until_its_record_is_there) {
    see_to_it({unit("市生态环境局")});
    EXPECT_EQ(open_on("2026-10-31"), 0) << "September was due before the unit saw to it";
    ASSERT_EQ(open_on("2026-11-02"), 1);
    EXPECT_EQ(open_on("2026-11-03"), 0) << "once";
    const auto owed = duty(1);
    EXPECT_EQ(owed.unit_id.value(), unit("市生态环境局"));
    ASSERT_EQ(owed.occurrences.size(), 1u);
    EXPECT_EQ(owed.occurrences[0].due_on, make_day(2026, 11, 15));
    EXPECT_FALSE(owed.occurrences[0].done_on);
    put_in("2026-10", Marking::demonstration);
    put_in("2026-09");
    EXPECT_FALSE(duty(1).occurrences[0].done_on) << "neither what is invented nor another month proves it";
    setenv("GONGKAI_NOW", "2026-11-12", 1);
    put_in("2026-10");
    EXPECT_EQ(duty(1).occurrences[0].done_on, make_day(2026, 11, 12));
}

TEST_F(Watch, what_is_there_before_is_not_owed_and_who_sees_to_it_no_more_owes_nothing) {
    see_to_it({unit("市生态环境局"), unit("市财政局")});
    setenv("GONGKAI_NOW", "2026-11-01", 1);
    put_in("2026-10");
    ASSERT_EQ(open_on("2026-11-02"), 1) << "the other unit owes it";
    EXPECT_EQ(duty(1).unit_id.value(), unit("市财政局"));
    see_to_it({unit("市生态环境局")});
    EXPECT_TRUE(duty(1).ended_on.has_value());
}

}  // namespace
}  // namespace gongkai::records
