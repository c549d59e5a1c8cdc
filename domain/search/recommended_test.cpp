#include "domain/search/recommended.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/desk.h"
#include "domain/search/desk.h"

namespace gongkai::search {
namespace {

class RecommendedAnswers : public testing::Test {
  protected:
    RecommendedAnswers() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
        for (const auto* key : {"1", "2"}) {
            Entry entry;
            entry.source = "document";
            entry.key = key;
            entry.title = std::string("文件") + key;
            entry.address = std::string("/documents/") + key;
            database->write([&](db::Connection& c) { hand_over(c, entry); });
        }
        unit = database->write([](db::Connection& c) { return people::note_unlisted(c, "市政府办公室"); });
    }
    ~RecommendedAnswers() override { unsetenv("GONGKAI_NOW"); }

    EntryId id_of(std::string_view address) {
        return database->read([&](db::Connection& c) { return entry_at(c, address, "https://www.example.gov.cn"); }).value_or(0);
    }
    Result<RecommendedId> add(const std::string& query, std::string_view address, Day last,
                              const std::string& reason = "办事入口") {
        Recommended one{0, query, id_of(address), unit, reason, last};
        return database->write([&](db::Connection& c) { return recommend(c, one, today(), "account/1"); });
    }
    std::size_t shown(const std::string& bare_query) {
        return database->read([&](db::Connection& c) { return recommended_for(c, {bare_query}, today()); }).size();
    }
    int lines(std::string_view deed) {
        return database->read([&](db::Connection& c) {
            return std::get<0>(*c.query({"lines", "SELECT count(*) FROM journal_line WHERE deed = $1"}, deed).first<int>());
        });
    }

    const Day until = make_day(2026, 12, 31);
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId unit = 0;
};

TEST_F(RecommendedAnswers, stand_on_top_of_their_question_until_their_last_day) {
    const auto id = add("低保 怎麼辦？", "/documents/1", until);
    ASSERT_TRUE(id) << id.error().id;
    EXPECT_EQ(shown("低保怎么办"), 1u) << "traditional characters, blanks and signs make no other question";
    EXPECT_EQ(shown("低保"), 0u);
    setenv("GONGKAI_NOW", "2026-12-31T15:00:00Z", 1);
    EXPECT_EQ(shown("低保怎么办"), 1u);
    setenv("GONGKAI_NOW", "2026-12-31T16:00:00Z", 1);  // midnight in China
    EXPECT_EQ(shown("低保怎么办"), 0u);
    const auto all = database->read([](db::Connection& c) { return all_recommended(c); });
    ASSERT_EQ(all.size(), 1u) << "what is over stays with the office";
    EXPECT_TRUE(all[0].is_over(today()));
    EXPECT_TRUE(database->write([&](db::Connection& c) { return prolong(c, *id, make_day(2027, 6, 30), today(), "account/1"); }));
    EXPECT_EQ(shown("低保怎么办"), 1u);
    EXPECT_TRUE(database->write([&](db::Connection& c) { return end_recommended(c, *id, "account/1"); }));
    EXPECT_EQ(shown("低保怎么办"), 0u);
    for (const auto* deed : {"search.recommend", "search.prolong", "search.end_recommended"})
        EXPECT_EQ(lines(deed), 1) << deed;
    EXPECT_FALSE(database->write([&](db::Connection& c) { return end_recommended(c, *id, "account/1"); }));
}

TEST_F(RecommendedAnswers, are_refused_with_what_is_wrong) {
    const auto refused = [](const Result<RecommendedId>& done) { return done ? std::string() : done.error().id; };
    EXPECT_EQ(refused(add("？", "/documents/1", until)), "search.refuse.no_words");
    EXPECT_EQ(refused(add("低保", "/documents/9", until)), "search.refuse.recommend_no_entry");
    EXPECT_EQ(refused(add("低保", "/documents/1", until, " ")), "search.refuse.recommend_no_reason");
    EXPECT_EQ(refused(add("低保", "/documents/1", make_day(2026, 11, 1))), "search.refuse.recommend_past");
    EXPECT_EQ(refused(add("低保", "/documents/1", make_day(2026, 11, 2))), "") << "today is its last day";
    EXPECT_EQ(refused(add("低 保", "/documents/1", until)), "search.refuse.recommend_twice");
    EXPECT_EQ(refused(add("低保", "https://www.example.gov.cn/documents/2#text", until)), "");
    EXPECT_EQ(lines("search.recommend"), 2) << "what was refused leaves no line";
}

TEST_F(RecommendedAnswers, are_told_to_the_office_when_the_thing_is_gone) {
    add("低保", "/documents/1", until).value();
    database->write([](db::Connection& c) { take_away(c, "document", "1"); });
    const auto all = database->read([](db::Connection& c) { return all_recommended(c); });
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].is_gone);
    EXPECT_EQ(all[0].address, "/documents/1");
}

}  // namespace
}  // namespace gongkai::search
