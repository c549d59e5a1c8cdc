#include "domain/publishing/aside.h"

#include <gtest/gtest.h>

#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

using Aside = WithPublishing;

TEST_F(Aside, each_has_one_text_a_form_and_the_last_one_counts) {
    const auto at = now();
    write([&](db::Connection& c) {
        put_aside(c, "account/1", place_of(7), {1, "[[\"body\",\"first\"]]", at});
        put_aside(c, "account/1", place_of(7), {2, "[[\"body\",\"second\"]]", at});
        put_aside(c, "account/2", place_of(7), {1, "[[\"body\",\"of another\"]]", at});
        put_aside(c, "account/1", place_of_new("news"), {0, "[[\"body\",\"new\"]]", at});
    });
    database->read([&](db::Connection& c) {
        const auto found = find_aside(c, "account/1", "document/7");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->version, 2);
        EXPECT_EQ(found->fields, "[[\"body\",\"second\"]]");
        EXPECT_EQ(found->at, at);
        EXPECT_EQ(find_aside(c, "account/2", place_of(7))->fields, "[[\"body\",\"of another\"]]");
        EXPECT_FALSE(find_aside(c, "account/2", place_of_new("news")));
    });
    write([&](db::Connection& c) { drop_aside(c, "account/1", place_of(7)); });
    database->read([&](db::Connection& c) {
        EXPECT_FALSE(find_aside(c, "account/1", place_of(7)));
        EXPECT_TRUE(find_aside(c, "account/2", place_of(7)));
        EXPECT_TRUE(find_aside(c, "account/1", place_of_new("news")));
    });
}

TEST_F(Aside, what_nobody_came_back_for_is_forgotten_after_thirty_days) {
    const auto at = now();
    write([&](db::Connection& c) {
        put_aside(c, "account/1", place_of(7), {1, "[]", at - std::chrono::days(31)});
        put_aside(c, "account/1", place_of(8), {1, "[]", at - std::chrono::days(29)});
        put_aside(c, "account/2", place_of(9), {1, "[]", at});
    });
    database->read([&](db::Connection& c) {
        EXPECT_FALSE(find_aside(c, "account/1", place_of(7)));
        EXPECT_TRUE(find_aside(c, "account/1", place_of(8)));
    });
}

}  // namespace
}  // namespace gongkai::publishing
