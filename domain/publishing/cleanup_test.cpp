#include "domain/publishing/cleanup.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Cleanups : public WithPublishing {
  protected:
    DocumentId policy(int number, people::UnitId unit = 0) {
        auto text = policy_text("甲政发〔2020〕" + std::to_string(number) + "号");
        const auto id = begin_it("policy_document", text, unit == 0 ? town : unit);
        do_it(submit, begin_it("interpretation", interpretation_of(id)), writer);
        pass_all(id);
        return id;
    }
    Cleanup wanted() {
        Cleanup one;
        one.title = "2026年清理";
        one.type = "policy_document";
        one.published_till = today();
        one.due_on = today() + std::chrono::days(30);
        return one;
    }
    Result<CleanupId> open(const Cleanup& one) {
        return write([&](db::Connection& c) { return open_cleanup(c, one, "office"); });
    }
    std::string give(CleanupId id, DocumentId document, Verdict verdict, const std::string& note = "") {
        return id_of(write([&](db::Connection& c) { return give_verdict(c, id, document, verdict, note, "writer"); }));
    }
    std::string confirmed(CleanupId id, DocumentId document, Verdict seen, const std::string& actor = "office") {
        return id_of(write([&](db::Connection& c) { return confirm(c, id, document, seen, actor); }));
    }
    std::string returned(CleanupId id, DocumentId document, const std::string& reason) {
        return id_of(write([&](db::Connection& c) { return return_verdict(c, id, document, reason, "office"); }));
    }
    Result<DocumentId> drawn_up(CleanupId id) {
        return write([&](db::Connection& c) { return draw_up(c, id, finance, "office"); });
    }
    CleanupItem item(CleanupId id, DocumentId document) {
        return database->read([&](db::Connection& c) { return find_item(c, id, document).value(); });
    }
    Cleanup cleanup(CleanupId id) {
        return database->read([&](db::Connection& c) { return find_cleanup(c, id).value(); });
    }
    std::vector<CleanupWaiting> waiting_of(people::UnitId unit) {
        return database->read([&](db::Connection& c) { return cleanups_waiting(c, unit); });
    }
};

TEST_F(Cleanups, take_in_what_is_in_scope_and_nothing_else) {
    const auto mine = policy(1), other = policy(2, finance);
    published("news", news("不是文件"));
    auto narrow = wanted();
    narrow.unit_id = town;
    const auto id = open(narrow).value();
    EXPECT_EQ(last_deed(), "publishing.open_cleanup");
    const auto items = database->read([&](db::Connection& c) { return items_of(c, id, every_unit); });
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].document_id, mine);
    EXPECT_EQ(open(wanted()).has_value(), true);
    EXPECT_EQ(cleanup(id + 1).documents, 2) << other;
    EXPECT_EQ(database->read([&](db::Connection& c) { return cleanups(c, finance).size(); }), 1u) << "nothing of it in the first";
    auto early = wanted();
    early.published_till = today() - std::chrono::days(1);
    EXPECT_EQ(id_of(open(early)), "publishing.refuse.cleanup_empty");
    EXPECT_EQ(database->read([](db::Connection& c) { return cleanups(c, every_unit).size(); }), 2u)
        << "a refused one leaves nothing";
    auto late = wanted();
    late.due_on = today() - std::chrono::days(1);
    EXPECT_EQ(id_of(open(late)), "publishing.refuse.due_in_past");
    late = wanted();
    late.type = "news";
    EXPECT_EQ(id_of(open(late)), "publishing.refuse.type");
}

