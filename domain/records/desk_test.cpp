#include "domain/records/desk.h"

#include <random>
#include <set>

#include "domain/journal/desk.h"
#include "domain/ledger/store.h"
#include "domain/records/testing.h"
#include "domain/records/watch.h"

namespace gongkai::records {
namespace {

// What the deeds have kept, against what is there when somebody counts.
void expect_counts_true(RecordsTest&, const Counts& kept, const std::vector<Record>& rows) {
    std::array<std::map<std::string, std::int64_t>, filters_at_most> by_value;
    for (const auto& row : rows)
        for (std::size_t slot = 0; slot < air().filters.size(); ++slot) {
            const auto& value = row.values[air().filters[slot]];
            if (air().fields[air().filters[slot]].type != Type::choices) {
                if (!value.empty())
                    ++by_value[slot][value];
                continue;
            }
            for (const auto key : keys_of(value))
                ++by_value[slot][std::string(key)];
        }
    EXPECT_EQ(kept.total, static_cast<std::int64_t>(rows.size()));
    for (std::size_t slot = 0; slot < air().filters.size(); ++slot)
        EXPECT_EQ(kept.by_value[slot], by_value[slot]) << air().fields[air().filters[slot]].key;
}

class Records : public RecordsTest {
  protected:
    std::vector<journal::Line> journal() {
        return database->read([](db::Connection& connection) { return journal::newest(connection, 100); });
    }
    std::optional<WholeRecord> whole(std::int64_t serial) {
        return database->read([&](db::Connection& connection) { return find_whole(connection, air(), serial); });
    }
    std::vector<Figure> kept_figures() {
        return database->read([](db::Connection& connection) { return figures(connection, air(), 100); });
    }
};

TEST_F(Records, are_listed_newest_month_first_and_by_rank_within_it) {
    ASSERT_TRUE(put({month_of_town("2026-08", "石墙镇", 6, 35), month_of_town("2026-09", "石墙镇", 6, 70),
                     month_of_town("2026-09", "香城镇", 6, 35)}));
    const auto rows = list().rows;
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(value(rows[0], "town"), id("香城镇"));
    EXPECT_EQ(value(rows[0], "rank"), "1");
    EXPECT_EQ(value(rows[1], "rank"), "2");
    EXPECT_EQ(value(rows[2], "month"), "2026-08");
    EXPECT_EQ(rows[0].published_on, today());
}

TEST_F(Records, are_ranked_anew_when_one_more_comes_and_alike_ones_share) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 70), month_of_town("2026-09", "香城镇", 6, 35)}));
    ASSERT_TRUE(put({month_of_town("2026-09", "太平镇", 6, 35)}));
    std::map<std::string, std::string> ranks;
    for (const auto& row : list().rows)
        ranks[value(row, "town")] = value(row, "rank");
    EXPECT_EQ(ranks, (std::map<std::string, std::string>{{id("香城镇"), "1"}, {id("太平镇"), "1"}, {id("石墙镇"), "3"}}));
}

TEST_F(Records, with_a_rank_that_does_not_follow_are_refused_whole) {
    const auto done =
        put({month_of_town("2026-09", "石墙镇", 6, 70, {{"rank", "1"}}), month_of_town("2026-09", "香城镇", 6, 35)});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().id, "records.refuse.rank");
    EXPECT_TRUE(list().rows.empty());
    EXPECT_EQ(counts().total, 0);
}

TEST_F(Records, that_are_known_become_what_is_said_now_and_keep_what_was) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35)}));
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35)}));
    EXPECT_EQ(whole(1)->version, 1) << "nothing was changed";
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 70)}));
    const auto record = whole(1);
    EXPECT_EQ(record->version, 2);
    EXPECT_EQ(value(*record, "pm25"), "70");
    const auto before = database->read([&](db::Connection& connection) { return former(connection, air(), record->id); });
    ASSERT_EQ(before.size(), 1u);
    EXPECT_EQ(before[0].values[*air().find_field("pm25")], "35");
    EXPECT_EQ(before[0].because, "because");
    EXPECT_EQ(kept_figures().at(0).total, 70);
}

TEST_F(Records, of_another_unit_are_left_alone) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35)}));
    const auto done = put({month_of_town("2026-09", "石墙镇", 6, 70)}, "市财政局");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().id, "records.refuse.other_unit");
    EXPECT_EQ(done.error().arguments.at(0), "市生态环境局");
}

