// What the office keeps around documents, and what is played on their pages, over the wire.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/file.h"
#include "base/extract/testing.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

using extract::testing::make_zip;

using Deeds = Newsroom;

const Lines policy{{"title", "关于公开收费标准的通知"},
                   {"body", "各单位：\n请照此办理。"},
                   {"number", "邹财字〔2026〕1号"},
                   {"signed_on", "2026-02-02"},
                   {"disclosure", "public"}};

TEST_F(Deeds, a_red_head_without_a_typed_closing_is_closed_by_its_unit_and_day) {
    const auto page = begin("policy_document", policy);
    const auto shown = reader_.get(force(page));
    EXPECT_TRUE(says(shown, "<p class='signed'>邹城市财政局<br>2026年2月2日</p>")) << shown.body;
}

TEST_F(Deeds, relations_are_drawn_where_there_are_two_and_not_where_there_is_one) {
    auto old = policy;
    const auto first = force(begin("policy_document", old));
    EXPECT_FALSE(says(reader_.get(first), "class='net'"));
    auto later = policy;
    later[0].second = "关于修改收费标准的通知";
    later[2].second = "邹财字〔2026〕2号";
    later.push_back({"does_amends", "邹财字〔2026〕1号"});
    const auto second = force(begin("policy_document", later));
    EXPECT_FALSE(says(reader_.get(second), "class='net'")) << "one relation is said by its line";
    later[0].second = "关于废止收费标准的通知";
    later[2].second = "邹财字〔2026〕3号";
    later.back() = {"does_repeals", "邹财字〔2026〕2号"};
    const auto third = force(begin("policy_document", later));
    ASSERT_TRUE(shows(second, "class='net'"));
    const auto drawn = read_page(reader_.get(third).body);
    for (const auto& address : {first, second, third})
        EXPECT_TRUE(std::ranges::any_of(drawn.links, [&](const Link& link) { return link.address == address; })) << address;
}

TEST_F(Deeds, a_unit_that_is_not_on_the_list_is_warned_before_it_submits_a_normative_document) {
    auto fields = policy;
    fields.insert(fields.end(), {{"effective_on", "2026-04-01"}, {"expires_on", "2031-03-31"}, {"column", "normative"}});
    const auto page = begin("normative_document", fields);
    EXPECT_TRUE(says(writer().client.get(page), "不在规范性文件制定主体清单上"));
    const auto id = database_rows(data_, std::string("SELECT id FROM unit WHERE name = '") + unit + "'").at(0).at(0);
    EXPECT_EQ(writer().client.get("/console/makers").status, 403) << "the list is the office's";
    EXPECT_EQ(reader_.get("/console/makers").status, 303);
    const auto put = [&](const std::string& basis) {
        return send_form(office().client, "/console/makers", "/console/makers",
                         {{"unit", id}, {"basis", basis}, {"from", "2026-01-01"}});
    };
    const auto refused = put("");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(put("邹政发〔2019〕1号").status, 303);
    EXPECT_EQ(put("邹政发〔2019〕1号").status, 422) << "it is there already";
    EXPECT_FALSE(says(writer().client.get(page), "不在规范性文件制定主体清单上"));
    EXPECT_TRUE(shows("/makers", "邹政发〔2019〕1号"));
    const auto api = boost::json::parse(reader_.get("/api/v1/makers").body);
    EXPECT_EQ(api.at("makers").as_array().size(), 1u);
    EXPECT_TRUE(api.at("makers").at(0).at("is_on_list").as_bool());
}

class StrictDeeds : public Newsroom {
  protected:
    StrictDeeds() : Newsroom({{"GONGKAI_PUBLISHING_MAKERS", "block"}}) {}
};

