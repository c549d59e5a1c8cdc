// A browser of tests: one kept connection, answers taken apart.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/web/raw_client.h"

namespace gongkai::http {

using Lines = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    int status = 0;
    Lines headers;
    std::string body;

    const std::string* header(std::string_view name) const;  // ignoring case; null where it is absent
    std::string header_or_nothing(std::string_view name) const;
    bool is_html() const { return header_or_nothing("Content-Type").starts_with("text/html"); }
};

class Client {
  public:
    explicit Client(std::uint16_t port, bool over_ipv6 = false) : port_(port), over_ipv6_(over_ipv6) {}

    Answer ask(std::string_view method, std::string_view target, const Lines& headers = {}, std::string_view body = {});
    Answer get(std::string_view target, const Lines& headers = {}) { return ask("GET", target, headers); }

    // Everything that comes back for exactly these bytes, on a connection of its own.
    std::string ask_raw(std::string_view bytes);

  private:
    std::uint16_t port_;
    bool over_ipv6_;
    std::unique_ptr<web::RawClient> connection_;
};

std::string unpacked(std::string_view encoding, std::string_view bytes);  // gzip, br or what was not packed

}  // namespace gongkai::http
