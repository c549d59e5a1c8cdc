#include "domain/supervision/desk.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/supervision/queries.h"
#include "domain/supervision/rules.h"
#include "domain/supervision/store.h"

namespace gongkai::supervision {
namespace {

// Monday, 2 November 2026, in a county with two units, one of which has a section.
class Supervision : public testing::Test {
  protected:
    Supervision() {
        setenv("GONGKAI_NOW", "2026-11-02", 1);
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "accounts", "ledger",
                                                                    "programme", "supervision"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(
                c, "name\tkind\tparent\n县财政局\tdepartment\t\n县财政局国库股\tsection\t县财政局\n甲镇\ttown\t\n", "test");
        }));
        const auto units = database->read([](db::Connection& c) { return people::directory(c); });
        finance = units.find("县财政局", today())->id;
        section = units.find("县财政局国库股", today())->id;
        town = units.find("甲镇", today())->id;
        first = begin_duty(finance, {make_day(2026, 9, 30), make_day(2026, 12, 31)});
        second = begin_duty(town, {make_day(2026, 6, 30)});
    }
    ~Supervision() override { unsetenv("GONGKAI_NOW"); }

    ledger::Duty begin_duty(std::optional<people::UnitId> unit, const std::vector<Day>& days) {
        return database->write([&](db::Connection& c) {
            std::vector<ledger::Planned> planned;
            for (const Day day : days)
                planned.push_back({day, ledger::Term::Kind::by, "", {}});
            return *ledger::find_duty(c, ledger::begin(c, {"programme/2026-1", ++part, unit, unit ? "" : "各镇街", planned}));
        });
    }
    auto write(auto deed) { return database->write(deed); }
    Result<std::vector<MatterId>> raise_it(const NewMatter& matter, const std::vector<ledger::OccurrenceId>& about) {
        return write([&](db::Connection& c) { return raise(c, matter, about, "office"); });
    }
    Matter matter(MatterId id) {
        return *database->read([&](db::Connection& c) { return find_matter(c, id); });
    }
    Result<AnswerId> answer_it(MatterId id, const std::string& actor = "clerk") {
        return write([&](db::Connection& c) {
            Answer given;
            given.matter_id = id;
            given.words = "已整改";
            given.given_by = actor;
            return answer(c, given);
        });
    }
    void prove(const ledger::Duty& duty, std::size_t index, Day on) {
        ASSERT_TRUE(write([&](db::Connection& c) {
            const auto& occurrence = duty.occurrences[index];
            return ledger::prove(c, occurrence, {0, occurrence.id, on, "已公布", "/x", false}, "test");
        }));
    }
    std::string last_deed() {
        return database->read([](db::Connection& c) { return journal::newest(c, 1).at(0).deed.deed; });
    }
    std::string why(const auto& result) { return result ? std::string() : result.error().id; }

    const NewMatter urge{Kind::urge, "请抓紧", 0, {}, {}};
    const NewMatter notice{Kind::rectification, "限期整改", 5, {}, {}};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId finance = 0, section = 0, town = 0;
    std::int64_t part = 0;
    ledger::Duty first, second;
};

TEST_F(Supervision, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Supervision, each_unit_gets_an_urge_of_its_own_and_done_is_what_is_no_longer_owed) {
    const auto made = raise_it(urge, {first.occurrences[0].id, second.occurrences[0].id, first.occurrences[1].id});
    ASSERT_TRUE(made);
    ASSERT_EQ(made->size(), 2u);
    EXPECT_EQ(last_deed(), "supervision.urge");
    EXPECT_EQ(matter(made->at(0)).unit_id, finance);
    EXPECT_EQ(matter(made->at(0)).duties, 2);
    EXPECT_EQ(matter(made->at(0)).oldest_due_on, make_day(2026, 9, 30));
    EXPECT_EQ(matter(made->at(1)).number, 2);
    EXPECT_EQ(state_on(today(), matter(made->at(1))), State::waiting);
    prove(second, 0, make_day(2026, 11, 1));
    EXPECT_EQ(state_on(today(), matter(made->at(1))), State::done);
    write([&](db::Connection& c) { ledger::end(c, first.id, today()); });
    EXPECT_EQ(state_on(today(), matter(made->at(0))), State::done) << "a corrected notice no longer asks for it";
}

TEST_F(Supervision, what_is_done_or_owed_by_no_unit_is_not_raised) {
    prove(second, 0, make_day(2026, 7, 1));
    const auto group = begin_duty(std::nullopt, {make_day(2026, 6, 30)});
    EXPECT_EQ(why(raise_it(urge, {second.occurrences[0].id, group.occurrences[0].id, 999})), "supervision.refuse.none");
    EXPECT_EQ(why(raise_it({Kind::talk, "已谈", 0, make_day(2026, 11, 3), ""}, {first.occurrences[0].id})),
              "supervision.refuse.held_in_future");
    EXPECT_EQ(why(raise_it({Kind::talk, "已谈", 0, make_day(2026, 11, 2), "", make_day(2026, 11, 1)}, {first.occurrences[0].id})),
              "supervision.refuse.agreed_before_held");
    const auto third = begin_duty(town, {make_day(2026, 6, 30)});
    EXPECT_EQ(
        why(raise_it({Kind::talk, "已谈", 0, make_day(2026, 11, 2), ""}, {first.occurrences[0].id, third.occurrences[0].id})),
        "supervision.refuse.one_unit");
}

