#include "domain/accounts/desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/accounts/pages/sessions.h"
#include "domain/accounts/passwords.h"
#include "domain/accounts/queries.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"

namespace gongkai::accounts {
namespace {

class Accounts : public testing::Test {
  protected:
    ~Accounts() override { unsetenv("GONGKAI_NOW"); }
    Accounts() {
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "people", "accounts"})));
        EXPECT_TRUE(database->write([](db::Connection& c) {
            return people::take_in_list(c, "name\tkind\n县政府办公室\toffice\n县财政局\tdepartment\n", "test");
        }));
    }
    std::string link(Roles roles, std::chrono::minutes good = std::chrono::hours(1)) {
        return *database->write([&](db::Connection& c) { return make_link(c, {roles, 1, std::nullopt, now() + good}, "test"); });
    }
    Result<AccountId> open(std::string_view token, std::string name = "liwei", std::string password = "Kai-gong-2019") {
        return use_link(*database, vault, settings, token, {std::move(name), "李伟", "li@example.cn", std::move(password)},
                        "::1");
    }
    Result<SignedIn> try_password(std::string name, std::string_view password, std::string address = "::1") {
        return sign_in(*database, vault, {std::move(name), std::move(address)}, password);
    }
    Account account(AccountId id) {
        return *database->read([&](db::Connection& c) { return find_account(c, vault, id); });
    }
    std::string whole_table() {
        return database->read([](db::Connection& c) {
            auto rows = c.query(sql::all_accounts);
            std::string all;
            while (rows.next())
                for (int column = 0; column < 10; ++column)
                    all.append(rows.text(column)).append("|");
            return all;
        });
    }

    TemporaryFolder folder;
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    Vault vault = *Vault::open(folder.path());
    Settings settings = Settings::defaults();
};

