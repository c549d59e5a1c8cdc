// What an operator relies on: health, metrics, slow statements in the log, old lines cleared away, an orderly end, and a schema
// that nobody has tampered with.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class Operation : public testing::Test {
  protected:
    Operation() { copy_data_folder(data); }
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "data";
};

std::map<std::string, double> metrics_of(std::string_view text) {
    std::map<std::string, double> all;
    for (const auto line : split(text, '\n'))
        if (const auto blank = line.rfind(' '); !line.starts_with('#') && blank != std::string_view::npos)
            all[std::string(line.substr(0, blank))] = std::stod(std::string(line.substr(blank + 1)));
    return all;
}

TEST_F(Operation, metrics_are_on_their_own_address_and_count_what_was_asked) {
    Portal portal({data, {{"GONGKAI_SERVER_METRICS_LISTEN", "127.0.0.1:0"}}, {}}, "127.0.0.1");
    Client client(portal.port()), watcher(port_said(portal.program(), "http://127.0.0.1:"));
    EXPECT_EQ(client.get("/metrics").status, 404) << "the public address says nothing of it";
    constexpr int asked = 30;  // the first deeds of timers may drop what was kept
    for (int i = 0; i < asked; ++i)
        EXPECT_EQ(client.get("/board").status, 200);
    EXPECT_EQ(watcher.get("/").status, 404);
    const auto answer = watcher.get("/metrics");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header_or_nothing("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    auto seen = metrics_of(answer.body);
    EXPECT_EQ(seen["gongkai_requests_total{status=\"404\",class=\"4xx\"}"], 1);
    EXPECT_EQ(seen["gongkai_requests_total{status=\"200\",class=\"2xx\"}"], asked);
    EXPECT_EQ(seen["gongkai_request_duration_seconds_count"], asked + 1);
    EXPECT_EQ(seen["gongkai_request_duration_seconds_bucket{le=\"+Inf\"}"], asked + 1);
    EXPECT_LE(seen["gongkai_request_duration_seconds_bucket{le=\"0.001\"}"],
              seen["gongkai_request_duration_seconds_bucket{le=\"0.1\"}"]);
    EXPECT_GE(seen["gongkai_kept_pages_hits_total"], 2);
    EXPECT_GE(seen["gongkai_kept_pages"], 1);
    EXPECT_GT(seen["gongkai_database_statements_total"], 3);
    EXPECT_EQ(seen["gongkai_database_up"], 1);
    ASSERT_TRUE(seen.contains("gongkai_mail_waiting"));
    EXPECT_EQ(seen["gongkai_mail_waiting"], 0);
    EXPECT_TRUE(seen.contains("gongkai_mail_given_up"));
    EXPECT_GE(seen["gongkai_connections"], 1);
    EXPECT_GT(seen["process_resident_memory_bytes"], 1e6);
    EXPECT_GT(seen["process_open_fds"], 5);
    EXPECT_LT(seen["gongkai_uptime_seconds"], 600);
    const auto engine = is_on_server() ? "postgresql" : "sqlite";
    EXPECT_NE(answer.body.find("engine=\"" + std::string(engine) + '"'), std::string::npos);
}

// As Prometheus reads it: HELP and TYPE before the lines of a name, every name once.
TEST_F(Operation, metrics_are_well_formed) {
    Portal portal({data, {{"GONGKAI_SERVER_METRICS_LISTEN", "127.0.0.1:0"}}, {}}, "127.0.0.1");
    Client(portal.port()).get("/");
    std::string family;
    std::vector<std::string> families;
    const auto text = Client(port_said(portal.program(), "http://127.0.0.1:")).get("/metrics").body;
    ASSERT_TRUE(text.ends_with('\n'));
    for (const auto line : split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
        const auto words = split(line, ' ');
        if (line.starts_with("# HELP ")) {
            family = words[2];
            EXPECT_EQ(std::ranges::count(families, family), 0) << family;
            families.push_back(family);
        } else if (line.starts_with("# TYPE ")) {
            EXPECT_EQ(words[2], family);
        } else {
            EXPECT_TRUE(line.starts_with(family)) << line << " below " << family;
        }
    }
    EXPECT_GT(families.size(), 15U);
}

TEST_F(Operation, a_busy_address_of_the_metrics_is_said_in_a_sentence) {
    const auto busy = "127.0.0.1:" + std::to_string(Place::get().port());
    const auto outcome = run_program({"serve", "--listen", "127.0.0.1:0"}, {data, {{"GONGKAI_SERVER_METRICS_LISTEN", busy}}, {}});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.complained.find(busy), std::string::npos) << outcome.complained;
}

