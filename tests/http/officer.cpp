#include "tests/http/officer.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "tests/http/page.h"

namespace gongkai::http {
namespace {

// Long enough, of all classes, without any name in it.
constexpr const char* good_password = "Zhengwu-2019-Gongkai";

FormOnPage form_on(Client& client, std::string_view page, std::string_view action) {
    const auto answer = client.get(page);
    const auto read = read_page(answer.body);
    const auto* form = read.form_to(action);
    if (!form)
        throw std::runtime_error(std::string(page) + " (" + std::to_string(answer.status) + ") has no form to " +
                                 std::string(action));
    return *form;
}

}  // namespace

std::string Officer::token_for(std::string_view page, std::string_view action) {
    for (const auto& [field, value] : form_on(client, page, action).hidden)
        if (field == "form_token")
            return value;
    throw std::runtime_error(std::string(action) + " has a form without a token");
}

Answer Officer::sign_in(std::string_view to) {
    const auto page = "/console/sign-in?to=" + std::string(to);
    return send_form(client, page, "/console/sign-in", {{"name", name}, {"password", password}});
}

std::string new_link(const Surroundings& surroundings, std::string_view role, std::string_view unit) {
    const auto outcome =
        run_program({"account", "link", "--role", std::string(role), "--unit", std::string(unit), "--json"}, surroundings);
    if (outcome.code != 0)
        throw std::runtime_error("gongkai account link: " + outcome.complained);
    const std::string link(boost::json::parse(outcome.said).at("link").as_string());
    return link.substr(link.find("/console/"));  // it is whole where the portal knows its address
}

Answer send_form(Client& client, std::string_view page, std::string_view action, const Lines& fields) {
    auto all = form_on(client, page, action).hidden;
    all.insert(all.end(), fields.begin(), fields.end());
    return client.post(action, all);
}

Answer send_form(Client& client, std::string_view page, std::string_view action, const Lines& fields, const SentFile& file) {
    const std::string boundary = "----a-boundary-of-tests",
                      part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    auto all = form_on(client, page, action).hidden;
    all.insert(all.end(), fields.begin(), fields.end());
    for (const auto& [name, value] : all)
        body.append(part).append(name).append("\"\r\n\r\n").append(value).append("\r\n");
    body.append(part).append(file.field).append("\"; filename=\"").append(file.name);
    body.append("\"\r\nContent-Type: text/plain\r\n\r\n").append(file.bytes).append("\r\n--").append(boundary).append("--\r\n");
    return client.ask("POST", action, {{"Content-Type", "multipart/form-data; boundary=" + boundary}}, body);
}

Officer open_account(const Surroundings& surroundings, std::uint16_t port, std::string role, std::string unit, std::string name) {
    Officer officer{std::move(role), std::move(unit), std::move(name), good_password, Client(port, false, Client::Cookies::kept)};
    const auto link = new_link(surroundings, officer.role, officer.unit);
    const auto opened = send_form(officer.client, link, link,
                                  {{"name", officer.name},
                                   {"person", officer.person()},
                                   {"mail", officer.name + "@example.cn"},
                                   {"password", officer.password},
                                   {"again", officer.password}});
    if (opened.status != 303)
        throw std::runtime_error(officer.name + " cannot open his link: " + opened.body);
    if (const auto in = officer.sign_in(); in.status != 303)
        throw std::runtime_error(officer.name + " cannot sign in: " + in.body);
    return officer;
}

}  // namespace gongkai::http
