// Notices of several years in one portal: the newest is what people see first, and every page of an older one stays with it.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

class Years : public testing::Test {
  protected:
    Years() {
        copy_data_folder(data);
        const auto newer = source_file("tests/samples/notices/luyang-2023.txt");
        const auto outcome = run_program({"programme", "import", newer, "--accept", "--json"}, {data, {}, {}});
        EXPECT_EQ(outcome.code, 0) << outcome.complained;
        newest = std::string(boost::json::parse(outcome.said).at("key").as_string());
        portal.emplace(Surroundings{data, {}, {}}, "127.0.0.1");
        client.emplace(portal->port());
    }
    std::string body(const std::string& target) {
        const auto answer = client->get(target);
        EXPECT_EQ(answer.status, 200) << target;
        return answer.body;
    }
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "data";
    std::string newest;
    std::optional<Portal> portal;
    std::optional<Client> client;
};

TEST_F(Years, the_newest_is_shown_and_leads_to_the_older) {
    for (const std::string path : {"/", "/board", "/units"}) {
        const auto page = body(path);
        EXPECT_NE(page.find("2023年"), std::string::npos) << path;
        EXPECT_NE(page.find("href='" + path + "?notice=2019-33'"), std::string::npos) << path;
    }
}

TEST_F(Years, pages_of_the_older_stay_with_it) {
    for (const std::string path : {"/", "/board", "/units"}) {
        const auto page = body(path + "?notice=2019-33");
        EXPECT_NE(page.find("href='" + path + "?notice=" + newest + "'"), std::string::npos) << path;
        EXPECT_NE(page.find("示例数据"), std::string::npos) << path;
        // Whoever follows a unit or a day is still in 2019.
        for (const auto& link : read_page(page).links) {
            if (!link.address.starts_with("/units/") && !link.address.contains("as_of="))
                continue;
            EXPECT_TRUE(link.address.contains("notice=2019-33") || link.address.starts_with("/duties/") ||
                        link.address.starts_with("/notices/") || link.address.starts_with("/display"))
                << path << ": " << link.address;
        }
    }
}

TEST_F(Years, a_foot_names_who_issued_what_is_shown) {
    EXPECT_NE(body("/board?notice=2019-33").find("邹城市人民政府办公室"), std::string::npos);
    EXPECT_EQ(body("/board").find("邹城市人民政府办公室"), std::string::npos);
}

TEST_F(Years, a_duty_that_a_correction_took_back_keeps_its_address_and_says_so) {
    // The same notice with another unit for its task 19.
    auto text = *read_file(source_file("data/notices/notice-2019-33.txt").string());
    const std::string was = "市自然资源和规划局 工作任务", is = "市农业农村局 工作任务";
    const auto at = text.find(was);
    ASSERT_NE(at, std::string::npos);
    const std::string duties = "/api/v1/duties?notice=2019-33", before = body(duties);
    text.replace(at, was.size(), is);
    write_file(folder.path() / "corrected.txt", text);
    const auto outcome =
        run_program({"programme", "import", folder.path() / "corrected.txt", "--accept", "--json"}, {data, {}, {}});
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    auto after = body(duties);
    for (int tenths = 0; after == before && tenths < 30;
         ++tenths) {  // the server looks for what others wrote four times a second
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        after = body(duties);
    }
    std::size_t gone = 0;
    const auto owed = boost::json::parse(before);
    for (const auto& duty : owed.at("duties").as_array()) {
        const std::string address(duty.at("address").as_string());
        if (after.contains('"' + address + '"'))
            continue;
        ++gone;
        EXPECT_NE(body(address).find("更正后的通知不再列出这项责任"), std::string::npos) << address;
    }
    EXPECT_GT(gone, 0U);
}

}  // namespace
}  // namespace gongkai::http