TEST_F(StrictDeeds, hold_a_normative_document_of_a_unit_that_is_not_on_the_list) {
    auto fields = policy;
    fields.insert(fields.end(), {{"effective_on", "2026-04-01"}, {"expires_on", "2031-03-31"}, {"column", "normative"}});
    const auto page = begin("normative_document", fields);
    const auto refused = post(writer().client, page, "submit", "publishing.submit");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "不在规范性文件制定主体清单上"));
}

TEST_F(Deeds, a_clean_up_goes_from_the_office_to_the_unit_and_becomes_a_public_result) {
    const auto kept = force(begin("policy_document", policy));
    auto other = policy;
    other[0].second = "关于旧收费标准的通知";
    other[2].second = "邹财字〔2026〕2号";
    const auto repealed = force(begin("policy_document", other));
    const Lines scope{
        {"title", "2026年清理"}, {"type", "policy_document"}, {"published_till", "2026-03-02"}, {"due_on", "2026-04-30"}};
    const auto opened = send_form(office().client, "/console/cleanups", "/console/cleanups", scope);
    ASSERT_EQ(opened.status, 303) << opened.body;
    const auto cleanup = opened.header_or_nothing("Location");
    EXPECT_TRUE(says(writer().client.get("/console"), "2026年清理：2 件待提出结论"));
    auto& stranger = officer("information_officer", other_unit);
    EXPECT_EQ(stranger.client.get(cleanup).status, 404) << "nothing of it is his";
    std::vector<std::string> items;
    for (const auto& link : read_page(writer().client.get(cleanup).body).links)
        if (link.address.starts_with(cleanup + "/documents/"))
            items.push_back(link.address);
    ASSERT_EQ(items.size(), 2u);
    const auto give = [&](const std::string& item, const std::string& verdict, const std::string& note) {
        return send_form(writer().client, item, item + "/verdict", {{"verdict", verdict}, {"note", note}}).status;
    };
    EXPECT_TRUE(says(writer().client.get(items[0]), "<option value='' selected>请选择</option>"));
    EXPECT_EQ(give(items[0], "", ""), 422) << "nothing is said for him";
    EXPECT_EQ(give(items[0], "amend", ""), 422) << "what is amended must be said";
    EXPECT_EQ(give(items[0], "keep", ""), 303);
    EXPECT_EQ(stranger.client.get(items[0]).status, 404);
    EXPECT_EQ(stranger.client
                  .post(items[0] + "/verdict",
                        {{"form_token", token(stranger.client, "publishing.give_verdict")}, {"verdict", "repeal"}})
                  .status,
              404);
    EXPECT_EQ(
        writer()
            .client
            .post(items[0] + "/confirm", {{"form_token", token(writer().client, "publishing.confirm_verdict")}, {"seen", "keep"}})
            .status,
        403)
        << "a unit does not confirm its own word";
    EXPECT_EQ(give(items[1], "repeal", "已有新标准"), 303);
    EXPECT_EQ(send_form(office().client, items[1], items[1] + "/return", {{"reason", "请再核对"}}).status, 303);
    EXPECT_TRUE(says(writer().client.get(items[1]), "请再核对"));
    EXPECT_EQ(give(items[1], "repeal", "已有新标准"), 303);
    EXPECT_EQ(send_form(office().client, items[0], items[0] + "/confirm", {}).status, 303);
    EXPECT_EQ(send_form(office().client, cleanup, cleanup + "/confirm", {}).status, 303);
    EXPECT_EQ(reader_.get("/cleanups/1").status, 404) << "not public yet";
    const auto drawn = send_form(office().client, cleanup, cleanup + "/draw_up", {});
    ASSERT_EQ(drawn.status, 303) << drawn.body;
    const auto result = drawn.header_or_nothing("Location");
    auto& clerk = officer("information_officer", office_unit);
    EXPECT_EQ(post(clerk.client, result, "submit", "publishing.submit").status, 303);
    EXPECT_EQ(post(officer("reviewer", office_unit).client, result, "review", "publishing.review").status, 303);
    EXPECT_EQ(post(officer("signer", office_unit).client, result, "sign", "publishing.sign").status, 303);
    EXPECT_EQ(post(clerk.client, result, "publish", "publishing.publish").status, 303);
    EXPECT_TRUE(shows("/cleanups", "2026年清理"));
    EXPECT_TRUE(shows(repealed, "本文件已经废止"));
    EXPECT_TRUE(shows(kept, "href='/cleanups/1'"));
    const auto page = reader_.get("/cleanups/1");
    EXPECT_TRUE(says(page, "已有新标准"));
    EXPECT_TRUE(says(page, address(result)));
    EXPECT_TRUE(shows(address(result), "<td>邹财字〔2026〕2号</td>"));
    EXPECT_EQ(post(officer("signer", office_unit).client, result, "withdraw", "publishing.withdraw",
                   {{"withdrawn_because", "结论有误"}})
                  .status,
              303);
    ASSERT_TRUE(shows("/cleanups/1", "结论有误"));
    const auto gone = reader_.get("/cleanups/1");
    EXPECT_EQ(gone.status, 410);
    EXPECT_FALSE(says(gone, "已有新标准"));
    EXPECT_TRUE(says(reader_.get("/cleanups"), "已撤回"));
    EXPECT_TRUE(says(office().client.get(cleanup), "结论有误"));
}

