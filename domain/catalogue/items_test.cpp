#include "domain/catalogue/items.h"

#include <gtest/gtest.h>

#include "base/core/text.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/limit.h"
#include "domain/catalogue/store.h"
#include "domain/catalogue/workbook.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

constexpr std::string_view head =
    "领域,序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请公开,县级,"
    "乡级\n";
constexpr std::string_view budget_rows =
    "财政预决算,1,政府,政府预算,收入、支出,《预算法》,本级人民代表大会批准后20日内,县财政局,■政府网站,√,,√,,√,\n"
    "财政预决算,2,部门,部门决算,收入、支出,《预算法》,本级政府财政部门批复后20日内,县财政局、各镇街,■政府网站,√,,√,,√,√\n"
    "财政预决算,3,部门,部门预算,收入、支出,同上,同上,相关部门,■政府网站,√,,√,,√,\n";

class Items : public testing::Test {
  protected:
    Items() {
        setenv("GONGKAI_NOW", "2026-05-06", 1);
        EXPECT_TRUE(db::migrate(*database,
                                db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger", "catalogue"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            install(c);
            return people::take_in_list(c, "name\tkind\tgroups\n县财政局\tdepartment\t\n甲镇\ttown\t各镇街\n乙镇\ttown\t各镇街\n",
                                        "test");
        }));
    }
    ~Items() override { unsetenv("GONGKAI_NOW"); }

    Result<void> take(const std::string& csv) {
        const auto read = read_sheets(sheets_of_csv(csv).value());
        EXPECT_TRUE(read);
        return database->write([&](db::Connection& c) { return take_in(c, *read, "office", report); });
    }
    std::vector<Item> of(const Asked& asked) {
        return database->read([&](db::Connection& c) { return items(c, asked); });
    }
    Item item(const std::string& key) {
        return database->read([&](db::Connection& c) { return find_item(c, key); }).value();
    }
    std::int64_t lines() {
        return database->read([](db::Connection& c) { return static_cast<std::int64_t>(journal::newest(c, 100).size()); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    Import report;
};

// 条例20
TEST_F(Items, of_the_law_are_there_from_the_start_each_in_a_column_that_is_there) {
    EXPECT_EQ(database->write([](db::Connection& c) { return install_items(c); }), 15);
    EXPECT_EQ(database->write([](db::Connection& c) { return install_items(c); }), 0);
    const auto all = of({std::string(statutory_field), 0, {}});
    ASSERT_EQ(all.size(), 15u);
    const Columns places(carried_columns());
    for (const auto& one : all) {
        EXPECT_EQ(read_limits(one.limit()).at(0).count, lawful_working_days) << one.key;
        EXPECT_TRUE(places.find(one.column_key)) << one.key;
    }
    EXPECT_EQ(all[6].key, "20-07");
    EXPECT_EQ(all[14].text.basis.at(0), "《中华人民共和国政府信息公开条例》第二十条第（十五）项");
}

TEST_F(Items, of_a_file_are_taken_in_with_whom_their_subjects_name) {
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    EXPECT_EQ(report.count(Import::Outcome::added), 3);
    ASSERT_EQ(report.rows[2].read.doubts.size(), 1u) << "相关部门 is no unit";
    EXPECT_EQ(report.rows[2].read.doubts[0].id, "catalogue.doubt.subject");
    EXPECT_EQ(report.rows[1].units, (std::vector<std::string>{"县财政局", "甲镇", "乙镇"}));
    EXPECT_EQ(item("budget-3").limit(), "本级政府财政部门批复后20日内");
    const auto town = database->read([](db::Connection& c) { return people::directory(c); }).find("甲镇", today())->id;
    const auto owed = of({"", town, {}});
    ASSERT_EQ(owed.size(), 1u);
    EXPECT_EQ(owed[0].key, "budget-2");
    EXPECT_EQ(of({"", 0, Level::town}).size(), 1u);
    EXPECT_EQ(of({"budget", 0, Level::county}).size(), 3u);
    EXPECT_TRUE(of({"health", 0, {}}).empty());
    EXPECT_EQ(database->read([](db::Connection& c) { return count_items(c, {"budget", 0, Level::county}); }), 3);
    EXPECT_EQ(database->read([](db::Connection& c) { return units_named(c); }).size(), 3u);
    EXPECT_EQ(database->read([](db::Connection& c) { return items_by_field(c); }).at(0).items, 3);
}

TEST_F(Items, know_a_unit_whose_name_has_an_and_in_it) {
    EXPECT_TRUE(database->write([](db::Connection& c) {
        return people::take_in_list(c, "name\tkind\n县教育和体育局\tdepartment\n县文化局\tdepartment\n", "test");
    }));
    ASSERT_TRUE(take(std::string(head) +
                     "义务教育,1,招生,招生范围,学区,《义务教育法》,20个工作日内,县财政局、县教育和体育局,■政府网站,√,,√,,√,\n"
                     "义务教育,2,招生,招生结果,名单,《义务教育法》,20个工作日内,县财政局和县文化局,■政府网站,√,,√,,√,\n"));
    using Names = std::vector<std::string>;
    EXPECT_EQ(report.rows.at(0).units, (Names{"县财政局", "县教育和体育局"}));
    EXPECT_EQ(report.rows.at(1).units, (Names{"县财政局", "县文化局"}));
}

TEST_F(Items, keep_their_keys_when_a_later_file_changes_adds_and_leaves_out) {
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    const auto before = lines();
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    EXPECT_EQ(report.count(Import::Outcome::unchanged), 3);
    EXPECT_EQ(lines(), before) << "nothing has happened";
    ASSERT_TRUE(take(std::string(head) +
                     "财政预决算,1,政府,政府决算,收入,《预算法》,及时公开,县财政局,■政府网站,√,,√,,√,\n"
                     "财政预决算,2,部门,部门决算,收入、支出、说明,《预算法》,20日内,县财政局,■政府网站,√,,√,,√,\n"));
    EXPECT_EQ(report.rows[0].key, "budget-4");
    EXPECT_EQ(report.rows[1].key, "budget-2");
    EXPECT_EQ(report.rows[1].outcome, Import::Outcome::changed);
    EXPECT_EQ(report.retired, (std::vector<std::string>{"政府 / 政府预算", "部门 / 部门预算"}));
    EXPECT_EQ(item("budget-1").retired_on, today());
    ASSERT_EQ(of({"budget", 0, {}}).size(), 2u);
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    EXPECT_FALSE(item("budget-1").retired_on) << "it is back under its key";
}

TEST_F(Items, are_not_taken_in_by_halves) {
    EXPECT_EQ(take(std::string(head) + std::string(budget_rows) +
                   "财政预决算,4,,,,,,,,,,,,,\n财政预决算,5,部门,三公经费,,《预算法》,20日内,,,,,,,,\n")
                  .error()
                  .id,
              "catalogue.refuse.faults");
    EXPECT_TRUE(of({}).empty());
    ASSERT_EQ(report.rows.size(), 4u + 1u);
    EXPECT_EQ(report.rows[4].read.faults.size(), 2u) << "no elements, no subject";
}

// 条例26  法律、法规对政府信息公开的期限另有规定的，从其规定。
TEST_F(Items, have_a_limit_of_their_own_where_a_law_says_so) {
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    const auto give = [&](int version, const std::string& limit, const std::string& because) {
        return database->write(
            [&](db::Connection& c) { return give_limit(c, item("budget-2").id, version, limit, because, "office"); });
    };
    EXPECT_EQ(give(1, "7个工作日内", " ").error().id, "catalogue.refuse.no_reason");
    EXPECT_EQ(give(1, "早晚", "某法第三条").error().id, "catalogue.refuse.limit_unread");
    EXPECT_EQ(give(9, "7个工作日内", "某法第三条").error().id, "catalogue.refuse.stale");
    ASSERT_TRUE(give(1, "7个工作日内", "某法第三条"));
    EXPECT_EQ(item("budget-2").limit(), "7个工作日内");
    EXPECT_EQ(item("budget-2").own_limit->because, "某法第三条");
    ASSERT_TRUE(take(to_csv(of({"budget", 0, {}}))));
    EXPECT_EQ(report.count(Import::Outcome::unchanged), 3) << "the catalogue's own file changes nothing";
    EXPECT_EQ(item("budget-2").text.limit, "本级政府财政部门批复后20日内");
    ASSERT_TRUE(give(item("budget-2").version, "", "已废止"));
    EXPECT_EQ(item("budget-2").limit(), "本级政府财政部门批复后20日内");
    EXPECT_EQ(database->write([](db::Connection& c) { return give_limit(c, 999, 1, "", "x", "office"); }).error().id,
              "catalogue.refuse.unknown");
}

TEST_F(Items, stand_in_a_column) {
    ASSERT_TRUE(take(std::string(head) + std::string(budget_rows)));
    const auto put = [&](int version, const std::string& column) {
        return database->write([&](db::Connection& c) { return put_into(c, item("budget-1").id, version, column, "office"); });
    };
    EXPECT_EQ(put(1, "nowhere").error().id, "catalogue.refuse.no_column");
    EXPECT_EQ(put(2, "statistics").error().id, "catalogue.refuse.stale");
    ASSERT_TRUE(put(1, "statistics"));
    EXPECT_EQ(item("budget-1").column_key, "statistics");
}

TEST_F(Items, wait_in_files_that_are_accepted_once) {
    const auto id = database->write([](db::Connection& c) { return hand_in(c, std::string(64, 'a'), "目录.xlsx", "office"); });
    EXPECT_FALSE(database->read([&](db::Connection& c) { return find_handed_in(c, id); })->accepted_at);
    EXPECT_TRUE(database->write([&](db::Connection& c) { return accept(c, id); }));
    EXPECT_EQ(database->write([&](db::Connection& c) { return accept(c, id); }).error().id, "catalogue.refuse.accepted_already");
    EXPECT_EQ(database->read([](db::Connection& c) { return handed_in(c, 5); }).size(), 1u);
    EXPECT_EQ(database->read([](db::Connection& c) { return files_named(c); }).size(), 1u);
}

}  // namespace
}  // namespace gongkai::catalogue
