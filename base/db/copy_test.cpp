#include "base/db/copy.h"

#include <gtest/gtest.h>

#include "base/db/migrate.h"
#include "base/db/testing.h"

namespace gongkai::db {
namespace {

constexpr Statement add_unit{"test.add_unit", "INSERT INTO unit (id, name, parent_id, weight) VALUES ($1, $2, $3, $4)"};
constexpr Statement new_unit{"test.new_unit", "INSERT INTO unit (name) VALUES ($1) RETURNING id"};
constexpr Statement add_note{"test.add_note", "INSERT INTO note (unit_id, day, words) VALUES ($1, $2, $3)"};
constexpr Statement alter{"test.alter", "UPDATE note SET words = 'other' WHERE day = '2019-01-07'"};

const std::vector<Migration> schema{
    {"test", 1, "0001_test",
     "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER REFERENCES unit (id), weight REAL) STRICT;"
     "CREATE TABLE note (unit_id INTEGER NOT NULL REFERENCES unit (id), day TEXT NOT NULL, words TEXT, PRIMARY KEY (unit_id, "
     "day)) "
     "STRICT;"}};

// From a file into what the test runs on, and back: both directions where that is a server.
class Copy : public testing::Test {
  protected:
    Copy() {
        for (auto* database : {file.get(), other.get(), back.get()})
            EXPECT_TRUE(migrate(*database, schema));
        file->write([](Connection& c) {
            c.check_references_at_commit();
            c.run(add_unit, 1, "一科", 9, 0.1);  // its parent comes after it
            c.run(add_unit, 9, "公开 ' \" \\ \n 办", nullptr, nullptr);
            for (int day = 1; day <= 500; ++day)  // more than one page of rows
                c.run(add_note, day % 2 == 0 ? 1 : 9, make_day(2019, 1, 1) + std::chrono::days(day),
                      std::string(static_cast<std::size_t>(day), 'x'));
            c.run(add_note, 1, "2030-01-01", nullptr);
        });
    }
    static Result<std::vector<CopiedTable>> copied(Database& from, Database& to) {
        return copy(from, to, [](const std::string&, std::size_t, std::size_t) {});
    }
    TemporaryFolder folder;
    FreshDatabase fresh;
    std::unique_ptr<Database> file = open_sqlite(folder.path() / "from.db"), back = open_sqlite(folder.path() / "back.db"),
                              other = fresh.open();
};

TEST_F(Copy, everything_arrives_and_its_hash_says_so_on_every_engine) {
    const auto there = copied(*file, *other);
    ASSERT_TRUE(there);
    ASSERT_EQ(there->size(), 2U);
    EXPECT_EQ((*there)[0].name, "note");
    EXPECT_EQ((*there)[0].rows, 501);
    EXPECT_EQ((*there)[1].rows, 2);
    const auto again = copied(*other, *back);
    ASSERT_TRUE(again);
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ((*again)[i].sha256, (*there)[i].sha256);
}

TEST_F(Copy, what_is_only_looked_through_has_the_same_hash) {
    const auto there = copied(*file, *other);
    const auto nothing = [](const std::string&, std::size_t, std::size_t) {};
    EXPECT_EQ(look_through(*file, nothing), *there);
    EXPECT_EQ(look_through(*other, nothing), *there);
}

TEST_F(Copy, another_content_has_another_hash) {
    const auto one = copied(*file, *back);
    file->write([](Connection& c) { c.run(alter); });
    const auto two = copied(*file, *other);
    EXPECT_NE((*one)[0].sha256, (*two)[0].sha256);
    EXPECT_EQ((*one)[1].sha256, (*two)[1].sha256);
}

TEST_F(Copy, new_rows_are_numbered_after_those_that_came) {
    ASSERT_TRUE(copied(*file, *other));
    other->write([](Connection& c) { EXPECT_EQ(std::get<0>(*c.query(new_unit, "三科").first<int>()), 10); });
}

TEST_F(Copy, a_target_that_holds_something_is_refused_and_left_alone) {
    other->write([](Connection& c) { c.run(new_unit, "三科"); });
    const auto refused = copied(*file, *other);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "db.refuse.copy_not_empty");
    EXPECT_EQ(refused.error().arguments, std::vector<std::string>{"unit"});
}

TEST_F(Copy, another_schema_is_refused) {
    other->write([](Connection& c) { c.run_script("ALTER TABLE note ADD COLUMN more TEXT"); });
    EXPECT_EQ(copied(*file, *other).error().id, "db.refuse.copy_schema");
}

TEST_F(Copy, a_reference_to_nothing_is_found_at_the_end_and_nothing_stays) {
    EXPECT_THROW(other->write([](Connection& c) {
        c.check_references_at_commit();
        c.run(add_note, 77, "2019-01-01", "whose?");
    }),
                 std::runtime_error);
    EXPECT_TRUE(copied(*file, *other));
}

}  // namespace
}  // namespace gongkai::db
