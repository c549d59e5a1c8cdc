// Signing in: name and password, then the code of the second factor; and links that work once.
#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "base/web/target.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/pages/kept_form.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/pages/provider.h"
#include "domain/accounts/room.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/people/desk.h"

namespace gongkai::accounts {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Need;
using web::Request;
using web::Response;

constexpr const char* sign_in_form = "accounts.sign_in";
constexpr const char* code_form = "accounts.code";
constexpr const char* link_form = "accounts.use_link";
constexpr std::size_t way_in_at_most = 96 << 10;  // with what is kept of a form
constexpr auto code_wait = std::chrono::minutes(5);

}  // namespace

std::string absolute(const Doors& doors, const Request& request, std::string_view path) {
    const auto& site = doors.settings.text("site.address");
    if (!site.empty())
        return site + std::string(path);
    return (request.is_secure ? "https://" : "http://") + std::string(request.header("Host").value_or("localhost")) +
           std::string(path);
}

// Only places of the console: nobody is sent elsewhere by an address that somebody gave him.
std::string place_after(std::string_view asked) {
    const bool is_console = asked == "/console" || asked.starts_with("/console/") || asked.starts_with("/console?");
    const bool has_control =
        std::ranges::any_of(asked, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\\'; });
    return is_console && !has_control && !asked.starts_with("/console/sign-") ? std::string(asked) : "/console";
}

Response draw_sign_in(const Doors& doors, const Request& request, Context& context, const Form* form, std::string_view to,
                      std::string_view kept, int status) {
    console::Page page;
    page.title = words(context.language, "accounts.sign_in.title");
    if (!kept.empty())
        page.content << "<p class='told' role='status'>" << words(context.language, "accounts.kept.told") << "</p>";
    FormView view(page.content, context.language, form);
    view.begin("/console/sign-in", context.visitor.form_token(sign_in_form));
    view.hidden("to", to);
    if (!kept.empty())
        view.hidden("kept", kept);
    view.field({.name = "name", .label = "accounts.field.name", .autocomplete = "username"});
    view.field({.name = "password",
                .label = "accounts.field.password",
                .kind = Field::Kind::password,
                .autocomplete = "current-password"});
    view.end("accounts.sign_in.button");
    if (Provider::is_named(doors.settings) && kept.empty())  // what was typed does not go through another site
        page.content << "<p class='other-way'><span class='muted'>" << words(context.language, "accounts.sign_on.or")
                     << "</span> <a class='button quiet' href='" << web::url("/console/sign-in/away?to=" + web::encode(to))
                     << "'>" << words(context.language, "accounts.sign_on.button") << "</a></p>";
    page.content << "<p class='muted small'>" << words(context.language, "accounts.sign_in.help") << "</p>";
    return doors.console.show_door(request, context, std::move(page), status);
}

// The account that has given its password is named in a sealed field, so nothing is kept for who never comes back.
Response draw_code(const Doors& doors, const Request& request, Context& context, const Form* form, std::string_view account,
                   std::string_view name, std::string_view to, std::string_view kept, int status) {
    console::Page page;
    page.title = words(context.language, "accounts.code.title");
    const std::string who = std::string(account) + ' ' + std::string(name);
    FormView view(page.content, context.language, form);
    view.begin("/console/sign-in/code", context.visitor.form_token(code_form));
    view.hidden("to", to);
    if (!kept.empty())
        view.hidden("kept", kept);
    view.hidden("who", who);
    view.hidden("seal", doors.site.seals().seal(code_form, who, now() + code_wait));
    view.field({.name = "code",
                .label = "accounts.field.code",
                .hint = "accounts.code.hint",
                .kind = Field::Kind::code,
                .autocomplete = "one-time-code"});
    view.end("accounts.sign_in.button");
    return doors.console.show_door(request, context, std::move(page), status);
}

Response go_in(const Doors& doors, const Request& request, Context& context, AccountId id, std::string_view to,
               std::string_view kept) {
    auto response = Response::redirect(place_after(to));
    const auto cookie = doors.sessions.begin(std::to_string(id), request, response);
    auto page = give_back(doors, request, context, kept, id, cookie);
    if (!page)
        return response;
    page->with("Set-Cookie", *response.header("Set-Cookie"));
    return std::move(*page);
}

namespace {
Response sign_in_page(const Doors& doors, Request& request, Context& context) {
    const auto to = place_after(request.query.first("to").value_or("/console"));
    if (context.visitor.session())
        return Response::redirect(to);
    return draw_sign_in(doors, request, context, nullptr, to);
}

Response sign_in_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto name = form.text("name", {.at_most = 60});
    const auto password = std::string(form.typed("password"));
    const auto to = place_after(form.typed("to"));
    const auto kept = form.typed("kept");
    if (password.empty())
        form.refuse("password", {Refusal::Kind::invalid, "web.form.required", {}, {}});
    if (!form.is_fine())
        return draw_sign_in(doors, request, context, &form, to, kept, 422);
    const auto known = checked_name(name);
    const auto outcome = sign_in(doors.database, doors.vault, {known.value_or(name), request.peer}, password);
    if (!outcome) {
        form.refuse("", outcome.error());
        return draw_sign_in(doors, request, context, &form, to, kept, 403);
    }
    if (outcome->needs_code)
        return draw_code(doors, request, context, nullptr, std::to_string(outcome->id), known.value_or(name), to, kept);
    return go_in(doors, request, context, outcome->id, to, kept);
}

Response code_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto who = std::string(form.typed("who"));
    const auto to = place_after(form.typed("to"));
    const auto kept = form.typed("kept");
    const auto space = who.find(' ');
    AccountId id = 0;
    std::from_chars(who.data(), who.data() + std::min(space, who.size()), id);
    if (space == std::string::npos || !doors.site.seals().holds(form.typed("seal"), code_form, who)) {
        form.refuse("", {Refusal::Kind::invalid, "accounts.refuse.too_slow", {}, {}});
        return draw_sign_in(doors, request, context, &form, to, kept, 403);
    }
    const auto name = who.substr(space + 1);
    if (const auto outcome = check_code(doors.database, doors.vault, id, {name, request.peer}, form.typed("code")); !outcome) {
        form.refuse("code", outcome.error());
        return draw_code(doors, request, context, &form, std::to_string(id), name, to, kept, 403);
    }
    return go_in(doors, request, context, id, to, kept);
}

