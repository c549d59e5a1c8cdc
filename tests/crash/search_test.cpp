// A server that is killed again and again while documents come in and its index follows them: whoever starts it next finds all
// that was acknowledged within seconds, and the index agrees with the database.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include "base/core/file.h"
#include "tests/crash/records.h"
#include "tests/http/client.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int pages = 400, least_kills = 3;
constexpr milliseconds found_within{10'000};  // on a busy machine

void make_site(const fs::path& folder) {
    fs::create_directories(folder / "tz");
    for (int i = 0; i < pages; ++i)
        write_file(folder / "tz" / (std::to_string(i) + ".html"),
                   "<html><head><meta charset='utf-8'><title>第" + std::to_string(i) +
                       "次水质监测的通知</title><meta name='PubDate' content='2019-06-25'></head><body><h1>第" +
                       std::to_string(i) +
                       "次水质监测的通知</h1><div id='zoom'><p>现将有关事项通知如下，请认真贯彻执行。</p></div></body></html>");
}

// How many documents the search has; -1 where it has no index yet.
std::int64_t found(http::Client& client, const std::string& words) {
    const auto answer = client.get("/api/v1/search?q=" + words);
    if (answer.status != 200)
        return -1;
    return boost::json::parse(answer.body).at("total").to_number<std::int64_t>();
}

TEST(Kill, the_search_finds_all_that_came_in_however_often_the_server_was_killed_meanwhile) {
    const TemporaryFolder folder;
    const auto site = folder.path() / "site", data = folder.path() / "data";
    make_site(site);
    write_file(folder.path() / "mapping.toml", "unit = '市财政局'\n[[rule]]\npath = 'tz/*'\ncolumn = '通知公告'\n");
    copy_installation(folder_with_units(), data);
    const Surroundings there{data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}};
    Program import({"documents", "import", site, "--mapping", folder.path() / "mapping.toml"}, there);
    int kills = 0;
    while (kills < least_kills || import.is_running()) {
        Portal portal(there);
        std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution<int>(0, 700)(dice())));
        portal.program().signal(SIGKILL);
        portal.program().wait();
        ++kills;
    }
    ASSERT_EQ(import.wait(), 0) << import.complained();
    Portal portal(there);
    http::Client client(portal.port());
    const auto from = steady_clock::now();
    const auto wanted = "%E6%B0%B4%E8%B4%A8%E7%9B%91%E6%B5%8B";  // 水质监测
    std::int64_t total = 0;
    while ((total = found(client, wanted)) != pages && steady_clock::now() - from < found_within)
        std::this_thread::sleep_for(milliseconds(50));
    std::cout << "server killed " << kills << " times, all found again after "
              << std::chrono::duration_cast<milliseconds>(steady_clock::now() - from).count() << " ms\n";
    EXPECT_EQ(total, pages);
    const auto verified = run_program({"index", "verify"}, there);
    EXPECT_EQ(verified.code, 0) << verified.said << verified.complained;
}

}  // namespace
}  // namespace gongkai::crash
