#include "domain/programme/pages/turn.h"

#include <gtest/gtest.h>

namespace gongkai::programme {
namespace {

TEST(Turn, one_officer_fetches_one_thing_at_a_time) {
    {
        const Turn first("account/1");
        EXPECT_TRUE(first.is_his());
        {
            const Turn second("account/1"), other("account/2");
            EXPECT_FALSE(second.is_his());
            EXPECT_TRUE(other.is_his());
        }
        EXPECT_FALSE(Turn("account/1").is_his()) << "who was refused gives nothing back";
    }
    EXPECT_TRUE(Turn("account/1").is_his());
}

}  // namespace
}  // namespace gongkai::programme