TEST_F(Operation, slow_statements_are_named_in_the_log_and_others_are_not) {
    // Much to read, so that one takes a millisecond on any machine.
    database_rows(
        data,
        "INSERT INTO occurrence (duty_id, number, kind, words, due_on) SELECT o.duty_id, o.number + 100 * c.n, o.kind, "
        "o.words, o.due_on FROM occurrence o CROSS JOIN (WITH RECURSIVE count_up (n) AS (SELECT 1 UNION ALL SELECT n + 1 "
        "FROM count_up WHERE n < 20) SELECT n FROM count_up) c");
    const auto log_with = [&](const std::string& limit) {
        Portal portal({data, {{"GONGKAI_LOG_SLOW_STATEMENT_MS", limit}}, {}}, "127.0.0.1");
        Client(portal.port()).get("/api/v1/duties?as_of=2019-12-31");
        portal.program().signal(SIGTERM);
        portal.program().wait();
        return portal.program().complained();
    };
    EXPECT_NE(log_with("1").find(R"("what":"slow_statement","statement":")"), std::string::npos);
    EXPECT_EQ(log_with("0").find("slow_statement"), std::string::npos);
    EXPECT_EQ(log_with("60000").find("slow_statement"), std::string::npos);
}

TEST_F(Operation, lines_of_the_access_log_that_are_old_enough_go_by_themselves) {
    database_rows(data, "INSERT INTO access_line (at, what, name, address) VALUES (1000, 'sign_in', 'old', '127.0.0.1')");
    ASSERT_EQ(database_rows(data, "SELECT * FROM access_line WHERE name = 'old'").size(), 1U);
    Portal portal({data, {}, {}}, "127.0.0.1");
    for (const auto until = steady_clock::now() + std::chrono::seconds(10);
         !database_rows(data, "SELECT * FROM access_line WHERE name = 'old'").empty() && steady_clock::now() < until;)
        std::this_thread::sleep_for(milliseconds(10));
    EXPECT_TRUE(database_rows(data, "SELECT * FROM access_line WHERE name = 'old'").empty());
}

TEST_F(Operation, a_reload_without_a_certificate_ends_nothing) {
    Portal portal({data, {}, {}}, "127.0.0.1");
    portal.program().signal(SIGHUP);
    for (const auto until = steady_clock::now() + std::chrono::seconds(5);
         portal.program().complained().find("nothing_to_reload") == std::string::npos && steady_clock::now() < until;)
        std::this_thread::sleep_for(milliseconds(10));
    EXPECT_NE(portal.program().complained().find("nothing_to_reload"), std::string::npos);
    ASSERT_TRUE(portal.program().is_running());
    EXPECT_EQ(Client(portal.port()).get("/health").status, 200);
    portal.program().signal(SIGTERM);
    EXPECT_EQ(portal.program().wait(), 0);
}

TEST_F(Operation, a_server_that_could_not_serve_does_not_begin) {
    for (const auto& [variable, value] : Lines{{"GONGKAI_SERVER_WORKERS", "0"},
                                               {"GONGKAI_SERVER_WORKERS", "-3"},
                                               {"GONGKAI_LOG_LEVEL", "loud"},
                                               {"GONGKAI_SERVER_TRUSTED_PROXIES", "10.0.0.0/8"}}) {
        const auto outcome = run_program({"serve", "--listen", "127.0.0.1:0"}, {data, {{variable, value}}, {}});
        EXPECT_EQ(outcome.code, 2) << variable;
        EXPECT_NE(outcome.complained.find(value), std::string::npos) << outcome.complained;
        EXPECT_NE(outcome.complained.find(variable), std::string::npos) << outcome.complained;
    }
}

TEST_F(Operation, a_request_under_way_is_answered_before_the_end) {
    Portal portal({data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}}, "127.0.0.1");
    web::RawClient slow(portal.port());
    slow.say(
        "POST /console/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 20\r\n\r\nname=li&pa");
    std::this_thread::sleep_for(milliseconds(100));
    portal.program().signal(SIGTERM);
    std::this_thread::sleep_for(milliseconds(300));
    EXPECT_TRUE(portal.program().is_running()) << "it waits for what has begun";
    EXPECT_THROW(Client(portal.port()).get("/"), std::exception) << "and takes no more";
    slow.say("ssword=xyz");
    const auto answer = slow.hear_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 ")) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
    EXPECT_EQ(portal.program().wait(), 0);
}

TEST_F(Operation, a_schema_file_that_was_altered_after_its_release_is_refused_in_a_sentence) {
    database_rows(data, "UPDATE schema_migration SET checksum = 'other' WHERE room = 'ledger' AND number = 1");
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"check"}, {"serve", "--listen", "127.0.0.1:0"}}) {
        const auto outcome = run_program(verb, {data, {}, {}});
        EXPECT_EQ(outcome.code, 2);
        EXPECT_NE(outcome.complained.find("ledger/0001_ledger"), std::string::npos) << outcome.complained;
        EXPECT_EQ(std::ranges::count(outcome.complained, '\n'), 1) << outcome.complained;
    }
}

TEST_F(Operation, a_database_newer_than_the_program_is_refused_in_a_sentence) {
    database_rows(data,
                  "INSERT INTO schema_migration (room, number, name, checksum, applied_at) VALUES ('ledger', 99, 'x', 'y', 0)");
    const auto outcome = run_program({"check"}, {data, {}, {}});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.complained.find("ledger/0099"), std::string::npos) << outcome.complained;
}

}  // namespace
}  // namespace gongkai::http
