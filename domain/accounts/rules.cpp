#include "domain/accounts/rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/core/text.h"

namespace gongkai::accounts {
namespace {

using enum Role;

constexpr std::array<std::pair<std::string_view, Role>, 9> role_words{{
    {"information_officer", information_officer},
    {"reviewer", reviewer},
    {"signer", signer},
    {"request_officer", request_officer},
    {"assessor", assessor},
    {"supervisor", supervisor},
    {"system_administrator", system_administrator},
    {"security_administrator", security_administrator},
    {"audit_administrator", audit_administrator},
}};

struct Grant {
    std::string_view ability;
    Role role;
    Reach reach;
};

constexpr std::array grants{
    Grant{"duties.see", information_officer, Reach::tree},
    Grant{"duties.see", reviewer, Reach::tree},
    Grant{"duties.see", signer, Reach::tree},
    Grant{"duties.see", assessor, Reach::all},
    Grant{"duties.see", supervisor, Reach::all},
    Grant{"duties.prove", information_officer, Reach::tree},
    Grant{"duties.prove", supervisor, Reach::all},
    Grant{"duties.assign", information_officer, Reach::tree},
    Grant{"proofs.review", supervisor, Reach::all},
    Grant{"notices.take_in", supervisor, Reach::all},
    Grant{"supervision.act", supervisor, Reach::all},
    Grant{"supervision.see", information_officer, Reach::tree},
    Grant{"supervision.see", reviewer, Reach::tree},
    Grant{"supervision.see", signer, Reach::tree},
    Grant{"supervision.see", assessor, Reach::all},
    Grant{"supervision.see", supervisor, Reach::all},
    Grant{"rectifications.answer", information_officer, Reach::tree},
    Grant{"documents.see", information_officer, Reach::tree},
    Grant{"documents.see", reviewer, Reach::tree},
    Grant{"documents.see", signer, Reach::tree},
    Grant{"documents.see", assessor, Reach::all},
    Grant{"documents.see", supervisor, Reach::all},
    Grant{"documents.write", information_officer, Reach::tree},
    Grant{"documents.review", reviewer, Reach::tree},
    Grant{"documents.sign", signer, Reach::tree},
    Grant{"documents.release", supervisor, Reach::all},
    Grant{"documents.force", supervisor, Reach::all},
    Grant{"catalogue.see", information_officer, Reach::tree},
    Grant{"catalogue.see", reviewer, Reach::tree},
    Grant{"catalogue.see", signer, Reach::tree},
    Grant{"catalogue.see", assessor, Reach::all},
    Grant{"catalogue.see", supervisor, Reach::all},
    Grant{"catalogue.keep", supervisor, Reach::all},
    Grant{"profiles.keep", information_officer, Reach::tree},
    Grant{"profiles.keep", supervisor, Reach::all},
    Grant{"records.see", information_officer, Reach::tree},
    Grant{"records.see", reviewer, Reach::tree},
    Grant{"records.see", signer, Reach::tree},
    Grant{"records.see", assessor, Reach::all},
    Grant{"records.see", supervisor, Reach::all},
    Grant{"records.write", information_officer, Reach::tree},
    Grant{"records.write", supervisor, Reach::all},
    Grant{"records.keep", supervisor, Reach::all},
    Grant{"search.keep", supervisor, Reach::all},
    Grant{"accounts.keep", security_administrator, Reach::all},
    Grant{"settings.keep", system_administrator, Reach::all},
    Grant{"accesses.read", audit_administrator, Reach::all},
};

constexpr std::string_view own_account = "account.own";  // everybody keeps his own

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
    return std::ranges::find(range, value) != std::ranges::end(range);
}

bool is_administrator(Role role) {
    return role == system_administrator || role == security_administrator || role == audit_administrator;
}

bool is_within(people::UnitId unit, people::UnitId root, const people::Directory& units) {
    // No tree is deeper than it has units: a circle of parents, which the list refuses, must not hold up a server either.
    auto steps = units.units().size();
    for (const auto* at = units.find(unit); at && steps > 0; at = at->parent_id ? units.find(*at->parent_id) : nullptr, --steps)
        if (at->id == root)
            return true;
    return false;
}

}  // namespace

