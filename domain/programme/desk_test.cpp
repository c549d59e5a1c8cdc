#include "domain/programme/desk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/ledger/offers.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/found.h"
#include "domain/programme/queries.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"
#include "domain/programme/titles.h"

namespace gongkai::programme {
namespace {

Row row(std::string requirement, std::vector<std::string> units, std::vector<std::string> groups = {},
        std::vector<Due> due = {}) {
    Row made;
    made.requirement = std::move(requirement);
    made.units = std::move(units);
    made.groups = std::move(groups);
    made.due = std::move(due);
    return made;
}

// A small notice of an invented place.
Reading reading() {
    Reading made;
    made.outcome = Outcome::import;
    made.layout = Layout::table;
    made.document = {"关于印发青石县2019年政务公开工作任务分解表的通知",
                     "青政办字〔2019〕7号",
                     "青石县人民政府办公室",
                     make_day(2019, 6, 25),
                     {}};
    made.tasks = {
        {1,
         "公开财政信息",
         "监督",
         {row("公开预算", {"县财政局"}, {}, {{Due::Kind::every, {}, Period::month, 0, DueUnit::day, "每月"}})}},
        {2, "公开学校信息", "民生", {row("公开招生", {"县教育局", "县体育局"}, {"各镇街"}), row("公开食堂", {}, {"有关镇街"})}}};
    made.cover_duties = {
        {"公布实施方案", "各级各部门", {{Due::Kind::by, make_day(2019, 6, 30), Period::year, 0, DueUnit::day, "6月底前"}}, {}}};
    return made;
}

class Office : public testing::Test {
  protected:
    Office() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "ledger", "programme"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(c,
                                        "name\tkind\tgroups\n县财政局\tdepartment\t各部门\n县教育局\tdepartment\t各部门\n"
                                        "甲镇\ttown\t各镇街\n乙镇\ttown\t各镇街\n",
                                        "test");
        }));
    }
    Result<Import> import(const Reading& what, const std::string& sha256 = "aa11bb22") {
        extract::Document document;
        document.pages.push_back({"第一页", {}});
        return database->write([&](db::Connection& c) { return take_in(c, {what, document, "notice.txt", sha256}, "test"); });
    }
    Result<int> prove(const std::string& lines) {
        return database->write([&](db::Connection& c) {
            return take_proofs(c, "notice,task,row,unit,occurrence,done_on,words,address\n" + lines, Marking::real, "test");
        });
    }
    // "1.1 县财政局 6": where, owner, occurrences.
    std::vector<std::string> duties() {
        return database->read([](db::Connection& c) {
            std::vector<std::string> all;
            const auto notice = *find_notice(c, "2019-7");
            const auto programme = load(c, notice);
            const auto units = people::directory(c);
            for (const auto& duty : ledger::duties_of(c, notice.origin())) {
                const StoredTask* task = nullptr;
                const auto* stored = programme.find_row(duty.part, &task);
                all.push_back(std::to_string(task->kind == TaskKind::cover ? 0 : *task->number) + '.' +
                              std::to_string(stored->position) + ' ' +
                              (duty.unit_id ? units.find(*duty.unit_id)->name : duty.group_name) + ' ' +
                              std::to_string(duty.occurrences.size()));
            }
            std::ranges::sort(all);
            return all;
        });
    }
    std::int64_t lines_of_journal() {
        return database->read([](db::Connection& c) { return journal::check(c); })->lines;
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(Office, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Office, every_owner_of_every_row_has_its_duty) {
    const auto done = import(reading());
    ASSERT_TRUE(done);
    EXPECT_EQ(done->key, "2019-7");
    EXPECT_EQ(done->tasks, 2);
    EXPECT_EQ(done->rows, 3);
    EXPECT_EQ(done->unlisted_units, std::vector<std::string>{"县体育局"});
    EXPECT_EQ(done->unnamed_groups, std::vector<std::string>{"有关镇街"});
    const std::vector<std::string> expected{"0.1 乙镇 1",     "0.1 县体育局 1", "0.1 县教育局 1", "0.1 县财政局 1",
                                            "0.1 甲镇 1",     "1.1 县财政局 6", "2.1 乙镇 1",     "2.1 县体育局 1",
                                            "2.1 县教育局 1", "2.1 甲镇 1",     "2.2 有关镇街 1"};
    EXPECT_EQ(duties(), expected);
}

TEST_F(Office, the_same_file_twice_changes_nothing) {
    ASSERT_TRUE(import(reading()));
    const auto before = duties();
    const auto lines = lines_of_journal();
    EXPECT_EQ(import(reading())->kind, Import::Kind::unchanged);
    EXPECT_EQ(duties(), before);
    EXPECT_EQ(lines_of_journal(), lines);
}

TEST_F(Office, a_corrected_notice_says_what_differs_and_keeps_what_was_proved) {
    ASSERT_TRUE(import(reading()));
    ASSERT_TRUE(prove("2019-7,1,1,县财政局,1,2019-07-20,已公布7月支出,\n"));
    auto corrected = reading();
    corrected.tasks[0].rows[0].due = {{Due::Kind::by, make_day(2019, 10, 31), Period::year, 0, DueUnit::day, "10月底前"}};
    corrected.tasks[1].rows[0].units = {"县教育局"};
    corrected.tasks[1].rows.pop_back();
    corrected.tasks.push_back({3, "公开医院信息", "民生", {row("公开收费", {"县财政局"})}});
    const auto done = import(corrected, "cc33dd44");
    ASSERT_TRUE(done);
    EXPECT_EQ(done->kind, Import::Kind::corrected);
    std::vector<std::string> changes;
    for (const auto& change : done->changes)
        changes.push_back(change.where + ' ' +
                          (change.kind == Change::Kind::added     ? "+"
                           : change.kind == Change::Kind::removed ? "-"
                                                                  : change.field));
    std::ranges::sort(changes);
    EXPECT_EQ(changes, (std::vector<std::string>{"1.1 due", "2.1 units", "2.2 -", "3.1 +"}));
    EXPECT_EQ(done->begun, (std::vector<Shift>{{"3.1", {"县财政局"}}}));
    EXPECT_EQ(done->ended, (std::vector<Shift>{{"2.1", {"县体育局"}}, {"0.1", {"县体育局"}}, {"2.2", {"有关镇街"}}}));
    const std::vector<std::string> expected{"0.1 乙镇 1", "0.1 县教育局 1", "0.1 县财政局 1", "0.1 甲镇 1",    "1.1 县财政局 2",
                                            "2.1 乙镇 1", "2.1 县教育局 1", "2.1 甲镇 1",     "3.1 县财政局 1"};
    EXPECT_EQ(duties(), expected);
    EXPECT_EQ(import(corrected, "cc33dd44")->kind, Import::Kind::unchanged);
}

TEST_F(Office, a_task_put_in_before_the_others_takes_nobodys_proof) {
    ASSERT_TRUE(import(reading()));
    ASSERT_TRUE(prove("2019-7,1,1,县财政局,1,2019-07-20,已公布7月支出,\n"));
    auto corrected = reading();
    for (auto& task : corrected.tasks)
        ++*task.number;
    corrected.tasks.insert(corrected.tasks.begin(),
                           {1, "公开住房信息", "民生", {row("公开分配", {"县财政局"}, {}, corrected.tasks[0].rows[0].due)}});
    const auto done = import(corrected, "cc33dd44");
    ASSERT_TRUE(done);
    std::vector<std::string> proved;
    database->read([&](db::Connection& c) {
        const auto programme = load(c, *find_notice(c, "2019-7"));
        for (const auto& duty : ledger::duties_of(c, "programme/2019-7"))
            if (duty.occurrences.front().done_on)
                proved.push_back(programme.find_row(duty.part)->row.requirement);
    });
    EXPECT_EQ(proved, std::vector<std::string>{"公开预算"});
    std::vector<std::string> told;
    for (const auto& change : done->changes)
        told.push_back(change.where + ' ' + change.field + ' ' + change.before + '>' + change.after);
    EXPECT_EQ(told, (std::vector<std::string>{"2 number 1>2", "3 number 2>3", "1.1  >公开分配"}));
}

TEST_F(Office, a_task_of_another_title_and_requirement_is_another_task) {
    ASSERT_TRUE(import(reading()));
    ASSERT_TRUE(prove("2019-7,1,1,县财政局,1,2019-07-20,已公布7月支出,\n"));
    auto corrected = reading();
    corrected.tasks[0].title = "公开住房信息";
    corrected.tasks[0].rows[0].requirement = "公开分配";
    ASSERT_TRUE(import(corrected, "cc33dd44"));
    database->read([&](db::Connection& c) {
        for (const auto& duty : ledger::duties_of(c, "programme/2019-7"))
            for (const auto& occurrence : duty.occurrences)
                EXPECT_FALSE(occurrence.done_on);
    });
}

TEST_F(Office, a_row_that_moved_to_another_task_takes_its_proof_along) {
    ASSERT_TRUE(import(reading()));
    ASSERT_TRUE(prove("2019-7,2,2,有关镇街,1,2019-07-20,已公布,\n"));
    auto corrected = reading();
    corrected.tasks.push_back({3, "公开食堂信息", "民生", {corrected.tasks[1].rows[1]}});
    corrected.tasks[1].rows.pop_back();
    const auto done = import(corrected, "cc33dd44");
    ASSERT_TRUE(done);
    ASSERT_EQ(done->changes.size(), 1U);
    EXPECT_EQ(done->changes[0].field, "place");
    EXPECT_EQ(done->changes[0].before, "2.2");
    EXPECT_EQ(done->changes[0].after, "3.1");
    EXPECT_EQ(std::ranges::count(duties(), "3.1 有关镇街 1"), 1);
    EXPECT_EQ(prove("2019-7,3,1,有关镇街,1,2019-07-20,已公布,\n").error().id, "programme.refuse.proof_again");
}

TEST_F(Office, a_corrected_notice_comes_in_while_a_proof_waits) {
    ASSERT_TRUE(import(reading()));
    const auto given = database->write([](db::Connection& c) {
        ledger::Offer offer;
        for (const auto& duty : ledger::duties_of(c, "programme/2019-7"))
            if (duty.occurrences.size() == 6)
                offer.occurrence_id = duty.occurrences[2].id;
        offer.done_on = make_day(2019, 9, 20);
        offer.words = "已公布";
        offer.given_by = "account/1";
        return ledger::offer(c, offer);
    });
    ASSERT_TRUE(given);
    auto corrected = reading();
    corrected.tasks[0].rows[0].due = {{Due::Kind::by, make_day(2019, 10, 31), Period::year, 0, DueUnit::day, "10月底前"}};
    ASSERT_TRUE(import(corrected, "cc33dd44"));
    EXPECT_EQ(std::ranges::count(duties(), "1.1 县财政局 1"), 1);
    const auto waiting = database->read([](db::Connection& c) { return ledger::offers_waiting(c, 10); });
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].due_on, make_day(2019, 10, 31));
}

