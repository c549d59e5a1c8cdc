#include "domain/sections/breakdowns.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/people/desk.h"
#include "domain/programme/store.h"
#include "domain/sections/desk.h"

namespace gongkai::sections {
namespace {

class Breakdowns : public testing::Test {
  protected:
    Breakdowns() {
        setenv("GONGKAI_NOW", "2026-11-02", 1);
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger",
                                                                    "programme", "sections"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(c,
                                        "name\tkind\tparent\n县财政局\tdepartment\t\n国库股\tsection\t县财政局\n"
                                        "预算股\tsection\t县财政局\n县教育局\tdepartment\t\n人事股\tsection\t县教育局\n"
                                        "县档案馆\tdepartment\t\n",
                                        "test");
        }));
        const auto units = database->read([](db::Connection& c) { return people::directory(c); });
        finance = units.find("县财政局", today())->id;
        treasury = units.find("国库股", today())->id;
        budget = units.find("预算股", today())->id;
        database->write([&](db::Connection& c) {
            programme::Notice notice;
            notice.key = "2026-1";
            notice.year = 2026;
            notice.head.number = "某政办〔2026〕1号";
            const programme::StoredTask task{0, programme::TaskKind::table, 1, 3, "公开财政信息", "", {}};
            const auto task_id = programme::add_task(c, programme::add_notice(c, notice), task);
            for (const std::string requirement : {"公开预算", "公开决算", "公开政府采购"}) {
                programme::StoredRow row;
                row.position = static_cast<int>(duties.size()) + 1;
                row.row.requirement = requirement;
                const auto part = programme::add_row(c, task_id, row);
                duties.push_back(ledger::begin(
                    c, {notice.origin(), part, finance, "", {{make_day(2026, 12, 31), ledger::Term::Kind::by, "", {}}}}));
            }
            return 0;
        });
    }
    ~Breakdowns() override { unsetenv("GONGKAI_NOW"); }
    auto write(auto deed) { return database->write(deed); }
    auto read(auto look) { return database->read(look); }
    people::UnitId unit(std::string_view name) {
        return read([&](db::Connection& c) { return people::directory(c).find(name, today())->id; });
    }
    std::string why(const auto& result) { return result ? std::string() : result.error().id; }

    Result<BreakdownId> hand_in(people::UnitId of, std::string_view file = "aa") {
        return write([&](db::Connection& c) {
            return hand_in_breakdown(c, of, "分工.txt", file, {{"第一页", {}}, {"第二页", {}}}, "unit");
        });
    }
    static PaperRow row_of(std::string place, std::string requirement, std::string named) {
        PaperRow row;
        row.place = std::move(place);
        row.requirement = std::move(requirement);
        row.named = row.asked = {std::move(named)};
        row.source = {{1, 0, 2}};
        return row;
    }
    // As somebody sees it now who answers so.
    Acceptance answered(BreakdownId id, std::vector<RowAnswer> answers) {
        Acceptance said;
        said.rows = {row_of("1.1", "公开预算", "国库股"), row_of("2.1", "公开决算", "预算股"), row_of("3.1", "值班", "办公室")};
        said.answers = std::move(answers);
        said.row_sections.resize(said.rows.size());
        said.seen = read([&](db::Connection& c) { return hash_of(*find_breakdown(c, id), standing_of(c, finance, said.head)); });
        return said;
    }
    Result<Accepted> accept(BreakdownId id, const Acceptance& said) {
        return write([&](db::Connection& c) { return accept_breakdown(c, id, said, "unit"); });
    }
    std::vector<Task> tasks() {
        return read([&](db::Connection& c) { return tasks_of(c, finance); });
    }
    std::size_t lines() {
        return read([&](db::Connection& c) { return journal::newest(c, 1000).size(); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId finance = 0, treasury = 0, budget = 0;
    std::vector<ledger::DutyId> duties;
};

TEST_F(Breakdowns, a_paper_is_kept_with_its_pages_and_the_same_one_waits_once) {
    const auto id = hand_in(finance);
    ASSERT_TRUE(id);
    EXPECT_EQ(*hand_in(finance), *id);
    EXPECT_NE(*hand_in(finance, "bb"), *id);
    EXPECT_EQ(why(hand_in(unit("县档案馆"))), "sections.refuse.owes_nothing");
    read([&](db::Connection& c) {
        EXPECT_EQ(pages_of_breakdown(c, *id), (std::vector<std::string>{"第一页", "第二页"}));
        const auto all = breakdowns_of(c, finance);
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all[1].file, "aa");
        EXPECT_FALSE(all[1].answer);
        EXPECT_TRUE(breakdowns_of(c, treasury).empty());
    });
}

TEST_F(Breakdowns, the_unit_is_shown_what_it_owes_and_in_whose_hands_it_is) {
    ASSERT_TRUE(write([&](db::Connection& c) { return assign(c, duties[1], budget, "按月", "unit"); }));
    read([&](db::Connection& c) {
        const auto standing = standing_of(c, finance, {});
        ASSERT_TRUE(standing.notice);
        EXPECT_EQ(standing.notice->key, "2026-1");
        ASSERT_EQ(standing.duties.size(), 3u);
        EXPECT_EQ(standing.duties[0].label, "3.1 公开财政信息");
        EXPECT_EQ(standing.duties[1].requirement, "公开决算");
        EXPECT_FALSE(standing.duties[0].section_id);
        EXPECT_EQ(standing.duties[1].section_id, budget);
        EXPECT_EQ(standing.duties[1].words, "按月");
        EXPECT_FALSE(standing_of(c, treasury, {}).notice);
    });
}

TEST_F(Breakdowns, accepted_it_hands_over_in_one_deed_and_a_line_names_the_paper) {
    const auto id = *hand_in(finance);
    const auto before = lines();
    const auto done = accept(id, answered(id, {{duties[0], treasury}, {duties[1], budget}, {0, 0}}));
    ASSERT_TRUE(done) << done.error().id;
    EXPECT_EQ(done->assigned.size(), 2u);
    ASSERT_EQ(tasks().size(), 2u);
    EXPECT_EQ(tasks()[0].section_id, treasury);
    EXPECT_EQ(tasks()[0].words, "公开预算");
    EXPECT_EQ(lines(), before + 3) << "two that were handed over, and the paper";
    read([&](db::Connection& c) {
        const auto deed = journal::newest(c, 1).at(0).deed;
        EXPECT_EQ(deed.deed, "sections.accept_breakdown");
        EXPECT_NE(deed.detail.find("分工.txt"), std::string::npos) << deed.detail;
        EXPECT_EQ(find_breakdown(c, id)->answer, Breakdown::Answer::accepted);
        const auto rows = accepted_rows(c, id);
        ASSERT_EQ(rows.size(), 3u);
        EXPECT_EQ(rows[0].duty_id, duties[0]);
        EXPECT_EQ(rows[0].duty_label, "3.1 公开财政信息");
        EXPECT_EQ(rows[0].section_id, treasury);
        EXPECT_EQ(rows[0].row.source, (std::vector<extract::Span>{{1, 0, 2}}));
        EXPECT_EQ(rows[1].row.named, std::vector<std::string>{"预算股"});
        EXPECT_FALSE(rows[2].duty_id);
        EXPECT_FALSE(rows[2].section_id);
    });
    EXPECT_EQ(why(accept(id, answered(id, {{duties[0], budget}}))), "sections.refuse.breakdown_answered");
    EXPECT_EQ(why(write([&](db::Connection& c) { return drop_breakdown(c, id, "unit"); })), "sections.refuse.breakdown_answered");
}

TEST_F(Breakdowns, the_same_paper_again_changes_nothing_and_a_corrected_one_what_differs) {
    const std::vector<RowAnswer> answers{{duties[0], treasury}, {duties[1], budget}, {0, 0}};
    const auto first = *hand_in(finance);
    ASSERT_TRUE(accept(first, answered(first, answers)));
    const auto given = tasks();
    const auto again = *hand_in(finance);
    EXPECT_NE(again, first);
    const auto same = accept(again, answered(again, answers));
    ASSERT_TRUE(same);
    EXPECT_TRUE(same->assigned.empty());
    EXPECT_EQ(same->same, 2);
    ASSERT_EQ(tasks().size(), given.size());
    for (std::size_t i = 0; i < given.size(); ++i)
        EXPECT_EQ(tasks()[i].id, given[i].id);

    const auto corrected = *hand_in(finance, "bb");
    auto said = answered(corrected, {{duties[0], treasury}, {duties[1], treasury}, {0, 0}});
    said.rows[0].requirement = "公开预算和绩效";
    const auto done = accept(corrected, said);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->assigned.size(), 1u);
    EXPECT_EQ(done->reworded, 1);
    EXPECT_EQ(tasks()[0].id, given[0].id) << "its section keeps it, and what it reported";
    EXPECT_EQ(tasks()[0].words, "公开预算和绩效");
    EXPECT_EQ(tasks()[1].section_id, treasury);
}

