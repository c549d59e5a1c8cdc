// The three administrators (三员) and what each of them is there for: accounts, settings, and the record of what the others did.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <regex>
#include <set>

#include "base/core/words.h"
#include "base/web/target.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

constexpr const char* own = "/console/account";
constexpr const char* keeping = "/console/accounts";

class Administrators : public testing::Test {
  protected:
    Administrators() {
        EXPECT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, surroundings).code, 0);
        open();
    }
    void open(std::vector<std::pair<std::string, std::string>> variables = {}) {
        portal.reset();
        surroundings.variables = std::move(variables);
        portal.emplace(surroundings, "127.0.0.1");
    }
    Officer account(const std::string& name, const std::string& role) {
        return open_account(surroundings, portal->port(), role, "市财政局", name);
    }
    Client somebody() const { return Client(portal->port(), false, Client::Cookies::kept); }
    // The keeper's page of an account.
    static std::string page_of(Officer& keeper, const Officer& officer) {
        for (const auto& link : read_page(keeper.client.get(keeping).body).links)
            if (link.address.starts_with(std::string(keeping) + '/') &&
                read_page(keeper.client.get(link.address).body).headings_1 == std::vector{officer.person()})
                return link.address;
        throw std::runtime_error("no page of " + officer.name);
    }
    TemporaryFolder folder;
    Surroundings surroundings{folder.path() / "data", {}, {}};
    std::optional<Portal> portal;
};

bool says(const Answer& answer, std::string_view text) { return answer.body.find(text) != std::string::npos; }

TEST_F(Administrators, what_the_keeper_of_accounts_did_is_read_by_the_auditor_and_by_nobody_else) {
    auto keeper = account("zhao.min", "security_administrator"), auditor = account("sun.li", "audit_administrator"),
         officer = account("wang.fang", "information_officer");
    const auto page = page_of(keeper, officer);
    ASSERT_EQ(send_form(keeper.client, page, page + "/roles", {{"unit", "1"}, {"roles", "reviewer"}}).status, 303);
    const auto whole = auditor.client.get("/console/journal");
    ASSERT_EQ(whole.status, 200);
    EXPECT_TRUE(says(whole, "修改单位和角色")) << "the deed in the reader's language";
    EXPECT_TRUE(says(whole, "information_officer")) << "what was before";
    const auto listed = run_program({"journal", "list", "--json"}, surroundings);
    ASSERT_EQ(listed.code, 0) << listed.complained;
    const auto lines = json::parse(listed.said).as_array();
    const auto& last = lines.back().as_object();
    EXPECT_EQ(last.at("deed"), "accounts.change_roles");
    EXPECT_TRUE(says(whole, last.at("hash").as_string().subview(0, 16)));
    EXPECT_EQ(last.at("previous_hash"), lines.at(lines.size() - 2).at("hash"));

    const auto by_keeper = auditor.client.get("/console/journal?actor=Zhao.Min");
    EXPECT_TRUE(says(by_keeper, "修改单位和角色</span>"));
    EXPECT_FALSE(says(by_keeper, "导入单位名录</span>")) << "the terminal did that";
    EXPECT_TRUE(says(whole, "命令行")) << "who did it, in the reader's language";
    EXPECT_EQ(auditor.client.get("/console/journal?actor=%E5%91%BD%E4%BB%A4%E8%A1%8C").body.find("修改单位和角色</span>"),
              std::string::npos);
    const auto by_terminal = auditor.client.get("/console/journal?actor=terminal&deed=people.take_in_list");
    EXPECT_TRUE(says(by_terminal, "导入单位名录</span>"));
    EXPECT_FALSE(says(by_terminal, "生成一次性链接</span>"));
    EXPECT_TRUE(says(auditor.client.get("/console/journal?actor=nobody"), "没有这样的记录"));
    EXPECT_TRUE(says(auditor.client.get("/console/journal?before=2"), "<span>1</span>"));

    for (auto* other : {&keeper, &officer})
        EXPECT_EQ(other->client.get("/console/journal").status, 403) << other->role;
    auto nobody = somebody();
    EXPECT_EQ(nobody.get("/console/journal").status, 303);
}

TEST_F(Administrators, the_terminal_lists_the_journal_after_a_line) {
    const auto count = [&](const std::string& after) {
        return json::parse(run_program({"journal", "list", "--json", "--after", after}, surroundings).said).as_array().size();
    };
    const auto all = count("0");
    ASSERT_GT(all, 1U);
    EXPECT_EQ(count("1"), all - 1);
    EXPECT_EQ(count("99999"), 0U);
    const auto wrong = run_program({"journal", "list", "--after", "hash"}, surroundings);
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(wrong.complained.find("“hash”") != std::string::npos) << wrong.complained;
}

TEST_F(Administrators, the_system_administrator_sees_settings_and_state_and_no_secret) {
    write_file(surroundings.data / "gongkai.toml", "[ledger]\nsoon_days = 9\n[mail]\npassword_file = \"/etc/gongkai/of-mail\"\n");
    open({{"GONGKAI_SITE_CONTACT", "0537-5213456"}});
    auto system = account("qian.jun", "system_administrator"), keeper = account("zhao.min", "security_administrator");
    const auto page = system.client.get("/console/settings");
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(says(system.client.get("/console"), "/console/settings")) << "his menu leads there";
    for (const auto* text : {"ledger.soon_days", "<span>9</span>", "<span>14</span>", "gongkai.toml", "0537-5213456",
                             "GONGKAI_SITE_CONTACT", "server.workers", "待发 0 封"})
        EXPECT_TRUE(says(page, text)) << text;
    EXPECT_TRUE(says(page, is_on_server() ? "PostgreSQL" : "SQLite"));
    EXPECT_FALSE(says(page, "of-mail")) << "where a secret lies";
    EXPECT_TRUE(says(page, "（已设置）"));
    EXPECT_EQ(keeper.client.get("/console/settings").status, 403);
    auto nobody = somebody();
    EXPECT_EQ(nobody.get("/console/settings").status, 303);
}

