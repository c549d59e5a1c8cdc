// For those who keep accounts, and for those who read who came and went.
#include <algorithm>
#include <limits>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/pages/provider.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/people/desk.h"

namespace gongkai::accounts {
namespace {

using web::Choice;
using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Request;
using web::Response;

constexpr const char* link_form = "accounts.make_link";
constexpr const char* withdraw_form = "accounts.withdraw_link";
constexpr const char* roles_form = "accounts.change_roles";
constexpr const char* close_form = "accounts.close";
constexpr const char* factor_form = "accounts.drop_second_factor";
constexpr const char* password_form = "accounts.password_link";
constexpr const char* sign_on_form = "accounts.keep_sign_on";
constexpr int accesses_a_page = 100;

std::string role_name(Language language, Role role) { return words(language, "accounts.role." + std::string(word_of(role))); }

std::vector<Choice> unit_choices(const people::Directory& units, people::UnitId chosen, std::vector<std::string>& ids) {
    std::vector<Choice> choices;
    ids.reserve(units.units().size());
    for (const auto& unit : units.units()) {
        ids.push_back(std::to_string(unit.id));
        choices.push_back({ids.back(), unit.name, unit.id == chosen});
    }
    return choices;
}

void write_role_names(Html& html, Language language, const Roles& roles) {
    for (std::size_t i = 0; i < roles.size(); ++i)
        html << (i ? std::string_view("、") : std::string_view()) << role_name(language, roles[i]);
}

void write_role_boxes(FormView& view, Language language, const Roles& chosen) {
    std::vector<std::string> names;
    std::vector<Choice> choices;
    for (const Role role : all_roles())
        names.push_back(role_name(language, role));
    for (std::size_t i = 0; i < names.size(); ++i)
        choices.push_back({word_of(all_roles()[i]), names[i], std::ranges::find(chosen, all_roles()[i]) != chosen.end()});
    view.tick_boxes("roles", "accounts.field.roles", choices);
}

Roles roles_sent(const Context& context) {
    Roles roles;
    for (const auto word : context.form.fields.all("roles"))
        if (const auto role = role_from(word))
            roles.push_back(*role);
    return roles;
}

// From the settings only: the Host that a request names may be anybody's, and this address is copied and handed on.
std::string address_of_link(const Doors& doors, const std::string& token) {
    return doors.settings.text("site.address") + "/console/link/" + token;
}

struct Told {
    std::string link;  // made just now
    const Form* form = nullptr;
    std::string_view field = {};  // of the form that was wrong, where a page has several
};

void write_link_told(Html& html, Language language, const std::string& link) {
    if (link.empty())
        return;
    html << "<div class='told' role='status'><p>" << words(language, "accounts.link.made") << "</p><p class='link-once'><code>"
         << link << "</code></p>";
    if (link.starts_with('/'))
        html << "<p>" << words(language, "accounts.link.no_address") << "</p>";
    html << "</div>";
}

void write_open_links(Html& html, Context& context, const std::vector<OpenLink>& links, const std::vector<Account>& all,
                      const people::Directory& units) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    std::map<AccountId, std::string> names;
    for (const auto& one : all)
        names[one.id] = one.name;
    const auto name_of = [&](const std::string& actor) { return spoken_actor(context.language, names, actor); };
    html << "<h2>" << say("accounts.links.title") << "</h2>";
    if (links.empty()) {
        html << "<p>" << say("accounts.links.none") << "</p>";
        return;
    }
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << say("accounts.links.title")
         << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("accounts.links.for") << "</th><th scope='col'>"
         << say("accounts.field.unit") << "</th><th scope='col'>" << say("accounts.field.roles") << "</th><th scope='col'>"
         << say("accounts.links.made_by") << "</th><th scope='col'>" << say("accounts.links.until") << "</th><th scope='col'>"
         << say("accounts.links.deed") << "</th></tr></thead><tbody>";
    for (const auto& open : links) {
        const auto* unit = units.find(open.link.unit_id);
        html << "<tr><td>"
             << (open.link.account_id ? name_of("account/" + std::to_string(*open.link.account_id)) : say("accounts.links.new"))
             << "</td><td>" << (unit ? unit->name : std::string()) << "</td><td>";
        write_role_names(html, context.language, open.link.roles);
        html << "</td><td>" << name_of(open.made_by) << "</td><td class='number'>" << portal::spoken_moment(open.link.good_until)
             << "</td><td><form method='post' action='/console/accounts/links/withdraw'><input type='hidden' name='form_token' "
                "value='"
             << context.visitor.form_token(withdraw_form) << "'><input type='hidden' name='link' value='" << open.hash
             << "'><button class='quiet'>" << say("accounts.links.withdraw") << "</button></form></td></tr>";
    }
    html << "</tbody></table></div>";
}

Response draw_list(const Doors& doors, const Request& request, Context& context, const Told& told, int status = 200) {
    struct {
        std::vector<Account> all;
        std::optional<people::Directory> units;
        std::vector<OpenLink> links;
    } seen;
    doors.database.read([&](db::Connection& connection) {
        seen.all = accounts(connection, doors.vault);
        seen.units = people::directory(connection);
        seen.links = open_links(connection);
    });
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("accounts.list.title");
    page.menu = "/console/accounts";
    auto& html = page.content;
    write_link_told(html, context.language, told.link);
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << page.title
         << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("accounts.field.name") << "</th><th scope='col'>"
         << say("accounts.field.person") << "</th><th scope='col'>" << say("accounts.field.unit") << "</th><th scope='col'>"
         << say("accounts.field.roles") << "</th><th scope='col'>" << say("accounts.list.factor") << "</th><th scope='col'>"
         << say("accounts.list.signed_in") << "</th></tr></thead><tbody>";
    for (const auto& account : seen.all) {
        const auto* unit = seen.units->find(account.unit_id);
        html << "<tr><th scope='row'><a href='/console/accounts/" << account.id << "'>" << account.name << "</a>";
        if (account.closed_at)
            html << " <span class='muted'>" << say("accounts.closed") << "</span>";
        html << "</th><td>" << account.person << "</td><td>" << (unit ? unit->name : std::string()) << "</td><td>";
        write_role_names(html, context.language, account.roles);
        html << "</td><td>" << say(account.has_second_factor ? "accounts.list.yes" : "accounts.list.no")
             << "</td><td class='number'>"
             << (account.signed_in_at ? portal::spoken_moment(*account.signed_in_at) : say("accounts.list.never"))
             << "</td></tr>";
    }
    html << "</tbody></table></div>";
    write_open_links(html, context, seen.links, seen.all, *seen.units);
    html << "<h2>" << say("accounts.link.make") << "</h2><p>" << say("accounts.link.make.text") << "</p>";
    FormView view(html, context.language, told.form);
    view.begin("/console/accounts/links", context.visitor.form_token(link_form));
    std::vector<std::string> ids;
    view.choices("unit", "accounts.field.unit", unit_choices(*seen.units, 0, ids));
    write_role_boxes(view, context.language, {});
    view.end("accounts.link.make.button");
    return doors.console.show(request, context, std::move(page), status);
}

Instant link_good_until(const Doors& doors) { return now() + std::chrono::hours(doors.settings.number("accounts.link_hours")); }

Response make_link_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto unit = form.whole_number("unit", 1, std::numeric_limits<std::int64_t>::max());
    if (form.is_fine()) {
        const auto token = doors.database.write([&](db::Connection& connection) -> Result<std::string> {
            if (!people::directory(connection).find(*unit))
                return refuse(Refusal::Kind::missing, "accounts.refuse.unit");
            return make_link(connection, {roles_sent(context), *unit, std::nullopt, link_good_until(doors)}, actor(context));
        });
        if (token)
            return draw_list(doors, request, context, {address_of_link(doors, *token), nullptr});
        form.refuse("roles", token.error());
    }
    return draw_list(doors, request, context, {"", &form}, 422);
}