TEST_F(Accounts, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(Accounts, a_link_opens_one_account_once) {
    const auto token = link({Role::information_officer});
    const auto id = open(token);
    ASSERT_TRUE(id);
    EXPECT_EQ(account(*id).person, "李伟");
    EXPECT_EQ(account(*id).roles, Roles{Role::information_officer});
    EXPECT_EQ(open(token, "other").error().id, "accounts.refuse.link");
    EXPECT_EQ(open("no-such-token", "other").error().id, "accounts.refuse.link");
    EXPECT_EQ(open(link({Role::reviewer}, std::chrono::minutes(-1)), "other").error().id, "accounts.refuse.link");
    EXPECT_EQ(open(link({Role::reviewer}), "LiWei ").error().id, "accounts.refuse.name_taken");
}

TEST_F(Accounts, a_start_of_the_server_takes_back_its_own_link_and_nobody_elses) {
    const auto operators = link({Role::security_administrator});
    const auto of_a_start = [&] {
        return *database->write([](db::Connection& c) {
            return make_only_link(c, {{Role::security_administrator}, 1, std::nullopt, now() + std::chrono::hours(1)}, "serve");
        });
    };
    const auto first = of_a_start(), second = of_a_start();
    EXPECT_EQ(open(first, "first").error().id, "accounts.refuse.link");
    EXPECT_TRUE(open(operators, "operator"));
    EXPECT_TRUE(open(second, "second"));
}

TEST_F(Accounts, links_are_seen_until_they_are_used_or_withdrawn_and_open_no_closed_account) {
    const auto links = [&] { return database->read([](db::Connection& c) { return open_links(c); }); };
    const auto withdraw = [&](const std::string& hash) {
        return database->write([&](db::Connection& c) { return withdraw_link(c, hash, "account/9"); });
    };
    ASSERT_TRUE(open(link({Role::security_administrator}), "keeper"));
    EXPECT_TRUE(links().empty()) << "it was used";
    link({Role::signer}, std::chrono::minutes(-1));
    EXPECT_TRUE(links().empty()) << "it is too old";
    const auto token = link({Role::reviewer});
    ASSERT_EQ(links().size(), 1U);
    EXPECT_EQ(links()[0].link.roles, Roles{Role::reviewer});
    EXPECT_EQ(links()[0].made_by, "test");
    const auto hash = links()[0].hash;
    EXPECT_EQ(open(hash).error().id, "accounts.refuse.link") << "what the page shows opens nothing";
    ASSERT_TRUE(withdraw(hash));
    EXPECT_EQ(withdraw(hash).error().id, "accounts.refuse.no_link");
    EXPECT_EQ(open(token).error().id, "accounts.refuse.link");
    EXPECT_EQ(database->read([](db::Connection& c) { return journal::newest(c, 1).at(0).deed.deed; }), "accounts.withdraw_link");

    const auto id = *open(link({Role::information_officer}));
    const auto of_password = [&] {
        return *database->write([&](db::Connection& c) {
            return make_link(c, {{Role::information_officer}, 1, id, now() + std::chrono::hours(1)}, "test");
        });
    };
    const auto before = of_password();
    ASSERT_TRUE(database->write([&](db::Connection& c) { return close(c, account(id), "test"); }));
    EXPECT_TRUE(links().empty()) << "they go with the account";
    for (const auto& one : {before, of_password()})
        EXPECT_EQ(open(one, "liwei", "Gong-kai-2020").error().id, "accounts.refuse.link");
    EXPECT_FALSE(try_password("liwei", "Gong-kai-2020"));
}

TEST_F(Accounts, a_refused_form_leaves_the_link_good) {
    const auto token = link({Role::information_officer});
    EXPECT_EQ(open(token, "liwei", "short").error().id, "accounts.refuse.password_short");
    EXPECT_EQ(open(token, "li wei").error().id, "accounts.refuse.name");
    EXPECT_TRUE(open(token));
}

TEST_F(Accounts, a_mail_address_is_one_and_its_owner_changes_it_with_his_password) {
    const auto token = link({Role::information_officer});
    const auto with_mail = [&](std::string mail) {
        return use_link(*database, vault, settings, token, {"liwei", "李伟", std::move(mail), "Kai-gong-2019"}, "::1");
    };
    for (const auto* wrong : {"li", "li@", "li@example.cn, wang@example.cn", "<li@example.cn>"})
        EXPECT_EQ(with_mail(wrong).error().id, "accounts.refuse.mail") << wrong;
    const auto id = *with_mail("");
    EXPECT_EQ(account(id).mail, "");
    const auto change = [&](std::string_view mail, std::string_view password) {
        const auto done = change_mail(*database, vault, account(id), mail, password, "::1");
        return done ? "" : done.error().id;
    };
    EXPECT_EQ(change("li wei@example.cn", "Kai-gong-2019"), "accounts.refuse.mail");
    EXPECT_EQ(change("li@example.cn", "wrong"), "accounts.refuse.old_password");
    EXPECT_EQ(account(id).mail, "");
    EXPECT_EQ(change(" li@example.cn ", "Kai-gong-2019"), "");
    EXPECT_EQ(account(id).mail, "li@example.cn");
    EXPECT_EQ(whole_table().find("example.cn"), std::string::npos) << "it lies sealed";
    const auto line = database->read([](db::Connection& c) { return journal::newest(c, 1).at(0); });
    EXPECT_EQ(line.deed.deed, "accounts.change_mail");
    EXPECT_EQ(line.deed.detail.find("example"), std::string::npos);
    EXPECT_EQ(change("", "Kai-gong-2019"), "");
    EXPECT_EQ(account(id).mail, "");
}

TEST_F(Accounts, what_is_personal_lies_sealed) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    const auto table = whole_table();
    EXPECT_EQ(table.find("李伟"), std::string::npos);
    EXPECT_EQ(table.find("example.cn"), std::string::npos);
    EXPECT_EQ(table.find("Kai-gong"), std::string::npos);
    EXPECT_NE(table.find("liwei"), std::string::npos);
}

TEST_F(Accounts, the_right_password_lets_in_and_a_wrong_one_does_not) {
    const auto id = open(link({Role::information_officer}));
    EXPECT_EQ(try_password("liwei", "Kai-gong-2018").error().id, "accounts.refuse.sign_in");
    EXPECT_EQ(try_password("nobody", "Kai-gong-2019").error().id, "accounts.refuse.sign_in");
    const auto in = try_password("liwei", "Kai-gong-2019");
    ASSERT_TRUE(in);
    EXPECT_EQ(in->id, *id);
    EXPECT_FALSE(in->needs_code);
    EXPECT_TRUE(account(*id).signed_in_at);
}

