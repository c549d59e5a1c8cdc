#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/moment.h"
#include "base/db/testing.h"

namespace gongkai::db {
namespace {

constexpr Statement insert{"test.insert", "INSERT INTO note (number, day, words) VALUES ($1, $2, $3)"};
constexpr Statement count{"test.count", "SELECT count(*) FROM note"};
constexpr Statement all{"test.all", "SELECT number, day, words FROM note ORDER BY number"};
constexpr Statement largest{"test.largest", "SELECT max(number) FROM note"};
constexpr Statement by_words{"test.by_words", "SELECT words FROM note ORDER BY words"};
constexpr Statement measure{"test.measure", "INSERT INTO measure (value) VALUES ($1)"};
constexpr Statement measures{"test.measures", "SELECT value FROM measure"};
constexpr Statement add_thing{"test.add_thing", "INSERT INTO thing (words) VALUES ($1) RETURNING id"};
constexpr Statement change_things{"test.change_things", "UPDATE thing SET words = $1"};
constexpr Statement change_one{"test.change_one", "UPDATE thing SET words = $2 WHERE id = $1"};
constexpr Statement reversed{"test.reversed", "SELECT words, $2 FROM note WHERE number = $1"};

class AnyDatabase : public testing::Test {
  protected:
    AnyDatabase() {
        database->write([](Connection& c) { c.run_script("CREATE TABLE note (number INTEGER, day TEXT, words TEXT) STRICT"); });
    }
    int count_notes() {
        return database->read([](Connection& c) { return std::get<0>(*c.query(count).first<int>()); });
    }
    bool grows_from(std::uint64_t before) {
        for (int i = 0; i < 250 && database->generation() == before; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return database->generation() != before;
    }
    FreshDatabase fresh;
    std::unique_ptr<Database> database = fresh.open();
};

TEST_F(AnyDatabase, values_come_back_as_they_went_in) {
    const auto day = make_day(2019, 6, 25);
    database->write([&](Connection& c) { c.run(insert, std::int64_t{1} << 60, day, "公开 ' \\ \n 𠮷"); });
    database->write([&](Connection& c) { c.run(insert, (std::int64_t{1} << 60) + 1, nullptr, std::optional<std::string>()); });
    database->read([&](Connection& c) {
        auto rows = c.query(all);
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.get<std::int64_t>(0), std::int64_t{1} << 60);
        EXPECT_EQ(rows.get<Day>(1), day);
        EXPECT_EQ(rows.get<std::string>(2), "公开 ' \\ \n 𠮷");
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.get<std::optional<Day>>(1), std::nullopt);
        EXPECT_EQ(rows.get<std::optional<std::string>>(2), std::nullopt);
        EXPECT_FALSE(rows.next());
    });
}

TEST_F(AnyDatabase, what_a_thread_reads_while_it_holds_a_moment_is_of_that_moment) {
    const auto add = [&] { database->write([](Connection& c) { c.run(insert, 1, nullptr, "a"); }); };
    add();
    {
        const Moment moment(*database);
        EXPECT_EQ(count_notes(), 1);
        add();
        EXPECT_EQ(count_notes(), 1);
        EXPECT_EQ(std::async(std::launch::async, [&] { return count_notes(); }).get(), 2) << "another thread holds none";
        const Moment inner(*database);
        EXPECT_EQ(count_notes(), 2) << "the innermost one counts";
    }
    EXPECT_EQ(count_notes(), 2);
}

int looks = 0;
int count_and_note(Connection& connection) {
    ++looks;
    return std::get<0>(*connection.query(count).first<int>());
}

TEST_F(AnyDatabase, what_is_made_once_a_moment_is_made_anew_without_one_and_in_another) {
    const auto counted = [&] { return database->read([](Connection& c) { return once_a_moment<count_and_note>(c); }); };
    const auto add = [&] { database->write([](Connection& c) { c.run(insert, 1, nullptr, "a"); }); };
    looks = 0;
    add();
    EXPECT_EQ(counted() + counted(), 2);
    EXPECT_EQ(looks, 2);
    for (int round = 1; round <= 2; ++round) {
        const Moment moment(*database);
        EXPECT_EQ(counted(), round);
        add();
        EXPECT_EQ(counted(), round);
        EXPECT_EQ(looks, 2 + round);
    }
}

TEST_F(AnyDatabase, text_that_one_of_the_databases_could_not_keep_is_refused) {
    for (const auto text : {std::string_view("公\0开", 7), std::string_view("\xE5\x85"), std::string_view("\xED\xA0\x80")})
        EXPECT_THROW(database->write([&](Connection& c) { c.run(insert, 1, nullptr, text); }), std::invalid_argument);
    EXPECT_EQ(count_notes(), 0);
}

TEST_F(AnyDatabase, reals_come_back_to_the_last_bit) {
    const double values[] = {0.1, 1e300, -2.5e-300, 0.0, 123456789.125};
    database->write([](Connection& c) { c.run_script("CREATE TABLE measure (value REAL NOT NULL) STRICT"); });
    for (const double value : values)
        database->write([&](Connection& c) { c.run(measure, value); });
    database->read([&](Connection& c) {
        auto rows = c.query(measures);
        for (const double value : values) {
            ASSERT_TRUE(rows.next());
            EXPECT_EQ(rows.get<double>(0), value);
        }
    });
}

TEST_F(AnyDatabase, text_is_ordered_by_its_bytes) {
    for (const char* words : {"b", "A", "é", "a", "公", "B"})
        database->write([&](Connection& c) { c.run(insert, 1, nullptr, words); });
    std::string order;
    database->read([&](Connection& c) {
        for (auto rows = c.query(by_words); rows.next();)
            order += rows.text(0);
    });
    EXPECT_EQ(order, "ABabé公");
}

TEST_F(AnyDatabase, two_statements_are_read_side_by_side) {
    for (int i = 0; i < 3; ++i)
        database->write([&](Connection& c) { c.run(insert, i, nullptr, "x"); });
    int pairs = 0;
    database->read([&](Connection& c) {
        for (auto outer = c.query(all); outer.next();)
            for (auto inner = c.query(all); inner.next();)
                ++pairs;
    });
    EXPECT_EQ(pairs, 9);
}

TEST_F(AnyDatabase, rows_written_are_counted_and_a_new_number_is_given_back) {
    database->write([](Connection& c) {
        c.run_script("CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT");
        EXPECT_EQ(std::get<0>(*c.query(add_thing, "a").first<int>()), 1);
        EXPECT_EQ(std::get<0>(*c.query(add_thing, "b").first<int>()), 2);
        EXPECT_EQ(c.run(change_things, "c"), 2);
        EXPECT_EQ(c.run(change_one, 3, "d"), 0);
    });
}

TEST_F(AnyDatabase, a_deed_that_swallows_a_fault_harms_no_other) {
    database->write([](Connection& c) { c.run_script("CREATE UNIQUE INDEX note_number ON note (number)"); });
    std::vector<std::thread> officers;
    for (int i = 0; i < 20; ++i)
        officers.emplace_back([&, i] {
            try {
                database->write([&](Connection& c) {
                    c.run(insert, i, nullptr, "x");
                    if (i % 4 == 0) {
                        EXPECT_THROW(c.run(insert, i, nullptr, "again"), std::runtime_error);
                    }
                });
            } catch (const std::runtime_error&) {
                EXPECT_EQ(i % 4, 0);
            }
        });
    for (auto& officer : officers)
        officer.join();
    const auto found = count_notes();
    EXPECT_EQ(found, fresh.is_on_server() ? 15 : 20);
}

TEST_F(AnyDatabase, what_is_posted_is_there_for_the_next_question_and_after_the_commit) {
    database->write([](Connection& c) {
        for (int i = 0; i < 500; ++i)  // more than may be under way at once
            c.post(insert, i, nullptr, "x");
        EXPECT_EQ(std::get<0>(*c.query(count).first<int>()), 500);
        c.post(insert, 500, nullptr, "last");
    });
    EXPECT_EQ(count_notes(), 501);
}

TEST_F(AnyDatabase, what_was_posted_and_fails_takes_its_deed_with_it_and_no_other) {
    database->write([](Connection& c) { c.run_script("CREATE UNIQUE INDEX note_number ON note (number)"); });
    const auto twice = [&](bool asks_then) {
        database->write([&](Connection& c) {
            c.post(insert, 1, nullptr, "x");
            c.post(insert, 1, nullptr, "again");
            c.post(insert, 2, nullptr, "behind it");
            if (asks_then)
                c.query(count);
        });
    };
    EXPECT_THROW(twice(true), std::runtime_error);
    EXPECT_THROW(twice(false), std::runtime_error);
    EXPECT_EQ(count_notes(), 0);
    EXPECT_THROW(database->write([&](Connection& c) {
        c.post(insert, 3, nullptr, "x");
        c.post(insert, 3, nullptr, "again");
        throw std::runtime_error("broke by itself");
    }),
                 std::runtime_error);
    std::thread other([&] { database->write([](Connection& c) { c.post(insert, 4, nullptr, "sound"); }); });
    other.join();
    EXPECT_EQ(count_notes(), 1);
}

TEST_F(AnyDatabase, parameters_are_numbered_wherever_they_stand) {
    database->write([&](Connection& c) { c.run(insert, 7, nullptr, "seven"); });
    database->read([&](Connection& c) {
        const auto row = c.query(reversed, 7, "second").first<std::string, std::string>();
        ASSERT_TRUE(row);
        EXPECT_EQ(*row, std::make_tuple(std::string("seven"), std::string("second")));
    });
}

TEST_F(AnyDatabase, a_refused_deed_leaves_nothing_behind) {
    const auto outcome = database->write([](Connection& c) -> Result<int> {
        c.run(insert, 1, nullptr, "x");
        return refuse(Refusal::Kind::invalid, "test.no");
    });
    EXPECT_FALSE(outcome);
    EXPECT_EQ(count_notes(), 0);
}

TEST_F(AnyDatabase, a_deed_that_throws_harms_no_other_of_its_group) {
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

TEST_F(AnyDatabase, a_reader_keeps_its_snapshot_while_others_write) {
    database->write([](Connection& c) { c.run(insert, 1, nullptr, "x"); });
    database->read([&](Connection& c) {
        EXPECT_EQ(std::get<0>(*c.query(count).first<int>()), 1);
        std::thread([&] { database->write([](Connection& w) { w.run(insert, 2, nullptr, "y"); }); }).join();
        EXPECT_EQ(std::get<0>(*c.query(count).first<int>()), 1);
    });
    EXPECT_EQ(count_notes(), 2);
}

TEST_F(AnyDatabase, the_generation_grows_with_commits_of_this_and_other_processes) {
    const auto before = database->generation();
    database->write([](Connection& c) { c.run(insert, 1, nullptr, "x"); });
    const auto between = database->generation();
    EXPECT_NE(before, between);
    fresh.open()->write([](Connection& c) { c.run(insert, 2, nullptr, "y"); });
    EXPECT_TRUE(grows_from(between));
}

TEST_F(AnyDatabase, what_is_to_be_done_after_a_commit_is_done_before_its_deed_is_acknowledged) {
    int commits = 0;
    database->after_commit([&] { ++commits; });
    database->write([](Connection& c) { c.run(insert, 1, nullptr, "x"); });
    EXPECT_EQ(commits, 1);
    EXPECT_THROW(database->write([](Connection&) { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_EQ(commits, 1) << "nothing was committed";
    database->after_commit({});
    database->write([](Connection& c) { c.run(insert, 2, nullptr, "y"); });
    EXPECT_EQ(commits, 1);
}

TEST_F(AnyDatabase, the_generation_stays_while_nobody_commits) {
    const auto before = database->generation();
    count_notes();
    (void)database->write([](Connection& c) -> Result<int> {
        c.run(insert, 1, nullptr, "x");
        return refuse(Refusal::Kind::invalid, "test.no");
    });
    EXPECT_FALSE(grows_from(before));
}

TEST_F(AnyDatabase, two_processes_write_one_after_the_other) {
    const auto other = fresh.open();
    database->write([](Connection& c) { c.run(insert, 0, nullptr, "count"); });
    const auto add_one = [](Connection& c) {  // lost where another looks between the look and the change
        const auto number = std::get<0>(*c.query(largest).first<int>());
        c.run(insert, number + 1, nullptr, "x");
    };
    std::vector<std::thread> officers;
    for (auto* through : {database.get(), other.get()})
        for (int i = 0; i < 20; ++i)
            officers.emplace_back([&, through] { through->write(add_one); });
    for (auto& officer : officers)
        officer.join();
    EXPECT_EQ(database->read([](Connection& c) { return std::get<0>(*c.query(largest).first<int>()); }), 40);
}

TEST_F(AnyDatabase, statements_are_counted_by_thread) {
    const auto before = statements_run();
    count_notes();
    count_notes();
    EXPECT_EQ(statements_run() - before, 2U);
}

TEST_F(AnyDatabase, tables_are_known_with_their_keys) {
    database->write([](Connection& c) {
        c.run_script("CREATE TABLE pair (b TEXT NOT NULL, a INTEGER NOT NULL, size REAL, PRIMARY KEY (a, b)) STRICT");
    });
    using Kind = Column::Kind;
    const std::vector<Table> expected{{"note", {{"number", Kind::integer}, {"day", Kind::text}, {"words", Kind::text}}, {}},
                                      {"pair", {{"b", Kind::text}, {"a", Kind::integer}, {"size", Kind::real}}, {"a", "b"}}};
    EXPECT_TRUE(database->tables() == expected);
}

TEST_F(AnyDatabase, the_engine_finds_no_damage_in_a_sound_file) { EXPECT_EQ(database->find_damage(), std::nullopt); }

TEST_F(AnyDatabase, migrations_run_once_and_an_altered_one_is_refused) {
    std::vector<Migration> migrations{{"room", 1, "0001_first", "CREATE TABLE first (id INTEGER PRIMARY KEY)"},
                                      {"room", 2, "0002_second", "CREATE TABLE second (id INTEGER PRIMARY KEY)"}};
    EXPECT_EQ(*migrate(*database, migrations), 2);
    EXPECT_EQ(*migrate(*database, migrations), 0);
    auto altered = migrations;
    altered[0].sql = "CREATE TABLE other (id INTEGER PRIMARY KEY)";
    EXPECT_EQ(migrate(*database, altered).error().id, "db.refuse.migration_altered");
    EXPECT_EQ(migrate(*database, {migrations[0]}).error().id, "db.refuse.database_newer");
}

TEST_F(AnyDatabase, a_second_file_speaks_to_postgresql_where_the_rules_do_not_suffice) {
    EXPECT_EQ(*migrate(*database, {{"room", 1, "0001_one", "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT",
                                    "CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT"}}),
              1);
    EXPECT_EQ(database->tables()[1].name, fresh.is_on_server() ? "other" : "one");
}

TEST_F(AnyDatabase, a_migration_that_fails_leaves_the_schema_as_it_was) {
    EXPECT_THROW((void)migrate(*database, {{"room", 1, "0001_good", "CREATE TABLE good (id INTEGER)"},
                                           {"room", 2, "0002_bad", "CREATE TABLE bad (id INTEGER"}}),
                 std::runtime_error);
    EXPECT_EQ(*migrate(*database, {{"room", 1, "0001_good", "CREATE TABLE good (id INTEGER)"}}), 1);
}

}  // namespace
}  // namespace gongkai::db