TEST_F(Office, units_of_another_place_are_not_meant) {
    EXPECT_TRUE(database->write([](db::Connection& c) {
        return people::take_in_list(c, "name\tfull_name\tkind\tgroups\n县审计局\t青石县审计局\tdepartment\t各部门\n", "test");
    }));
    auto other = reading();
    other.document.title = "关于印发云溪县2019年政务公开工作任务分解表的通知";
    other.document.issuer = "云溪县人民政府办公室";
    other.tasks[0].rows[0].units = {"县审计局"};
    const auto far = import(other, "11");
    ASSERT_TRUE(far);
    EXPECT_EQ(far->unlisted_units.front(), "县审计局");
    auto own = reading();
    own.tasks[0].rows[0].units = {"县审计局"};
    const auto near = import(own, "22");
    ASSERT_TRUE(near);
    EXPECT_EQ(std::ranges::count(near->unlisted_units, "县审计局"), 0);
}

TEST_F(Office, the_same_file_names_owners_anew_once_the_list_knows_them) {
    ASSERT_TRUE(import(reading()));
    EXPECT_EQ(import(reading())->kind, Import::Kind::unchanged);
    EXPECT_TRUE(database->write([](db::Connection& c) {
        return people::take_in_list(
            c, "name\tkind\tgroups\taliases\n县教育局\tdepartment\t各部门\t县体育局\n甲镇\ttown\t各镇街、有关镇街\t\n", "test");
    }));
    const auto again = import(reading());
    EXPECT_EQ(again->kind, Import::Kind::corrected);
    EXPECT_TRUE(again->changes.empty()) << "the paper says the same";
    EXPECT_EQ(again->begun, (std::vector<Shift>{{"2.2", {"甲镇"}}}));
    EXPECT_EQ(again->ended, (std::vector<Shift>{{"2.1", {"县体育局"}}, {"2.2", {"有关镇街"}}, {"0.1", {"县体育局"}}}));
    const auto all = duties();
    EXPECT_EQ(std::ranges::count(all, "2.1 县体育局 1"), 0);
    EXPECT_EQ(std::ranges::count(all, "2.2 甲镇 1"), 1);
    EXPECT_EQ(std::ranges::count(all, "2.2 有关镇街 1"), 0);
    EXPECT_EQ(import(reading())->kind, Import::Kind::unchanged);
}