TEST_F(Supervision, a_rectification_notice_is_answered_returned_answered_again_and_accepted_by_another) {
    const auto id = raise_it(notice, {first.occurrences[0].id})->at(0);
    EXPECT_EQ(matter(id).due_on, make_day(2026, 11, 9));
    const auto given = answer_it(id);
    ASSERT_TRUE(given);
    EXPECT_EQ(why(answer_it(id)), "supervision.refuse.answered_already");
    EXPECT_EQ(why(write([&](db::Connection& c) { return accept(c, *given, "clerk"); })), "supervision.refuse.own_answer");
    EXPECT_EQ(why(write([&](db::Connection& c) { return give_back(c, *given, "　", "office"); })),
              "supervision.refuse.no_reason");
    ASSERT_TRUE(write([&](db::Connection& c) { return give_back(c, *given, "没有写明措施", "office"); }));
    EXPECT_EQ(state_on(today(), matter(id)), State::returned);
    EXPECT_EQ(why(write([&](db::Connection& c) { return accept(c, *given, "office"); })), "supervision.refuse.judged_already");
    setenv("GONGKAI_NOW", "2026-11-09", 1);
    const auto again = answer_it(id);
    setenv("GONGKAI_NOW", "2026-11-20", 1);
    ASSERT_TRUE(again);
    EXPECT_EQ(state_on(today(), matter(id)), State::answered);
    ASSERT_TRUE(write([&](db::Connection& c) { return accept(c, *again, "office"); }));
    EXPECT_EQ(last_deed(), "supervision.accept");
    EXPECT_EQ(state_on(today(), matter(id)), State::done) << "a slow office makes nobody late";
    EXPECT_EQ(why(answer_it(id)), "supervision.refuse.settled");
    EXPECT_EQ(why(write([&](db::Connection& c) { return withdraw(c, id, "发错", "office"); })), "supervision.refuse.settled");
    const auto answers = database->read([&](db::Connection& c) { return answers_of(c, id); });
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[0].reason, "没有写明措施");
}

TEST_F(Supervision, a_term_is_counted_again_when_the_calendar_changes) {
    const auto id = raise_it(notice, {first.occurrences[0].id})->at(0);
    const calendar::WorkingDays now({{2026, {}, {{make_day(2026, 11, 4), calendar::SpecialDay::Kind::off, "例", "例"}}}});
    const auto moved = write([&](db::Connection& c) { return recount(c, now, {make_day(2026, 11, 4)}, "test"); });
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(matter(id).due_on, make_day(2026, 11, 10));
    EXPECT_EQ(last_deed(), "supervision.recount");
}

TEST_F(Supervision, what_was_sent_by_mistake_is_withdrawn_and_stays_on_record) {
    const auto id = raise_it(urge, {first.occurrences[0].id})->at(0);
    EXPECT_EQ(why(write([&](db::Connection& c) { return withdraw(c, id, "", "office"); })), "supervision.refuse.no_reason");
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, "发错单位", "office"); }));
    EXPECT_EQ(state_on(today(), matter(id)), State::withdrawn);
    EXPECT_EQ(matter(id).withdrawn_because, "发错单位");
}

TEST_F(Supervision, a_unit_sees_its_own_and_what_belongs_to_it) {
    const auto third = begin_duty(section, {make_day(2026, 8, 31)});
    const auto made = raise_it(notice, {first.occurrences[0].id, second.occurrences[0].id, third.occurrences[0].id});
    ASSERT_EQ(made->size(), 3u);
    database->read([&](db::Connection& c) {
        EXPECT_EQ(matters_below(c, finance, {}, 10, 0).size(), 2u);
        EXPECT_EQ(matters_below(c, section, {}, 10, 0).size(), 1u);
        EXPECT_EQ(matters_below(c, every_unit, {}, 10, 0).size(), 3u);
        EXPECT_EQ(matters_below(c, every_unit, Kind::urge, 10, 0).size(), 0u);
        EXPECT_EQ(matters_below(c, every_unit, {}, 10, 2).size(), 1u);
        EXPECT_EQ(running_below(c, town, Waits::for_the_unit).size(), 1u);
        EXPECT_EQ(running_below(c, every_unit, Waits::for_the_office).size(), 0u);
        EXPECT_EQ(raised_by_unit(c)[town].count, 1);
        EXPECT_EQ((raised_below(c, finance)[{third.id, 1}].last_on), today());
    });
    ASSERT_TRUE(answer_it(made->at(1)));
    database->read([&](db::Connection& c) {
        const auto waiting = running_below(c, every_unit, Waits::for_the_office);
        ASSERT_EQ(waiting.size(), 1u);
        EXPECT_EQ(waiting[0].unit_name, "甲镇");
    });
}

