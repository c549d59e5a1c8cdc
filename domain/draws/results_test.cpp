// What comes of a draw, on both databases: the duty it opens, and the records that prove it.
#include "domain/draws/results.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "base/files/files.h"
#include "domain/draws/desk.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/records/desk.h"

namespace gongkai::draws {
namespace {

class DrawResults : public testing::Test {
  protected:
    template <class F>
    auto write(F deed) {
        return database->write([&](db::Connection& connection) { return deed(connection); });
    }

    DrawResults() {
        on("2026-08-20");
        db::migrate(*database, db::embedded_migrations({"journal", "public_log", "calendar", "intake", "people", "ledger",
                                                        "search", "records", "draws"}))
            .value();
        write([this](db::Connection& c) {
            people::take_in_list(c, "name\tfull_name\tkind\n市市场监管局\t邹城市市场监督管理局\tdepartment\n石墙镇\t\ttown\n",
                                 "test")
                .value();
            unit = people::directory(c).units().front().id;
            town = people::directory(c).units().back().id;
            fill_library(
                c, unit, Library::objects,
                read_library("代码,名称\n91370883MAYXU7EU6E,甲厂\n91370883MAYFHP804C,乙厂\n91370883MAY4TK9B2K,丙厂\n").value(),
                "test");
            fill_library(c, unit, Library::inspectors, read_library("code,name\nA1,张三\nA2,李四\n").value(), "test");
            Draw draw;
            draw.unit_id = unit;
            draw.title = "企业登记抽查";
            draw.task_no = "RW-7";
            draw.drawn = 2;
            draw.number_rule = "收盘点位";
            draw.draw_on = make_day(2026, 8, 27);
            draw.checks_until = make_day(2026, 9, 18);
            id = settle(c, draw, vault, "test").value();
        });
        on("2026-08-27");
        write([this](db::Connection& c) { draw_now(c, id, "3456.78", vault, "test").value(); });
    }
    ~DrawResults() override { unsetenv("GONGKAI_NOW"); }

    static void on(const char* day) { setenv("GONGKAI_NOW", day, 1); }
    Draw draw() {
        return database->read([&](db::Connection& c) { return *find_draw(c, id); });
    }
    ledger::Duty duty() {
        return database->read([&](db::Connection& c) { return *ledger::find_duty(c, *find_draw(c, id)->duty_id); });
    }
    std::vector<std::string> codes_drawn() {
        std::vector<std::string> all;
        const auto objects = database->read([&](db::Connection& c) { return whole_entries(c, id, Library::objects); });
        for (const auto& pick : picks_of(draw(), draw().secret, draw().public_number))
            all.push_back(objects.at(static_cast<std::size_t>(pick.object - 1)).code);
        return all;
    }
    std::int64_t result(const std::string& code, const std::string& task = "RW-7") {
        const auto& kind = *records::kinds().find("inspection_result");
        records::Values values(kind.fields.size());
        for (const auto& [key, value] : std::map<std::string, std::string>{{"task_no", task},
                                                                           {"uscc", code},
                                                                           {"object_name", "某厂"},
                                                                           {"unit", std::to_string(unit)},
                                                                           {"town", std::to_string(town)},
                                                                           {"done_on", "2026-09-01"},
                                                                           {"result", "none"}})
            values[kind.find_field(key).value()] = value;
        return write([&](db::Connection& c) {
            const auto units = people::directory(c);
            records::Change change(c, kind, units, "test");
            change.put(unit, values, records::Marking::real, "").value();
            change.finish().value();
            return change.last_serial();
        });
    }
    int followed() {
        return write([](db::Connection& c) { return follow(c, "test"); });
    }

    TemporaryFolder folder;
    Vault vault = Vault::open(folder.path()).value();
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId unit = 0, town = 0;
    DrawId id = 0;
};

// 国务院办公厅关于2026年部分节假日安排的通知: 9月25日至27日、10月1日至7日放假，9月20日、10月10日上班.
TEST_F(DrawResults, are_owed_within_twenty_working_days_of_the_last_day_of_the_checks) {
    const auto owed = duty();
    EXPECT_EQ(owed.origin, duties_origin);
    EXPECT_EQ(owed.unit_id, unit);
    ASSERT_EQ(owed.occurrences.size(), 1u);
    EXPECT_EQ(to_text(owed.occurrences[0].due_on), "2026-10-22");
    EXPECT_NE(owed.occurrences[0].words.find("企业登记抽查"), std::string::npos);
    EXPECT_EQ(ledger::state_on(make_day(2026, 10, 23), owed.occurrences[0].due_on, owed.occurrences[0].done_on, 14),
              ledger::State::late);
}

TEST_F(DrawResults, prove_the_duty_when_each_object_that_was_drawn_has_its_own) {
    const auto codes = codes_drawn();
    EXPECT_EQ(followed(), 0);
    on("2026-09-10");
    result(codes[0], "RW-8");
    EXPECT_EQ(followed(), 0) << "it is of another task";
    result(codes[0]);
    EXPECT_EQ(followed(), 1);
    EXPECT_EQ(draw().results, 1);
    EXPECT_FALSE(duty().occurrences[0].done_on);
    EXPECT_EQ(followed(), 0) << "nothing has changed";
    on("2026-09-15");
    result(codes[1]);
    on("2026-09-29");
    follow(*database);
    EXPECT_EQ(draw().results, 2);
    ASSERT_TRUE(duty().occurrences[0].done_on);
    EXPECT_EQ(to_text(*duty().occurrences[0].done_on), "2026-09-15") << "the day they were public, not that on which it was seen";
    EXPECT_EQ(followed(), 0);
}

TEST_F(DrawResults, that_are_withdrawn_count_no_more) {
    const auto codes = codes_drawn();
    on("2026-09-10");
    const auto serial = result(codes[0]);
    EXPECT_EQ(followed(), 1);
    write([&](db::Connection& c) {
        records::withdraw(c, *records::kinds().find("inspection_result"), serial, 1, "登错了", "test").value();
    });
    result(codes[1]);
    EXPECT_EQ(followed(), 0) << "one came, one went";
    EXPECT_EQ(draw().results, 1);
    EXPECT_FALSE(duty().occurrences[0].done_on);
}

TEST_F(DrawResults, of_a_demonstration_are_owed_by_nobody) {
    write([&](db::Connection& c) { demonstrate(c, Files(folder.path() / "files"), {}, "test").value(); });
    const auto all = database->read([](db::Connection& c) { return draws_before(c, 0, 10); });
    ASSERT_TRUE(all.front().is_demonstration);
    EXPECT_FALSE(all.front().duty_id);
}

}  // namespace
}  // namespace gongkai::draws
