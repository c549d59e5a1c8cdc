#include <gtest/gtest.h>

#include <algorithm>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/offers.h"
#include "domain/ledger/queries.h"
#include "domain/ledger/store.h"

namespace gongkai::ledger {
namespace {

class Ledger : public testing::Test {
  protected:
    Ledger() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "ledger"})));
        id = database->write([&](db::Connection& c) { return begin(c, {origin, 7, std::nullopt, "各镇街", planned}); });
    }
    Duty duty() {
        return *database->read([&](db::Connection& c) { return find_duty(c, id); });
    }
    Result<std::int64_t> prove_number(int number, Day done_on, bool is_demonstration = false) {
        const auto occurrence = duty().occurrences.at(static_cast<std::size_t>(number - 1));
        return database->write([&](db::Connection& c) {
            return prove(c, occurrence, {0, occurrence.id, done_on, "已公布", "/x", is_demonstration}, "test");
        });
    }
    Cell cell(Day as_of, std::int64_t part = 7) {
        const auto all = database->read([&](db::Connection& c) { return cells(c, origin, as_of, 14); });
        return *std::ranges::find(all, part, &Cell::part);
    }

    const std::string origin = "programme/2019-33";
    const std::vector<Planned> planned{{make_day(2019, 7, 31), Term::Kind::every, "每月"},
                                       {make_day(2019, 8, 31), Term::Kind::every, "每月"}};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    DutyId id = 0;
};

TEST_F(Ledger, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Ledger, a_duty_is_done_once_all_its_occurrences_are) {
    EXPECT_EQ(cell(make_day(2019, 7, 1)).tally.worst(), State::not_due);
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    EXPECT_EQ(cell(make_day(2019, 9, 5)).tally.worst(), State::late);
    EXPECT_EQ(cell(make_day(2019, 9, 5)).next_due_on, make_day(2019, 8, 31));
    ASSERT_TRUE(prove_number(2, make_day(2019, 9, 2)));
    EXPECT_EQ(cell(make_day(2019, 9, 5)).tally.worst(), State::done_late);
    EXPECT_EQ(cell(make_day(2019, 9, 1)).tally.worst(), State::late);
}

TEST_F(Ledger, a_due_day_in_working_days_moves_with_the_calendar_and_says_so) {
    const calendar::WorkingDays now({{2019, {}, {{make_day(2019, 6, 28), calendar::SpecialDay::Kind::off, "例", "例"}}}});
    const Planned counted{make_day(2019, 7, 2), Term::Kind::within, "5个工作日内", Count{make_day(2019, 6, 25), 5}};
    database->write(
        [&](db::Connection& c) { id = begin(c, {origin, 8, std::nullopt, "各镇街", {counted, counted, planned[0]}}); });
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 3)));
    EXPECT_EQ(cell(make_day(2019, 7, 4), 8).tally.done_late, 1);
    const auto moved = database->write([&](db::Connection& c) { return recount(c, now, {make_day(2019, 6, 28)}, "test"); });
    EXPECT_EQ(moved, 2) << "what is done moves too, what the paper fixed stays";
    EXPECT_EQ(duty().occurrences[0].due_on, make_day(2019, 7, 3));
    EXPECT_EQ(cell(make_day(2019, 7, 4), 8).tally.done, 1) << "it was done on the third, in time";
    EXPECT_EQ(duty().occurrences[1].due_on, make_day(2019, 7, 3));
    EXPECT_EQ(duty().occurrences[2].due_on, planned[0].due_on);
    database->read([](db::Connection& c) {
        const auto line = journal::newest(c, 1).at(0);
        EXPECT_EQ(line.deed.deed, "ledger.recount");
        EXPECT_NE(line.deed.detail.find(R"("was":"2019-07-02","is":"2019-07-03")"), std::string::npos) << line.deed.detail;
    });
    const auto again = database->write([&](db::Connection& c) { return recount(c, now, {make_day(2019, 6, 28)}, "test"); });
    EXPECT_EQ(again, 0);
}

Offer offer_of(const Occurrence& occurrence, Day done_on = make_day(2019, 7, 20)) {
    Offer offer;
    offer.occurrence_id = occurrence.id;
    offer.done_on = done_on;
    offer.words = "已公布";
    offer.address = "/documents/1";
    offer.given_by = "account/1";
    return offer;
}

