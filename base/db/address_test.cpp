#include "base/db/address.h"

#include <gtest/gtest.h>

namespace gongkai::db {
namespace {

TEST(Address, is_shown_without_user_and_password_however_they_are_written) {
    const struct {
        const char *address, *shown;
    } cases[] = {
        {"postgresql://db.example/gongkai", "postgresql://db.example/gongkai"},
        {"postgresql://gongkai:GEHEIM@db.example:5433/gongkai", "postgresql://db.example:5433/gongkai"},
        {"postgres://gongkai@db.example/gongkai?password=GEHEIM", "postgresql://db.example/gongkai"},
        {"postgresql://gongkai:GE@HEIM@db.example/gongkai", "postgresql://db.example/gongkai"},
        {"postgresql://gongkai@/gongkai?host=/run/postgresql&sslpassword=GEHEIM", "postgresql:///run/postgresql/gongkai"},
        {"postgresql://gongkai:GEHEIM@db.example/gongkai?no=such", "postgresql://…"},
        {"postgresql://[::1", "postgresql://…"},
        {"var/gongkai.db", "var/gongkai.db"},
    };
    for (const auto& one : cases)
        EXPECT_EQ(shown(one.address), one.shown) << one.address;
}

TEST(Address, keeps_its_password_out_of_what_the_engine_says) {
    EXPECT_EQ(without_secrets("could not translate host name \"HEIM@db.example\"", "postgresql://u:GE@HEIM@db.example/g"),
              "could not translate host name \"db.example\"");
    EXPECT_EQ(without_secrets("no GEHEIM here", "postgresql://u@h/g?password=GEHEIM"), "no … here");
    EXPECT_EQ(without_secrets("bad URI postgresql://u:GEHEIM@h/g?x=y", "postgresql://u:GEHEIM@h/g?x=y"),
              "its address cannot be read");
    EXPECT_EQ(without_secrets("disk full", "var/gongkai.db"), "disk full");
}

TEST(Address, of_a_server_that_nobody_speaks_to_is_no_file) {
    EXPECT_EQ(unknown_scheme("mysql://x"), "mysql");
    for (const auto* fine : {"postgres://x", "postgresql://x", "var/gongkai.db", "/srv/a:b/gongkai.db", ""})
        EXPECT_EQ(unknown_scheme(fine), "") << fine;
}

}  // namespace
}  // namespace gongkai::db