TEST_F(Office, another_day_of_signing_moves_what_is_counted_from_it) {
    ASSERT_TRUE(import(reading()));
    EXPECT_EQ(std::ranges::count(duties(), "1.1 县财政局 6"), 1);
    auto later = reading();
    later.document.signed_on = make_day(2019, 8, 25);
    const auto done = import(later, "other");
    ASSERT_TRUE(done);
    EXPECT_EQ(done->changes.at(0).field, "signed_on");
    EXPECT_EQ(std::ranges::count(duties(), "1.1 县财政局 4"), 1);
}

TEST_F(Office, a_paper_that_names_no_issuer_and_no_number_is_nobodys_correction) {
    auto nameless = reading();
    nameless.document.issuer = nameless.document.number = "";
    EXPECT_EQ(import(nameless, "one1111")->kind, Import::Kind::added);
    EXPECT_EQ(import(nameless, "one1111")->kind, Import::Kind::unchanged);
    EXPECT_EQ(import(nameless, "two2222")->kind, Import::Kind::added);
}

TEST_F(Office, a_notice_is_found_under_the_unit_that_has_issued_it) {
    auto of_unit = reading();
    of_unit.document.issuer = "县财政局";
    ASSERT_TRUE(import(of_unit));
    auto of_nobody = reading();
    of_nobody.document.number = "云政办字〔2019〕8号";
    of_nobody.document.issuer = "云溪市人民政府办公室";
    ASSERT_TRUE(import(of_nobody, "ee55"));
    const auto entries = database->read([](db::Connection& c) { return found_notices().all(c); });
    ASSERT_EQ(entries.size(), 2u);
    std::set<std::string> codes{entries[0].unit.code, entries[1].unit.code};
    EXPECT_TRUE(codes.contains("issuer.云溪市人民政府办公室"));
    EXPECT_TRUE(codes.contains("1")) << "as documents and records of the unit stand";
}

