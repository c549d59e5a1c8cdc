#include <gtest/gtest.h>

#include <set>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/queries.h"

namespace gongkai::catalogue {
namespace {

class Catalogue : public testing::Test {
  protected:
    Catalogue() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "ledger", "catalogue"})));
    }
    int install_it() {
        return database->write([](db::Connection& c) { return install(c); });
    }
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(Catalogue, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Catalogue, columns_are_installed_once_and_keep_their_order) {
    const auto carried = carried_columns();
    ASSERT_GT(carried.size(), 10u);
    EXPECT_EQ(install_it(), static_cast<int>(carried.size()));
    EXPECT_EQ(install_it(), 0);
    const auto kept = database->read([](db::Connection& c) { return columns(c); });
    ASSERT_EQ(kept.all().size(), carried.size());
    for (std::size_t i = 0; i < carried.size(); ++i) {
        EXPECT_EQ(kept.all()[i].key, carried[i].key);
        EXPECT_EQ(kept.all()[i].upkeep_days, carried[i].upkeep_days);
        EXPECT_EQ(kept.all()[i].about_en, carried[i].about_en);
    }
}

TEST(Columns, stand_in_others_that_are_there) {
    const Columns all(carried_columns());
    std::set<std::string> keys;
    for (const auto& column : all.all()) {
        EXPECT_TRUE(keys.insert(column.key).second) << column.key << " is there twice";
        EXPECT_TRUE(column.parent_key.empty() || keys.contains(column.parent_key)) << column.key << " stands before its parent";
        EXPECT_FALSE(column.zh.empty() || column.en.empty() || column.kind.empty()) << column.key;
    }
    const auto path = all.path("normative");
    ASSERT_EQ(path.size(), 2u);
    EXPECT_EQ(path[0]->key, "policies");
    EXPECT_TRUE(all.path("no_such_column").empty());
    EXPECT_EQ(all.below("disclosure").size(), 3u);
}

TEST(Columns, whose_parents_go_round_in_a_circle_end_somewhere) {
    const Columns circle({{"a", "b", "", "", "", "", "", {}, true}, {"b", "a", "", "", "", "", "", {}, true}});
    EXPECT_LE(circle.path("a").size(), 2u);
}

// 条例20
TEST(Categories, are_the_fifteen_of_the_law) {
    ASSERT_EQ(categories().size(), 15u);
    EXPECT_EQ(find_category("20-07")->zh, "财政预算、决算信息");
    EXPECT_EQ(find_category("20-16"), nullptr);
}

TEST(Themes, are_read_as_papers_print_them) {
    ASSERT_EQ(themes().size(), 22u);
    EXPECT_EQ(read_theme("04")->zh, "财政、金融、审计");
    EXPECT_EQ(read_theme("综合政务\\政务公开")->code, "02");
    EXPECT_EQ(read_theme(" 综合政务 / 政务公开")->code, "02");
    EXPECT_EQ(read_theme("教育")->code, "11");
    EXPECT_EQ(read_theme("其他")->code, "22");
    EXPECT_EQ(read_theme("无此主题"), nullptr);
}

}  // namespace
}  // namespace gongkai::catalogue
