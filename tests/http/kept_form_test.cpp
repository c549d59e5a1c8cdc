// A form that was filled in while its session ended: nothing of it is lost, nothing is done by itself, nobody else gets it.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

constexpr const char* door = "/console/sign-in";
constexpr const char* typed = "部门预算已在本单位栏目公开，<b>第3次</b> & 更正";

class KeptForm : public testing::Test {
  protected:
    KeptForm() {
        fill_data_folder(data_, Proofs::none);
        open_at("01:00:00");
        officer_.emplace(account("wang.fang"));
        for (const auto& link : read_page(officer_->client.get("/console").body).links)
            if (link.address.starts_with("/console/duties/"))
                page_ = link.address.substr(0, link.address.find_first_of("?#"));
        action_ = page_ + "/proofs";
    }
    void open_at(std::string_view time) {
        portal_.reset();
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T" + std::string(time) + "Z"}}, {}};
        portal_.emplace(surroundings_);
        if (officer_) {  // the same browser
            Client client(portal_->port(), false, Client::Cookies::kept);
            client.plant("session", officer_->client.cookie("session"));
            officer_->client = std::move(client);
        }
    }
    Officer account(const std::string& name) {
        return open_account(surroundings_, portal_->port(), "information_officer", "市财政局", name);
    }
    Lines filled_in(const std::string& words = typed) {
        auto fields = read_page(officer_->client.get(page_).body).form_to(action_)->hidden;
        fields.insert(fields.end(),
                      {{"done_on", "2026-02-27"}, {"words", words}, {"kind", "link"}, {"address", "https://example.cn/预算"}});
        return fields;
    }
    Answer send(const Lines& fields) { return officer_->client.post(action_, fields, {{"Referer", "http://localhost" + page_}}); }
    static Answer come_in(Client& client, const Answer& at, const std::string& name, const std::string& password) {
        auto fields = read_page(at.body).form_to(door)->hidden;
        fields.insert(fields.end(), {{"name", name}, {"password", password}});
        return client.post(door, fields);
    }
    static bool holds_kept(const Answer& answer) {
        const auto page = read_page(answer.body);
        const auto* form = page.form_to(door);
        return form && std::ranges::any_of(form->hidden, [](const auto& field) { return field.first == "kept"; });
    }
    std::string offers() { return database_rows(data_, "SELECT count(*) FROM proof_offer").at(0).at(0); }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    std::optional<Officer> officer_;
    std::string page_, action_;
};

TEST_F(KeptForm, is_given_back_as_it_was_and_done_only_when_it_is_sent_again) {
    const auto fields = filled_in();
    open_at("02:00:00");
    const auto at_door = send(fields);
    ASSERT_EQ(at_door.status, 200);
    ASSERT_TRUE(holds_kept(at_door));
    EXPECT_EQ(at_door.body.find("预算"), std::string::npos) << "sealed, not shown";
    EXPECT_EQ(at_door.header_or_nothing("Cache-Control"), "no-store");

    auto& client = officer_->client;
    const auto refused = come_in(client, at_door, officer_->name, "Wrong-2019-password");
    EXPECT_EQ(refused.status, 403);
    ASSERT_TRUE(holds_kept(refused)) << "a slip of the password loses nothing";
    const auto back = come_in(client, refused, officer_->name, officer_->password);
    ASSERT_EQ(back.status, 200);
    EXPECT_FALSE(client.cookie("session").empty());
    EXPECT_NE(back.body.find("还没有提交"), std::string::npos);
    EXPECT_NE(back.body.find("value='部门预算已在本单位栏目公开，&lt;b&gt;第3次&lt;/b&gt; &amp; 更正'"), std::string::npos);
    EXPECT_NE(back.body.find("value='2026-02-27'"), std::string::npos);
    EXPECT_NE(back.body.find("<option value='link' selected>"), std::string::npos);
    EXPECT_EQ(offers(), "0") << "nothing is done by itself";

    auto again = read_page(back.body).form_to(action_)->hidden;
    again.insert(again.end(), {{"done_on", "2026-02-27"}, {"words", typed}, {"kind", "page"}, {"address", "/board"}});
    EXPECT_EQ(send(again).status, 303) << "its token is of the new session";
    EXPECT_EQ(offers(), "1");
}

