#include "domain/publishing/desk.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <cstdlib>

#include "base/core/hash.h"
#include "domain/catalogue/desk.h"
#include "domain/journal/desk.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/net.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

using Publishing = WithPublishing;

TEST_F(Publishing, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Publishing, what_an_officer_writes_is_public_once_two_others_have_passed_it) {
    const auto id = begin_it("news", news("甲镇开展安全检查"));
    EXPECT_EQ(document(id).state, State::draft);
    EXPECT_EQ(shelf_count(), 0);
    do_it(submit, id, writer);
    EXPECT_EQ(why(pass, id, By{"writer", {.sees = true, .reviews = true}}), "publishing.refuse.own_text");
    do_it(pass, id, reviewer);
    EXPECT_EQ(document(id).step, 1);
    EXPECT_EQ(why(pass, id, By{"reviewer", {.sees = true, .signs = true}}), "publishing.refuse.second_step");
    EXPECT_EQ(why(publish, id, writer), "publishing.refuse.not_now") << "it is not signed";
    do_it(pass, id, signer);
    EXPECT_EQ(document(id).state, State::signed_off);
    do_it(publish, id, writer);
    const auto live = document(id);
    EXPECT_EQ(live.state, State::published);
    EXPECT_EQ(live.key, stand_in_code(town) + "-2026-00001");
    EXPECT_TRUE(is_index_number(live.index_number));
    EXPECT_EQ(last_deed(), "publishing.publish");
    const auto row = on_shelf(id);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->title, "甲镇开展安全检查");
    EXPECT_EQ(row->column, "news");
    EXPECT_EQ(row->published_on(), today());
    EXPECT_EQ(shelf_count(), 1);
}

TEST_F(Publishing, a_form_that_is_behind_is_refused_by_every_verb) {
    const auto id = begin_it("news", news("标题"));
    const auto old = document(id).version;
    ASSERT_TRUE(write([&](db::Connection& c) { return change(c, id, old, news("新标题"), writer, house); }));
    EXPECT_EQ(id_of(write([&](db::Connection& c) { return change(c, id, old, news("旧标题"), writer, house); })),
              "publishing.refuse.stale");
    EXPECT_EQ(document(id).title, "新标题");
    const auto stale = [&](auto verb) {
        return id_of(write([&](db::Connection& c) { return verb(c, id, old, all_powers("x"), house); }));
    };
    for (const auto verb : {submit, take_back, pass, publish, publish_urgently, look_over, revise, drop})
        EXPECT_EQ(stale(verb), "publishing.refuse.stale");
    EXPECT_EQ(id_of(write([&](db::Connection& c) { return submit(c, 999, 1, writer, house); })), "publishing.refuse.unknown");
    EXPECT_EQ(id_of(write([&](db::Connection& c) { return submit(c, id, old + 1, By{"stranger", {}}, house); })),
              "publishing.refuse.unknown")
        << "a stranger's draft is not there";
}

TEST_F(Publishing, every_save_is_an_edition_that_stays) {
    const auto id = begin_it("news", news("一"));
    change_it(id, news("二"));
    change_it(id, news("三"));
    const auto all = database->read([&](db::Connection& c) { return editions_of(c, id); });
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].text.title, "三");
    EXPECT_EQ(all[2].text.title, "一");
    const auto first = database->read([&](db::Connection& c) { return find_edition(c, all[2].id); });
    EXPECT_EQ(first->text, news("一"));
}

TEST_F(Publishing, what_cannot_be_kept_is_refused_with_its_field) {
    auto text = news("");
    EXPECT_EQ(begin_why("news", text), "publishing.refuse.title");
    text = news("标题");
    text.column = "no_such_column";
    EXPECT_EQ(begin_why("news", text), "publishing.refuse.column");
    text.column = "news";
    text.theme = "99";
    EXPECT_EQ(begin_why("news", text), "publishing.refuse.theme");
    text.theme = "";
    text.category = "20-99";
    EXPECT_EQ(begin_why("news", text), "publishing.refuse.category");
    text.category = "";
    text.fields["no_such_field"] = "x";
    EXPECT_EQ(begin_why("news", text), "publishing.refuse.choice");
    auto policy = policy_text("甲政发〔2026〕1号");
    policy.fields["number"] = "甲政发[2026]1号";
    EXPECT_EQ(begin_why("policy_document", policy), "publishing.refuse.number");
    policy = policy_text("甲政发〔2026〕1号");
    policy.fields["signed_on"] = "昨天";
    EXPECT_EQ(begin_why("policy_document", policy), "publishing.refuse.day");
    EXPECT_EQ(begin_why("no_such_type", news("标题")), "publishing.refuse.type");
}

