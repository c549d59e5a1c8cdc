#include "domain/public_log/entry.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/core/hash.h"

namespace gongkai::public_log {
namespace {

const std::string digest(64, 'a');
const Instant at = Instant(make_day(2026, 11, 27)) + std::chrono::milliseconds(34'567'089);

TEST(Entries, are_written_so_that_anybody_can_write_them_again) {
    const Entry entry{Act::published, "/documents/3", "关于\"放管服\"的通知\n\\/\x01", digest, at};
    EXPECT_EQ(body_of(entry),
              R"({"act":"published","address":"/documents/3","at":"2026-11-27T09:36:07.089Z","content_sha256":")" + digest +
                  R"(","title":"关于\"放管服\"的通知\n\\/\u0001"})");
    EXPECT_EQ(entry_from(body_of(entry)), entry);
}

TEST(Entries, of_every_act_are_read_back) {
    for (const auto act : {Act::published, Act::changed, Act::withdrawn}) {
        EXPECT_EQ(act_from(word_of(act)), act);
        const Entry entry{act, "/a", "", digest, at};
        EXPECT_EQ(entry_from(body_of(entry)), entry);
    }
    EXPECT_FALSE(act_from("deleted"));
}

TEST(Entries, that_are_none_are_refused_before_they_are_hashed) {
    EXPECT_THROW(body_of({Act::published, "documents/3", "", digest, at}), std::invalid_argument);
    EXPECT_THROW(body_of({Act::published, "/documents/3", "", "AB", at}), std::invalid_argument);
    EXPECT_THROW(body_of({Act::published, "/documents/3", "", std::string(64, 'A'), at}), std::invalid_argument);
    EXPECT_THROW(body_of({Act::published, "/documents/3", std::string(70'000, 'x'), digest, at}), std::invalid_argument);
}

TEST(Entries, written_otherwise_are_not_read) {
    const auto body = body_of({Act::published, "/documents/3", "题", digest, at});
    EXPECT_TRUE(entry_from(body));
    for (const std::string& wrong : {std::string(), std::string("[]"), std::string("{}"), body + " ", "{ " + body.substr(1),
                                     body.substr(0, body.size() - 1), body.substr(0, body.size() - 1) + R"(,"zz":1})"})
        EXPECT_FALSE(entry_from(wrong)) << wrong;
}

}  // namespace
}  // namespace gongkai::public_log
