#include "domain/search/asked.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/person.h"

namespace gongkai::search {
namespace {

TEST(Question, is_kept_as_its_words_however_it_was_typed) {
    EXPECT_EQ(question_of("  低保　標準？ "), "低保 标准");
    EXPECT_EQ(question_of("ＰＭ２.５"), question_of("pm2.5"));
    EXPECT_EQ(question_of("，"), "");
    EXPECT_EQ(question_of(std::string(question_at_most + 1, 'a')), "") << "what is long tells a story";
}

TEST(Question, is_not_kept_where_it_looks_like_somebodys) {
    const auto checking = intake::carried_checking(Language::zh, make_day(2026, 11, 2));
    for (const auto* personal : {"370883199001011234 低保", "11010519491231002x", "13812345678", "138 1234 5678", "0537-5213456",
                                 "6222021234567890123", "5213456", "1381234567", "zhang@example.com"})
        EXPECT_TRUE(is_personal(question_of(personal), checking)) << personal;
    for (const auto* harmless : {"低保", "邹政办字2019 33号", "2026年 预算", "12345", "2024-2025学年 校历", "公积金 提取",
                                 "停车收费 2元", "医保 报销 比例 70%"})
        EXPECT_FALSE(is_personal(question_of(harmless), checking)) << harmless;
}

TEST(Question, is_not_kept_where_it_may_name_a_person) {
    const Synonyms known(std::vector<SynonymChange>{});
    for (const auto* named : {"王建国", "张伟", "李娜 低保", "查张伟社保", "欧阳娜娜", "王建国 电话"})
        EXPECT_TRUE(may_name_person(question_of(named), known)) << named;
    for (const auto* harmless : {"低保", "高中招生", "公积金 提取", "石墙镇", "马路停车", "方案", "看大夫", "金山路", "小区停车",
                                 "养老金怎么领", "水费", "安全生产检查"})
        EXPECT_FALSE(may_name_person(question_of(harmless), known)) << harmless;
}

TEST(Question, is_told_to_be_kept_only_where_it_is) {
    const auto checking = intake::carried_checking(Language::zh, make_day(2026, 11, 2));
    const Synonyms known(std::vector<SynonymChange>{});
    for (const auto* kept : {"看大夫", "邹政办字2019 33号"})
        EXPECT_TRUE(may_be_kept(question_of(kept), checking, known)) << kept;
    for (const auto* left_out : {"370883199001011234", "13812345678", "王建国", "，"})
        EXPECT_FALSE(may_be_kept(question_of(left_out), checking, known)) << left_out;
}

class AskedFor : public testing::Test {
  protected:
    AskedFor() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
    }
    ~AskedFor() override { unsetenv("GONGKAI_NOW"); }

    void ask(const std::string& typed, int times, bool has_hits = true) {
        Tally tally({});
        for (int i = 0; i < times; ++i)
            tally.asked(question_of(typed), has_hits);
        write_tally(*database, tally);
    }
    std::vector<Question> told(Which which, int days = 7) {
        const AskedWithin within{today() - std::chrono::days(days - 1), today(), 3};
        return database->read([&](db::Connection& c) { return questions(c, which, within); });
    }
    int rows() {
        return database->read([](db::Connection& c) {
            return std::get<0>(*c.query({"rows", "SELECT count(*) FROM search_asked_day"}).first<int>());
        });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(AskedFor, is_told_once_it_was_asked_often_enough_and_never_of_a_person) {
    ask("低保", 2);
    EXPECT_TRUE(told(Which::most_asked).empty());
    ask("低 保？", 0);
    ask("低保", 1);
    ask("看大夫", 4, false);
    ask("370883199001011234", 9, false);
    ask("王建国", 9, false);
    const auto most = told(Which::most_asked);
    ASSERT_EQ(most.size(), 2u);
    EXPECT_EQ(most[0].words, "看大夫");
    EXPECT_EQ(most[1].asked, 3);
    const auto none = told(Which::without_hits);
    ASSERT_EQ(none.size(), 1u);
    EXPECT_EQ(none[0].without_hits, 4);
    EXPECT_EQ(rows(), 2) << "what looks like somebody's number or name was never written";
}

TEST_F(AskedFor, is_added_up_over_days_and_forgotten_in_time) {
    ask("低保", 2);
    ask("只问过一次", 1);
    setenv("GONGKAI_NOW", "2026-11-03T04:00:00Z", 1);
    ask("低保", 2);
    EXPECT_EQ(told(Which::most_asked).at(0).asked, 4);
    EXPECT_TRUE(told(Which::most_asked, 1).empty()) << "twice on this day";
    setenv("GONGKAI_NOW", "2026-12-10T04:00:00Z", 1);
    const auto forget = [&] {
        database->write([](db::Connection& c) { forget_questions(c, today(), std::chrono::days(180), 3); });
    };
    forget();
    EXPECT_EQ(rows(), 2) << "what was asked once goes after a month";
    setenv("GONGKAI_NOW", "2027-06-10T04:00:00Z", 1);
    forget();
    EXPECT_EQ(rows(), 0);
}

TEST_F(AskedFor, is_not_counted_where_the_office_does_not_want_it) {
    Tally off({true, false});
    off.asked("低保", false);
    EXPECT_TRUE(off.take().by_question.empty());
}

}  // namespace
}  // namespace gongkai::search