TEST_F(Accounts, five_wrong_tries_lock_a_name_whether_it_exists_or_not) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    for (const std::string name : {"liwei", "nobody"}) {
        for (int i = 0; i < tries_of_a_name; ++i)
            EXPECT_EQ(try_password(name, "wrong", "192.0.2." + std::to_string(i)).error().id, "accounts.refuse.sign_in");
        const auto locked = try_password(name, "Kai-gong-2019", "192.0.2.99");
        ASSERT_FALSE(locked);
        EXPECT_EQ(locked.error().id, "accounts.refuse.locked");
        EXPECT_EQ(locked.error().arguments, std::vector<std::string>{"15"});
    }
}

TEST_F(Accounts, a_password_typed_as_a_name_lies_nowhere_in_clear) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    EXPECT_FALSE(try_password("Kai-gong-2019", "x"));
    EXPECT_FALSE(try_password("Kai-gong-2019", "y"));
    EXPECT_FALSE(try_password("?other", "x"));
    EXPECT_FALSE(try_password("liwei", "wrong"));
    std::int64_t next = 0;
    const auto lines = database->read([&](db::Connection& c) { return newest_accesses(c, 1'000'000, 10, next); });
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0].name, "liwei");
    EXPECT_TRUE(lines[1].name.starts_with('?'));
    EXPECT_NE(lines[1].name, "?other");
    EXPECT_EQ(lines[2].name, lines[3].name) << "the same stranger is known again";
    EXPECT_EQ(lines[2].name.size(), 17U);
    EXPECT_EQ(lines[2].name.find("gong"), std::string::npos);
}

TEST_F(Accounts, a_good_sign_in_forgives_the_tries_before_it) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < tries_of_a_name - 1; ++i)
            EXPECT_FALSE(try_password("liwei", "wrong"));
        EXPECT_TRUE(try_password("liwei", "Kai-gong-2019"));
    }
}

TEST_F(Accounts, thirty_wrong_tries_lock_an_address) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    for (int i = 0; i < tries_of_an_address; ++i)
        EXPECT_EQ(try_password("name" + std::to_string(i), "wrong", "192.0.2.7").error().id, "accounts.refuse.sign_in");
    EXPECT_EQ(try_password("liwei", "Kai-gong-2019", "192.0.2.7").error().id, "accounts.refuse.locked");
    EXPECT_TRUE(try_password("liwei", "Kai-gong-2019", "192.0.2.8"));
}

TEST_F(Accounts, guesses_that_come_at_once_do_not_outrun_the_lock) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    std::atomic<int> looked_at = 0, locked = 0;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 40; ++i)
        crowd.emplace_back([&, i] {
            const auto outcome = try_password("liwei", "wrong", "192.0.2." + std::to_string(i));
            ++(outcome.error().id == "accounts.refuse.sign_in" ? looked_at : locked);
        });
    crowd.clear();
    EXPECT_EQ(looked_at, tries_of_a_name);
    EXPECT_EQ(locked, 40 - tries_of_a_name);
}

TEST_F(Accounts, an_ipv6_network_is_one_address) {
    ASSERT_TRUE(open(link({Role::information_officer})));
    database->write([](db::Connection& c) {
        for (int i = 0; i < tries_of_an_address; ++i)
            c.query(sql::begin_try, now(), "name" + std::to_string(i), "2001:db8:1:2::" + std::to_string(i),
                    household_of("2001:db8:1:2::" + std::to_string(i)))
                .first<std::int64_t>();
    });
    EXPECT_EQ(try_password("liwei", "Kai-gong-2019", "2001:db8:1:2:ffff::1").error().id, "accounts.refuse.locked");
    EXPECT_TRUE(try_password("liwei", "Kai-gong-2019", "2001:db8:1:3::1"));
}