std::string_view word_of(Role role) {
    return std::ranges::find(role_words, role, &decltype(role_words)::value_type::second)->first;
}

std::optional<Role> role_from(std::string_view word) {
    const auto found = std::ranges::find(role_words, word, &decltype(role_words)::value_type::first);
    return found == role_words.end() ? std::nullopt : std::optional(found->second);
}

const Roles& all_roles() {
    static const Roles all = [] {
        Roles roles;
        for (const auto& [word, role] : role_words)
            roles.push_back(role);
        return roles;
    }();
    return all;
}

std::optional<Reach> reach_of(const Roles& roles, std::string_view ability) {
    if (ability == own_account)
        return Reach::own;
    std::optional<Reach> reach;
    for (const auto& grant : grants)
        if (grant.ability == ability && holds(roles, grant.role))
            reach = std::max(reach.value_or(Reach::own), grant.reach);
    return reach;
}

const std::vector<std::string_view>& all_abilities() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> names{own_account};
        for (const auto& grant : grants)
            if (!holds(names, grant.ability))
                names.push_back(grant.ability);
        return names;
    }();
    return all;
}

std::vector<std::string> abilities_of(const Roles& roles) {
    std::vector<std::string> mine;
    for (const auto ability : all_abilities())
        if (reach_of(roles, ability))
            mine.emplace_back(ability);
    return mine;
}

bool may(const Account& account, std::string_view ability, people::UnitId unit, const people::Directory& units) {
    const auto reach = account.closed_at ? std::nullopt : reach_of(account.roles, ability);
    if (!reach)
        return false;
    switch (*reach) {
        case Reach::own:
            return unit == account.unit_id;
        case Reach::tree:
            return is_within(unit, account.unit_id, units);
        case Reach::all:
            return true;
    }
    return false;
}

Result<Roles> checked(Roles roles) {
    std::ranges::sort(roles);
    roles.erase(std::ranges::unique(roles).begin(), roles.end());
    if (roles.empty())
        return refuse(Refusal::Kind::invalid, "accounts.refuse.no_role");
    if (std::ranges::any_of(roles, is_administrator) && roles.size() > 1)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.roles_apart");
    return roles;
}

Result<std::string> checked_name(std::string_view typed) {
    const auto name = lower_ascii(nfkc(trim(typed)));
    const auto is_fine = [](char32_t c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || is_han(c);
    };
    const auto characters = to_code_points(name);
    if (characters.size() < 2 || characters.size() > 40 || !std::ranges::all_of(characters, is_fine))
        return refuse(Refusal::Kind::invalid, "accounts.refuse.name");
    return name;
}

Result<void> check_password_rule(std::string_view password, std::string_view name, std::size_t at_least) {
    const auto characters = to_code_points(password);
    if (characters.size() < at_least)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.password_short", {std::to_string(at_least)});
    std::array<bool, 4> classes{};
    for (const char32_t c : characters)
        classes[c >= 'a' && c <= 'z' ? 0 : c >= 'A' && c <= 'Z' ? 1 : c >= '0' && c <= '9' ? 2 : 3] = true;
    if (std::ranges::count(classes, true) < 3)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.password_simple");
    if (!name.empty() && lower_ascii(password).find(name) != std::string::npos)
        return refuse(Refusal::Kind::invalid, "accounts.refuse.password_name");
    return {};
}

std::string household_of(std::string_view address) {
    in6_addr six{};
    if (inet_pton(AF_INET6, std::string(address).c_str(), &six) != 1)
        return std::string(address);
    std::fill(six.s6_addr + 8, six.s6_addr + 16, 0);
    char text[INET6_ADDRSTRLEN];
    return std::string(inet_ntop(AF_INET6, &six, text, sizeof text)) + "/64";
}

int minutes_locked(const std::vector<Instant>& wrong, int tries, Instant now) {
    if (static_cast<int>(wrong.size()) < tries)
        return 0;
    const auto oldest = wrong[static_cast<std::size_t>(tries) - 1];  // of the tries that lock: they lie within the term
    if (wrong.front() - oldest > lock_lasts)
        return 0;
    const auto over = wrong.front() + lock_lasts;
    return over <= now ? 0 : static_cast<int>(std::chrono::ceil<std::chrono::minutes>(over - now).count());
}

}  // namespace gongkai::accounts
