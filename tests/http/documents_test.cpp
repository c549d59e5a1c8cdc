// A document's way over the wire: written by one, passed by two others, read by everybody; and what is refused on the way.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "base/core/file.h"
#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

class Documents : public testing::Test {
  protected:
    Documents() {
        fill_data_folder(data_, Proofs::none);
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}}, {}};
        portal_.emplace(surroundings_);
        writer_.emplace(open("information_officer", "市财政局", "writer"));
        reviewer_.emplace(open("reviewer", "市财政局", "reviewer"));
        signer_.emplace(open("signer", "市财政局", "signer"));
        reader_ = Client(portal_->port());
    }
    Officer open(const std::string& role, const std::string& unit, const std::string& name) {
        return open_account(surroundings_, portal_->port(), role, unit, name);
    }
    std::string begin(const std::string& type, const Lines& fields) {
        const auto sent = send_form(writer_->client, "/console/documents/new?type=" + type, "/console/documents", fields,
                                    {"file", "附表.pdf", "%PDF-1.4 附表"});
        EXPECT_EQ(sent.status, 303) << sent.body;
        return sent.header_or_nothing("Location");
    }
    std::string news(const std::string& title) { return begin("news", {{"title", title}, {"body", "第一段\n第二段"}}); }
    int deed(Officer& officer, const std::string& page, const std::string& verb, const Lines& fields = {}) {
        return send_form(officer.client, page, page + '/' + verb, fields).status;
    }
    void publish(const std::string& page) {
        EXPECT_EQ(deed(*writer_, page, "submit"), 303);
        EXPECT_EQ(deed(*reviewer_, page, "review"), 303);
        EXPECT_EQ(deed(*signer_, page, "sign"), 303);
        EXPECT_EQ(deed(*writer_, page, "publish"), 303);
    }
    std::string public_address(const std::string& page) {
        for (const auto& link : read_page(writer_->client.get(page).body).links)
            if (link.address.starts_with("/documents/"))
                return link.address;
        return {};
    }

    // A kept page learns within a moment that the data have changed.
    bool shows(const std::string& target, std::string_view words, bool wanted = true) {
        for (int tries = 0; tries < 60; ++tries) {
            if ((reader_.get(target).body.find(words) != std::string::npos) == wanted)
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    }
    bool hides(const std::string& target, std::string_view words) { return shows(target, words, false); }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    std::optional<Officer> writer_, reviewer_, signer_;
    Client reader_{0};
};

bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

TEST_F(Documents, are_read_by_everybody_in_their_column_as_soon_as_they_are_published) {
    const auto page = news("市财政局公布预算");
    EXPECT_FALSE(says(reader_.get("/columns/news"), "市财政局公布预算"));
    publish(page);
    const auto address = public_address(page);
    ASSERT_NE(address, "");
    const auto shown = reader_.get(address);
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(says(shown, "<p>第二段</p>"));
    EXPECT_TRUE(says(shown, "<meta name='ArticleTitle' content='市财政局公布预算'>"));
    EXPECT_TRUE(says(shown, "\"datePublished\":\"2026-03-02T01:00:00.000Z\""));
    for (const std::string list :
         {"/documents", "/columns/news", "/columns/news/feed.atom", "/api/v1/documents", "/documents?type=news"})
        EXPECT_TRUE(shows(list, "市财政局公布预算")) << list;
    EXPECT_FALSE(says(reader_.get("/documents?type=plan"), "市财政局公布预算"));
    EXPECT_TRUE(says(reader_.get("/sitemap.xml?part=1"), "<loc>" + address + "</loc>"));
    EXPECT_TRUE(shows("/sitemap.xml", "<loc>/sitemap.xml?part=1</loc>"));
    const auto file = reader_.get(address + "/files/%E9%99%84%E8%A1%A8.pdf");
    EXPECT_EQ(file.body, "%PDF-1.4 附表");
    EXPECT_TRUE(file.header_or_nothing("Content-Disposition").starts_with("attachment"));
    EXPECT_EQ(reader_.get(address + "/files/none.pdf").status, 404);
}

