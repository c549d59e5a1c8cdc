// To be told by mail of what is new: asked for on one page, confirmed from the mail on another, ended on a third. A page that is
// only looked at changes nothing, so a program that tries the links of letters neither confirms nor ends anything.
#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/search/alert.h"
#include "domain/search/pages/pages.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Request;
using web::Response;

constexpr const char *ask_form = "search.ask_for_alert", *confirm_form = "search.confirm_alert", *end_form = "search.end_alert";
constexpr std::size_t address_at_most = 254, question_at_most = 4000;

std::string question_in(const Doors& doors, const Asked& asked, Language language) {
    return doors.database.read([&](db::Connection& connection) { return described(asked, labels(connection), language); });
}

portal::Page page_of(Language language, std::string_view title) {
    portal::Page page;
    page.title = words(language, title);
    page.meta = {{"robots", "noindex"}};
    page.trail = {{words(language, "search.title"), "/search"}};
    page.content << "<h1>" << page.title << "</h1>";
    return page;
}

Response draw_form(const Doors& doors, const Request& request, Context& context, const Asked& asked, const Form* form,
                   int status = 200) {
    const auto language = context.language;
    auto page = page_of(language, "search.alert.title");
    auto& html = page.content;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<p>" << say("search.alert.what", {question_in(doors, asked, language)}) << "</p>";
    if (!has_alerts(doors.settings)) {
        html << "<p class='empty'>" << say("search.alert.none") << "</p><p class='follow'><a href='"
             << web::url(address_of(asked, "/search.atom")) << "'>" << say("search.follow.feed") << "</a></p>";
        return doors.portal.show(request, std::move(page));
    }
    html << "<ul><li>" << say(doors.settings.text("search.alerts") == "daily" ? "search.alert.daily" : "search.alert.at_once")
         << "</li><li>" << say("search.alert.confirm_first") << "</li><li>"
         << say("search.alert.kept", {std::to_string(doors.settings.number("search.alert_confirm_days"))}) << "</li></ul>";
    FormView view(html, language, form);
    view.begin("/alerts", context.visitor.form_token(ask_form));
    view.hidden("question", written(asked));
    view.field({.name = "address",
                .label = "search.alert.address",
                .hint = "search.alert.address.hint",
                .kind = web::Field::Kind::mail,
                .autocomplete = "email"});
    view.end("search.alert.button");
    return doors.portal.show(request, std::move(page), status);
}

Response new_page(const Doors& doors, const Request& request, Context& context) {
    const auto [asked, mistakes] = asked_in(request.query, context.language);
    if (!mistakes.empty() || (asked.text.empty() && !asked.has_filters()))
        return Response::redirect(address_of(asked));
    return draw_form(doors, request, context, asked, nullptr);
}

