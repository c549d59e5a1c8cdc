// A unit's own breakdown paper over the wire: what is asked, what is refused, who sees it, and that what was seen is what is
// done.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/file.h"
#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

constexpr const char* list = "/console/breakdowns";

class Breakdown : public testing::Test {
  protected:
    Breakdown() {
        fill_data_folder(data_, Proofs::none);
        const auto units = folder_.path() / "sections.tsv";
        write_file(units,
                   "name\tkind\tparent\n规划信息科\tsection\t市卫生健康局\n医政医管科\tsection\t市卫生健康局\n"
                   "综合监督科\tsection\t市卫生健康局\n");
        EXPECT_EQ(run_program({"people", "import", units}, surroundings_).code, 0);
        portal_.emplace(surroundings_);
        clerk_.emplace(account("市卫生健康局", "wei.jian"));
    }
    Officer account(const std::string& unit, const std::string& name) {
        return open_account(surroundings_, portal_->port(), "information_officer", unit, name);
    }
    Answer send(const std::string& bytes, const std::string& name = "分工.html") {
        return send_form(clerk_->client, list, list, {}, {"file", name, bytes});
    }
    std::string hand_in(const std::string& bytes) {
        const auto sent = send(bytes);
        EXPECT_EQ(sent.status, 303) << sent.body;
        return sent.header_or_nothing("Location");
    }
    std::string look(const std::string& address) { return clerk_->client.get(address).body; }
    // What the form of a draft sends, with these answers in place of those that stand there.
    Lines filled_in(const std::string& draft, const Lines& answers) {
        const auto page = read_page(look(draft));
        const auto* form = page.form_to(draft + "/accept");
        if (!form)
            return {};
        Lines all = form->hidden;
        for (const auto& [name, value] : form->chosen)
            if (std::ranges::find(answers, name, &Lines::value_type::first) == answers.end())
                all.emplace_back(name, value);
        all.insert(all.end(), answers.begin(), answers.end());
        return all;
    }
    Answer accept(const std::string& draft, const Lines& answers) {
        return clerk_->client.post(draft + "/accept", filled_in(draft, answers));
    }
    std::string chosen(const std::string& html, const std::string& draft, const std::string& name) {
        const auto page = read_page(html);
        const auto* form = page.form_to(draft + "/accept");
        if (form)
            for (const auto& [field, value] : form->chosen)
                if (field == name)
                    return value;
        return "-";
    }
    // "section requirement" of every duty that a section has.
    std::vector<std::string> in_hands() {
        std::vector<std::string> all;
        for (const auto& row :
             database_rows(data_,
                           "SELECT u.name, t.words FROM section_task t JOIN unit u ON u.id = t.section_id WHERE t.ended_at IS "
                           "NULL ORDER BY t.id"))
            all.push_back(row.at(0) + ' ' + row.at(1));
        return all;
    }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_{data_, {}, {}};
    std::optional<Portal> portal_;
    std::optional<Officer> clerk_;
    const std::string paper_ = *read_file(source_file("tests/samples/breakdowns/health-2019.html"));
};