// What should never have been read does not stay in the history.
TEST_F(Records, can_be_freed_of_what_they_said_before_and_say_so) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35, {{"watcher", "孔令敏"}})}));
    const auto take_out = [&](std::int64_t serial, std::string_view because) {
        return database->write(
            [&](db::Connection& connection) { return take_out_former(connection, air(), serial, because, "account/7"); });
    };
    EXPECT_EQ(take_out(1, "误公开").error().id, "records.refuse.no_former");
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 70)}));
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 71)}));
    EXPECT_EQ(take_out(1, " ").error().id, "records.refuse.no_reason");
    EXPECT_EQ(take_out(2, "误公开").error().id, "records.refuse.no_record");
    ASSERT_TRUE(take_out(1, " 误公开个人信息 "));
    EXPECT_EQ(take_out(1, "误公开").error().id, "records.refuse.no_former") << "nothing is left";
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 72)}));
    const auto id = whole(1)->id;
    const auto before = database->read([&](db::Connection& connection) { return former(connection, air(), id); });
    ASSERT_EQ(before.size(), 3u);
    EXPECT_EQ(before[0].values[*air().find_field("pm25")], "71") << "what came afterwards has its history";
    EXPECT_FALSE(before[0].taken_out_at);
    for (std::size_t i = 1; i < 3; ++i) {
        EXPECT_TRUE(before[i].taken_out_at);
        EXPECT_EQ(before[i].taken_out_because, "误公开个人信息");
        for (const auto& one : before[i].values)
            EXPECT_EQ(one, "");
    }
    database->read([&](db::Connection& connection) {
        EXPECT_TRUE(has_former(connection, id));
        // Neither in what everybody sees nor in what only the office sees.
        auto rows = connection.query(
            db::Statement{"test.taken_out", "SELECT body, inside FROM record_former WHERE taken_out_at IS NOT NULL"});
        int count = 0;
        for (; rows.next(); ++count)
            EXPECT_EQ(rows.get<std::string>(0) + rows.get<std::string>(1), "{}{}");
        EXPECT_EQ(count, 2);
    });
}

TEST_F(Records, that_take_the_place_of_samples_are_counted_once_among_what_the_days_bring) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35), month_of_town("2026-09", "香城镇", 6, 35),
                     month_of_town("2026-09", "太平镇", 6, 35)},
                    "市生态环境局", Marking::demonstration));
    const auto added = [&] {
        return database->read([&](db::Connection& connection) {
            const auto days = brought_between(connection, make_day(2026, 11, 1), make_day(2026, 12, 1));
            return std::pair(days.empty() ? 0 : days.at(0).added,
                             brought_demonstration(connection, make_day(2026, 11, 1), make_day(2026, 12, 1)));
        });
    };
    EXPECT_EQ(added(), std::pair(std::int64_t{3}, true));
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 36), month_of_town("2026-09", "香城镇", 6, 36)}));
    EXPECT_EQ(added(), std::pair(std::int64_t{3}, true));
    database->write([&](db::Connection& connection) {
        Change change(connection, air(), units, "test");
        change.drop(find_whole(connection, air(), std::int64_t{3}).value());
        change.finish().value();
    });
    EXPECT_EQ(added(), std::pair(std::int64_t{2}, false));
}

TEST_F(Records, are_corrected_with_a_reason_and_from_the_version_that_was_seen) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35), month_of_town("2026-09", "香城镇", 6, 35)}));
    auto values = whole(1)->whole;
    values[*air().find_field("note")] = "核对过";
    const auto change = [&](int version, const Values& now, std::string_view because) {
        return database->write(
            [&](db::Connection& connection) { return correct(connection, air(), 1, version, now, because, "account/7"); });
    };
    EXPECT_EQ(change(1, values, " ").error().id, "records.refuse.no_reason");
    EXPECT_EQ(change(1, values, "当事人37088319850312123X来电").error().id, "checks.refuse.public_words");
    EXPECT_EQ(change(2, values, "有误").error().id, "records.refuse.stale");
    EXPECT_EQ(change(1, whole(1)->whole, "有误").error().id, "records.refuse.same");
    ASSERT_TRUE(change(1, values, "有误"));
    EXPECT_EQ(whole(1)->version, 2);
    EXPECT_EQ(journal().at(0).deed.deed, "records.correct");
    EXPECT_EQ(journal().at(0).deed.detail.find("核对过"), std::string::npos) << "what is internal stays out of the journal";
    values[*air().find_field("town")] = id("香城镇");
    EXPECT_EQ(change(2, values, "有误").error().id, "records.refuse.taken");
    values[*air().find_field("pm25")].clear();
    EXPECT_EQ(change(2, values, "有误").error().id, "records.refuse.needed");
}

