#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::checking, testing::shown;

std::string found_in(std::string html, const AskAddress& ask = {}) {
    auto own = checking();
    own.ask = ask;
    return shown(check_page(markup::Clean::kept(std::move(html)), own));
}

TEST(Page, that_everybody_can_read_has_no_finding) {
    EXPECT_EQ(found_in("<h2>一、目标</h2><p>见<a href='/documents/1'>实施方案全文</a>。</p><h3>（一）任务</h3><figure><img "
                       "src='picture:1.png' "
                       "alt='办理流程图'></figure><table><tr><th scope='col'>项目</th></tr><tr><td>供水</td></tr></table>"),
              "");
}

TEST(Page, that_jumps_over_levels_or_has_empty_headings_is_found) {
    EXPECT_EQ(found_in("<h2>目标</h2><h4>任务</h4>"), "heading warn 第2个标题 [任务]\n");
    EXPECT_EQ(found_in("<h3>目标</h3>"), "heading warn 第1个标题 [目标]\n");
    EXPECT_EQ(found_in("<h2> </h2><p>正文</p>"), "heading warn 第1个标题 []\n");
    EXPECT_EQ(found_in("<h2>一</h2><h3>二</h3><h2>三</h2>"), "") << "back up is no jump";
}

TEST(Page, whose_pictures_say_nothing_is_found) {
    EXPECT_EQ(found_in("<p><img src='picture:1.png'></p>"), "alternative block 第1张图片 [picture:1.png]\n");
    EXPECT_EQ(found_in("<p><img src='picture:1.png' alt=''></p>"), "alternative warn 第1张图片 [picture:1.png]\n")
        << "an empty one says that it decorates";
    EXPECT_EQ(found_in(markup::clean("<p><img src='picture:1.png'></p>").body.html()),
              "alternative block 第1张图片 [picture:1.png]\n")
        << "cleaning does not make a decoration of it";
}

TEST(Page, whose_tables_have_no_heads_is_found) {
    EXPECT_EQ(found_in("<table><tr><td>供水</td></tr></table>"), "table_head warn 第1个表格 [供水]\n");
}

TEST(Page, whose_links_do_not_say_where_they_lead_is_found) {
    EXPECT_EQ(found_in("<p><a href='/a'>点击这里</a>，<a href='/b'>https://example.gov.cn/b</a></p>"),
              "link_text warn 第1个链接 [点击这里]\nlink_text warn 第2个链接 [https://example.gov.cn/b]\n");
    EXPECT_EQ(found_in("<p><a href='/a'><img src='picture:1.png' alt='市政府网站'></a></p>"), "")
        << "a picture may speak for its link";
}

TEST(Page, asks_each_address_once_and_tells_dead_ones) {
    std::vector<std::string> asked;
    const auto ask = [&](const std::string& address) -> std::optional<int> {
        asked.push_back(address);
        if (address == "https://example.gov.cn/gone")
            return 404;
        if (address == "https://nowhere.example/")
            return std::nullopt;
        return address == "/members" ? 403 : 200;
    };
    EXPECT_EQ(
        found_in(
            "<p><a href='https://example.gov.cn/gone'>旧办法</a><a href='https://example.gov.cn/gone#2'>第二章</a>"
            "<a href='https://nowhere.example/'>别处</a><a href='/members'>内部页</a><a href='mailto:a@x.gov.cn'>信箱</a></p>",
            ask),
        "dead_link warn 第1个链接 [https://example.gov.cn/gone]\ndead_link warn 第3个链接 [https://nowhere.example/]\n");
    EXPECT_EQ(asked, (std::vector<std::string>{"https://example.gov.cn/gone", "https://nowhere.example/", "/members"}));
}

TEST(Page, is_read_for_personal_data_in_cells_and_in_what_only_some_readers_meet) {
    EXPECT_EQ(found_in("<table><tr><th>姓名</th><th>病种</th></tr><tr><td><p>高春梅</p></td><td><p>尿毒症</p></td></tr></table>"
                       "<p><img src='picture:1.png' alt='张三手机13805371234'></p>"),
              "health block 正文表1第2行第2列 [尿毒症]\nmobile block 图片说明或链接地址 [13805371234]\n");
}

}  // namespace
}  // namespace gongkai::intake