Response withdraw_act(const Doors& doors, Request& request, Context& context) {
    const auto hash = context.form.fields.first("link").value_or("");
    const auto done =
        doors.database.write([&](db::Connection& connection) { return withdraw_link(connection, hash, actor(context)); });
    if (!done)
        return doors.site.refused(done.error(), request, context.language);
    return Response::redirect("/console/accounts");
}

Response draw_one(const Doors& doors, const Request& request, Context& context, const Told& told, int status = 200) {
    std::optional<Account> account;
    std::optional<people::Directory> units;
    std::optional<SignOn> linked;
    doors.database.read([&](db::Connection& connection) {
        account = find_account(connection, doors.vault, context.id("id"));
        if (Provider::is_named(doors.settings))
            linked = sign_on_of(connection, doors.vault, context.id("id"));
        units = people::directory(connection);
    });
    if (!account)
        return doors.site.trouble(404, request);
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    console::Page page;
    page.title = account->person;
    page.menu = "/console/accounts";
    page.trail = {{say("accounts.list.title"), "/console/accounts"}};
    auto& html = page.content;
    write_link_told(html, context.language, told.link);
    html << "<dl class='facts'><dt>" << say("accounts.field.name") << "</dt><dd>" << account->name << "</dd><dt>"
         << say("accounts.field.mail") << "</dt><dd>" << account->mail << "</dd><dt>" << say("accounts.list.factor")
         << "</dt><dd>" << say(account->has_second_factor ? "accounts.list.yes" : "accounts.list.no") << "</dd></dl>";
    if (account->closed_at) {
        html << "<p>" << say("accounts.closed.text") << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    const auto at = "/console/accounts/" + std::to_string(account->id);
    FormView view(html, context.language, told.field.empty() ? told.form : nullptr);
    view.begin(at + "/roles", context.visitor.form_token(roles_form));
    std::vector<std::string> ids;
    view.choices("unit", "accounts.field.unit", unit_choices(*units, account->unit_id, ids));
    write_role_boxes(view, context.language, account->roles);
    view.end("accounts.roles.button");
    if (Provider::is_named(doors.settings)) {
        html << "<h2>" << say("accounts.one.sign_on") << "</h2>";
        FormView subject(html, context.language, told.field.empty() ? nullptr : told.form);
        subject.begin(at + "/sign-on", context.visitor.form_token(sign_on_form));
        subject.field({.name = "subject",
                       .label = "accounts.field.subject",
                       .hint = "accounts.field.subject.hint",
                       .need = web::Need::optional,
                       .value = linked ? std::string_view(linked->subject) : std::string_view()});
        subject.end("accounts.one.sign_on.button");
    }
    html << "<h2>" << say("accounts.one.more") << "</h2><div class='rows-of-deeds'>";
    const auto deed = [&](std::string_view path, const char* form, std::string_view id) {
        html << "<form method='post' action='" << web::url(at + std::string(path))
             << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(form)
             << "'><button class='quiet'>" << say(id) << "</button></form>";
    };
    deed("/password", password_form, "accounts.one.password");
    if (account->has_second_factor)
        deed("/second-factor", factor_form, "accounts.one.factor");
    deed("/close", close_form, "accounts.one.close");
    html << "</div>";
    return doors.console.show(request, context, std::move(page), status);
}

// Finds the account of the address and does the deed to it; a refusal goes back to its page, to its field where it has one.
template <class Deed>
Response act_on_one(const Doors& doors, Request& request, Context& context, Deed deed, std::string_view field = {}) {
    const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
        const auto account = find_account(connection, doors.vault, context.id("id"));
        if (!account || account->closed_at)
            return refuse(Refusal::Kind::missing, "accounts.refuse.unknown");
        return deed(connection, *account);
    });
    if (done)
        return Response::redirect("/console/accounts/" + std::to_string(context.id("id")));
    Form form(context.form);
    form.refuse(field, done.error());
    return draw_one(doors, request, context, {"", &form, field}, 422);
}

