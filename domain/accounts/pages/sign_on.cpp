// Signing on at the identity provider, and linking an account to who somebody is there. What has to come back unaltered travels
// sealed in a cookie of ten minutes, so nothing is kept for who never comes back, and any node can receive him.
#include <boost/json.hpp>
#include <memory>
#include <optional>

#include "base/core/log.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/pages/provider.h"
#include "domain/accounts/pages/sessions.h"
#include "domain/accounts/room.h"
#include "domain/accounts/store.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Request;
using web::Response;
using Shared = std::shared_ptr<Provider>;

constexpr const char* link_form = "accounts.link_sign_on";
constexpr const char* going_purpose = "accounts.sign_on";
constexpr const char* linking_purpose = "accounts.linking";
constexpr const char* back_path = "/console/sign-in/back";
constexpr const char* own_path = "/console/account";
constexpr auto away_at_most = std::chrono::minutes(10);

// What is kept while the browser is at the provider. `account`: who wants to link it; 0 where somebody signs in.
struct Kept {
    Going going;
    std::string to;
    AccountId account = 0;
};

std::string cookie_name(const Request& request) { return request.is_secure ? "__Host-sign_on" : "sign_on"; }

void keep(const Doors& doors, const Request& request, Response& response, const Kept& kept) {
    const json::object all{{"state", kept.going.state},       {"nonce", kept.going.nonce},
                           {"verifier", kept.going.verifier}, {"to", kept.to},
                           {"account", kept.account},         {"until", (now() + away_at_most).time_since_epoch().count()}};
    web::Cookie cookie;
    cookie.name = cookie_name(request);
    cookie.value = doors.vault.seal(json::serialize(all), going_purpose);
    cookie.only_secure = request.is_secure;
    response.with(cookie);
}

void forget(const Request& request, Response& response) {
    web::Cookie cookie;
    cookie.name = cookie_name(request);
    cookie.only_secure = request.is_secure;
    cookie.life = web::Cookie::Life::forgotten;
    response.with(cookie);
}

std::optional<Kept> kept_by(const Doors& doors, const Request& request) {
    const auto cookie = request.cookie(cookie_name(request));
    const auto text = cookie ? doors.vault.unseal(*cookie, going_purpose) : std::nullopt;
    if (!text)
        return std::nullopt;
    const auto all = json::parse(*text).as_object();  // ours: nobody else can seal
    const auto text_at = [&](std::string_view name) { return std::string(all.at(name).as_string()); };
    if (all.at("until").as_int64() < now().time_since_epoch().count())
        return std::nullopt;
    return Kept{{"", text_at("state"), text_at("nonce"), text_at("verifier")}, text_at("to"), all.at("account").as_int64()};
}

Response refuse_at_door(const Doors& doors, const Request& request, Context& context, const Refusal& refusal,
                        std::string_view to) {
    log(Level::warning, "sign_on_refused", {{"request", request.id}, {"why", refusal.detail}});
    Form form(context.form);
    form.refuse("", refusal);
    return draw_sign_in(doors, request, context, &form, to, {}, web::status_of(refusal.kind));
}

Response go_away(const Doors& doors, const Shared& provider, Request& request, Context& context, std::string to,
                 AccountId account) {
    auto going = provider->begin(absolute(doors, request, back_path));
    if (!going)
        return account ? doors.site.refused(going.error(), request, context.language)
                       : refuse_at_door(doors, request, context, going.error(), to);
    auto response = Response::redirect_away(going->address);
    keep(doors, request, response, {std::move(*going), std::move(to), account});
    return response;
}

// Whoever has this browser for a minute must not open a lasting way in: the account's password is asked once more.
Response draw_confirmation(const Doors& doors, const Request& request, Context& context, const Form* form, const Account& account,
                           const std::string& subject, int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("accounts.sign_on.confirm.title");
    page.content << "<p>" << say("accounts.sign_on.confirm.text", {subject, account.name}) << "</p>";
    FormView view(page.content, context.language, form);
    view.begin("/console/account/sign-on", context.visitor.form_token(link_form));
    view.hidden("subject", doors.vault.seal(std::to_string(account.id) + ' ' + subject, linking_purpose));
    view.field({.name = "password",
                .label = "accounts.field.password",
                .kind = Field::Kind::password,
                .autocomplete = "current-password"});
    view.end("accounts.sign_on.confirm.button");
    return doors.console.show_door(request, context, std::move(page), status);
}

