// One letter to one reader by SMTP (libcurl). What came of it is one of three things: it was taken, it will never be, or it
// should be tried again.
#pragma once
#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::mail {

struct Server {
    enum class Tls { none, starttls, tls };  // starttls: never without it
    std::string address;                     // smtp.example.gov.cn:587
    Tls tls = Tls::starttls;
    std::string from;
    std::string user, password;  // empty: no authentication
    std::string ca_file;         // empty: those of the system
    std::chrono::seconds within{30};
};

struct Letter {
    std::string to;
    std::string subject, body;                                      // UTF-8
    std::vector<std::pair<std::string, std::string>> headers = {};  // more of them, like List-Unsubscribe: ASCII
};

struct Outcome {
    enum class Kind { taken, never, later };
    Kind kind = Kind::later;
    std::string detail;  // for the operator
};

// Ends early, with `later`, when a stop is asked for.
Outcome send(const Server& server, const Letter& letter, const std::stop_token& stop = {});

// user@host, without blanks, line ends or brackets: what may stand in an envelope.
bool is_address(std::string_view text);

// RFC 2047: a header holds ASCII only, so other text stands in encoded words of at most 75 characters.
std::string header_text(std::string_view utf8);

}  // namespace gongkai::mail
