#include "domain/catalogue/upkeep.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/watch.h"
#include "domain/journal/desk.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

TEST(Upkeep, is_as_the_days_say) {
    const auto table = read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/catalogue/cases/upkeep.csv").value(),
                                      {"story", "upkeep_days", "from", "last_on", "as_of", "freshness", "expected_by"});
    ASSERT_TRUE(table);
    ASSERT_GT(table->rows.size(), 8u);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto at = [&](const char* column) { return table->at(row, column); };
        Watched watched;
        if (const auto days = whole_number(at("upkeep_days")))
            watched.column.upkeep_days = static_cast<int>(*days);
        watched.from = *parse_day(at("from"));
        watched.last_on = parse_day(at("last_on"));
        EXPECT_EQ(word_of(freshness_on(*parse_day(at("as_of")), watched, 5)), at("freshness")) << at("story");
        EXPECT_EQ(expected_by(watched), parse_day(at("expected_by"))) << at("story");
    }
}

TEST(Upkeep, of_a_closed_column_is_nobodys_matter) {
    Watched closed;
    closed.column.is_open = false;
    closed.column.upkeep_days = 14;
    EXPECT_EQ(freshness_on(make_day(2026, 5, 6), closed, 5), Freshness::unwatched);
    EXPECT_FALSE(is_empty(closed));
}

TEST(Inspection, fails_on_five_news_columns_ten_others_or_five_empty_ones) {
    const auto stale = [](const char* kind, const char* parent, bool has_any) {
        Watched one;
        one.column.kind = kind;
        one.column.parent_key = parent;
        one.column.upkeep_days = 14;
        one.from = make_day(2026, 1, 1);
        if (has_any)
            one.last_on = one.from;
        return one;
    };
    const Day day = make_day(2026, 5, 6);
    std::vector<Watched> all(4, stale("工作动态", "", true));
    EXPECT_EQ(inspect(day, all).news_and_policies, 4);
    EXPECT_FALSE(inspect(day, all).is_failed());
    all.push_back(stale("政策文件", "policies", true));
    EXPECT_EQ(inspect(day, all).others, 1) << "only those of the first level";
    EXPECT_FALSE(inspect(day, all).is_failed());
    all.push_back(stale("政策文件", "", true));
    EXPECT_TRUE(inspect(day, all).is_failed());
    EXPECT_FALSE(inspect(day, std::vector<Watched>(9, stale("数据发布", "", true))).is_failed());
    EXPECT_TRUE(inspect(day, std::vector<Watched>(10, stale("数据发布", "", true))).is_failed());
    EXPECT_FALSE(inspect(make_day(2026, 1, 2), std::vector<Watched>(4, stale("数据发布", "", false))).is_failed());
    EXPECT_TRUE(inspect(make_day(2026, 1, 2), std::vector<Watched>(5, stale("数据发布", "", false))).is_failed());
}

