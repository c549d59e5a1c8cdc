#include "domain/catalogue/facts.h"

#include <gtest/gtest.h>

#include <set>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/catalogue/statements.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

Facts profile(std::int64_t unit, Day since, const std::string& phone) {
    Facts facts;
    facts.kind = profile_kind;
    facts.subject = unit;
    facts.since_on = since;
    facts.values = {
        {"duties", "主管财政"}, {"address", "中心街1号"}, {"hours", "9:00-17:00"}, {"phone", phone}, {"leaders", "张某"}};
    return facts;
}

Facts guide(Day since) {
    Facts facts;
    facts.kind = guide_kind;
    facts.since_on = since;
    for (const auto& field : find_fact_kind(guide_kind)->fields)
        facts.values[field.key] = "有";
    return facts;
}

// 条例12
// 政府信息公开指南包括政府信息的分类、编排体系、获取方式和政府信息公开工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式
// 等内容。
TEST(Facts, of_the_guide_are_those_that_the_law_names) {
    std::vector<std::string> names;
    for (const auto& field : find_fact_kind(guide_kind)->fields)
        names.push_back(field.name(Language::zh));
    EXPECT_EQ(names, (std::vector<std::string>{"信息的分类", "编排体系", "获取方式", "工作机构名称", "办公地址", "办公时间",
                                               "联系电话", "传真号码", "互联网联系方式"}));
    for (const auto& kind : fact_kinds()) {
        std::set<std::string> keys;
        for (const auto& field : kind.fields)
            EXPECT_TRUE(keys.insert(field.key).second) << field.key;
    }
}

// 条例12  政府信息公开指南和政府信息公开目录应当及时更新。
TEST(Facts, that_changed_after_the_guide_make_it_outdated) {
    const Day dated = make_day(2026, 3, 1);
    const auto before = profile(7, make_day(2026, 1, 5), "1"), after = profile(7, make_day(2026, 4, 5), "2");
    EXPECT_TRUE(outdated_by(guide(dated), {{before}}).empty());
    EXPECT_TRUE(outdated_by(guide(dated), {{before, profile(7, dated, "2")}}).empty()) << "on the guide's own day";
    const auto found = outdated_by(guide(dated), {{before, after}, {profile(8, make_day(2026, 2, 1), "3")}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].unit_id, 7);
    EXPECT_EQ(found[0].changed_on, make_day(2026, 4, 5));
    EXPECT_EQ(found[0].fields, std::vector<std::string>{"phone"});
    EXPECT_TRUE(outdated_by(guide(dated), {{before, after, profile(7, make_day(2026, 5, 1), "1")}}).empty())
        << "changed and back";
    EXPECT_EQ(outdated_by(guide(dated), {{after}}).at(0).fields.size(), 5u) << "a profile that was not there";
}

class Statements : public testing::Test {
  protected:
    Statements() {
        setenv("GONGKAI_NOW", "2026-05-06", 1);
        EXPECT_TRUE(db::migrate(*database,
                                db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger", "catalogue"})));
        EXPECT_TRUE(database->write(
            [](db::Connection& c) { return people::take_in_list(c, "name\tkind\n县财政局\tdepartment\n", "t"); }));
        unit = database->read([](db::Connection& c) { return people::directory(c); }).units().front().id;
    }
    ~Statements() override { unsetenv("GONGKAI_NOW"); }
    Result<std::int64_t> say(const Facts& facts) {
        return database->write([&](db::Connection& c) { return state(c, facts, "account/1"); });
    }
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    std::int64_t unit = 0;
};

TEST_F(Statements, are_kept_one_beside_the_other_with_the_day_of_each) {
    ASSERT_TRUE(say(profile(unit, make_day(2026, 1, 5), "1")));
    ASSERT_TRUE(say(profile(unit, make_day(2026, 4, 5), "2")));
    const auto history = database->read([&](db::Connection& c) { return history_of(c, profile_kind, unit); });
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].at("phone"), "1");
    EXPECT_EQ(history[1].at("phone"), "2");
    EXPECT_EQ(history[1].since_on, make_day(2026, 4, 5));
    EXPECT_EQ(database->read([](db::Connection& c) { return histories_of(c, profile_kind); }).size(), 1u);
    for (const auto& line : database->read([](db::Connection& c) { return journal::newest(c, 5); }))
        EXPECT_EQ(line.deed.detail.find("张某"), std::string::npos) << "no names of persons in the journal";
}

