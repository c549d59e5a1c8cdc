// The server as a process: where it listens, how it begins and ends, what it costs, and that it sees what another process writes.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Place& place() { return Place::get(); }

#ifdef NDEBUG
constexpr bool is_release = true;
#else
constexpr bool is_release = false;
#endif

milliseconds since(steady_clock::time_point from) { return std::chrono::duration_cast<milliseconds>(steady_clock::now() - from); }

TEST(Process, ipv4_and_ipv6_both_answer_on_one_address) {
    EXPECT_EQ(Client(place().port(), false).get("/health").body, "ok\n");
    EXPECT_EQ(Client(place().port(), true).get("/health").body, "ok\n");
}

TEST(Process, a_busy_port_is_said_in_one_sentence) {
    const auto port = std::to_string(place().port());
    for (const std::string address : {"[::]:", "0.0.0.0:", "127.0.0.1:"}) {
        const TemporaryFolder folder;
        const auto outcome = run_program({"serve", "--listen", address + port}, {folder.path(), {}, {}});
        EXPECT_EQ(outcome.code, 2) << address;
        EXPECT_EQ(outcome.said, "") << address;
        EXPECT_NE(outcome.complained.find(port), std::string::npos) << address << ": " << outcome.complained;
        EXPECT_EQ(std::ranges::count(outcome.complained, '\n'), 1) << address << ": " << outcome.complained;
    }
}

TEST(Process, an_address_that_cannot_be_read_is_refused) {
    for (const std::string address : {"nowhere", "127.0.0.1", "127.0.0.1:99999", "[::1", "::1:80:80", ""}) {
        const TemporaryFolder folder;
        Program program({"serve", "--listen", address}, {folder.path(), {{"GONGKAI_SERVER_LISTEN", "127.0.0.1:0"}}, {}});
        if (address.empty()) {  // nothing said is the setting's address
            EXPECT_FALSE(program.wait(milliseconds(300)));
            continue;
        }
        EXPECT_EQ(program.wait(), 2) << address << ": " << program.said();
        EXPECT_NE(program.complained(), "") << address;
    }
}

TEST(Process, settings_that_nobody_knows_are_refused_before_anything_is_served) {
    const TemporaryFolder folder;
    write_file(folder.path() / "gongkai.toml", "[site]\ncolour = \"#ffffff\"\n");
    const auto outcome = run_program({"serve", "--listen", "127.0.0.1:0"}, {folder.path(), {}, {}});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.complained.find("site.colour"), std::string::npos) << outcome.complained;
}

TEST(Process, stops_when_it_is_told_to) {
    for (const int number : {SIGTERM, SIGINT}) {
        const TemporaryFolder folder;
        Portal portal({folder.path(), {}, {}}, "127.0.0.1");
        Client client(portal.port());
        EXPECT_EQ(client.get("/health").status, 200);
        const auto from = steady_clock::now();
        portal.program().signal(number);
        EXPECT_EQ(portal.program().wait(), 0);
        EXPECT_LT(since(from), milliseconds(6000));
    }
}

TEST(Process, an_installation_without_a_notice_says_so) {
    const TemporaryFolder folder;
    Portal portal({folder.path(), {}, {}}, "127.0.0.1");
    Client client(portal.port());
    for (const std::string target : {"/board", "/units", "/notices"}) {
        const auto answer = client.get(target, {{"Cookie", "language=zz"}});
        EXPECT_EQ(answer.status, 200) << target;
        EXPECT_NE(answer.body.find("[board.none.title]"), std::string::npos) << target;
    }
    // The front page has what other rooms bring.
    const auto front = client.get("/");
    EXPECT_EQ(front.status, 200);
    EXPECT_EQ(front.body.find("href='/life'"), std::string::npos) << "the steps that are carried belong to the demonstration";
    EXPECT_EQ(front.body.find("href='/board'>打开"), std::string::npos);
    EXPECT_EQ(client.get("/api/v1/duties").status, 404);
    EXPECT_EQ(client.get("/api/v1/notices").body, "{\"notices\":[]}");
}

TEST(Process, what_another_process_writes_is_seen_within_a_second) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    copy_data_folder(data);
    Portal portal({data, {}, {}}, "127.0.0.1");
    Client client(portal.port());
    const auto proof = proof_tables(data, 1, 1, "seen").at(0);
    const std::string target = "/api/v1/duties?as_of=2019-12-31";
    const auto before = client.get(target).body;
    EXPECT_EQ(client.get(target).body, before);  // it is kept now
    write_file(folder.path() / "proof.csv", proof);
    const auto outcome = run_program({"programme", "prove", folder.path() / "proof.csv"}, {data, {}, {}});
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    const auto from = steady_clock::now();
    std::string now = before;
    while (now == before && since(from) < milliseconds(5000)) {
        std::this_thread::sleep_for(milliseconds(10));
        now = client.get(target).body;
    }
    EXPECT_LT(since(from), milliseconds(1000));
    EXPECT_NE(now, before);
}

TEST(Process, answers_soon_after_it_was_started_and_rests_lightly) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    copy_data_folder(data);
    const auto from = steady_clock::now();
    Portal portal({data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}}, "127.0.0.1");
    Client client(portal.port());
    EXPECT_EQ(client.get("/").status, 200);
    const auto took = since(from);
    std::ifstream status("/proc/" + std::to_string(portal.program().id()) + "/status");
    long kilobytes = 0;
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            kilobytes = std::stol(line.substr(6));
    std::cout << "start to first answer: " << took.count() << " ms; memory at rest: " << kilobytes / 1024 << " MB ("
              << (is_release ? "release" : "a build for development") << ")\n";
    EXPECT_LT(took, milliseconds(is_release ? 300 : 10'000));
#ifndef __SANITIZE_ADDRESS__  // which keeps what was freed
    EXPECT_LT(kilobytes, (is_release ? 40 : 120) * 1024);
#endif
}

}  // namespace
}  // namespace gongkai::http
