#include "domain/programme/reminders.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"

namespace gongkai::programme {
namespace {

using Said = std::map<people::UnitId, Day>;

class Reminders : public testing::Test {
  protected:
    Reminders() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "ledger"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(c, "name\tkind\n甲局\tdepartment\n乙局\tdepartment\n", "test");
        }));
    }
    ~Reminders() override { unsetenv("GONGKAI_NOW"); }
    ledger::DutyId owes(people::UnitId unit, Day due_on) {
        return database->write([&](db::Connection& c) {
            return ledger::begin(c, {"test/1", 1, unit, {}, {{due_on, ledger::Term::Kind::by, "按时"}}});
        });
    }
    Said at(const char* moment) {
        setenv("GONGKAI_NOW", moment, 1);
        return database->read([](db::Connection& c) { return reminders(c, 14); });
    }
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(Reminders, are_said_two_weeks_and_three_days_before_on_the_day_and_the_day_after) {
    const Day due_on = make_day(2019, 8, 30);  // a Friday
    owes(1, due_on);
    const Said expected{{1, due_on}};
    EXPECT_EQ(at("2019-08-15T02:00:00Z"), Said{});
    EXPECT_EQ(at("2019-08-16T02:00:00Z"), expected);
    EXPECT_EQ(at("2019-08-19T02:00:00Z"), Said{});
    EXPECT_EQ(at("2019-08-27T02:00:00Z"), expected);
    EXPECT_EQ(at("2019-08-28T02:00:00Z"), Said{});
    EXPECT_EQ(at("2019-08-30T02:00:00Z"), expected);
    EXPECT_EQ(at("2019-08-31T02:00:00Z"), Said{});  // Saturday
    EXPECT_EQ(at("2019-09-02T02:00:00Z"), expected);
    EXPECT_EQ(at("2019-09-03T02:00:00Z"), Said{});
}

TEST_F(Reminders, wait_for_the_office_to_open) {
    owes(1, make_day(2019, 8, 30));
    EXPECT_EQ(at("2019-08-29T23:59:00Z"), Said{});
    EXPECT_EQ(at("2019-08-30T00:00:00Z").size(), 1U);
}

// 10月1日至7日放假调休, worked Saturday 12 October.
TEST_F(Reminders, say_after_a_holiday_what_fell_in_it) {
    owes(1, make_day(2019, 10, 5));
    owes(2, make_day(2019, 10, 17));  // two weeks before is 3 October
    EXPECT_EQ(at("2019-10-03T02:00:00Z"), Said{});
    const Said expected{{1, make_day(2019, 10, 5)}, {2, make_day(2019, 10, 17)}};
    EXPECT_EQ(at("2019-10-08T02:00:00Z"), expected);
}

TEST_F(Reminders, name_the_first_of_several_days_and_nothing_that_is_done_or_ended) {
    owes(1, make_day(2019, 8, 30));
    owes(1, make_day(2019, 9, 2));
    const auto over = owes(2, make_day(2019, 8, 30));
    database->write([&](db::Connection& c) { ledger::end(c, over, make_day(2019, 8, 1)); });
    const auto done = owes(2, make_day(2019, 8, 30));
    setenv("GONGKAI_NOW", "2019-08-30T02:00:00Z", 1);
    ASSERT_TRUE(database->write([&](db::Connection& c) {
        const auto duty = ledger::find_duty(c, done);
        return ledger::prove(c, duty->occurrences.at(0), {0, duty->occurrences.at(0).id, make_day(2019, 8, 29), "已公开", {}},
                             "test");
    }));
    EXPECT_EQ(at("2019-08-30T02:00:00Z"), (Said{{1, make_day(2019, 8, 30)}}));
}

}  // namespace
}  // namespace gongkai::programme
