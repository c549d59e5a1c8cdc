// Bodies that are drawn while they are sent.
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <thread>

#include "base/web/compress.h"
#include "base/web/raw_client.h"
#include "base/web/server.h"

namespace gongkai::web {
namespace {

using namespace std::chrono_literals;

class Streams : public Handler {
  public:
    Response answer(Request& request) override {
        if (request.path == "/three")
            return streamed([at = 0]() mutable -> std::optional<std::string> {
                constexpr std::array pieces{"one", "", "two\n", "three"};
                return at < 4 ? std::optional<std::string>(pieces[static_cast<std::size_t>(at++)]) : std::nullopt;
            });
        if (request.path == "/endless")
            return streamed([this]() -> std::optional<std::string> {
                ++drawn;
                return std::string(64 << 10, 'x');
            });
        if (request.path == "/breaks")
            return streamed([at = 0]() mutable -> std::optional<std::string> {
                if (at++ == 2)
                    throw std::runtime_error("on purpose");
                return "piece";
            });
        return Response::text("quick");
    }
    Response refuse(int status, const Request&) override { return Response::text("no: " + std::to_string(status), status); }
    void sent(const Request&, const Sent& sent) override { last_bytes = sent.bytes; }

    std::atomic<int> drawn = 0;
    std::atomic<std::size_t> last_bytes = 0;

  private:
    static Response streamed(Next next) {
        auto response = Response::text("first;");
        response.next = std::move(next);
        return response;
    }
};

class StreamTest : public testing::Test {
  protected:
    StreamTest() {
        Options options;
        options.listen = {"[::]:0"};
        options.threads = 1;
        options.lanes = {{1, 4}};
        options.limits.write_within = 600ms;
        auto started = Server::start(options, streams);
        server = std::move(started.value());
    }
    RawClient client() { return RawClient(server->port()); }
    bool comes_to_rest(std::chrono::milliseconds within) {
        for (const auto until = std::chrono::steady_clock::now() + within; std::chrono::steady_clock::now() < until;) {
            const int before = streams.drawn;
            std::this_thread::sleep_for(100ms);
            if (streams.drawn == before)
                return true;
        }
        return false;
    }

    Streams streams;
    std::unique_ptr<Server> server;
};

TEST_F(StreamTest, come_in_chunks_and_the_connection_goes_on) {
    auto one = client();
    one.say("GET /three HTTP/1.1\r\nHost: x\r\n\r\nGET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const auto answer = one.hear_all();
    const auto head = answer.substr(0, answer.find("\r\n\r\n"));
    EXPECT_NE(head.find("\r\nTransfer-Encoding: chunked"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    EXPECT_TRUE(answer.substr(head.size() + 4)
                    .starts_with("6\r\nfirst;\r\n3\r\none\r\n4\r\ntwo\n\r\n5\r\nthree\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n"))
        << answer;
    EXPECT_TRUE(answer.ends_with("quick"));
}

TEST_F(StreamTest, end_with_the_connection_for_who_speaks_an_older_tongue) {
    auto one = client();
    one.say("GET /three HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto answer = one.hear_all();
    EXPECT_EQ(answer.find("chunked"), std::string::npos);
    EXPECT_NE(answer.find("\r\nConnection: close"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\nfirst;onetwo\nthree")) << answer;
    EXPECT_EQ(streams.last_bytes, 18U);
}

TEST_F(StreamTest, are_not_drawn_for_who_only_asks_for_the_head) {
    auto one = client();
    one.say("HEAD /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto head = one.hear(false);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_NE(head.find("Transfer-Encoding: chunked"), std::string::npos);
    one.say("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(one.hear().ends_with("quick"));
    EXPECT_EQ(streams.drawn, 0);
}

// There is one worker: three readers who take nothing in leave it to the fourth, and what they asked for is drawn no further than
// sockets hold. Then they are late, and are closed.
TEST_F(StreamTest, hold_no_worker_for_readers_who_are_slow) {
    std::vector<RawClient> slow;
    for (int i = 0; i < 3; ++i) {
        slow.push_back(client());
        slow.back().say("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    ASSERT_TRUE(comes_to_rest(5s));
    EXPECT_GT(streams.drawn, 3);
    auto quick = client();
    quick.say("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(quick.hear().ends_with("quick"));
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (server->connections() > 1 && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(20ms);
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(StreamTest, stop_when_the_reader_has_gone) {
    {
        auto one = client();
        one.say("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
        one.hear(true, 200ms);
    }
    ASSERT_TRUE(comes_to_rest(5s));
    EXPECT_GT(streams.drawn, 0);
    EXPECT_GT(streams.last_bytes, 0U) << "what he got is counted";
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(StreamTest, that_break_off_do_not_look_like_an_end) {
    auto one = client();
    one.say("GET /breaks HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(one.hear_all().ends_with("0\r\n\r\n"));
    auto quick = client();
    quick.say("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(quick.hear().ends_with("quick"));
}

TEST(Gzipped, is_one_file_over_many_pieces) {
    std::string expected = "first", zipped;
    auto next = gzipped("first", [at = 0, &expected]() mutable -> std::optional<std::string> {
        if (++at > 50)
            return std::nullopt;
        const auto piece =
            at % 7 == 0 ? std::string() : std::to_string(at * 7919) + std::string(5000, static_cast<char>('a' + at % 26));
        expected += piece;
        return piece;
    });
    while (const auto piece = next())
        zipped += *piece;
    z_stream stream{};
    ASSERT_EQ(::inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(expected.size() + 100, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(zipped.data());
    stream.avail_in = static_cast<uInt>(zipped.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    EXPECT_EQ(out, expected);
    EXPECT_LT(zipped.size(), expected.size() / 20);
}

}  // namespace
}  // namespace gongkai::web