Response roles_act(const Doors& doors, Request& request, Context& context) {
    return act_on_one(doors, request, context, [&](db::Connection& connection, const Account& account) -> Result<void> {
        const auto unit = whole_number(context.form.fields.first("unit").value_or("")).value_or(0);
        if (!people::directory(connection).find(unit))
            return refuse(Refusal::Kind::missing, "accounts.refuse.unit");
        return change_roles(connection, account, roles_sent(context), unit, actor(context));
    });
}

Response close_act(const Doors& doors, Request& request, Context& context) {
    return act_on_one(doors, request, context, [&](db::Connection& connection, const Account& account) {
        return close(connection, account, actor(context));
    });
}

Response factor_act(const Doors& doors, Request& request, Context& context) {
    return act_on_one(doors, request, context, [&](db::Connection& connection, const Account& account) -> Result<void> {
        drop_second_factor(connection, account, actor(context));
        return {};
    });
}

// An empty field takes the link away.
Response sign_on_act(const Doors& doors, Request& request, Context& context) {
    const auto deed = [&](db::Connection& connection, const Account& account) -> Result<void> {
        const auto subject = std::string(trim(context.form.fields.first("subject").value_or("")));
        if (!subject.empty())
            return link_sign_on(connection, doors.vault, account, doors.settings.text("oidc.issuer"), subject, actor(context),
                                request.peer);
        unlink_sign_on(connection, account, actor(context), request.peer);
        return {};
    };
    return act_on_one(doors, request, context, deed, "subject");
}

