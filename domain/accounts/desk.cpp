#include "domain/accounts/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "base/mail/mail.h"
#include "domain/accounts/passwords.h"
#include "domain/accounts/queries.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/journal/desk.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;

constexpr std::string_view key_mark_word = "gongkai", key_mark_purpose = "accounts.key_mark";
constexpr std::size_t person_at_most = 40;
constexpr std::size_t password_at_most = 200;  // longer ones only make us work
constexpr std::size_t subject_at_most = 255;   // bytes, by OpenID Connect Core 2

// 网络安全法：留存相关的网络日志不少于六个月。
constexpr std::int64_t log_days_at_least = 184;  // the longest six months

void note_access(db::Connection& connection, std::string_view what, const Asker& asker) {
    connection.run(sql::add_access, now(), what, asker.name, asker.address, household_of(asker.address));
}

void note_deed(db::Connection& connection, std::string_view actor, std::string deed, AccountId id, json::object detail = {}) {
    journal::note(connection, {std::string(actor), std::move(deed), "account/" + std::to_string(id), json::serialize(detail)});
}

std::string actor_of(AccountId id) { return "account/" + std::to_string(id); }

// A try counts as wrong from its beginning, until it is proved right: of guesses that come at once each sees those before it.
struct Try {
    int minutes_locked = 0;  // then nobody listens, and there is no line
    std::int64_t line = 0;
};

Try begin_try(db::Database& database, const Asker& asker) {
    return database.write([&](db::Connection& connection) -> Try {
        const auto at = now();
        const auto household = household_of(asker.address);
        const int minutes =
            std::max(minutes_locked(wrong_tries_of_name(connection, asker.name, at), tries_of_a_name, at),
                     minutes_locked(wrong_tries_of_household(connection, household, at), tries_of_an_address, at));
        if (minutes > 0) {
            note_access(connection, "sign_in.locked", asker);
            return {minutes, 0};
        }
        return {0,
                std::get<0>(*connection.query(sql::begin_try, at, asker.name, asker.address, household).first<std::int64_t>())};
    });
}

std::unexpected<Refusal> refuse_locked(int minutes) {
    return refuse(Refusal::Kind::forbidden, "accounts.refuse.locked", {std::to_string(minutes)});
}

std::unexpected<Refusal> refuse_wrong(const char* id) { return refuse(Refusal::Kind::forbidden, id); }

void settle(db::Database& database, const Try& tried, std::string_view what) {
    database.write([&](db::Connection& connection) { connection.run(sql::settle_try, tried.line, what); });
}

void let_in(db::Database& database, AccountId id, const Try& tried) {
    database.write([&](db::Connection& connection) {
        connection.run(sql::note_signed_in, id, now());
        connection.run(sql::settle_try, tried.line, "sign_in");
    });
}

Result<void> check_new_password(std::string_view password, std::string_view name, const Settings& settings) {
    if (password.size() > password_at_most)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.password_long", {std::to_string(password_at_most)});
    return check_password_rule(password, name, static_cast<std::size_t>(settings.number("accounts.password_length")));
}

// None is an address too: nothing is sent then.
Result<std::string> checked_mail(std::string_view typed) {
    const auto mail = std::string(trim(typed));
    if (!mail.empty() && !mail::is_address(mail))
        return refuse(Refusal::Kind::invalid, "accounts.refuse.mail", {mail});
    return mail;
}

void put_password(db::Connection& connection, AccountId id, std::string_view hash) {
    connection.run(sql::change_password, id, hash);
    connection.run(sql::drop_sessions_of, id);
}

constexpr std::size_t digits_of_unknown_name = 16;

std::string name_for_log(db::Database& database, const Vault& vault, const std::string& name) {
    if (name.empty() || database.read([&](db::Connection& connection) { return id_of_name(connection, name); }))
        return name;
    return '?' + hex(hmac_sha256(vault.key_for("access.unknown_name"), name)).substr(0, digits_of_unknown_name);
}

// Somebody must be left who can keep accounts; a deed that leaves nobody is rolled back.
Result<void> check_somebody_is_left(db::Connection& connection) {
    if (anybody_is(connection, Role::security_administrator))
        return {};
    return refuse(Refusal::Kind::conflict, "accounts.refuse.last_one");
}

}  // namespace