TEST_F(Deeds, masking_says_so_where_nothing_can_be_masked) {
    const std::string hidden =
        "<w:document "
        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>正文</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见不要外传</w:t></w:r></w:p></w:body></w:document>";
    const auto page = begin("news", {{"title", "通报"}, {"body", "正文"}, {"column", "news"}},
                            {"file", "通报.docx", make_zip({{"word/document.xml", hidden}})});
    const auto asked = post(writer().client, page, "mask", "publishing.mask");
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(says(asked, "没有可以脱敏的内容")) << asked.body;
    EXPECT_FALSE(says(writer().client.get(page), "第 2 稿"));
}

// The boxes of a film, ten bytes of it in the last.
const std::string film_bytes{
    "\0\0\0\x10"
    "ftypisom\0\0\2\0"
    "\0\0\0\x08"
    "moov"
    "\0\0\0\x12"
    "mdat0123456789",
    42};

TEST_F(Deeds, film_is_played_in_pieces_with_captions_and_without_them_it_warns) {
    const auto page = begin("interpretation", {{"title", "一分钟看懂收费标准"}, {"form", "video"}, {"interpreter", "principal"}},
                            {"file", "讲解.mp4", film_bytes});
    EXPECT_TRUE(says(writer().client.get(page), "视频没有字幕"));
    attach(page, "讲解.mp4", {"file", "讲解.vtt", "no captions"});
    EXPECT_TRUE(says(writer().client.get(page), "读不了这个字幕文件"));
    attach(page, "讲解.mp4", {"file", "讲解.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n请拨打13812345678\n"});
    EXPECT_TRUE(says(post(writer().client, page, "submit", "publishing.submit"), "<strong>讲解.vtt")) << "captions are read too";
    attach(page, "讲解.mp4", {"file", "讲解.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n你好\n"});
    EXPECT_FALSE(says(writer().client.get(page), "id='findings'"));
    EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit",
                        {{"captions", "大家好"}, {"keep", "讲解.mp4"}, {"keep", "讲解.vtt"}})
                  .status,
              303);
    publish(page);
    const auto at = address(page);
    const auto shown = reader_.get(at);
    EXPECT_TRUE(says(shown, "<video controls preload='metadata' src='" + at + "/files/%E8%AE%B2%E8%A7%A3.mp4'")) << shown.body;
    EXPECT_TRUE(says(shown, "<track kind='captions' srclang='zh-CN'"));
    EXPECT_TRUE(says(shown, "大家好"));
    const auto film = at + "/files/%E8%AE%B2%E8%A7%A3.mp4";
    EXPECT_EQ(reader_.get(film).body, film_bytes);
    EXPECT_EQ(reader_.get(film).header_or_nothing("Content-Type"), "video/mp4");
    const auto range = [&](const std::string& wanted) { return reader_.get(film, {{"Range", wanted}}); };
    const auto piece = range("bytes=34-36");
    EXPECT_EQ(piece.status, 206);
    EXPECT_EQ(piece.body, "234");
    EXPECT_EQ(piece.header_or_nothing("Content-Range"), "bytes 34-36/42");
    EXPECT_EQ(range("bytes=39-").body, "789");
    EXPECT_EQ(range("bytes=-2").body, "89");
    EXPECT_EQ(range("bytes=37-99").body, "56789");
    EXPECT_EQ(range("bytes=42-").status, 416);
    EXPECT_EQ(range("bytes=4-2").status, 200) << "what cannot be read is passed over";
    EXPECT_EQ(range("bytes=0-1,3-4").status, 200);
    EXPECT_TRUE(reader_.get(at + "/files/%E8%AE%B2%E8%A7%A3.vtt").header_or_nothing("Content-Type").starts_with("text/vtt"));
    EXPECT_TRUE(shows("/interpretations?year=2026", "已解读 1 次，还差 1 次"));
    EXPECT_EQ(reader_.get("/interpretations").status, 200);
}

