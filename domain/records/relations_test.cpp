// Records beside each other: the list of the level above, what days bring, the year before, an end before its time; and what of a
// deed enters the public log.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "domain/calendar/desk.h"
#include "domain/public_log/desk.h"
#include "domain/records/comparison.h"
#include "domain/records/desk.h"
#include "domain/records/found.h"
#include "domain/records/import.h"
#include "domain/records/testing.h"
#include "domain/records/watch.h"
#include "domain/search/store.h"

namespace gongkai::records {
namespace {

class Relations : public RecordsTest {
  protected:
    template <class F>
    auto write(F deed) {
        return database->write([&](db::Connection& connection) { return deed(connection); });
    }
    template <class F>
    auto read(F look) {
        return database->read([&](db::Connection& connection) { return look(connection); });
    }
    Values power(const std::string& code, const std::string& name) const {
        return values_of(*kinds().find("power_item"), {{"code", code},
                                                       {"name", name},
                                                       {"category", "licence"},
                                                       {"authority", id("市财政局")},
                                                       {"level", "county"},
                                                       {"legal_basis", "某法第一条"},
                                                       {"charged", "no"},
                                                       {"duties", "受理"},
                                                       {"accountability", "无"},
                                                       {"change", "new"},
                                                       {"changed_on", "2026-11-01"}});
    }
    Values penalty(const std::string& doc_no, const std::string& publish_until) const {
        return values_of(*kinds().find("penalty"), {{"doc_no", doc_no},
                                                    {"subject_name", "张三丰"},
                                                    {"person_id", "370883190002300017"},
                                                    {"subject_type", "person"},
                                                    {"violation_type", "无证经营"},
                                                    {"facts", "摆摊"},
                                                    {"basis", "丙"},
                                                    {"category", "fine"},
                                                    {"content", "罚款"},
                                                    {"fine_wan", "0.050000"},
                                                    {"decided_on", "2026-11-20"},
                                                    {"publish_until", publish_until},
                                                    {"authority", id("市财政局")}});
    }
};

TEST_F(Relations, a_list_of_the_level_above_is_held_against_every_deed) {
    const auto& kind = *kinds().find("power_item");
    const auto put = [&](const std::string& code, const std::string& name) {
        return write([&](db::Connection& c) { return add(c, kind, unit("市财政局"), power(code, name), "test").value(); });
    };
    put("001", "甲 事项");
    const auto second = put("002", "乙事项");
    const TemporaryFolder folder;
    const auto file = folder.path() / "upper.csv";
    write_file(file,
               "事项编码,事项名称,类型,设定依据\n001,甲事项,行政许可,某法第一条\n002,乙事项（新）,行政许可,某法第二条\n003,丙,"
               "行政许可,某法\n");
    EXPECT_EQ(write([&](db::Connection& c) { return take_in_upper(c, kind, file, "上级目录", "test"); }).value(), 3);
    const auto list = [&] { return read([&](db::Connection& c) { return *upper_list(c, kind); }); };
    EXPECT_EQ(list().same, 1) << "a blank is no difference";
    EXPECT_EQ(list().differs, 1);
    EXPECT_EQ(list().lacking, 1);
    EXPECT_EQ(list().alone, 0);
    const auto differs = read([&](db::Connection& c) { return comparisons(c, kind, Agreement::differs, "", 10); });
    ASSERT_EQ(differs.size(), 1u);
    EXPECT_EQ(differs[0].item, "002");
    EXPECT_EQ(differs[0].serial, second);
    EXPECT_EQ(differs[0].fields.size(), 2u) << "name and basis";
    put("003", "丙");
    put("009", "只在本级");
    EXPECT_EQ(list().lacking, 0);
    EXPECT_EQ(list().alone, 1);
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, kind, second, 1, "已取消", "test"); }).has_value());
    EXPECT_EQ(list().differs, 1) << "003 has another basis";
    EXPECT_EQ(list().lacking, 1);
    EXPECT_EQ(write([&](db::Connection& c) { return take_in_upper(c, *kinds().find("venue"), file, "甲", "test"); }).error().id,
              "records.refuse.no_comparison");
    write_file(file, "事项编码,事项名称\n001,甲\n");
    EXPECT_EQ(write([&](db::Connection& c) { return take_in_upper(c, kind, file, "甲", "test"); }).error().id,
              "records.refuse.no_head");
    EXPECT_EQ(list().name, "上级目录") << "a refused list leaves the old one";
}

