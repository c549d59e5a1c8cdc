#include "base/web/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/web/raw_client.h"

namespace gongkai::web {
namespace {

using namespace std::chrono_literals;

// Answers what it was asked, so that a test sees how a request was understood.
class Echo : public Handler {
  public:
    std::shared_ptr<const Prepared> try_cached(const Request& request) override {
        return request.path == "/ready" ? ready_ : nullptr;
    }
    Plan plan(const Request& request) override {
        return {request.path == "/upload" ? std::size_t{8} << 20 : std::size_t{1000}, 0};
    }
    Response answer(Request& request) override {
        if (request.path == "/slow")
            std::this_thread::sleep_for(300ms);
        if (request.path == "/throws")
            throw std::runtime_error("on purpose");
        if (request.path == "/large")
            return Response::text(std::string(32 << 20, 'x'));
        std::string said = std::string(request.is_read() ? "GET" : name_of(request.method)) + ' ' + request.path;
        for (const auto& [name, value] : request.query)
            said += ' ' + name + '=' + value;
        said += " body:" + std::to_string(request.body.size()) + " peer:" + request.peer + (request.is_secure ? " secure" : "");
        return Response::text(said);
    }
    Response refuse(int status, const Request&) override { return Response::text("no: " + std::to_string(status), status); }
    void sent(const Request&, const Sent& sent) override { last_status = sent.status; }

    std::atomic<int> last_status = 0;

  private:
    std::shared_ptr<const Prepared> ready_ =
        std::make_shared<Prepared>(Prepared{200, "Content-Type: text/plain\r\nContent-Length: 5\r\n", "ready"});
};

class TransportTest : public testing::Test {
  protected:
    static Options calm() {
        Options options;
        options.listen = {"[::]:0"};
        options.threads = 2;
        options.lanes = {{2, 4}};
        return options;
    }
    // Short deadlines, so that the tests of lateness are quick.
    static Options quick() {
        auto options = calm();
        options.limits.header_within = 400ms;
        options.limits.body_within = 400ms;
        options.limits.write_within = 600ms;
        options.limits.idle_at_most = 800ms;
        return options;
    }
    void start(const Options& options = calm()) {
        auto started = Server::start(options, echo);
        ASSERT_TRUE(started) << started.error().id << ' ' << started.error().detail;
        server = std::move(*started);
    }
    RawClient client() { return RawClient(server->port()); }
    std::string ask(std::string_view request) {
        auto one = client();
        one.say(request);
        return one.hear();
    }
    std::string status_of(std::string_view request) {
        auto one = client();
        one.say(request);
        const auto answer = one.hear();
        return answer.size() > 12 ? answer.substr(9, 3) : "none";
    }