// The officer's own answer comes after the commit: whoever opens page, list, feed or API from then on sees the document, though
// all of them were kept without it.
TEST_F(Documents, are_on_every_kept_page_when_the_deed_is_acknowledged) {
    const std::vector<std::string> lists{"/documents", "/columns/news", "/columns/news/feed.atom", "/api/v1/documents", "/"};
    std::vector<double> waited;
    for (int round = 0; round < 5; ++round) {
        const auto title = "第" + std::to_string(round) + "次公布预算";
        const auto page = news(title);
        EXPECT_EQ(deed(*writer_, page, "submit"), 303);
        EXPECT_EQ(deed(*reviewer_, page, "review"), 303);
        EXPECT_EQ(deed(*signer_, page, "sign"), 303);
        for (const auto& list : lists)
            EXPECT_FALSE(says(reader_.get(list), title)) << list;
        const auto from = std::chrono::steady_clock::now();
        ASSERT_EQ(deed(*writer_, page, "publish"), 303);
        for (const auto& list : lists)
            EXPECT_TRUE(says(reader_.get(list), title)) << list << " is still the one from before";
        waited.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
        EXPECT_EQ(reader_.get(public_address(page)).status, 200);
    }
    std::ranges::sort(waited);
    EXPECT_LT(waited[2], 200) << "milliseconds from the press of the button to five pages that show it, in the median";
}

TEST_F(Documents, are_the_same_for_machines) {
    const auto page = news("市财政局公布预算");
    publish(page);
    const auto key = public_address(page).substr(11);
    const auto one = boost::json::parse(reader_.get("/api/v1/documents/" + key).body);
    EXPECT_EQ(one.at("title").as_string(), "市财政局公布预算");
    EXPECT_EQ(one.at("attachments").as_array().size(), 1u);
    EXPECT_TRUE(one.at("validity").is_null());
    EXPECT_EQ(reader_.get("/api/v1/documents/none").status, 404);
    EXPECT_EQ(reader_.get("/api/v1/documents?type=none").status, 400);
    EXPECT_EQ(reader_.get("/documents?type=none").status, 200);
    EXPECT_TRUE(shows("/documents?type=none", "无法识别"));
}

TEST_F(Documents, a_text_is_passed_by_nobody_who_wrote_it) {
    auto both = open("signer", "市财政局", "both");
    const auto page = news("标题");
    deed(*writer_, page, "submit");
    EXPECT_EQ(read_page(writer_->client.get(page).body).form_to(page + "/review"), nullptr);
    EXPECT_EQ(writer_->client.post(page + "/review", {{"form_token", writer_->token_for(page, page + "/take_back")}}).status,
              403);
    EXPECT_EQ(read_page(both.client.get(page).body).form_to(page + "/sign"), nullptr) << "it is not reviewed yet";
    EXPECT_EQ(deed(*reviewer_, page, "give_back", {{"reason", "请写明时间"}}), 303);
    EXPECT_TRUE(says(writer_->client.get("/console"), "标题"));
    EXPECT_TRUE(says(writer_->client.get(page), "请写明时间"));
}

TEST_F(Documents, a_red_head_names_the_organ_in_full) {
    const auto page = begin("official_paper", {{"title", "关于公布预算的通知"}, {"body", "各单位"}});
    EXPECT_TRUE(says(writer_->client.get(page), "<p class='organ'>邹城市财政局</p>"));
}

TEST_F(Documents, mail_goes_to_whoever_has_the_next_step_and_back_to_the_writer) {
    writer_.reset();
    reviewer_.reset();
    signer_.reset();
    portal_.reset();
    auto with_mail = surroundings_;
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"GONGKAI_MAIL_SERVER", "127.0.0.1:9"},
                                                          {"GONGKAI_MAIL_FROM", "office@gongkai.example.cn"},
                                                          {"GONGKAI_SITE_ADDRESS", "https://gongkai.example.cn"}})
        with_mail.variables.emplace_back(name, value);
    portal_.emplace(with_mail);
    writer_.emplace(open("information_officer", "市财政局", "writer2"));
    reviewer_.emplace(open("reviewer", "市财政局", "reviewer2"));
    signer_.emplace(open("signer", "市财政局", "signer2"));
    const auto page = news("市财政局公布预算");
    const auto told = [&] {
        std::vector<std::string> all;
        for (const auto& row : database_rows(data_,
                                             "SELECT o.kind, a.roles, o.path FROM outbox_mail o JOIN account a ON "
                                             "a.id = o.account_id ORDER BY o.id"))
            all.push_back(row.at(0) + ' ' + row.at(1) + ' ' + row.at(2));
        std::ranges::sort(all);
        all.erase(std::ranges::unique(all).begin(), all.end());
        return all;
    };
    EXPECT_EQ(deed(*writer_, page, "submit"), 303);
    EXPECT_EQ(told(), std::vector<std::string>{"document_waits reviewer " + page});
    EXPECT_EQ(deed(*reviewer_, page, "review"), 303);
    EXPECT_EQ(deed(*signer_, page, "give_back", {{"reason", "请写明金额"}}), 303);
    EXPECT_EQ(told(), (std::vector<std::string>{"document_returned information_officer " + page,
                                                "document_waits reviewer " + page, "document_waits signer " + page}));
}

