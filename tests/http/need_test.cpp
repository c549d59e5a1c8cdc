// What people need, over the wire: what is opened from the results and what is downloaded is counted, without a script, a longer
// address or a way round, and nothing of who it was is kept.
#include <boost/json.hpp>
#include <csignal>

#include "base/web/target.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class Wanted : public Newsroom {
  protected:
    // What was counted is written when the server stops.
    void restart() {
        portal_->program().signal(SIGTERM);
        EXPECT_EQ(portal_->program().wait(), 0);
        portal_.emplace(surroundings_);
        reader_ = Client(portal_->port());
        for (auto& [of, officer] : officers_) {  // sessions outlive the server
            const auto session = officer.client.cookie("session");
            officer.client = Client(portal_->port(), false, Client::Cookies::kept);
            officer.client.plant("session", session);
        }
    }
    std::string counted(const std::string& what, const std::string& address) {
        const auto rows = database_rows(data_, "SELECT sum(d." + what +
                                                   ") FROM search_need_day d JOIN search_entry e ON e.id = d.entry_id "
                                                   "WHERE e.address = '" +
                                                   address + "'");
        return rows.at(0).at(0);
    }
    json::value ask(const std::string& target) {
        for (int tries = 0; tries < 200; ++tries) {
            const auto answer = reader_.get(target);
            if (answer.status == 200)
                return json::parse(answer.body);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        throw std::runtime_error("no answer to " + target);
    }
};

TEST_F(Wanted, what_is_opened_from_the_results_and_downloaded_is_counted_and_moves_the_order) {
    const std::string words = "%E6%B5%B7%E9%BE%9F%E4%BF%9D%E6%8A%A4";  // 海龟保护
    const SentFile file{"file", "海龟保护附件.txt", "附件的文字"};
    const auto one = force(begin("news", {{"title", "海龟保护的消息甲"}, {"body", "湿地"}}, file));
    const auto two = force(begin("news", {{"title", "海龟保护的消息乙"}, {"body", "湿地"}}, file));
    restart();
    const auto first = std::string(ask("/api/v1/search?q=" + words).at("hits").at(0).at("url").as_string());
    const auto& other = first == one ? two : one;

    const std::pair<std::string, std::string> browser{"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"},
        from_results{"Referer", "http://localhost/search?q=" + words};
    const auto page = reader_.get("/search?q=" + words, {browser});
    EXPECT_TRUE(says(page, "<a href='" + other + "'")) << "a hit leads straight to the address of the thing";
    EXPECT_EQ(reader_.get("/search/open?to=https://elsewhere.test/").status, 404) << "and no address leads anywhere else";
    for (int i = 0; i < 3; ++i)  // the second and third are kept pages
        EXPECT_EQ(reader_.get(other, {browser, from_results}).status, 200);
    reader_.get(other, {browser});
    reader_.get(other, {from_results, {"User-Agent", "Baiduspider/2.0"}});
    reader_.get(other, {browser, from_results, {"Sec-Purpose", "prefetch"}});
    reader_.ask("HEAD", other, {browser, from_results});

    const auto file_address = other + "/files/" + web::encode(file.name);
    const auto saved = reader_.get(file_address, {browser});
    EXPECT_EQ(saved.status, 200) << file_address;
    EXPECT_EQ(saved.header_or_nothing("Set-Cookie"), "");
    reader_.get(file_address, {{"User-Agent", "Wget/1.21"}});
    reader_.ask("HEAD", file_address, {browser});
    EXPECT_EQ(reader_.get("/records/venue/records.csv", {browser}).status, 200);

    restart();
    EXPECT_EQ(counted("opened", other), "3");
    EXPECT_EQ(counted("downloaded", other), "1");
    EXPECT_EQ(counted("opened", first), "");
    const auto now = ask("/api/v1/search?q=" + words);
    EXPECT_EQ(now.at("hits").at(0).at("url").as_string(), other) << "what is needed comes first where the words say as much";
    EXPECT_EQ(now.at("hits").at(0).at("downloads").to_number<int>(), 1);
    const auto by_downloads = ask("/api/v1/search?order=downloads&q=" + words);
    EXPECT_EQ(by_downloads.at("hits").at(0).at("url").as_string(), other);
    EXPECT_TRUE(says(reader_.get("/search?order=downloads&q=" + words), "下载过 1 次"));
}

const std::string no_such = "%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91%E5%B1%80";  // 火星移民局

