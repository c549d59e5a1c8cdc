// A PostgreSQL server of this test's own, on a disk that is trusted no more than a real one, killed and stopped while many write.
// What was acknowledged is there once, what was not is there once or not at all, and work goes on when the server is back.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <set>
#include <thread>

#include "base/core/refusal.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "tests/crash/records.h"
#include "tests/http/client.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr db::Statement insert{"test.insert", "INSERT INTO note (writer, number) VALUES ($1, $2)"};
constexpr db::Statement all_notes{"test.all_notes", "SELECT writer, number FROM note"};

class Server : public testing::Test {
  protected:
    void SetUp() override {
        if (!is_on_server())
            GTEST_SKIP() << "this run is on the file";
        fs::permissions(folder_.path(), fs::perms::others_exec | fs::perms::others_read, fs::perm_options::add);
        command("start", " safe");
    }
    void TearDown() override {
        if (is_on_server())
            command("stop");
    }
    void command(const std::string& verb, const std::string& more = "") {
        const auto line = source_file("tests/postgres").string() + ' ' + verb + ' ' + place().string() + more + " >/dev/null";
        ASSERT_EQ(std::system(line.c_str()), 0) << line;
    }
    fs::path place() const { return folder_.path() / "server"; }
    std::string address() const { return "postgresql://postgres@/postgres?host=" + place().string(); }

    TemporaryFolder folder_;
};

// Threads that write notes as fast as they are acknowledged.
class Load {
  public:
    Load(db::Database& database, int writers) {
        acknowledged_.resize(static_cast<std::size_t>(writers));
        for (int writer = 0; writer < writers; ++writer)
            threads_.emplace_back([this, &database, writer] { write(database, writer); });
    }
    ~Load() { stop(); }
    void stop() {
        is_stopping_ = true;
        for (auto& thread : threads_)
            thread.join();
        threads_.clear();
    }
    std::uint64_t count() const { return count_; }
    std::uint64_t failed() const { return failed_; }
    const std::vector<std::vector<int>>& acknowledged() const { return acknowledged_; }

  private:
    void write(db::Database& database, int writer) {
        for (int number = 0; !is_stopping_; ++number) {
            try {
                database.write([&](db::Connection& c) { c.run(insert, writer, number); });
                acknowledged_[static_cast<std::size_t>(writer)].push_back(number);
                ++count_;
            } catch (const Unavailable&) {
                ++failed_;
                std::this_thread::sleep_for(milliseconds(5));
            }
        }
    }
    std::vector<std::vector<int>> acknowledged_;
    std::atomic<std::uint64_t> count_ = 0, failed_ = 0;
    std::atomic<bool> is_stopping_ = false;
    std::vector<std::thread> threads_;
};

TEST_F(Server, that_is_killed_or_stopped_loses_nothing_that_was_acknowledged) {
    const auto database = db::open(address());
    database->write([](db::Connection& c) {
        c.run_script("CREATE TABLE note (writer INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (writer, number)) STRICT");
    });
    Load load(*database, 8);
    milliseconds slowest{0};
    for (int round = 0; round < rounds(); ++round) {
        std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(20, 200)(dice())));
        command(round % 3 == 2 ? "stop" : "kill");
        command("again");
        const auto before = load.count();
        const auto from = steady_clock::now();
        while (load.count() == before && steady_clock::now() < from + std::chrono::seconds(10))
            std::this_thread::sleep_for(milliseconds(1));
        ASSERT_GT(load.count(), before) << "round " << round << ": nothing was written after the server was back";
        slowest = std::max(slowest, std::chrono::duration_cast<milliseconds>(steady_clock::now() - from));
    }
    load.stop();
    std::set<std::pair<int, int>> there;
    database->read([&](db::Connection& c) {
        for (auto rows = c.query(all_notes); rows.next();)
            EXPECT_TRUE(there.emplace(rows.get<int>(0), rows.get<int>(1)).second);
    });
    std::size_t lost = 0;
    for (std::size_t writer = 0; writer < load.acknowledged().size(); ++writer)
        for (const int number : load.acknowledged()[writer])
            lost += !there.contains({static_cast<int>(writer), number});
    EXPECT_EQ(lost, 0U);
    EXPECT_EQ(database->find_damage(), std::nullopt);
    std::cout << "server killed or stopped: " << rounds() << " times, deeds acknowledged: " << load.count() << ", lost: " << lost
              << ", not acknowledged: " << load.failed() << ", written again after at most " << slowest.count() << " ms\n";
}