TEST_F(Office, two_places_may_have_a_paper_of_the_same_number) {
    ASSERT_TRUE(import(reading()));
    auto other = reading();
    other.document.number = "云政办字〔2019〕7号";
    other.document.issuer = "云溪市人民政府办公室";
    EXPECT_EQ(import(other, "ee55")->key, "2019-7-2");
}

TEST_F(Office, a_file_that_is_no_notice_is_refused_and_leaves_nothing) {
    Reading none;
    none.message = Note{"programme.refuse.no_notice", {}};
    EXPECT_EQ(import(none).error().id, "programme.refuse.no_notice");
    EXPECT_TRUE(database->read([](db::Connection& c) { return notices(c); }).empty());
}

TEST_F(Office, proofs_are_taken_all_or_none_and_a_wrong_line_is_named) {
    ASSERT_TRUE(import(reading()));
    const std::string good = "2019-7,1,1,县财政局,1,2019-07-20,已公布,\n";
    struct Case {
        std::string line, why, what;
    };
    for (const auto& one : {Case{"2018-1,1,1,县财政局,1,2019-07-20,x,\n", "notice", "2018-1"},
                            {"2019-7,9,1,县财政局,1,2019-07-20,x,\n", "row", "9.1"},
                            {"2019-7,1,1,县没有局,1,2019-07-20,x,\n", "unit", "县没有局"},
                            {"2019-7,1,1,甲镇,1,2019-07-20,x,\n", "owner", "甲镇"},
                            {"2019-7,1,1,县财政局,7,2019-07-20,x,\n", "occurrence", "7"},
                            {"2019-7,1,x,县财政局,1,2019-07-20,x,\n", "number", "x"},
                            {"2019-7,1,1,县财政局,2,2019-7-20,x,\n", "day", "2019-7-20"},
                            {"2019-7,1,1,县财政局,2,2018-07-20,x,\n", "early", "2018-07-20"},
                            {"2019-7,4294967297,1,县财政局,2,2019-07-20,x,\n", "row", "4294967297.1"},
                            {"2019-7,1,4294967297,县财政局,2,2019-07-20,x,\n", "row", "1.4294967297"},
                            {"2019-7,1,1\n", "columns", "3"},
                            {"2019-7,1,1,县财政局,2,2019-07-20,x,https://example.cn/a b\n", "address", "https://example.cn/a b"},
                            {"2019-7,1,1,县财政局,2,2019-07-20,x,javascript:alert(1)\n", "address", "javascript:alert(1)"}}) {
        const auto outcome = prove(good + one.line);
        ASSERT_FALSE(outcome) << one.line;
        EXPECT_EQ(outcome.error().id, "programme.refuse.proof." + one.why) << one.line;
        EXPECT_EQ(outcome.error().arguments, (std::vector<std::string>{"3", one.what}));
    }
    EXPECT_EQ(prove("").error().id, "programme.refuse.proof_none");
    EXPECT_EQ(*prove(good + "2019-7,2,2,有关镇街,1,2019-11-01,已公布,/x\n2019-7,0,1,甲镇,1,2019-06-28,方案,\n"), 3);
    EXPECT_EQ(prove(good).error().id, "programme.refuse.proof_again");
}