// What the hidden field brings back was written by this site, and may have been changed on its way.
std::optional<Asked> question_of(const Form& form) {
    if (form.typed("question").size() > question_at_most)
        return std::nullopt;
    try {
        auto asked = asked_from(form.typed("question"));
        if ((asked.text.empty() && !asked.has_filters()) || count_code_points(asked.text) > typed_at_most)
            return std::nullopt;
        return asked;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

Response ask_act(const Doors& doors, const Request& request, Context& context) {
    Form form(context.form);
    const auto asked = question_of(form);
    if (!asked || !has_alerts(doors.settings))
        return doors.site.trouble(400, request);
    const auto address = form.text("address", {.at_most = address_at_most});
    if (form.is_fine())
        if (const auto done = doors.database.write([&](db::Connection& connection) {
                return ask_for_alert(connection, doors.vault, doors.settings, *asked, address, context.language);
            });
            !done)
            form.refuse(done.error().kind == Refusal::Kind::unavailable ? "" : "address", done.error());
    if (!form.is_fine())
        return draw_form(doors, request, context, *asked, &form, 400);
    return Response::redirect("/alerts/asked");
}

// The same for everybody, whether a letter goes out or not.
Response asked_page(const Doors& doors, const Request& request, Context& context) {
    auto page = page_of(context.language, "search.alert.asked");
    page.content << "<p>" << words(context.language, "search.alert.asked.text") << "</p><p>"
                 << words(context.language, "search.alert.asked.none",
                          {std::to_string(doors.settings.number("search.alert_confirm_days"))})
                 << "</p>";
    return doors.portal.show(request, std::move(page));
}

Response gone(const Doors& doors, const Request& request, Context& context) {
    auto page = page_of(context.language, "search.alert.gone");
    page.content << "<p>" << words(context.language, "search.alert.gone.text") << "</p>";
    return doors.portal.show(request, std::move(page), 404);
}

void write_button(web::Html& html, Context& context, const std::string& action, const char* form, std::string_view button) {
    html << "<form method='post' action='" << web::url(action) << "'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(form) << "'><button>" << words(context.language, button) << "</button></form>";
}

Response confirm_page(const Doors& doors, const Request& request, Context& context) {
    const auto token = context.parameter("token");
    const auto alert =
        doors.database.read([&](db::Connection& connection) { return alert_to_confirm(connection, doors.settings, token); });
    if (!alert)
        return gone(doors, request, context);
    auto page = page_of(context.language, alert->confirmed_at ? "search.alert.confirmed" : "search.alert.confirm");
    auto& html = page.content;
    html << "<p>"
         << words(context.language, alert->confirmed_at ? "search.alert.confirmed.text" : "search.alert.confirm.text",
                  {question_in(doors, alert->asked, context.language)})
         << "</p>";
    if (!alert->confirmed_at)
        write_button(html, context, "/alerts/confirm/" + std::string(token), confirm_form, "search.alert.confirm.button");
    return doors.portal.show(request, std::move(page));
}

Response confirm_act(const Doors& doors, const Request& request, Context& context) {
    const auto token = context.parameter("token");
    if (!doors.database.write([&](db::Connection& connection) { return confirm_alert(connection, doors.settings, token); }))
        return gone(doors, request, context);
    return Response::redirect("/alerts/confirm/" + std::string(token));
}

Response end_page(const Doors& doors, const Request& request, Context& context) {
    const auto token = context.parameter("token");
    const auto alert = doors.database.read([&](db::Connection& connection) { return alert_to_end(connection, token); });
    if (!alert)
        return gone(doors, request, context);
    auto page = page_of(context.language, "search.alert.end");
    page.content << "<p>"
                 << words(context.language, "search.alert.end.text", {question_in(doors, alert->asked, context.language)})
                 << "</p>";
    write_button(page.content, context, "/alerts/end/" + std::string(token), end_form, "search.alert.end.button");
    return doors.portal.show(request, std::move(page));
}

// RFC 8058: a mail program posts here too, without cookies and without having seen the page. Whoever has the address of a letter
// may end what it belongs to, and nothing else; so its secret stands for the form token.
Response end_act(const Doors& doors, const Request& request, Context& context) {
    if (!doors.database.write([&](db::Connection& connection) { return end_alert(connection, context.parameter("token")); }))
        return gone(doors, request, context);
    auto page = page_of(context.language, "search.alert.ended");
    page.content << "<p>" << words(context.language, "search.alert.ended.text") << "</p>";
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void write_follow(web::Html& html, Language language, const Settings& settings, Asked asked) {
    asked.page = 1;
    asked.order = Order::best;
    html << "<section class='follow' aria-labelledby='follow'><h2 id='follow'>" << words(language, "search.follow")
         << "</h2><ul>";
    if (has_alerts(settings))
        html << "<li><a href='" << web::url(address_of(asked, "/alerts/new")) << "' rel='nofollow'>"
             << words(language, "search.follow.mail") << "</a></li>";
    html << "<li><a href='" << web::url(address_of(asked, "/search.atom")) << "'>" << words(language, "search.follow.feed")
         << "</a></li></ul></section>";
}

void hang_alerts(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/alerts/new", "search.new_alert", with(doors, new_page)).reads(query_fields).sql_at_most(1);
    router.post("/alerts", "search.ask_for_alert", with(doors, ask_act)).form(ask_form);
    router.get("/alerts/asked", "search.asked_for_alert", with(doors, asked_page)).sql_at_most(0);
    router.get("/alerts/confirm/{token}", "search.alert_to_confirm", with(doors, confirm_page)).sql_at_most(2);
    router.post("/alerts/confirm/{token}", "search.confirm_alert", with(doors, confirm_act)).form(confirm_form);
    router.get("/alerts/end/{token}", "search.alert_to_end", with(doors, end_page)).sql_at_most(2);
    router.post("/alerts/end/{token}", "search.end_alert", with(doors, end_act));
}

}  // namespace gongkai::search