TEST_F(Deeds, what_blocks_and_which_words_are_looked_for_is_the_offices_to_say) {
    EXPECT_EQ(writer().client.get("/console/checks").status, 403);
    EXPECT_EQ(reader_.get("/console/checks/levels.csv").status, 303);
    const auto page = begin("news", {{"title", "热线"}, {"body", "请拨打13812345678，不谈甲公司。"}});
    EXPECT_EQ(post(writer().client, page, "submit", "publishing.submit").status, 422);
    auto& keeper = office();
    const auto set = [&](const std::string& list, const Lines& fields) {
        const auto page_of_checks = read_page(keeper.client.get("/console/checks").body);
        const auto* form = page_of_checks.form_to("/console/checks/" + list);
        auto all = form->hidden;
        for (const auto& [name, chosen] : form->chosen)
            if (std::ranges::none_of(fields, [&](const auto& own) { return own.first == name; }))
                all.emplace_back(name, chosen);
        all.insert(all.end(), fields.begin(), fields.end());
        return keeper.client.post("/console/checks/" + list, all);
    };
    EXPECT_EQ(set("levels", {{"mobile.sure", "warn"}}).status, 303);
    EXPECT_TRUE(says(writer().client.get(page), "请核对"));
    EXPECT_EQ(set("sensitive_words", {{"list", "word\n甲公司\n"}}).status, 303);
    EXPECT_TRUE(says(writer().client.get(page), "甲公司</span>"));
    const auto refused = set("wrong_words", {{"list", "wrong,right,unless\n只有一项,,\n"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "只有一项")) << "what was typed is kept";
    const auto tried = send_form(keeper.client, "/console/checks", "/console/checks/try", {{"text", "联系甲公司"}});
    EXPECT_EQ(tried.status, 200);
    EXPECT_TRUE(says(tried, "必须改正"));
    EXPECT_TRUE(says(keeper.client.get("/console/checks/sensitive_words.csv"), "甲公司"));
    EXPECT_EQ(keeper.client.get("/console/checks/none.csv").status, 404);
    EXPECT_EQ(set("sensitive_words", {{"list", ""}}).status, 303);
    EXPECT_EQ(post(writer().client, page, "submit", "publishing.submit").status, 303);
}

TEST_F(Deeds, personal_data_in_word_excel_and_pdf_files_and_in_pictures_are_masked_by_one_act) {
    const std::string id_number = "11010519491231002X";
    const auto word = make_zip({{"word/document.xml",
                                 "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                                 "<w:body><w:p><w:r><w:t>身份证号110105</w:t></w:r><w:r><w:t>19491231002X"
                                 "</w:t></w:r></w:p></w:body></w:document>"}});
    const auto sheet =
        make_zip({{"xl/workbook.xml", "<w><sheets><sheet name='名单' id='a'/></sheets></w>"},
                  {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='a' Type='x/worksheet' Target='s.xml'/></R>"},
                  {"xl/s.xml",
                   "<w><sheetData><row><c t='inlineStr'><is><t>身份证号" + id_number + "</t></is></c></row></sheetData></w>"}});
    const auto page = begin("news", {{"title", "名单"}, {"body", "见附件"}}, {"file", "名单.docx", word});
    attach(page, "名单.docx", {"file", "名单.xlsx", sheet});
    const auto refused = post(writer().client, page, "submit", "publishing.submit");
    EXPECT_EQ(refused.status, 422);
    for (const auto* name : {"名单.docx", "名单.xlsx"})
        EXPECT_TRUE(says(refused, std::string("<strong>") + name)) << name;
    deed(writer(), page, "mask");
    for (const auto* name : {"%E5%90%8D%E5%8D%95.docx", "%E5%90%8D%E5%8D%95.xlsx"})
        EXPECT_TRUE(writer().client.get(page + "/files/" + name).body.starts_with("PK")) << name;
    deed(writer(), page, "submit");
    const std::string printed = "BT /F1 12 Tf 20 700 Td (Mobile 13812345678) Tj ET";
    const std::string portable =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 "
        ">>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        ">>\n"
        "endobj\n4 0 obj\n<< /Length " +
        std::to_string(printed.size()) + " >>\nstream\n" + printed +
        "\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        "trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n";
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"名单.pdf", portable},
                                      {"名单.png", *read_file(source_file("tests/samples/checks/card.png"))}}) {
        const auto other = begin("news", {{"title", "名单"}, {"body", "见附件"}}, {"file", name, bytes});
        EXPECT_EQ(post(writer().client, other, "submit", "publishing.submit").status, 422) << name;
        deed(writer(), other, "mask");
        deed(writer(), other, "submit");
        if (name.ends_with(".pdf")) {
            EXPECT_TRUE(says(writer().client.get(other), "有个人信息的页已重新绘制成图片")) << "what was done is said";
        }
    }
}

