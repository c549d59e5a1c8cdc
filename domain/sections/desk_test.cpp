#include "domain/sections/desk.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/store.h"
#include "domain/programme/titles.h"
#include "domain/sections/queries.h"

namespace gongkai::sections {
namespace {

class Sections : public testing::Test {
  protected:
    Sections() {
        setenv("GONGKAI_NOW", "2026-11-02", 1);
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger",
                                                                    "programme", "sections"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(
                c,
                "name\tkind\tparent\n县财政局\tdepartment\t\n国库股\tsection\t县财政局\n预算股\tsection\t县财政局\n"
                "县教育局\tdepartment\t\n人事股\tsection\t县教育局\n",
                "test");
        }));
        const auto units = database->read([](db::Connection& c) { return people::directory(c); });
        finance = units.find("县财政局", today())->id;
        treasury = units.find("国库股", today())->id;
        budget = units.find("预算股", today())->id;
        foreign = units.find("人事股", today())->id;
        duty = database->write([&](db::Connection& c) {
            programme::Notice notice;
            notice.key = "2026-1";
            notice.year = 2026;
            programme::StoredTask task{0, programme::TaskKind::table, 1, 3, "公开财政信息", "", {}};
            programme::StoredRow row;
            row.row.requirement = "公开预算";
            const auto part = programme::add_row(c, programme::add_task(c, programme::add_notice(c, notice), task), row);
            return ledger::begin(c, {"programme/2026-1",
                                     part,
                                     finance,
                                     "",
                                     {{make_day(2026, 9, 30), ledger::Term::Kind::by, "", {}},
                                      {make_day(2026, 12, 31), ledger::Term::Kind::by, "", {}}}});
        });
    }
    ~Sections() override { unsetenv("GONGKAI_NOW"); }
    auto write(auto deed) { return database->write(deed); }
    Result<TaskId> give(people::UnitId section) {
        return write([&](db::Connection& c) { return assign(c, duty, section, "按月办理", "unit"); });
    }
    Result<ReportId> report_it(TaskId task, int number, Day on = make_day(2026, 11, 1)) {
        Report given;
        given.task_id = task;
        given.number = number;
        given.content.done_on = on;
        given.content.words = "已公开";
        given.content.address = "/x";
        given.content.given_by = "section";
        return write([&](db::Connection& c) { return report(c, given); });
    }
    std::string why(const auto& result) { return result ? std::string() : result.error().id; }
    std::size_t waiting(people::UnitId unit) {
        return database->read([&](db::Connection& c) { return waiting_for(c, unit); }).size();
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId finance = 0, treasury = 0, budget = 0, foreign = 0;
    ledger::DutyId duty = 0;
};

TEST_F(Sections, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Sections, a_duty_is_in_the_hands_of_one_section_of_its_unit_at_a_time) {
    EXPECT_EQ(why(give(foreign)), "sections.refuse.no_section");
    EXPECT_EQ(why(give(finance)), "sections.refuse.no_section");
    const auto first = give(treasury);
    ASSERT_TRUE(first);
    EXPECT_EQ(waiting(treasury), 1u);
    database->read([&](db::Connection& c) {
        const auto first_of = waiting_for(c, treasury).at(0);
        EXPECT_EQ(programme::Titles(c).of(first_of.origin, first_of.part), "3 公开财政信息");
        EXPECT_EQ(first_of.due_on, make_day(2026, 9, 30));
        EXPECT_FALSE(first_of.is_reported);
    });
    ASSERT_TRUE(give(budget));
    EXPECT_EQ(waiting(treasury), 0u);
    EXPECT_EQ(waiting(budget), 1u);
    EXPECT_EQ(why(report_it(*first, 1)), "sections.refuse.ended");
    database->read([&](db::Connection& c) {
        const auto tasks = tasks_of(c, finance);
        ASSERT_EQ(tasks.size(), 1u);
        EXPECT_EQ(tasks[0].section_id, budget);
        EXPECT_EQ(tasks[0].words, "按月办理");
    });
    const auto last = database->read([&](db::Connection& c) { return tasks_of(c, finance); })[0].id;
    ASSERT_TRUE(write([&](db::Connection& c) { return take_back(c, last, "unit"); }));
    EXPECT_EQ(why(write([&](db::Connection& c) { return take_back(c, last, "unit"); })), "sections.refuse.ended");
}