TEST_F(Cleanups, get_a_verdict_of_the_unit_that_another_confirms) {
    const auto document = policy(1);
    const auto id = open(wanted()).value();
    ASSERT_EQ(waiting_of(town).size(), 1u);
    EXPECT_EQ(waiting_of(town)[0].to_give, 1);
    EXPECT_EQ(waiting_of(finance)[0].to_give, 0);
    EXPECT_EQ(give(id, document, Verdict::amend), "publishing.refuse.no_note");
    EXPECT_EQ(give(id, 999, Verdict::keep), "publishing.refuse.no_cleanup");
    EXPECT_EQ(confirmed(id, document, Verdict::keep), "publishing.refuse.stale") << "there is no verdict yet";
    EXPECT_EQ(give(id, document, Verdict::amend, "第三条改为按年公布"), "");
    EXPECT_EQ(confirmed(id, document, Verdict::keep), "publishing.refuse.stale") << "the office saw another verdict";
    EXPECT_EQ(confirmed(id, document, Verdict::amend, "writer"), "publishing.refuse.own_text");
    EXPECT_EQ(returned(id, document, " "), "publishing.refuse.no_reason");
    EXPECT_EQ(returned(id, document, "应当废止"), "");
    EXPECT_FALSE(item(id, document).verdict);
    EXPECT_EQ(item(id, document).returned, "应当废止");
    EXPECT_EQ(id_of(drawn_up(id)), "publishing.refuse.cleanup_unready");
    EXPECT_EQ(give(id, document, Verdict::repeal), "");
    EXPECT_EQ(confirmed(id, document, Verdict::repeal), "");
    EXPECT_EQ(give(id, document, Verdict::keep), "publishing.refuse.confirmed_already");
    EXPECT_TRUE(waiting_of(town)[0].is_ready);
}

TEST_F(Cleanups, are_confirmed_together_but_for_what_came_later_and_what_is_ones_own) {
    const auto first = policy(1), second = policy(2), own = policy(3);
    const auto id = open(wanted()).value();
    give(id, first, Verdict::keep);
    ASSERT_TRUE(write([&](db::Connection& c) { return give_verdict(c, id, own, Verdict::keep, "", "office"); }));
    setenv("GONGKAI_NOW", "2026-11-02T05:00:00Z", 1);
    const auto seen_at = now() - std::chrono::minutes(1);
    give(id, second, Verdict::repeal);
    const auto count = write([&](db::Connection& c) { return confirm_all(c, id, seen_at, "office"); });
    EXPECT_EQ(count.value(), 1);
    EXPECT_TRUE(item(id, first).is_confirmed);
    EXPECT_FALSE(item(id, second).is_confirmed);
    EXPECT_FALSE(item(id, own).is_confirmed);
}

TEST_F(Cleanups, yield_one_document_that_takes_effect_when_it_is_published) {
    const auto kept = policy(1), repealed = policy(2), over = policy(3), amended = policy(4), partly = policy(5);
    const auto id = open(wanted()).value();
    const std::vector<std::pair<DocumentId, Verdict>> verdicts{{kept, Verdict::keep},
                                                               {repealed, Verdict::repeal},
                                                               {over, Verdict::expired},
                                                               {amended, Verdict::amend},
                                                               {partly, Verdict::partly}};
    for (const auto& [document, verdict] : verdicts) {
        ASSERT_EQ(give(id, document, verdict, "第二条<b>"), "");
        ASSERT_EQ(confirmed(id, document, verdict), "");
    }
    const auto result = drawn_up(id).value();
    EXPECT_EQ(id_of(drawn_up(id)), "publishing.refuse.cleanup_over");
    EXPECT_EQ(give(id, kept, Verdict::repeal), "publishing.refuse.cleanup_over");
    const auto text = database->read([&](db::Connection& c) { return find_edition(c, document(c, result).work_id)->text; });
    EXPECT_EQ(text.title, "2026年清理结果");
    EXPECT_EQ(text.links.size(), 4u);
    EXPECT_NE(text.body.html().find("<td>甲政发〔2020〕2号</td>"), std::string::npos) << text.body.html();
    EXPECT_NE(text.body.html().find("第二条&lt;b&gt;"), std::string::npos) << "what is typed is no markup";
    const auto validity = [&](DocumentId document) { return on_shelf(document)->validity(today()); };
    EXPECT_EQ(validity(repealed), Validity::in_force) << "the result is a draft";
    EXPECT_TRUE(database->read([&](db::Connection& c) { return cleanups_of(c, kept).empty(); }));
    pass_all(result);
    EXPECT_EQ(validity(kept), Validity::in_force);
    EXPECT_EQ(validity(repealed), Validity::repealed);
    EXPECT_EQ(validity(over), Validity::expired);
    EXPECT_EQ(validity(amended), Validity::amended);
    EXPECT_EQ(validity(partly), Validity::partly_repealed);
    EXPECT_TRUE(cleanup(id).is_public);
    database->read([&](db::Connection& c) {
        ASSERT_EQ(cleanups_of(c, kept).size(), 1u);
        EXPECT_EQ(cleanups_of(c, kept)[0].verdict, Verdict::keep);
        EXPECT_FALSE(cleanups_of(c, result)[0].verdict) << "it is the result itself";
        const auto listed = list_of(c, {.validity = Validity::expired}, {}, today()).rows;
        ASSERT_EQ(listed.size(), 1u);
        EXPECT_EQ(listed[0].id, over);
    });
    ASSERT_TRUE(
        write([&](db::Connection& c) { return withdraw(c, result, document(c, result).version, "印错", signer, house); }));
    EXPECT_EQ(validity(repealed), Validity::in_force);
    EXPECT_FALSE(cleanup(id).is_public);
    EXPECT_TRUE(cleanup(id).withdrawn_at);
    EXPECT_EQ(cleanup(id).withdrawn_because, "印错");
}

