// One's own account: password and second factor.
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "base/web/target.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/pages/provider.h"
#include "domain/accounts/passwords.h"
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
using web::Request;
using web::Response;

constexpr const char* password_form = "accounts.change_password";
constexpr const char* mail_form = "accounts.change_mail";
constexpr const char* factor_form = "accounts.second_factor";
constexpr const char* unlink_form = "accounts.unlink_sign_on";
constexpr const char* secret_purpose = "accounts.new_second_factor";

// As authenticator programs read it from a QR code.
std::string code_address(std::string_view secret, std::string_view site, std::string_view name) {
    const auto issuer = web::encode(site);
    return "otpauth://totp/" + issuer + ':' + web::encode(name) + "?secret=" + base32(secret) + "&issuer=" + issuer;
}

void write_qr(web::Html& html, std::string_view address, std::string_view label) {
    int size = 0;
    const auto path = qr_path(address, size);
    html << "<svg class='qr' role='img' aria-label='" << label << "' viewBox='0 0 " << size << " " << size
         << "' shape-rendering='crispEdges'><path fill='#000' d='" << path << "'/></svg>";
}

// What opens another way in, or leads mail elsewhere, asks once more who it is.
void write_password_field(FormView& view) {
    view.field({.name = "password",
                .label = "accounts.field.old_password",
                .kind = Field::Kind::password,
                .autocomplete = "current-password"});
}

// A fresh secret travels in the form, sealed; it counts only once its first code has come back.
void write_second_factor(const Doors& doors, web::Html& html, Context& context, const Account& account, const Form* form) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    html << "<h2>" << say("accounts.factor.title") << "</h2>";
    if (account.has_second_factor) {
        html << "<p class='told'>" << say("accounts.factor.set") << "</p>";
        return;
    }
    const auto kept = form ? doors.vault.unseal(form->typed("secret"), secret_purpose) : std::nullopt;
    const auto secret = kept.value_or(new_code_secret());
    html << "<p>" << say("accounts.factor.text") << "</p>";
    write_qr(html, code_address(secret, doors.settings.text("site.name"), account.name), say("accounts.factor.qr"));
    html << "<p>" << say("accounts.factor.secret") << "<br><code>" << code_secret_text(secret) << "</code></p>";
    FormView view(html, context.language, form);
    view.begin("/console/account/second-factor", context.visitor.form_token(factor_form));
    view.hidden("secret", doors.vault.seal(secret, secret_purpose));
    view.field({.name = "code", .label = "accounts.field.code", .kind = Field::Kind::code, .autocomplete = "one-time-code"});
    write_password_field(view);
    view.end("accounts.factor.button");
}

void write_sign_on(const Doors& doors, web::Html& html, Context& context, const std::optional<SignOn>& linked) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    html << "<h2>" << say("accounts.sign_on.title") << "</h2>";
    if (!linked) {
        html << "<p>" << say("accounts.sign_on.text") << "</p><p><a class='button quiet' href='/console/account/sign-on'>"
             << say("accounts.sign_on.go") << "</a></p>";
        return;
    }
    const bool counts = linked->issuer == doors.settings.text("oidc.issuer");
    html << "<p class='told'>" << (counts ? say("accounts.sign_on.linked", {linked->subject}) : say("accounts.sign_on.other"))
         << "</p><form method='post' action='/console/account/sign-on/end'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(unlink_form) << "'><button class='quiet'>" << say("accounts.sign_on.end")
         << "</button></form>";
}

void write_mail(web::Html& html, Context& context, const Account& account, const Form* form) {
    html << "<h2>" << words(context.language, "accounts.own.mail") << "</h2>";
    FormView view(html, context.language, form);
    view.under("mail-");
    view.begin("/console/account/mail", context.visitor.form_token(mail_form));
    view.field({.name = "mail",
                .label = "accounts.field.mail",
                .hint = "accounts.field.mail.hint",
                .kind = Field::Kind::mail,
                .need = web::Need::optional,
                .value = account.mail,
                .autocomplete = "email"});
    write_password_field(view);
    view.end("accounts.own.mail.button");
}

// The form that was refused, where one was.
struct Refused {
    const Form *password = nullptr, *mail = nullptr, *factor = nullptr;
};