TEST_F(Server, that_was_stopped_while_nobody_wrote_takes_the_next_deed_as_if_nothing_had_been) {
    const auto database = db::open(address());
    database->write([](db::Connection& c) {
        c.run_script("CREATE TABLE note (writer INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (writer, number)) STRICT");
    });
    const auto write = [&](int number) { database->write([&](db::Connection& c) { c.run(insert, 1, number); }); };
    for (int round = 0; round < 6; ++round) {
        write(2 * round);  // now there is an idle session
        command(round % 2 == 0 ? "stop" : "kill");
        if (round >= 4) {
            EXPECT_THROW(write(999), Unavailable) << "round " << round;
            EXPECT_THROW(write(999), Unavailable) << "round " << round;
        }
        command("again");
        for (const auto until = steady_clock::now() + std::chrono::seconds(5); round >= 4 && steady_clock::now() < until;) {
            try {  // who has met a server that is away waits a little before the next try
                write(1000 + round);
                break;
            } catch (const Unavailable&) {
                std::this_thread::sleep_for(milliseconds(20));
            }
        }
        EXPECT_NO_THROW(write(2 * round + 1)) << "round " << round;
    }
}

TEST_F(Server, that_is_stopped_under_a_portal_at_rest_answers_the_first_deed_with_503_or_does_it) {
    const TemporaryFolder data;
    const Surroundings surroundings{data.path(), {{"GONGKAI_DATABASE", address()}, {"GONGKAI_LOG_ACCESS", "false"}}, {}};
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, surroundings).code, 0);
    Portal portal(surroundings, "127.0.0.1");
    // A sign-in is a deed: each try is written down.
    http::Client client(portal.port(), false, http::Client::Cookies::kept);
    const auto page = client.get("/console/sign-in").body;
    const std::string before = "name='form_token' value='";
    const auto from = page.find(before) + before.size();
    const auto token = page.substr(from, page.find('\'', from) - from);
    const auto try_password = [&] {
        return client.post("/console/sign-in", {{"form_token", token}, {"to", "/console"}, {"name", "li.wei"}, {"password", "x"}})
            .status;
    };
    ASSERT_EQ(try_password(), 403) << "a wrong password";
    command("stop");
    EXPECT_EQ(try_password(), 503);
    command("again");
    int status = 503;
    for (const auto until = steady_clock::now() + std::chrono::seconds(5); status == 503 && steady_clock::now() < until;
         std::this_thread::sleep_for(milliseconds(20)))
        status = try_password();
    EXPECT_EQ(status, 403) << "a wrong password again, and nothing worse";
}

TEST_F(Server, that_goes_away_leaves_kept_pages_and_comes_back_without_a_restart_of_the_portal) {
    const TemporaryFolder data;
    const Surroundings surroundings{data.path(), {{"GONGKAI_DATABASE", address()}, {"GONGKAI_LOG_ACCESS", "false"}}, {}};
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, surroundings).code, 0);
    ASSERT_EQ(run_program(import_arguments(), surroundings).code, 0);
    Portal portal(surroundings, "127.0.0.1");
    http::Client client(portal.port());
    std::this_thread::sleep_for(milliseconds(600));  // what the portal wrote at its start has come back to it
    ASSERT_EQ(client.get("/board").status, 200);
    for (int round = 0; round < 3; ++round) {
        command("kill");
        if (round == 0) {  // later the portal may have dropped it: it learnt late that the server was back
            EXPECT_EQ(client.get("/board").status, 200) << "a kept page needs no database";
        }
        const auto away = client.get("/duties/1?as_of=2019-0" + std::to_string(7 + round) + "-01");
        EXPECT_EQ(away.status, 503);
        const auto verb = run_program({"people", "list"}, surroundings);
        EXPECT_EQ(verb.code, 2);
        EXPECT_NE(verb.complained.find("the database is away"), std::string::npos) << verb.complained;
        command("again");
        int status = 0;
        for (const auto until = steady_clock::now() + std::chrono::seconds(5); status != 200 && steady_clock::now() < until;
             std::this_thread::sleep_for(milliseconds(20)))
            status = client.get("/duties/2?as_of=2019-0" + std::to_string(7 + round) + "-01").status;
        EXPECT_EQ(status, 200) << "round " << round;
        EXPECT_EQ(client.get("/board").status, 200);
    }
}

