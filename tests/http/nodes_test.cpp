// Two portals on one database of PostgreSQL, as an office with two machines has them: the same key, a data folder each. A browser
// may speak to either.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class TwoNodes : public testing::Test {
  protected:
    void SetUp() override {
        if (!is_on_server())
            GTEST_SKIP() << "two machines share a server, not a file";
        copy_data_folder(first_data);
        run_program({"account", "link", "--role", "reviewer", "--unit", "市财政局"}, {first_data, {}, {}});
        fs::create_directory(second_data);
        one.emplace(Surroundings{first_data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}}, "127.0.0.1");
        fs::copy_file(first_data / "secret.key", second_data / "secret.key");
        fs::permissions(second_data / "secret.key", fs::perms::owner_read | fs::perms::owner_write);
        two.emplace(
            Surroundings{second_data, {{"GONGKAI_DATABASE", database_of(first_data)}, {"GONGKAI_LOG_ACCESS", "false"}}, {}},
            "127.0.0.1");
    }
    Surroundings here() const { return {first_data, {}, {}}; }
    TemporaryFolder folder;
    const fs::path first_data = folder.path() / "first", second_data = folder.path() / "second";
    std::optional<Portal> one, two;
};

TEST_F(TwoNodes, who_is_signed_in_on_one_is_in_on_the_other_and_out_on_both) {
    auto officer = open_account(here(), one->port(), "information_officer", "市财政局", "li.wei");
    Client there(two->port(), false, Client::Cookies::kept);
    for (const std::string name : {"session", "visitor", "language"})
        if (const auto value = officer.client.cookie(name); !value.empty())
            there.plant(name, value);
    EXPECT_EQ(officer.client.get("/console").status, 200);
    EXPECT_EQ(there.get("/console").status, 200);
    // A form that the first drew is taken in by the second.
    const auto token = officer.token_for("/console", "/console/sign-out");
    EXPECT_EQ(there.post("/console/sign-out", {{"form_token", token}}).status, 303);
    EXPECT_EQ(officer.client.get("/console").status, 303);
}

TEST_F(TwoNodes, wrong_guesses_are_counted_together) {
    const auto officer = open_account(here(), one->port(), "information_officer", "市财政局", "li.wei");
    const auto guess = [&](const Portal& portal, const std::string& password) {
        Client client(portal.port(), false, Client::Cookies::kept);
        return send_form(client, "/console/sign-in", "/console/sign-in", {{"name", officer.name}, {"password", password}}).status;
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_NE(guess(i % 2 == 0 ? *one : *two, "Wrong-2019-password"), 303);
    EXPECT_NE(guess(*one, officer.password), 303) << "five wrong guesses lock the name, wherever they were made";
    EXPECT_NE(guess(*two, officer.password), 303);
}

TEST_F(TwoNodes, a_page_that_changed_by_one_is_fresh_on_the_other_within_a_second) {
    Client to_one(one->port()), to_two(two->port());
    const std::string target = "/api/v1/duties?as_of=2019-12-31";
    const auto before = to_one.get(target).body;
    ASSERT_EQ(to_two.get(target).body, before);
    write_file(folder.path() / "proof.csv", proof_tables(first_data, 1, 1, "nodes").at(0));
    ASSERT_EQ(run_program({"programme", "prove", folder.path() / "proof.csv"}, here()).code, 0);
    const auto from = steady_clock::now();
    for (auto* client : {&to_one, &to_two}) {
        while (client->get(target).body == before && steady_clock::now() < from + std::chrono::seconds(1))
            std::this_thread::sleep_for(milliseconds(5));
        EXPECT_NE(client->get(target).body, before);
    }
    EXPECT_EQ(to_one.get(target).body, to_two.get(target).body);
}

TEST_F(TwoNodes, one_that_is_killed_leaves_the_other_at_work) {
    auto officer = open_account(here(), one->port(), "information_officer", "市财政局", "li.wei");
    one->program().signal(SIGKILL);
    one->program().wait();
    Client there(two->port(), false, Client::Cookies::kept);
    EXPECT_EQ(there.get("/board").status, 200);
    EXPECT_EQ(
        send_form(there, "/console/sign-in", "/console/sign-in", {{"name", officer.name}, {"password", officer.password}}).status,
        303);
    EXPECT_EQ(there.get("/console").status, 200);
}

}  // namespace
}  // namespace gongkai::http
