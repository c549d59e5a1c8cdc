// What the checks find reaches the officer before he submits and the office before it forces, over the wire.
#include "base/core/file.h"
#include "base/extract/testing.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

class Findings : public Newsroom {
  protected:
    Findings() : Newsroom({{"GONGKAI_PUBLISHING_FORCE_NEEDS_FINDING", "true"}}) {}

    Answer force_as_typed(const std::string& page, const Lines& more = {}) {
        Lines fields{{"forced_because", "按上级要求"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return post(office().client, page, "force", "publishing.force", fields);
    }
};

const std::string found_in_list = "<strong>名单.txt　正文第1段</strong>";

TEST_F(Findings, of_files_stand_on_the_draft_and_before_whoever_forces_it) {
    const auto page =
        begin("news", {{"title", "救助情况公示"}, {"body", "现予公示。"}}, {"file", "名单.txt", "张三，手机13805371234\n"});
    EXPECT_TRUE(says(writer().client.get(page), found_in_list)) << "before he submits it";
    EXPECT_FALSE(says(writer().client.get(page), "检查附件"));

    const auto blind = force_as_typed(page);
    EXPECT_EQ(blind.status, 422);
    EXPECT_TRUE(says(blind, found_in_list));
    EXPECT_TRUE(says(blind, "请逐条看过"));
    EXPECT_TRUE(says(blind, "按上级要求")) << "what was typed is kept";
    EXPECT_EQ(force_as_typed(page, {{"findings_seen", std::string(64, '0')}}).status, 422);
    EXPECT_EQ(value("state", page), "draft");

    auto& stranger = officer("information_officer", other_unit);
    EXPECT_EQ(post(stranger.client, page, "look_through", "publishing.look_through").status, 404);
    EXPECT_EQ(post(writer().client, page, "force", "publishing.force", {{"forced_because", "x"}}).status, 403);

    // Whoever sees the page sees them, and says so with his form.
    EXPECT_EQ(send_form(office().client, page, page + "/force", {{"forced_because", "按上级要求"}}).status, 303);
    EXPECT_TRUE(says(reader_.get(address(page)), "按上级要求"));
    EXPECT_FALSE(says(reader_.get(address(page)), "13805371234")) << "findings are nobody's outside";
}

TEST_F(Findings, name_the_field_of_the_form_and_the_name_of_the_file) {
    const auto page = begin("news", {{"title", "救助公示"}, {"summary", "联系张三13805371234"}, {"body", "现予公示。"}},
                            {"file", "13905371234.txt", "春季植树\n"});
    const auto shown = writer().client.get(page);
    EXPECT_TRUE(says(shown, "<strong>内容概述</strong>")) << "the first line of a summary is no paragraph of the text";
    EXPECT_TRUE(says(shown, "<strong>13905371234.txt　文件名</strong>"));
}

TEST_F(Findings, of_a_list_come_by_the_title_that_stands_above_it) {
    const std::string list = "序号\t姓名\t性别\n1\t王梓涵\t女\n";
    const auto page =
        begin("news", {{"title", "第一实验小学三年级2班学生名单"}, {"body", "现予公示。"}}, {"file", "附件.txt", list});
    EXPECT_TRUE(says(writer().client.get(page), "标题写明名单上是学生或儿童"));
    const auto same = begin("news", {{"title", "登山活动获奖名单"}, {"body", "现予公示。"}}, {"file", "附件.txt", list});
    EXPECT_FALSE(says(writer().client.get(same), "王梓涵</span>")) << "the same bytes are another list there";
}

TEST_F(Findings, are_looked_for_again_where_nobody_has_kept_them) {
    const auto page =
        begin("news", {{"title", "救助情况公示"}, {"body", "现予公示。"}}, {"file", "名单.txt", "张三，手机13805371234\n"});
    EXPECT_EQ(
        send_form(office().client, "/console/checks", "/console/checks/sensitive_words", {{"list", "word\n甲公司\n"}}).status,
        303)
        << "what was found by other rules holds no more";
    EXPECT_TRUE(says(writer().client.get(page), "这些附件还没有检查过：名单.txt"));
    EXPECT_EQ(send_form(writer().client, page, page + "/look_through", {}).status, 303);
    EXPECT_TRUE(says(writer().client.get(page), found_in_list));
}

TEST_F(Findings, must_be_there_for_a_text_to_be_forced) {
    const auto page = begin("news", {{"title", "春季植树"}, {"body", "三月十二日举行植树活动。"}});
    EXPECT_TRUE(says(office().client.get(page), "没有直接发布的必要"));
    const auto refused = force_as_typed(page);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "请走审核步骤"));
    EXPECT_EQ(value("state", page), "draft");
}