TEST_F(Statements, are_refused_without_what_is_needed_in_the_future_in_the_past_and_twice) {
    ASSERT_TRUE(say(profile(unit, make_day(2026, 4, 5), "1")));
    const auto why = [&](const Facts& facts) { return say(facts).error().id; };
    EXPECT_EQ(why(profile(unit, make_day(2026, 4, 6), " ")), "catalogue.refuse.fact_needed");
    EXPECT_EQ(why(profile(unit, make_day(2026, 5, 7), "2")), "catalogue.refuse.fact_future");
    EXPECT_EQ(why(profile(unit, make_day(2026, 4, 4), "2")), "catalogue.refuse.fact_before");
    EXPECT_EQ(why(profile(unit, make_day(2026, 4, 6), "1")), "catalogue.refuse.fact_same");
    auto unknown = profile(unit, make_day(2026, 4, 6), "2");
    unknown.kind = "nothing";
    EXPECT_EQ(why(unknown), "catalogue.refuse.unknown");
    ASSERT_TRUE(say(guide(make_day(2026, 1, 1))));
    EXPECT_EQ(why(guide(make_day(2026, 1, 1))), "catalogue.refuse.fact_same");
    EXPECT_TRUE(say(guide(make_day(2026, 5, 1)))) << "looked through and dated anew";
}

TEST_F(Statements, of_leading_groups_have_numbers_of_their_own_and_an_end) {
    Facts group;
    group.kind = leading_group_kind;
    group.since_on = make_day(2026, 1, 1);
    group.values = {{"name", "县政务公开领导小组"}, {"posts", "组长 张某\n副组长 李某"}};
    EXPECT_EQ(say(group).value(), 1);
    group.values["name"] = "另一个小组";
    EXPECT_EQ(say(group).value(), 2);
    group.subject = 2;
    group.is_ended = true;
    group.since_on = make_day(2026, 2, 1);
    EXPECT_EQ(say(group).value(), 2);
    EXPECT_TRUE(database->read([](db::Connection& c) { return history_of(c, leading_group_kind, 2); }).back().is_ended);
    group.subject = 9;
    EXPECT_EQ(say(group).error().id, "catalogue.refuse.unknown");
}

TEST_F(Statements, of_training_are_a_log) {
    const auto add = [&](Day on, const std::string& theme, int people, int minutes) {
        return database->write(
            [&](db::Connection& c) { return note_training(c, {0, on, theme, people, minutes, unit, "", {}}, "account/1"); });
    };
    EXPECT_EQ(add(make_day(2026, 5, 7), "条例", 30, 90).error().id, "catalogue.refuse.training_future");
    EXPECT_EQ(add(make_day(2026, 5, 6), " ", 30, 90).error().id, "catalogue.refuse.training_theme");
    EXPECT_EQ(add(make_day(2026, 5, 6), "条例", 0, 90).error().id, "catalogue.refuse.training_numbers");
    const auto id = add(make_day(2026, 4, 6), "条例", 30, 90);
    ASSERT_TRUE(id);
    ASSERT_TRUE(add(make_day(2026, 5, 6), "依申请公开", 20, 60));
    EXPECT_EQ(database->read([](db::Connection& c) { return trainings(c); }).at(0).theme, "依申请公开");
    const auto drop = [&] { return database->write([&](db::Connection& c) { return withdraw_training(c, *id, "account/1"); }); };
    ASSERT_TRUE(drop());
    EXPECT_EQ(drop().error().id, "catalogue.refuse.unknown");
    EXPECT_EQ(database->read([](db::Connection& c) { return trainings(c); }).size(), 1u);
}

}  // namespace
}  // namespace gongkai::catalogue
