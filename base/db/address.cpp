#include "base/db/address.h"

#include <libpq-fe.h>

#include <map>
#include <memory>

#include "base/core/text.h"
#include "base/db/database.h"

namespace gongkai::db {
namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

Parts parts_of(const std::string& address) {
    Parts parts;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(address.c_str(), nullptr),
                                                                               &PQconninfoFree);
    for (const auto* one = options.get(); one && one->keyword; ++one)
        if (one->val && *one->val)
            parts[one->keyword] = one->val;
    return parts;
}

// What stands before an @ in a host was meant as the end of a password.
std::string host_alone(const std::string& host) { return host.substr(host.rfind('@') == host.npos ? 0 : host.rfind('@') + 1); }

}  // namespace

std::string shown(const std::string& address) {
    if (!names_a_server(address))
        return address;
    auto parts = parts_of(address);
    if (parts.empty())
        return "postgresql://…";
    return "postgresql://" + host_alone(parts["host"]) + (parts["port"].empty() ? "" : ':' + parts["port"]) + '/' +
           parts["dbname"];
}

std::string without_secrets(std::string words, const std::string& address) {
    if (!names_a_server(address))
        return words;
    auto parts = parts_of(address);
    if (parts.empty())
        return "its address cannot be read";
    for (const auto* key : {"password", "sslpassword"})
        if (!parts[key].empty())
            words = replace_all(words, parts[key], "…");
    if (const auto host = host_alone(parts["host"]); host != parts["host"])
        words = replace_all(words, parts["host"], host);
    return words;
}

std::string_view unknown_scheme(std::string_view address) {
    const auto end = address.find("://");
    return end == address.npos || names_a_server(address) ? std::string_view() : address.substr(0, end);
}

}  // namespace gongkai::db