TEST_F(Records, that_were_withdrawn_leave_lists_and_no_import_brings_them_back) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35), month_of_town("2026-09", "香城镇", 6, 70)}));
    ASSERT_TRUE(
        database->write([](db::Connection& connection) { return withdraw(connection, air(), 1, 1, "误报", "account/7"); }));
    const auto named = database->write(
        [](db::Connection& connection) { return withdraw(connection, air(), 2, 1, "张建国13863712345要求", "account/7"); });
    EXPECT_EQ(named.error().id, "checks.refuse.public_words");
    const auto rows = list().rows;
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(value(rows[0], "rank"), "1") << "ranked without it";
    const auto record = database->read([](db::Connection& connection) { return find_record(connection, air(), 1); });
    EXPECT_EQ(record->withdrawn_because, "误报");
    const auto again = put({month_of_town("2026-09", "石墙镇", 6, 35)});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().id, "records.refuse.was_withdrawn");
    auto values = whole(1)->whole;
    values[*air().find_field("rank")].clear();
    ASSERT_TRUE(database->write(
        [&](db::Connection& connection) { return correct(connection, air(), 1, 2, values, "并未误报", "account/7"); }));
    EXPECT_EQ(list().rows.size(), 2u);
}

TEST_F(Records, are_counted_as_they_are_after_any_deeds) {
    std::mt19937 random(7);
    const std::vector<std::string> towns{"石墙镇", "香城镇", "太平镇"}, causes{"", "dust", "smoke,ozone", "dust,smoke,ozone"};
    for (int round = 0; round < 60; ++round) {
        const auto month = "2026-0" + std::to_string(1 + random() % 4);
        std::map<std::string, std::string> more{{"causes", causes[random() % 4]}, {"from_on", "2026-01-01"}};
        if (random() % 4 == 0)
            more["to_on"] = random() % 2 == 0 ? "2026-10-01" : "2026-12-31";
        (void)put(
            {month_of_town(month, towns[random() % 3], static_cast<int>(random() % 50), static_cast<int>(random() % 90), more)});
        if (random() % 5 == 0)
            if (const auto record = whole(1 + static_cast<std::int64_t>(random() % 10)); record && !record->withdrawn_at)
                (void)database->write([&](db::Connection& connection) {
                    return withdraw(connection, air(), record->serial, record->version, "误报", "account/7");
                });
    }
    const auto rows = list().rows;
    ASSERT_GE(rows.size(), 4u);
    expect_counts_true(*this, counts(), rows);
    // Under one choice, under two, and as lists have them.
    for (const auto& cause : {"dust", "smoke"})
        for (const auto& town : towns) {
            Asked asked;
            asked.filters[1] = id(town);
            asked.filters[2] = cause;
            const auto both = list({{"town", id(town)}, {"causes", cause}}).rows;
            EXPECT_EQ(counts(asked).total, static_cast<std::int64_t>(both.size()));
            EXPECT_TRUE(counts(asked).is_exact);
            for (const auto& row : both)
                EXPECT_NE((value(row, "causes") + ",").find(std::string(cause) + ","), std::string::npos);
        }
    std::map<std::string, std::int64_t> sums;
    for (const auto& row : rows)
        sums[value(row, "month")] += std::stoll(value(row, "pm25"));
    std::map<std::string, std::int64_t> kept;
    for (const auto& figure : kept_figures())
        kept[figure.x] = figure.total;
    EXPECT_EQ(kept, sums);
    EXPECT_EQ(database->read([](db::Connection& connection) { return kind_there(connection, air()).records; }), counts().total);
}

TEST_F(Records, are_read_page_by_page_each_once) {
    std::vector<Values> all;
    for (int year = 2000; year < 2025; ++year)
        for (const auto* town : {"石墙镇", "香城镇"})
            all.push_back(month_of_town(std::to_string(year) + "-01", town, 6, 35));
    ASSERT_TRUE(put(all));
    std::set<std::int64_t> seen;
    std::string last;
    const auto pages = database->read([&](db::Connection& connection) {
        Place after;
        int count = 0;
        for (std::optional<Place> next = after; next; ++count) {
            const auto page = list_of(connection, air(), {}, counts_for(connection, air(), {}), *next, today(), 7);
            for (const auto& row : page.rows) {
                EXPECT_TRUE(seen.insert(row.serial).second) << row.serial;
                EXPECT_LE(last, row.sort_key);
                last = row.sort_key;
            }
            next = page.next;
        }
        return count;
    });
    EXPECT_EQ(seen.size(), 50u);
    EXPECT_EQ(pages, 8);
    EXPECT_EQ(place_from(written(Place{"7~9", 3}))->sort_key, "7~9");
    EXPECT_FALSE(place_from("7"));
}