Response password_act(const Doors& doors, Request& request, Context& context) {
    const auto token = doors.database.write([&](db::Connection& connection) -> Result<std::string> {
        const auto account = find_account(connection, doors.vault, context.id("id"));
        if (!account || account->closed_at)
            return refuse(Refusal::Kind::missing, "accounts.refuse.unknown");
        return make_link(connection, {account->roles, account->unit_id, account->id, link_good_until(doors)}, actor(context));
    });
    if (!token)
        return doors.site.refused(token.error(), request, context.language);
    return draw_one(doors, request, context, {address_of_link(doors, *token), nullptr});
}

Response accesses(const Doors& doors, Request& request, Context& context) {
    const auto asked = whole_number(request.query.first("before").value_or("0")).value_or(0);
    const auto before = asked > 0 ? asked : std::numeric_limits<std::int64_t>::max();
    std::int64_t next = 0;
    const auto lines = doors.database.read(
        [&](db::Connection& connection) { return newest_accesses(connection, before, accesses_a_page, next); });
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("accounts.accesses.title");
    page.menu = "/console/accesses";
    auto& html = page.content;
    html << "<p>" << say("accounts.accesses.text", {std::to_string(doors.settings.number("accounts.log_days"))})
         << "</p><div class='scroll' tabindex='0' role='region' aria-label='" << page.title
         << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("accounts.accesses.at") << "</th><th scope='col'>"
         << say("accounts.accesses.what") << "</th><th scope='col'>" << say("accounts.field.name") << "</th><th scope='col'>"
         << say("accounts.accesses.address") << "</th></tr></thead><tbody>";
    for (const auto& line : lines)
        html << "<tr><td class='number'>" << portal::spoken_moment(line.at) << "</td><td>" << say("accounts.access." + line.what)
             << "</td><td>" << (line.name.starts_with('?') ? say("accounts.accesses.unknown", {line.name.substr(1)}) : line.name)
             << "</td><td class='number'>" << line.address << "</td></tr>";
    html << "</tbody></table></div>";
    if (next > 0)
        html << "<p><a class='way' href='/console/accesses?before=" << next << "'>" << say("accounts.accesses.older")
             << "</a></p>";
    return doors.console.show(request, context, std::move(page));
}

}  // namespace

void hang_keeper_pages(Doors& doors) {
    auto& router = doors.site.router();
    constexpr const char* keep = "accounts.keep";
    doors.console.add_menu_entry({"/console/accounts", "accounts.menu", keep});
    doors.console.add_menu_entry({"/console/accesses", "accounts.accesses.menu", "accesses.read"});
    router
        .get("/console/accounts", "accounts.list",
             [doors](Request& request, Context& context) { return draw_list(doors, request, context, {}); })
        .needs(keep)
        .sql_at_most(9);
    router.post("/console/accounts/links", "accounts.make_link", with(doors, make_link_act)).needs(keep).form(link_form);
    router.post("/console/accounts/links/withdraw", "accounts.withdraw_link", with(doors, withdraw_act))
        .needs(keep)
        .form(withdraw_form);
    router
        .get("/console/accounts/{id}", "accounts.one",
             [doors](Request& request, Context& context) { return draw_one(doors, request, context, {}); })
        .needs(keep)
        .sql_at_most(8);
    router.post("/console/accounts/{id}/roles", "accounts.change_roles", with(doors, roles_act)).needs(keep).form(roles_form);
    router.post("/console/accounts/{id}/close", "accounts.close", with(doors, close_act)).needs(keep).form(close_form);
    router.post("/console/accounts/{id}/second-factor", "accounts.drop_second_factor", with(doors, factor_act))
        .needs(keep)
        .form(factor_form);
    router.post("/console/accounts/{id}/password", "accounts.password_link", with(doors, password_act))
        .needs(keep)
        .form(password_form);
    if (Provider::is_named(doors.settings))
        router.post("/console/accounts/{id}/sign-on", "accounts.keep_sign_on", with(doors, sign_on_act))
            .needs(keep)
            .form(sign_on_form);
    router.get("/console/accesses", "accounts.accesses", with(doors, accesses))
        .needs("accesses.read")
        .reads({"before"})
        .sql_at_most(6);
}

}  // namespace gongkai::accounts