TEST_F(Accounts, a_code_of_the_second_factor_counts_once) {
    setenv("GONGKAI_NOW", "2026-11-02T04:00:05Z", 1);  // a slow machine comes into the next half minute
    const auto id = *open(link({Role::information_officer}));
    const auto secret = new_code_secret();
    const auto set = [&](std::string_view password, std::string_view code) {
        const auto done = set_second_factor(*database, vault, account(id), password, secret, code, "::1");
        return done ? "" : done.error().id;
    };
    const auto first = code_at(secret, now() - std::chrono::seconds(30));
    EXPECT_EQ(set("Kai-gong-2019", "000000"), "accounts.refuse.code");
    EXPECT_EQ(set("wrong", first), "accounts.refuse.old_password");
    EXPECT_FALSE(account(id).has_second_factor);
    ASSERT_EQ(set("Kai-gong-2019", first), "");
    EXPECT_TRUE(try_password("liwei", "Kai-gong-2019")->needs_code);
    EXPECT_FALSE(account(id).signed_in_at) << "the password alone is not enough";
    const Asker asker{"liwei", "::1"};
    const auto code = code_at(secret, now());
    EXPECT_TRUE(check_code(*database, vault, id, asker, code));
    EXPECT_EQ(check_code(*database, vault, id, asker, code).error().id, "accounts.refuse.code");
    database->write([&](db::Connection& c) { drop_second_factor(c, account(id), "test"); });
    EXPECT_FALSE(try_password("liwei", "Kai-gong-2019")->needs_code);
}

TEST_F(Accounts, a_new_password_ends_all_sessions) {
    const auto id = *open(link({Role::information_officer}));
    StoredSessions sessions(*database);
    sessions.keep({"hash-of-cookie", std::to_string(id), now(), now()});
    ASSERT_TRUE(sessions.find("hash-of-cookie"));
    EXPECT_EQ(change_password(*database, vault, settings, account(id), "wrong", "Gong-kai-2020", "::1").error().id,
              "accounts.refuse.old_password");
    ASSERT_TRUE(sessions.find("hash-of-cookie"));
    ASSERT_TRUE(change_password(*database, vault, settings, account(id), "Kai-gong-2019", "Gong-kai-2020", "::1"));
    EXPECT_FALSE(sessions.find("hash-of-cookie"));
    EXPECT_FALSE(try_password("liwei", "Kai-gong-2019"));
    EXPECT_TRUE(try_password("liwei", "Gong-kai-2020"));
}

TEST_F(Accounts, who_finds_a_session_open_may_not_guess_the_password) {
    const auto id = *open(link({Role::information_officer}));
    const auto change = [&](std::string_view old_password) {
        return change_password(*database, vault, settings, account(id), old_password, "Gong-kai-2020", "::1").error().id;
    };
    for (int i = 0; i < tries_of_a_name; ++i)
        EXPECT_EQ(change("wrong"), "accounts.refuse.old_password");
    EXPECT_EQ(change("Kai-gong-2019"), "accounts.refuse.locked");
}

TEST_F(Accounts, a_closed_account_is_out_at_once) {
    const auto keeper = *open(link({Role::security_administrator}), "keeper");
    const auto id = *open(link({Role::information_officer}));
    ASSERT_TRUE(database->write([&](db::Connection& c) { return close(c, account(id), "test"); }));
    EXPECT_FALSE(try_password("liwei", "Kai-gong-2019"));
    EXPECT_TRUE(account(id).closed_at);
    EXPECT_EQ(database->write([&](db::Connection& c) { return close(c, account(keeper), "test"); }).error().id,
              "accounts.refuse.last_one");
    EXPECT_FALSE(account(keeper).closed_at) << "the refused deed left nothing";
    EXPECT_EQ(database->write([&](db::Connection& c) { return change_roles(c, account(keeper), {Role::reviewer}, 1, "test"); })
                  .error()
                  .id,
              "accounts.refuse.last_one");
}

TEST_F(Accounts, deeds_are_in_the_journal_and_the_log_forgets_only_what_is_old) {
    const auto id = *open(link({Role::security_administrator}));
    ASSERT_TRUE(try_password("liwei", "Kai-gong-2019"));
    database->read([&](db::Connection& c) {
        const auto line = journal::newest(c, 1).at(0);
        EXPECT_EQ(line.deed.deed, "accounts.begin");
        EXPECT_EQ(line.deed.subject, "account/" + std::to_string(id));
        EXPECT_EQ(line.deed.detail.find("李伟"), std::string::npos);
    });
    EXPECT_EQ(database->write([&](db::Connection& c) { return clear_old(c, settings); }), 0);
    std::int64_t next = 0;
    const auto lines = database->read([&](db::Connection& c) { return newest_accesses(c, 1'000'000, 10, next); });
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].what, "sign_in");
    EXPECT_EQ(lines[1].what, "account");
}