TEST_F(Sections, a_report_that_waits_is_judged_before_the_duty_goes_elsewhere) {
    const auto task = *give(treasury);
    const auto reported = *report_it(task, 1);
    const auto end = [&] { return write([&](db::Connection& c) { return take_back(c, task, "unit"); }); };
    EXPECT_EQ(why(give(budget)), "sections.refuse.report_waits");
    EXPECT_EQ(why(end()), "sections.refuse.report_waits");
    EXPECT_TRUE(database->read([&](db::Connection& c) { return waiting_for(c, treasury).at(0).is_reported; }));
    ASSERT_TRUE(write([&](db::Connection& c) { return give_back(c, reported, "请写明页面", "unit"); }));
    EXPECT_FALSE(database->read([&](db::Connection& c) { return waiting_for(c, treasury).at(0).is_reported; }));
    EXPECT_TRUE(end());
}

TEST_F(Sections, a_report_goes_to_the_unit_first_and_from_there_to_the_office) {
    const auto task = *give(treasury);
    EXPECT_EQ(waiting(finance), 0u);
    EXPECT_EQ(why(report_it(task, 1, make_day(2026, 11, 3))), "ledger.refuse.done_in_future");
    EXPECT_EQ(why(report_it(task, 9)), "ledger.refuse.unknown");
    const auto first = report_it(task, 1);
    ASSERT_TRUE(first);
    EXPECT_EQ(why(report_it(task, 1)), "sections.refuse.reported_already");
    EXPECT_EQ(waiting(finance), 1u);
    EXPECT_EQ(why(write([&](db::Connection& c) { return give_back(c, *first, " ", "unit"); })), "sections.refuse.no_reason");
    ASSERT_TRUE(write([&](db::Connection& c) { return give_back(c, *first, "请写明页面", "unit"); }));
    EXPECT_EQ(waiting(finance), 0u);
    const auto again = *report_it(task, 1);
    EXPECT_EQ(why(write([&](db::Connection& c) { return pass_on(c, again, "section"); })), "sections.refuse.own_report");
    database->read([&](db::Connection& c) { EXPECT_TRUE(ledger::offers_waiting(c, 10).empty()); });
    const auto offer = write([&](db::Connection& c) { return pass_on(c, again, "unit"); });
    ASSERT_TRUE(offer);
    database->read([&](db::Connection& c) {
        EXPECT_EQ(journal::newest(c, 1).at(0).deed.deed, "sections.pass_on");
        const auto found = ledger::find_offer(c, *offer);
        EXPECT_EQ(found->given_by, "unit");
        EXPECT_EQ(found->done_on, make_day(2026, 11, 1));
        const auto reports = reports_of(c, task);
        ASSERT_EQ(reports.size(), 2u);
        EXPECT_EQ(reports[0].reason, "请写明页面");
        EXPECT_EQ(reports[1].outcome, Report::Outcome::passed);
    });
    EXPECT_EQ(why(write([&](db::Connection& c) { return pass_on(c, again, "unit"); })), "sections.refuse.judged_already");
    ASSERT_TRUE(write([&](db::Connection& c) { return ledger::accept(c, *offer, "office"); }));
    EXPECT_EQ(why(report_it(task, 1)), "ledger.refuse.done_already");
    EXPECT_EQ(waiting(treasury), 1u) << "the second is owed still";
}

}  // namespace
}  // namespace gongkai::sections