TEST_F(Supervision, a_proof_that_lies_on_the_offices_desk_makes_nobody_late) {
    const auto offered = write([&](db::Connection& c) {
        ledger::Offer offer;
        offer.occurrence_id = second.occurrences[0].id;
        offer.done_on = make_day(2026, 10, 20);
        offer.words = "已公布";
        offer.given_by = "clerk";
        return ledger::offer(c, offer);
    });
    ASSERT_TRUE(offered);
    const auto named = [&](Day as_of) {
        return database->read([&](db::Connection& c) {
            Circular circular;
            circular.as_of = as_of;
            std::vector<people::UnitId> units;
            for (const auto& line : lines_of(c, circular))
                units.push_back(line.unit_id);
            return units;
        });
    };
    EXPECT_EQ(named(make_day(2026, 11, 1)), std::vector<people::UnitId>{finance});
    EXPECT_EQ(named(make_day(2026, 10, 10)), (std::vector<people::UnitId>{town, finance})) << "then it was not done yet";
    const auto owed = database->read([](db::Connection& c) { return owed_until(c, make_day(2026, 11, 2)); });
    ASSERT_EQ(owed.size(), 2u);
    EXPECT_EQ(owed[1].offer_id, *offered);
    EXPECT_FALSE(owed[0].offer_id);
    ASSERT_TRUE(write([&](db::Connection& c) { return ledger::give_back(c, *offered, "链接打不开", "office"); }));
    EXPECT_EQ(named(make_day(2026, 11, 1)), (std::vector<people::UnitId>{town, finance}));
}

TEST_F(Supervision, a_circular_follows_the_ledger_until_somebody_else_issues_it_and_never_changes_after) {
    const auto lines = [&](CircularId id) {
        return database->read([&](db::Connection& c) { return lines_of(c, *find_circular(c, id)); });
    };
    Circular wanted;
    wanted.title = "关于政务公开任务完成情况的通报";
    wanted.as_of = make_day(2026, 11, 3);
    EXPECT_EQ(why(write([&](db::Connection& c) { return draft(c, wanted, "writer"); })), "supervision.refuse.as_of_in_future");
    wanted.as_of = make_day(2026, 11, 1);
    wanted.is_public = true;
    const auto id = *write([&](db::Connection& c) { return draft(c, wanted, "writer"); });
    ASSERT_EQ(lines(id).size(), 2u);
    EXPECT_EQ(lines(id)[0].unit_id, town) << "the longest owed first";
    EXPECT_EQ(lines(id)[1].owed, 1);
    EXPECT_EQ(lines(id)[1].items.size(), 1u);
    EXPECT_EQ(why(write([&](db::Connection& c) { return issue(c, id, 1, "writer"); })), "supervision.refuse.own_circular");
    EXPECT_EQ(why(write([&](db::Connection& c) { return issue(c, id, 2, "office"); })), "supervision.refuse.stale");
    database->read([](db::Connection& c) { EXPECT_TRUE(public_circulars(c).empty()); });
    prove(second, 0, make_day(2026, 10, 20));
    EXPECT_EQ(lines(id).size(), 1u);
    ASSERT_TRUE(write([&](db::Connection& c) { return issue(c, id, 1, "office"); }));
    EXPECT_EQ(last_deed(), "supervision.issue");
    prove(first, 0, make_day(2026, 10, 30));
    ASSERT_EQ(lines(id).size(), 1u) << "frozen";
    EXPECT_EQ(lines(id)[0].unit_name, "县财政局");
    EXPECT_EQ(lines(id)[0].items.at(0).due_on, make_day(2026, 9, 30));
    database->read([&](db::Connection& c) {
        EXPECT_EQ(public_circulars(c).size(), 1u);
        EXPECT_EQ(public_circulars(c)[0].number, 1);
        EXPECT_EQ(circulars_naming(c, finance).size(), 1u);
        EXPECT_EQ(circulars_naming(c, town).size(), 0u);
    });
    EXPECT_EQ(why(write([&](db::Connection& c) { return drop(c, id, "office"); })), "supervision.refuse.stale");
    const auto empty = *write([&](db::Connection& c) { return draft(c, wanted, "writer"); });
    EXPECT_EQ(why(write([&](db::Connection& c) { return issue(c, empty, 1, "office"); })), "supervision.refuse.nobody_owes");
    wanted.id = empty;
    wanted.version = 1;
    ASSERT_TRUE(write([&](db::Connection& c) { return change(c, wanted, "office"); }));
    EXPECT_EQ(why(write([&](db::Connection& c) { return change(c, wanted, "office"); })), "supervision.refuse.stale");
    ASSERT_TRUE(write([&](db::Connection& c) { return drop(c, empty, "office"); }));
    database->read([&](db::Connection& c) { EXPECT_FALSE(find_circular(c, empty)); });
}

}  // namespace
}  // namespace gongkai::supervision