class Watch : public testing::Test {
  protected:
    Watch() {
        setenv("GONGKAI_NOW", "2026-05-06", 1);
        EXPECT_TRUE(db::migrate(*database,
                                db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger", "catalogue"})));
        database->write([&](db::Connection& c) {
            install(c);
            EXPECT_TRUE(people::take_in_list(c, "name\tkind\n县政府办公室\toffice\n甲镇\ttown\n", "test"));
            EXPECT_GT(watch_columns(c), 10);
            EXPECT_EQ(watch_columns(c), 0);
            office = people::directory(c).find("县政府办公室", today())->id;
            town = people::directory(c).find("甲镇", today())->id;
        });
    }
    ~Watch() override { unsetenv("GONGKAI_NOW"); }

    auto write(auto deed) { return database->write(deed); }
    Watched column(std::string_view key) {
        for (auto& one : database->read([](db::Connection& c) { return watched_columns(c); }))
            if (one.column.key == key)
                return one;
        throw std::logic_error("no such column");
    }
    void publish(std::string_view key, Day on) {
        write([&](db::Connection& c) { note_publication(c, columns(c), key, on, "/documents/x", "account/1"); });
    }
    std::vector<ledger::Duty> duties() {
        return database->read([](db::Connection& c) { return ledger::duties_of(c, upkeep_origin); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId office = 0, town = 0;
};

TEST_F(Watch, opens_a_duty_for_a_stale_column_and_ends_it_when_something_is_published) {
    ASSERT_TRUE(write([&](db::Connection& c) { return see_to(c, "news", office, 14, "supervisor"); }));
    publish("news", make_day(2026, 4, 20));
    const auto sweep = [&](Day on) { return write([&](db::Connection& c) { return open_duties(c, on); }); };
    EXPECT_EQ(sweep(make_day(2026, 5, 4)), 0);
    EXPECT_EQ(sweep(make_day(2026, 5, 6)), 1);
    EXPECT_EQ(sweep(make_day(2026, 5, 7)), 0) << "it runs already";
    const auto running = duties();
    ASSERT_EQ(running.size(), 1u);
    EXPECT_EQ(running[0].unit_id, office);
    ASSERT_EQ(running[0].occurrences.size(), 1u);
    EXPECT_EQ(running[0].occurrences[0].due_on, make_day(2026, 5, 4));
    EXPECT_NE(running[0].occurrences[0].words.find("工作动态"), std::string::npos);
    publish("news", make_day(2026, 5, 6));
    EXPECT_TRUE(duties().empty());
    const auto done = database->read([&](db::Connection& c) { return ledger::find_duty(c, running[0].id); });
    EXPECT_EQ(done->occurrences[0].done_on, make_day(2026, 5, 6));
    EXPECT_EQ(database->read([&](db::Connection& c) { return ledger::proofs_of(c, running[0].id); }).at(0).address,
              "/documents/x");
    EXPECT_FALSE(column("news").duty_id);
}

TEST_F(Watch, opens_nothing_for_a_column_that_nobody_sees_to) {
    EXPECT_EQ(write([](db::Connection& c) { return open_duties(c, make_day(2027, 5, 6)); }), 0);
    EXPECT_TRUE(duties().empty());
}

TEST_F(Watch, counts_what_is_published_in_a_column_for_those_it_stands_in) {
    publish("normative", make_day(2026, 5, 1));
    EXPECT_EQ(column("policies").last_on, make_day(2026, 5, 1));
    EXPECT_EQ(column("normative").last_on, make_day(2026, 5, 1));
    EXPECT_FALSE(column("government_papers").last_on);
    publish("normative", make_day(2026, 4, 1));
    EXPECT_EQ(column("policies").last_on, make_day(2026, 5, 1)) << "an older one changes nothing";
}

TEST_F(Watch, ends_the_duty_of_a_unit_that_sees_to_it_no_longer) {
    ASSERT_TRUE(write([&](db::Connection& c) { return see_to(c, "news", office, 14, "supervisor"); }));
    EXPECT_EQ(write([](db::Connection& c) { return open_duties(c, make_day(2026, 6, 6)); }), 1);
    const auto lines = [&] { return database->read([](db::Connection& c) { return journal::newest(c, 100).size(); }); };
    const auto before = lines();
    ASSERT_TRUE(write([&](db::Connection& c) { return see_to(c, "news", office, 14, "supervisor"); }));
    EXPECT_EQ(lines(), before) << "nothing has changed";
    ASSERT_TRUE(write([&](db::Connection& c) { return see_to(c, "news", town, 7, "supervisor"); }));
    EXPECT_TRUE(duties().empty());
    EXPECT_EQ(column("news").column.upkeep_days, 7);
    EXPECT_EQ(write([](db::Connection& c) { return open_duties(c, make_day(2026, 6, 6)); }), 1);
    EXPECT_EQ(duties().at(0).unit_id, town);
    const auto refused = [&](std::string_view key, int days) {
        return write([&](db::Connection& c) { return see_to(c, key, office, days, "supervisor"); }).error().id;
    };
    EXPECT_EQ(refused("nowhere", 7), "catalogue.refuse.no_column");
    EXPECT_EQ(refused("news", 0), "catalogue.refuse.period");
    EXPECT_EQ(refused("news", 1001), "catalogue.refuse.period");
}

}  // namespace
}  // namespace gongkai::catalogue
