// Documents that come in by the command line while the portal is open: seen at once, old addresses lead on, drafts are nobody's.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class MovedIn : public testing::Test {
  protected:
    MovedIn() {
        fill_data_folder(data_, Proofs::none);
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T01:00:00Z"}, {"GONGKAI_LANGUAGE", "zh"}}, {}};
        portal_.emplace(surroundings_);
        reader_ = Client(portal_->port());
    }
    std::filesystem::path put(const std::string& path, std::string_view bytes) {
        const auto file = folder_.path() / path;
        std::filesystem::create_directories(file.parent_path());
        write_file(file, bytes);
        return file;
    }
    Outcome import(const std::filesystem::path& what, std::vector<std::string> more = {}) {
        std::vector<std::string> arguments{"documents", "import", what.string(), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_program(arguments, surroundings_);
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
    Client reader_{0};
};

bool says(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

std::string page(const std::string& title, const std::string& inside) {
    return "<html><head><meta charset='utf-8'><title>" + title +
           "</title><meta name='PubDate' content='2019-06-25 10:30'></head><body><div class='nav'><a "
           "href='/'>首页</a></div><h1>" +
           title + "</h1><div id='zoom'><p>为进一步做好政务公开工作，经研究，现将有关事项通知如下，请认真贯彻执行。</p>" +
           inside + "</div></body></html>";
}

TEST_F(MovedIn, are_seen_by_an_open_portal_and_old_addresses_lead_to_them) {
    EXPECT_EQ(reader_.get("/zwgk/tz/a.html").status, 404);
    EXPECT_FALSE(says(reader_.get("/columns/announcements"), "甲通知"));
    put("site/zwgk/tz/a.html", page("甲通知", "<p>见<a href='/show.jsp?id=3'>乙通知</a>。</p>"));
    put("site/show.jsp?id=3", page("乙通知", "<p><a href='/up/f.txt'>附表</a></p>"));
    put("site/up/f.txt", "附表的内容");
    put("site/documents/9.html", page("丙通知", ""));
    put("site/zwgk/tz/index.html", "<ul><li><a href='a.html'>甲通知</a></li></ul>");
    const auto mapping = put("mapping.toml", "unit = '市财政局'\ntype = '通知公告'\n[[rule]]\npath = '*'\ncolumn = '通知公告'\n");
    const auto done = import(folder_.path() / "site", {"--mapping", mapping.string()});
    ASSERT_EQ(done.code, 0) << done.said << done.complained;
    EXPECT_TRUE(shows("/columns/announcements", "甲通知"));
    EXPECT_TRUE(shows("/documents?year=2019", "乙通知"));

    const auto moved = reader_.get("/zwgk/tz/a.html");
    EXPECT_EQ(moved.status, 301);
    const auto here = moved.header_or_nothing("Location");
    ASSERT_TRUE(here.starts_with("/documents/"));
    const auto shown = reader_.get(here);
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(says(shown, "<h1>甲通知</h1>"));
    EXPECT_TRUE(says(shown, "2019-06-25 10:30"));
    EXPECT_TRUE(says(shown, "迁入日期")) << "it says that it was moved";
    EXPECT_TRUE(says(shown, "/zwgk/tz/a.html"));
    const auto other = reader_.get("/show.jsp?id=3");
    EXPECT_EQ(other.status, 301);
    EXPECT_TRUE(says(shown, "href='" + other.header_or_nothing("Location") + "'")) << "links lead to the new place";
    EXPECT_EQ(reader_.get("/show.jsp?id=3&from=singlemessage&isappinstalled=0").header_or_nothing("Location"),
              other.header_or_nothing("Location"));
    EXPECT_EQ(reader_.get("/show.jsp?id=4").status, 404);
    EXPECT_EQ(reader_.ask("HEAD", "/show.jsp?id=3").status, 301);
    EXPECT_EQ(reader_.ask("POST", "/show.jsp?id=3").status, 404);
    EXPECT_EQ(reader_.get("/zwgk/tz/").header_or_nothing("Location"), "/columns/announcements");
    const auto file = reader_.get("/up/f.txt");
    EXPECT_EQ(file.status, 301);
    EXPECT_EQ(reader_.get(file.header_or_nothing("Location")).body, "附表的内容");
    EXPECT_EQ(reader_.get("/documents/9.html").status, 301) << "below a path of this program, where it has nothing itself";
    EXPECT_EQ(reader_.get("/documents").status, 200) << "no address of this program is taken";
}

TEST_F(MovedIn, drafts_are_nobodys_until_they_were_passed_and_files_are_not_given) {
    put("site/secret.html", page("名单公示", "<p>张三，身份证号11010519491231002X，<a href='/list.txt'>名单</a></p>"));
    put("site/list.txt", "名单");
    const auto mapping = put("mapping.toml", "unit = '市财政局'\n[[rule]]\npath = '*'\ncolumn = '通知公告'\n");
    const auto done = import(folder_.path() / "site", {"--mapping", mapping.string()});
    ASSERT_EQ(done.code, 0) << done.complained;
    const auto report = json::parse(done.said);
    EXPECT_EQ(report.at("draft").as_int64(), 1);
    const std::string desk(report.at("documents").at(0).at("address").as_string());
    for (const auto* target : {"/secret.html", "/list.txt", "/SECRET.HTML?from=timeline"}) {
        const auto answer = reader_.get(target);
        EXPECT_EQ(answer.status, 404) << target;
        EXPECT_TRUE(says(answer, "正在审核")) << target << " says that it is to come";
        EXPECT_FALSE(says(answer, "名单公示")) << target;
    }
    EXPECT_NE(reader_.get(desk).status, 200);
    EXPECT_FALSE(says(reader_.get("/documents"), "名单公示"));
    EXPECT_FALSE(says(reader_.get("/api/v1/documents"), "名单公示"));
    auto writer = open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "writer");
    const auto seen = writer.client.get(desk);
    EXPECT_EQ(seen.status, 200);
    EXPECT_TRUE(says(seen, "11010519491231002X")) << "its unit sees what was found";
    auto stranger = open_account(surroundings_, portal_->port(), "information_officer", "市民政局", "stranger");
    EXPECT_EQ(stranger.client.get(desk).status, 404);
}

TEST_F(MovedIn, tables_are_reported_row_by_row_and_the_code_tells_a_refusal) {
    const auto table =
        put("list.csv",
            "\xEF\xBB\xBF有效性,正文,标题,发布日期,发布单位,文号\n"
            "废止,\"<p onclick='x()'>正文<script>alert(1)</script></p>\",关于旧办法的通知,2018-01-02,市财政局,邹财〔2018〕 3 号\n"
            "有效,正文,没有单位的,2018-01-02,无名局,\n");
    const auto report = folder_.path() / "report.csv";
    EXPECT_EQ(import(table, {"--dry-run", "--report", report.string()}).code, 2);
    EXPECT_TRUE(read_file(report)->find("将公开") != std::string::npos) << "nothing is said to be public that is not";
    EXPECT_EQ(read_file(report)->find("已公开"), std::string::npos);
    const auto done = import(table, {"--report", report.string()});
    EXPECT_EQ(done.code, 2);
    const auto told = json::parse(done.said);
    EXPECT_EQ(told.at("taken").as_int64(), 1);
    EXPECT_EQ(told.at("refused").as_int64(), 1);
    EXPECT_EQ(told.at("documents").at(0).at("row").as_int64(), 3);
    const auto lines =
        read_csv_table(read_file(report).value(), {"文件", "行", "结果", "标题", "地址", "原因", "怎么办"}).value();
    ASSERT_EQ(lines.rows.size(), 2u);
    const std::string address(lines.at(0, "地址"));
    EXPECT_TRUE(shows(address, "本文件已经废止"));
    const auto shown = reader_.get(address);
    EXPECT_TRUE(says(shown, "依据原网站标注（2026年3月2日"));
    EXPECT_FALSE(says(shown, "alert(1)"));
    EXPECT_FALSE(says(shown, "onclick"));
    EXPECT_TRUE(says(shown, "邹财〔2018〕3号"));
    const auto machine = json::parse(reader_.get("/api/v1" + address).body);
    EXPECT_EQ(machine.at("validity").as_string(), "repealed");
    EXPECT_EQ(machine.at("fields").at("said_validity").as_string(), "repealed");
    EXPECT_TRUE(says(reader_.get("/documents?validity=repealed"), "关于旧办法的通知"));
    EXPECT_FALSE(says(reader_.get("/documents?validity=in_force"), "关于旧办法的通知"));
    EXPECT_EQ(import(table, {"--create"}).code, 0);
    EXPECT_EQ(import(folder_.path() / "nothing.csv").code, 2);
}

}  // namespace
}  // namespace gongkai::http