TEST_F(Documents, a_form_that_is_behind_keeps_what_was_typed) {
    const auto page = news("标题");
    const auto before = read_page(writer_->client.get(page + "/edit").body);
    Lines old = before.form_to(page + "/edit")->hidden;
    EXPECT_EQ(send_form(writer_->client, page + "/edit", page + "/edit", {{"title", "先保存的"}}).status, 303);
    old.insert(old.end(), {{"title", "后保存的"}, {"column", "news"}, {"body", "后写的正文"}});
    const auto refused = writer_->client.post(page + "/edit", old);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "别人刚刚改动过"));
    EXPECT_TRUE(says(refused, "后写的正文"));
    EXPECT_TRUE(says(writer_->client.get(page), "先保存的"));
}

TEST_F(Documents, a_correction_leaves_the_earlier_edition_to_be_read) {
    const auto page = news("标题");
    publish(page);
    const auto address = public_address(page);
    EXPECT_EQ(deed(*writer_, page, "revise"), 303);
    EXPECT_EQ(send_form(writer_->client, page + "/edit", page + "/edit",
                        {{"title", "标题"}, {"body", "改过的正文"}, {"change_note", "更正一处数字"}})
                  .status,
              303);
    EXPECT_TRUE(says(reader_.get(address), "第二段")) << "still the old one";
    publish(page);
    EXPECT_TRUE(shows(address, "改过的正文"));
    EXPECT_TRUE(shows(address, "更正一处数字"));
    const auto earlier = reader_.get(address + "/editions/1");
    EXPECT_TRUE(says(earlier, "第二段"));
    EXPECT_TRUE(says(earlier, "旧版本"));
    EXPECT_EQ(reader_.get(address + "/editions/2").status, 404) << "it was saved and never public";
}

TEST_F(Documents, what_is_withdrawn_says_why_and_shows_its_text_no_more) {
    const auto page = news("标题");
    publish(page);
    const auto address = public_address(page);
    ASSERT_TRUE(shows(address, "第二段"));
    const auto was = reader_.get(address);
    EXPECT_EQ(deed(*signer_, page, "withdraw", {{"withdrawn_because", "内容有误"}}), 303);
    EXPECT_TRUE(shows(address, "内容有误"));
    EXPECT_TRUE(says(writer_->client.get(page), "从门户撤回　signer（市财政局）</span><p class='said'>内容有误</p>"))
        << "who did it, when and why stands among the steps";
    const auto gone = reader_.get(address);
    EXPECT_EQ(gone.status, 410);
    EXPECT_FALSE(says(gone, "第二段"));
    EXPECT_TRUE(hides("/documents", "标题</a>"));
    for (const std::string list : {"/columns/news", "/columns/news/feed.atom", "/sitemap.xml?part=1", "/api/v1/documents"})
        EXPECT_TRUE(hides(list, address)) << list;
    EXPECT_EQ(reader_.get(address + "/editions/1").status, 410);
    EXPECT_EQ(reader_.get(address + "/files/%E9%99%84%E8%A1%A8.pdf").status, 410);
    EXPECT_EQ(reader_.get("/api/v1" + address).status, 410);
    // Whoever has the text from before, or this, is told once more that it is gone, and not that he has it.
    for (const auto& known : {was.header_or_nothing("ETag"), gone.header_or_nothing("ETag")}) {
        ASSERT_NE(known, "");
        EXPECT_EQ(reader_.get(address, {{"If-None-Match", known}}).status, 410);
    }
    EXPECT_NE(gone.header_or_nothing("Cache-Control").find("must-revalidate"), std::string::npos);
    EXPECT_EQ(reader_.ask("HEAD", address).status, 410);
    // Nothing on the site leads to it any more; in its files it lies where it was.
    const auto files = folder_.path() / "site";
    const auto exported = run_program({"site", "export", files, "--languages", "zh", "--json"}, surroundings_);
    ASSERT_EQ(exported.code, 0) << exported.complained;
    const auto page_of_it = address.substr(1) + "/index.html";
    EXPECT_EQ(boost::json::parse(exported.said).at("gone"), boost::json::array{page_of_it});
    EXPECT_NE(read_file(files / page_of_it).value_or("").find("内容有误"), std::string::npos);
}

