#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/db/migrate.h"

namespace gongkai::db {
namespace {

constexpr Statement insert{"test.insert", "INSERT INTO note (number, day, words) VALUES ($1, $2, $3)"};
constexpr Statement count{"test.count", "SELECT count(*) FROM note"};
constexpr Statement all{"test.all", "SELECT number, day, words FROM note ORDER BY number"};
constexpr Statement reversed{"test.reversed", "SELECT words, $2 FROM note WHERE number = $1"};

class OnSqlite : public testing::Test {
  protected:
    OnSqlite() {
        database->write([](Connection& c) { c.run_script("CREATE TABLE note (number INTEGER, day TEXT, words TEXT) STRICT"); });
    }
    int count_notes() {
        return database->read([](Connection& c) { return std::get<0>(*c.query(count).first<int>()); });
    }
    TemporaryFolder folder;
    std::unique_ptr<Database> database = open_sqlite(folder.path() / "gongkai.db");
};

TEST_F(OnSqlite, values_come_back_as_they_went_in) {
    const auto day = make_day(2019, 6, 25);
    database->write([&](Connection& c) { c.run(insert, std::int64_t{1} << 60, day, std::string("公\0开", 7)); });
    database->write([&](Connection& c) { c.run(insert, (std::int64_t{1} << 60) + 1, nullptr, std::optional<std::string>()); });
    database->read([&](Connection& c) {
        auto rows = c.query(all);
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.get<std::int64_t>(0), std::int64_t{1} << 60);
        EXPECT_EQ(rows.get<Day>(1), day);
        EXPECT_EQ(rows.get<std::string>(2), std::string("公\0开", 7));
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.get<std::optional<Day>>(1), std::nullopt);
        EXPECT_EQ(rows.get<std::optional<std::string>>(2), std::nullopt);
        EXPECT_FALSE(rows.next());
    });
}

TEST_F(OnSqlite, parameters_are_numbered_wherever_they_stand) {
    database->write([&](Connection& c) { c.run(insert, 7, nullptr, "seven"); });
    database->read([&](Connection& c) {
        const auto row = c.query(reversed, 7, "second").first<std::string, std::string>();
        ASSERT_TRUE(row);
        EXPECT_EQ(*row, std::make_tuple(std::string("seven"), std::string("second")));
    });
}

TEST_F(OnSqlite, a_refused_deed_leaves_nothing_behind) {
    const auto outcome = database->write([](Connection& c) -> Result<int> {
        c.run(insert, 1, nullptr, "x");
        return refuse(Refusal::Kind::invalid, "test.no");
    });
    EXPECT_FALSE(outcome);
    EXPECT_EQ(count_notes(), 0);
}

TEST_F(OnSqlite, a_deed_that_throws_harms_no_other_of_its_group) {
    std::vector<std::thread> officers;
    std::atomic<int> thrown = 0;
    for (int i = 0; i < 40; ++i)
        officers.emplace_back([&, i] {
            try {
                database->write([&](Connection& c) {
                    c.run(insert, i, nullptr, "x");
                    if (i % 4 == 0)
                        throw std::runtime_error("broke");
                });
            } catch (const std::runtime_error&) {
                ++thrown;
            }
        });
    for (auto& officer : officers)
        officer.join();
    EXPECT_EQ(thrown, 10);
    EXPECT_EQ(count_notes(), 30);
}

TEST_F(OnSqlite, a_reader_keeps_its_snapshot_while_others_write) {
    database->write([](Connection& c) { c.run(insert, 1, nullptr, "x"); });
    database->read([&](Connection& c) {
        EXPECT_EQ(std::get<0>(*c.query(count).first<int>()), 1);
        std::thread([&] { database->write([](Connection& w) { w.run(insert, 2, nullptr, "y"); }); }).join();
        EXPECT_EQ(std::get<0>(*c.query(count).first<int>()), 1);
    });
    EXPECT_EQ(count_notes(), 2);
}

TEST_F(OnSqlite, the_generation_grows_with_commits_of_this_and_other_processes) {
    const auto before = database->generation();
    database->write([](Connection& c) { c.run(insert, 1, nullptr, "x"); });
    const auto between = database->generation();
    EXPECT_NE(before, between);
    open_sqlite(folder.path() / "gongkai.db")->write([](Connection& c) { c.run(insert, 2, nullptr, "y"); });
    EXPECT_NE(between, database->generation());
}

TEST_F(OnSqlite, statements_are_counted_by_thread) {
    const auto before = statements_run();
    count_notes();
    count_notes();
    EXPECT_EQ(statements_run() - before, 2U);
}

TEST_F(OnSqlite, the_engine_finds_no_damage_in_a_sound_file) { EXPECT_EQ(database->find_damage(), std::nullopt); }

TEST_F(OnSqlite, migrations_run_once_and_an_altered_one_is_refused) {
    std::vector<Migration> migrations{{"room", 1, "0001_first", "CREATE TABLE first (id INTEGER PRIMARY KEY)"},
                                      {"room", 2, "0002_second", "CREATE TABLE second (id INTEGER PRIMARY KEY)"}};
    EXPECT_EQ(*migrate(*database, migrations), 2);
    EXPECT_EQ(*migrate(*database, migrations), 0);
    auto altered = migrations;
    altered[0].sql = "CREATE TABLE other (id INTEGER PRIMARY KEY)";
    EXPECT_EQ(migrate(*database, altered).error().id, "db.refuse.migration_altered");
    EXPECT_EQ(migrate(*database, {migrations[0]}).error().id, "db.refuse.database_newer");
}

TEST_F(OnSqlite, a_migration_that_fails_leaves_the_schema_as_it_was) {
    EXPECT_THROW((void)migrate(*database, {{"room", 1, "0001_good", "CREATE TABLE good (id INTEGER)"},
                                           {"room", 2, "0002_bad", "CREATE TABLE bad (id INTEGER"}}),
                 std::runtime_error);
    EXPECT_EQ(*migrate(*database, {{"room", 1, "0001_good", "CREATE TABLE good (id INTEGER)"}}), 1);
}

}  // namespace
}  // namespace gongkai::db
