// What somebody meant and did not type: days in words and a wrong character, over a few things that are there.
#include <gtest/gtest.h>

#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/desk.h"
#include "domain/search/finder.h"
#include "domain/search/follow.h"

namespace gongkai::search {
namespace {

class Understood : public testing::Test {
  protected:
    Understood() {
        setenv("GONGKAI_NOW", "2026-11-27T04:00:00Z", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
        hand("1", "关于做好2025年公开招聘教师工作的通知", make_day(2025, 3, 2));
        hand("2", "2026年公开招聘教师简章", make_day(2026, 4, 1));
        hand("3", "营业执照办理指南", make_day(2024, 5, 6));
        hand("4", "关于遗失营业执照的公告", make_day(2026, 10, 20));
        hand("5", "居住证申领条件", make_day(2025, 8, 1));
        hand("6", "关于居住证管理的通知", make_day(2023, 8, 1));
        hand("7", "居住政策解读", make_day(2023, 9, 1));
        auto record = entry("penalty/1", "未按规定明码标价", make_day(2026, 11, 20));
        record.source = "record";
        record.dated_on = make_day(2025, 6, 3);
        give(record);
        index = open_or_make(*database, folder.path(), sources);
        known = database->read([](db::Connection& c) { return suggestions(c); });
    }
    ~Understood() override { unsetenv("GONGKAI_NOW"); }

    static Entry entry(const std::string& key, const std::string& title, Day on) {
        Entry one;
        one.source = "document";
        one.key = key;
        one.title = title;
        one.kind = {"policy_document", "政策文件", ""};
        one.published_on = on;
        one.address = "/" + key;
        return one;
    }
    void give(const Entry& one) {
        database->write([&](db::Connection& c) { hand_over(c, one); });
    }
    void hand(const std::string& key, const std::string& title, Day on) { give(entry(key, title, on)); }
    void follow() {
        while (feed(*database, *index, sources) > 0) {
        }
    }
    Found ask(const Asked& asked) {
        return database->read([&](db::Connection& c) { return find(c, *index, known.get(), asked); }).value();
    }
    static std::string keys(const Found& found) {
        std::string all;
        for (std::size_t i = 0; i + found.near_hits < found.hits.size(); ++i)
            all += (all.empty() ? "" : " ") + found.hits[i].kept.entry.key;
        return all;
    }

    const Sources sources{{"document", nullptr, nullptr, nullptr}};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    TemporaryFolder folder;
    std::unique_ptr<fulltext::Index> index;
    std::shared_ptr<const Suggestions> known;
};

TEST_F(Understood, is_a_span_of_days_told_as_one_and_left_where_it_is_asked_as_it_stands) {
    const auto october = ask(Asked{"十月份营业执照"});
    ASSERT_TRUE(october.days);
    EXPECT_EQ(october.days->said, "十月份");
    EXPECT_EQ(keys(ask(Asked{"十月份营业执照"})), "4");
    const auto newest = ask(Asked{"最新招聘"});
    EXPECT_EQ(keys(newest), "2 1");
    EXPECT_TRUE(newest.is_newest_first);
    auto as_typed = Asked{"十月份营业执照"};
    as_typed.is_as_typed = true;
    EXPECT_FALSE(ask(as_typed).days);
}

TEST_F(Understood, is_no_span_where_a_title_says_it_or_nothing_is_of_those_days) {
    const auto titled = ask(Asked{"2025年公开招聘"});
    EXPECT_FALSE(titled.days);
    EXPECT_EQ(keys(titled).substr(0, 1), "1");
    EXPECT_EQ(ask(Asked{"去年公开招聘"}).asked_instead, "2025年公开招聘");
    EXPECT_EQ(ask(Asked{"去年招聘"}).asked_instead, "2025年招聘") << "a title says both, with words between";
    EXPECT_EQ(keys(ask(Asked{"去年招聘"})).substr(0, 1), "1");
    EXPECT_FALSE(ask(Asked{"去年的营业执照"}).days) << "nothing of last year speaks of one";
    EXPECT_FALSE(ask(Asked{"去年的营业执照"}).hits.empty());
}

TEST_F(Understood, is_the_newest_where_nothing_but_days_were_said_and_what_has_not_come_yet_is_not_newest) {
    hand("8", "安全生产月活动", make_day(2026, 11, 26));
    hand("9", "2027年元旦放假安排", make_day(2027, 1, 1));
    follow();
    const auto yesterday = ask(Asked{"昨天"});
    ASSERT_TRUE(yesterday.days);
    EXPECT_EQ(keys(yesterday), "8");
    EXPECT_TRUE(yesterday.is_newest_first);
    const auto today = ask(Asked{"今天"});
    ASSERT_TRUE(today.empty_days) << "nothing is of today";
    EXPECT_EQ(to_text(today.empty_days->from), "2026-11-27");
    EXPECT_FALSE(today.days);
    EXPECT_EQ(keys(today).substr(0, 4), "8 4 ");
    for (const auto* typed : {"最新", "最新的"}) {
        EXPECT_EQ(keys(ask(Asked{typed})).substr(0, 4), "8 4 ") << typed;
        EXPECT_EQ(keys(ask(Asked{typed})).find('9'), std::string::npos) << typed;
    }
    EXPECT_EQ(keys(ask(Asked{"20261126"})), "8");
    auto newest = Asked{"", "policy_document"};
    newest.order = Order::newest;
    const auto all = ask(newest);
    EXPECT_EQ(all.later, 1u);
    EXPECT_EQ(keys(all).substr(0, 2), "8 ");
    EXPECT_EQ(all.hits.back().kept.entry.key, "9");
    EXPECT_EQ(all.total, 10u);
}

TEST_F(Understood, is_what_came_last_where_that_is_followed_whatever_its_own_day_is) {
    hand("8", "植树通知甲", make_day(2026, 11, 20));
    hand("9", "植树通知乙", make_day(2026, 11, 10));
    follow();
    auto asked = Asked{"植树"};
    asked.order = Order::newest;
    EXPECT_EQ(keys(ask(asked)), "8 9");
    asked.order = Order::came;
    EXPECT_EQ(keys(ask(asked)), "9 8");
}

TEST_F(Understood, is_no_half_of_a_short_word) {
    hand("8", "二十条措施", make_day(2026, 11, 20));
    follow();
    const auto found = ask(Asked{"二十大"});
    EXPECT_EQ(found.total, 0u);
    EXPECT_EQ(found.near_hits, found.hits.size());
}

TEST_F(Understood, is_a_row_of_words_by_their_letters_and_a_unit_by_those_of_its_name) {
    auto paper = entry("8", "居民医疗保险住院、门诊报销指南", make_day(2026, 5, 1));
    paper.unit = {"3", "市人力资源和社会保障局", ""};
    give(paper);
    follow();
    known = database->read([](db::Connection& c) { return suggestions(c); });
    for (const auto* typed : {"yiliaobaoxianbaoxiao", "zhuyuanbaoxiao", "zhuyuanbx", "rsj"}) {
        const auto found = ask(Asked{typed});
        EXPECT_EQ(found.way, Way::sounds_alike) << typed;
        EXPECT_EQ(keys(found), "8") << typed;
    }
    const auto mixed = ask(Asked{"zhuyuan报销"});
    EXPECT_EQ(mixed.way, Way::sounds_alike);
    EXPECT_EQ(keys(mixed), "8");
    for (const auto* typed : {"xqzw", "hello"})
        EXPECT_EQ(ask(Asked{typed}).total, 0u) << typed;
}

TEST_F(Understood, is_the_unit_that_was_called_otherwise_and_it_is_counted_in_the_facets) {
    auto unit = entry("u", "市教育和体育局", undated);
    unit.source = "unit";
    unit.kind = {"unit", "单位", ""};
    unit.unit = {"5", "市教育和体育局", ""};
    give(unit);
    for (int i = 0; i < hits_a_page; ++i)
        hand("n" + std::to_string(i), "教育局第" + std::to_string(i) + "号公告", make_day(2026, 5, 1));
    follow();
    const auto found = ask(Asked{"教育局"});
    EXPECT_EQ(found.hits.front().kept.entry.key, "u");
    EXPECT_EQ(found.total, hits_a_page + 1u);
    std::uint64_t units = 0;
    for (const auto& kind : found.facets[static_cast<std::size_t>(Facet::kind)])
        units += kind.code == "unit" ? kind.documents : 0;
    EXPECT_EQ(units, 1u);
    EXPECT_EQ(ask(Asked{"体育局"}).hits.front().kept.entry.key, "u");
    EXPECT_EQ(ask(Asked{"体育局"}).total, 1u) << "the whole name of a unit is no half of what was typed";
    auto narrowed = Asked{"教育局"};
    narrowed.kind = "unit";
    EXPECT_EQ(keys(ask(narrowed)), "u");
    EXPECT_EQ(ask(narrowed).total, 1u);
}

TEST_F(Understood, is_the_word_with_the_right_character_and_the_reader_is_told) {
    for (const auto* right : {"王平国", "张李村", "三年级招生", "工程造价", "文建"})
        EXPECT_EQ(ask(Asked{right}).asked_instead, "") << right << " is a word, a name of a place or of a person";
    for (const auto* typed : {"营业执造", "营业执造办理", "怎么办理营业执招"}) {
        const auto found = ask(Asked{typed});
        EXPECT_NE(found.asked_instead.find("营业执照"), std::string::npos) << typed << ": " << found.asked_instead;
        EXPECT_NE(keys(found).find('3'), std::string::npos) << typed;
    }
    EXPECT_EQ(ask(Asked{"居住正申领"}).asked_instead, "居住证申领");
    auto as_typed = Asked{"营业执造"};
    as_typed.is_as_typed = true;
    EXPECT_EQ(ask(as_typed).asked_instead, "");
}

TEST_F(Understood, is_nothing_else_than_what_was_typed_where_that_stands_there_or_no_word_is_near) {
    for (const auto* typed : {"居住证", "居住政策", "公开招聘", "路灯坏了谁管", "无人机", "\"营业执造\""})
        EXPECT_EQ(ask(Asked{typed}).asked_instead, "") << typed;
}

TEST_F(Understood, is_a_record_under_its_own_day_while_what_follows_a_question_goes_by_when_it_came) {
    auto asked = Asked{"明码标价"};
    asked.year = 2025;
    EXPECT_EQ(keys(ask(asked)), "penalty/1");
    asked.year = 2026;
    EXPECT_EQ(keys(ask(asked)), "");
    asked.year = 0;
    asked.came_from = make_day(2026, 11, 20);
    EXPECT_EQ(keys(ask(asked)), "penalty/1");
    asked.came_from = make_day(2026, 11, 21);
    EXPECT_EQ(keys(ask(asked)), "");
}

TEST_F(Understood, is_not_guessed_from_a_piece_of_a_word_of_a_number_or_of_markup) {
    hand("8", "交易服务局 1101 号机柜和 script 的说明，含税务", make_day(2026, 5, 1));
    hand("9", "市应急管理局：道路普通货物运输，出租房屋，自行车", make_day(2026, 5, 1));
    follow();
    for (const auto* typed : {"110101199003071234", "11019", "<script>alert(1)</script>"})
        EXPECT_TRUE(ask(Asked{typed}).wider.empty()) << typed << ": " << ask(Asked{typed}).wider.front().text;
    const auto wider = ask(Asked{"税务局火星"}).wider;
    EXPECT_FALSE(wider.empty());
    for (const auto& one : wider)
        EXPECT_EQ(one.text, "税务");
    for (const auto* typed : {"出租车", "高考"})
        EXPECT_TRUE(ask(Asked{typed}).hits.empty()) << typed << ": " << ask(Asked{typed}).hits.front().kept.entry.title;
}

TEST_F(Understood, is_a_look_alike_in_a_word_of_two_characters_and_a_number_in_numerals) {
    hand("8", "供暖价格的通知", make_day(2026, 5, 1));
    hand("9", "供暖期服务须知", make_day(2026, 5, 1));
    hand("57", "对第57号提案的答复", make_day(2026, 5, 1));
    follow();
    for (const auto* typed : {"供暧", "供曖"})
        EXPECT_EQ(ask(Asked{typed}).asked_instead, "供暖") << typed;
    EXPECT_EQ(keys(ask(Asked{"提案第五十七号"})), "57");
}

TEST_F(Understood, is_told_from_filters_that_leave_nothing) {
    Asked narrowed{"营业执照"};
    narrowed.year = 2010;
    const auto found = ask(narrowed);
    EXPECT_EQ(found.total, 0u);
    EXPECT_TRUE(found.is_narrowed_away);
    EXPECT_TRUE(found.wider.empty()) << "the same words would be offered again";
    narrowed.text = "曌曌曌";
    EXPECT_FALSE(ask(narrowed).is_narrowed_away);
    hand("8", "医保缴费", make_day(2026, 5, 1));
    hand("9", "基本医疗保险缴费", make_day(2026, 5, 1));
    follow();
    const auto wider = ask(Asked{"医保 火星移民"}).wider;
    ASSERT_FALSE(wider.empty());
    EXPECT_EQ(wider.front().total, 2u) << "by all its names";
}

TEST_F(Understood, is_counted_once_for_the_total_the_facets_and_every_order) {
    auto unit = entry("7", "市财政局", make_day(2020, 1, 1));
    unit.source = "unit";
    give(unit);
    for (int i = 0; i < 14; ++i)
        hand("n" + std::to_string(i), "农业生产和种粮补贴（第" + std::to_string(i) + "批）", make_day(2026, 6, 1));
    hand("t", "农业·补贴", make_day(2026, 6, 1));
    hand("u", "农业补贴", make_day(2026, 6, 1));
    hand("v", "市财政局的电话", make_day(2026, 6, 1));
    follow();
    for (const auto* typed : {"农业补贴", "市财政局电话", "公开招聘", "居住证"}) {
        Asked asked{typed};
        const auto best = ask(asked);
        EXPECT_GT(best.total, 0u) << typed;
        std::uint64_t sum = 0;
        for (const auto& kind : best.facets[static_cast<std::size_t>(Facet::kind)])
            sum += kind.documents;
        EXPECT_EQ(sum, best.total) << typed;
        asked.order = Order::newest;
        EXPECT_EQ(ask(asked).total, best.total) << typed;
        asked.order = Order::best;
        asked.page = 2;
        EXPECT_EQ(ask(asked).total, best.total) << typed;
    }
}

TEST_F(Understood, of_half_a_year_what_its_title_names_by_another_name_and_of_a_year_its_report) {
    hand("8", "2026年上半年社会保险基金运行情况", make_day(2026, 7, 20));
    hand("9", "社会保险基金监督", make_day(2026, 3, 1));
    hand("10", "邹城市2025年政府信息公开工作年度报告", make_day(2026, 1, 20));
    hand("11", "2025年度安全生产专项整治工作情况通报", make_day(2026, 1, 20));
    follow();
    EXPECT_TRUE(keys(ask(Asked{"上半年社保基金"})).starts_with("8")) << "published in July";
    EXPECT_EQ(keys(ask(Asked{"2025年度报告"})), "10");
}

}  // namespace
}  // namespace gongkai::search