TEST_F(Ledger, an_offered_proof_counts_once_somebody_else_has_accepted_it) {
    const auto given = database->write([&](db::Connection& c) { return offer(c, offer_of(duty().occurrences[0])); });
    ASSERT_TRUE(given);
    EXPECT_FALSE(duty().occurrences[0].done_on);
    const auto own = database->write([&](db::Connection& c) { return accept(c, *given, "account/1"); });
    EXPECT_EQ(own.error().id, "ledger.refuse.own_proof");
    ASSERT_TRUE(database->write([&](db::Connection& c) { return accept(c, *given, "account/2"); }));
    EXPECT_EQ(duty().occurrences[0].done_on, make_day(2019, 7, 20)) << "the day he named, not the day of the answer";
    const auto again = database->write([&](db::Connection& c) { return give_back(c, *given, "不对", "account/2"); });
    EXPECT_EQ(again.error().id, "ledger.refuse.answered_already");
}

TEST_F(Ledger, nothing_is_done_in_a_year_before_it_is_owed) {
    const auto give = [&](Day on) {
        return database->write([&](db::Connection& c) { return offer(c, offer_of(duty().occurrences[0], on)); });
    };
    EXPECT_EQ(give(make_day(1999, 1, 1)).error().id, "ledger.refuse.done_too_early");
    const auto refused = give(make_day(2018, 12, 31));
    EXPECT_EQ(refused.error().arguments, (std::vector<std::string>{"2018-12-31", "2019-01-01"}));
    EXPECT_TRUE(give(make_day(2019, 1, 1)));
    const auto early = database->write([&](db::Connection& c) {
        const auto next_year =
            begin(c, {origin, 8, std::nullopt, "各镇街", {{make_day(2020, 1, 31), Term::Kind::by, "1月底前", {}}}});
        return offer(c, offer_of(find_duty(c, next_year)->occurrences[0], make_day(2019, 12, 20)));
    });
    EXPECT_TRUE(early) << "ahead of the end of January";
}

TEST_F(Ledger, a_proof_goes_back_with_a_reason_and_may_be_offered_again) {
    const auto first = duty().occurrences[0];
    const auto give = [&] { return database->write([&](db::Connection& c) { return offer(c, offer_of(first)); }); };
    const auto given = give();
    EXPECT_EQ(give().error().id, "ledger.refuse.offered_already");
    const auto answer = [&](std::string_view reason) {
        return database->write([&](db::Connection& c) { return give_back(c, *given, reason, "account/2"); });
    };
    EXPECT_EQ(answer(" ").error().id, "ledger.refuse.no_reason");
    ASSERT_TRUE(answer("链接打不开"));
    EXPECT_FALSE(duty().occurrences[0].done_on);
    ASSERT_TRUE(give());
    const auto all = database->read([&](db::Connection& c) { return offers_of(c, id); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].reason, "链接打不开");
    EXPECT_FALSE(all[1].answer);
    EXPECT_EQ(database->read([&](db::Connection& c) { return offers_waiting(c, 10); }).size(), 1U);
}

TEST_F(Ledger, debts_say_who_owes_what_since_when) {
    const auto on = [&](Day day) { return database->read([&](db::Connection& c) { return debts(c, day, 14); }); };
    EXPECT_TRUE(on(make_day(2019, 7, 1)).empty());
    ASSERT_EQ(on(make_day(2019, 8, 20)).size(), 1U);
    const auto debt = on(make_day(2019, 8, 20))[0];
    EXPECT_EQ(debt.late, 1);
    EXPECT_EQ(debt.soon, 1);
    EXPECT_EQ(debt.oldest_due_on, make_day(2019, 7, 31));
    EXPECT_EQ(debt.group_name, "各镇街");
}

TEST_F(Ledger, an_occurrence_is_proved_once) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    EXPECT_EQ(prove_number(1, make_day(2019, 7, 21)).error().id, "ledger.refuse.done_already");
}

TEST_F(Ledger, nothing_is_done_in_the_future) {
    EXPECT_EQ(prove_number(1, today() + std::chrono::days(1)).error().id, "ledger.refuse.done_in_future");
    EXPECT_FALSE(duty().occurrences[0].done_on);
}