TEST_F(Publishing, an_incomplete_text_is_kept_but_not_submitted) {
    auto text = news("标题");
    text.body = markup::Clean();
    const auto id = begin_it("news", text);
    EXPECT_EQ(why(submit, id, writer), "publishing.refuse.wanting");
}

TEST_F(Publishing, a_step_is_returned_with_a_reason_and_begins_again) {
    const auto id = begin_it("news", news("标题"));
    do_it(submit, id, writer);
    do_it(pass, id, reviewer);
    const auto returned = [&](std::string_view reason) {
        return write([&](db::Connection& c) { return give_back(c, id, document(c, id).version, reason, signer, house); });
    };
    EXPECT_EQ(id_of(returned(" ")), "publishing.refuse.no_reason");
    ASSERT_TRUE(returned("第二段的数字有误"));
    EXPECT_EQ(document(id).state, State::returned);
    change_it(id, news("改过的标题"));
    do_it(submit, id, writer);
    EXPECT_EQ(document(id).step, 0);
    do_it(pass, id, reviewer);
    const auto steps = database->read([&](db::Connection& c) { return steps_of(c, id); });
    ASSERT_EQ(steps.size(), 5u) << "handed in, passed, returned, handed in, passed";
    EXPECT_EQ(steps[2].reason, "第二段的数字有误");
    EXPECT_EQ(steps[2].outcome, StepTaken::Outcome::returned);
}

TEST_F(Publishing, who_changed_a_returned_text_passes_no_step_of_it) {
    const auto id = begin_it("news", news("标题"));
    change_it(id, news("别人改的"), By{"second", {.sees = true, .writes = true, .reviews = true}});
    do_it(submit, id, writer);
    EXPECT_EQ(why(pass, id, By{"second", {.sees = true, .reviews = true}}), "publishing.refuse.own_text");
    do_it(take_back, id, writer);
    EXPECT_EQ(document(id).state, State::draft);
}

TEST_F(Publishing, a_live_document_stays_while_its_next_edition_is_written) {
    const auto id = published("news", news("第一版"));
    const auto key = document(id).key;
    do_it(revise, id, writer);
    auto text = news("第二版");
    text.change_note = "更正数字";
    change_it(id, text);
    EXPECT_EQ(on_shelf(id)->title, "第一版");
    EXPECT_EQ(document(id).title, "第二版");
    setenv("GONGKAI_NOW", "2026-11-05T04:00:00Z", 1);
    pass_all(id);
    EXPECT_EQ(on_shelf(id)->title, "第二版");
    EXPECT_EQ(document(id).key, key) << "an index number never changes";
    EXPECT_EQ(on_shelf(id)->published_on(), make_day(2026, 11, 2)) << "a correction does not make it new";
    EXPECT_EQ(shelf_count(), 1);
    do_it(revise, id, writer);
    do_it(drop, id, writer);
    EXPECT_EQ(document(id).state, State::published);
    EXPECT_EQ(document(id).title, "第二版");
}

TEST_F(Publishing, a_draft_that_is_dropped_is_gone_from_every_list) {
    const auto id = begin_it("news", news("标题"));
    do_it(drop, id, writer);
    database->read([&](db::Connection& c) {
        EXPECT_FALSE(find_document(c, id));
        EXPECT_TRUE(waiting(c, town).empty());
    });
}

TEST_F(Publishing, withdrawals_of_before_become_steps_of_whoever_the_journal_names) {
    const auto id = published("news", news("标题"));
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "内容有误", signer, house); }));
    const auto migrations = db::embedded_migrations({"publishing"});
    const auto adds = std::ranges::find(migrations, 13, &db::Migration::number);
    ASSERT_NE(adds, migrations.end());
    database->write([&](db::Connection& c) {
        c.run_script("DELETE FROM edition_step WHERE outcome = 'withdrawn'");
        c.run_script(std::string(adds->sql));
        const auto step = steps_of(c, id).at(0);
        EXPECT_EQ(step.outcome, StepTaken::Outcome::withdrawn);
        EXPECT_EQ(step.by, "signer");
        EXPECT_EQ(step.reason, "内容有误");
        EXPECT_EQ(step.word, "withdraw");
    });
}