bool is_anything_sealed(db::Connection& connection) {
    return connection.query(sql::key_mark).next() || connection.query(sql::anything_sealed).next();
}

bool opens_what_is_sealed(db::Connection& connection, const Vault& vault) {
    if (const auto mark = connection.query(sql::key_mark).first<std::string>())
        return vault.unseal(std::get<0>(*mark), key_mark_purpose) == key_mark_word;
    const auto person = connection.query(sql::anything_sealed).first<std::string>();
    return !person || vault.unseal(std::get<0>(*person), "account.person");
}

bool accepts_key(db::Connection& connection, const Vault& vault) {
    if (!opens_what_is_sealed(connection, vault))
        return false;
    if (!connection.query(sql::key_mark).next())
        connection.run(sql::set_key_mark, vault.seal(key_mark_word, key_mark_purpose));
    return true;
}

Result<std::string> make_link(db::Connection& connection, const Link& link, std::string_view actor) {
    auto roles = checked(link.roles);
    if (!roles)
        return std::unexpected(roles.error());
    const auto token = random_token();
    const auto words = roles_text(*roles);
    connection.run(sql::add_link, sha256_hex(token), words, link.unit_id, link.account_id, link.good_until, actor);
    journal::note(connection, {std::string(actor), "accounts.make_link", link.account_id ? actor_of(*link.account_id) : "account",
                               json::serialize(json::object{{"roles", words}, {"unit", link.unit_id}})});
    return token;
}

Result<std::string> make_only_link(db::Connection& connection, const Link& link, std::string_view actor) {
    connection.run(sql::drop_links_made_by, actor);
    return make_link(connection, link, actor);
}

Result<void> withdraw_link(db::Connection& connection, std::string_view hash, std::string_view actor) {
    const auto gone = connection.query(sql::withdraw_link, hash).first<std::string, people::UnitId, std::optional<AccountId>>();
    if (!gone)
        return refuse(Refusal::Kind::missing, "accounts.refuse.no_link");
    const auto& [roles, unit, account] = *gone;
    journal::note(connection, {std::string(actor), "accounts.withdraw_link", account ? actor_of(*account) : "account",
                               json::serialize(json::object{{"roles", roles}, {"unit", unit}})});
    return {};
}

Result<AccountId> use_link(db::Database& database, const Vault& vault, const Settings& settings, std::string_view token,
                           const NewAccount& wanted, std::string_view address) {
    const auto link = database.read([&](db::Connection& connection) { return find_link(connection, token); });
    if (!link)
        return refuse(Refusal::Kind::missing, "accounts.refuse.link");
    std::optional<Account> known;
    if (link->account_id)
        known = database.read([&](db::Connection& connection) { return find_account(connection, vault, *link->account_id); });
    const auto name = known ? Result<std::string>(known->name) : checked_name(wanted.name);
    if (!name)
        return std::unexpected(name.error());
    const auto person = std::string(trim(wanted.person));
    if (!known && (person.empty() || count_code_points(person) > person_at_most))
        return refuse(Refusal::Kind::invalid, "accounts.refuse.person");
    const auto mail = checked_mail(wanted.mail);
    if (!known && !mail)
        return std::unexpected(mail.error());
    if (const auto fine = check_new_password(wanted.password, *name, settings); !fine)
        return std::unexpected(fine.error());
    const auto hash = hash_password(wanted.password);
    return database.write([&](db::Connection& connection) -> Result<AccountId> {
        if (connection.run(sql::use_link, sha256_hex(token), now()) == 0)
            return refuse(Refusal::Kind::missing, "accounts.refuse.link");
        const Asker asker{*name, std::string(address)};
        if (known) {
            put_password(connection, known->id, hash);
            note_access(connection, "password", asker);
            note_deed(connection, actor_of(known->id), "accounts.change_password", known->id);
            return known->id;
        }
        const auto id = connection
                            .query(sql::add_account, *name, vault.seal(person, "account.person"),
                                   vault.seal(*mail, "account.mail"), link->unit_id, roles_text(link->roles), hash, now())
                            .first<AccountId>();
        if (!id)
            return refuse(Refusal::Kind::conflict, "accounts.refuse.name_taken", {*name});
        note_access(connection, "account", asker);
        note_deed(connection, actor_of(std::get<0>(*id)), "accounts.begin", std::get<0>(*id),
                  {{"roles", roles_text(link->roles)}, {"unit", link->unit_id}});
        return std::get<0>(*id);
    });
}

