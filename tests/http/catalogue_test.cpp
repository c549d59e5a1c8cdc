// The catalogue over the wire: a file is looked at before it is accepted, an item gets a limit of its own, a column that is not
// kept up is owed by the unit that sees to it until something is published there.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

class Catalogue : public testing::Test {
  protected:
    Catalogue() {
        fill_data_folder(data_, Proofs::none);
        // Columns are watched from January on.
        Portal({data_, {{"GONGKAI_NOW", "2026-01-05T01:00:00Z"}}, {}});
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}}, {}};
        portal_.emplace(surroundings_);
        office_.emplace(open_account(surroundings_, portal_->port(), "supervisor", "市政府办公室", "office"));
        clerk_.emplace(open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "clerk"));
        reader_ = Client(portal_->port());
    }
    std::string hand_in(const std::string& csv, int status = 303) {
        const auto sent =
            send_form(office_->client, "/console/catalogue", "/console/catalogue/files", {}, {"file", "目录.csv", csv});
        EXPECT_EQ(sent.status, status) << sent.body;
        return status == 303 ? sent.header_or_nothing("Location") : sent.body;
    }
    std::string unit_of_clerk() {
        for (const auto& link : read_page(clerk_->client.get("/console/facts").body).links)
            if (link.address.starts_with("/console/facts/profile/"))
                return link.address.substr(23);
        return {};
    }
    // A kept page learns within a moment that the data have changed.
    bool shows(const std::string& target, std::string_view words) {
        for (int tries = 0; tries < 60; ++tries) {
            if (reader_.get(target).body.find(words) != std::string::npos)
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return false;
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
    std::optional<Officer> office_, clerk_;
    Client reader_{0};
};

bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

TEST_F(Catalogue, is_public_once_somebody_has_looked_at_the_file_and_accepted_it) {
    EXPECT_TRUE(says(reader_.get("/catalogue"), "财政预算、决算信息"));
    const auto file = hand_in(std::string(catalogue_head) + catalogue_rows);
    EXPECT_TRUE(says(office_->client.get(file), "新增2项"));
    EXPECT_FALSE(says(reader_.get("/catalogue?field=budget"), "部门决算"));
    EXPECT_EQ(send_form(office_->client, file, file + "/accept", {}).status, 303);
    EXPECT_TRUE(shows("/catalogue?field=budget", "部门决算"));
    EXPECT_TRUE(shows("/catalogue/budget-1", "批复后20日内"));
    EXPECT_TRUE(shows("/catalogue.csv", "部门决算"));
    EXPECT_TRUE(reader_.get("/catalogue.xlsx").body.starts_with("PK"));
    const auto one = boost::json::parse(reader_.get("/api/v1/catalogue/budget-1").body);
    EXPECT_EQ(one.at("limits").at(0).at("count").as_int64(), 20);
    EXPECT_EQ(one.at("units").at(0).at("name").as_string(), "市财政局");
    EXPECT_EQ(reader_.get("/api/v1/catalogue?level=none").status, 400);
    EXPECT_TRUE(says(office_->client.get(file), "已于"));
}

TEST_F(Catalogue, refuses_a_file_with_faults_and_says_where_they_are) {
    const auto file = hand_in(std::string(catalogue_head) + catalogue_rows + "财政预决算,2,部门,三公经费,,,,,,,,,,,\n");
    const auto shown = office_->client.get(file);
    EXPECT_TRUE(says(shown, "有1行不符合要求"));
    EXPECT_TRUE(says(shown, "没有写公开内容（要素）"));
    EXPECT_EQ(read_page(shown.body).form_to(file + "/accept"), nullptr);
    EXPECT_NE(hand_in("甲,乙\n1,2\n", 422).find("没有找到目录表"), std::string::npos);
}

TEST_F(Catalogue, is_kept_by_the_office_and_seen_by_the_units_it_names) {
    const auto file = hand_in(std::string(catalogue_head) + catalogue_rows);
    send_form(office_->client, file, file + "/accept", {});
    EXPECT_EQ(clerk_->client.get(file).status, 403);
    const auto mine = clerk_->client.get("/console/catalogue");
    EXPECT_TRUE(says(mine, "部门决算"));
    EXPECT_FALSE(says(mine, "招生范围"));
    std::string item, other;
    for (const auto& link : read_page(office_->client.get("/console/catalogue").body).links)
        if (link.address.starts_with("/console/catalogue/items/"))
            (clerk_->client.get(link.address).status == 200 ? item : other) = link.address;
    ASSERT_NE(item, "");
    EXPECT_EQ(clerk_->client.get(other).status, 404) << "of another unit";
    const auto refused = send_form(office_->client, item, item + "/limit", {{"limit", "早晚"}, {"because", "某法"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "读不出期限"));
    EXPECT_EQ(send_form(office_->client, item, item + "/limit", {{"limit", "7个工作日内"}, {"because", "某法第三条"}}).status,
              303);
    EXPECT_TRUE(shows("/catalogue/budget-1", "某法第三条"));
}

TEST_F(Catalogue, says_which_columns_are_not_kept_up_and_who_owes_it) {
    const auto form = [&](const Lines& fields) {
        return send_form(office_->client, "/console/upkeep/news", "/console/upkeep/news", fields);
    };
    EXPECT_EQ(clerk_->client.get("/console/upkeep/news").status, 403);
    EXPECT_EQ(form({{"days", "0"}}).status, 422);
    EXPECT_EQ(form({{"unit", "99999"}}).status, 422);
    EXPECT_TRUE(says(office_->client.get("/console/upkeep"), "空白栏目"));
    EXPECT_EQ(form({{"unit", unit_of_clerk()}, {"days", "7"}}).status, 303);
    EXPECT_TRUE(says(office_->client.get("/console/upkeep"), "7天"));
    EXPECT_TRUE(says(clerk_->client.get("/console"), "栏目“工作动态”每7天应有更新，目前为空白"));
}

TEST_F(Catalogue, tells_the_office_that_a_profile_changed_after_the_guide) {
    const auto say = [&](Officer& officer, const std::string& page, Lines fields, const std::string& day) {
        fields.push_back({"since_on", day});
        return send_form(officer.client, page, page, fields).status;
    };
    Lines guide;
    for (const auto* field : {"sorting", "arrangement", "access", "office", "address", "hours", "phone", "internet"})
        guide.push_back({field, said_of_itself});
    EXPECT_EQ(say(*office_, "/console/facts/guide/0", guide, "2026-02-01"), 303);
    EXPECT_TRUE(shows("/guide", said_of_itself));
    const auto page = "/console/facts/profile/" + unit_of_clerk();
    Lines profile{
        {"duties", said_of_itself}, {"address", "中心街1号"}, {"hours", "9:00"}, {"phone", "0537"}, {"leaders", "某某"}};
    EXPECT_EQ(say(*clerk_, page, profile, "2026-01-01"), 303);
    EXPECT_FALSE(says(office_->client.get("/console/facts"), "之后有变动"));
    profile[1].second = "中心街2号";
    EXPECT_EQ(say(*clerk_, page, profile, "2026-03-01"), 303);
    EXPECT_TRUE(says(office_->client.get("/console/facts"), "之后有变动"));
    EXPECT_TRUE(shows("/units/" + unit_of_clerk() + "/profile", "中心街1号<span class='hidden'>〔删去完〕</span></del>"));
    EXPECT_EQ(clerk_->client.get("/console/facts/guide/0").status, 404);
    EXPECT_EQ(clerk_->client.get("/console/facts/profile/1").status, 404) << "another unit's";
}

}  // namespace
}  // namespace gongkai::http
