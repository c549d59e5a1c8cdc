// What a town wants to know while something is happening, on one page: the first word by one act, then everything in time.
#include "tests/http/open_records.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

class Emergency : public OpenRecords {};

TEST_F(Emergency, is_told_on_one_page_in_time_with_warnings_needs_and_relief_goods) {
    demonstrate({"emergency_update", "relief_goods"});
    open();
    auto writer = open_account(surroundings_, portal_->port(), "information_officer", "市应急管理局", "writer");
    const auto begun =
        send_form(writer.client, "/console/documents/new?type=emergency_update", "/console/documents",
                  {{"title", "暴雨橙色预警"}, {"body", "请立即转移"}, {"level", "orange"}, {"event_no", "YJ-2026-07"}});
    ASSERT_EQ(begun.status, 303) << begun.body;
    const auto desk = begun.header_or_nothing("Location");
    ASSERT_EQ(send_form(writer.client, desk, desk + "/publish_urgently", {}).status, 303) << "public by one act";
    std::string address;
    for (const auto& link : read_page(writer.client.get(desk).body).links)
        if (address.empty() && link.address.starts_with("/documents/"))
            address = link.address;
    ASSERT_NE(address, "");
    const auto page = reader_.get(address);
    ASSERT_EQ(page.status, 200);
    std::size_t last = 0;
    for (const auto* said : {"请立即转移", "突发事件动态", "山区群众避开河道", "启动防汛Ⅲ级应急响应", "需毛毯200条",
                             "群众全部返家", "终止防汛应急响应", "救灾款物收发", "发放"}) {
        const auto at = page.body.find(said, last);
        ASSERT_NE(at, std::string::npos) << said << " does not come after what was before it";
        last = at;
    }
    EXPECT_FALSE(says(page, "伤者信息")) << "what is internal";
    EXPECT_FALSE(says(page, "厂房火灾")) << "another event";
    const auto api = reader_.get("/api/v1/records/emergency_update");
    EXPECT_TRUE(says(api, "YJ-2026-07"));
    EXPECT_TRUE(says(api, "需毛毯200条"));
}

}  // namespace
}  // namespace gongkai::http