TEST_F(Relations, days_and_the_newest_tell_what_a_month_brought) {
    ASSERT_TRUE(put({month_of_town("2026-10", "石墙镇", 6, 35), month_of_town("2026-10", "香城镇", 9, 30)}).has_value());
    ASSERT_TRUE(put({month_of_town("2026-10", "石墙镇", 7, 35)}).has_value());
    const auto brought = read([](db::Connection& c) { return brought_between(c, make_day(2026, 11, 1), make_day(2026, 12, 1)); });
    ASSERT_EQ(brought.size(), 1u);
    EXPECT_EQ(brought[0].kind, "air");
    EXPECT_EQ(brought[0].added, 2);
    EXPECT_EQ(brought[0].changed, 1);
    EXPECT_TRUE(read([](db::Connection& c) { return brought_between(c, make_day(2026, 10, 1), make_day(2026, 11, 1)); }).empty());
    const auto pairs =
        read([](db::Connection& c) { return pairs_of(c, air(), *air().find_field("town"), *air().find_field("month")); });
    ASSERT_EQ(pairs.size(), 2u);
    EXPECT_EQ(pairs[0].value, "2026-10");
    EXPECT_EQ(pairs[0].records, 1);
}

TEST_F(Relations, credit_that_was_repaired_ends_the_display_before_its_time) {
    const auto& kind = *kinds().find("penalty");
    auto values = values_of(kind, {{"publish_until", "2029-01-01"}});
    EXPECT_EQ(shown_until(kind, values), make_day(2029, 1, 1));
    values[*kind.find_field("repaired_on")] = "2026-11-20";
    EXPECT_EQ(shown_until(kind, values), make_day(2026, 11, 20));
    values[*kind.find_field("repaired_on")] = "2030-01-01";
    EXPECT_EQ(shown_until(kind, values), make_day(2029, 1, 1)) << "a repair lengthens nothing";
}

TEST_F(Relations, what_is_filled_in_later_has_no_due_day) {
    const auto& kind = *kinds().find("land_acquisition");
    const auto calendar = read([](db::Connection& c) { return calendar::working_days(c); });
    auto values = values_of(kind, {{"received_on", "2026-11-02"}, {"backfilled", "no"}});
    EXPECT_EQ(due_on(kind, values, calendar).value(), make_day(2026, 11, 23));
    values[*kind.find_field("backfilled")] = "yes";
    EXPECT_EQ(due_on(kind, values, calendar).value(), std::nullopt);
}

TEST_F(Relations, a_deed_on_a_record_and_a_whole_import_are_one_leaf_each_that_names_nobody) {
    const auto& kind = *kinds().find("power_item");
    const auto serial =
        write([&](db::Connection& c) { return add(c, kind, unit("市财政局"), power("001", "甲"), "test").value(); });
    const auto address = "/records/power_item/" + std::to_string(serial);
    auto leaves = read([&](db::Connection& c) { return public_log::entries_of(c, address); });
    ASSERT_EQ(leaves.size(), 1u);
    EXPECT_EQ(leaves[0].entry.title.find("甲"), std::string::npos);
    const auto record = read([&](db::Connection& c) { return *find_record(c, kind, serial); });
    EXPECT_EQ(leaves[0].entry.content_sha256, sha256_hex(body_of(kind, record.values))) << "what the API gives out as content";
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, kind, serial, 1, "取消", "test"); }).has_value());
    leaves = read([&](db::Connection& c) { return public_log::entries_of(c, address); });
    ASSERT_EQ(leaves.size(), 2u);
    EXPECT_EQ(leaves[0].entry.act, public_log::Act::withdrawn);
    const auto sheet = Sheet::of_csv("month,town,so2,pm25\n2026-10,石墙镇,6,35\n2026-10,香城镇,9,30\n", air()).value();
    Report report;
    ASSERT_TRUE(write([&](db::Connection& c) {
                    return take_in(c, sheet, {air(), unit("市生态环境局"), Marking::real, "a.csv", "because", "test"}, report);
                }).has_value());
    const auto of_kind = read([](db::Connection& c) { return public_log::entries_of(c, "/records/air"); });
    ASSERT_EQ(of_kind.size(), 1u);
    std::string lines;
    for (int i = 1; i <= 2; ++i)
        lines += std::to_string(i) + " " +
                 sha256_hex(body_of(air(), read([&](db::Connection& c) { return *find_record(c, air(), i); }).values)) + "\n";
    EXPECT_EQ(of_kind[0].entry.content_sha256, sha256_hex(lines)) << "with the ranks that followed from all of it";
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35)}, "市生态环境局", Marking::demonstration).has_value());
    EXPECT_EQ(read([](db::Connection& c) { return public_log::entries_of(c, "/records/air"); }).size(), 1u);
}