TEST_F(Publishing, what_is_withdrawn_leaves_the_lists_and_says_why_and_may_come_back) {
    const auto id = published("news", news("标题"));
    const auto withdraw_it = [&](std::string_view reason) {
        return write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, reason, signer, house); });
    };
    EXPECT_EQ(id_of(withdraw_it("")), "publishing.refuse.no_reason");
    ASSERT_TRUE(withdraw_it("内容有误"));
    EXPECT_FALSE(on_shelf(id));
    EXPECT_EQ(shelf_count(), 0);
    const auto gone = database->read([&](db::Connection& c) { return find_document(c, document(c, id).key); });
    ASSERT_TRUE(gone) << "the address lives on";
    EXPECT_EQ(gone->withdrawn_because, "内容有误");
    EXPECT_EQ(id_of(withdraw_it("再撤一次")), "publishing.refuse.not_now");
    do_it(revise, id, writer);
    change_it(id, news("改好的标题"));
    pass_all(id);
    EXPECT_EQ(on_shelf(id)->title, "改好的标题");
    EXPECT_FALSE(document(id).withdrawn_at);
    database->read([&](db::Connection& c) {
        const auto told = withdrawals_of(c, id);
        const auto all = published_editions(c, id, 100, 10);
        ASSERT_TRUE(told.size() == 1 && all.size() == 2);
        EXPECT_EQ(told[0].because, "内容有误");
        EXPECT_EQ(told[0].edition_id, all[1].id);
        EXPECT_TRUE(all[1].closed_at);
        EXPECT_FALSE(all[1].is_closed_for_its_text) << "nobody said that something in it must not be public";
        const auto steps = steps_of(c, id);
        const auto step = std::ranges::find(steps, StepTaken::Outcome::withdrawn, &StepTaken::outcome);
        ASSERT_NE(step, steps.end()) << "the console tells it among the other steps";
        EXPECT_EQ(step->reason, "内容有误");
        EXPECT_EQ(step->by, "signer");
        EXPECT_EQ(step->edition_id, all[1].id);
        const auto in_public = steps_of_published(c, id, all);
        EXPECT_EQ(std::ranges::count(in_public, StepTaken::Outcome::withdrawn, &StepTaken::outcome), 0)
            << "the public history tells of it by itself, without anybody's name";
    });
    setenv("GONGKAI_NOW", "2026-11-03T04:00:00Z", 1);
    do_it(revise, id, writer);
    auto closing = news("再改的标题");
    closing.change_note = "更正";
    closing.closes_earlier = true;
    change_it(id, closing);
    pass_all(id);
    database->read([&](db::Connection& c) {
        const auto all = published_editions(c, id, 100, 10);
        EXPECT_TRUE(all[1].is_closed_for_its_text);
        EXPECT_FALSE(all[2].is_closed_for_its_text) << "it was closed before";
    });
}

TEST_F(Publishing, the_reason_of_a_withdrawal_is_put_right_wherever_it_stands) {
    const auto id = published("news", news("通知"));
    const auto mend = [&](std::string_view reason, std::string_view because, const By& by) {
        return id_of(
            write([&](db::Connection& c) { return mend_reason(c, id, document(c, id).version, reason, because, by, house); }));
    };
    EXPECT_EQ(mend("内容有误", "写了人名", signer), "publishing.refuse.not_now") << "nothing is withdrawn";
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "甲某来电", signer, house); }));
    const auto version = document(id).version;
    EXPECT_EQ(mend("", "写了人名", signer), "publishing.refuse.no_reason");
    EXPECT_EQ(mend("内容有误", " ", signer), "publishing.refuse.no_own_reason");
    EXPECT_EQ(mend("内容有误", "写了人名", writer), "publishing.refuse.not_yours");
    EXPECT_EQ(mend("内容有误", "写了人名", signer), "");
    EXPECT_EQ(last_deed(), "publishing.mend_reason");
    EXPECT_EQ(document(id).withdrawn_because, "内容有误");
    EXPECT_EQ(document(id).version, version + 1);
    EXPECT_EQ(document(id).state, State::withdrawn);
    database->read([&](db::Connection& c) {
        for (const auto& step : steps_of(c, id))
            EXPECT_EQ(step.reason.find("甲某"), std::string::npos);
        const auto now = document(c, id);
        const auto leaves = public_log::entries_of(c, "/documents/" + now.key);
        ASSERT_EQ(leaves.size(), 3u);
        EXPECT_EQ(leaves.front().entry.content_sha256, sha256_hex(content_of(now, find_edition(c, *now.live_id)->text)));
    });
}