TEST_F(Ledger, a_proof_counts_no_more_while_its_page_is_withdrawn) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    ASSERT_TRUE(prove_number(2, make_day(2019, 8, 20)));
    const auto another = [&](int number, std::string address) {
        const auto occurrence = duty().occurrences[static_cast<std::size_t>(number - 1)];
        database->write([&](db::Connection& c) {
            c.run(sql::add_proof, occurrence.id, make_day(2019, 7, 25), "另一份", address, false, "test", now());
        });
    };
    another(2, "/y");
    const auto lapsed =
        database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "内容有误", "test"); });
    EXPECT_EQ(lapsed.proofs.size(), 2U);
    EXPECT_EQ(lapsed.duties, std::vector{id});
    EXPECT_FALSE(duty().occurrences[0].done_on);
    EXPECT_EQ(duty().occurrences[1].done_on, make_day(2019, 7, 25)) << "another proof stands";
    EXPECT_EQ(cell(make_day(2019, 9, 5)).tally.late, 1);
    EXPECT_EQ(cell(make_day(2019, 9, 1)).tally.late, 1) << "of days before as well: there is nothing that shows it";
    auto proofs = database->read([&](db::Connection& c) { return proofs_of(c, id); });
    ASSERT_EQ(proofs.size(), 3U);
    EXPECT_FALSE(proofs[0].stands());
    EXPECT_EQ(proofs[0].lapses.at(0).because, "内容有误");
    EXPECT_TRUE(proofs[2].stands());
    const auto again = database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 4), "再撤", "test"); });
    EXPECT_TRUE(again.proofs.empty()) << "it lapsed already";

    EXPECT_EQ(database->write([&](db::Connection& c) { return restore(c, "/x", make_day(2019, 9, 10)); }), 2);
    EXPECT_EQ(duty().occurrences[0].done_on, make_day(2019, 7, 20)) << "the day on which it was done";
    EXPECT_EQ(cell(make_day(2019, 9, 5)).tally.worst(), State::done);
    proofs = database->read([&](db::Connection& c) { return proofs_of(c, id); });
    ASSERT_EQ(proofs.size(), 3U);
    EXPECT_TRUE(proofs[0].stands());
    EXPECT_EQ(proofs[0].lapses.at(0).restored_on, make_day(2019, 9, 10));
    database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 12), "又撤", "test"); });
    proofs = database->read([&](db::Connection& c) { return proofs_of(c, id); });
    ASSERT_EQ(proofs.size(), 3U);
    EXPECT_EQ(proofs[0].lapses.size(), 2U) << "both times are told";
    EXPECT_FALSE(proofs[0].stands());
}

TEST_F(Ledger, a_page_takes_along_what_lies_below_it_and_no_other_page) {
    const auto first = duty().occurrences[0];
    for (const auto* address : {"/x", "/x/editions/1", "/x?language=en", "/x#p2", "/xy", "/", "", "https://there.cn/x"})
        database->write([&](db::Connection& c) {
            c.run(sql::add_proof, first.id, make_day(2019, 7, 20), "", address, false, "test", now());
        });
    const auto lapsed = database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "错", "test"); });
    EXPECT_EQ(lapsed.proofs.size(), 4U);
}

TEST_F(Ledger, what_waits_with_a_withdrawn_page_goes_back_with_the_reason) {
    auto waiting = offer_of(duty().occurrences[0]);
    waiting.address = "/x";
    const auto given = database->write([&](db::Connection& c) { return offer(c, waiting); });
    const auto other = database->write([&](db::Connection& c) { return offer(c, offer_of(duty().occurrences[1])); });
    const auto lapsed =
        database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "内容有误", "account/9"); });
    EXPECT_EQ(lapsed.offers, std::vector{*given});
    const auto offer_at = [&](OfferId which) { return *database->read([&](db::Connection& c) { return find_offer(c, which); }); };
    EXPECT_EQ(offer_at(*given).answer, Offer::Answer::returned);
    EXPECT_NE(offer_at(*given).reason.find("内容有误"), std::string::npos) << offer_at(*given).reason;
    EXPECT_FALSE(offer_at(*other).answer);
}

TEST_F(Ledger, a_duty_that_has_ended_is_not_opened_again_by_a_withdrawal) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    database->write([&](db::Connection& c) { end(c, id, make_day(2019, 8, 1)); });
    const auto lapsed = database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "错", "test"); });
    EXPECT_TRUE(lapsed.duties.empty());
    EXPECT_EQ(duty().occurrences[0].done_on, make_day(2019, 7, 20));
    EXPECT_FALSE(database->read([&](db::Connection& c) { return proofs_of(c, id); }).at(0).stands());
}

TEST_F(Ledger, other_terms_keep_the_occurrence_whose_proof_lapsed) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "错", "test"); });
    database->write([&](db::Connection& c) { replan(c, duty(), planned); });
    EXPECT_EQ(duty().occurrences.size(), 2U);
    database->write([&](db::Connection& c) { return restore(c, "/x", make_day(2019, 9, 4)); });
    EXPECT_EQ(duty().occurrences[0].done_on, make_day(2019, 7, 20));
}

