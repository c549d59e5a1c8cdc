// kill -9 at any moment: what was acknowledged is there, what was not is there wholly or not at all, and the chain is whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <thread>

#include "tests/crash/records.h"
#include "tests/http/client.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

microseconds some_time_within(microseconds longest) {
    return microseconds(std::uniform_int_distribution<microseconds::rep>(0, longest.count())(dice()));
}

TEST(Kill, an_import_is_there_wholly_or_not_at_all) {
    const TemporaryFolder folder;
    const auto whole = folder.path() / "whole";
    copy_installation(folder_with_units(), whole);
    const auto from = steady_clock::now();
    ASSERT_EQ(run_program(import_arguments(), {whole, {}, {}}).code, 0);
    const auto takes = std::chrono::duration_cast<microseconds>(steady_clock::now() - from);
    const auto complete = counts(whole);
    ASSERT_GT(complete.duties, 100);

    int present = 0, absent = 0;
    for (int round = 0; round < rounds(); ++round) {
        const auto data = folder.path() / std::to_string(round);
        copy_installation(folder_with_units(), data);
        Program import(import_arguments(), {data, {}, {}});
        std::this_thread::sleep_for(some_time_within(takes + takes / 4));
        import.signal(SIGKILL);
        const bool was_acknowledged = import.wait() == 0;
        ASSERT_EQ(complaint_of_check(data), "") << "round " << round;
        const auto found = counts(data);
        EXPECT_TRUE(found == complete || found == Counts{}) << "round " << round << ": " << found;
        EXPECT_TRUE(!was_acknowledged || found == complete) << "round " << round << ": acknowledged and lost";
        ++(found == complete ? present : absent);
        ASSERT_EQ(run_program(import_arguments(), {data, {}, {}}).code, 0) << "round " << round;
        EXPECT_EQ(counts(data), complete) << "round " << round << ", imported again";
        EXPECT_EQ(complaint_of_check(data), "") << "round " << round << ", imported again";
        fs::remove_all(data);
    }
    std::cout << "imports killed: " << rounds() << ", afterwards there: " << present << ", not there: " << absent << '\n';
}

// Several writers at once, each with tables of proofs; all are killed together.
class Writers {
  public:
    Writers(fs::path data, fs::path tables_in) : data_(std::move(data)), tables_in_(std::move(tables_in)) {}

    void start(const std::string& name, const std::string& table) {
        const auto file = tables_in_ / (name + ".csv");
        write_file(file, table);
        writers_.push_back(
            {name, std::make_unique<Program>(std::vector<std::string>{"programme", "prove", file}, Surroundings{data_, {}, {}})});
    }

    void kill() {
        for (auto& writer : writers_)
            writer.program->signal(SIGKILL);
    }

    // Waits for all and looks whether each table is there as it must be. How many were acknowledged.
    int settle(std::int64_t lines) {
        int acknowledged = 0;
        for (auto& [name, program] : writers_) {
            const bool was_acknowledged = program->wait() == 0;
            acknowledged += was_acknowledged;
            const auto found = count(data_, "SELECT count(*) FROM proof WHERE words = '" + name + "'");
            EXPECT_TRUE(found == lines || found == 0) << name << " is there in part: " << found;
            EXPECT_TRUE(!was_acknowledged || found == lines) << name << " was acknowledged and lost";
            EXPECT_EQ(
                count(data_, "SELECT count(*) FROM occurrence o JOIN proof p ON p.occurrence_id = o.id WHERE o.done_on IS NULL"),
                0);
        }
        writers_.clear();
        return acknowledged;
    }

  private:
    struct Writer {
        std::string name;
        std::unique_ptr<Program> program;
    };
    fs::path data_, tables_in_;
    std::vector<Writer> writers_;
};

constexpr std::size_t writers_at_once = 4, lines_of_a_table = 3;

fs::path folder_with_notice(const TemporaryFolder& folder) {
    const auto data = folder.path() / "data";
    copy_installation(folder_with_units(), data);
    const auto outcome = run_program(import_arguments(), {data, {}, {}});
    if (outcome.code != 0)
        throw std::runtime_error(outcome.complained);
    return data;
}

TEST(Kill, no_acknowledged_proof_is_lost_in_a_burst) {
    const TemporaryFolder folder;
    const auto data = folder_with_notice(folder);
    Writers writers(data, folder.path());
    const auto from = steady_clock::now();
    writers.start("alone-0", proof_tables(data, 1, lines_of_a_table, "alone")[0]);
    ASSERT_EQ(writers.settle(lines_of_a_table), 1);
    const auto takes = std::chrono::duration_cast<microseconds>(steady_clock::now() - from);
    int acknowledged = 0, killed = 0;
    for (int round = 0; round < rounds(); ++round) {
        const auto name = "burst" + std::to_string(round);
        const auto tables = proof_tables(data, writers_at_once, lines_of_a_table, name);
        for (std::size_t i = 0; i < tables.size(); ++i)
            writers.start(name + '-' + std::to_string(i), tables[i]);
        std::this_thread::sleep_for(some_time_within(takes * 3));
        writers.kill();
        const int done = writers.settle(lines_of_a_table);
        acknowledged += done;
        killed += static_cast<int>(writers_at_once) - done;
        ASSERT_EQ(complaint_of_check(data), "") << "round " << round;
    }
    std::cout << "tables of proofs acknowledged: " << acknowledged << ", killed: " << killed << '\n';
}

TEST(Kill, a_portal_that_dies_takes_no_writer_with_it) {
    const TemporaryFolder folder;
    const auto data = folder_with_notice(folder);
    Writers writers(data, folder.path());
    for (int round = 0; round < rounds(); ++round) {
        const auto name = "beside" + std::to_string(round);
        Portal portal({data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}}, "127.0.0.1");
        http::Client client(portal.port());
        EXPECT_EQ(client.get("/board").status, 200);
        const auto tables = proof_tables(data, 2, lines_of_a_table, name);
        for (std::size_t i = 0; i < tables.size(); ++i)
            writers.start(name + '-' + std::to_string(i), tables[i]);
        std::this_thread::sleep_for(some_time_within(milliseconds(200)));
        portal.program().signal(SIGKILL);
        EXPECT_EQ(writers.settle(lines_of_a_table), 2) << "round " << round << ": a writer failed";
        ASSERT_EQ(complaint_of_check(data), "") << "round " << round;
        Portal again({data, {}, {}}, "127.0.0.1");
        const auto answer = http::Client(again.port()).get("/api/v1/duties?as_of=2019-12-31");
        ASSERT_EQ(answer.status, 200);
        EXPECT_EQ(boost::json::parse(answer.body).at("count").as_int64(), count(data, "SELECT count(*) FROM duty"));
    }
}

}  // namespace
}  // namespace gongkai::crash
