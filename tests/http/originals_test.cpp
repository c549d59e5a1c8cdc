// The file beside the text that was made of it, and what the page of a draft costs.
#include "base/extract/testing.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

const std::string file_name = "%E9%80%9A%E7%9F%A5.docx";  // 通知.docx
constexpr std::string_view differs = "正文在收入这一原件后作过改动";

std::string word_file(const std::string& words) {
    return extract::testing::make_zip({{"word/document.xml",
                                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                                        "<w:body><w:p><w:r><w:t>" +
                                            words + "</w:t></w:r></w:p></w:body></w:document>"}});
}

class Originals : public Newsroom {
  protected:
    Originals() : Newsroom({{"GONGKAI_SERVER_COUNT_STATEMENTS", "true"}}) {}
    void edit(const std::string& page, Lines fields) {
        fields.insert(fields.end(), {{"keeps", "yes"}, {"keep", "通知.docx"}});
        EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", fields).status, 303);
    }
    bool console_says(const std::string& page, std::string_view words) { return says(writer().client.get(page), words); }
};

TEST_F(Originals, of_a_text_that_was_corrected_say_so_where_they_are_offered) {
    const auto page = begin("news", {{"title", "通知"}, {"column", "news"}}, {"from_file", "通知.docx", word_file("收费三元。")});
    EXPECT_TRUE(console_says(page, "收费三元。"));
    edit(page, {{"title", "收费的通知"}, {"body", "收费三元。"}});
    EXPECT_FALSE(console_says(page, differs)) << "it says the same";
    publish(page);
    const auto at = address(page);
    EXPECT_FALSE(says(reader_.get(at), differs));
    deed(writer(), page, "revise");
    edit(page, {{"body", "收费二元。"}, {"change_note", "金额有误"}});
    EXPECT_TRUE(console_says(page, differs));
    EXPECT_TRUE(console_says(page, "请上传改好的原件"));
    publish(page);
    ASSERT_TRUE(shows(at, "收费二元。"));
    const auto shown = reader_.get(at);
    const auto offered = shown.body.find(file_name);
    ASSERT_NE(offered, std::string::npos);
    EXPECT_NE(shown.body.find(differs, offered), std::string::npos) << "beside the file";
    EXPECT_TRUE(says(reader_.get(at + "/copy.html"), differs));
    EXPECT_FALSE(says(reader_.get(at + "/editions/1"), differs)) << "there the file is that of the text";
    EXPECT_TRUE(console_says(page, "更正说明：金额有误")) << "the list of steps tells why";

    deed(writer(), page, "revise");
    const auto sent =
        send_form(writer().client, page + "/edit", page + "/edit", {{"keep", "通知.docx"}, {"change_note", "补上改好的原件"}},
                  {"file", "通知.docx", word_file("收费二元。")});
    EXPECT_EQ(sent.status, 303);
    EXPECT_FALSE(console_says(page, differs)) << "the original was handed in anew";
    edit(page, {{"body", "收费一元。"}});
    EXPECT_TRUE(console_says(page, differs));
}

TEST_F(Originals, are_masked_together_with_their_text) {
    const auto page =
        begin("news", {{"title", "通知"}, {"column", "news"}}, {"from_file", "通知.docx", word_file("请拨打张三13812345678。")});
    deed(writer(), page, "mask");
    EXPECT_TRUE(console_says(page, "138****5678"));
    EXPECT_FALSE(console_says(page, differs));
}

TEST_F(Originals, that_were_cleaned_are_not_said_to_hide_what_went_out_with_the_comments) {
    const std::string w = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>";
    const auto with = [&](const std::string& run) {
        return extract::testing::make_zip(
            {{"[Content_Types].xml", "<Types/>"},
             {"_rels/.rels",
              "<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='word/document.xml'/></Relationships>"},
             {"word/document.xml", "<w:document" + w + "<w:body><w:p><w:r><w:t>收费三元。</w:t></w:r>" + run +
                                       "<w:r><w:commentReference w:id='0'/></w:r></w:p></w:body></w:document>"},
             {"word/_rels/document.xml.rels", "<R><Relationship Id='c' Type='x/comments' Target='comments.xml'/></R>"},
             {"word/comments.xml", "<w:comments" + w +
                                       "<w:comment w:id='0' w:author='甲'><w:p><w:r><w:t>内部意见</w:t></w:r></w:p></w:comment>"
                                       "</w:comments>"}});
    };
    const Lines fields{{"title", "通知"}, {"column", "news"}};
    EXPECT_FALSE(console_says(begin("news", fields, {"from_file", "通知.docx", with("")}), "可能还在原文件里"));
    const std::string unseen = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见不要外传</w:t></w:r>";
    EXPECT_TRUE(console_says(begin("news", fields, {"from_file", "通知.docx", with(unseen)}), "可能还在原文件里"));
}

TEST_F(Originals, a_draft_with_findings_and_links_to_this_portal_keeps_its_page_cheap) {
    std::string body = "<p>联系电话13812345678，身份证号11010519491231002X，登陆网站。</p><p>";
    for (int i = 0; i < 4; ++i) {
        const auto other = begin("news", {{"title", "被链接的" + std::to_string(i)}, {"body", "正文"}, {"column", "news"}});
        body += "<a href='" + force(other) + "'>第" + std::to_string(i) + "篇文件全文</a>";
    }
    body +=
        "<a href='/documents/GK-none'>没有的文件全文</a><a href='/columns/news'>工作动态栏目</a>"
        "<a href='http://127.0.0.1:9/'>另一网站首页</a></p>";
    const auto page = begin("news", {{"title", "链接"}, {"body", body}, {"column", "news"}},
                            {"file", "名单.docx", word_file("身份证号11010519491231002X")});
    const auto policy = begin("policy_document", {{"title", "关于收费的通知"},
                                                  {"body", body},
                                                  {"number", "邹财字〔2026〕1号"},
                                                  {"signed_on", "2026-02-02"},
                                                  {"column", "normative"},
                                                  {"disclosure", "public"}});
    for (const auto& draft : {page, policy}) {
        const auto shown = writer().client.get(draft);
        EXPECT_TRUE(says(shown, "/documents/GK-none</span>")) << "the dead one is found";
        const auto timing = shown.header_or_nothing("Server-Timing");
        ASSERT_TRUE(timing.starts_with("sql;desc=")) << timing;
        EXPECT_LE(std::stoi(timing.substr(9)), 11) << draft << ' ' << timing;
    }
}

}  // namespace
}  // namespace gongkai::http