TEST_F(Cleanups, say_nothing_of_what_was_withdrawn_while_they_ran) {
    const auto kept = policy(1), gone = policy(2), unsaid = policy(3);
    const auto id = open(wanted()).value();
    give(id, kept, Verdict::keep);
    give(id, gone, Verdict::keep);
    for (const auto document_id : {gone, unsaid})
        ASSERT_TRUE(write([&](db::Connection& c) {
            return withdraw(c, document_id, document(c, document_id).version, "范围表述有误", signer, house);
        }));
    EXPECT_TRUE(item(id, gone).is_withdrawn);
    EXPECT_EQ(confirmed(id, gone, Verdict::keep), "publishing.refuse.item_withdrawn");
    EXPECT_EQ(give(id, unsaid, Verdict::repeal), "publishing.refuse.item_withdrawn");
    EXPECT_EQ(waiting_of(town)[0].to_give, 0);
    EXPECT_EQ(waiting_of(town)[0].to_confirm, 1);
    EXPECT_EQ(write([&](db::Connection& c) { return confirm_all(c, id, now(), "office"); }).value(), 1);
    EXPECT_EQ(cleanup(id).documents, 1);
    const auto result = drawn_up(id).value();
    const auto body = database->read([&](db::Connection& c) { return find_edition(c, document(c, result).work_id)->text.body; });
    EXPECT_NE(body.html().find("甲政发〔2020〕1号"), std::string::npos);
    EXPECT_EQ(body.html().find("甲政发〔2020〕2号"), std::string::npos) << body.html();
    EXPECT_NE(body.html().find("（1 件）"), std::string::npos) << body.html();
    pass_all(result);
    EXPECT_EQ(cleanup(id).documents, 1);
    EXPECT_FALSE(item(id, gone).verdict) << "it may come back, and the result says nothing of it";
    EXPECT_TRUE(database->read([&](db::Connection& c) { return cleanups_of(c, gone).empty(); }));
}

TEST_F(Cleanups, whose_result_was_dropped_can_be_drawn_up_again) {
    const auto document = policy(1);
    const auto id = open(wanted()).value();
    give(id, document, Verdict::keep);
    confirmed(id, document, Verdict::keep);
    const auto result = drawn_up(id).value();
    do_it(drop, result, writer);
    EXPECT_TRUE(cleanup(id).is_open());
    EXPECT_TRUE(drawn_up(id));
}

}  // namespace
}  // namespace gongkai::publishing
