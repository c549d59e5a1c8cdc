// What a document proves in the ledger, from its publication to its withdrawal and back.
#include <gtest/gtest.h>

#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/publishing/proves.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Proving : public WithPublishing {
  protected:
    // A duty of the town that this page shows as done on 1 October.
    ledger::DutyId proved_by_page_of(DocumentId id) {
        return write([&](db::Connection& c) {
            const auto duty = ledger::begin(
                c, {"programme/2026-1", 1, town, "", {{make_day(2026, 10, 31), ledger::Term::Kind::by, "10月底前", {}}}});
            const auto occurrence = ledger::find_duty(c, duty)->occurrences.at(0);
            const ledger::Proof proof{0,    occurrence.id, make_day(2026, 10, 1), "已公开", "/documents/" + document(c, id).key,
                                      false};
            EXPECT_TRUE(ledger::prove(c, occurrence, proof, "test"));
            return duty;
        });
    }
    std::optional<Day> done_on(ledger::DutyId id) {
        return database->read([&](db::Connection& c) { return ledger::find_duty(c, id)->occurrences.at(0).done_on; });
    }
    void withdraw_it(DocumentId id, std::string_view reason = "内容有误") {
        ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, reason, signer, house); }));
    }
    std::string last_detail() {
        return database->read([](db::Connection& c) { return journal::newest(c, 1).at(0).deed.detail; });
    }
    void bring_back(DocumentId id) {
        do_it(revise, id, writer);
        auto text = news("标题");
        text.change_note = "改正";
        change_it(id, text);
        pass_all(id);
    }
};

TEST_F(Proving, a_withdrawn_document_proves_nothing_until_it_is_public_again) {
    const auto id = published("news", news("标题"));
    const auto duty = proved_by_page_of(id);
    const auto proved = [&] {
        return database->read([&](db::Connection& c) { return what_hangs_on(c, document(c, id)).proven; });
    };
    ASSERT_EQ(proved().size(), 1u);
    EXPECT_EQ(proved()[0].duty_id, duty);
    EXPECT_EQ(proved()[0].owner, "甲镇");
    withdraw_it(id);
    EXPECT_FALSE(done_on(duty));
    EXPECT_EQ(last_deed(), "publishing.withdraw");
    EXPECT_NE(last_detail().find("\"duties\":[" + std::to_string(duty) + "]"), std::string::npos) << last_detail();
    EXPECT_EQ(proved().size(), 1u) << "what it proved is still told";
    bring_back(id);
    EXPECT_EQ(done_on(duty), make_day(2026, 10, 1));
    EXPECT_EQ(last_deed(), "publishing.publish");
    EXPECT_NE(last_detail().find("\"proofs\":1"), std::string::npos) << last_detail();
    const auto proofs = database->read([&](db::Connection& c) { return ledger::proofs_of(c, duty); });
    ASSERT_EQ(proofs.size(), 1u);
    ASSERT_EQ(proofs[0].lapses.size(), 1u);
    EXPECT_EQ(proofs[0].lapses[0].because, "内容有误");
    EXPECT_EQ(proofs[0].lapses[0].on, today());
    EXPECT_EQ(proofs[0].lapses[0].restored_on, today());
}

TEST_F(Proving, whoever_forces_or_schedules_it_back_restores_the_proof_too) {
    const auto id = published("news", news("标题"));
    const auto duty = proved_by_page_of(id);
    withdraw_it(id);
    do_it(revise, id, writer);
    ASSERT_TRUE(write([&](db::Connection& c) { return force(c, id, document(c, id).version, "按上级要求", office, house); }));
    EXPECT_EQ(done_on(duty), make_day(2026, 10, 1));

    withdraw_it(id, "又有误");
    EXPECT_FALSE(done_on(duty));
    do_it(revise, id, writer);
    auto text = news("标题");
    text.change_note = "再改正";
    change_it(id, text);
    do_it(submit, id, writer);
    do_it(pass, id, reviewer);
    do_it(pass, id, signer);
    const auto at = now() + std::chrono::hours(1);
    ASSERT_TRUE(write([&](db::Connection& c) { return schedule(c, id, document(c, id).version, at, writer, house); }));
    EXPECT_FALSE(done_on(duty)) << "not before it is public";
    setenv("GONGKAI_NOW", "2026-11-02T06:00:00Z", 1);
    EXPECT_TRUE(write([&](db::Connection& c) { return publish_scheduled(c, id); }).value());
    EXPECT_EQ(done_on(duty), make_day(2026, 10, 1));
}

TEST_F(Proving, neither_a_correction_nor_a_repeal_takes_the_proof_away) {
    const auto id = published_policy("甲政发〔2020〕1号");
    const auto duty = proved_by_page_of(id);
    do_it(revise, id, writer);
    auto text = policy_text("甲政发〔2020〕1号");
    text.change_note = "改正一个错字";
    change_it(id, text);
    pass_all(id);
    EXPECT_TRUE(done_on(duty)) << "the page was public all the time";
    auto repeals = policy_text("甲政发〔2020〕2号");
    repeals.links = {{Relation::repeals, id}};
    published_policy("甲政发〔2020〕2号", repeals);
    EXPECT_TRUE(done_on(duty)) << "a repealed paper stands on its page, which says so";
    do_it(revise, id, writer);
    do_it(drop, id, writer);
    EXPECT_TRUE(done_on(duty));
}

TEST_F(Proving, all_of_a_withdrawal_happens_or_nothing) {
    const auto id = published("news", news("标题"));
    const auto duty = proved_by_page_of(id);
    EXPECT_EQ(id_of(write([&](db::Connection& c) { return withdraw(c, id, 1, "内容有误", signer, house); })),
              "publishing.refuse.stale");
    EXPECT_TRUE(done_on(duty));
    EXPECT_THROW(write([&](db::Connection& c) -> Result<void> {
                     EXPECT_TRUE(withdraw(c, id, document(c, id).version, "内容有误", signer, house));
                     throw std::runtime_error("the disk is full");
                 }),
                 std::runtime_error);
    EXPECT_TRUE(done_on(duty));
    EXPECT_FALSE(document(id).withdrawn_at);
}

}  // namespace
}  // namespace gongkai::publishing
