// What an officer types beside a document and everybody reads is asked like the document itself, over the wire.
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

constexpr const char *person = "37088319850312123X", *mobile = "13863712345";

class PublicWords : public Newsroom {
  protected:
    std::string published() {
        const auto page = begin("news", {{"title", "春季植树"}, {"body", "三月十二日举行植树活动。"}});
        publish(page);
        return page;
    }
    std::int64_t lines_of(const std::string& deed) {
        return std::stoll(
            database_rows(data_, "SELECT count(*) FROM journal_line WHERE deed = 'publishing." + deed + "'").at(0).at(0));
    }
};

TEST_F(PublicWords, of_a_withdrawal_tell_nothing_about_a_person_and_can_be_put_right) {
    const auto page = published();
    const auto address = this->address(page);
    const auto typed = std::string("张建国身份证号") + person + "电话" + mobile;
    const auto refused = post(officer("signer").client, page, "withdraw", "publishing.withdraw", {{"withdrawn_because", typed}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, std::string("“") + mobile + "”：手机号码。"));
    EXPECT_TRUE(says(refused, typed)) << "nothing typed is lost";
    EXPECT_EQ(reader_.get(address).status, 200);
    EXPECT_EQ(lines_of("withdraw"), 0);

    deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "当事人张建国来电反映"}});
    EXPECT_TRUE(shows(address, "当事人张建国来电反映"));
    const auto mend = [&](const char* reason, const char* because) {
        return post(officer("signer").client, page, "mend_reason", "publishing.mend_reason",
                    {{"withdrawn_because", reason}, {"mended_because", because}});
    };
    EXPECT_TRUE(says(officer("signer").client.get(page), "当事人张建国来电反映</textarea>"));
    EXPECT_EQ(mend(mobile, "写错了").status, 422);
    const auto unsaid = mend("内容有误", "");
    EXPECT_EQ(unsaid.status, 422);
    EXPECT_TRUE(says(unsaid, "请写明为什么要更正。"));
    EXPECT_EQ(mend("内容有误", "原来的理由里写了人名").status, 303);
    EXPECT_TRUE(shows(address, "张建国", false));
    EXPECT_TRUE(shows(address, "内容有误"));
    EXPECT_FALSE(says(reader_.get(address + "/content"), "张建国"));
    EXPECT_FALSE(says(reader_.get("/api/v1" + address), "张建国"));
    EXPECT_FALSE(says(reader_.get(address), "原来的理由里写了人名")) << "why it was put right is nobody's outside";
    EXPECT_FALSE(says(officer("signer").client.get(page), "张建国"));
    EXPECT_EQ(lines_of("mend_reason"), 1);
    EXPECT_EQ(post(writer().client, page, "mend_reason", "publishing.mend_reason",
                   {{"withdrawn_because", "甲"}, {"mended_because", "乙"}})
                  .status,
              403);
}

TEST_F(PublicWords, of_a_forced_publication_tell_nothing_about_a_person) {
    const auto page = begin("news", {{"title", "春季植树"}, {"body", "三月十二日举行植树活动。"}});
    const auto typed = std::string("本人") + person + "同意";
    const auto refused = send_form(office().client, page, page + "/force", {{"forced_because", typed}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, std::string("“") + person + "”：通过校验的身份证号。"));
    EXPECT_TRUE(says(refused, typed));
    EXPECT_EQ(value("state", page), "draft");
}

TEST_F(PublicWords, of_facts_and_of_the_training_log_are_refused_beside_their_field) {
    const std::string group = "/console/facts/leading_group/0";
    const auto posts = std::string("副指挥：李某\n指挥：张建国 ") + mobile;
    const auto refused =
        send_form(office().client, group, group, {{"name", "防汛指挥部"}, {"posts", posts}, {"since_on", "2026-03-01"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, std::string("第2行“") + mobile + "”：手机号码。"));
    EXPECT_TRUE(says(refused, posts));
    EXPECT_FALSE(says(reader_.get("/leading-groups"), mobile));
    const auto told = send_form(office().client, "/console/training", "/console/training",
                                {{"held_on", "2026-03-01"},
                                 {"theme", std::string("政务公开培训，联系张建国") + mobile},
                                 {"people", "20"},
                                 {"minutes", "60"}});
    EXPECT_EQ(told.status, 422);
    EXPECT_TRUE(says(told, "手机号码。"));
}

TEST_F(PublicWords, that_the_office_lets_through_pass_here_too) {
    ASSERT_EQ(
        send_form(office().client, "/console/checks", "/console/checks/sensitive_words", {{"list", "word\n甲公司\n"}}).status,
        303);
    const std::string group = "/console/facts/leading_group/0";
    const auto say = [&](const std::string& posts) {
        return send_form(office().client, group, group, {{"name", "防汛指挥部"}, {"posts", posts}, {"since_on", "2026-03-01"}});
    };
    const auto refused = say("指挥：甲公司经理");
    EXPECT_EQ(refused.status, 422) << "the lists of the office hold for facts";
    EXPECT_TRUE(says(refused, "在敏感词表里"));
    EXPECT_EQ(say("指挥：县长").status, 303);
}

TEST_F(PublicWords, of_what_is_wanting_are_named_all_at_once_and_lead_to_their_fields) {
    const auto page = begin("normative_document", {{"title", "管理办法"}, {"body", "第一条"}, {"disclosure", "public"}});
    const auto at_first = writer().client.get(page);
    EXPECT_TRUE(says(at_first, "/edit#f-effective_on'>施行日期</a>"));
    EXPECT_TRUE(says(at_first, "/edit#f-interpretation_plan'>解读方案</a>")) << "and not only once it is to be signed";
    const auto refused = post(writer().client, page, "submit", "publishing.submit");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "还不能继续，请先填好："));
    EXPECT_TRUE(says(refused, "施行日期、")) << refused.body;
}

TEST_F(PublicWords, masking_is_offered_only_where_there_is_something_to_mask) {
    const auto plain =
        begin("news", {{"title", "植树"}, {"body", "<p>见<a href='/documents/no-such'>这里</a></p><img src='/x.png'>"}});
    EXPECT_FALSE(says(writer().client.get(plain), plain + "/mask"));
    const auto personal = begin("news", {{"title", "植树"}, {"body", std::string("张建国电话") + mobile}});
    EXPECT_TRUE(says(writer().client.get(personal), personal + "/mask"));
}

TEST_F(PublicWords, of_a_repeal_to_come_tell_its_day_on_the_page_and_in_the_list) {
    const Lines paper{{"title", "邹城市旧办法"},        {"body", "第一条"},          {"disclosure", "public"},
                      {"number", "邹民发〔2023〕20号"}, {"signed_on", "2023-05-01"}, {"effective_on", "2023-05-01"},
                      {"expires_on", "2030-01-01"}};
    const auto old = begin("normative_document", paper);
    const auto address = force(old);
    Lines next = paper;
    next[0].second = "邹城市新办法";
    next[3].second = "邹民规〔2026〕1号";
    next[4].second = "2026-02-01";
    next[5].second = "2027-01-01";
    next.push_back({"does_repeals", "邹民发〔2023〕20号"});
    force(begin("normative_document", next));
    EXPECT_TRUE(shows(address, "<strong id='to_come'>自2027年1月1日起被以下文件废止</strong>"));
    EXPECT_TRUE(shows("/documents", "自2027年1月1日起废止"));
    EXPECT_TRUE(says(reader_.get(address, {{"Accept-Language", "en"}}), "repealed by</strong>"));
}

}  // namespace
}  // namespace gongkai::http