    Echo echo;
    std::unique_ptr<Server> server;
};

TEST_F(TransportTest, answers_over_ipv4_and_ipv6_on_one_port) {
    start();
    EXPECT_TRUE(ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("GET /a body:0 peer:127.0.0.1"));
    RawClient six(server->port(), true);
    six.say("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(six.hear().ends_with("GET /a body:0 peer:::1"));
}

TEST_F(TransportTest, answers_carry_a_date_and_their_length) {
    start();
    const auto answer = ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\nDate: ")) << answer;
    EXPECT_NE(answer.find(" GMT\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nready"), std::string::npos) << answer;
}

TEST_F(TransportTest, head_is_get_without_the_body) {
    start();
    for (const std::string path : {"/ready", "/a"}) {
        auto one = client();
        one.say("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        const auto get = one.hear();
        one.say("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        auto head = one.hear(false);
        const auto length = [](const std::string& text) { return text.substr(text.find("Content-Length"), 18); };
        EXPECT_TRUE(head.ends_with("\r\n\r\n"));
        EXPECT_EQ(head.substr(0, 15), get.substr(0, 15));
        EXPECT_EQ(length(head), length(get));
        one.say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_TRUE(one.hear().ends_with("ready"));
    }
}

TEST_F(TransportTest, pipelined_requests_are_answered_in_order) {
    start();
    auto one = client();
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += i % 3 ? "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n" : "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    one.say(all);
    for (int i = 0; i < 50; ++i) {
        const auto answer = one.hear();
        EXPECT_TRUE(answer.find(i % 3 ? "ready" : "GET /" + std::to_string(i) + " body") != std::string::npos) << i << answer;
    }
}

TEST_F(TransportTest, a_request_may_come_byte_by_byte) {
    start();
    auto one = client();
    for (const char c : std::string_view("POST /a?b=%E5%85%AC%20c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"))
        one.say({&c, 1});
    EXPECT_TRUE(one.hear().ends_with("POST /a b=公 c body:3 peer:127.0.0.1"));
}

TEST_F(TransportTest, bodies_come_by_length_or_in_chunks) {
    start();
    EXPECT_NE(ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello").find("body:5"), std::string::npos);
    EXPECT_NE(ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n3\r\nyou\r\n0\r\nX-Late: "
                  "1\r\n\r\n")
                  .find("body:8"),
              std::string::npos);
    auto one = client();
    const std::string body(4 << 20, 'b');
    one.say("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_NE(one.hear().find("body:4194304"), std::string::npos);
}

TEST_F(TransportTest, says_go_on_to_who_waits_for_it) {
    start();
    auto one = client();
    one.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(one.hear(), "HTTP/1.1 100 Continue\r\n\r\n");
    one.say("hello");
    EXPECT_NE(one.hear().find("body:5"), std::string::npos);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"), "413");
}

TEST_F(TransportTest, old_browsers_and_close_are_understood) {
    start();
    auto old = client();
    old.say("GET /ready HTTP/1.0\r\n\r\n");
    EXPECT_NE(old.hear().find("Connection: close"), std::string::npos);
    EXPECT_TRUE(old.is_closed_within(1s));
    auto kept = client();
    kept.say("GET /ready HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_NE(kept.hear().find("Connection: keep-alive"), std::string::npos);
    auto leaving = client();
    leaving.say("GET /ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(leaving.hear().find("Connection: close"), std::string::npos);
    EXPECT_TRUE(leaving.is_closed_within(1s));
}

// What two servers in a row could read differently, what no browser sends, and what is too much.
TEST_F(TransportTest, refuses_what_is_ambiguous_malformed_or_too_much) {
    start();
    const std::string host = "Host: x\r\n";
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const std::vector<std::pair<std::string, std::string>> corpus = {
        {"400", "GET / HTTP/1.1\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\nHost: x/../y\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\nHost: user@x\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\nHost: x\"><b>\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5, 5\r\n\r\nhello"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: +5\r\n\r\nhello"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x5\r\n\r\nhello"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + chunked + "\r\n0\r\n\r\n"},
        {"501", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {"501", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {"501", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\n\r\n"},
        {"400", "POST / HTTP/1.0\r\n" + host + chunked + "\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + "\r\nzz\r\nhello\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + "\r\n5\r\nhelloX\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + "\r\n5\nhello\r\n0\r\n\r\n"},
        {"400", "POST / HTTP/1.1\r\n" + host + chunked + "\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + "A: b\r\n folded\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + "A: b\r\n\tfolded\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + " A: b\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + "A: b\nC: d\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + "A: b\rC: d\r\n\r\n"},
        {"400", "GET / HTTP/1.1\nHost: x\n\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + "A\x01: b\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + std::string("A: b\0c\r\n\r\n", 10)},
        {"400", "GET / HTTP/1.1\r\n" + host + "no colon\r\n\r\n"},
        {"400", "GET / HTTP/1.1\r\n" + host + ": empty\r\n\r\n"},
        {"400", "GET /a b HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET  / HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET a HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET * HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a#b HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /../etc/passwd HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a/%2e%2e/b HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a/.%2E/b HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a%2Fb HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a%5Cb HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a\\b HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a%00 HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a%0d%0aX:1 HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /%ff HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /%c0%ae HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a% HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /a%4 HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /?q=%zz HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /?q=%b9%ab HTTP/1.1\r\n" + host + "\r\n"},
        {"400", "GET /?q=%00 HTTP/1.1\r\n" + host + "\r\n"},
        {"501", "BREW / HTTP/1.1\r\n" + host + "\r\n"},
        {"501", "CONNECT x:80 HTTP/1.1\r\n" + host + "\r\n"},
        {"501", "TRACE / HTTP/1.1\r\n" + host + "\r\n"},
        {"505", "GET / HTTP/2.0\r\n" + host + "\r\n"},
        {"505", "GET / HTTP/1.9\r\n" + host + "\r\n"},
        {"400", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS greeting\r\n\r\n"},
        {"417", "POST / HTTP/1.1\r\n" + host + "Expect: tea\r\nContent-Length: 1\r\n\r\nx"},
        {"413", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1001\r\n\r\n"},
        {"413", "POST / HTTP/1.1\r\n" + host + chunked + "\r\n3E8\r\n" + std::string(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"},
        {"414", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n"},
        {"414", "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n"},
        {"414", "GET /" + std::string(20'000, 'a')},
        {"431", "GET / HTTP/1.1\r\n" + host + "A: " + std::string(20'000, 'a') + "\r\n\r\n"},
        {"431", "GET / HTTP/1.1\r\n" + host +
                    [] {
                        std::string lines;
                        for (int i = 0; i < 101; ++i)
                            lines += "A: b\r\n";
                        return lines;
                    }() +
                    "\r\n"},
        {"431", "GET / HTTP/1.1\r\n" + host +
                    [] {
                        std::string lines;
                        for (int i = 0; i < 40; ++i)
                            lines += "A: " + std::string(500, 'b') + "\r\n";
                        return lines;
                    }()},
    };
    for (const auto& [status, request] : corpus)
        EXPECT_EQ(status_of(request), status) << request.substr(0, 120);
    EXPECT_EQ(status_of("GET /a%E5%85%AC+%41?q=a+b HTTP/1.1\r\n" + host + "\r\n"), "200");
    EXPECT_EQ(status_of("\r\nGET http://x/a HTTP/1.1\r\n" + host + "\r\n"), "200");
    EXPECT_EQ(status_of("GET HTTP://x/a HTTP/1.1\r\n" + host + "\r\n"), "200");
    EXPECT_EQ(status_of("GET http://x HTTP/1.1\r\n" + host + "\r\n"), status_of("GET / HTTP/1.1\r\n" + host + "\r\n"));
    EXPECT_EQ(status_of("GET http://x?a=b HTTP/1.1\r\n" + host + "\r\n"), status_of("GET /?a=b HTTP/1.1\r\n" + host + "\r\n"));
    EXPECT_EQ(status_of("GET http:///a HTTP/1.1\r\n" + host + "\r\n"), "400");
}

TEST_F(TransportTest, after_a_refusal_nothing_more_is_read) {
    start();
    auto one = client();
    one.say(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /ready "
        "HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto all = one.hear_all();
    EXPECT_NE(all.find(" 400 "), std::string::npos);
    EXPECT_NE(all.find("Connection: close"), std::string::npos);
    EXPECT_EQ(all.find("ready"), std::string::npos);
}

TEST_F(TransportTest, an_upload_that_is_too_large_still_hears_why) {
    start();
    auto one = client();
    one.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n");
    const std::string chunk(100'000, 'x');
    for (int i = 0; i < 9 && one.say(chunk); ++i) {
    }
    EXPECT_NE(one.hear().find(" 413 "), std::string::npos);
}

TEST_F(TransportTest, a_dripped_header_ends_at_its_deadline) {
    start(quick());
    auto one = client();
    const auto began = std::chrono::steady_clock::now();
    one.say("GET / HTTP/1.1\r\nHost: x\r\n");
    while (std::chrono::steady_clock::now() - began < 8s && one.say("A: b\r\n")) {
        if (const auto heard = one.hear(true, 20ms); !heard.empty()) {
            EXPECT_NE(heard.find(" 408 "), std::string::npos);
            break;
        }
    }
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(TransportTest, a_body_that_stalls_ends_at_its_deadline) {
    start(quick());
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc"), "408");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(TransportTest, who_says_nothing_is_let_go) {
    start(quick());
    auto silent = client();
    EXPECT_TRUE(silent.is_closed_within(5s));
    auto idle = client();
    idle.say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
    idle.hear();
    EXPECT_FALSE(idle.is_closed_within(300ms));
    EXPECT_TRUE(idle.is_closed_within(5s));
}

TEST_F(TransportTest, who_does_not_read_his_answer_is_let_go) {
    start(quick());
    auto one = client();
    one.say("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (server->connections() > 0 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(50ms);
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(TransportTest, a_large_answer_arrives_whole) {
    start();
    EXPECT_TRUE(ask("GET /large HTTP/1.1\r\nHost: x\r\n\r\n").size() > (32U << 20));
}

TEST_F(TransportTest, a_full_queue_is_said_at_once) {
    start();
    std::vector<RawClient> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(client());
        clients.back().say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    int served = 0, refused = 0;
    for (auto& one : clients) {
        const auto answer = one.hear();
        served += answer.find(" 200 ") != std::string::npos;
        refused += answer.find(" 503 ") != std::string::npos;
    }
    EXPECT_EQ(served, 6);  // two at work, four waiting
    EXPECT_EQ(refused, 6);
    clients.front().say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(clients.front().hear().ends_with("ready"));
}

TEST_F(TransportTest, a_handler_that_throws_answers_500_and_the_connection_lives) {
    start();
    auto one = client();
    one.say("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(one.hear().find(" 500 "), std::string::npos);
    one.say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(one.hear().ends_with("ready"));
}

TEST_F(TransportTest, connections_are_counted_by_address_and_in_all) {
    auto options = calm();
    options.limits.connections_per_address = 3;
    start(options);
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(client());
    for (auto& one : clients) {
        one.say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_TRUE(one.hear().ends_with("ready"));
    }
    EXPECT_NE(client().hear_all().find(" 503 "), std::string::npos);
    RawClient other(server->port(), true);  // ::1 is another household
    other.say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(other.hear().ends_with("ready"));
}

TEST_F(TransportTest, when_all_places_are_taken_an_idle_one_is_given_up) {
    auto options = calm();
    options.threads = 1;
    options.limits.connections = 3;
    start(options);
    std::vector<RawClient> idle;
    for (int i = 0; i < 3; ++i) {
        idle.push_back(client());
        idle.back().say("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        idle.back().hear();
    }
    EXPECT_TRUE(ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("ready"));
    EXPECT_TRUE(idle.front().is_closed_within(1s));
}

TEST_F(TransportTest, three_thousand_slow_connections_do_not_keep_others_waiting) {
    auto options = calm();
    options.limits.connections_per_address = 4000;
    start(options);
    std::vector<RawClient> slow;
    for (int i = 0; i < 3000; ++i) {
        slow.push_back(client());
        slow.back().say("GET / HTTP/1.1\r\nHost: x\r\nA: ");
    }
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i)
        EXPECT_TRUE(ask(i % 2 ? "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n" : "GET /a HTTP/1.1\r\nHost: x\r\n\r\n").size() > 50);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    EXPECT_GE(server->connections(), 3000U);
    slow[1500].say("b\r\n\r\n");
    EXPECT_NE(slow[1500].hear().find(" 200 "), std::string::npos);
}

TEST_F(TransportTest, stopping_lets_requests_under_way_end) {
    start();
    auto idle = client();
    auto one = client();
    one.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    const auto port = server->port();
    server->stop();
    const auto answer = one.hear();
    EXPECT_NE(answer.find(" 200 "), std::string::npos);
    EXPECT_NE(answer.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(idle.is_closed_within(1s));
    EXPECT_THROW(RawClient{port}, std::runtime_error);
}

TEST_F(TransportTest, a_busy_port_is_said_in_one_sentence) {
    start();
    auto options = calm();
    for (const std::string host : {"[::]", "127.0.0.1", "0.0.0.0"}) {
        options.listen = {host + ':' + std::to_string(server->port())};
        const auto second = Server::start(options, echo);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().id, "web.refuse.port_busy");
        EXPECT_EQ(second.error().arguments.front(), options.listen.front());
    }
}

TEST_F(TransportTest, addresses_that_cannot_be_listened_on_are_refused) {
    auto options = calm();
    for (const std::string address : {"8080", "[::]", "here:8080", "1.2.3.4:99999", "::1:80", "[::]:", "[::]:80x"}) {
        options.listen = {address};
        const auto server_or_not = Server::start(options, echo);
        ASSERT_FALSE(server_or_not);
        EXPECT_EQ(server_or_not.error().id, "web.refuse.address_unreadable") << address;
    }
    options.listen = {"192.0.2.1:0"};
    EXPECT_EQ(Server::start(options, echo).error().id, "web.refuse.address_absent");
}

TEST_F(TransportTest, only_a_trusted_proxy_may_name_the_asker) {
    start();
    const std::string forged = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n\r\n";
    EXPECT_TRUE(ask(forged).ends_with("peer:127.0.0.1"));
    server.reset();
    auto options = calm();
    options.trusted_proxies = {"127.0.0.1", "10.0.0.2"};
    start(options);
    EXPECT_TRUE(ask(forged).ends_with("peer:203.0.113.7 secure"));
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.0.0.2\r\n\r\n")
                    .ends_with("peer:203.0.113.9"));
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: nonsense\r\n\r\n").ends_with("peer:127.0.0.1"));
}

}  // namespace
}  // namespace gongkai::web
