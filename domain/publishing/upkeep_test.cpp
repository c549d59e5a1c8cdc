// A column counts as kept up by what is public in it, after withdrawals and corrections too.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/catalogue/watch.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class KeptUp : public WithPublishing {
  protected:
    KeptUp() {
        database->write([](db::Connection& c) { catalogue::watch_columns(c); });
    }
    static void on(int day) {
        setenv("GONGKAI_NOW", ("2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T04:00:00Z").c_str(), 1);
    }
    DocumentId published_on(int day, const std::string& title, const std::string& column) {
        on(day);
        auto text = news(title);
        text.column = column;
        return published("news", text);
    }
    void withdraw_on(int day, DocumentId id) {
        on(day);
        ASSERT_TRUE(
            write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "内容有误", signer, house); }));
    }
    void correct_on(int day, DocumentId id, const std::string& column) {
        on(day);
        do_it(revise, id, writer);
        auto text = news("改正的");
        text.column = column;
        text.change_note = "改正";
        change_it(id, text);
        pass_all(id);
    }
    std::optional<Day> last_on(std::string_view key) {
        const auto all = database->read([](db::Connection& c) { return catalogue::watched_columns(c); });
        return std::ranges::find(all, key, [](const catalogue::Watched& one) { return std::string_view(one.column.key); })
            ->last_on;
    }
    static Day november(int day) { return make_day(2026, 11, static_cast<unsigned>(day)); }
};

TEST_F(KeptUp, a_column_whose_newest_document_was_withdrawn_goes_back_to_what_is_public) {
    published_on(2, "第一篇", "news");
    const auto second = published_on(9, "第二篇", "news");
    ASSERT_EQ(last_on("news"), november(9));
    withdraw_on(10, second);
    EXPECT_EQ(last_on("news"), november(2));
    correct_on(12, second, "news");
    EXPECT_EQ(last_on("news"), november(12)) << "it is public again";
}

TEST_F(KeptUp, a_column_whose_only_document_was_withdrawn_is_empty_and_its_unit_owes_something) {
    const auto only = published_on(2, "只有一篇", "news");
    write([&](db::Connection& c) { EXPECT_TRUE(catalogue::see_to(c, "news", town, 14, "supervisor")); });
    withdraw_on(3, only);
    EXPECT_FALSE(last_on("news"));
    EXPECT_EQ(write([](db::Connection& c) { return catalogue::open_duties(c, november(18)); }), 1);
    correct_on(18, only, "news");
    EXPECT_EQ(last_on("news"), november(18));
    EXPECT_EQ(write([](db::Connection& c) { return catalogue::open_duties(c, november(18)); }), 0);
}

TEST_F(KeptUp, columns_that_it_stands_in_follow_too_and_an_older_withdrawal_changes_nothing) {
    const auto older = published_on(2, "较早", "government_papers");
    published_on(4, "在同一上级栏目", "normative");
    const auto newest = published_on(6, "最新", "government_papers");
    withdraw_on(7, newest);
    EXPECT_EQ(last_on("policies"), november(4));
    EXPECT_EQ(last_on("government_papers"), november(2));
    EXPECT_EQ(last_on("normative"), november(4));
    withdraw_on(8, older);
    EXPECT_EQ(last_on("policies"), november(4));
    EXPECT_FALSE(last_on("government_papers"));
}

TEST_F(KeptUp, a_correction_that_moves_a_document_leaves_the_column_that_it_left_as_old_as_it_is) {
    published_on(2, "留下的", "news");
    const auto moved = published_on(5, "搬走的", "news");
    correct_on(9, moved, "announcements");
    EXPECT_EQ(last_on("news"), november(2));
    EXPECT_EQ(last_on("announcements"), november(9));
    withdraw_on(10, moved);
    EXPECT_EQ(last_on("news"), november(2));
    EXPECT_FALSE(last_on("announcements"));
}

TEST_F(KeptUp, an_edition_that_is_dropped_and_a_correction_in_place_leave_the_newest_day) {
    const auto one = published_on(2, "第一篇", "news");
    correct_on(6, one, "news");
    EXPECT_EQ(last_on("news"), november(6));
    on(8);
    do_it(revise, one, writer);
    do_it(drop, one, writer);
    EXPECT_EQ(last_on("news"), november(6));
}

}  // namespace
}  // namespace gongkai::publishing