TEST_F(Accounts, the_access_log_is_kept_for_six_months_whatever_is_set) {
    const auto write_lines = [&] {
        database->write([](db::Connection& c) {
            for (const int days : {1, 183, 185, 399, 401})
                c.run(sql::add_access, now() - std::chrono::days(days), "sign_in", "liwei", "::1", "::/64");
        });
    };
    const auto cleared = [&](const char* days) {
        setenv("GONGKAI_ACCOUNTS_LOG_DAYS", days, 1);
        const auto set = *Settings::load(folder.path());
        unsetenv("GONGKAI_ACCOUNTS_LOG_DAYS");
        return database->write([&](db::Connection& c) { return clear_old(c, set); });
    };
    write_lines();
    EXPECT_EQ(cleared("400"), 1);
    EXPECT_EQ(cleared("0"), 2) << "the law's six months stay";
    EXPECT_EQ(cleared("0"), 0);
}

TEST_F(Accounts, who_is_linked_signs_on_and_nobody_else) {
    const auto id = *open(link({Role::reviewer})), other = *open(link({Role::reviewer}), "wangfang");
    const Identity he{"https://id.example.cn", "330102199001011234", {}, ""};
    const auto try_link = [&](AccountId whose, std::string_view issuer, std::string_view subject) {
        return database->write(
            [&](db::Connection& c) { return link_sign_on(c, vault, account(whose), issuer, subject, "test", "::1"); });
    };
    EXPECT_EQ(sign_on(*database, vault, he, false, "::1").error().id, "accounts.refuse.sign_on_unknown");
    ASSERT_TRUE(try_link(id, he.issuer, he.subject));
    EXPECT_EQ(sign_on(*database, vault, he, false, "::1")->id, id);
    EXPECT_FALSE(sign_on(*database, vault, {"https://id.example", he.subject, {}, ""}, false, "::1")) << "another issuer's";
    EXPECT_EQ(try_link(other, he.issuer, he.subject).error().id, "accounts.refuse.subject_taken");
    EXPECT_EQ(sign_on(*database, vault, he, false, "::1")->id, id) << "a refused link takes nothing away";
    for (const std::string& wrong : {std::string(), std::string(256, 'x')})
        EXPECT_EQ(try_link(other, he.issuer, wrong).error().id, "accounts.refuse.subject");
    const auto kept = database->read([&](db::Connection& c) {
        auto rows = c.query(sql::subject_of_account, id);
        EXPECT_TRUE(rows.next());
        return std::string(rows.text(1)) + subject_key(vault, he.issuer, he.subject);
    });
    EXPECT_EQ(kept.find(he.subject), std::string::npos) << "a citizen's number lies sealed";

    // A stranger's wrong passwords keep nobody out who is vouched for; they do keep out who tries passwords.
    for (int i = 0; i < tries_of_a_name; ++i)
        try_password("liwei", "wrong");
    EXPECT_EQ(try_password("liwei", "Kai-gong-2019").error().id, "accounts.refuse.locked");
    EXPECT_TRUE(sign_on(*database, vault, he, false, "::1"));
    EXPECT_EQ(try_password("liwei", "Kai-gong-2019").error().id, "accounts.refuse.locked") << "and do not begin anew by that";

    database->write([&](db::Connection& c) { c.run(sql::change_second_factor, id, vault.seal("x", "account.second_factor")); });
    EXPECT_TRUE(sign_on(*database, vault, he, false, "::1")->needs_code);
    EXPECT_FALSE(sign_on(*database, vault, he, true, "::1")->needs_code);

    open(link({Role::security_administrator}), "zhaomin");
    ASSERT_TRUE(database->write([&](db::Connection& c) { return close(c, account(id), "test"); }));
    EXPECT_FALSE(sign_on(*database, vault, he, false, "::1"));
    EXPECT_TRUE(try_link(other, he.issuer, he.subject)) << "who has left and comes back gets another account";
}

}  // namespace
}  // namespace gongkai::accounts
