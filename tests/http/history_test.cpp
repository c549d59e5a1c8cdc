// What a document was before, how it came to be public, and the proof that nothing was altered beside its deeds.
#include <boost/json.hpp>

#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

class History : public Newsroom {
  protected:
    std::string published(const std::string& body) {
        const auto page = begin("news", {{"title", "救助名单公示"}, {"body", body}}, {"file", "名单.txt", "名单：" + body});
        publish(page);
        return page;
    }
    void correct(const std::string& page, const std::string& body, Lines more = {}, const std::string& title = "救助名单公示") {
        deed(writer(), page, "revise");
        more.insert(more.end(), {{"title", title}, {"body", body}, {"change_note", "更正一处内容"}});
        EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", more).status, 303);
        publish(page);
    }
};

TEST_F(History, of_a_page_says_what_each_edition_changed_and_why_and_who_passed_it) {
    const auto page = published("第一段。共救助三户。");
    correct(page, "第一段。共救助五户。", {}, "救助对象名单公示");
    const auto at = address(page);
    ASSERT_TRUE(shows(at, at + "/editions'"));
    const auto shown = reader_.get(at + "/editions");
    EXPECT_EQ(shown.status, 200);
    const auto gone = [](const std::string& text) {
        return "<del><span class='hidden'>〔删去〕</span>" + text + "<span class='hidden'>〔删去完〕</span></del>";
    };
    const auto came = [](const std::string& text) {
        return "<ins><span class='hidden'>〔新增〕</span>" + text + "<span class='hidden'>〔新增完〕</span></ins>";
    };
    EXPECT_TRUE(says(shown, "共救助" + gone("三") + came("五") + "户。"));
    EXPECT_TRUE(says(shown, "救助" + came("对象") + "名单公示")) << "a title is told in words too";
    EXPECT_TRUE(says(reader_.get(at + "/editions", {{"Accept-Language", "en"}}),
                     "<ins><span class='hidden' lang='en'>[added] </span><span lang='zh-CN'>对象</span>"));
    EXPECT_TRUE(says(shown, "更正一处内容"));
    for (const std::string step : {"提交审核", "审核", "签发", "发布"})
        EXPECT_TRUE(says(shown, "<strong>" + step + "</strong> <span class='muted'>市财政局</span>")) << step;
    EXPECT_FALSE(says(shown, "staff.")) << "persons are named in the console alone";
    const auto inside = writer().client.get(page);
    EXPECT_TRUE(says(inside, "审核　staff.")) << "where they are";
    EXPECT_TRUE(says(inside, "（市财政局）"));
    EXPECT_EQ(reader_.get("/documents/none/editions").status, 404);
    // What is being written is not told.
    deed(writer(), page, "revise");
    EXPECT_EQ(
        send_form(writer().client, page + "/edit", page + "/edit", {{"title", "未公开的新题目"}, {"body", "未公开"}}).status,
        303);
    for (const std::string& public_page : {at, at + "/editions", at + "/editions/1", at + "/proof"})
        EXPECT_FALSE(says(reader_.get(public_page), "未公开")) << public_page;
}

TEST_F(History, of_a_page_says_that_a_line_was_parted_and_marks_nothing_else) {
    const auto page = published("申请人到乡镇便民服务中心提交材料由中心当场受理");
    correct(page, "申请人到乡镇便民服务中心提交材料\n由中心当场受理", {{"keep", "名单.txt"}});
    ASSERT_TRUE(shows(address(page) + "/editions", "〔换行〕"));
    const auto shown = reader_.get(address(page) + "/editions");
    EXPECT_FALSE(says(shown, "〔删去〕"));
    EXPECT_TRUE(says(shown, "〔换行〕<span class='hidden'>〔新增完〕</span></ins>\n由中心当场受理")) << shown.body;
}

TEST_F(History, of_a_page_keeps_nothing_of_an_edition_that_was_closed_for_what_stood_in_it) {
    const auto page = published("张某某患有疾病。");
    const auto at = address(page);
    EXPECT_TRUE(says(reader_.get(at), "患有疾病"));
    correct(page, "名单见附件。", {{"closes_earlier", "yes"}, {"keeps", "yes"}});
    ASSERT_TRUE(shows(at, "名单见附件"));
    for (const std::string& gone : {at, at + "/editions", at + "/editions/1", "/api/v1" + at, at + "/content", at + "/proof"}) {
        const auto answer = reader_.get(gone);
        EXPECT_EQ(answer.status, 200) << gone;
        EXPECT_FALSE(says(answer, "患有疾病")) << gone;
    }
    EXPECT_EQ(reader_.get(at + "/editions/1/files/%E5%90%8D%E5%8D%95.txt").status, 404);
    EXPECT_TRUE(says(reader_.get(at + "/editions/1"), "停止提供"));
    EXPECT_TRUE(says(reader_.get(at + "/editions"), "不应公开的内容"));
    EXPECT_TRUE(says(writer().client.get(page + "/editions/1"), "患有疾病")) << "the office keeps what it answers for";
    const auto log = boost::json::parse(reader_.get("/api/v1/log/entries?address=" + at).body);
    EXPECT_EQ(log.at("entries").as_array().size(), 2u) << "the log stays";
}