TEST_F(Publishing, an_urgent_page_is_public_by_one_act_and_looked_over_by_another) {
    Text text = news("暴雨橙色预警");
    text.column = "emergencies";
    const auto id = begin_it("emergency_update", text);
    do_it(publish_urgently, id, writer);
    ASSERT_TRUE(on_shelf(id));
    EXPECT_EQ(document(id).look_due_at, now() + std::chrono::hours(24));
    EXPECT_EQ(database->read([&](db::Connection& c) { return waiting(c, town).size(); }), 1u);
    do_it(revise, id, all_powers("reviewer"));
    EXPECT_EQ(why(look_over, id, By{"writer", {.sees = true, .reviews = true}}), "publishing.refuse.own_text")
        << "although another edition is in hand";
    do_it(look_over, id, By{"signer", {.sees = true, .signs = true}});
    EXPECT_FALSE(document(id).look_due_at);
    EXPECT_EQ(why(publish_urgently, begin_it("news", news("平常的动态")), writer), "publishing.refuse.not_now");
}

TEST_F(Publishing, the_office_may_force_and_it_is_written_on_the_edition) {
    const auto id = begin_it("news", news("标题"));
    do_it(submit, id, writer);
    const auto force_it = [&](std::string_view reason, const By& by) {
        return write([&](db::Connection& c) { return force(c, id, document(c, id).version, reason, by, house); });
    };
    EXPECT_EQ(id_of(force_it("", office)), "publishing.refuse.no_reason");
    EXPECT_EQ(id_of(force_it("急", reviewer)), "publishing.refuse.not_yours");
    EXPECT_EQ(id_of(force_it("急", By{"writer", {.sees = true, .forces = true}})), "publishing.refuse.own_text");
    ASSERT_TRUE(force_it("上级要求当日公开", office));
    EXPECT_EQ(last_deed(), "publishing.force");
    const auto edition = database->read([&](db::Connection& c) { return find_edition(c, *document(c, id).live_id); });
    EXPECT_EQ(edition->forced_because, "上级要求当日公开");
}

TEST_F(Publishing, at_its_moment_the_timer_publishes_what_was_scheduled_and_nothing_before) {
    const auto id = begin_it("news", news("标题"));
    do_it(submit, id, writer);
    do_it(pass, id, reviewer);
    do_it(pass, id, signer);
    const auto at = now() + std::chrono::minutes(90);
    const auto schedule_at = [&](Instant when) {
        return write([&](db::Connection& c) { return schedule(c, id, document(c, id).version, when, writer, house); });
    };
    EXPECT_EQ(id_of(schedule_at(now())), "publishing.refuse.in_the_past");
    ASSERT_TRUE(schedule_at(at));
    const auto due = [&](Instant when) { return database->read([&](db::Connection& c) { return due_to_publish(c, when); }); };
    EXPECT_TRUE(due(at - std::chrono::milliseconds(1)).empty());
    EXPECT_EQ(due(at), std::vector<DocumentId>{id});
    const auto run = [&] { return *write([&](db::Connection& c) { return publish_scheduled(c, id); }); };
    EXPECT_FALSE(run());
    setenv("GONGKAI_NOW", "2026-11-02T05:30:00Z", 1);
    EXPECT_TRUE(run());
    EXPECT_FALSE(run()) << "once";
    EXPECT_EQ(document(id).state, State::published);
}

TEST_F(Publishing, index_numbers_follow_each_other_within_a_code_and_a_year) {
    ASSERT_TRUE(write([&](db::Connection& c) { return set_code(c, town, "00001434-9", "office"); }));
    EXPECT_EQ(id_of(write([&](db::Connection& c) { return set_code(c, town, "123", "office"); })), "publishing.refuse.code");
    EXPECT_EQ(document(published("news", news("一"))).index_number, "000014349/2026-00001");
    EXPECT_EQ(document(published("news", news("二"))).index_number, "000014349/2026-00002");
    EXPECT_EQ(document(published("news", news("三"), finance)).index_number, stand_in_code(finance) + "/2026-00001");
    setenv("GONGKAI_NOW", "2027-01-04T04:00:00Z", 1);
    EXPECT_EQ(document(published("news", news("四"))).index_number, "000014349/2027-00001");
}

