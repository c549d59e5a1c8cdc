// A page that proves a duty is withdrawn and comes back: what the board, the page of the duty and the console say of it.
#include <boost/json.hpp>

#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class WithdrawnProof : public Newsroom {
  protected:
    WithdrawnProof() : Newsroom({{"GONGKAI_SITE_ADDRESS", "https://www.example.gov.cn"}}) {}
    // A duty of the unit that is done by one proof.
    std::string duty() const {
        return database_rows(data_,
                             std::string("SELECT d.id FROM duty d JOIN unit u ON u.id = d.unit_id WHERE u.name = '") + unit +
                                 "' AND (SELECT count(*) FROM occurrence o WHERE o.duty_id = d.id) = 1 ORDER BY d.id LIMIT 1")
            .at(0)
            .at(0);
    }
    std::string offer_as_proof(const std::string& duty, const std::string& address, const std::string& kind = "page") {
        const auto at = "/console/duties/" + duty;
        const auto given = send_form(writer().client, at, at + "/proofs",
                                     {{"done_on", "2019-06-20"}, {"words", "已经公开"}, {"kind", kind}, {"address", address}});
        EXPECT_EQ(given.status, 303) << given.body;
        return given.header_or_nothing("Location");
    }
    json::value occurrence(const std::string& duty) {
        return json::parse(reader_.get("/api/v1/duties/" + duty).body).at("occurrences").at(0);
    }
    std::int64_t done() { return json::parse(reader_.get("/api/v1/duties").body).at("states").at("done").as_int64(); }
    void bring_back(const std::string& page) {
        deed(writer(), page, "revise");
        EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", {{"change_note", "已改正"}}).status, 303);
        publish(page);
    }
};

TEST_F(WithdrawnProof, opens_the_duty_again_and_both_pages_say_why) {
    const auto page = begin("news", {{"title", "预算公开"}, {"body", "正文"}, {"column", "news"}});
    publish(page);
    const auto owed = duty(), public_page = "/duties/" + owed, desk_page = "/console/duties/" + owed;
    const auto proof = offer_as_proof(owed, address(page));
    ASSERT_EQ(send_form(office().client, proof, proof + "/accept", {}).status, 303);
    ASSERT_TRUE(shows(public_page, "2019年6月20日"));
    ASSERT_EQ(occurrence(owed).at("state").as_string(), "done");
    const auto all_done = done();
    EXPECT_TRUE(says(writer().client.get(page), desk_page)) << "whoever withdraws is told what hangs on it";

    deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "附件含有个人信息"}});
    ASSERT_TRUE(shows(public_page, "附件含有个人信息"));
    EXPECT_TRUE(says(reader_.get(public_page), "2026年3月2日（周一）撤回"));
    EXPECT_TRUE(says(reader_.get(public_page, {{"Accept-Language", "en"}}), "proves it no more"));
    EXPECT_TRUE(says(writer().client.get(desk_page), "附件含有个人信息"));
    EXPECT_TRUE(says(writer().client.get(desk_page), "/proofs")) << "another proof can be given";
    EXPECT_TRUE(says(writer().client.get(proof), "附件含有个人信息"));
    EXPECT_TRUE(says(writer().client.get(page), desk_page)) << "it says what it proved";
    const auto open = occurrence(owed);
    EXPECT_EQ(open.at("state").as_string(), "due_soon") << "on the last day of its year";
    EXPECT_TRUE(open.at("proofs").as_array().empty());
    EXPECT_EQ(open.at("withdrawn_proofs").at(0).at("withdrawals").at(0).at("reason").as_string(), "附件含有个人信息");
    EXPECT_EQ(done(), all_done - 1) << "the figures of the board follow";

    bring_back(page);
    ASSERT_TRUE(shows(public_page, "重新公开"));
    const auto again = occurrence(owed);
    EXPECT_EQ(again.at("state").as_string(), "done");
    EXPECT_EQ(again.at("done_on").as_string(), "2019-06-20");
    EXPECT_TRUE(again.at("withdrawn_proofs").as_array().empty());
    EXPECT_EQ(done(), all_done);
}

TEST_F(WithdrawnProof, goes_back_where_it_was_not_accepted_yet) {
    const auto page = begin("news", {{"title", "预算公开"}, {"body", "正文"}, {"column", "news"}});
    publish(page);
    const auto proof = offer_as_proof(duty(), address(page));
    deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "内容有误"}});
    const auto shown = office().client.get(proof);
    EXPECT_TRUE(says(shown, "已退回"));
    EXPECT_TRUE(says(shown, "内容有误"));
    EXPECT_EQ(read_page(shown.body).form_to(proof + "/accept"), nullptr);
}

TEST_F(WithdrawnProof, is_known_by_its_whole_address_too) {
    const auto page = begin("news", {{"title", "预算公开"}, {"body", "正文"}, {"column", "news"}});
    publish(page);
    const auto proof = offer_as_proof(duty(), "https://www.example.gov.cn" + address(page), "link");
    EXPECT_EQ(database_rows(data_, "SELECT kind, address FROM proof_offer"),
              (std::vector<std::vector<std::string>>{{"page", address(page)}}));
    deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "内容有误"}});
    EXPECT_TRUE(says(office().client.get(proof), "已退回"));
}

}  // namespace
}  // namespace gongkai::http
