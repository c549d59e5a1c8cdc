// Asks another server, or ourselves in a test; waits for the answer. By libcurl.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/refusal.h"
#include "base/web/request.h"

namespace gongkai::web {

struct Ask {
    std::string address;  // http:// or https://
    Method method = Method::get;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::chrono::milliseconds within{10'000};
    std::size_t at_most = std::size_t{64} << 20;  // bytes of the answer's body
    bool only_public = false;                     // an address that a stranger gave: none of this machine or its network
};

struct Fetched {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;  // as sent: compressed where Accept-Encoding asked for it

    std::string_view header(std::string_view name) const;  // the first; empty where there is none
};

// Redirects are answers like any other. Refuses `web.refuse.not_public`, `web.refuse.unreachable` (the address, libcurl's
// sentence) where no whole answer came.
Result<Fetched> fetch(const Ask& ask);

}  // namespace gongkai::web