Response come_back_to_link(const Doors& doors, Request& request, Context& context, const Kept& kept, const Identity& identity) {
    const auto session = context.visitor.session();
    const auto account =
        session && account_of(session->user) == kept.account
            ? doors.database.read([&](db::Connection& connection) { return find_account(connection, doors.vault, kept.account); })
            : std::nullopt;
    if (!account || account->closed_at)
        return refuse_at_door(doors, request, context,
                              {Refusal::Kind::forbidden, "accounts.refuse.sign_on_another", {}, "another account came back"},
                              own_path);
    return draw_confirmation(doors, request, context, nullptr, *account, identity.subject);
}

Response come_back(const Doors& doors, const Shared& provider, Request& request, Context& context) {
    const auto kept = kept_by(doors, request);
    const auto answer = [&]() -> Response {
        if (!kept)
            return refuse_at_door(doors, request, context,
                                  {Refusal::Kind::forbidden, "accounts.refuse.sign_on_state", {}, "nothing was begun here"},
                                  "/console");
        const auto asked = [&](std::string_view name) { return std::string(request.query.first(name).value_or("")); };
        const auto identity = provider->finish(kept->going, {asked("state"), asked("code"), asked("iss"), asked("error")},
                                               absolute(doors, request, back_path));
        if (!identity) {
            note_refused_sign_on(doors.database, request.peer);
            return refuse_at_door(doors, request, context, identity.error(), kept->to);
        }
        if (kept->account)
            return come_back_to_link(doors, request, context, *kept, *identity);
        const auto in = sign_on(doors.database, doors.vault, *identity, provider->is_strong(*identity), request.peer);
        if (!in)
            return refuse_at_door(doors, request, context, in.error(), kept->to);
        if (!in->needs_code)
            return go_in(doors, request, context, in->id, kept->to);
        const auto account =
            doors.database.read([&](db::Connection& connection) { return find_account(connection, doors.vault, in->id); });
        return draw_code(doors, request, context, nullptr, std::to_string(in->id), account->name, kept->to);
    };
    auto response = answer();
    forget(request, response);
    return response;
}

Response link_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto& account = officer(context);
    const auto sealed = doors.vault.unseal(form.typed("subject"), linking_purpose);
    const auto whose = std::to_string(account.id) + ' ';
    if (!sealed || !sealed->starts_with(whose))
        return doors.site.refused({Refusal::Kind::forbidden, "accounts.refuse.sign_on_another", {}, {}}, request,
                                  context.language);
    const auto subject = sealed->substr(whose.size());
    if (const auto known = check_own_password(doors.database, doors.vault, account, form.typed("password"), request.peer); !known)
        form.refuse("password", known.error());
    else if (const auto done = doors.database.write([&](db::Connection& connection) {
                 return link_sign_on(connection, doors.vault, account, doors.settings.text("oidc.issuer"), subject,
                                     actor(context), request.peer);
             });
             !done)
        form.refuse("", done.error());
    if (!form.is_fine())
        return draw_confirmation(doors, request, context, &form, account, subject, 422);
    return Response::redirect("/console/account?done=1");
}

}  // namespace

void hang_sign_on_pages(Doors& doors) {
    if (!Provider::is_named(doors.settings))
        return;
    auto& router = doors.site.router();
    const auto provider = std::make_shared<Provider>(doors.settings);
    router
        .get("/console/sign-in/away", "accounts.sign_on",
             [doors, provider](Request& request, Context& context) {
                 return go_away(doors, provider, request, context, place_after(request.query.first("to").value_or("")), 0);
             })
        .reads({"to"})
        .in_lane(lane)
        .sql_at_most(2);
    router
        .get(back_path, "accounts.sign_on_back",
             [doors, provider](Request& request, Context& context) { return come_back(doors, provider, request, context); })
        .reads({"code", "state", "iss", "error"})
        .in_lane(lane)
        .sql_at_most(8);
    router
        .get("/console/account/sign-on", "accounts.sign_on_to_link",
             [doors, provider](Request& request, Context& context) {
                 return go_away(doors, provider, request, context, own_path, officer_id(context));
             })
        .needs("account.own")
        .in_lane(lane)
        .sql_at_most(4);
    router.post("/console/account/sign-on", "accounts.link_sign_on", with(doors, link_act))
        .needs("account.own")
        .form(link_form)
        .in_lane(lane);
}

}  // namespace gongkai::accounts
