#include "base/web/response.h"

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/web/fields.h"
#include "base/web/target.h"

namespace gongkai::web {
namespace {

Response made(int status, std::string content_type, std::string body) {
    Response response;
    response.status = status;
    response.content_type = std::move(content_type);
    response.body = std::move(body);
    return response;
}

Response sent_to(std::string_view where, int status) {
    Response response;
    response.status = status;
    return response.with("Location", where);
}

bool breaks_a_line(std::string_view value) {
    return std::ranges::any_of(value, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

}  // namespace

Response Response::html(std::string page, int status) { return made(status, "text/html; charset=utf-8", std::move(page)); }
Response Response::text(std::string text, int status) { return made(status, "text/plain; charset=utf-8", std::move(text)); }
Response Response::json(std::string json, int status) { return made(status, "application/json", std::move(json)); }
Response Response::bytes(std::string bytes, std::string content_type) {
    return made(200, std::move(content_type), std::move(bytes));
}
Response Response::no_content() { return made(204, "", ""); }

Response Response::redirect(std::string_view target, int status) {
    if (!leads_here(target))
        throw std::logic_error("a redirect that leads away: " + std::string(target));
    return sent_to(target, status);
}

Response Response::redirect_away(std::string_view address) {
    if (!address.starts_with("https://") && !address.starts_with("http://"))
        throw std::logic_error("no address to redirect to: " + std::string(address));
    return sent_to(address, 303);
}

Response Response::download(std::string bytes, std::string content_type, std::string_view file_name) {
    return made(200, std::move(content_type), std::move(bytes)).with("Content-Disposition", content_disposition(file_name));
}

Response Response::download(Next next, std::string content_type, std::string_view file_name) {
    auto response = download(std::string(), std::move(content_type), file_name);
    response.next = std::move(next);
    return response;
}

Response& Response::with(std::string_view name, std::string_view value) {
    if (breaks_a_line(value))
        throw std::logic_error("a header value that breaks the line: " + std::string(name));
    headers.emplace_back(name, value);
    return *this;
}

Response& Response::with(const Cookie& cookie) {
    std::string value = cookie.name + '=' + cookie.value + "; Path=/";
    switch (cookie.life) {
        case Cookie::Life::browser_session:
            break;
        case Cookie::Life::kept:
            value += "; Max-Age=" + std::to_string(cookie.seconds);
            break;
        case Cookie::Life::forgotten:
            value += "; Max-Age=0";
            break;
    }
    value += cookie.is_strict ? "; SameSite=Strict" : "; SameSite=Lax";
    if (!cookie.for_scripts)
        value += "; HttpOnly";
    if (cookie.only_secure)
        value += "; Secure";
    return with("Set-Cookie", value);
}

const std::string* Response::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const auto& line) { return same_ignoring_case(line.first, name); });
    return found == headers.end() ? nullptr : &found->second;
}

std::string whole_body(Response response) {
    if (response.prepared)
        return response.prepared->body;
    while (response.next) {
        const auto piece = response.next();
        if (!piece)
            break;
        response.body += *piece;
    }
    return std::move(response.body);
}

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 416:
            return "Range Not Satisfiable";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
    }
    return "Status";
}

std::string content_disposition(std::string_view file_name) {
    std::string ascii;
    for (const char c : mend_utf8(file_name)) {
        if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '"' || c == '\\' ||
            c == '/')
            continue;
        ascii += c;
    }
    if (ascii.empty() || ascii.starts_with('.'))
        ascii.insert(0, "file");
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encode(mend_utf8(file_name));
}

std::string header_lines(const Response& response, std::optional<std::size_t> body_size) {
    std::string lines;
    const auto line = [&](std::string_view name, std::string_view value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    };
    if (!response.content_type.empty())
        line("Content-Type", response.content_type);
    for (const auto& [name, value] : response.headers)
        line(name, value);
    if (body_size && response.status >= 200 && response.status != 204 && response.status != 304)
        line("Content-Length", std::to_string(*body_size));
    return lines;
}

}  // namespace gongkai::web