// Layout L4: 一、二、 with 1. 2. under each.
TEST_F(Office, numbers_that_begin_anew_under_each_heading_are_told_apart) {
    auto restarting = reading();
    restarting.tasks.push_back({1, "公开医院信息", "健康", {row("公开收费", {"县财政局"})}});
    restarting.tasks[1].number = 1;
    ASSERT_TRUE(import(restarting));
    std::vector<std::string> labels;
    for (const auto& task : database->read([](db::Connection& c) { return load(c, *find_notice(c, "2019-7")); }).tasks)
        labels.push_back(task.label());
    EXPECT_EQ(labels, (std::vector<std::string>{"1-1", "2-1", "3-1", "0"}));
    EXPECT_EQ(prove("2019-7,1,1,县财政局,1,2019-07-20,x,\n").error().id, "programme.refuse.proof.row") << "which of the three?";
    ASSERT_TRUE(prove("2019-7,3-1,1,县财政局,1,2019-07-20,x,\n"));
    const auto proved = database->read([](db::Connection& c) {
        std::vector<std::string> titles;
        Titles names(c);
        for (const auto& duty : ledger::duties_of(c, "programme/2019-7"))
            if (duty.occurrences.front().done_on)
                titles.push_back(names.of(duty.origin, duty.part));
        return titles;
    });
    EXPECT_EQ(proved, std::vector<std::string>{"3-1 公开医院信息"});
}