// However many newer ones there are, and however few rows a page looks at.
TEST_F(Records, of_an_old_month_and_one_town_are_found_at_once) {
    std::vector<Values> all;
    for (int year = 1950; year < 2026; ++year)
        for (const auto* town : {"石墙镇", "香城镇"})
            all.push_back(month_of_town(std::to_string(year) + "-01", town, 6, 35));
    ASSERT_TRUE(put(all));
    database->read([&](db::Connection& connection) {
        Asked asked;
        asked.filters[0] = "1960-01";
        asked.filters[1] = id("香城镇");
        const auto page = list_of(connection, air(), asked, counts_for(connection, air(), asked), {}, today(), 20, 2);
        ASSERT_EQ(page.rows.size(), 1u);
        EXPECT_EQ(value(page.rows[0], "month"), "1960-01");
        EXPECT_FALSE(page.next);
    });
}

TEST_F(Records, leave_lists_on_the_day_after_the_last_of_their_display) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35, {{"to_on", "2026-11-27"}}),
                     month_of_town("2026-09", "香城镇", 6, 35, {{"to_on", "2026-11-26"}})}));
    EXPECT_EQ(list().rows.size(), 1u) << "the second one is over already";
    EXPECT_EQ(counts().total, 1);
    setenv("GONGKAI_NOW", "2026-11-28", 1);
    EXPECT_EQ(list().rows.size(), 0u) << "whether a timer has run or not";
    EXPECT_EQ(database->write([](db::Connection& connection) { return end_display(connection, today()); }), 0)
        << "a kind that the program does not carry";
}

TEST_F(Records, of_demonstration_give_way_to_real_ones_and_go_without_a_trace) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35), month_of_town("2026-09", "香城镇", 6, 35)}, "市财政局",
                    Marking::demonstration));
    EXPECT_TRUE(list().rows.at(0).is_demonstration);
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 70)}));
    EXPECT_EQ(counts().total, 2);
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 9, 9)}, "市财政局", Marking::demonstration));
    std::vector<std::string> real;
    for (const auto& row : list().rows)
        if (!row.is_demonstration)
            real.push_back(value(row, "pm25"));
    EXPECT_EQ(real, std::vector<std::string>{"70"});
}

TEST_F(Records, are_laid_out_anew_where_the_file_of_the_kind_has_changed) {
    ASSERT_TRUE(
        put({month_of_town("2026-09", "石墙镇", 6, 35, {{"watcher", "孔令伟"}}), month_of_town("2026-08", "香城镇", 6, 35)}));
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 36, {{"watcher", "孔令伟"}})}));
    auto changed = air();
    changed.filters = {*changed.find_field("town"), *changed.find_field("month")};
    changed.order.is_descending = false;
    changed.fields[*changed.find_field("watcher")].privacy = Privacy::internal;
    EXPECT_TRUE(database->write([&](db::Connection& connection) { return lay_out_anew(connection, changed); }));
    EXPECT_FALSE(database->write([&](db::Connection& connection) { return lay_out_anew(connection, changed); }));
    database->read([&](db::Connection& connection) {
        Asked asked;
        const auto now = counts_for(connection, changed, asked);
        EXPECT_EQ(now.by_value[0].size(), 2u);
        const auto rows = list_of(connection, changed, asked, now, {}, today()).rows;
        ASSERT_EQ(rows.size(), 2u);
        EXPECT_EQ(rows[0].values[*changed.find_field("month")], "2026-08");
        for (const auto& row : rows)
            EXPECT_EQ(row.values[*changed.find_field("watcher")], "") << "what became internal is gone from what everybody sees";
        const auto whole = find_whole(connection, changed, 1);
        EXPECT_EQ(whole->whole[*changed.find_field("watcher")], "孔令伟");
        const auto before = former(connection, changed, whole->id);
        ASSERT_EQ(before.size(), 1u);
        EXPECT_EQ(before[0].values[*changed.find_field("watcher")], "") << "and from what it said before";
    });
}

}  // namespace
}  // namespace gongkai::records