TEST_F(KeptForm, names_the_files_that_are_to_be_chosen_again) {
    const auto fields = filled_in();
    open_at("02:00:00");
    const std::string boundary = "----a-boundary", part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    std::string body;
    for (const auto& [name, value] : fields)
        body.append(part).append(name).append("\"\r\n\r\n").append(value).append("\r\n");
    body.append(part).append("file\"; filename=\"预算表.txt\"\r\nContent-Type: text/plain\r\n\r\nsecret of the file\r\n--");
    body.append(boundary).append("--\r\n");
    auto& client = officer_->client;
    const auto at_door =
        client.ask("POST", action_,
                   {{"Content-Type", "multipart/form-data; boundary=" + boundary}, {"Referer", "http://localhost" + action_}},
                   body);  // as from a form that was drawn again for a mistake
    ASSERT_TRUE(holds_kept(at_door));
    const auto back = come_in(client, at_door, officer_->name, officer_->password);
    EXPECT_NE(back.body.find("文件请重新选择：预算表.txt"), std::string::npos);
    EXPECT_NE(back.body.find("部门预算已在本单位栏目公开"), std::string::npos);
    EXPECT_EQ(back.body.find("secret of the file"), std::string::npos);
}

TEST_F(KeptForm, is_nobody_elses) {
    auto other = account("li.wei");
    const auto fields = filled_in();
    open_at("02:00:00");
    const auto at_door = send(fields);
    ASSERT_TRUE(holds_kept(at_door));
    auto& client = officer_->client;
    const auto as_other = come_in(client, at_door, other.name, other.password);
    EXPECT_EQ(as_other.status, 303);
    EXPECT_EQ(as_other.body.find("预算"), std::string::npos);

    // Nor can anybody alter it, or put words into it.
    auto stranger = Client(portal_->port(), false, Client::Cookies::kept);
    for (const std::string& kept : {std::string("x"), std::string(2000, 'A')}) {
        auto hidden = read_page(stranger.get(door).body).form_to(door)->hidden;
        hidden.insert(hidden.end(), {{"kept", kept}, {"name", officer_->name}, {"password", officer_->password}});
        EXPECT_EQ(stranger.post(door, hidden).status, 303);
        stranger = Client(portal_->port(), false, Client::Cookies::kept);
    }
    auto forged = fields;
    for (auto& [name, value] : forged)
        if (name == "form_token")
            value = "2" + value.substr(value.find('~'));
    client.plant("session", "");
    EXPECT_EQ(send(forged).status, 303) << "a form of another officer, or of nobody, is not kept";
    EXPECT_EQ(client.post(action_, fields, {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
}

TEST_F(KeptForm, survives_signing_out_elsewhere_and_a_page_that_is_gone) {
    const auto fields = filled_in();
    ASSERT_EQ(send_form(officer_->client, "/console/account", "/console/sign-out", {}).status, 303);
    const auto at_door = officer_->client.post(action_, fields, {{"Referer", "http://localhost/console/accounts"}});
    ASSERT_TRUE(holds_kept(at_door));
    const auto back = come_in(officer_->client, at_door, officer_->name, officer_->password);
    EXPECT_EQ(back.status, 200);
    EXPECT_NE(back.body.find("<h1>您填写的内容</h1>"), std::string::npos);
    EXPECT_NE(back.body.find("部门预算已在本单位栏目公开，&lt;b&gt;"), std::string::npos);
    EXPECT_EQ(offers(), "0");
}

TEST_F(KeptForm, never_holds_a_password_and_never_too_much) {
    const std::string page = "/console/account", action = "/console/account/password";
    auto fields = read_page(officer_->client.get(page).body).form_to(action)->hidden;
    fields.insert(fields.end(),
                  {{"old", officer_->password}, {"new", "Another-2020-password"}, {"again", "Another-2020-password"}});
    const auto long_one = filled_in(std::string(60 << 10, 'x'));
    open_at("02:00:00");
    EXPECT_EQ(officer_->client.post(action, fields).status, 303);
    EXPECT_EQ(send(long_one).status, 303);
}

}  // namespace
}  // namespace gongkai::http
