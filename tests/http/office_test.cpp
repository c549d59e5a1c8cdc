// The office at its desk: what is refused there and says why, and what two of them do at once.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

class Desk : public testing::Test {
  protected:
    Desk() {
        fill_data_folder(data_, Proofs::none);
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}, {"GONGKAI_SERVER_COUNT_STATEMENTS", "true"}}, {}};
        portal_.emplace(surroundings_);
        clerk_.emplace(open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "clerk"));
        office_.emplace(open_account(surroundings_, portal_->port(), "supervisor", "市政府办公室", "office"));
    }
    std::string duty() {
        for (const auto& link : read_page(clerk_->client.get("/console").body).links)
            if (link.address.starts_with("/console/duties/"))
                return link.address.substr(0, link.address.find_first_of("?#"));
        return {};
    }
    Answer offer(const std::string& done_on, const std::string& address) {
        const auto page = duty();
        return send_form(clerk_->client, page, page + "/proofs",
                         {{"done_on", done_on}, {"words", "已公开"}, {"kind", "page"}, {"address", address}});
    }
    // A notice of another place, whose 各乡镇 nobody has named; its draft.
    std::string hand_in() {
        const auto paper = *read_file(source_file("tests/samples/notices/luozhu-2022.txt"));
        const auto sent = send_form(office_->client, "/console/notices", "/console/notices", {}, {"file", "notice.txt", paper});
        return sent.header_or_nothing("Location");
    }
    static std::string id_of_unit(const std::string& page, const std::string& unit) {
        const auto name = page.find("> " + unit);
        const auto at = page.rfind("value='", name) + 7;
        return page.substr(at, page.find('\'', at) - at);
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    std::optional<Officer> clerk_, office_;
};

bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

TEST_F(Desk, a_page_that_is_given_as_proof_is_one_that_the_public_can_open) {
    for (const std::string address : {"/no/such/page", "/console", "/notices/2019-33/tasks/999", "/%zz"}) {
        const auto answer = offer("2026-02-27", address);
        EXPECT_EQ(answer.status, 422) << address;
        EXPECT_TRUE(says(answer, "没有公众能打开的这个页面")) << address;
    }
    EXPECT_EQ(offer("2026-02-27", "/notices/2019-33#pages").status, 303);
}

TEST_F(Desk, a_day_of_years_before_is_refused) {
    const auto answer = offer("1999-01-01", "/board");
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(says(answer, "早于"));
    EXPECT_EQ(offer("2019-01-01", "/board").status, 303);
}

TEST_F(Desk, what_waits_for_others_has_workers_of_its_own) {
    const auto routes = boost::json::parse(run_program({"routes", "--json"}, surroundings_).said);
    std::size_t slow = 0;
    for (const auto& route : routes.as_array())
        for (const auto* name :
             {"programme.offer", "sections.report", "programme.hand_in", "programme.review", "sections.hand_in_breakdown",
              "sections.breakdown", "sections.accept_breakdown", "catalogue.hand_in", "catalogue.file", "catalogue.accept"})
            if (route.at("name").as_string() == name) {
                EXPECT_EQ(route.at("lane").as_int64(), 2) << name;
                ++slow;
            }
    EXPECT_EQ(slow, 10u);
}

TEST_F(Desk, a_draft_that_was_put_right_meanwhile_is_shown_before_it_is_accepted) {
    const auto draft = hand_in();
    auto other = open_account(surroundings_, portal_->port(), "supervisor", "市政府办公室", "other");
    auto form = read_page(office_->client.get(draft).body).form_to(draft + "/accept")->hidden;
    form.emplace_back("group-0-later", "yes");
    ASSERT_EQ(send_form(other.client, draft, draft + "/corrections", {{"title", "改过的标题"}}).status, 303);
    const auto refused = office_->client.post(draft + "/accept", form);
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(says(refused, "您打开这一页以后"));
    EXPECT_TRUE(says(refused, "改过的标题")) << "the new state";
    EXPECT_EQ(send_form(office_->client, draft, draft + "/accept", {{"group-0-later", "yes"}}).status, 303);
}

