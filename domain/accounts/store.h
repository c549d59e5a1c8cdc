// Rows to accounts and back. What is sealed in the tables is opened here and nowhere else.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/vault.h"
#include "base/db/connection.h"
#include "domain/accounts/account.h"

namespace gongkai::accounts {

// What a sign-in is checked against.
struct Secrets {
    AccountId id = 0;
    std::string password;       // hash
    std::string second_factor;  // opened; empty where there is none
    std::int64_t last_code = 0;
};

std::optional<Account> find_account(db::Connection& connection, const Vault& vault, AccountId id);
std::vector<Account> accounts(db::Connection& connection, const Vault& vault);  // those who left last
std::optional<Secrets> secrets_of(db::Connection& connection, const Vault& vault, std::string_view name);
std::optional<Secrets> secrets_of(db::Connection& connection, const Vault& vault, AccountId id);
bool anybody_is(db::Connection& connection, Role role);
std::map<AccountId, std::string> account_names(db::Connection& connection);
std::optional<AccountId> id_of_name(db::Connection& connection, std::string_view name);  // of those who left too

// Who somebody is at the identity provider.
std::optional<Account> account_of_subject(db::Connection& connection, const Vault& vault, std::string_view issuer,
                                          std::string_view subject);
struct SignOn {
    std::string issuer, subject;
};
std::optional<SignOn> sign_on_of(db::Connection& connection, const Vault& vault, AccountId id);
std::string subject_key(const Vault& vault, std::string_view issuer, std::string_view subject);  // under which it is found

std::optional<Link> find_link(db::Connection& connection, std::string_view token);
std::vector<OpenLink> open_links(db::Connection& connection);  // the newest first

std::vector<Instant> wrong_tries_of_name(db::Connection& connection, std::string_view name, Instant now);
std::vector<Instant> wrong_tries_of_household(db::Connection& connection, std::string_view household, Instant now);

// The newest lines before `before` (an id), `at_most` of them; `next` is the id to go on with, 0 at the end.
std::vector<Access> newest_accesses(db::Connection& connection, std::int64_t before, int at_most, std::int64_t& next);

std::string roles_text(const Roles& roles);  // "reviewer,signer"
Roles roles_in(std::string_view text);

}  // namespace gongkai::accounts