TEST_F(Administrators, the_keeper_of_accounts_withdraws_a_link_and_others_may_not) {
    auto keeper = account("zhao.min", "security_administrator"), officer = account("wang.fang", "information_officer");
    const auto link = new_link(surroundings, "reviewer", "市财政局");
    const auto page = keeper.client.get(keeping);
    EXPECT_TRUE(says(page, "还没有用的链接"));
    EXPECT_FALSE(says(page, link.substr(link.rfind('/') + 1))) << "the token is said once";
    const std::string deed = "/console/accounts/links/withdraw";
    Lines fields = read_page(page.body).form_to(deed)->hidden;
    auto forged = fields;
    for (auto& [field, value] : forged)
        if (field == "form_token")
            value = officer.token_for(own, "/console/sign-out");
    EXPECT_EQ(officer.client.post(deed, forged).status, 403);
    EXPECT_EQ(somebody().get(link).status, 200) << "it still works";
    ASSERT_EQ(keeper.client.post(deed, fields).status, 303);
    EXPECT_EQ(somebody().get(link).status, 404);
    EXPECT_FALSE(says(keeper.client.get(keeping), fields.back().second)) << "its hash names nothing any more";
    EXPECT_EQ(keeper.client.post(deed, fields).status, 404);
}

TEST_F(Administrators, a_link_is_never_built_from_the_host_that_a_request_names) {
    auto keeper = account("zhao.min", "security_administrator");
    const std::string deed = "/console/accounts/links";
    const auto make = [&] {
        const auto body = "unit=1&roles=reviewer&form_token=" + web::encode(keeper.token_for(keeping, deed));
        return keeper.client.ask_raw(
            "POST " + deed + " HTTP/1.1\r\nHost: evil.example\r\nCookie: session=" + keeper.client.cookie("session") +
            "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\nConnection: close\r\n\r\n" + body);
    };
    const auto holds = [](const std::string& answer, std::string_view text) { return answer.find(text) != std::string::npos; };
    const auto without = make();
    ASSERT_TRUE(without.starts_with("HTTP/1.1 200")) << without;
    EXPECT_FALSE(holds(without, "evil.example"));
    EXPECT_TRUE(holds(without, "<code>/console/link/"));
    EXPECT_TRUE(holds(without, "site.address"));
    const auto printed = run_program({"account", "link", "--role", "reviewer", "--unit", "市财政局"}, surroundings);
    EXPECT_NE(printed.said.find("site.address"), std::string::npos) << printed.said;
    open({{"GONGKAI_SITE_ADDRESS", "https://www.example.gov.cn"}});
    keeper.client = Client(portal->port(), false, Client::Cookies::kept);
    ASSERT_EQ(keeper.sign_in().status, 303);
    const auto with = make();
    EXPECT_TRUE(holds(with, "<code>https://www.example.gov.cn/console/link/"));
    EXPECT_FALSE(holds(with, "site.address"));
}

TEST_F(Administrators, everybody_sees_his_own_mail_address_and_changes_it_with_his_password) {
    auto officer = account("wang.fang", "information_officer");
    EXPECT_TRUE(says(officer.client.get(own), "wang.fang@example.cn"));
    const std::string deed = "/console/account/mail";
    const auto change = [&](const std::string& mail, const std::string& password) {
        return send_form(officer.client, own, deed, {{"mail", mail}, {"password", password}});
    };
    const auto wrong = change("wang.fang", officer.password);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(says(wrong, "“wang.fang”不是电子邮箱"));
    EXPECT_EQ(change("wang@example.gov.cn", "Wrong-2019-password").status, 422);
    EXPECT_TRUE(says(officer.client.get(own), "wang.fang@example.cn"));
    EXPECT_EQ(change("wang@example.gov.cn", officer.password).status, 303);
    EXPECT_TRUE(says(officer.client.get(own), "wang@example.gov.cn"));
}

TEST_F(Administrators, the_keeper_sees_who_signed_in_when_and_who_never_did) {
    open({{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}});
    auto keeper = account("zhao.min", "security_administrator");
    const auto link = new_link(surroundings, "reviewer", "市财政局");
    auto late = somebody();
    ASSERT_EQ(
        send_form(
            late, link, link,
            {{"name", "late.one"}, {"person", "晚来"}, {"password", "Zhengwu-2019-Gongkai"}, {"again", "Zhengwu-2019-Gongkai"}})
            .status,
        303);
    const auto page = keeper.client.get(keeping);
    EXPECT_TRUE(says(page, "2026-03-02 09:00</td>"));
    EXPECT_TRUE(says(page, "从未</td>"));
}

TEST(Journal, has_words_for_every_deed_that_a_year_of_the_office_brings) {
    const auto listed = run_program({"journal", "list", "--json"}, {Place::get().data(), {}, {}});
    std::set<std::string> deeds;
    const auto lines = json::parse(listed.said);
    for (const auto& line : lines.as_array())
        deeds.emplace(line.at("deed").as_string());
    EXPECT_GT(deeds.size(), 12U);
    for (const auto& deed : deeds)
        for (const auto language : {Language::zh, Language::en})
            EXPECT_TRUE(has_words(language, "journal.deed." + deed)) << deed;
}

}  // namespace
}  // namespace gongkai::http