TEST_F(Documents, an_emergency_is_public_by_one_act) {
    const auto page = begin("emergency_update", {{"title", "暴雨橙色预警"}, {"body", "请立即转移"}, {"level", "orange"}});
    EXPECT_EQ(deed(*writer_, page, "publish_urgently"), 303);
    EXPECT_TRUE(shows(public_address(page), "紧急发布"));
    EXPECT_TRUE(says(reviewer_->client.get("/console"), "2026-03-03 09:00"));
    EXPECT_EQ(deed(*reviewer_, page, "look_over"), 303);
    EXPECT_TRUE(hides(public_address(page), "紧急发布"));
}

TEST_F(Documents, another_units_drafts_are_not_there) {
    const auto page = news("内部草稿");
    auto stranger = open("information_officer", "市卫生健康局", "stranger");
    for (const std::string& at :
         {page, page + "/edit", page + "/proof", page + "/editions/1", page + "/files/%E9%99%84%E8%A1%A8.pdf"}) {
        EXPECT_EQ(stranger.client.get(at).status, 404) << at;
        EXPECT_EQ(reader_.get(at).status, 303) << at;
    }
    EXPECT_FALSE(says(stranger.client.get("/console/documents"), "内部草稿"));
    const auto linked = send_form(stranger.client, "/console/documents/new?type=interpretation", "/console/documents",
                                  {{"title", "解读"}, {"does_interprets", "#" + page.substr(page.rfind('/') + 1)}});
    EXPECT_EQ(linked.status, 422);
    EXPECT_FALSE(says(linked, "内部草稿"));
}

TEST_F(Documents, a_duty_is_proved_by_the_page_that_fulfils_it) {
    const auto page = news("市财政局公布预算");
    publish(page);
    const auto choose = read_page(writer_->client.get(page + "/proof").body);
    const auto found =
        std::ranges::find_if(choose.links, [](const Link& link) { return link.address.starts_with("/console/duties/"); });
    ASSERT_NE(found, choose.links.end());
    const auto form = writer_->client.get(found->address);
    EXPECT_TRUE(says(form, "value='" + public_address(page) + "'"));
    const auto duty = found->address.substr(0, found->address.find('?'));
    const auto offered =
        send_form(writer_->client, found->address, duty + "/proofs",
                  {{"done_on", "2026-03-02"}, {"words", "已公布"}, {"kind", "page"}, {"address", public_address(page)}});
    EXPECT_EQ(offered.status, 303) << offered.body;
}

TEST_F(Documents, what_is_scheduled_is_not_there_before_its_time) {
    const auto page = news("定时发布的消息");
    deed(*writer_, page, "submit");
    deed(*reviewer_, page, "review");
    deed(*signer_, page, "sign");
    EXPECT_EQ(deed(*writer_, page, "schedule", {{"publish_on", "2026-03-02"}, {"publish_time", "08:00"}}), 422);
    EXPECT_EQ(deed(*writer_, page, "schedule", {{"publish_on", "2026-03-02"}, {"publish_time", "9点"}}), 422);
    EXPECT_EQ(deed(*writer_, page, "schedule", {{"publish_on", "2026-03-02"}, {"publish_time", "09:30"}}), 303);
    EXPECT_FALSE(says(reader_.get("/documents"), "定时发布的消息"));
    portal_.reset();
    auto later = surroundings_;
    later.variables[0].second = "2026-03-02T01:30:00Z";
    portal_.emplace(later);
    reader_ = Client(portal_->port());
    EXPECT_TRUE(shows("/documents", "定时发布的消息"));
}

TEST_F(Documents, strangers_html_is_shown_without_what_it_would_do) {
    const auto page =
        begin("news", {{"title", "<b>标题</b>"},
                       {"body", "<p onclick='x()'>甲<script>alert(1)</script><img src='javascript:x' onerror='x()'></p>"}});
    publish(page);
    const auto shown = reader_.get(public_address(page));
    EXPECT_EQ(read_page(shown.body).inline_styles_and_scripts, 0u);
    EXPECT_FALSE(says(shown, "alert(1)"));
    EXPECT_FALSE(says(shown, "<b>标题"));
    EXPECT_EQ(
        send_form(writer_->client, "/console/documents/new?type=news", "/console/documents", {{"title", ""}, {"body", "留着"}})
            .status,
        422);
}