TEST_F(Relations, figures_of_a_year_follow_every_deed_on_its_records) {
    const auto& kind = *kinds().find("proposal_reply");
    const auto reply = [&](const std::string& number, const std::string& year, const std::string& by, const std::string& full,
                           const std::string& result) {
        return values_of(kind, {{"number", number},
                                {"year", year},
                                {"session", "五次会议"},
                                {"kind", by},
                                {"title", "关于停车的建议"},
                                {"topic", "transport"},
                                {"unit", id("市财政局")},
                                {"received_on", year + "-02-24"},
                                {"replied_on", year + "-05-20"},
                                {"full", full},
                                {"reply", "已办理"},
                                {"withheld_because", full == "no" ? "条例第十四条" : ""},
                                {"result", result},
                                {"satisfaction", "content"}});
    };
    const auto figures = [&](std::string_view year) {
        return read([&](db::Connection& c) { return figures_of_year(c, kind, year); });
    };
    const auto field = [&](std::string_view key) { return *kind.find_field(key); };
    using Map = std::map<std::string, std::int64_t>;
    EXPECT_EQ(figures("2026").year, "");
    const auto serial = write([&](db::Connection& c) {
        for (const auto& values : {reply("1", "2026", "npc", "yes", "a"), reply("2", "2026", "npc", "no", "b"),
                                   reply("3", "2026", "cppcc", "yes", "a"), reply("4", "2025", "cppcc", "yes", "c")})
            add(c, kind, unit("市财政局"), values, "test").value();
        return add(c, kind, unit("市财政局"), reply("5", "2026", "cppcc", "no", "c"), "test").value();
    });
    auto year = figures("");
    EXPECT_EQ(year.year, "2026");
    EXPECT_EQ(year.years, (Map{{"2025", 1}, {"2026", 4}}));
    EXPECT_EQ(year.records, 4);
    EXPECT_EQ(year.counts.at(field("full")), (Map{{"no", 2}, {"yes", 2}}));
    ASSERT_EQ(year.groups.size(), 2u);
    EXPECT_EQ(year.groups[0].choice, "npc");
    EXPECT_EQ(year.groups[0].records, 2);
    EXPECT_EQ(year.groups[0].counts.at(field("result")), (Map{{"a", 1}, {"b", 1}}));
    EXPECT_EQ(year.groups[1].counts.at(field("result")), (Map{{"a", 1}, {"c", 1}}));
    write([&](db::Connection& c) {
        correct(c, kind, serial, 1, reply("5", "2026", "cppcc", "yes", "b"), "办成了", "test").value();
        withdraw(c, kind, 1, 1, "重复", "test").value();
    });
    year = figures("2026");
    EXPECT_EQ(year.records, 3);
    EXPECT_EQ(year.counts.at(field("full")), (Map{{"no", 1}, {"yes", 2}}));
    EXPECT_EQ(year.groups[0].records, 1);
    EXPECT_EQ(year.groups[1].counts.at(field("result")), (Map{{"a", 1}, {"b", 1}}));
    EXPECT_EQ(figures("2025").counts.at(field("satisfaction")), (Map{{"content", 1}}));
    EXPECT_EQ(figures("1999").year, "2026") << "the newest where there is none";
}

// The entry of search holds none of it: the index asks.
TEST_F(Relations, the_words_of_a_record_are_its_public_ones_as_long_as_it_is_public) {
    const auto& kind = *kinds().find("penalty");
    const auto serial = write([&](db::Connection& c) {
        return add(c, kind, unit("市财政局"), penalty("邹罚〔2026〕1号", "2029-01-01"), "test").value();
    });
    const auto words_of = [&](const std::string& key) {
        return read([&](db::Connection& c) { return found_records().texts(c, {key}); }).front();
    };
    const auto key = "penalty/" + std::to_string(serial);
    for (const auto* said : {"文号：邹罚〔2026〕1号", "违法事实：摆摊", "处罚类别：罚款", "罚款金额：0.05万元", "市财政局"})
        EXPECT_NE(words_of(key).find(said), std::string::npos) << words_of(key);
    for (const auto* hidden : {"张", "3708"})
        EXPECT_EQ(words_of(key).find(hidden), std::string::npos) << words_of(key);
    for (const auto* none : {"penalty/99", "penalty", "penalty/x", "none/1", ""})
        EXPECT_EQ(words_of(none), "") << none;
    const auto kept = read([&](db::Connection& c) { return search::entries_after(c, 0, 10); });
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_EQ(kept.front().entry.body, "");
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, kind, serial, 1, "撤销", "test"); }).has_value());
    EXPECT_EQ(words_of(key), "");
}