TEST_F(Publishing, a_policy_is_not_signed_before_its_interpretation_is_handed_in) {
    auto text = policy_text("甲政发〔2026〕1号");
    text.fields.erase("interpretation_plan");
    const auto id = begin_it("policy_document", text);
    do_it(submit, id, writer);
    do_it(pass, id, reviewer);
    EXPECT_EQ(why(pass, id, signer), "publishing.refuse.no_plan");
    do_it(take_back, id, writer);
    change_it(id, policy_text("甲政发〔2026〕1号"));
    do_it(submit, id, writer);
    do_it(pass, id, reviewer);
    EXPECT_EQ(why(pass, id, signer), "publishing.refuse.no_material");
    const auto interpretation = begin_it("interpretation", interpretation_of(id));
    EXPECT_EQ(why(pass, id, signer), "publishing.refuse.no_material") << "a draft is not handed in";
    do_it(submit, interpretation, writer);
    do_it(pass, id, signer);
    do_it(publish, id, writer);
    EXPECT_EQ(document(id).interpret_by, make_day(2026, 11, 5)) << "three working days after Monday";
    do_it(pass, interpretation, reviewer);
    do_it(pass, interpretation, signer);
    do_it(publish, interpretation, writer);
    EXPECT_FALSE(document(id).interpret_by);
    const auto of_year = database->read([](db::Connection& c) { return interpretations_in(c, 2026); });
    ASSERT_EQ(of_year.size(), 1u);
    EXPECT_EQ(of_year[0].form, "text");
    EXPECT_EQ(of_year[0].by_principal, 1);
    EXPECT_EQ(of_year[0].all, 1);
    EXPECT_TRUE(database->read([](db::Connection& c) { return interpretations_in(c, 2025).empty(); }));
    const auto related = database->read([&](db::Connection& c) { return related_in(net_around(c, id), id); });
    ASSERT_EQ(related.size(), 1u);
    EXPECT_EQ(related[0].kind, Relation::interprets);
    EXPECT_EQ(related[0].side, Related::Side::undergoes);
}

TEST_F(Publishing, neither_a_policy_nor_its_interpretation_is_scheduled_so_that_residents_wait_longer_than_three_working_days) {
    const auto at_nine = [](int month, int day) {
        return Instant(make_day(2026, static_cast<unsigned>(month), static_cast<unsigned>(day))) + std::chrono::hours(1);
    };
    const auto schedule_it = [&](DocumentId id, Instant at) {
        return id_of(write([&](db::Connection& c) { return schedule(c, id, document(c, id).version, at, writer, house); }));
    };
    const auto signed_by_all = [&](DocumentId id) {
        do_it(submit, id, writer);
        do_it(pass, id, reviewer);
        do_it(pass, id, signer);
    };
    // Public already on Monday, the second: the interpretation comes by Thursday, the fifth.
    const auto policy = begin_it("policy_document", policy_text("甲政发〔2026〕1号"));
    const auto interpretation = begin_it("interpretation", interpretation_of(policy));
    signed_by_all(interpretation);
    signed_by_all(policy);
    do_it(publish, policy, writer);
    EXPECT_EQ(schedule_it(interpretation, at_nine(11, 6)), "publishing.refuse.interpretation_late");
    EXPECT_EQ(schedule_it(interpretation, at_nine(11, 5)), "");
    // Both are to come: the later one is refused, whichever it is.
    const auto next = begin_it("policy_document", policy_text("甲政发〔2026〕2号"));
    const auto of_next = begin_it("interpretation", interpretation_of(next));
    signed_by_all(of_next);
    signed_by_all(next);
    EXPECT_EQ(schedule_it(of_next, at_nine(11, 12)), "");
    EXPECT_EQ(schedule_it(next, at_nine(11, 4)), "publishing.refuse.interpretation_scheduled_late");
    EXPECT_EQ(why(publish, next, writer), "publishing.refuse.interpretation_scheduled_late");
    EXPECT_EQ(schedule_it(next, at_nine(11, 9)), "") << "Monday to Thursday are three working days";
    const auto third = begin_it("policy_document", policy_text("甲政发〔2026〕3号"));
    const auto of_third = begin_it("interpretation", interpretation_of(third));
    signed_by_all(of_third);
    signed_by_all(third);
    EXPECT_EQ(schedule_it(third, at_nine(11, 9)), "");
    EXPECT_EQ(schedule_it(of_third, at_nine(11, 13)), "publishing.refuse.interpretation_late");
}