TEST_F(Office, members_of_a_phrase_may_be_named_later) {
    ASSERT_TRUE(import(reading()));
    const auto notice = database->read([](db::Connection& c) { return *find_notice(c, "2019-7"); });
    const auto id = [&](const char* name) {
        return database->read([&](db::Connection& c) { return people::directory(c).find(name, make_day(2019, 7, 1))->id; });
    };
    const auto name = [&](const NamedGroups& groups) {
        return database->write([&](db::Connection& c) { return name_members(c, notice, groups, "test"); });
    };
    EXPECT_EQ(database->read([&](db::Connection& c) { return owing_groups(c, notice); }), std::vector<std::string>{"有关镇街"});
    EXPECT_EQ(name({}).error().id, "programme.refuse.no_members");
    EXPECT_EQ(name({{"有关镇街", {}}}).error().id, "programme.refuse.no_members");
    EXPECT_EQ(name({{"有关镇街", {id("甲镇"), 9999}}}).error().id, "programme.refuse.no_members");
    EXPECT_EQ(name({{"有关村居", {id("甲镇")}}}).error().id, "programme.refuse.no_group");
    EXPECT_EQ(*name({{"有关镇街", {id("甲镇"), id("乙镇")}}}), 2);
    EXPECT_EQ(name({{"有关镇街", {id("甲镇")}}}).error().id, "programme.refuse.no_group") << "it owes no more";
    const auto all = duties();
    EXPECT_EQ(std::ranges::count(all, "2.2 甲镇 1"), 1);
    EXPECT_EQ(std::ranges::count(all, "2.2 乙镇 1"), 1);
    EXPECT_EQ(std::ranges::count(all, "2.2 有关镇街 1"), 0);
    EXPECT_TRUE(database->read([&](db::Connection& c) { return owing_groups(c, notice); }).empty());
    EXPECT_EQ(import(reading())->kind, Import::Kind::unchanged) << "the file again changes nothing of it";
}

TEST_F(Office, demonstration_proofs_are_removed_by_one_deed) {
    const auto what = reading();
    ASSERT_TRUE(database->write(
        [&](db::Connection& c) { return take_in(c, {what, {}, "notice.txt", "aa11bb22", Marking::demonstration, {}}, "test"); }));
    ASSERT_TRUE(database->write([](db::Connection& c) {
        return take_proofs(c, "notice,task,row,unit,occurrence,done_on,words,address\n2019-7,1,1,县财政局,1,2019-07-20,示例,\n",
                           Marking::demonstration, "test");
    }));
    EXPECT_EQ(database->write([](db::Connection& c) { return drop_demonstration(c, "test"); }), 1);
    EXPECT_EQ(database->write([](db::Connection& c) { return drop_demonstration(c, "test"); }), 0);
    const auto notice = database->read([](db::Connection& c) { return *find_notice(c, "2019-7"); });
    EXPECT_FALSE(notice.is_demonstration) << "its pages no longer say 示例数据";
}

TEST(Rules, the_year_is_that_of_the_title_then_of_the_signing) {
    NoticeHead head;
    EXPECT_EQ(year_of_notice(head, make_day(2026, 1, 1)), 2026);
    head.signed_on = make_day(2020, 1, 15);
    EXPECT_EQ(year_of_notice(head, make_day(2026, 1, 1)), 2020);
    head.title = "关于印发2019年政务公开工作要点的通知";
    EXPECT_EQ(year_of_notice(head, make_day(2026, 1, 1)), 2019);
}