TEST_F(Documents, a_file_becomes_the_text_and_is_offered_beside_it) {
    const auto paper = *read_file(source_file("tests/samples/notices/bilan-2023.docx"));
    const auto sent = send_form(writer_->client, "/console/documents/new?type=official_paper", "/console/documents", {},
                                {"from_file", "通知.docx", paper});
    ASSERT_EQ(sent.status, 303) << sent.body;
    const auto page = sent.header_or_nothing("Location");
    const auto shown = writer_->client.get(page);
    EXPECT_TRUE(says(shown, "政务公开"));
    EXPECT_TRUE(says(shown, "通知.docx"));
    const auto kept = writer_->client.get(page + "/files/%E9%80%9A%E7%9F%A5.docx");
    EXPECT_EQ(kept.status, 200);
    EXPECT_TRUE(kept.body.starts_with("PK"));
    const auto wrong = send_form(writer_->client, "/console/documents/new?type=news", "/console/documents", {{"title", "标题"}},
                                 {"from_file", "坏文件.docx", "PK\x03\x04 no archive"});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(says(wrong, "value='标题'")) << "what was typed is kept";
}

TEST_F(Documents, what_must_not_be_public_is_found_in_text_and_files_and_masked_in_one_act) {
    const std::string id_number = "11010519491231002X";
    const auto sent = send_form(writer_->client, "/console/documents/new?type=news", "/console/documents",
                                {{"title", "救助名单"}, {"body", "申请人身份证号" + id_number + "，联系电话13812345678。"}},
                                {"file", "名单.txt", "张三 身份证号 " + id_number + "\n"});
    const auto page = sent.header_or_nothing("Location");
    EXPECT_TRUE(says(writer_->client.get(page), "必须改正"));
    const auto refused = send_form(writer_->client, page, page + "/submit", {});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "名单.txt")) << "files are looked into";
    EXPECT_EQ(deed(*writer_, page, "mask"), 303);
    const auto masked = writer_->client.get(page);
    EXPECT_FALSE(says(masked, "<p>申请人身份证号" + id_number));
    EXPECT_FALSE(says(writer_->client.get(page + "/files/%E5%90%8D%E5%8D%95.txt"), id_number));
    EXPECT_EQ(deed(*writer_, page, "submit"), 303);
}

TEST_F(Documents, what_is_typed_and_not_saved_is_there_again_for_its_writer_alone) {
    const auto page = news("初稿"), edit = page + "/edit", aside = edit + "/aside";
    const auto put_aside = [&](Officer& officer, const std::string& form_of, const std::string& words) {
        return officer.client.post(aside, {{"form_token", officer.token_for(form_of + "/edit", form_of + "/edit")},
                                           {"version", "1"},
                                           {"title", "初稿"},
                                           {"body", words}});
    };
    const auto kept = put_aside(*writer_, page, "<p>还没有写完</p>");
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(boost::json::parse(kept.body).at("at").as_string().size(), 5u);
    EXPECT_TRUE(says(writer_->client.get(edit), "还没有写完"));
    EXPECT_FALSE(says(writer_->client.get(page), "还没有写完")) << "it is no edition";

    auto colleague = open("information_officer", "市财政局", "colleague");
    EXPECT_FALSE(says(colleague.client.get(edit), "还没有写完"));
    auto stranger = open("information_officer", "市卫生健康局", "stranger");
    const auto theirs = send_form(stranger.client, "/console/documents/new?type=news", "/console/documents",
                                  {{"title", "别处"}, {"body", "别处"}})
                            .header_or_nothing("Location");
    EXPECT_EQ(put_aside(stranger, theirs, "外单位").status, 404);
    EXPECT_EQ(reader_.post(aside, {{"body", "路人"}}).status / 100, 3) << "to the way in";

    EXPECT_EQ(send_form(writer_->client, edit, edit, {{"title", "初稿"}, {"body", "写完了"}}).status, 303);
    EXPECT_TRUE(says(writer_->client.get(page), "写完了"));
    EXPECT_FALSE(says(writer_->client.get(edit), "还没有保存的内容"));
}