TEST_F(Server, that_is_stopped_and_started_under_load_is_said_in_a_plain_page_and_found_again) {
    const TemporaryFolder data;
    const Surroundings surroundings{data.path(), {{"GONGKAI_DATABASE", address()}, {"GONGKAI_LOG_ACCESS", "false"}}, {}};
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, surroundings).code, 0);
    ASSERT_EQ(run_program(import_arguments(), surroundings).code, 0);
    Portal portal(surroundings, "127.0.0.1");
    std::atomic<std::size_t> answered = 0, away = 0, strange = 0, without_words = 0;
    std::atomic<std::int64_t> slowest_ms = 0;
    std::atomic<bool> is_over = false;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 6; ++reader)
        readers.emplace_back([&, reader] {
            http::Client client(portal.port());
            for (int i = 0; !is_over; ++i) {
                const auto from = steady_clock::now();
                const auto answer = client.get("/duties/" + std::to_string(1 + (i * 6 + reader) % 60) + "?as_of=2019-1" +
                                               std::to_string(i % 3) + "-1" + std::to_string(i % 10));
                const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - from).count();
                for (auto seen = slowest_ms.load(); took > seen && !slowest_ms.compare_exchange_weak(seen, took);) {
                }
                answered += answer.status == 200;
                away += answer.status == 503;
                strange += answer.status != 200 && answer.status != 503;
                without_words += answer.status == 503 && answer.body.find("<h1>") == std::string::npos;
            }
        });
    for (int round = 0; round < rounds() / 2; ++round) {
        std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(50, 300)(dice())));
        command(round % 2 == 0 ? "stop" : "kill");
        std::this_thread::sleep_for(milliseconds(200));
        command("again");
        const auto before = answered.load();
        const auto from = steady_clock::now();
        while (answered < before + 10 && steady_clock::now() < from + std::chrono::seconds(10))
            std::this_thread::sleep_for(milliseconds(5));
        EXPECT_GE(answered, before + 10) << "round " << round << ": the pages did not come back";
    }
    is_over = true;
    for (auto& reader : readers)
        reader.join();
    std::cout << "pages under load: " << answered << " answered, " << away << " said that the database is away, the slowest took "
              << slowest_ms << " ms\n";
    EXPECT_EQ(strange, 0U);
    EXPECT_EQ(without_words, 0U);
    EXPECT_GT(away, 0U);
    EXPECT_LT(slowest_ms, 10'000);
    EXPECT_TRUE(portal.program().is_running());
}

TEST_F(Server, with_two_portals_tells_each_what_the_other_or_the_terminal_wrote) {
    const TemporaryFolder first_data, second_data;
    const Surroundings first{first_data.path(), {{"GONGKAI_DATABASE", address()}}, {}},
        second{second_data.path(), {{"GONGKAI_DATABASE", address()}}, {}};
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, first).code, 0);
    Portal one(first, "127.0.0.1");
    fs::copy_file(first_data.path() / Vault::file_name, second_data.path() / Vault::file_name);  // one key for both
    fs::permissions(second_data.path() / Vault::file_name, fs::perms::owner_read | fs::perms::owner_write);
    Portal two(second, "127.0.0.1");
    http::Client to_one(one.port()), to_two(two.port());
    EXPECT_EQ(to_one.get("/notices/2019-33").status, 404);
    const auto before_one = to_one.get("/").body, before_two = to_two.get("/").body;
    ASSERT_EQ(to_one.get("/").body, before_one);
    ASSERT_EQ(run_program(import_arguments(), second).code, 0);
    const auto until = steady_clock::now() + std::chrono::seconds(1);
    while ((to_one.get("/").body == before_one || to_two.get("/").body == before_two) && steady_clock::now() < until)
        std::this_thread::sleep_for(milliseconds(5));
    EXPECT_NE(to_one.get("/").body, before_one);
    EXPECT_NE(to_two.get("/").body, before_two);
}

}  // namespace
}  // namespace gongkai::crash
