#include "domain/outbox/outbox.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/accounts/desk.h"
#include "domain/outbox/queries.h"
#include "domain/people/desk.h"

namespace gongkai::outbox {
namespace {

using std::chrono::seconds;

class Outbox : public testing::Test {
  protected:
    Outbox() {
        at("2026-11-02T08:00:00Z");
        setenv("GONGKAI_MAIL_SERVER", "127.0.0.1:9", 1);
        settings = *Settings::load(folder.path());
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "accounts", "outbox"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(c, "name\tkind\n甲局\tdepartment\n乙局\tdepartment\n", "test");
        }));
        first = account("first", accounts::Role::information_officer, 1);
        second = account("second", accounts::Role::information_officer, 2);
        office = account("office", accounts::Role::supervisor, 2);
    }
    ~Outbox() override {
        unsetenv("GONGKAI_NOW");
        unsetenv("GONGKAI_MAIL_SERVER");
    }
    static void at(const char* moment) { setenv("GONGKAI_NOW", moment, 1); }
    accounts::AccountId account(const std::string& name, accounts::Role role, people::UnitId unit) {
        const auto link = *database->write(
            [&](db::Connection& c) { return accounts::make_link(c, {{role}, unit, {}, now() + std::chrono::hours(1)}, "test"); });
        return *accounts::use_link(*database, vault, settings, link, {name, "某人", "a@example.cn", "Zhengwu-2019-Gongkai"},
                                   "::1");
    }
    std::vector<Waiting> take(int at_most = 10) {
        return database->write([&](db::Connection& c) { return take_due(c, seconds(600), at_most); });
    }

    TemporaryFolder folder;
    Vault vault = *Vault::open(folder.path());
    Settings settings = Settings::defaults();
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    accounts::AccountId first = 0, second = 0, office = 0;
};

TEST_F(Outbox, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Outbox, says_once_within_the_hours_that_a_message_asks_for) {
    const Message daily{Kind::comes_due, "/console", make_day(2026, 11, 9), std::chrono::hours(20)};
    const auto tell_first = [&] {
        database->write([&](db::Connection& c) { tell(c, settings, accounts::Role::information_officer, 1, daily); });
    };
    tell_first();
    at("2026-11-02T17:00:00Z");
    tell_first();
    const auto written = take();
    ASSERT_EQ(written.size(), 1U);
    database->write([&](db::Connection& c) { note_sent(c, written[0].id); });
    at("2026-11-03T08:00:00Z");
    tell_first();
    EXPECT_EQ(take().size(), 1U);
}

TEST_F(Outbox, tells_those_of_a_role_in_a_unit_or_in_all_and_the_same_once_within_hours) {
    database->write([&](db::Connection& c) {
        tell(c, settings, accounts::Role::information_officer, 1, {Kind::urge, "/console/matters/1", make_day(2026, 11, 9)});
        tell(c, settings, accounts::Role::supervisor, 0, {Kind::proof_waits, "/console"});
        tell(c, settings, accounts::Role::supervisor, 0, {Kind::proof_waits, "/console"});
        tell(c, settings, "account/" + std::to_string(second), {Kind::proof_returned, "/console/proofs/3"});
        tell(c, settings, "terminal", {Kind::proof_returned, "/console/proofs/4"});
    });
    const auto all = take();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].account_id, first);
    EXPECT_EQ(all[0].message.due_on, make_day(2026, 11, 9));
    EXPECT_EQ(all[1].account_id, office);
    EXPECT_EQ(all[2].account_id, second);
    EXPECT_EQ(all[2].message.path, "/console/proofs/3");
    at("2026-11-02T13:00:00Z");
    database->write(
        [&](db::Connection& c) { tell(c, settings, accounts::Role::supervisor, 0, {Kind::proof_waits, "/console"}); });
    EXPECT_EQ(database->read([](db::Connection& c) { return count(c); }).waiting, 4);
}

TEST_F(Outbox, writes_nothing_while_no_server_is_set) {
    const auto off = Settings::defaults();
    database->write([&](db::Connection& c) {
        tell(c, off, accounts::Role::supervisor, 0, {Kind::proof_waits, "/console"});
        tell(c, off, "account/" + std::to_string(first), {Kind::urge, "/console"});
    });
    EXPECT_FALSE(database->read([](db::Connection& c) { return any_due(c); }));
}

TEST_F(Outbox, what_one_has_taken_nobody_else_takes_until_the_lease_ends) {
    database->write([&](db::Connection& c) {
        for (const auto* path : {"/1", "/2", "/3"})
            tell(c, settings, "account/" + std::to_string(first), {Kind::urge, path});
    });
    const auto mine = take(2);
    ASSERT_EQ(mine.size(), 2u);
    EXPECT_EQ(take().size(), 1u);
    EXPECT_EQ(take().size(), 0u);
    at("2026-11-02T08:11:00Z");
    const auto again = take();
    ASSERT_EQ(again.size(), 3u) << "he never came back";
    EXPECT_EQ(again[0].tries, 2);
    database->write([&](db::Connection& c) {
        note_sent(c, again[0].id);
        note_given_up(c, again[1].id);
        try_again(c, again[2].id, seconds(60));
    });
    EXPECT_FALSE(database->read([](db::Connection& c) { return any_due(c); }));
    at("2026-11-02T08:12:00Z");
    EXPECT_EQ(take().size(), 1u);
    const auto all = database->read([](db::Connection& c) { return count(c); });
    EXPECT_EQ(std::tuple(all.waiting, all.sent, all.given_up), std::tuple(1, 1, 1));
    at("2027-11-02T08:12:00Z");
    EXPECT_EQ(database->write([](db::Connection& c) { return clear_old(c); }), 2);
}

TEST(Pause, grows_fourfold_up_to_a_day) {
    EXPECT_EQ(pause_after(1, seconds(60)), seconds(60));
    EXPECT_EQ(pause_after(2, seconds(60)), seconds(240));
    EXPECT_EQ(pause_after(4, seconds(60)), seconds(3840));
    EXPECT_EQ(pause_after(50, seconds(60)), std::chrono::hours(24));
}

TEST_F(Outbox, letters_to_people_without_an_account_are_taken_once_and_tried_again_like_other_mail) {
    const auto take_letters = [&] {
        return database->write([](db::Connection& c) { return take_due_letters(c, seconds(600), 10); });
    };
    const auto id = database->write([](db::Connection& c) { return send_letter(c, "room.kind", 7); });
    EXPECT_TRUE(database->read([](db::Connection& c) { return any_due(c) && has_letter_waiting(c, "room.kind", 7); }));
    const auto taken = take_letters();
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(taken.front().matter, 7);
    EXPECT_EQ(taken.front().writer, "room.kind");
    EXPECT_TRUE(take_letters().empty()) << "another node has it";
    database->write([&](db::Connection& c) { try_letter_again(c, id, seconds(60)); });
    at("2026-11-02T08:02:00Z");
    EXPECT_EQ(take_letters().at(0).tries, 2);
    database->write([&](db::Connection& c) { note_letter_sent(c, id); });
    EXPECT_EQ(database->read([](db::Connection& c) { return count(c).sent; }), 1);
    EXPECT_FALSE(database->read([](db::Connection& c) { return any_due(c); }));
    database->write([](db::Connection& c) {
        send_letter(c, "room.kind", 8);
        drop_letters(c, "room.kind", 8);
    });
    EXPECT_TRUE(take_letters().empty()) << "nobody waits for it any more";
}

}  // namespace
}  // namespace gongkai::outbox