TEST_F(Deeds, a_picture_of_which_nobody_says_what_it_shows_is_found_and_a_decoration_is_not) {
    const auto page = begin("news", {{"title", "图片"}, {"body", "<p><img src='picture:1.png'></p>"}});
    EXPECT_TRUE(says(writer().client.get(page), "图片没有文字说明"));
    EXPECT_EQ(
        send_form(writer().client, page + "/edit", page + "/edit", {{"body", "<p>文字<img src='picture:1.png' alt=''></p>"}})
            .status,
        303);
    const auto shown = writer().client.get(page);
    EXPECT_FALSE(says(shown, "图片没有文字说明"));
    EXPECT_TRUE(says(shown, "只起装饰作用"));
}

TEST_F(Deeds, a_link_elsewhere_holds_up_nobody_and_one_within_is_tried) {
    const auto page = begin(
        "news", {{"title", "链接"},
                 {"body", "<p><a href='/nothing-here'>办事指南全文</a><a href='http://127.0.0.1:9/'>另一网站首页</a></p>"}});
    const auto shown = writer().client.get(page);
    EXPECT_TRUE(says(shown, "/nothing-here</span>")) << shown.body;
    const auto waits = database_rows(data_, "SELECT count(*) FROM link_trial WHERE address = 'http://127.0.0.1:9/'");
    EXPECT_EQ(waits.at(0).at(0), "1");
    EXPECT_EQ(post(writer().client, page, "submit", "publishing.submit").status, 303) << "dead links warn";
}

}  // namespace
}  // namespace gongkai::http
