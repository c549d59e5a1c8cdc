#include <gtest/gtest.h>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/called.h"
#include "domain/people/desk.h"
#include "domain/people/queries.h"

namespace gongkai::people {
namespace {

class People : public testing::Test {
  protected:
    People() { EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "people"}))); }
    Result<ListChange> take_in(std::string_view tsv) {
        return database->write([&](db::Connection& c) { return take_in_list(c, tsv, "test"); });
    }
    Directory units() {
        return database->read([](db::Connection& c) { return directory(c); });
    }
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    const Day day = make_day(2019, 6, 25);
};

TEST_F(People, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(People, the_list_of_the_notice_is_taken_in_and_again_changes_nothing) {
    const auto list = *read_file(GONGKAI_SOURCE_DIR "/data/units-zoucheng.tsv");
    EXPECT_EQ(take_in(list)->added, 45);
    EXPECT_EQ(take_in(list)->unchanged, 45);
    const auto all = units();
    EXPECT_EQ(all.members("各镇街", day).size(), 16U);
    EXPECT_EQ(all.members("各部门", day).size(), 29U);
    EXPECT_TRUE(all.members("有关镇街", day).empty());
    EXPECT_EQ(all.find("市人社局", day)->name, "市人力资源和社会保障局");
    EXPECT_EQ(all.find("邹城市发展和改革局", day)->name, "市发改局");
    EXPECT_EQ(all.find("县发改局", day), nullptr);
}

TEST_F(People, a_renamed_unit_is_found_by_the_name_of_its_time) {
    ASSERT_TRUE(
        take_in("name\tkind\taliases\tvalid_from\tvalid_until\n"
                "市扶贫开发办\tdepartment\t\t\t2021-05-31\n"
                "市乡村振兴局\tdepartment\t市扶贫开发办\t2021-06-01\t\n"));
    EXPECT_EQ(units().find("市扶贫开发办", day)->name, "市扶贫开发办");
    EXPECT_EQ(units().find("市扶贫开发办", make_day(2022, 1, 1))->name, "市乡村振兴局");
    EXPECT_EQ(units().find("市乡村振兴局", day), nullptr);
}

TEST_F(People, a_name_that_two_units_bear_is_nobodys) {
    ASSERT_TRUE(take_in("name\tkind\taliases\n甲局\tdepartment\t一局\n乙局\tdepartment\t一局\n"));
    EXPECT_EQ(units().find("一局", day), nullptr);
}

TEST_F(People, a_wrong_list_is_refused_by_line_and_leaves_nothing) {
    struct Case {
        const char *tsv, *id, *argument;
    };
    for (const Case& one :
         {Case{"name\tkind\n甲局\tdepartment\n\tdepartment\n", "people.refuse.name", "3"},
          Case{"name\tkind\n甲局\tbureau\n", "people.refuse.kind", "2"},
          Case{"name\tkind\tvalid_from\n甲局\tdepartment\t2019-6-1\n", "people.refuse.day", "2"},
          Case{"name\tkind\tparent\n一科\tsection\t甲局\n", "people.refuse.parent", "2"},
          Case{"name\tcolour\n甲局\tred\n", "people.refuse.unknown_column", "colour"},
          Case{"name\tkind\n甲局\tdepartment\t市直\n", "people.refuse.surplus", "2"},
          Case{"name\tkind\tvalid_from\tvalid_until\n甲局\tdepartment\t2019-06-01\t2019-05-31\n", "people.refuse.validity", "2"},
          Case{"name\tkind\n甲局\tdepartment\n乙局\tdepartment\n甲局\tdepartment\n", "people.refuse.twice", "4"},
          Case{"kind\tfull_name\ndepartment\t甲局\n", "people.refuse.column", "name"},
          Case{"", "people.refuse.column", "name"}}) {
        const auto change = take_in(one.tsv);
        ASSERT_FALSE(change) << one.tsv;
        EXPECT_EQ(change.error().id, one.id);
        EXPECT_EQ(change.error().arguments.front(), one.argument);
        EXPECT_TRUE(units().units().empty());
    }
    EXPECT_EQ(take_in("name,kind\n甲局,department\n").error().id, "people.refuse.separator");
}

TEST_F(People, a_parent_may_stand_above_in_the_same_list) {
    ASSERT_TRUE(
        take_in("name\tkind\tparent\n甲局\tdepartment\t\n一科\tsection\t甲局\n乙局\tdepartment\t\n二科\tsection\t乙局\n"));
    EXPECT_EQ(units().find("二科", day)->parent_id, units().find("乙局", day)->id);
}

TEST_F(People, a_circle_of_parents_is_refused_by_line_and_name) {
    ASSERT_TRUE(take_in("name\tkind\tparent\n甲局\tdepartment\t\n乙局\tdepartment\t甲局\n丙局\tdepartment\t乙局\n"));
    const auto own = take_in("name\tkind\tparent\n甲局\tdepartment\t甲局\n");
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().id, "people.refuse.circle");
    EXPECT_EQ(own.error().arguments, (std::vector<std::string>{"2", "甲局", "甲局"}));
    const auto longer = take_in("name\tkind\tparent\n丁局\tdepartment\t\n甲局\tdepartment\t丙局\n");
    ASSERT_FALSE(longer);
    EXPECT_EQ(longer.error().arguments, (std::vector<std::string>{"3", "甲局", "丙局"}));
    EXPECT_FALSE(units().find("甲局", day)->parent_id) << "the refused list left nothing";
    // To change places is no circle, whichever line comes first.
    EXPECT_EQ(take_in("name\tkind\tparent\n甲局\tdepartment\t乙局\n乙局\tdepartment\t\n")->changed, 2);
}

TEST_F(People, a_unit_that_only_a_notice_names_is_kept_but_not_listed) {
    database->write([](db::Connection& c) { return note_unlisted(c, "县融媒体中心"); });
    const auto all = units();
    ASSERT_NE(all.find("县融媒体中心", day), nullptr);
    EXPECT_FALSE(all.find("县融媒体中心", day)->is_listed);
    EXPECT_EQ(take_in("name\tkind\n县融媒体中心\tpublic_institution\n")->changed, 1);
    EXPECT_TRUE(units().find("县融媒体中心", day)->is_listed);
}

TEST(Called, knows_what_units_were_called_before_and_finds_the_longest_of_these_names_in_a_text) {
    ASSERT_EQ(now_called("环保局").size(), 1u);
    EXPECT_EQ(now_called("环保局").front().part, "生态环境");
    EXPECT_GT(now_called("城管局").size(), 1u) << "it depends on the place";
    EXPECT_TRUE(now_called("邹城局").empty());
    const auto found = called_in(U"食品药品监督管理局电话");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->at, 0u);
    EXPECT_EQ(found->length, 9u);
    EXPECT_FALSE(called_in(U"空气质量"));
    EXPECT_FALSE(called_in(U""));
}

}  // namespace
}  // namespace gongkai::people