Result<SignedIn> sign_in(db::Database& database, const Vault& vault, const Asker& typed, std::string_view password) {
    const Asker asker{name_for_log(database, vault, typed.name), typed.address};
    const auto tried = begin_try(database, asker);
    if (tried.minutes_locked > 0)
        return refuse_locked(tried.minutes_locked);
    const auto secrets = database.read([&](db::Connection& connection) { return secrets_of(connection, vault, asker.name); });
    if (!is_password(password.substr(0, password_at_most), secrets ? std::string_view(secrets->password) : ""))
        return refuse_wrong("accounts.refuse.sign_in");
    if (!secrets->second_factor.empty()) {
        settle(database, tried, "sign_in.password");
        return SignedIn{secrets->id, true};
    }
    let_in(database, secrets->id, tried);
    return SignedIn{secrets->id, false};
}

Result<void> check_code(db::Database& database, const Vault& vault, AccountId id, const Asker& asker, std::string_view code) {
    const auto tried = begin_try(database, asker);
    if (tried.minutes_locked > 0)
        return refuse_locked(tried.minutes_locked);
    const auto secrets = database.read([&](db::Connection& connection) { return secrets_of(connection, vault, id); });
    const auto step =
        secrets && !secrets->second_factor.empty() ? step_of_code(secrets->second_factor, code, now()) : std::nullopt;
    const bool is_fresh =
        step && database.write([&](db::Connection& connection) { return connection.run(sql::use_code, id, *step) == 1; });
    if (!is_fresh)
        return refuse_wrong("accounts.refuse.code");
    let_in(database, id, tried);
    return {};
}

Result<SignedIn> sign_on(db::Database& database, const Vault& vault, const Identity& identity, bool is_strong,
                         std::string_view address) {
    const auto account = database.read(
        [&](db::Connection& connection) { return account_of_subject(connection, vault, identity.issuer, identity.subject); });
    if (!account || account->closed_at) {
        database.write(
            [&](db::Connection& connection) { note_access(connection, "sign_on.unknown", {"", std::string(address)}); });
        return refuse(Refusal::Kind::forbidden, "accounts.refuse.sign_on_unknown", {identity.subject});
    }
    if (account->has_second_factor && !is_strong)
        return SignedIn{account->id, true};
    database.write([&](db::Connection& connection) {
        connection.run(sql::note_signed_in, account->id, now());
        note_access(connection, "sign_on", {account->name, std::string(address)});
    });
    return SignedIn{account->id, false};
}

void note_refused_sign_on(db::Database& database, std::string_view address) {
    database.write([&](db::Connection& connection) { note_access(connection, "sign_on.refused", {"", std::string(address)}); });
}

Result<void> link_sign_on(db::Connection& connection, const Vault& vault, const Account& account, std::string_view issuer,
                          std::string_view subject, std::string_view actor, std::string_view address) {
    if (subject.empty() || subject.size() > subject_at_most)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.subject", {std::to_string(subject_at_most)});
    connection.run(sql::drop_sign_on, account.id);
    if (connection.run(sql::add_sign_on, subject_key(vault, issuer, subject), account.id, issuer,
                       vault.seal(subject, "account.subject"), now()) == 0)
        return refuse(Refusal::Kind::conflict, "accounts.refuse.subject_taken");
    note_access(connection, "sign_on.linked", {account.name, std::string(address)});
    note_deed(connection, actor, "accounts.link_sign_on", account.id);
    return {};
}

void unlink_sign_on(db::Connection& connection, const Account& account, std::string_view actor, std::string_view address) {
    connection.run(sql::drop_sign_on, account.id);
    note_access(connection, "sign_on.unlinked", {account.name, std::string(address)});
    note_deed(connection, actor, "accounts.unlink_sign_on", account.id);
}