TEST_F(Relations, the_words_of_many_records_are_asked_for_by_the_hundred_each_in_its_place) {
    constexpr int many = 230;
    std::vector<std::string> keys{"power_item/1", "none/1"};
    write([&](db::Connection& c) {
        for (int i = 1; i <= many; ++i)
            add(c, *kinds().find("penalty"), unit("市财政局"), penalty("第" + std::to_string(i) + "号", "2029-01-01"), "test")
                .value();
        add(c, *kinds().find("power_item"), unit("市财政局"), power("001", "甲"), "test").value();
    });
    for (int i = many; i > 0; --i)
        keys.push_back("penalty/" + std::to_string(i));
    const auto [texts, statements] = read([&](db::Connection& c) {
        const auto before = db::statements_run();
        return std::pair(found_records().texts(c, keys), db::statements_run() - before);
    });
    ASSERT_EQ(texts.size(), keys.size());
    EXPECT_NE(texts[0].find("甲"), std::string::npos);
    EXPECT_EQ(texts[1], "");
    for (int i = many; i > 0; --i)
        EXPECT_NE(texts[static_cast<std::size_t>(many - i + 2)].find("第" + std::to_string(i) + "号"), std::string::npos) << i;
    EXPECT_LE(statements, 8u) << "the directory, one for the item of power, three for the penalties";
}

TEST_F(Relations, a_corrected_record_of_a_month_stays_under_the_day_it_came) {
    const auto& kind = *kinds().find("relief_month");
    auto values = values_of(kind, {{"month", "2026-11"},
                                   {"program", "temporary"},
                                   {"town", id("石墙镇")},
                                   {"persons", "20"},
                                   {"central", "1.000000"},
                                   {"local", "2.000000"}});
    const auto serial = write([&](db::Connection& c) { return add(c, kind, unit("市财政局"), values, "test").value(); });
    setenv("GONGKAI_NOW", "2026-12-03", 1);
    values[*kind.find_field("persons")] = "21";
    write([&](db::Connection& c) { correct(c, kind, serial, 1, values, "误报", "test").value(); });
    const auto kept = read([](db::Connection& c) { return search::entries_after(c, 0, 10); });
    const auto gathered = read([](db::Connection& c) { return found_records().piece(c, "", 10); });
    ASSERT_EQ(kept.size(), 1u);
    ASSERT_EQ(gathered.size(), 1u);
    EXPECT_EQ(kept.front().entry.dated_on, make_day(2026, 11, 27));
    EXPECT_EQ(gathered.front().dated_on, make_day(2026, 11, 27));
}

TEST_F(Relations, a_gathering_goes_past_records_that_are_over_and_still_stand_in_lists) {
    int papers = 0;
    write([&](db::Connection& c) {
        for (const auto* until : {"2026-11-27", "2026-11-27", "2026-11-27", "2026-11-27", "2029-01-01"})
            add(c, *kinds().find("penalty"), unit("市财政局"), penalty(std::to_string(++papers), until), "test").value();
        add(c, *kinds().find("power_item"), unit("市财政局"), power("001", "甲"), "test").value();
    });
    setenv("GONGKAI_NOW", "2026-11-28", 1);
    std::vector<std::string> keys;
    for (std::string after;; after = keys.back()) {
        const auto some = read([&](db::Connection& c) { return found_records().piece(c, after, 2); });
        if (some.empty())
            break;
        for (const auto& entry : some)
            keys.push_back(entry.key);
    }
    std::ranges::sort(keys);
    EXPECT_EQ(keys, (std::vector<std::string>{"penalty/5", "power_item/1"}));
}

TEST(Clocks, are_settled_by_an_installation_and_what_is_wrong_is_told) {
    EXPECT_EQ(settle_clocks("air_quality_month=40 nothing=3 penalty").size(), 3u);
    EXPECT_TRUE(settle_clocks("").empty());
    const auto before = kinds().find("gov_debt")->clock;
    ASSERT_NE(before.kind, Clock::Kind::none);
    EXPECT_TRUE(settle_clocks("gov_debt=9").empty());
    const auto& clock = kinds().find("gov_debt")->clock;
    EXPECT_EQ(before.kind == Clock::Kind::within ? clock.amount : clock.day, 9);
    EXPECT_NE(clock.says.zh.find("9"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::records
