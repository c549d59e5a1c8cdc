// A browser of tests: one kept connection, answers taken apart; cookies are kept where that is asked for.
#pragma once
#include <cstdint>
#include <map>
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
    enum class Cookies { forgotten, kept };
    explicit Client(std::uint16_t port, bool over_ipv6 = false, Cookies cookies = Cookies::forgotten)
        : port_(port), over_ipv6_(over_ipv6), keeps_cookies_(cookies == Cookies::kept) {}

    Answer ask(std::string_view method, std::string_view target, const Lines& headers = {}, std::string_view body = {});
    Answer get(std::string_view target, const Lines& headers = {}) { return ask("GET", target, headers); }

    // As a browser sends a form that was filled in.
    Answer post(std::string_view target, const Lines& fields, const Lines& headers = {});

    std::string cookie(std::string_view name) const;  // empty where there is none
    void plant(const std::string& name, const std::string& value) { cookies_[name] = value; }

    // Everything that comes back for exactly these bytes, on a connection of its own.
    std::string ask_raw(std::string_view bytes);

  private:
    void keep_cookies(const Answer& answer);

    std::uint16_t port_;
    bool over_ipv6_, keeps_cookies_;
    std::map<std::string, std::string, std::less<>> cookies_;
    std::unique_ptr<web::RawClient> connection_;
};

std::string unpacked(std::string_view encoding, std::string_view bytes);  // gzip, br or what was not packed

}  // namespace gongkai::http