TEST_F(Publishing, a_repeal_shows_on_both_ends_and_goes_with_the_paper_that_says_it) {
    const auto old = published_policy("甲政发〔2020〕1号");
    EXPECT_EQ(on_shelf(old)->validity(today()), Validity::in_force);
    auto text = policy_text("甲政发〔2026〕2号");
    text.fields["effective_on"] = "2026-12-01";
    text.links = {{Relation::repeals, old}};
    const auto later = published_policy("甲政发〔2026〕2号", text);
    EXPECT_EQ(on_shelf(old)->validity(make_day(2026, 11, 30)), Validity::in_force);
    EXPECT_EQ(on_shelf(old)->validity(make_day(2026, 12, 1)), Validity::repealed);
    EXPECT_EQ(on_shelf(later)->validity(make_day(2026, 11, 30)), Validity::not_yet);
    const auto seen = database->read([&](db::Connection& c) {
        return std::pair(related_in(net_around(c, old), old), related_in(net_around(c, later), later));
    });
    ASSERT_EQ(seen.first.size(), 1u);
    EXPECT_EQ(seen.first[0].key, document(later).key);
    ASSERT_EQ(seen.second.size(), 1u);
    EXPECT_EQ(seen.second[0].side, Related::Side::does);
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, later, document(c, later).version, "印错", signer, house); }));
    EXPECT_EQ(on_shelf(old)->validity(make_day(2027, 1, 1)), Validity::in_force);
}

TEST_F(Publishing, an_interpretation_is_found_with_the_validity_of_what_it_explains) {
    const auto old = published_policy("甲政发〔2020〕1号");
    const auto explaining = published("interpretation", interpretation_of(old));
    const auto validity = [&] {
        return database->read([&](db::Connection& c) {
            const db::Statement one{"one", "SELECT validity FROM search_entry WHERE source = 'document' AND key = $1"};
            return std::get<0>(*c.query(one, std::to_string(explaining)).first<std::string>());
        });
    };
    EXPECT_EQ(validity(), "in_force");
    auto text = policy_text("甲政发〔2026〕2号");
    text.links = {{Relation::repeals, old}};
    const auto later = published_policy("甲政发〔2026〕2号", text);
    EXPECT_EQ(validity(), "repealed");
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, later, document(c, later).version, "印错", signer, house); }));
    EXPECT_EQ(validity(), "in_force");
}

TEST_F(Publishing, another_paper_is_found_by_its_number_its_key_and_its_address) {
    const auto id = published_policy("甲政发〔2020〕1号");
    const auto found = [&](std::string_view words) {
        return database->read([&](db::Connection& c) { return find_target(c, words); });
    };
    for (const auto& words : {std::string("甲政发[2020] 1号"), document(id).key, document(id).index_number,
                              "https://www.example.gov.cn/documents/" + document(id).key, "#" + std::to_string(id)})
        EXPECT_EQ(found(words), id) << words;
    EXPECT_FALSE(found("甲政发〔2020〕2号"));
    EXPECT_FALSE(found("#9999"));
    EXPECT_FALSE(found(""));
}

TEST_F(Publishing, another_units_drafts_are_in_nobodys_list) {
    begin_it("news", news("甲镇的草稿"));
    database->read([&](db::Connection& c) {
        EXPECT_EQ(waiting(c, town).size(), 1u);
        EXPECT_TRUE(waiting(c, finance).empty());
        EXPECT_EQ(waiting(c, every_unit).size(), 1u);
    });
}