TEST_F(Desk, a_phrase_without_members_is_named_or_put_off_and_named_later) {
    const auto draft = hand_in();
    const auto silent = send_form(office_->client, draft, draft + "/accept", {});
    EXPECT_EQ(silent.status, 422);
    EXPECT_TRUE(says(silent, "请指定“各乡镇”的成员"));
    ASSERT_EQ(send_form(office_->client, draft, draft + "/accept", {{"group-0-later", "yes"}}).status, 303);

    ASSERT_TRUE(says(office_->client.get("/console/notices"), "href='/console/groups/2022-8'"));
    const std::string page = "/console/groups/2022-8";
    EXPECT_EQ(clerk_->client.get(page).status, 403);
    EXPECT_EQ(office_->client.get("/console/groups/2022-999").status, 404);
    EXPECT_EQ(send_form(office_->client, page, page, {}).status, 422);
    const auto finance = id_of_unit(office_->client.get(page).body, "市财政局");
    ASSERT_EQ(send_form(office_->client, page, page, {{"group-0", finance}}).status, 303);
    EXPECT_TRUE(says(office_->client.get(page), "都已经指定了成员"));

    // The clerk owes by two notices now.
    const auto inbox = clerk_->client.get("/console");
    EXPECT_EQ(inbox.status, 200);
    const auto timing = inbox.header_or_nothing("Server-Timing");
    EXPECT_LE(whole_number(timing.substr(timing.find("desc=") + 5)).value(), 11) << timing;
    EXPECT_TRUE(says(inbox, "2022"));
}

TEST_F(Desk, a_section_and_its_unit_are_told_by_mail_what_waits_for_them) {
    const auto list = folder_.path() / "sections.tsv";
    write_file(list, "name\tkind\tparent\n国库科\tsection\t市财政局\n");
    ASSERT_EQ(run_program({"people", "import", list}, surroundings_).code, 0);
    auto section = open_account(surroundings_, portal_->port(), "information_officer", "国库科", "section");
    auto& unit = *clerk_;
    portal_.reset();
    const std::vector<std::pair<std::string, std::string>> mail{{"GONGKAI_MAIL_SERVER", "127.0.0.1:9"},
                                                                {"GONGKAI_MAIL_FROM", "gongkai@example.cn"},
                                                                {"GONGKAI_MAIL_TLS", "none"},
                                                                {"GONGKAI_SITE_ADDRESS", "https://example.cn"}};
    surroundings_.variables.insert(surroundings_.variables.end(), mail.begin(), mail.end());
    portal_.emplace(surroundings_);
    for (auto* officer : {&section, &unit}) {  // the same browsers
        Client client(portal_->port(), false, Client::Cookies::kept);
        client.plant("session", officer->client.cookie("session"));
        officer->client = std::move(client);
    }
    const auto page = unit.client.get("/console/sections").body;
    const auto after = [&](std::string_view before) {
        const auto at = page.find(before) + before.size();
        return page.substr(at, page.find('\'', at) - at);
    };
    ASSERT_EQ(send_form(unit.client, "/console/sections", "/console/sections",
                        {{"duty", after("name='duty' value='")}, {"section", after("<option value='")}})
                  .status,
              303);
    const std::string task = "/console/sections/1";
    ASSERT_EQ(send_form(section.client, task, task + "/reports",
                        {{"done_on", "2026-02-27"}, {"words", "已公开"}, {"kind", "page"}, {"address", "/board"}})
                  .status,
              303);
    ASSERT_EQ(send_form(unit.client, task, task + "/return", {{"reason", "请写明页面"}}).status, 303);
    const auto told = database_rows(data_,
                                    "SELECT u.name, m.kind, m.path FROM outbox_mail m JOIN account a ON a.id = "
                                    "m.account_id JOIN unit u ON u.id = a.unit_id ORDER BY m.id");
    std::vector<std::string> lines;
    for (const auto& line : told)
        lines.push_back(join(line, " "));
    EXPECT_EQ(lines, (std::vector<std::string>{"国库科 section_task " + task, "市财政局 section_report " + task,
                                               "国库科 section_returned " + task}));
}

TEST_F(Desk, a_settled_matter_says_why_nothing_can_be_done) {
    const auto debts = office_->client.get("/console/debts").body;
    const auto link = debts.find("/console/debts/") + 15;
    const auto form = "/console/matters/new?kind=urge&unit=" + debts.substr(link, debts.find('\'', link) - link);
    const auto page = office_->client.get(form).body;
    const auto at = page.find("name='occurrence' value='") + 25;
    const auto raised =
        send_form(office_->client, form, "/console/matters",
                  {{"kind", "urge"}, {"occurrence", page.substr(at, page.find('\'', at) - at)}, {"words", "请抓紧"}});
    ASSERT_EQ(raised.status, 303);
    const auto matter = raised.header_or_nothing("Location");
    auto twice = read_page(office_->client.get(matter).body).form_to(matter + "/withdraw")->hidden;
    twice.emplace_back("because", "发错了");
    ASSERT_EQ(office_->client.post(matter + "/withdraw", twice).status, 303);
    const auto again = office_->client.post(matter + "/withdraw", twice);
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(says(again, "class='errors' role='alert'"));
}

}  // namespace
}  // namespace gongkai::http
