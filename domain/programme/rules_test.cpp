#include "domain/programme/rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::programme {
namespace {

using people::UnitId;

const Day on = make_day(2019, 6, 10);

TEST(Head, tells_year_key_place_and_the_day_from_which_periods_are_counted) {
    const auto table = read_csv(*read_file(GONGKAI_SOURCE_DIR "/domain/programme/cases/heads.csv"));
    ASSERT_TRUE(table);
    ASSERT_GT(table->size(), 5U);
    for (std::size_t i = 1; i < table->size(); ++i) {
        const auto& line = (*table)[i];
        const NoticeHead head{line[0], line[1], line[2], parse_day(line[3]), {}};
        const int year = year_of_notice(head, *parse_day(line[4]));
        EXPECT_EQ(std::to_string(year), line[5]) << line[0];
        EXPECT_EQ(key_of_notice(head, year, "abcdef0123456789"), line[6]) << line[0];
        EXPECT_EQ(place_of(head), line[7]) << line[0];
        EXPECT_EQ(to_text(counted_from(head, year)), line[8]) << line[0];
    }
}

people::Unit unit(UnitId id, std::string name, std::string full_name, std::vector<std::string> groups = {}) {
    people::Unit made;
    made.id = id;
    made.name = std::move(name);
    made.full_name = std::move(full_name);
    made.groups = std::move(groups);
    return made;
}

people::Directory units_of_two_places() {
    auto closed = unit(5, "老街镇", "甲市老街镇人民政府", {"各镇街"});
    closed.valid_until = make_day(2018, 12, 31);
    auto section = unit(6, "公开科", "甲市财政局公开科");
    section.kind = people::Kind::section;
    auto unlisted = unit(7, "市无名办", "市无名办");
    unlisted.is_listed = false;
    return people::Directory({unit(1, "市财政局", "甲市财政局"), unit(2, "市教育局", "甲市教育局"),
                              unit(3, "河东镇", "甲市河东镇人民政府", {"各镇街"}), unit(4, "市财政局", "乙市财政局"), closed,
                              section, unlisted, unit(8, "供电公司", "供电公司")});
}

std::vector<UnitId> ids(const people::Directory& units) {
    std::vector<UnitId> all;
    for (const auto& one : units.units())
        all.push_back(one.id);
    return all;
}

TEST(Place, units_of_another_are_not_meant) {
    const auto of = [](std::string issuer) {
        return ids(units_of_place(units_of_two_places(), NoticeHead{{}, {}, std::move(issuer), {}, {}}));
    };
    EXPECT_EQ(of("甲市人民政府办公室"), (std::vector<UnitId>{1, 2, 3, 5, 6, 8}));
    EXPECT_EQ(of("丙省甲市人民政府办公室"), (std::vector<UnitId>{1, 2, 3, 5, 6, 8})) << "written with the province before it";
    EXPECT_EQ(of("乙市人民政府"), (std::vector<UnitId>{4, 8}));
    EXPECT_EQ(of("某领导小组"), (std::vector<UnitId>{1, 2, 3, 4, 5, 6, 8})) << "no government: all of the list";
}

struct Owing {
    std::vector<std::string> units, groups;
    std::string owners;  // ids and names of groups, in order
};

std::string to_line(const std::vector<Owner>& owners) {
    std::vector<std::string> words;
    for (const auto& owner : owners)
        words.push_back(owner.unit_id ? std::to_string(*owner.unit_id) : owner.group_name);
    return join(words, " ");
}

TEST(Owners, of_a_row_are_its_units_then_the_members_of_its_groups) {
    const auto units = units_of_place(units_of_two_places(), {{}, {}, "甲市人民政府", {}, {}});
    const ResolvedNames names{{"市财政局", 1}, {"市教育局", 2}, {"市无名办", 7}};
    const NamedGroups named{{"有关部门", {2, 1}}};
    const Owing cases[] = {
        {{"市财政局", "市教育局"}, {}, "1 2"},
        {{"市财政局", "市财政局"}, {}, "1"},
        {{}, {"各镇街"}, "3"},  // the town that was closed before the signing owes nothing
        {{"市教育局"}, {"各镇街"}, "2 3"},
        {{}, {"有关镇街"}, "有关镇街"},       // nobody has said which
        {{"市教育局"}, {"有关部门"}, "2 1"},  // somebody has
    };
    for (const auto& one : cases) {
        Row row;
        row.units = one.units;
        row.groups = one.groups;
        EXPECT_EQ(to_line(owners_of(row, names, named, units, on)), one.owners);
    }
    Row all;
    all.groups = {"各责任部门"};
    auto owners = owners_of(all, names, named, units, on);
    std::ranges::sort(owners);
    EXPECT_EQ(to_line(owners), "1 2 7") << "all that this notice names";
}

TEST(Owners, of_a_duty_of_the_cover_are_who_it_calls_or_every_unit) {
    const auto units = units_of_place(units_of_two_places(), {{}, {}, "甲市人民政府", {}, {}});
    const ResolvedNames names{{"市财政局", 1}, {"市无名办", 7}};
    const auto of = [&](std::string who) {
        return to_line(owners_of(CoverDuty{"报送方案", std::move(who), {}, {}}, names, units, on));
    };
    EXPECT_EQ(of("各级各部门"), "1 2 3 8 7") << "no section, nobody who was closed, and whom only the notice names";
    EXPECT_EQ(of("市教育局"), "2");
    EXPECT_EQ(of("市无名办"), "7");
    EXPECT_EQ(of("牵头单位"), "牵头单位");
}

struct Printed {
    Due::Kind kind;
    Period period;
    std::string requirement, words;
    ledger::Term::Kind becomes;
    std::optional<unsigned> month_day, month;
};

TEST(Terms, of_a_row_follow_its_words) {
    using Kind = ledger::Term::Kind;
    const Printed cases[] = {
        {Due::Kind::every, Period::month, "每月10日前公布空气质量", "每月10日前", Kind::every, 10, {}},
        {Due::Kind::every, Period::year, "每年1月31日前公布年报", "每年1月31日前", Kind::every, 31, 1},
        {Due::Kind::every, Period::quarter, "每季度10日前", "每季度10日前", Kind::every, {}, {}},
        {Due::Kind::every, Period::month, "每月公布", "每月", Kind::every, {}, {}},
        {Due::Kind::every, Period::year, "每年13月40日前", "每年13月40日前", Kind::every, {}, {}},
        {Due::Kind::at_least, Period::year, "每年不少于2次", "每年不少于2次", Kind::at_least, {}, {}},
        {Due::Kind::ongoing, Period::year, "持续推进", "持续推进", Kind::standing, {}, {}},
        {Due::Kind::within, Period::year, "自本通知印发之日起20个工作日内报送", "20个工作日内", Kind::within, {}, {}},
        {Due::Kind::within, Period::year, "报送方案", "自本通知印发之日起20个工作日内", Kind::within, {}, {}},
        {Due::Kind::within, Period::year, "公开决定", "自作出决定之日起7个工作日内", Kind::standing, {}, {}},
        {Due::Kind::within, Period::year, "作出决定之日起7个工作日内公开", "7个工作日内", Kind::standing, {}, {}},
        {Due::Kind::within,
         Period::year,
         "本通知印发后抓紧落实；作出决定之日起7个工作日内公开",
         "7个工作日内",
         Kind::standing,
         {},
         {}},
    };
    for (const auto& one : cases) {
        Row row;
        row.requirement = one.requirement;
        row.due = {{one.kind, {}, one.period, 2, DueUnit::working_day, one.words}};
        const auto terms = terms_of(row);
        ASSERT_EQ(terms.size(), 1U);
        EXPECT_EQ(terms[0].kind, one.becomes) << one.requirement;
        EXPECT_EQ(terms[0].month_day, one.month_day) << one.requirement;
        EXPECT_EQ(terms[0].month, one.month) << one.requirement;
        EXPECT_EQ(terms[0].words, one.words);
    }
}

TEST(Terms, of_a_period_are_as_many_as_the_days_it_names) {
    struct Case {
        Period period;
        const char* words;
        std::vector<std::pair<unsigned, unsigned>> days;  // month, 0 in a term of each month, and day
    };
    const Case cases[] = {
        {Period::month, "每月5日、20日前各公开一次", {{0, 5}, {0, 20}}},
        {Period::month, "每月十日前", {{0, 10}}},
        {Period::month, "每月初", {{0, 10}}},
        {Period::month, "每月中旬", {{0, 20}}},
        {Period::month, "每月5日、40日前", {}},
        {Period::month, "每月结束后5日内", {}},
        {Period::month, "每月5个工作日内", {}},
        {Period::month, "每月底前", {}},
        {Period::year, "每年1月31日、7月31日前", {{1, 31}, {7, 31}}},
        {Period::year, "每年6月10日、20日前", {{6, 10}, {6, 20}}},
        {Period::year, "每年3月底前", {{3, 31}}},
        {Period::year, "每年6月、12月各一次", {{6, 31}, {12, 31}}},
        {Period::year, "每年31日前", {}},
        {Period::quarter, "每季度首月10日前", {}},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.words);
        Row row;
        row.due = {{Due::Kind::every, {}, one.period, 0, DueUnit::day, one.words}};
        std::vector<std::pair<unsigned, unsigned>> days;
        const auto terms = terms_of(row);
        for (const auto& term : terms)
            if (term.month_day)
                days.emplace_back(term.month.value_or(0), *term.month_day);
        EXPECT_EQ(days, one.days);
        EXPECT_EQ(terms.size(), std::max<std::size_t>(one.days.size(), 1));
    }
}

TEST(Plan, is_what_the_cover_asks_each_unit_to_publish) {
    struct Case {
        TaskKind kind;
        const char* requirement;
        bool asks;
    };
    for (const auto& [kind, requirement, asks] : {Case{TaskKind::cover, "制定具体实施方案，务必于6月底前公开发布", true},
                                                  Case{TaskKind::cover, "各单位工作方案报市政府办公室", true},
                                                  Case{TaskKind::cover, "开展年中、年终评估，并进行通报", false},
                                                  Case{TaskKind::table, "公开征地补偿安置实施方案", false}}) {
        StoredTask task;
        task.kind = kind;
        Row row;
        row.requirement = requirement;
        EXPECT_EQ(asks_for_plan(task, row), asks) << requirement;
    }
}

TEST(Groups, of_towns_are_told_from_those_of_departments) {
    for (const auto* group : {"有关镇街", "各乡镇", "相关街道"})
        EXPECT_TRUE(means_towns(group)) << group;
    for (const auto* group : {"市直有关部门", "相关责任单位", ""})
        EXPECT_FALSE(means_towns(group)) << group;
}

}  // namespace
}  // namespace gongkai::programme
