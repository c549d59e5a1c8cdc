// The transport under TLS: bodies larger than records and socket buffers both ways, and clients that do not go on.
#include "base/web/tls.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "base/core/file.h"
#include "base/web/raw_client.h"
#include "base/web/server.h"

namespace gongkai::web {
namespace {

using std::chrono::milliseconds;

class Echo : public Handler {
  public:
    Plan plan(const Request&) override { return {.body_at_most = 64 << 20}; }
    Response answer(Request& request) override {
        return Response::bytes(request.is_secure ? std::move(request.body) : "not secure", "application/octet-stream");
    }
    Response refuse(int status, const Request&) override { return Response::text("refused\n", status); }
};

class TlsTransport : public testing::Test {
  protected:
    TlsTransport() {
        std::signal(SIGPIPE, SIG_IGN);
        EXPECT_EQ(std::system(("cd " + folder.path().string() +
                               " && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
                               "-addext subjectAltName=DNS:localhost -keyout key -out crt 2> /dev/null")
                                  .c_str()),
                  0);
        options.listen = {"127.0.0.1:0"};
        auto opened = Tls::open(folder.path() / "crt", folder.path() / "key");
        EXPECT_TRUE(opened);
        options.tls = std::move(*opened);
    }
    int curl(const Server& server, const std::string& more) {
        return std::system(("cd " + folder.path().string() + " && curl -sS --max-time 60 --cacert crt " + more +
                            " https://localhost:" + std::to_string(server.port()) + "/ > out 2> err")
                               .c_str());
    }
    TemporaryFolder folder;
    Options options;
    Echo echo;
};

TEST_F(TlsTransport, bodies_larger_than_any_buffer_come_back_as_they_went) {
    const auto server = *Server::start(options, echo);
    std::string body(9'000'001, 'x');
    for (std::size_t i = 0; i < body.size(); i += 997)
        body[i] = static_cast<char>('a' + i % 26);
    write_file(folder.path() / "body", body);
    for (const std::string version : {"--tls-max 1.2", "--tlsv1.3"}) {
        ASSERT_EQ(curl(*server, version + " -H Expect: --data-binary @body"), 0) << read_file(folder.path() / "err").value_or("");
        EXPECT_TRUE(read_file(folder.path() / "out") == body);
    }
    // A reader who is slow, and one of many requests on one connection.
    EXPECT_EQ(curl(*server, "--limit-rate 4M -H Expect: --data-binary @body"), 0);
    EXPECT_TRUE(read_file(folder.path() / "out") == body);
    const auto url = "https://localhost:" + std::to_string(server->port()) + '/';
    EXPECT_EQ(curl(*server, "-d one " + url + " -d two " + url + " -d three"), 0);
    EXPECT_EQ(read_file(folder.path() / "out").value_or(""), "one&two&threeone&two&threeone&two&three");
}

TEST_F(TlsTransport, a_handshake_that_does_not_go_on_is_cut) {
    options.limits.header_within = milliseconds(200);
    const auto server = *Server::start(options, echo);
    RawClient silent(server->port()), half(server->port());
    half.say(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
    EXPECT_TRUE(silent.is_closed_within(milliseconds(3000)));
    EXPECT_TRUE(half.is_closed_within(milliseconds(3000)));
}

TEST_F(TlsTransport, plain_text_is_not_answered_as_if_it_were_sealed) {
    const auto server = *Server::start(options, echo);
    RawClient plain(server->port());
    plain.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(plain.hear_all().find("HTTP/1.1 200"), std::string::npos);
    EXPECT_EQ(curl(*server, "-d still-there"), 0);
    EXPECT_EQ(read_file(folder.path() / "out").value_or(""), "still-there");
}

TEST_F(TlsTransport, a_certificate_says_how_long_it_is_good) {
    const auto left = options.tls->good_until() - now();
    EXPECT_GT(left, std::chrono::hours(47));
    EXPECT_LT(left, std::chrono::hours(49));
}

}  // namespace
}  // namespace gongkai::web