Response draw(const Doors& doors, const Request& request, Context& context, const Refused& refused, int status = 200) {
    const auto& account = officer(context);
    std::string unit;
    std::optional<SignOn> linked;
    const bool is_offered = Provider::is_named(doors.settings);
    doors.database.read([&](db::Connection& connection) {
        if (is_offered)
            linked = sign_on_of(connection, doors.vault, account.id);
        const auto units = people::directory(connection);
        if (const auto* one = units.find(account.unit_id))
            unit = one->name;
    });
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("accounts.own.title");
    auto& html = page.content;
    if (request.query.first("done"))
        html << "<p class='told' role='status'>" << say("accounts.own.done") << "</p>";
    html << "<dl class='facts'><dt>" << say("accounts.field.name") << "</dt><dd>" << account.name << "</dd><dt>"
         << say("accounts.field.unit") << "</dt><dd>" << unit << "</dd><dt>" << say("accounts.field.roles") << "</dt><dd>";
    for (std::size_t i = 0; i < account.roles.size(); ++i)
        html << (i ? std::string_view("、") : std::string_view())
             << say("accounts.role." + std::string(word_of(account.roles[i])));
    html << "</dd><dt>" << say("accounts.field.mail") << "</dt><dd>"
         << (account.mail.empty() ? say("accounts.own.no_mail") : account.mail) << "</dd></dl><h2>"
         << say("accounts.own.password") << "</h2>";
    FormView view(html, context.language, refused.password);
    view.begin("/console/account/password", context.visitor.form_token(password_form));
    view.field({.name = "old",
                .label = "accounts.field.old_password",
                .kind = Field::Kind::password,
                .autocomplete = "current-password"});
    view.field({.name = "new",
                .label = "accounts.field.new_password",
                .hint = "accounts.field.new_password.hint",
                .kind = Field::Kind::password,
                .autocomplete = "new-password"});
    view.field({.name = "again", .label = "accounts.field.again", .kind = Field::Kind::password, .autocomplete = "new-password"});
    view.end("accounts.own.change");
    write_mail(html, context, account, refused.mail);
    write_second_factor(doors, html, context, account, refused.factor);
    if (is_offered)
        write_sign_on(doors, html, context, linked);
    return doors.console.show(request, context, std::move(page), status);
}

Response password_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    if (form.typed("new") != form.typed("again"))
        form.refuse("again", {Refusal::Kind::invalid, "accounts.refuse.again", {}, {}});
    else if (const auto done = change_password(doors.database, doors.vault, doors.settings, officer(context), form.typed("old"),
                                               form.typed("new"), request.peer);
             !done)
        form.refuse(done.error().kind == Refusal::Kind::forbidden ? "old" : "new", done.error());
    if (!form.is_fine())
        return draw(doors, request, context, {.password = &form}, 422);
    auto response = Response::redirect("/console/account?done=1");
    doors.sessions.begin(context.user, request, response);  // all others were ended
    return response;
}

Response mail_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    if (const auto done =
            change_mail(doors.database, doors.vault, officer(context), form.typed("mail"), form.typed("password"), request.peer);
        !done) {
        form.refuse(done.error().kind == Refusal::Kind::forbidden ? "password" : "mail", done.error());
        return draw(doors, request, context, {.mail = &form}, 422);
    }
    return Response::redirect("/console/account?done=1");
}

Response factor_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto secret = doors.vault.unseal(form.typed("secret"), secret_purpose);
    const auto& account = officer(context);
    if (!secret || account.has_second_factor)
        return Response::redirect("/console/account");
    if (const auto done = set_second_factor(doors.database, doors.vault, account, form.typed("password"), *secret,
                                            form.typed("code"), request.peer);
        !done) {
        form.refuse(done.error().kind == Refusal::Kind::forbidden ? "password" : "code", done.error());
        return draw(doors, request, context, {.factor = &form}, 422);
    }
    return Response::redirect("/console/account?done=1");
}

Response unlink_act(const Doors& doors, Request& request, Context& context) {
    doors.database.write(
        [&](db::Connection& connection) { unlink_sign_on(connection, officer(context), actor(context), request.peer); });
    return Response::redirect("/console/account?done=1");
}

}  // namespace

void hang_own_pages(Doors& doors) {
    auto& router = doors.site.router();
    router
        .get("/console/account", "accounts.own",
             [doors](Request& request, Context& context) { return draw(doors, request, context, {}); })
        .needs("account.own")
        .reads({"done"})
        .sql_at_most(8);
    router.post("/console/account/password", "accounts.change_password", with(doors, password_act))
        .needs("account.own")
        .form(password_form)
        .in_lane(lane);
    router.post("/console/account/mail", "accounts.change_mail", with(doors, mail_act))
        .needs("account.own")
        .form(mail_form)
        .in_lane(lane);
    router.post("/console/account/second-factor", "accounts.second_factor", with(doors, factor_act))
        .needs("account.own")
        .form(factor_form)
        .in_lane(lane);
    if (Provider::is_named(doors.settings))
        router.post("/console/account/sign-on/end", "accounts.unlink_sign_on", with(doors, unlink_act))
            .needs("account.own")
            .form(unlink_form);
}

}  // namespace gongkai::accounts