void sign_out(db::Connection& connection, const Asker& asker) { note_access(connection, "sign_out", asker); }

Result<void> check_own_password(db::Database& database, const Vault& vault, const Account& account, std::string_view password,
                                std::string_view address) {
    const auto tried = begin_try(database, {account.name, std::string(address)});
    if (tried.minutes_locked > 0)
        return refuse_locked(tried.minutes_locked);
    const auto secrets = database.read([&](db::Connection& connection) { return secrets_of(connection, vault, account.id); });
    if (!secrets || !is_password(password.substr(0, password_at_most), secrets->password))
        return refuse_wrong("accounts.refuse.old_password");
    settle(database, tried, "sign_in.password");
    return {};
}

Result<void> change_password(db::Database& database, const Vault& vault, const Settings& settings, const Account& account,
                             std::string_view old_password, std::string_view new_password, std::string_view address) {
    if (auto known = check_own_password(database, vault, account, old_password, address); !known)
        return known;
    if (auto fine = check_new_password(new_password, account.name, settings); !fine)
        return fine;
    const auto hash = hash_password(new_password);
    database.write([&](db::Connection& connection) {
        put_password(connection, account.id, hash);
        note_access(connection, "password", {account.name, std::string(address)});
        note_deed(connection, actor_of(account.id), "accounts.change_password", account.id);
    });
    return {};
}

Result<void> change_mail(db::Database& database, const Vault& vault, const Account& account, std::string_view typed,
                         std::string_view password, std::string_view address) {
    const auto mail = checked_mail(typed);
    if (!mail)
        return std::unexpected(mail.error());
    if (auto known = check_own_password(database, vault, account, password, address); !known)
        return known;
    database.write([&](db::Connection& connection) {
        connection.run(sql::change_mail, account.id, vault.seal(*mail, "account.mail"));
        note_deed(connection, actor_of(account.id), "accounts.change_mail", account.id);
    });
    return {};
}

Result<void> set_second_factor(db::Database& database, const Vault& vault, const Account& account, std::string_view password,
                               std::string_view secret, std::string_view code, std::string_view address) {
    if (auto known = check_own_password(database, vault, account, password, address); !known)
        return known;
    const auto step = step_of_code(secret, code, now());
    if (!step)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.code");
    database.write([&](db::Connection& connection) {
        connection.run(sql::change_second_factor, account.id, vault.seal(secret, "account.second_factor"));
        connection.run(sql::use_code, account.id, *step);
        note_access(connection, "second_factor", {account.name, std::string(address)});
        note_deed(connection, actor_of(account.id), "accounts.set_second_factor", account.id);
    });
    return {};
}

void drop_second_factor(db::Connection& connection, const Account& account, std::string_view actor) {
    connection.run(sql::change_second_factor, account.id, nullptr);
    note_deed(connection, actor, "accounts.drop_second_factor", account.id);
}

Result<void> change_roles(db::Connection& connection, const Account& account, const Roles& wanted, people::UnitId unit,
                          std::string_view actor) {
    const auto roles = checked(wanted);
    if (!roles)
        return std::unexpected(roles.error());
    connection.run(sql::change_roles, account.id, roles_text(*roles), unit);
    note_deed(connection, actor, "accounts.change_roles", account.id,
              {{"was", roles_text(account.roles)}, {"is", roles_text(*roles)}, {"unit", unit}});
    return check_somebody_is_left(connection);
}

Result<void> close(db::Connection& connection, const Account& account, std::string_view actor) {
    connection.run(sql::close_account, account.id, now());
    connection.run(sql::drop_sessions_of, account.id);
    connection.run(sql::drop_sign_on, account.id);  // he may be given another account
    connection.run(sql::drop_links_of, account.id);
    note_deed(connection, actor, "accounts.close", account.id);
    return check_somebody_is_left(connection);
}

std::int64_t clear_old(db::Connection& connection, const Settings& settings) {
    const auto at = now();
    connection.run(sql::drop_old_sessions, at - std::chrono::hours(24));
    const auto days = std::max<std::int64_t>(settings.number("accounts.log_days"), log_days_at_least);
    return connection.run(sql::drop_old_accesses, at - std::chrono::days(days));
}

}  // namespace gongkai::accounts
