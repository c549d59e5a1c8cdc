// The real binary in hard times: thousands who hold a connection, and a disk without room.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr std::size_t idle_wanted = 5000, slow_wanted = 3000;

bool may_open(rlim_t files) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, files));
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= files;
}

class Crowd : public testing::Test {
  protected:
    void SetUp() override {
        if (!may_open(idle_wanted + slow_wanted + 512))
            GTEST_SKIP() << "the limit of open files is too low here";
        copy_data_folder(data);
        // All come from this machine: as from a proxy, whose connections are not counted against one address.
        portal.emplace(Surroundings{data, {{"GONGKAI_LOG_ACCESS", "false"}, {"GONGKAI_SERVER_TRUSTED_PROXIES", "127.0.0.1"}}, {}},
                       "127.0.0.1");
    }

    // Of one batch: half its pages are kept, half are drawn for the first time.
    microseconds p99() {
        Client client(portal->port());
        std::vector<microseconds> took;
        for (int i = 0; i < 100; ++i, ++drawn)
            for (const std::string& target : {std::string("/board"), "/duties/" + std::to_string(1 + drawn % 800) +
                                                                         "?as_of=2019-12-" + std::to_string(10 + drawn / 800)}) {
                const auto from = steady_clock::now();
                EXPECT_EQ(client.get(target).status, 200);
                took.push_back(std::chrono::duration_cast<microseconds>(steady_clock::now() - from));
            }
        std::ranges::nth_element(took, took.begin() + static_cast<std::ptrdiff_t>(took.size() * 99 / 100));
        return took[took.size() * 99 / 100];
    }
    microseconds usual_p99() {
        std::vector<microseconds> batches;
        for (int i = 0; i < 7; ++i)
            batches.push_back(p99());
        std::ranges::sort(batches);
        return batches[3];
    }

    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "data";
    std::optional<Portal> portal;
    int drawn = 0;
};

TEST_F(Crowd, of_idle_and_slow_connections_does_not_make_others_wait) {
    usual_p99();  // everything is warm
    const auto alone = usual_p99();
    std::vector<web::RawClient> idle, slow;
    for (std::size_t i = 0; i < idle_wanted; ++i) {
        idle.emplace_back(portal->port());
        idle.back().say("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    std::size_t held = 0;
    for (auto& client : idle)
        held += client.hear().starts_with("HTTP/1.1 200");
    for (std::size_t i = 0; i < slow_wanted; ++i) {
        slow.emplace_back(portal->port());
        slow.back().say("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }
    std::jthread dripping([&](const std::stop_token& stop) {  // a byte of each twice a second or so
        while (!stop.stop_requested())
            for (auto& client : slow) {
                client.say("x");
                std::this_thread::sleep_for(microseconds(150));
            }
    });
    auto together = usual_p99();
    dripping.request_stop();
    dripping.join();
    std::size_t answered = 0;
    for (auto& client : idle)
        answered +=
            client.say("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n") && client.hear().starts_with("HTTP/1.1 200");
    std::cout << "p99 alone " << alone.count() << " us, beside " << idle_wanted << " idle and " << slow_wanted << " slow "
              << together.count() << " us; idle ones answered again: " << answered << '\n';
    EXPECT_EQ(held, idle_wanted);
    EXPECT_EQ(answered, idle_wanted);
    EXPECT_LT(together, 2 * alone + microseconds(1000))
        << "a millisecond is the machine's noise: the clients run on the same cores";
}

TEST(FullDisk, while_serving_stops_writing_only_and_needs_no_restart) {
    if (is_on_server())
        GTEST_SKIP() << "the database is not on this disk";
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    copy_data_folder(data);
    Portal portal({data, {{"GONGKAI_LOG_ACCESS", "false"}}, 192 << 10}, "127.0.0.1");
    Client reader(portal.port());
    const auto try_to_sign_in = [&](int number) {
        Client client(portal.port(), false, Client::Cookies::kept);
        return send_form(client, "/console/sign-in", "/console/sign-in",
                         {{"name", "name." + std::to_string(number)}, {"password", "Wrong-2019-password"}});
    };
    Answer last;
    int tries = 0;
    while (tries < 25 && last.status < 500)
        last = try_to_sign_in(tries++);
    EXPECT_GE(last.status, 500) << "after " << tries << " tries there is room still";
    EXPECT_TRUE(last.is_html()) << last.body;
    EXPECT_NE(last.body.find("<h1>"), std::string::npos) << last.body;
    for (const std::string target : {"/", "/board", "/duties/1", "/duties/2?as_of=2019-07-01", "/health"})
        EXPECT_EQ(reader.get(target).status, 200) << target;
    const rlimit room{RLIM_INFINITY, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(portal.program().id(), RLIMIT_FSIZE, &room, nullptr), 0);
    EXPECT_EQ(try_to_sign_in(tries).status, 403) << "there is room again";
    portal.program().signal(SIGTERM);
    EXPECT_EQ(portal.program().wait(), 0);
    EXPECT_EQ(run_program({"check"}, {data, {}, {}}).code, 0);
}

}  // namespace
}  // namespace gongkai::http
