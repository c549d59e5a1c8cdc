#include "domain/publishing/makers.h"

#include <gtest/gtest.h>

#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Makers : public WithPublishing {
  protected:
    Result<std::int64_t> add(people::UnitId unit, Day from, std::optional<Day> until = {},
                             const std::string& basis = "甲政发〔2019〕3号") {
        return write([&](db::Connection& c) { return add_maker(c, {0, unit, "", basis, from, until}, "office"); });
    }
    bool may(Day on) {
        return database->read([&](db::Connection& c) { return may_make(c, town, on); });
    }
    std::string submitted(House::Strict makers) {
        auto strict = house;
        strict.makers = makers;
        auto text = policy_text("甲政发〔2026〕9号");
        text.column = "normative";
        text.fields["effective_on"] = "2026-12-01";
        text.fields["expires_on"] = "2031-11-30";
        const auto id = begin_it("normative_document", text);
        return id_of(write([&](db::Connection& c) { return submit(c, id, document(c, id).version, writer, strict); }));
    }
};

TEST_F(Makers, stand_on_the_list_from_their_first_day_to_their_last) {
    ASSERT_TRUE(add(town, make_day(2026, 6, 1), make_day(2026, 12, 31)));
    EXPECT_EQ(last_deed(), "publishing.add_maker");
    EXPECT_FALSE(may(make_day(2026, 5, 31)));
    EXPECT_TRUE(may(make_day(2026, 6, 1)));
    EXPECT_TRUE(may(make_day(2026, 12, 31)));
    EXPECT_FALSE(may(make_day(2027, 1, 1)));
}

TEST_F(Makers, are_refused_without_basis_backwards_and_twice_at_once) {
    EXPECT_EQ(id_of(add(town, today(), {}, " ")), "publishing.refuse.no_basis");
    EXPECT_EQ(id_of(add(town, today(), today() - std::chrono::days(1))), "publishing.refuse.until_before_from");
    ASSERT_TRUE(add(town, make_day(2026, 1, 1), make_day(2026, 6, 30)));
    EXPECT_EQ(id_of(add(town, make_day(2026, 6, 30))), "publishing.refuse.on_list_already");
    EXPECT_TRUE(add(town, make_day(2026, 7, 1))) << "it may come back";
    EXPECT_TRUE(add(finance, make_day(2026, 6, 30))) << "another unit";
}

TEST_F(Makers, leave_with_a_last_day_that_is_kept) {
    const auto id = add(town, make_day(2026, 6, 1)).value();
    const auto end = [&](std::int64_t line, Day until) {
        return id_of(write([&](db::Connection& c) { return end_maker(c, line, until, "office"); }));
    };
    EXPECT_EQ(end(id + 1, today()), "publishing.refuse.not_on_list");
    EXPECT_EQ(end(id, make_day(2026, 5, 1)), "publishing.refuse.until_before_from");
    EXPECT_EQ(end(id, make_day(2026, 10, 31)), "");
    EXPECT_EQ(last_deed(), "publishing.end_maker");
    EXPECT_FALSE(may(today()));
    const auto all = database->read([](db::Connection& c) { return makers(c); });
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].unit_name, "甲镇");
    EXPECT_EQ(all[0].until, make_day(2026, 10, 31));
}

TEST_F(Makers, alone_submit_normative_documents_where_the_office_is_strict) {
    EXPECT_EQ(submitted(House::Strict::block), "publishing.refuse.no_maker");
    EXPECT_EQ(submitted(House::Strict::warn), "");
    ASSERT_TRUE(add(town, make_day(2026, 6, 1)));
    EXPECT_EQ(submitted(House::Strict::block), "");
}

}  // namespace
}  // namespace gongkai::publishing
