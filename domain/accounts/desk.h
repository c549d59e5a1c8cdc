// The deeds of this room. Deeds on accounts are lines of the journal; comings and goings are lines of the access log.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/connection.h"
#include "domain/accounts/account.h"
#include "domain/accounts/id_token.h"

namespace gongkai::db {
class Database;
}

namespace gongkai::accounts {

// Where somebody asks from and under which name, for the access log. A name that no account has may be a password typed into the
// wrong field: of such a one only a hash with a key is written down, the same for the same name.
struct Asker {
    std::string name;
    std::string address;
};

// Whether what lies sealed in the database was sealed with this key. The first key that comes is the one from then on.
bool accepts_key(db::Connection& connection, const Vault& vault);
bool opens_what_is_sealed(db::Connection& connection, const Vault& vault);  // the same, without writing anything
bool is_anything_sealed(db::Connection& connection);

// A link that works once, for some hours; the token is said here and never again. `account_id`: a new password for that account,
// which keeps its roles and unit. Refuses what checked() refuses.
Result<std::string> make_link(db::Connection& connection, const Link& link, std::string_view actor);
// The same in place of the unused links for new accounts that this actor made before.
Result<std::string> make_only_link(db::Connection& connection, const Link& link, std::string_view actor);

// Takes back a link that nobody has used. Refuses accounts.refuse.no_link.
Result<void> withdraw_link(db::Connection& connection, std::string_view hash, std::string_view actor);

struct NewAccount {
    std::string name, person, mail;
    std::string password;  // plain
};

// Makes the account that a link is for, or gives it its new password. Refuses accounts.refuse.link (used, too old, or of an
// account that is closed), accounts.refuse.name, accounts.refuse.name_taken, accounts.refuse.person, accounts.refuse.mail and the
// refusals of check_password_rule.
Result<AccountId> use_link(db::Database& database, const Vault& vault, const Settings& settings, std::string_view token,
                           const NewAccount& account, std::string_view address);

// Name and password. Refuses accounts.refuse.sign_in, accounts.refuse.locked (argument: minutes). Where the account has a second
// factor the visitor is not in yet: check_code() comes next.
struct SignedIn {
    AccountId id = 0;
    bool needs_code = false;
};
Result<SignedIn> sign_in(db::Database& database, const Vault& vault, const Asker& asker, std::string_view password);

// The code of the second factor. Refuses accounts.refuse.code and accounts.refuse.locked.
Result<void> check_code(db::Database& database, const Vault& vault, AccountId id, const Asker& asker, std::string_view code);

// Somebody whom the identity provider vouches for. Refuses accounts.refuse.sign_on_unknown (argument: his subject) where no
// account is linked to him. `is_strong`: the provider has asked for a second factor, so ours is not asked for. A lock after wrong
// passwords does not stand here: no password is guessed, and a stranger's guesses must not keep an officer out.
Result<SignedIn> sign_on(db::Database& database, const Vault& vault, const Identity& identity, bool is_strong,
                         std::string_view address);
void note_refused_sign_on(db::Database& database, std::string_view address);

// Links an account to who he is at the provider, in place of what was linked. Refuses accounts.refuse.subject,
// accounts.refuse.subject_taken.
Result<void> link_sign_on(db::Connection& connection, const Vault& vault, const Account& account, std::string_view issuer,
                          std::string_view subject, std::string_view actor, std::string_view address);
void unlink_sign_on(db::Connection& connection, const Account& account, std::string_view actor, std::string_view address);

// The account's own password, asked again before what opens a second way in. Refuses as change_password does.
Result<void> check_own_password(db::Database& database, const Vault& vault, const Account& account, std::string_view password,
                                std::string_view address);

void sign_out(db::Connection& connection, const Asker& asker);

// Refuses accounts.refuse.old_password, accounts.refuse.locked and those of check_password_rule. Ends all sessions of the
// account.
Result<void> change_password(db::Database& database, const Vault& vault, const Settings& settings, const Account& account,
                             std::string_view old_password, std::string_view new_password, std::string_view address);

// His own mail address, by which what waits is told him. Refuses accounts.refuse.mail, and as check_own_password does.
Result<void> change_mail(db::Database& database, const Vault& vault, const Account& account, std::string_view mail,
                         std::string_view password, std::string_view address);

// Refuses accounts.refuse.code (the first code proves that the secret has arrived), and as check_own_password does: who has found
// a browser open must not lock its owner out.
Result<void> set_second_factor(db::Database& database, const Vault& vault, const Account& account, std::string_view password,
                               std::string_view secret, std::string_view code, std::string_view address);
void drop_second_factor(db::Connection& connection, const Account& account, std::string_view actor);

// Refuses those of checked(), and accounts.refuse.last_one where nobody would be left to keep accounts.
Result<void> change_roles(db::Connection& connection, const Account& account, const Roles& roles, people::UnitId unit,
                          std::string_view actor);
Result<void> close(db::Connection& connection, const Account& account, std::string_view actor);

// Takes away sessions and lines of the access log that are older than they have to be kept; how many lines.
std::int64_t clear_old(db::Connection& connection, const Settings& settings);

}  // namespace gongkai::accounts
