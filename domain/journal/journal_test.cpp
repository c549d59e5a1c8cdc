#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/journal/queries.h"

namespace gongkai::journal {
namespace {

constexpr db::Statement alter{"test.alter", "UPDATE journal_line SET actor = 'somebody else' WHERE sequence = 2"};
constexpr db::Statement drop{"test.drop", "DELETE FROM journal_line WHERE sequence = 2"};

constexpr db::Statement cut{"test.cut", "DELETE FROM journal_line WHERE sequence = 3"};

class Journal : public testing::Test {
  protected:
    Journal() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal"})));
        for (int i = 0; i < 3; ++i)
            database->write([](db::Connection& c) { note(c, {"test", "test.deed", "thing", "{}"}); });
    }
    Result<Proof> checked() {
        return database->read([](db::Connection& c) { return check(c); });
    }
    // What an intruder with the file in hand would do: take the guards away first.
    void tamper(const db::Statement& statement) {
        const std::string on = database->engine() == db::Engine::postgresql ? " ON journal_line;" : ";";
        database->write([&](db::Connection& c) {
            c.run_script("DROP TRIGGER journal_line_stays" + on + "DROP TRIGGER journal_line_remains" + on);
            c.run(statement);
        });
    }
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(Journal, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Journal, an_untouched_chain_is_proved) {
    const auto proof = checked();
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->lines, 3);
    EXPECT_EQ(proof->last_hash.size(), 64U);
}

TEST_F(Journal, lines_of_many_threads_are_chained_in_commit_order) {
    std::vector<std::thread> officers;
    for (int i = 0; i < 50; ++i)
        officers.emplace_back([&] { database->write([](db::Connection& c) { note(c, {"test", "test.deed", "thing", "{}"}); }); });
    for (auto& officer : officers)
        officer.join();
    EXPECT_EQ(checked()->lines, 53);
}

TEST_F(Journal, a_refused_deed_leaves_no_line) {
    (void)database->write([](db::Connection& c) -> Result<int> {
        note(c, {"test", "test.deed", "thing", "{}"});
        return refuse(Refusal::Kind::invalid, "test.no");
    });
    EXPECT_EQ(checked()->lines, 3);
}

TEST_F(Journal, an_altered_line_is_found) {
    tamper(alter);
    EXPECT_EQ(checked().error().arguments, std::vector<std::string>{"2"});
}

TEST_F(Journal, a_cut_off_end_is_found_by_the_hash_that_was_written_down) {
    const auto written_down = checked()->last_hash.substr(0, 16);
    const auto holds = [&] { return database->read([&](db::Connection& c) { return holds_line(c, written_down); }); };
    EXPECT_TRUE(holds());
    tamper(cut);
    EXPECT_TRUE(checked()) << "the chain itself cannot tell";
    EXPECT_FALSE(holds());
}

TEST_F(Journal, a_missing_line_is_found) {
    tamper(drop);
    EXPECT_EQ(checked().error().arguments, std::vector<std::string>{"2"});
}

TEST_F(Journal, lines_are_asked_for_by_actor_and_deed_and_page_by_page) {
    for (const auto& [actor, deed] :
         {std::pair{"account/7", "test.deed"}, {"account/7", "test.other"}, {"account/70", "test.other"}})
        database->write([&](db::Connection& c) { note(c, {actor, deed, "thing", "{}"}); });
    const auto found = [&](const Asked& asked, int at_most = 10) {
        std::vector<std::int64_t> lines;
        for (const auto& line : database->read([&](db::Connection& c) { return newest(c, asked, at_most); }))
            lines.push_back(line.sequence);
        return lines;
    };
    using Lines = std::vector<std::int64_t>;
    EXPECT_EQ(found({}), (Lines{6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(found({"", "", 4}, 2), (Lines{3, 2}));
    EXPECT_EQ(found({"account/7", "", 0}), (Lines{5, 4}));
    EXPECT_EQ(found({"", "test.other", 0}), (Lines{6, 5}));
    EXPECT_EQ(found({"account/7", "test.other", 0}), (Lines{5}));
    EXPECT_EQ(found({"account/7", "test.other", 5}), Lines{});
    const auto later = database->read([](db::Connection& c) { return after(c, 4, 10); });
    ASSERT_EQ(later.size(), 2U);
    EXPECT_EQ(later[0].sequence, 5);
    EXPECT_EQ(later[0].previous_hash, database->read([](db::Connection& c) { return newest(c, {"", "", 5}, 1).at(0).hash; }));
    EXPECT_EQ(database->read([](db::Connection& c) { return deeds(c); }), (std::vector<std::string>{"test.deed", "test.other"}));
}

TEST_F(Journal, the_table_itself_refuses_change) {
    EXPECT_THROW(database->write([](db::Connection& c) { c.run(alter); }), std::runtime_error);
    EXPECT_THROW(database->write([](db::Connection& c) { c.run(drop); }), std::runtime_error);
}

}  // namespace
}  // namespace gongkai::journal
