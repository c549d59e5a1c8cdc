// The library: what is handed over with files stands in it, is counted exactly, moves and goes with its entry.
#include "domain/search/library.h"

#include <gtest/gtest.h>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/desk.h"
#include "domain/search/library_counts.h"
#include "domain/search/need.h"

namespace gongkai::search {
namespace {

class Library : public testing::Test {
  protected:
    Library() {
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
        hand(thing("1", "重大项目清单", "policy_document", "7", make_day(2024, 5, 1)));
        hand(thing("2", "安全生产通知", "policy_document", "7", make_day(2026, 3, 2)));
        hand(thing("3", "长江禁渔公告", "news", "7", make_day(2026, 3, 2)));
        hand(thing("4", "白名单", "news", "8", make_day(2025, 12, 31)));
        auto set = thing("air", "空气质量", "data", "", undated);
        set.source = "kind_of_record";
        hand(set);
        auto task = thing("5", "任务一", "task", "7", make_day(2026, 1, 1));
        task.holdings.clear();
        hand(task);
    }

    static Entry thing(std::string key, std::string title, std::string kind, std::string unit, Day on) {
        Entry one;
        one.source = "document";
        one.key = std::move(key);
        one.title = std::move(title);
        one.kind = {kind, kind, kind};
        if (!unit.empty())
            one.unit = {unit, "单位" + unit, ""};
        one.published_on = on;
        one.address = "/documents/" + one.key;
        one.holdings = {
            {Holding::Kind::copy, one.title + ".html", "html", one.address + "/copy.html", "", 5000},
            {Holding::Kind::original, "附件.pdf", "pdf", one.address + "/files/a.pdf", one.address + "/pages/a.pdf", 9}};
        return one;
    }
    void hand(const Entry& one) {
        database->write([&](db::Connection& c) { hand_over(c, one); });
    }
    LabelId id_of(const std::string& facet, const std::string& code) {
        for (const auto& [id, kept] : database->read([](db::Connection& c) { return labels(c); }))
            if (kept.facet == facet && kept.label.code == code)
                return id;
        return 0;
    }
    Part part(const std::string& kind, const std::string& unit = "", int year = 0) {
        return {kind.empty() ? 0 : id_of("kind", kind), unit.empty() ? 0 : id_of("unit", unit), year};
    }
    std::string titles(const Part& part, const HeldPlace& after = {}, int at_most = 20) {
        return titles_of(database->read([&](db::Connection& c) { return held(c, part, after, at_most); }));
    }
    static std::string titles_of(const std::vector<Held>& all) {
        std::string text;
        for (const auto& one : all)
            text += (text.empty() ? "" : " ") + one.title;
        return text;
    }
    HeldCounts counts(const Part& part) {
        return database->read([&](db::Connection& c) { return counter.counts(c, part); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    HeldCounter counter;
};

TEST_F(Library, shows_what_has_files_newest_first_in_every_part) {
    EXPECT_EQ(titles({}), "长江禁渔公告 安全生产通知 白名单 重大项目清单 空气质量") << "a task has no files";
    EXPECT_EQ(titles(part("policy_document")), "安全生产通知 重大项目清单");
    EXPECT_EQ(titles(part("", "8")), "白名单");
    EXPECT_EQ(titles(part("news", "7")), "长江禁渔公告");
    EXPECT_EQ(titles(part("", "", 2026)), "长江禁渔公告 安全生产通知");
    EXPECT_EQ(titles(part("", "", 2025)), "白名单") << "the last day of a year belongs to it";
    EXPECT_EQ(titles(part("", "", year_of(undated))), "空气质量") << "what has no day";
    EXPECT_EQ(titles(part("news", "8", 2026)), "");
}

TEST_F(Library, goes_on_after_the_last_that_was_seen) {
    const auto first = database->read([](db::Connection& c) { return held(c, {}, {}, 1); });
    ASSERT_EQ(titles_of(first), "长江禁渔公告");
    const auto place = held_place_from(written(HeldPlace{first[0].published_on, first[0].id}));
    ASSERT_TRUE(place);
    EXPECT_EQ(titles({}, *place, 2), "安全生产通知 白名单") << "two of one day are told apart";
    for (const auto* wrong : {"", "2026-03-02", "2026-03-02-", "2026-13-02-1", "2026-03-02-x", "2026-03-02-0"})
        EXPECT_FALSE(held_place_from(wrong)) << wrong;
}

TEST_F(Library, counts_each_facet_under_the_others) {
    EXPECT_EQ(counts({}).total, 5);
    const auto of_news = counts(part("news"));
    EXPECT_EQ(of_news.total, 2);
    EXPECT_EQ(of_news.kinds.at(id_of("kind", "policy_document")), 2) << "what else could be chosen instead";
    EXPECT_EQ(of_news.units.at(id_of("unit", "7")), 1);
    EXPECT_EQ(of_news.years.at(2025), 1);
    EXPECT_FALSE(of_news.years.contains(2024));
    const auto narrow = counts(part("news", "7", 2026));
    EXPECT_EQ(narrow.total, 1);
    EXPECT_EQ(narrow.kinds.at(id_of("kind", "policy_document")), 1);
}

TEST_F(Library, is_parted_by_theme_and_validity_and_a_validity_turns_with_its_day) {
    setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
    auto rule = thing("6", "供热管理办法", "policy_document", "7", make_day(2022, 5, 1));
    rule.theme = {"05", "城乡建设", ""};
    rule.turns = {{undated, Validity::in_force}, {make_day(2026, 11, 3), Validity::expired}};
    hand(rule);
    auto other = thing("7", "供水管理办法", "policy_document", "8", make_day(2023, 5, 1));
    other.theme = rule.theme;
    hand(other);
    Part of_theme;
    of_theme.theme = id_of("theme", "05");
    EXPECT_EQ(titles(of_theme), "供水管理办法 供热管理办法");
    Part in_force = of_theme;
    in_force.validity = Validity::in_force;
    EXPECT_EQ(titles(in_force), "供热管理办法");
    in_force.unit = id_of("unit", "8");
    EXPECT_EQ(titles(in_force), "");
    const auto narrowed = counts(in_force);
    EXPECT_EQ(narrowed.total, 0);
    EXPECT_EQ(narrowed.units.at(id_of("unit", "7")), 1);
    EXPECT_TRUE(narrowed.validities.empty()) << "the other holds for nobody to say";
    EXPECT_EQ(counts({}).themes.at(of_theme.theme), 2);
    EXPECT_EQ(counts({}).validities.at(Validity::in_force), 1);
    setenv("GONGKAI_NOW", "2026-11-03T04:00:00Z", 1);
    database->write([](db::Connection& c) { turn(c, today()); });
    in_force = of_theme;
    in_force.validity = Validity::expired;
    EXPECT_EQ(titles(in_force), "供热管理办法");
    EXPECT_EQ(counts({}).validities.at(Validity::expired), 1);
    EXPECT_FALSE(counts({}).validities.contains(Validity::in_force));
    const auto anew = database->read([](db::Connection& c) { return HeldCounter().counts(c, {}); });
    EXPECT_EQ(anew.total, counts({}).total) << "who reads all counts as who has followed";
    EXPECT_EQ(anew.themes, counts({}).themes);
    database->write([](db::Connection& c) { take_away(c, "document", "6"); });
    EXPECT_EQ(titles(of_theme), "供水管理办法");
    EXPECT_TRUE(counts({}).validities.empty());
    unsetenv("GONGKAI_NOW");
}

TEST_F(Library, follows_what_changes_and_goes_with_what_is_taken_away) {
    hand(thing("2", "安全生产公告", "news", "8", make_day(2025, 1, 1)));
    EXPECT_EQ(titles(part("policy_document")), "重大项目清单");
    EXPECT_EQ(titles(part("news", "8")), "白名单 安全生产公告");
    EXPECT_EQ(counts({}).total, 5);
    EXPECT_EQ(counts({}).years.at(2026), 1);
    auto without = thing("4", "白名单", "news", "8", make_day(2025, 12, 31));
    without.holdings.clear();
    hand(without);
    database->write([](db::Connection& c) { take_away(c, "document", "3"); });
    EXPECT_EQ(titles({}), "安全生产公告 重大项目清单 空气质量");
    EXPECT_EQ(counts({}).total, 3);
    hand(thing("3", "长江禁渔公告", "news", "7", make_day(2026, 3, 2)));
    EXPECT_EQ(titles(part("news", "7")), "长江禁渔公告") << "it is public again";
    EXPECT_EQ(counts(part("news", "7")).total, 1);
}

// All that stands in the places and sums of the library, in words.
std::vector<std::string> laid_out(db::Connection& connection) {
    constexpr db::Statement places{
        "test.places", "SELECT place, published_on, entry_id FROM search_held ORDER BY place, published_on, entry_id"},
        sums{"test.sums",
             "SELECT kind_id, unit_id, theme_id, validity, year, entries FROM search_held_sum WHERE entries <> 0 "
             "ORDER BY kind_id, unit_id, theme_id, validity, year"};
    std::vector<std::string> all;
    for (auto rows = connection.query(places); rows.next();)
        all.push_back(rows.get<std::string>(0) + ' ' + rows.get<std::string>(1) + ' ' + std::to_string(rows.get<EntryId>(2)));
    for (auto rows = connection.query(sums); rows.next();) {
        auto& line = all.emplace_back(rows.get<std::string>(3));
        for (const int column : {0, 1, 2, 4, 5})
            line += ' ' + std::to_string(rows.get<std::int64_t>(column));
    }
    return all;
}

TEST_F(Library, of_an_older_installation_is_laid_out_by_the_migration_as_by_the_deeds) {
    setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
    auto rule = thing("6", "供热管理办法", "policy_document", "7", make_day(2022, 5, 1));
    rule.turns = {{undated, Validity::in_force}};
    hand(rule);
    rule.key = "7";
    rule.theme = {"05", "城乡建设", ""};
    hand(rule);
    auto other = thing("8", "供水管理办法", "policy_document", "8", make_day(2023, 5, 1));
    other.theme = rule.theme;
    hand(other);
    database->write([](db::Connection& c) { take_away(c, "document", "3"); });
    unsetenv("GONGKAI_NOW");
    const auto by_deeds = database->read(laid_out);
    const auto counted = counts({});
    ASSERT_EQ(counted.themes.size(), 2U) << "one, and none";
    ASSERT_EQ(counted.validities.at(Validity::in_force), 2);

    database->write([](db::Connection& c) {
        c.run_script(
            "DELETE FROM search_held WHERE place LIKE '%/%/%'; ALTER TABLE search_holding DROP COLUMN theme_id; "
            "ALTER TABLE search_holding DROP COLUMN validity; DROP TABLE search_held_sum; "
            "CREATE TABLE search_held_count (kind_id INTEGER NOT NULL); "
            "DELETE FROM schema_migration WHERE room = 'search' AND number = 8");
    });
    EXPECT_EQ(db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value(), 1);
    EXPECT_EQ(database->read(laid_out), by_deeds);
    const auto anew = database->read([](db::Connection& c) { return HeldCounter().counts(c, {}); });
    EXPECT_EQ(anew.total, counted.total);
    EXPECT_EQ(anew.themes, counted.themes);
    EXPECT_EQ(anew.validities, counted.validities);
    hand(thing("9", "新闻", "news", "7", make_day(2026, 3, 2)));
    const auto after = database->read([](db::Connection& c) { return HeldCounter().counts(c, {}); });
    EXPECT_EQ(after.total, counted.total + 1) << "deeds go on from there";
}

TEST_F(Library, said_again_changes_nothing_and_keeps_the_files_as_they_were_handed_over) {
    const auto one = thing("1", "重大项目清单", "policy_document", "7", make_day(2024, 5, 1));
    const auto statements = database->write([&](db::Connection& c) {
        const auto before = db::statements_run();
        hand_over(c, one);
        return db::statements_run() - before;
    });
    EXPECT_LE(statements, 3U);
    const auto kept = database->read([&](db::Connection& c) { return held(c, {}, {}, 20); });
    EXPECT_EQ(kept.at(3).holdings, one.holdings);
}

TEST_F(Library, is_sorted_by_title_as_a_chinese_dictionary_does_and_given_in_the_order_asked_for) {
    const auto sorted = database->read([](db::Connection& c) { return held_of(c, held_by_title(c, {})); });
    EXPECT_EQ(titles_of(sorted), "安全生产通知 白名单 长江禁渔公告 空气质量 重大项目清单") << "ān bái cháng kōng zhòng";
    const auto of_part = database->read([&](db::Connection& c) { return held_of(c, held_by_title(c, part("", "7", 2026))); });
    EXPECT_EQ(titles_of(of_part), "安全生产通知 长江禁渔公告");
    EXPECT_TRUE(database->read([](db::Connection& c) { return held_of(c, {99}); }).empty());
}

TEST_F(Library, shows_what_was_downloaded_most_in_each_part) {
    Tally tally({});
    for (const auto* key : {"1", "1", "3", "2", "2", "2", "5"})
        tally.downloaded("document", key);
    write_tally(*database, tally);
    const auto most = [&](const Part& part) {
        const auto taken = database->read([&](db::Connection& c) { return held_most_taken(c, part); });
        std::vector<EntryId> ids;
        for (const auto& one : taken)
            ids.push_back(one.id);
        return titles_of(database->read([&](db::Connection& c) { return held_of(c, ids); }));
    };
    EXPECT_EQ(most({}), "安全生产通知 重大项目清单 长江禁渔公告") << "a task has no files";
    EXPECT_EQ(most(part("policy_document")), "安全生产通知 重大项目清单");
    EXPECT_EQ(most(part("", "7", 2026)), "安全生产通知 长江禁渔公告");
    EXPECT_EQ(most(part("", "8")), "");
}

}  // namespace
}  // namespace gongkai::search