TEST_F(Publishing, the_public_log_holds_what_stood_at_the_address_after_each_deed) {
    const auto id = published("news", news("第一版"));
    const auto content = [&] {
        return database->read([&](db::Connection& c) {
            const auto now = document(c, id);
            return content_of(now, find_edition(c, *now.live_id)->text);
        });
    };
    std::vector<std::string> digests{sha256_hex(content())};
    do_it(revise, id, writer);
    auto second = news("第二版");
    change_it(id, second);
    EXPECT_EQ(why(submit, id, writer), "publishing.refuse.no_change_note") << "who corrects in public says why";
    second.change_note = "补充数字";
    change_it(id, second);
    pass_all(id);
    digests.insert(digests.begin(), sha256_hex(content()));
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "内容有误", signer, house); }));
    EXPECT_EQ(content(), "{\"key\":\"" + document(id).key + "\",\"withdrawn_because\":\"内容有误\"}");
    digests.insert(digests.begin(), sha256_hex(content()));
    const auto leaves =
        database->read([&](db::Connection& c) { return public_log::entries_of(c, "/documents/" + document(c, id).key); });
    using public_log::Act;
    const std::vector acts{Act::withdrawn, Act::changed, Act::published};
    ASSERT_EQ(leaves.size(), acts.size());
    for (std::size_t i = 0; i < acts.size(); ++i) {
        EXPECT_EQ(leaves[i].entry.act, acts[i]);
        EXPECT_EQ(leaves[i].entry.content_sha256, digests[i]);
    }
}

TEST_F(Publishing, a_correction_closes_what_was_before_it_where_it_says_so) {
    const auto open_ones = [&](DocumentId id) {
        return database->read([&](db::Connection& c) {
            int found = 0;
            for (int number = 1; number <= 6; ++number)
                found += published_edition(c, id, number) ? 1 : 0;
            return found;
        });
    };
    const auto id = published("news", news("第一版"));
    const auto correct = [&](bool closes) {
        do_it(revise, id, writer);
        auto text = news("改正版");
        text.change_note = "更正";
        text.closes_earlier = closes;
        change_it(id, text);
        pass_all(id);
    };
    correct(false);
    EXPECT_EQ(open_ones(id), 2);
    correct(true);
    EXPECT_EQ(open_ones(id), 1);
    const auto all = database->read([&](db::Connection& c) { return published_editions(c, id, 100, 10); });
    ASSERT_EQ(all.size(), 3u);
    EXPECT_FALSE(all[0].closed_at);
    EXPECT_TRUE(all[1].closed_at && all[2].closed_at);
    do_it(revise, id, writer);
    EXPECT_FALSE(database->read([&](db::Connection& c) { return find_text(c, document(c, id).work_id); })->text.closes_earlier)
        << "the next correction says it anew";
}

TEST_F(Publishing, the_way_of_a_text_names_steps_and_units_and_no_person) {
    const auto id = begin_it("news", news("标题"));
    auto of_finance = reviewer;
    of_finance.unit_id = finance;
    do_it(submit, id, writer);
    ASSERT_TRUE(
        write([&](db::Connection& c) { return give_back(c, id, document(c, id).version, "内部意见", of_finance, house); }));
    do_it(submit, id, writer);
    do_it(pass, id, of_finance);
    do_it(pass, id, signer);
    do_it(publish, id, writer);
    const auto steps =
        database->read([&](db::Connection& c) { return steps_of_published(c, id, published_editions(c, id, 100, 10)); });
    std::vector<std::string> said;
    for (const auto& step : steps) {
        said.push_back(step.word + (step.unit.empty() ? "" : " " + step.unit));
        EXPECT_EQ(step.by + step.reason, "") << step.word;
    }
    EXPECT_EQ(said, (std::vector<std::string>{"submit", "submit", "review 县财政局", "sign", "publish"}));
}

TEST_F(Publishing, a_deed_that_is_refused_leaves_no_leaf) {
    const auto id = begin_it("news", news("标题"));
    EXPECT_EQ(why(publish, id, writer), "publishing.refuse.not_now");
    EXPECT_FALSE(write([&](db::Connection& c) -> Result<void> {
        do_in(c, submit, id, writer);
        do_in(c, pass, id, reviewer);
        do_in(c, pass, id, signer);
        do_in(c, publish, id, writer);
        return refuse(Refusal::Kind::conflict, "rolled.back");
    }));
    EXPECT_EQ(document(id).state, State::draft);
    EXPECT_EQ(shelf_count(), 0);
    const auto other = document(published("news", news("另一份")));
    EXPECT_EQ(other.index_number, stand_in_code(town) + "/2026-00001") << "no number is lost";
    const auto leaves = database->read([&](db::Connection& c) { return public_log::entries_of(c, "/documents/" + other.key); });
    ASSERT_EQ(leaves.size(), 1u);
    EXPECT_EQ(leaves[0].number, 1);
}

}  // namespace
}  // namespace gongkai::publishing