TEST(Rules, only_what_the_paper_itself_starts_is_counted) {
    const auto kind_of = [](const std::string& requirement) {
        return terms_of(
                   row(requirement, {}, {}, {{Due::Kind::within, {}, Period::year, 20, DueUnit::working_day, "20个工作日内"}}))
            .at(0)
            .kind;
    };
    EXPECT_EQ(kind_of("自本通知印发之日起20个工作日内报送实施方案。"), ledger::Term::Kind::within);
    EXPECT_EQ(kind_of("通知印发后20个工作日内公布。"), ledger::Term::Kind::within);
    EXPECT_EQ(kind_of("政策文件印发后20个工作日内公布解读。"), ledger::Term::Kind::standing) << "another paper";
    EXPECT_EQ(kind_of("自收到申请之日起20个工作日内答复。"), ledger::Term::Kind::standing);
    EXPECT_EQ(kind_of("本通知印发后，收到申请20个工作日内答复。"), ledger::Term::Kind::standing);
    EXPECT_EQ(kind_of("信息形成后20个工作日内公开。"), ledger::Term::Kind::standing);
}

TEST(Rules, a_day_that_the_phrase_names_is_the_day_of_the_period) {
    const auto term_of = [](Period period, const std::string& phrase) {
        return terms_of(row("x", {}, {}, {{Due::Kind::every, {}, period, 0, DueUnit::day, phrase}})).at(0);
    };
    EXPECT_EQ(term_of(Period::month, "每月10日前").month_day, 10U);
    EXPECT_EQ(term_of(Period::month, "每月").month_day, std::nullopt);
    EXPECT_EQ(term_of(Period::year, "每年1月31日前").month, 1U);
    EXPECT_EQ(term_of(Period::year, "每年1月31日前").month_day, 31U);
    EXPECT_EQ(term_of(Period::year, "每年31日前").month_day, std::nullopt);
    EXPECT_EQ(term_of(Period::month, "每月99日前").month_day, std::nullopt);
}

TEST(Rules, the_key_is_year_and_serial_or_the_hash) {
    NoticeHead head;
    EXPECT_EQ(key_of_notice(head, 2019, "abcdef0123"), "2019-abcdef");
    head.number = "邹政办字〔2019〕33号";
    EXPECT_EQ(key_of_notice(head, 2019, "abcdef0123"), "2019-33");
    head.number = "邹政办字〔2019〕号";
    EXPECT_EQ(key_of_notice(head, 2019, "abcdef0123"), "2019-abcdef");
}

TEST(Rules, all_units_named_stand_behind_the_answerable_ones) {
    const people::Directory nobody({});
    const ResolvedNames names{{"县财政局", 1}, {"县教育局", 2}};
    const auto owners = owners_of(row("x", {"县教育局"}, {"各责任部门"}), names, {}, nobody, make_day(2019, 6, 25));
    EXPECT_EQ(owners, (std::vector<Owner>{{2, ""}, {1, ""}}));
}

TEST(Rules, every_task_has_a_label_of_its_own) {
    const auto labels = [](std::vector<std::pair<std::optional<int>, std::string>> numbers) {
        std::vector<StoredTask> tasks;
        for (const auto& [number, category] : numbers) {
            auto& task = tasks.emplace_back();
            task.position = static_cast<int>(tasks.size());
            task.number = number;
            task.category = category;
        }
        label_tasks(tasks);
        std::vector<std::string> all;
        for (const auto& task : tasks)
            all.push_back(task.label());
        return all;
    };
    using Labels = std::vector<std::string>;
    EXPECT_EQ(labels({{4, "甲"}, {5, "甲"}, {6, "乙"}}), (Labels{"4", "5", "6"}));
    EXPECT_EQ(labels({{1, "甲"}, {2, "甲"}, {1, "乙"}}), (Labels{"1-1", "1-2", "2-1"}));
    EXPECT_EQ(labels({{1, ""}, {2, ""}, {1, ""}}), (Labels{"1", "2", "3"}));
    EXPECT_EQ(labels({{2, "甲"}, {std::nullopt, "甲"}, {3, "乙"}}), (Labels{"1", "2", "3"})) << "the second is not the 2";
}

TEST(Rules, the_place_is_the_issuer_without_its_office) {
    NoticeHead head;
    head.issuer = "邹城市人民政府办公室";
    EXPECT_EQ(place_of(head), "邹城市");
}

}  // namespace
}  // namespace gongkai::programme
