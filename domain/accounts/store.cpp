#include "domain/accounts/store.h"

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/accounts/queries.h"
#include "domain/accounts/rules.h"

namespace gongkai::accounts {
namespace {

constexpr int tries_seen_at_most = 50;

Account account_of(const db::Rows& rows, const Vault& vault) {
    Account account;
    account.id = rows.get<AccountId>(0);
    account.name = rows.get<std::string>(1);
    account.person = vault.unseal(rows.text(2), "account.person").value_or(account.name);
    account.mail = vault.unseal(rows.text(3), "account.mail").value_or("");
    account.unit_id = rows.get<people::UnitId>(4);
    account.roles = roles_in(rows.text(5));
    account.has_second_factor = !rows.is_null(6);
    account.closed_at = rows.get<std::optional<Instant>>(7);
    account.made_at = rows.get<Instant>(8);
    account.signed_in_at = rows.get<std::optional<Instant>>(9);
    return account;
}

std::optional<Secrets> secrets_in(db::Rows rows, const Vault& vault) {
    if (!rows.next())
        return std::nullopt;
    Secrets secrets{rows.get<AccountId>(0), rows.get<std::string>(1), "", rows.get<std::int64_t>(3)};
    if (!rows.is_null(2)) {
        auto opened = vault.unseal(rows.text(2), "account.second_factor");
        if (!opened)
            throw std::runtime_error("a second factor cannot be opened: secret.key is not the key of this database");
        secrets.second_factor = std::move(*opened);
    }
    return secrets;
}

std::vector<Instant> instants_in(db::Rows rows) {
    std::vector<Instant> all;
    while (rows.next())
        all.push_back(rows.get<Instant>(0));
    return all;
}

}  // namespace

std::string roles_text(const Roles& roles) {
    std::vector<std::string> names;
    for (const Role role : roles)
        names.emplace_back(word_of(role));
    return join(names, ",");
}

Roles roles_in(std::string_view text) {
    Roles roles;
    for (const auto word : split(text, ','))
        if (const auto role = role_from(trim(word)))
            roles.push_back(*role);
    return roles;
}

std::optional<Account> find_account(db::Connection& connection, const Vault& vault, AccountId id) {
    auto rows = connection.query(sql::account_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return account_of(rows, vault);
}

std::vector<Account> accounts(db::Connection& connection, const Vault& vault) {
    std::vector<Account> all;
    for (auto rows = connection.query(sql::all_accounts); rows.next();)
        all.push_back(account_of(rows, vault));
    return all;
}

std::optional<Secrets> secrets_of(db::Connection& connection, const Vault& vault, std::string_view name) {
    return secrets_in(connection.query(sql::secrets_of_name, name), vault);
}

std::optional<Secrets> secrets_of(db::Connection& connection, const Vault& vault, AccountId id) {
    return secrets_in(connection.query(sql::secrets_of_id, id), vault);
}

bool anybody_is(db::Connection& connection, Role role) { return connection.query(sql::anybody_with_role, word_of(role)).next(); }

std::map<AccountId, std::string> account_names(db::Connection& connection) {
    std::map<AccountId, std::string> names;
    for (auto rows = connection.query(sql::account_names); rows.next();)
        names.emplace(rows.get<AccountId>(0), rows.get<std::string>(1));
    return names;
}

std::optional<AccountId> id_of_name(db::Connection& connection, std::string_view name) {
    const auto id = connection.query(sql::id_of_name, name).first<AccountId>();
    return id ? std::optional(std::get<0>(*id)) : std::nullopt;
}

std::string subject_key(const Vault& vault, std::string_view issuer, std::string_view subject) {
    const auto both = std::to_string(issuer.size()) + ':' + std::string(issuer) + std::string(subject);
    return hex(hmac_sha256(vault.key_for("account.subject"), both));
}

std::optional<Account> account_of_subject(db::Connection& connection, const Vault& vault, std::string_view issuer,
                                          std::string_view subject) {
    const auto id = connection.query(sql::account_of_subject, subject_key(vault, issuer, subject)).first<AccountId>();
    return id ? find_account(connection, vault, std::get<0>(*id)) : std::nullopt;
}

std::optional<SignOn> sign_on_of(db::Connection& connection, const Vault& vault, AccountId id) {
    auto rows = connection.query(sql::subject_of_account, id);
    if (!rows.next())
        return std::nullopt;
    return SignOn{rows.get<std::string>(0), vault.unseal(rows.text(1), "account.subject").value_or("")};
}

std::optional<Link> find_link(db::Connection& connection, std::string_view token) {
    auto rows = connection.query(sql::link_by_hash, sha256_hex(token), now());
    if (!rows.next())
        return std::nullopt;
    return Link{roles_in(rows.text(0)), rows.get<people::UnitId>(1), rows.get<std::optional<AccountId>>(2), rows.get<Instant>(3)};
}

std::vector<OpenLink> open_links(db::Connection& connection) {
    std::vector<OpenLink> all;
    for (auto rows = connection.query(sql::open_links, now()); rows.next();)
        all.push_back(
            {rows.get<std::string>(0),
             {roles_in(rows.text(1)), rows.get<people::UnitId>(2), rows.get<std::optional<AccountId>>(3), rows.get<Instant>(4)},
             rows.get<std::string>(5)});
    return all;
}

std::vector<Instant> wrong_tries_of_name(db::Connection& connection, std::string_view name, Instant now) {
    return instants_in(connection.query(sql::wrong_tries_of_name, name, now - 2 * lock_lasts, tries_seen_at_most));
}

std::vector<Instant> wrong_tries_of_household(db::Connection& connection, std::string_view household, Instant now) {
    return instants_in(connection.query(sql::wrong_tries_of_household, household, now - 2 * lock_lasts, tries_seen_at_most));
}

std::vector<Access> newest_accesses(db::Connection& connection, std::int64_t before, int at_most, std::int64_t& next) {
    std::vector<Access> all;
    next = 0;
    for (auto rows = connection.query(sql::newest_accesses, before, at_most); rows.next();) {
        all.push_back({rows.get<Instant>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)});
        next = rows.get<std::int64_t>(4);
    }
    if (static_cast<int>(all.size()) < at_most)
        next = 0;
    return all;
}

}  // namespace gongkai::accounts