TEST_F(Ledger, demonstration_proofs_go_whether_their_page_is_withdrawn_or_not) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20), true));
    database->write([&](db::Connection& c) { return lapse(c, "/x", make_day(2019, 9, 3), "错", "test"); });
    ASSERT_TRUE(prove_number(1, make_day(2019, 9, 5)));
    EXPECT_EQ(database->write([](db::Connection& c) { return drop_demonstration(c); }), 1);
    EXPECT_EQ(duty().occurrences[0].done_on, make_day(2019, 9, 5)) << "what was proved beside it stays";
}

TEST_F(Ledger, demonstration_proofs_go_and_leave_real_ones) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    ASSERT_TRUE(prove_number(2, make_day(2019, 8, 20), true));
    EXPECT_EQ(database->write([](db::Connection& c) { return drop_demonstration(c); }), 1);
    EXPECT_TRUE(duty().occurrences[0].done_on);
    EXPECT_FALSE(duty().occurrences[1].done_on);
}

TEST_F(Ledger, other_terms_keep_what_was_done) {
    ASSERT_TRUE(prove_number(1, make_day(2019, 7, 20)));
    database->write(
        [&](db::Connection& c) { replan(c, duty(), {planned[0], {make_day(2019, 12, 31), Term::Kind::by, "年底前"}}); });
    const auto after = duty().occurrences;
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].done_on, make_day(2019, 7, 20));
    EXPECT_EQ(after[1].due_on, make_day(2019, 12, 31));
    EXPECT_FALSE(after[1].done_on);
}

TEST_F(Ledger, other_terms_take_the_proofs_that_were_handed_in_along) {
    const auto give = [&](std::size_t place) {
        return *database->write([&](db::Connection& c) { return offer(c, offer_of(duty().occurrences[place])); });
    };
    const auto returned = give(0), waiting = give(1);
    ASSERT_TRUE(database->write([&](db::Connection& c) { return give_back(c, returned, "链接打不开", "account/2"); }));
    const auto offer_at = [&](OfferId which) { return *database->read([&](db::Connection& c) { return find_offer(c, which); }); };
    const Planned year_end{make_day(2019, 12, 31), Term::Kind::by, "年底前"};
    database->write([&](db::Connection& c) { replan(c, duty(), {year_end}); });
    ASSERT_EQ(duty().occurrences.size(), 1U) << "the one that waits has the term, the other is owed no more";
    EXPECT_EQ(duty().occurrences[0].due_on, year_end.due_on);
    EXPECT_EQ(offer_at(waiting).occurrence_id, duty().occurrences[0].id);
    EXPECT_TRUE(offer_at(returned).has_lost_its_term);
    EXPECT_EQ(database->read([&](db::Connection& c) { return offers_of(c, id); }).size(), 2U) << "no offer vanishes";
    EXPECT_EQ(cell(make_day(2020, 1, 5)).tally.all(), 1);

    database->write([&](db::Connection& c) { replan(c, duty(), {}); });
    EXPECT_TRUE(offer_at(waiting).has_lost_its_term);
    EXPECT_EQ(offer_at(waiting).due_on, year_end.due_on);
    const auto accepted = database->write([&](db::Connection& c) { return accept(c, waiting, "account/2"); });
    EXPECT_EQ(accepted.error().id, "ledger.refuse.term_lost");
    EXPECT_FALSE(offer_at(waiting).answer);
    EXPECT_TRUE(database->read([](db::Connection& c) { return debts(c, make_day(2020, 1, 5), 14); }).empty());

    database->write([&](db::Connection& c) { replan(c, duty(), planned); });
    ASSERT_EQ(duty().occurrences.size(), 2U) << "a later correction gives both their terms back";
    EXPECT_FALSE(offer_at(waiting).has_lost_its_term);
    EXPECT_FALSE(offer_at(returned).has_lost_its_term);
    ASSERT_TRUE(database->write([&](db::Connection& c) { return accept(c, waiting, "account/2"); }));
}

TEST_F(Ledger, a_duty_that_was_taken_back_leaves_the_board_and_stays_on_record) {
    database->write([&](db::Connection& c) { end(c, id, make_day(2019, 8, 1)); });
    EXPECT_TRUE(database->read([&](db::Connection& c) { return cells(c, origin, make_day(2019, 9, 1), 14); }).empty());
    EXPECT_EQ(duty().ended_on, make_day(2019, 8, 1));
}

}  // namespace
}  // namespace gongkai::ledger