TEST_F(Wanted, the_office_recommends_names_and_is_told_what_finds_nothing) {
    const auto page_of_news = begin("news", {{"title", "低保申请的办事指引"}, {"body", "到村居提出。"}});
    const auto news = force(page_of_news);
    const auto other = force(begin("news", {{"title", "海龟保护的消息"}, {"body", "湿地"}}));
    for (const auto* page : {"/console/search", "/console/search/questions.csv", "/console/search/recommended",
                             "/console/search/recommended/new?q=a", "/console/search/synonyms?plain=a&policy=b"}) {
        EXPECT_NE(reader_.get(page).status, 200) << page;
        EXPECT_EQ(writer().client.get(page).status, 403) << page;
        EXPECT_EQ(office().client.get(page).status, 200) << page;
    }
    auto& staff = office().client;
    const auto first = [&](const std::string& query) { return ask("/api/v1/search?q=" + query).at("hits").at(0); };

    // 编辑推荐
    const std::string list = "/console/search/recommended", turtles = "%E6%B5%B7%E9%BE%9F";  // 海龟
    EXPECT_EQ(first(turtles).at("url").as_string(), other);
    EXPECT_FALSE(first(turtles).at("recommended").as_bool());
    const auto unit_id = database_rows(data_, std::string("SELECT id FROM unit WHERE name = '") + office_unit + "'").at(0).at(0);
    const auto refused =
        send_form(staff, list + "/new?q=" + turtles, list,
                  {{"unit", unit_id}, {"address", "/nowhere"}, {"reason", "测试的理由"}, {"until", "2026-03-31"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "测试的理由")) << "nothing that was typed is lost";
    const auto kept = send_form(staff, list + "/new?q=" + turtles, list,
                                {{"unit", unit_id}, {"address", news}, {"reason", "测试的理由"}, {"until", "2026-03-31"}});
    EXPECT_EQ(kept.status, 303) << kept.body;
    EXPECT_EQ(first(turtles).at("url").as_string(), news);
    EXPECT_TRUE(first(turtles).at("recommended").as_bool());
    EXPECT_EQ(first(turtles).at("recommended_by").as_string(), office_unit);
    EXPECT_TRUE(says(reader_.get("/search?q=" + turtles), "编辑推荐"));
    EXPECT_FALSE(says(reader_.get("/search?q=" + turtles), "测试的理由")) << "the reason is the office's";
    EXPECT_TRUE(says(staff.get(list), "正在显示"));

    // 近义词: a look changes nothing, then all ways know it.
    const std::string moon = "%E6%9C%88%E4%BA%AE%E8%A1%A5%E8%B4%B4";  // 月亮补贴
    const std::string pair =
        "/console/search/synonyms?plain=" + moon + "&policy=%E4%BD%8E%E4%BF%9D%E7%94%B3%E8%AF%B7";  // 低保申请
    EXPECT_EQ(ask("/api/v1/search?q=" + moon).at("total").to_number<int>(), 0);
    EXPECT_TRUE(says(staff.get(pair), "低保申请的办事指引"));
    EXPECT_EQ(ask("/api/v1/search?q=" + moon).at("total").to_number<int>(), 0);
    EXPECT_EQ(send_form(staff, pair, "/console/search/synonyms", {}).status, 303);
    EXPECT_EQ(first(moon).at("url").as_string(), news);
    EXPECT_TRUE(says(reader_.get("/search?q=" + moon), news));
    const auto line = run_program({"search", "月亮补贴", "--json"}, surroundings_);
    EXPECT_EQ(json::parse(line.said).at("hits").at(0).at("url").as_string(), news) << line.said << line.complained;

    // What finds nothing.
    const std::pair<std::string, std::string> browser{"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"};
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(says(reader_.get("/search?q=" + no_such, {browser}), "会告诉政府办公室"));
        reader_.get("/search?q=370883199001011234", {browser});
        reader_.get("/search?q=13812345678", {browser});
    }
    reader_.get("/search?q=" + no_such + "%E4%B8%80%E6%AC%A1", {browser});  // 一次
    deed(office(), page_of_news, "withdraw", {{"withdrawn_because", "内容有误"}});
    restart();
    const auto report = staff.get("/console/search");
    EXPECT_TRUE(says(report, "火星移民局"));
    EXPECT_TRUE(says(report, "/console/search/synonyms?plain=" + no_such));
    for (const auto* hidden : {"370883199001011234", "13812345678", "火星移民局一次"})
        EXPECT_FALSE(says(report, hidden)) << hidden;
    EXPECT_TRUE(database_rows(data_, "SELECT query FROM search_asked_day WHERE query LIKE '%3%'").empty());
    EXPECT_TRUE(says(staff.get("/console/search/questions.csv"), "火星移民局,3,3"));
    EXPECT_FALSE(says(report, "查得太久的邮件提醒"));
    // Alerts that never end: their words only where several follow them.
    const auto followed = [&](const std::string& word, const std::string& reader) {
        database_rows(data_,
                      "INSERT INTO search_alert (question, language, address, address_mark, secret, confirm_hash, end_hash, "
                      "asked_at, confirmed_at, seen_sequence, cut_short_since, cut_short_on) VALUES ('{\"q\":\"" +
                          word + "\"}', 'zh-CN', '', '" + reader + "', '', '" + reader + word + "', '" + reader + word +
                          "', 0, 0, 0, '2026-01-05', '2026-01-06')");
    };
    followed("海龟蛋", "a");
    for (const auto* reader : {"b", "c", "d"})
        followed("海龟", reader);
    const auto of_alerts = staff.get("/console/search");
    EXPECT_TRUE(says(of_alerts, "有 4 个邮件提醒在两秒内没有查完"));
    EXPECT_TRUE(says(of_alerts, "“海龟”：从2026年1月5日（周一）起，3 位读者")) << of_alerts.body;
    EXPECT_FALSE(says(of_alerts, "海龟蛋"));
    EXPECT_TRUE(says(staff.get(list), "内容已撤下")) << "the office is told";
    EXPECT_EQ(first(turtles).at("url").as_string(), other) << "and nobody else is shown it";
}

}  // namespace
}  // namespace gongkai::http