TEST_F(Documents, what_was_typed_over_an_edition_that_is_no_longer_the_last_stands_beside_the_new_one) {
    const auto page = news("初稿"), edit = page + "/edit";
    auto colleague = open("information_officer", "市财政局", "colleague");
    const auto token = writer_->token_for(edit, edit);
    EXPECT_EQ(writer_->client.post(edit + "/aside", {{"form_token", token}, {"version", "1"}, {"body", "我的段落"}}).status, 200);
    EXPECT_EQ(send_form(colleague.client, edit, edit, {{"title", "初稿"}, {"body", "同事的段落"}}).status, 303);
    const auto shown = writer_->client.get(edit);
    EXPECT_TRUE(says(shown, "此后这篇文件又存了新的一稿"));
    EXPECT_TRUE(says(shown, "<pre tabindex='0'>我的段落</pre>"));
    EXPECT_TRUE(says(shown, "同事的段落"));
    EXPECT_EQ(send_form(writer_->client, edit, edit + "/drop_aside", {}).status, 303);
    EXPECT_FALSE(says(writer_->client.get(edit), "我的段落"));
}

TEST_F(Documents, a_new_text_is_put_aside_until_it_is_saved_or_dropped) {
    const std::string form = "/console/documents/new?type=news", at = "/console/documents/new";
    const auto put_aside = [&] {
        const auto token = writer_->token_for(form, "/console/documents");
        return writer_->client.post(at + "/aside", {{"form_token", token}, {"type", "news"}, {"title", "还没有写完的标题"}});
    };
    EXPECT_EQ(put_aside().status, 200);
    EXPECT_TRUE(says(writer_->client.get(form), "还没有写完的标题"));
    EXPECT_FALSE(says(writer_->client.get(at + "?type=notice"), "还没有写完的标题")) << "another form";
    EXPECT_EQ(send_form(writer_->client, form, at + "/drop_aside", {}).status, 303);
    EXPECT_FALSE(says(writer_->client.get(form), "还没有写完的标题"));
    EXPECT_EQ(put_aside().status, 200);
    news("写完了");
    EXPECT_FALSE(says(writer_->client.get(form), "还没有写完的标题"));
}

TEST_F(Documents, what_is_pasted_comes_back_as_it_would_be_saved) {
    const auto shown = writer_->client.get("/console/documents/new?type=news").body;
    const std::string mark = "\"clean\":{\"at\":\"/console/documents/clean\",\"token\":\"";
    const auto from = shown.find(mark);
    ASSERT_NE(from, std::string::npos);
    const auto begin = from + mark.size();
    const auto token = shown.substr(begin, shown.find('"', begin) - begin);
    const auto cleaned = writer_->client.post(
        "/console/documents/clean",
        {{"form_token", token},
         {"html", "<p class=MsoNormal onclick=x>各单位<script>alert(1)</script></p><iframe src=//a></iframe>"}});
    EXPECT_EQ(cleaned.status, 200);
    const auto told = boost::json::parse(cleaned.body);
    EXPECT_EQ(told.at("html").as_string(), "<p>各单位</p>\n");
    EXPECT_GE(told.at("removed").as_array().size(), 1u);
    EXPECT_EQ(writer_->client.post("/console/documents/clean", {{"html", "<p>a</p>"}}).status, 403);
}

TEST_F(Documents, the_pages_of_a_pdf_are_shown_by_the_browser_and_nothing_else_is_served_as_one) {
    const auto page = news("市财政局公布预算");
    publish(page);
    const auto address = public_address(page);
    const auto pages = address + "/pages/%E9%99%84%E8%A1%A8.pdf";
    EXPECT_TRUE(says(reader_.get(address), pages));
    const auto shown = reader_.get(pages);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.header_or_nothing("Content-Type"), "application/pdf");
    EXPECT_EQ(shown.header_or_nothing("Content-Disposition"), "");
    EXPECT_TRUE(shown.header_or_nothing("Content-Security-Policy").starts_with("default-src 'none'"));

    const auto other = send_form(writer_->client, "/console/documents/new?type=news", "/console/documents",
                                 {{"title", "冒名"}, {"body", "第一段"}}, {"file", "page.pdf", "<script>alert(1)</script>"})
                           .header_or_nothing("Location");
    EXPECT_EQ(reader_.get(other + "/pages/page.pdf").status, 404) << "of the console there are none";
    publish(other);
    const auto saved = reader_.get(public_address(other) + "/pages/page.pdf");
    EXPECT_TRUE(saved.header_or_nothing("Content-Disposition").starts_with("attachment"));
    EXPECT_EQ(deed(*signer_, page, "withdraw", {{"withdrawn_because", "内容有误"}}), 303);
    EXPECT_EQ(reader_.get(pages).status, 410) << "withdrawn";
}

}  // namespace
}  // namespace gongkai::http