TEST_F(History, of_a_page_tells_that_it_moved_to_another_column_and_theme) {
    const auto page = published("共救助三户。");
    correct(page, "共救助三户。", {{"column", "announcements"}, {"theme", "02"}});
    const auto at = address(page);
    ASSERT_TRUE(shows(at + "/editions", "<span class='muted'>栏目</span> <del>"));
    const auto shown = reader_.get(at + "/editions");
    EXPECT_TRUE(says(shown, "<span class='muted'>主题分类</span> <ins>"));
    EXPECT_FALSE(says(shown, "文字没有变化"));
}

TEST_F(History, of_a_withdrawn_page_leads_to_its_entry_and_machines_are_told_that_it_is_gone) {
    const auto page = published("张某某患有疾病。");
    const auto at = address(page);
    deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "含有个人信息"}});
    ASSERT_TRUE(shows(at, "含有个人信息"));
    for (const std::string& gone :
         {at, at + "/editions", at + "/editions/1", at + "/copy.html", at + "/files/%E5%90%8D%E5%8D%95.txt"}) {
        const auto answer = reader_.get(gone);
        EXPECT_EQ(answer.status, 410) << gone;
        EXPECT_TRUE(says(answer, "含有个人信息") && says(answer, "href='/log/entries/2'")) << gone;
        EXPECT_TRUE(says(answer, "<meta name='robots' content='noindex'>")) << gone;
        EXPECT_FALSE(says(answer, "患有疾病")) << gone;
    }
    EXPECT_TRUE(says(reader_.get(at + "/proof"), "<meta name='robots' content='noindex'>"));
    const auto told = reader_.get("/api/v1" + at);
    EXPECT_EQ(told.status, 410);
    const auto left = boost::json::parse(told.body).at("withdrawn");
    EXPECT_EQ(left.at("reason").as_string(), "含有个人信息");
    EXPECT_EQ(left.at("address").as_string(), at);
    EXPECT_EQ(left.at("log_entry").as_int64(), 2);
    EXPECT_FALSE(says(told, "患有疾病")) << "its text is gone here too";
    EXPECT_TRUE(says(reader_.get(at + "/proof"), "核对通过")) << "that it was withdrawn is proved too";
    // Brought back, it does not bring back what it was withdrawn for.
    correct(page, "名单见附件。", {{"keeps", "yes"}});
    ASSERT_TRUE(shows(at, "名单见附件"));
    for (const std::string& gone : {at, at + "/editions", at + "/editions/1"})
        EXPECT_FALSE(says(reader_.get(gone), "患有疾病")) << gone;
    const auto again = reader_.get(at + "/editions");
    EXPECT_TRUE(says(again, "撤回理由</strong> <span>含有个人信息")) << "that it was away is told";
    for (const auto& part : {again, reader_.get(at + "/editions/1")}) {
        EXPECT_FALSE(says(part, "不应公开的内容")) << "nobody said so";
        EXPECT_TRUE(says(part, "本页曾经撤回"));
        EXPECT_FALSE(says(part, "第 1 稿"));
    }
}

TEST_F(History, is_proved_by_the_page_itself_and_an_alteration_is_told) {
    const auto page = published("共救助五户。");
    const auto at = address(page);
    ASSERT_TRUE(shows(at, at + "/proof'"));
    const auto fine = reader_.get(at + "/proof");
    EXPECT_TRUE(says(fine, "核对通过"));
    EXPECT_FALSE(says(fine, "不符"));
    EXPECT_EQ(read_page(fine.body).form_to(at + "/proof"), nullptr) << "nothing is to be typed";
    for (const std::string& part : {at + "/content", std::string("/api/v1/log/entries/1"), std::string("/log/checkpoint")})
        EXPECT_EQ(reader_.get(part).status, 200) << part;
    EXPECT_TRUE(says(reader_.get("/log/entries/1"), "签名有效"));
    database_rows(data_, "UPDATE edition SET body = '<p>共救助九户。</p>' WHERE published_at IS NOT NULL RETURNING id");
    EXPECT_TRUE(shows(at + "/proof", "核对没有通过"));
    EXPECT_EQ(reader_.get("/documents/none/proof").status, 404);
}

}  // namespace
}  // namespace gongkai::http