// The names that no section bears are 疾控应急科 and 办公室, in this order.
TEST_F(Breakdown, is_looked_over_answered_and_handed_over_and_the_same_again_changes_nothing) {
    const auto draft = hand_in(paper_);
    const auto page = look(draft);
    for (const auto* said : {"邹卫健办字〔2019〕15号", "疾控应急科", "新分派", "没有找到对应的责任", "文件没有提到的责任",
                             "<mark>每月向社会公开饮用水水源"})
        EXPECT_NE(page.find(said), std::string::npos) << said;
    EXPECT_EQ(chosen(page, draft, "duty-6.1"), "") << "not sure: asked";
    EXPECT_EQ(chosen(page, draft, "duty-7.1"), "none");
    EXPECT_NE(chosen(page, draft, "duty-1.1"), "none");
    EXPECT_EQ(chosen(page, draft, "section-2.1"), "name-0");
    EXPECT_TRUE(in_hands().empty()) << "nothing is done by looking";

    // What is not answered is said, and what was answered stands.
    const auto refused = accept(draft, {{"name-0", "none"}, {"duty-7.1", "none"}, {"section-4.1", "none"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("请为第 6.1 条选择对应的责任"), std::string::npos);
    EXPECT_NE(refused.body.find("请说明“办公室”是哪个科室"), std::string::npos);
    EXPECT_EQ(chosen(refused.body, draft, "section-4.1"), "none");
    EXPECT_EQ(chosen(refused.body, draft, "name-0"), "none");
    EXPECT_EQ(accept(draft,
                     {{"new-1", "yes"}, {"name-1", chosen(page, draft, "section-4.1")}, {"name-0", "none"}, {"duty-6.1", "none"}})
                  .status,
              422)
        << "an old section and a new one at once";
    EXPECT_TRUE(in_hands().empty());

    const auto done = accept(draft, {{"name-0", "none"}, {"new-1", "yes"}, {"duty-6.1", "none"}});
    ASSERT_EQ(done.status, 303) << done.body;
    const auto given = in_hands();
    ASSERT_EQ(given.size(), 4u);
    EXPECT_EQ(given[0].find("医政医管科 加大医疗服务"), 0u) << given[0];
    EXPECT_EQ(given[1].find("综合监督科 每月向社会公开饮用水水源"), 0u) << given[1];
    EXPECT_EQ(given[3].find("市卫生健康局办公室 按照“谁起草谁解读”原则"), 0u) << given[3];
    const auto accepted = look(draft);
    EXPECT_NE(accepted.find("已确认"), std::string::npos);
    EXPECT_NE(accepted.find("<mark>"), std::string::npos);
    EXPECT_EQ(clerk_->client.get(draft + "/file").body, paper_);

    const auto again = hand_in(paper_);
    EXPECT_NE(again, draft);
    EXPECT_NE(look(again).find("不变，已由医政医管科办理"), std::string::npos);
    EXPECT_EQ(accept(again, {{"name-0", "none"}, {"duty-6.1", "none"}}).status, 303);
    EXPECT_EQ(in_hands(), given);

    const auto corrected = hand_in(replace_all(paper_, "综合监督科", "规划信息科"));
    EXPECT_NE(look(corrected).find("改派，现在由综合监督科办理"), std::string::npos);
    EXPECT_EQ(accept(corrected, {{"name-0", "none"}, {"duty-6.1", "none"}}).status, 303);
    EXPECT_EQ(std::ranges::count_if(in_hands(), [](const auto& one) { return one.starts_with("综合监督科"); }), 0);
}

TEST_F(Breakdown, what_has_changed_since_it_was_seen_is_shown_and_not_done) {
    const auto draft = hand_in(paper_);
    const auto fields = filled_in(draft, {{"name-0", "none"}, {"name-1", "none"}, {"duty-6.1", "none"}, {"section-3.1", "none"}});
    const auto at_hand = look("/console/sections");
    const auto at = at_hand.find("name='duty' value='") + 19;
    const auto option = at_hand.find("<option value='") + 15;
    ASSERT_EQ(send_form(clerk_->client, "/console/sections", "/console/sections",
                        {{"duty", at_hand.substr(at, at_hand.find('\'', at) - at)},
                         {"section", at_hand.substr(option, at_hand.find('\'', option) - option)}})
                  .status,
              303);
    const auto stale = clerk_->client.post(draft + "/accept", fields);
    EXPECT_EQ(stale.status, 409);
    EXPECT_NE(stale.body.find("您打开这一页以后"), std::string::npos);
    EXPECT_EQ(chosen(stale.body, draft, "section-3.1"), "none") << "what was chosen stands";
    EXPECT_EQ(in_hands().size(), 1u);
    const auto redrawn = read_page(stale.body);
    Lines now = redrawn.form_to(draft + "/accept")->hidden;
    const auto& lists = redrawn.form_to(draft + "/accept")->chosen;
    now.insert(now.end(), lists.begin(), lists.end());
    EXPECT_EQ(clerk_->client.post(draft + "/accept", now).status, 303);
    const auto twice = clerk_->client.post(draft + "/accept", now);
    EXPECT_EQ(twice.status, 409);
    EXPECT_NE(twice.body.find("已经有人确认或放弃"), std::string::npos);
}

TEST_F(Breakdown, what_is_no_paper_of_tasks_is_refused_in_the_words_of_the_reader) {
    const auto news = send("今天天气很好。", "news.txt");
    EXPECT_EQ(news.status, 422);
    EXPECT_NE(news.body.find("role='alert'"), std::string::npos);
    const auto rows = paper_.find("<tbody>") + 7;
    const auto empty = send(paper_.substr(0, rows) + paper_.substr(paper_.find("</tbody>")));
    EXPECT_EQ(empty.status, 422);
    const auto picture = send(std::string("\x89PNG\r\n\x1a\n", 8) + std::string(64, '\0'), "扫描件.png");
    EXPECT_EQ(picture.status, 422);
    EXPECT_NE(picture.body.find("扫描件.png"), std::string::npos);
    EXPECT_EQ(database_rows(data_, "SELECT count(*) FROM breakdown").at(0).at(0), "0");
}

TEST_F(Breakdown, drafts_are_dropped_and_those_of_another_unit_are_not_there) {
    const auto draft = hand_in(paper_);
    auto other = account("市财政局", "cai.zheng");
    for (const auto& address : {draft, draft + "/file"})
        EXPECT_EQ(other.client.get(address).status, 404) << address;
    const auto other_list = other.client.get(list).body;
    EXPECT_EQ(other_list.find("分工.html"), std::string::npos);
    auto fields = filled_in(draft, {});
    for (const auto& address : {draft + "/accept", draft + "/drop"}) {
        const auto token = other.client.post(address, fields);
        EXPECT_EQ(token.status, 403) << "a form that was drawn for another";
    }
    EXPECT_EQ(send_form(clerk_->client, draft, draft + "/drop", {}).status, 303);
    EXPECT_NE(look(list).find("已放弃"), std::string::npos);
    EXPECT_EQ(clerk_->client.post(draft + "/accept", fields).status, 409);
    EXPECT_TRUE(in_hands().empty());
    Client anybody(portal_->port());
    for (const std::string address : {"/", "/board", "/api/v1/duties", "/api/v1/units", "/journal"})
        EXPECT_EQ(anybody.get(address).body.find("疾控应急科"), std::string::npos) << address;
}

}  // namespace
}  // namespace gongkai::http
