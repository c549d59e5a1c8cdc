#include "domain/accounts/pages/kept_form.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "base/web/target.h"
#include "domain/accounts/pages/pages.h"

namespace gongkai::accounts {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr const char* purpose = "accounts.kept_form";
constexpr std::size_t kept_at_most = 48 << 10;  // sealed and sent it stays below the limit of the way in
constexpr auto kept_for = std::chrono::hours(12);
constexpr std::array<std::string_view, 6> secret_fields{"form_token", "password", "old", "new", "again", "code"};

// The page on which the form stood, as the browser says - only its path and query count -, else the address it was sent to.
std::string page_of(const Request& request) {
    const auto referer = request.header("Referer").value_or("");
    const auto host = referer.find("://");
    const auto path = host == std::string_view::npos ? host : referer.find('/', host + 3);
    return path == std::string_view::npos ? request.target : place_after(referer.substr(path));
}

// A form that was drawn again for its mistakes stands under the address that it is sent to, which nobody can read: then the page
// it belongs to is above.
std::string readable(const web::Router& router, std::string target) {
    const auto path = [&] { return target.substr(0, target.find_first_of("?#")); };
    while (!router.find(web::Method::get, path()).route && path().rfind('/') > 0)
        target = path().substr(0, path().rfind('/'));
    return target;
}

Response draw_typed(const Doors& doors, const Request& request, const Context& context, const web::FormData& form,
                    const std::vector<std::string>& files) {
    console::Page page;
    page.title = words(context.language, "accounts.kept.title");
    auto& html = page.content;
    html << "<p>" << words(context.language, "accounts.kept.text") << "</p><div class='typed'>";
    for (const auto& [name, value] : form.fields)
        if (!value.empty())
            html << "<pre tabindex='0'>" << value << "</pre>";
    html << "</div>";
    if (!files.empty())
        html << "<p>" << words(context.language, "web.form.choose_again", {join(files, "、")}) << "</p>";
    html << "<p><a class='button' href='/console'>" << words(context.language, "accounts.kept.go") << "</a></p>";
    return doors.console.show_door(request, context, std::move(page));
}

}  // namespace

std::string seal_form(const Vault& vault, const Request& request, const Context& context) {
    if (request.is_read() || context.route.form_name.empty())
        return {};
    const auto form = web::read_form(request);
    if (!form)
        return {};
    const auto whose = context.visitor.drawn_for(form->fields.first("form_token").value_or(""), context.route.form_name);
    json::array fields, files;
    for (const auto& [name, value] : form->fields)
        if (std::ranges::find(secret_fields, name) == secret_fields.end())
            fields.push_back(json::array{name, value});
    for (const auto& file : form->files)
        files.push_back(json::value(file.name));
    if (whose.empty() || fields.empty())
        return {};
    const auto text = json::serialize(json::object{{"whose", whose},
                                                   {"action", request.target},
                                                   {"page", page_of(request)},
                                                   {"fields", std::move(fields)},
                                                   {"files", std::move(files)},
                                                   {"until", (now() + kept_for).time_since_epoch().count()}});
    return text.size() > kept_at_most ? std::string() : vault.seal(text, purpose);
}

std::optional<Response> give_back(const Doors& doors, const Request& request, Context& context, std::string_view sealed,
                                  AccountId account, const std::string& cookie) {
    const auto text = sealed.empty() ? std::nullopt : doors.vault.unseal(sealed, purpose);
    if (!text)
        return std::nullopt;
    const auto all = json::parse(*text).as_object();  // ours: nobody else can seal
    if (all.at("whose").as_string() != std::to_string(account) || all.at("until").as_int64() < now().time_since_epoch().count())
        return std::nullopt;
    web::FormData form;
    for (const auto& field : all.at("fields").as_array())
        form.fields.add(std::string(field.at(0).as_string()), std::string(field.at(1).as_string()));
    std::vector<std::string> files;
    for (const auto& file : all.at("files").as_array())
        files.emplace_back(file.as_string());

    Request page = request;
    page.method = web::Method::get;
    page.target = readable(doors.site.router(), std::string(all.at("page").as_string()));
    page.body.clear();
    page.query = {};
    page.headers.clear();
    for (const std::string_view name : {"Host", "Accept-Language"})
        if (const auto value = request.header(name))
            page.headers.add(name, *value);
    page.headers.add("Cookie", cookie + "; " + std::string(request.header("Cookie").value_or("")));
    if (web::read_target(page.target, page.path, page.query)) {
        const web::GivenBack given(std::string(all.at("action").as_string()), form, files);
        auto response = doors.site.from_within(page);
        if (response.status == 200 && given.is_taken())
            return response;
    }
    return draw_typed(doors, request, context, form, files);
}

}  // namespace gongkai::accounts
