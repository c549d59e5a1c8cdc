// Who may do what, how far, and what a password must be. Pure functions over two tables.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/accounts/account.h"

namespace gongkai::accounts {

// How far an ability reaches, from little to much.
enum class Reach { own, tree, all };

// How far the roles together reach with an ability; nothing where none of them gives it. An unknown ability is given to nobody.
std::optional<Reach> reach_of(const Roles& roles, std::string_view ability);
std::vector<std::string> abilities_of(const Roles& roles);  // for the guard and the menu, each once
const std::vector<std::string_view>& all_abilities();

// May he do it to what belongs to `unit`?
bool may(const Account& account, std::string_view ability, people::UnitId unit, const people::Directory& units);

// 三员分立: no account may hold two of the three administrators' roles, nor one of them beside an office role.
// Refuses accounts.refuse.no_role, accounts.refuse.roles_apart.
Result<Roles> checked(Roles roles);

// "Li.Wei " is li.wei. Refuses accounts.refuse.name: 2 to 40 of a-z 0-9 . _ - and Han characters.
Result<std::string> checked_name(std::string_view typed);

// Refuses accounts.refuse.password_short (argument: the length asked), .password_simple, .password_name.
Result<void> check_password_rule(std::string_view password, std::string_view name, std::size_t at_least);

inline constexpr int tries_of_a_name = 5, tries_of_an_address = 30;
inline constexpr std::chrono::minutes lock_lasts{15};
// Who counts as one address: an IPv4 address as it is; of an IPv6 address its /64, within which its owner takes any he likes.
std::string household_of(std::string_view address);

// The lock that follows from wrong tries: how long from `now` nobody is listened to, in minutes; 0 where he is.
int minutes_locked(const std::vector<Instant>& wrong_tries_newest_first, int tries, Instant now);

}  // namespace gongkai::accounts
