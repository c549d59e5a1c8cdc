#include "base/web/client.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <memory>
#include <stdexcept>

#include "base/core/text.h"
#include "base/web/addresses.h"

namespace gongkai::web {
namespace {

struct Answer {
    Fetched fetched;
    std::size_t at_most;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* into) {
    auto& answer = *static_cast<Answer*>(into);
    if (answer.fetched.body.size() + count > answer.at_most)
        return 0;  // ends the transfer
    answer.fetched.body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* into) {
    auto& headers = static_cast<Answer*>(into)->fetched.headers;
    const std::string_view line(bytes, count);
    if (line.starts_with("HTTP/"))
        headers.clear();  // of a 100 Continue
    else if (const auto colon = line.find(':'); colon != std::string_view::npos)
        headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    return count;
}

// Asked with the address that was found for the name, so no name can lead inside.
curl_socket_t open_to_public(void* refused, curlsocktype, curl_sockaddr* found) {
    namespace ip = boost::asio::ip;
    ip::address address;
    if (found->family == AF_INET) {
        const auto* in = reinterpret_cast<const sockaddr_in*>(&found->addr);
        address = ip::address_v4(ntohl(in->sin_addr.s_addr));
    } else if (found->family == AF_INET6) {
        ip::address_v6::bytes_type bytes;
        std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(&found->addr)->sin6_addr, bytes.size());
        address = ip::address_v6(bytes);
    }
    if (!is_public(address)) {
        *static_cast<bool*>(refused) = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(found->family, found->socktype | SOCK_CLOEXEC, found->protocol);
}

struct Ended {
    void operator()(CURL* handle) const { ::curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};

}  // namespace

std::string_view Fetched::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (same_ignoring_case(key, name))
            return value;
    return {};
}

Result<Fetched> fetch(const Ask& ask) {
    static const auto ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, Ended> handle(::curl_easy_init());
    if (ready != CURLE_OK || !handle)
        throw std::runtime_error("libcurl could not be initialised");
    std::unique_ptr<curl_slist, Ended> lines;
    for (const auto& [name, value] : ask.headers)
        lines.reset(::curl_slist_append(lines.release(), (value.empty() ? name + ';' : name + ": " + value).c_str()));

    Answer answer{{}, ask.at_most};
    auto* curl = handle.get();
    ::curl_easy_setopt(curl, CURLOPT_URL, ask.address.c_str());
    ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(ask.within.count()));
    ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    if (ask.method == Method::head)
        ::curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    else if (ask.method != Method::get)
        ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, std::string(name_of(ask.method)).c_str());
    if (!ask.body.empty() || ask.method == Method::post) {
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(ask.body.size()));
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDS, ask.body.c_str());
        if (ask.method == Method::get)
            ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "GET");
    }
    bool is_refused = false;
    if (ask.only_public) {
        ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_to_public);
        ::curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &is_refused);
        ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
    }
    if (const auto outcome = ::curl_easy_perform(curl); is_refused)
        return refuse(Refusal::Kind::forbidden, "web.refuse.not_public", {ask.address});
    else if (outcome != CURLE_OK)
        return refuse(Refusal::Kind::unavailable, "web.refuse.unreachable", {ask.address, ::curl_easy_strerror(outcome)});
    long status = 0;
    ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.fetched.status = static_cast<int>(status);
    return std::move(answer.fetched);
}

}  // namespace gongkai::web
