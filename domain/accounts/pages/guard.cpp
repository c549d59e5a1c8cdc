#include "domain/accounts/pages/guard.h"

#include <stdexcept>

#include "base/web/target.h"
#include "domain/accounts/pages/kept_form.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/pages/sessions.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"

namespace gongkai::accounts {
namespace {

web::Response way_in(const Doors& doors, const web::Request& request, web::Context& context) {
    if (const auto kept = seal_form(doors.vault, request, context); !kept.empty())
        return draw_sign_in(doors, request, context, nullptr, "/console", kept);
    const auto back = request.is_read() ? request.target : std::string("/console");
    return web::Response::redirect("/console/sign-in?to=" + web::encode(back));
}

}  // namespace

std::optional<web::Response> Guard::operator()(const web::Request& request, web::Context& context) const {
    const auto& session = context.visitor.session();
    if (!session)
        return way_in(doors_, request, context);
    const auto account = doors_.database.read(
        [&](db::Connection& connection) { return find_account(connection, doors_.vault, account_of(session->user)); });
    if (!account || account->closed_at)
        return way_in(doors_, request, context);
    context.user = session->user;
    context.person = account->person;
    context.abilities = abilities_of(account->roles);
    context.officer = *account;
    return std::nullopt;
}

AccountId officer_id(const web::Context& context) { return account_of(context.user); }

const Account& officer(const web::Context& context) {
    const auto* account = std::any_cast<Account>(&context.officer);
    if (!account)
        throw std::logic_error("a page of the console without its guard: " + context.route.name);
    return *account;
}

std::string actor(const web::Context& context) { return "account/" + context.user; }

}  // namespace gongkai::accounts
