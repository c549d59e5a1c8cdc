#include "domain/accounts/room.h"

#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/db/database.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/people/desk.h"

namespace gongkai::accounts {
namespace {

constexpr const char* link_path = "/console/link/";

Instant link_good_until(const Settings& settings) { return now() + std::chrono::hours(settings.number("accounts.link_hours")); }

int link(terminal::Call& call) {
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    Roles roles;
    for (const auto word : split(call.value("--role"), ',')) {
        const auto role = role_from(trim(word));
        if (!role) {
            std::vector<std::string> known;
            for (const Role one : all_roles())
                known.emplace_back(word_of(one));
            return call.refuse({Refusal::Kind::invalid, "accounts.refuse.role", {std::string(word), join(known, " ")}, {}});
        }
        roles.push_back(*role);
    }
    const auto token = call.database().write([&](db::Connection& connection) -> Result<std::string> {
        const auto units = people::directory(connection);
        const auto* unit = units.find(call.value("--unit"), today());
        if (!unit)
            return refuse(Refusal::Kind::missing, "accounts.refuse.unit_name", {std::string(call.value("--unit"))});
        return make_link(connection, {roles, unit->id, std::nullopt, link_good_until(*settings)}, "terminal");
    });
    if (!token)
        return call.refuse(token.error());
    const auto address = settings->text("site.address") + link_path + *token;
    if (call.flag("--json"))
        call.print(boost::json::serialize(boost::json::object{{"link", address}}) + "\n");
    else
        call.print(
            words(call.language(), "accounts.link.printed", {address, std::to_string(settings->number("accounts.link_hours"))}) +
            "\n" + (address.starts_with('/') ? words(call.language(), "accounts.link.no_address") + "\n" : ""));
    return terminal::done;
}

}  // namespace

std::string how_to_begin(terminal::Call& call) {
    return call.database().read([&](db::Connection& connection) -> std::string {
        const auto units = people::directory(connection);
        if (units.units().empty() || anybody_is(connection, Role::security_administrator))
            return {};
        const auto office = std::ranges::find(units.units(), people::Kind::office, &people::Unit::kind);
        if (office == units.units().end())
            return words(call.language(), "accounts.how_to_begin.no_office", {units.units().front().name}) + "\n";
        return words(call.language(), "accounts.how_to_begin", {office->name}) + "\n";
    });
}

std::string first_way_in(db::Database& database, const Settings& settings) {
    return database.write([&](db::Connection& connection) -> std::string {
        if (anybody_is(connection, Role::security_administrator))
            return {};
        const auto units = people::directory(connection);
        const auto office = std::ranges::find(units.units(), people::Kind::office, &people::Unit::kind);
        if (office == units.units().end())
            return {};
        const auto token = make_only_link(
            connection, {{Role::security_administrator}, office->id, std::nullopt, link_good_until(settings)}, "serve");
        return link_path + *token;
    });
}

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"account link",
                     "accounts.verb.link",
                     {{"--role", Option::Kind::value, true, "accounts.verb.link.role"},
                      {"--unit", Option::Kind::value, true, "accounts.verb.link.unit"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     link});
}

void hang_on(Doors& doors) {
    hang_door_pages(doors);
    hang_sign_on_pages(doors);
    hang_own_pages(doors);
    hang_keeper_pages(doors);
    hang_journal_page(doors);
}

}  // namespace gongkai::accounts
