// An account: one person, in one unit, with roles. What a role may do is in rules.h.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/people/unit.h"

namespace gongkai::accounts {

using AccountId = std::int64_t;

enum class Role {
    information_officer,
    reviewer,
    signer,
    request_officer,
    assessor,
    supervisor,
    system_administrator,
    security_administrator,
    audit_administrator
};
using Roles = std::vector<Role>;  // in this order, each once; at least one

std::string_view word_of(Role role);  // as in tables and on the command line: "information_officer"
std::optional<Role> role_from(std::string_view word);
const Roles& all_roles();

struct Account {
    AccountId id = 0;
    std::string name;    // that he signs in with, in lower case
    std::string person;  // as others call him
    std::string mail;    // empty where none was given
    people::UnitId unit_id = 0;
    Roles roles;
    bool has_second_factor = false;
    std::optional<Instant> closed_at;  // he has left
    Instant made_at;
    std::optional<Instant> signed_in_at;
};

// A way in that works once: for a new account, or for a new password of `account_id`.
struct Link {
    Roles roles;
    people::UnitId unit_id = 0;
    std::optional<AccountId> account_id;
    Instant good_until;
};

// One that nobody has used yet, as those who keep accounts see it. The hash names it and opens nothing.
struct OpenLink {
    std::string hash;
    Link link;
    std::string made_by;  // actor
};

// A line of the access log.
struct Access {
    Instant at;
    std::string what;     // "sign_in", "sign_in.wrong", "sign_in.locked", "sign_out", "password", …
    std::string name;     // as typed where an account has it, else "?" and the digits that stand for it
    std::string address;  // of the asker
};

}  // namespace gongkai::accounts