TEST_F(Findings, begin_with_what_a_file_is_and_not_with_its_name) {
    const auto letter = extract::testing::make_zip(
        {{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>手机13805371234</w:t></w:r></w:p></w:body></w:document>"}});
    for (const std::string name : {"录音.mp3", "照片.jpg"})
        for (const std::string field : {"file", "from_file"}) {
            const auto sent = send_form(writer().client, "/console/documents/new?type=news", "/console/documents",
                                        {{"title", "公示" + name}, {"body", "现予公示。"}}, {field, name, letter});
            EXPECT_EQ(sent.status, 422) << name;
            EXPECT_TRUE(says(sent, "的内容不是文件名所说的")) << name;
            EXPECT_TRUE(says(sent, "公示" + name)) << "what was typed is kept";
        }
    const auto page = begin("news", {{"title", "公示"}, {"body", "现予公示。"}}, {"file", "名单.txt", letter});
    EXPECT_TRUE(says(writer().client.get(page), found_in_list)) << "a letter by any name is read as a letter";
}

// What stands in alternative texts, links, comments and names of files is shown among the findings and runs nowhere.
TEST_F(Findings, of_hostile_files_run_nothing) {
    const std::string hostile = "&lt;script>alert(1)&lt;/script>&lt;img src=x onerror=alert(1)>手机13805371234";
    const auto letter = extract::testing::make_zip(
        {{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>通知</w:t></w:r><w:r><w:drawing><wp:docPr descr='" + hostile +
                                   "'/></w:drawing></w:r></w:p></w:body></w:document>"},
         {"word/embeddings/\"><script>alert(2)</script>.docx",
          extract::testing::make_zip({{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>" + hostile +
                                                                "</w:t></w:r></w:p></w:body></w:document>"}})},
         {"customXml/item1.xml", "<x>" + hostile + "</x>"}});
    const auto page =
        begin("news", {{"title", "公示"}, {"body", "现予公示。"}}, {"file", "'><script>alert(3)</script>.docx", letter});
    const auto shown = writer().client.get(page);
    EXPECT_TRUE(says(shown, "13805371234"));
    EXPECT_EQ(read_page(shown.body).inline_styles_and_scripts, 0u) << shown.body;
    EXPECT_FALSE(says(shown, "<script>alert")) << shown.body;
    EXPECT_FALSE(says(shown, "<img src=x"));
}

TEST_F(Findings, tell_what_was_told_as_a_scan_became_the_text_and_the_scan_is_offered) {
    const auto scan = read_file(source_file("tests/samples/intake/scan.png")).value();
    const auto page = begin("news", {{"title", "扫描件"}}, {"from_file", "原件.png", scan});
    const auto shown = writer().client.get(page);
    EXPECT_TRUE(says(shown, "文字是从图片里识别出来的"));
    EXPECT_TRUE(says(shown, ">原件.png</a>"));
    EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", {{"keep", "原件.png"}},
                        {"from_file", "新的.txt", "春季植树\n三月十二日举行。\n"})
                  .status,
              303);
    EXPECT_TRUE(says(writer().client.get(page), ">原件.png</a>")) << "another file for the text does not take it away";
}

}  // namespace
}  // namespace gongkai::http
