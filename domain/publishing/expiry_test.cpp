#include "domain/publishing/expiry.h"

#include <gtest/gtest.h>

#include "domain/ledger/store.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Expiry : public WithPublishing {
  protected:
    DocumentId ending(const std::string& number, const std::string& expires_on) {
        auto text = policy_text(number);
        text.fields["expires_on"] = expires_on;
        return published_policy(number, text);
    }
    int open() {
        return write([](db::Connection& c) { return open_expiry_duties(c, today()); });
    }
    // The one that was opened, whether it runs or has ended.
    ledger::Duty duty() {
        if (duty_ == 0)
            duty_ = duties().at(0).id;
        return database->read([&](db::Connection& c) { return ledger::find_duty(c, duty_).value(); });
    }
    std::vector<ledger::Duty> duties() {
        return database->read([](db::Connection& c) { return ledger::duties_of(c, expiry_origin); });
    }
    ledger::DutyId duty_ = 0;
};

TEST_F(Expiry, is_a_duty_of_the_unit_thirty_days_before) {
    ending("甲政发〔2020〕1号", "2026-12-02");
    ending("甲政发〔2020〕2号", "2026-12-03");
    ending("甲政发〔2020〕3号", "2026-11-01");
    EXPECT_EQ(open(), 1) << "thirty days from 2 November end on 2 December";
    EXPECT_EQ(last_deed(), "publishing.term_ends");
    EXPECT_EQ(open(), 0) << "each once";
    ASSERT_EQ(duties().size(), 1u);
    EXPECT_EQ(duties()[0].unit_id, town);
    EXPECT_EQ(duties()[0].occurrences.at(0).due_on, make_day(2026, 12, 2));
    setenv("GONGKAI_NOW", "2026-11-03T04:00:00Z", 1);
    EXPECT_EQ(open(), 1);
}

TEST_F(Expiry, is_seen_to_by_an_edition_with_another_term) {
    const auto id = ending("甲政发〔2020〕1号", "2026-12-01");
    open();
    ASSERT_FALSE(duty().ended_on);
    do_it(revise, id, writer);
    auto text = policy_text("甲政发〔2020〕1号");
    text.change_note = "调整有效期";
    change_it(id, text);
    auto longer = text;
    longer.fields["expires_on"] = "2026-12-01";
    change_it(id, longer);
    pass_all(id);
    EXPECT_FALSE(duty().ended_on) << "the term is the same";
    do_it(revise, id, writer);
    longer.fields["expires_on"] = "2031-12-01";
    change_it(id, longer);
    pass_all(id);
    ASSERT_TRUE(duty().ended_on);
    EXPECT_EQ(duty().occurrences.at(0).done_on, today());
}

TEST_F(Expiry, is_seen_to_by_a_paper_that_repeals_it) {
    const auto id = ending("甲政发〔2020〕1号", "2026-12-01");
    open();
    ASSERT_FALSE(duty().ended_on);
    auto text = policy_text("甲政发〔2026〕2号");
    text.links = {{Relation::replaces, id}};
    published_policy("", text);
    EXPECT_TRUE(duty().ended_on);
    EXPECT_EQ(open(), 0);
}

TEST_F(Expiry, is_not_owed_for_what_was_taken_off) {
    const auto id = ending("甲政发〔2020〕1号", "2026-12-01");
    open();
    ASSERT_FALSE(duty().ended_on);
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "印错", signer, house); }));
    EXPECT_TRUE(duty().ended_on);
}

}  // namespace
}  // namespace gongkai::publishing
