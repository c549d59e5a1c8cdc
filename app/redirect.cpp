#include "app/redirect.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace gongkai {
namespace {

// "www.example.gov.cn:8080" → "www.example.gov.cn"; nothing where it is no name or address.
std::string host_of(const web::Request& request) {
    const auto given = request.header("Host").value_or("");
    const auto in_brackets = given.starts_with('[') ? given.find(']') : std::string_view::npos;
    const auto end = in_brackets != std::string_view::npos ? in_brackets + 1 : std::min(given.find(':'), given.size());
    const auto host = given.substr(0, end);
    const auto may_stand = [](unsigned char c) {
        return std::isalnum(c) || std::string_view(".-[]:").find(c) != std::string_view::npos;
    };
    return std::ranges::all_of(host, may_stand) ? std::string(host) : std::string();
}

}  // namespace

web::Response ToTls::answer(web::Request& request) {
    const auto host = host_of(request);
    if (host.empty() || !request.target.starts_with('/'))
        return refuse(400, request);
    const auto port = port_ == 443 ? std::string() : ':' + std::to_string(port_);
    auto response = web::Response::text("https\n", request.is_read() ? 301 : 308);
    response.with("Location", "https://" + host + port + request.target);
    return response;
}

web::Response ToTls::refuse(int status, const web::Request&) {
    return web::Response::text(std::string(web::reason_of(status)) + '\n', status);
}

}  // namespace gongkai