Response sign_out_act(const Doors& doors, Request& request, Context& context) {
    doors.database.write([&](db::Connection& connection) { sign_out(connection, {officer(context).name, request.peer}); });
    auto response = Response::redirect("/console/sign-in");
    doors.sessions.end(request, response);
    return response;
}

Response draw_link(const Doors& doors, const Request& request, Context& context, const Form* form, int status = 200) {
    const auto token = context.parameter("token");
    console::Page page;
    std::string unit, known;
    const auto link = doors.database.read([&](db::Connection& connection) {
        const auto found = find_link(connection, token);
        if (found) {
            const auto units = people::directory(connection);
            if (const auto* one = units.find(found->unit_id))
                unit = one->name;
            if (found->account_id)
                if (const auto account = find_account(connection, doors.vault, *found->account_id))
                    known = account->name;
        }
        return found;
    });
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    if (!link) {
        page.title = say("accounts.link.gone.title");
        page.content << "<p>" << say("accounts.refuse.link") << "</p>";
        return doors.console.show_door(request, context, std::move(page), 404);
    }
    std::vector<std::string> roles;
    for (const Role role : link->roles)
        roles.push_back(say("accounts.role." + std::string(word_of(role))));
    page.title = say(known.empty() ? "accounts.link.title" : "accounts.link.title_password");
    page.content << "<p>"
                 << (known.empty() ? say("accounts.link.text", {unit, join(roles, "、")})
                                   : say("accounts.link.text_password", {known}))
                 << "</p>";
    FormView view(page.content, context.language, form);
    view.begin("/console/link/" + std::string(token), context.visitor.form_token(link_form));
    if (known.empty()) {
        view.field(
            {.name = "name", .label = "accounts.field.name", .hint = "accounts.field.name.hint", .autocomplete = "username"});
        view.field({.name = "person", .label = "accounts.field.person", .autocomplete = "name"});
        view.field({.name = "mail",
                    .label = "accounts.field.mail",
                    .kind = Field::Kind::mail,
                    .need = Need::optional,
                    .autocomplete = "email"});
    }
    view.field({.name = "password",
                .label = "accounts.field.new_password",
                .hint = "accounts.field.new_password.hint",
                .kind = Field::Kind::password,
                .autocomplete = "new-password"});
    view.field({.name = "again", .label = "accounts.field.again", .kind = Field::Kind::password, .autocomplete = "new-password"});
    view.end("accounts.link.button");
    return doors.console.show_door(request, context, std::move(page), status);
}

// Which field of the link's form a refusal is about.
std::string_view field_of(const Refusal& refusal) {
    for (const std::string_view field : {"password", "person", "mail", "name"})
        if (refusal.id.find(field) != std::string::npos)
            return field;
    return "";
}

Response link_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const NewAccount account{std::string(form.typed("name")), std::string(form.typed("person")), std::string(form.typed("mail")),
                             std::string(form.typed("password"))};
    if (account.password != form.typed("again")) {
        form.refuse("again", {Refusal::Kind::invalid, "accounts.refuse.again", {}, {}});
        return draw_link(doors, request, context, &form, 422);
    }
    const auto made = use_link(doors.database, doors.vault, doors.settings, context.parameter("token"), account, request.peer);
    if (!made) {
        form.refuse(field_of(made.error()), made.error());
        return draw_link(doors, request, context, &form, 422);
    }
    return Response::redirect("/console/sign-in");
}

}  // namespace

void hang_door_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/console/sign-in", "accounts.sign_in", with(doors, sign_in_page)).reads({"to"}).sql_at_most(2);
    router.post("/console/sign-in", "accounts.act_on_sign_in", with(doors, sign_in_act))
        .form(sign_in_form)
        .in_lane(lane)
        .body_at_most(way_in_at_most);
    router.post("/console/sign-in/code", "accounts.act_on_code", with(doors, code_act))
        .form(code_form)
        .in_lane(lane)
        .body_at_most(way_in_at_most);
    router.post("/console/sign-out", "accounts.sign_out", with(doors, sign_out_act))
        .needs("account.own")
        .form(console::sign_out_form);
    router
        .get("/console/link/{token}", "accounts.link",
             [doors](Request& request, Context& context) { return draw_link(doors, request, context, nullptr); })
        .sql_at_most(6);
    router.post("/console/link/{token}", "accounts.act_on_link", with(doors, link_act))
        .form(link_form)
        .in_lane(lane)
        .body_at_most(8 << 10);
}

}  // namespace gongkai::accounts