TEST_F(Breakdowns, what_has_changed_since_it_was_seen_is_not_accepted) {
    const auto id = *hand_in(finance);
    const auto said = answered(id, {{duties[0], treasury}, {0, 0}, {0, 0}});
    ASSERT_TRUE(write([&](db::Connection& c) { return assign(c, duties[2], budget, "", "somebody else"); }));
    const auto refused = accept(id, said);
    EXPECT_EQ(why(refused), "sections.refuse.seen_otherwise");
    EXPECT_EQ(refused.error().kind, Refusal::Kind::conflict);
    EXPECT_EQ(tasks().size(), 1u);
    EXPECT_TRUE(accept(id, answered(id, said.answers)));
}

TEST_F(Breakdowns, all_of_it_is_refused_where_a_part_is) {
    const auto id = *hand_in(finance);
    const auto before = lines();
    EXPECT_EQ(why(accept(id, answered(id, {{duties[0], treasury}, {duties[1], unit("人事股")}, {0, 0}}))),
              "sections.refuse.no_section");
    EXPECT_EQ(why(accept(id, answered(id, {{duties[0], treasury}, {duties[0], budget}, {0, 0}}))),
              "sections.refuse.two_sections");
    EXPECT_EQ(why(accept(id, answered(id, {{duties[0], treasury}, {999, budget}, {0, 0}}))), "sections.refuse.not_yours");
    auto taken = answered(id, {{duties[0], treasury}, {0, 0}, {duties[2], 0}});
    taken.new_sections = {"办公室"};
    taken.row_sections[2] = "办公室";
    taken.rows[2].place = "1.1";
    write([&](db::Connection& c) { return people::note_unlisted(c, "县财政局办公室"); });
    EXPECT_EQ(why(accept(id, taken)), "people.refuse.section_taken");
    EXPECT_TRUE(tasks().empty());
    EXPECT_EQ(lines(), before);
    read([&](db::Connection& c) { EXPECT_TRUE(accepted_rows(c, id).empty()); });
}

