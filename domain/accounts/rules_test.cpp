#include "domain/accounts/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <thread>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/accounts/passwords.h"

namespace gongkai::accounts {
namespace {

using std::chrono::minutes;

std::string word_of_reach(std::optional<Reach> reach) {
    return !reach ? "" : *reach == Reach::own ? "own" : *reach == Reach::tree ? "tree" : "all";
}

TEST(Abilities, are_those_of_the_table) {
    const auto table = read_csv(*read_file(GONGKAI_SOURCE_DIR "/domain/accounts/cases/abilities.csv"));
    ASSERT_TRUE(table);
    std::vector<std::string> named;
    for (std::size_t i = 1; i < table->size(); ++i) {
        const auto& line = (*table)[i];
        named.push_back(line[0]);
        for (std::size_t c = 1; c < line.size(); ++c) {
            const auto role = role_from((*table)[0][c]);
            ASSERT_TRUE(role) << (*table)[0][c];
            EXPECT_EQ(word_of_reach(reach_of({*role}, line[0])), line[c]) << line[0] << " of " << (*table)[0][c];
        }
    }
    EXPECT_EQ(named.size(), all_abilities().size());
    for (const auto ability : all_abilities())
        EXPECT_NE(std::ranges::find(named, ability), named.end()) << ability << " is not in the table";
    EXPECT_EQ(reach_of({Role::supervisor}, "no.such.ability"), std::nullopt);
}

TEST(Abilities, of_several_roles_reach_as_far_as_the_farthest) {
    EXPECT_EQ(reach_of({Role::information_officer, Role::assessor}, "duties.see"), Reach::all);
    EXPECT_EQ(reach_of({Role::information_officer, Role::assessor}, "duties.prove"), Reach::tree);
}

people::Directory office_and_its_units() {
    const auto unit = [](people::UnitId id, std::string name, std::optional<people::UnitId> parent) {
        people::Unit made;
        made.id = id;
        made.name = made.full_name = std::move(name);
        made.parent_id = parent;
        return made;
    };
    return people::Directory({unit(1, "县政府办公室", {}), unit(2, "县财政局", {}), unit(3, "预算科", 2), unit(4, "一组", 3)});
}

TEST(Abilities, in_a_circle_of_parents_are_looked_for_and_the_search_ends) {
    people::Unit one, other, third;
    one.id = 1, other.id = 2, third.id = 3;
    one.parent_id = 2, other.parent_id = 1;
    Account officer;
    officer.unit_id = 3;
    officer.roles = {Role::information_officer};
    EXPECT_FALSE(may(officer, "duties.prove", 1, people::Directory({one, other, third})));
    officer.unit_id = 1;
    EXPECT_TRUE(may(officer, "duties.prove", 2, people::Directory({one, other, third})));
}

TEST(Abilities, of_a_unit_reach_down_its_tree_and_nowhere_else) {
    const auto units = office_and_its_units();
    Account officer;
    officer.unit_id = 2;
    officer.roles = {Role::information_officer};
    EXPECT_TRUE(may(officer, "duties.prove", 2, units));
    EXPECT_TRUE(may(officer, "duties.prove", 4, units));
    EXPECT_FALSE(may(officer, "duties.prove", 1, units));
    officer.unit_id = 3;
    EXPECT_FALSE(may(officer, "duties.prove", 2, units));
    EXPECT_FALSE(may(officer, "accounts.keep", 3, units));
    officer.roles = {Role::supervisor};
    EXPECT_TRUE(may(officer, "duties.prove", 2, units));
    officer.closed_at = now();
    EXPECT_FALSE(may(officer, "duties.prove", 3, units));
}

TEST(Roles, the_three_administrators_are_three_people) {
    EXPECT_TRUE(checked({Role::reviewer, Role::information_officer}));
    EXPECT_TRUE(checked({Role::security_administrator, Role::security_administrator}));
    EXPECT_EQ(checked({}).error().id, "accounts.refuse.no_role");
    for (const Role administrator : {Role::system_administrator, Role::security_administrator, Role::audit_administrator})
        for (const Role other : all_roles())
            if (other != administrator) {
                EXPECT_EQ(checked({administrator, other}).error().id, "accounts.refuse.roles_apart");
            }
}

TEST(Names, are_the_same_however_they_are_typed) {
    EXPECT_EQ(*checked_name("  Li.Wei "), "li.wei");
    EXPECT_EQ(*checked_name("李伟"), "李伟");
    EXPECT_EQ(*checked_name("ｌｉｗｅｉ"), "liwei");
    for (const auto* wrong : {"", "a", "li wei", "li/wei", "a@b.cn", "'--", "\tli\n\r\xff"})
        EXPECT_FALSE(checked_name(wrong)) << wrong;
}

TEST(Passwords, that_are_weak_are_refused_and_told_why) {
    const auto why = [](std::string_view password) {
        const auto fine = check_password_rule(password, "liwei", 10);
        return fine ? "" : fine.error().id;
    };
    EXPECT_EQ(why("Kai-gong-2019"), "");
    EXPECT_EQ(why("公开透明公开透明Aa"), "");
    EXPECT_EQ(why("Ab1!"), "accounts.refuse.password_short");
    EXPECT_EQ(why("abcdefghijkl"), "accounts.refuse.password_simple");
    EXPECT_EQ(why("abcdefghij12"), "accounts.refuse.password_simple");
    EXPECT_EQ(why("LiWei-2019-06"), "accounts.refuse.password_name");
}

TEST(Passwords, are_kept_as_argon2id_and_no_two_alike) {
    const auto one = hash_password("Kai-gong-2019"), other = hash_password("Kai-gong-2019");
    EXPECT_TRUE(one.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << one;
    EXPECT_NE(one, other);
    EXPECT_TRUE(is_password("Kai-gong-2019", one));
    EXPECT_FALSE(is_password("Kai-gong-2018", one));
    EXPECT_FALSE(is_password("", ""));
}

// Where a third one began before the first has ended, 192 MB would be taken.
TEST(Passwords, are_checked_two_at_once_at_most_however_many_come) {
    const auto in_status = [](std::string_view name) {
        std::ifstream status("/proc/self/status");
        const std::string text{std::istreambuf_iterator<char>(status), {}};
        return std::stol(text.substr(text.find(name) + name.size())) / 1024;  // MB
    };
    const auto hash = hash_password("Kai-gong-2019");
    std::ofstream("/proc/self/clear_refs") << '5';  // the high-water mark begins anew
    const auto before = in_status("VmRSS:");
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 8; ++i)
        crowd.emplace_back([&] { is_password("guess", hash); });
    crowd.clear();
    EXPECT_GT(in_status("VmHWM:") - before, 50);
    EXPECT_LT(in_status("VmHWM:") - before, 2 * 64 + 40);
}

TEST(Locks, count_an_ipv6_network_as_one) {
    const std::map<std::string, std::string> table{{"192.0.2.7", "192.0.2.7"},
                                                   {"::1", "::/64"},
                                                   {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
                                                   {"2001:DB8:1:2::", "2001:db8:1:2::/64"},
                                                   {"2001:db8:1:3::1", "2001:db8:1:3::/64"},
                                                   {"", ""},
                                                   {"what is no address", "what is no address"}};
    for (const auto& [address, household] : table)
        EXPECT_EQ(household_of(address), household) << address;
}

TEST(Codes, agree_with_the_table_of_rfc_6238) {
    const std::string secret = "12345678901234567890";
    const std::map<std::int64_t, std::string> table{{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                                                    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : table) {
        const Instant at{std::chrono::seconds(seconds)};
        EXPECT_EQ(code_at(secret, at), code);
        EXPECT_EQ(step_of_code(secret, code, at), seconds / 30);
    }
}

TEST(Codes, allow_one_step_of_clock_error_and_no_more) {
    const auto secret = new_code_secret();
    const Instant at{std::chrono::seconds(1'800'000'000)};
    const auto code = code_at(secret, at);
    EXPECT_TRUE(step_of_code(secret, code, at + std::chrono::seconds(30)));
    EXPECT_TRUE(step_of_code(secret, code.substr(0, 3) + " " + code.substr(3), at - std::chrono::seconds(30)));
    EXPECT_FALSE(step_of_code(secret, code, at + std::chrono::seconds(90)));
    for (const auto* wrong : {"", "12345", "1234567", "abcdef"})
        EXPECT_FALSE(step_of_code(secret, wrong, at)) << wrong;
}

TEST(Locks, follow_from_the_tries) {
    const Instant at{std::chrono::hours(1'000'000)};
    const auto tries = [&](std::vector<int> minutes_ago) {
        std::vector<Instant> all;
        for (const int ago : minutes_ago)
            all.push_back(at - minutes(ago));
        return minutes_locked(all, 5, at);
    };
    EXPECT_EQ(tries({}), 0);
    EXPECT_EQ(tries({0, 1, 2, 3}), 0);
    EXPECT_EQ(tries({0, 1, 2, 3, 4}), 15);
    EXPECT_EQ(tries({3, 4, 5, 6, 18}), 12);
    EXPECT_EQ(tries({0, 4, 5, 6, 20}), 0) << "they do not lie within fifteen minutes";
    EXPECT_EQ(tries({15, 16, 17, 18, 19}), 0) << "the time is over";
}

TEST(QrCodes, are_squares_with_white_around) {
    int size = 0;
    const auto path = qr_path("otpauth://totp/x", size);
    EXPECT_GE(size, 21 + 8);
    EXPECT_TRUE(path.starts_with("M4 4h1")) << path.substr(0, 20);
}

}  // namespace
}  // namespace gongkai::accounts