TEST_F(Breakdowns, a_duty_whose_report_waits_stays_where_it_is) {
    const auto id = *hand_in(finance);
    const auto task = *write([&](db::Connection& c) { return assign(c, duties[0], budget, "", "unit"); });
    Report given;
    given.task_id = task;
    given.number = 1;
    given.content.done_on = make_day(2026, 11, 1);
    given.content.words = "已公开";
    given.content.address = "/x";
    given.content.given_by = "section";
    const auto reported = *write([&](db::Connection& c) { return report(c, given); });
    const auto refused = accept(id, answered(id, {{duties[0], treasury}, {0, 0}, {0, 0}}));
    EXPECT_EQ(why(refused), "sections.refuse.report_first");
    EXPECT_EQ(refused.error().arguments, std::vector<std::string>{"3.1 公开财政信息"});
    ASSERT_TRUE(write([&](db::Connection& c) { return give_back(c, reported, "请写明页面", "unit"); }));
    EXPECT_TRUE(accept(id, answered(id, {{duties[0], treasury}, {0, 0}, {0, 0}})));
    EXPECT_EQ(tasks().at(0).section_id, treasury);
}

TEST_F(Breakdowns, a_section_that_was_ticked_is_noted_below_the_unit_and_gets_its_duty) {
    const auto id = *hand_in(finance);
    auto said = answered(id, {{duties[0], treasury}, {0, 0}, {duties[2], 0}});
    said.new_sections = {"局办公室"};
    said.row_sections[2] = "局办公室";
    ASSERT_TRUE(accept(id, said));
    const auto office = unit("县财政局办公室");
    read([&](db::Connection& c) {
        const auto units = people::directory(c);
        EXPECT_EQ(units.find(office)->kind, people::Kind::section);
        EXPECT_EQ(units.find(office)->parent_id, finance);
        EXPECT_EQ(units.find("办公室", today()), nullptr) << "many units have one";
        EXPECT_EQ(section_named(sections_of(units, finance, today()), *units.find(finance), "办公室")->id, office);
        EXPECT_EQ(accepted_rows(c, id)[2].section_id, office);
    });
    ASSERT_EQ(tasks().size(), 2u);
    EXPECT_EQ(tasks()[1].section_id, office);
}

TEST_F(Breakdowns, dropped_it_hands_over_nothing) {
    const auto id = *hand_in(finance);
    ASSERT_TRUE(write([&](db::Connection& c) { return drop_breakdown(c, id, "unit"); }));
    EXPECT_EQ(why(accept(id, answered(id, {{duties[0], treasury}}))), "sections.refuse.breakdown_answered");
    EXPECT_TRUE(tasks().empty());
    const auto again = hand_in(finance);
    ASSERT_TRUE(again);
    EXPECT_NE(*again, id) << "it may come again";
}

}  // namespace
}  // namespace gongkai::sections
