// Another city looks like another city by its settings alone: one file, and an emblem beside it.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/text.h"
#include "tests/http/client.h"
#include "tests/http/page.h"
#include "tests/program.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;

class City : public testing::Test {
  protected:
    City() {
        fs::create_directories(data_);
        for (const auto* file : {"gongkai.toml", "emblem.svg"})
            fs::copy_file(source_file("tests/samples/cities/qingshi/" + std::string(file)), data_ / file);
    }
    void serve() {
        portal_.emplace(Surroundings{data_, {}, {}});
        reader_ = Client(portal_->port());
    }
    std::string body(const std::string& target, const std::string& language = "zh") {
        return reader_.get(target, {{"Accept-Language", language}}).body;
    }
    void set(const std::string& key, const std::string& value) {
        const auto text = *read_file(data_ / "gongkai.toml");
        const auto at = text.find("\n" + key + " = ") + 1;
        write_file(data_ / "gongkai.toml", text.substr(0, at) + key + " = \"" + value + '"' + text.substr(text.find('\n', at)));
    }
    Outcome refused() { return run_program({"serve", "--listen", "127.0.0.1:0"}, {data_, {}, {}}); }

    TemporaryFolder folder_;
    const fs::path data_ = folder_.path() / "data";
    std::optional<Portal> portal_;
    Client reader_{0};
};

bool holds(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

TEST_F(City, has_its_name_emblem_colours_and_sentence_on_its_pages) {
    serve();
    for (const std::string target : {"/", "/documents", "/columns", "/accessibility", "/open-data", "/no-such-page", "/search",
                                     "/data", "/records/air_quality_month", "/records/heritage_item",
                                     "/records/budget/dictionary", "/library", "/guide", "/catalogue", "/life", "/log"}) {
        const auto page = body(target);
        EXPECT_TRUE(holds(page, "<img src='/emblem.svg' alt='' width='32' height='32'>青石县政务公开</a>")) << target;
        EXPECT_TRUE(holds(page, "<link rel='icon' href='/emblem.svg' type='image/svg+xml'>")) << target;
        EXPECT_TRUE(holds(page, "<meta name='SiteName' content='青石县政务公开'>")) << target;
        EXPECT_TRUE(holds(page, "<meta name='SiteIDCode' content='0000000001'>")) << target;
        EXPECT_TRUE(holds(page, "href='/theme.css'")) << target;
        EXPECT_FALSE(holds(replace_all(page, "'/emblem.svg'", ""), "emblem.svg")) << target << ": the built-in one is nowhere";
        EXPECT_FALSE(holds(page, "邹")) << target << ": another city";
    }
    EXPECT_TRUE(holds(body("/"), "<p class='lead'>青石县各级行政机关依法公开的政府信息，都在这里。</p>"));
    EXPECT_TRUE(holds(body("/", "en"), "All that the agencies of Qingshi County make public by law."));
    EXPECT_TRUE(holds(body("/documents", "en"), "</a>") &&
                holds(body("/documents", "en"), ">Qingshi County Open Government</a>"));
    EXPECT_TRUE(holds(body("/documents", "en"), "<meta name='SiteName' content='青石县政务公开'>")) << "its official name";
    const auto theme = body("/theme.css");
    EXPECT_TRUE(holds(theme, "--action:#0a5f5a;") && holds(theme, "--authority:#8a1c5b;")) << theme;
}

TEST_F(City, gives_its_emblem_as_a_picture_that_runs_nothing) {
    serve();
    const auto emblem = reader_.get("/emblem.svg");
    EXPECT_EQ(emblem.body, *read_file(source_file("tests/samples/cities/qingshi/emblem.svg")));
    EXPECT_EQ(emblem.header_or_nothing("Content-Type"), "image/svg+xml");
    EXPECT_EQ(emblem.header_or_nothing("Content-Security-Policy"), "default-src 'none'; sandbox");
    EXPECT_EQ(reader_.get("/emblem.svg", {{"If-None-Match", emblem.header_or_nothing("ETag")}}).status, 304);
}

TEST_F(City, shows_the_entries_of_its_menu_in_its_order_and_hides_the_others) {
    serve();
    const auto page = body("/documents");
    const auto menu = page.substr(page.find("<nav class='menu'"),
                                  page.find("</ul>", page.find("<nav class='menu'")) - page.find("<nav class='menu'"));
    std::vector<std::string> shown;
    for (const auto& link : read_page(menu).links)
        shown.push_back(link.address);
    EXPECT_EQ(shown, (std::vector<std::string>{"/documents", "/board", "/notices"}));
    EXPECT_EQ(reader_.get("/circulars").status, 200) << "an entry that is hidden is no page that is closed";
}

TEST_F(City, says_in_its_foot_who_answers_for_it_and_where_that_is_proved) {
    serve();
    const auto page = body("/columns");
    const auto foot = page.substr(page.find("<footer"));
    for (const std::string_view line :
         {"主办单位：青石县人民政府办公室", "承办单位：青石县大数据中心", "联系电话：0000-0000000", "网站标识码：0000000001"})
        EXPECT_TRUE(holds(foot, "<p>" + std::string(line) + "</p>")) << line;
    for (const auto& [address, words] :
         std::vector<std::pair<std::string, std::string>>{{"https://beian.miit.gov.cn/", "青ICP备00000000号-1"},
                                                          {"https://police.example.cn/record", "青公网安备 00000000000000号"},
                                                          {"https://mark.example.cn/qingshi", "党政机关网站"},
                                                          {"https://mistakes.example.cn/?site=0000000001", "我为政府网站找错"}})
        EXPECT_TRUE(holds(foot, "<a href='" + address + "'>" + words + "</a>")) << words;
    const auto statement = body("/accessibility");
    EXPECT_TRUE(holds(statement, "本声明适用于青石县政务公开")) << statement;
    EXPECT_TRUE(holds(statement, "请拨打 0000-0000000"));
    EXPECT_TRUE(holds(body("/accessibility", "en"), "This statement is about Qingshi County Open Government."));
}

TEST_F(City, shows_its_units_before_it_has_a_notice) {
    write_file(folder_.path() / "units.tsv",
               "name\tfull_name\tkind\tparent\tgroups\taliases\tvalid_from\tvalid_until\tnote\n"
               "县财政局\t青石县财政局\tdepartment\t\t\t\t\t\t\n"
               "县粮食局\t青石县粮食局\tdepartment\t\t\t\t\t2019-01-31\t\n");
    const auto outcome = run_program({"people", "import", (folder_.path() / "units.tsv").string()}, {data_, {}, {}});
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    serve();
    const auto list = body("/units");
    EXPECT_TRUE(holds(list, "<a href='/units/1'>县财政局</a>")) << list;
    EXPECT_FALSE(holds(list, "县粮食局")) << "it is no unit any more";
    EXPECT_TRUE(holds(body("/units/1"), "青石县财政局"));
    EXPECT_TRUE(holds(body("/documents"), "还没有公开的文件"));
    EXPECT_TRUE(holds(body("/records/penalty"), "这类数据还没有公开的记录"));
    EXPECT_EQ(reader_.get("/units/99").status, 404);
}

TEST_F(City, is_not_opened_with_an_emblem_or_a_menu_that_is_none) {
    const auto is_refused = [&](const std::string& key, const std::string& value, std::string_view words) {
        const auto before = *read_file(data_ / "gongkai.toml");
        set(key, value);
        const auto outcome = refused();
        EXPECT_EQ(outcome.code, 2) << key << ' ' << value;
        EXPECT_TRUE(holds(outcome.complained, words)) << outcome.complained;
        write_file(data_ / "gongkai.toml", before);
    };
    write_file(data_ / "words.txt", "no picture");
    write_file(folder_.path() / "outside.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    write_file(data_ / "large.png", std::string(300 << 10, 'x'));
    is_refused("emblem", "none.svg", "none.svg");
    is_refused("emblem", "words.txt", "words.txt");
    is_refused("emblem", "../outside.svg", "outside.svg");
    is_refused("emblem", (folder_.path() / "outside.svg").string(), "outside.svg");
    is_refused("emblem", "large.png", "large.png");
    is_refused("menu", "/documents /bord", "/bord");
    is_refused("menu", "/bord", "/board /units");
}

TEST_F(City, that_says_nothing_of_itself_has_what_is_built_in) {
    write_file(data_ / "gongkai.toml", "");
    serve();
    const auto page = body("/columns");
    EXPECT_EQ(reader_.get("/emblem.svg").status, 404);
    EXPECT_TRUE(holds(page, "/emblem.svg' alt=''"));
    EXPECT_TRUE(holds(page, "href='/circulars'"));
    EXPECT_FALSE(holds(page, "<p></p>"));
    EXPECT_FALSE(holds(page, "我为政府网站找错"));
    EXPECT_FALSE(holds(body("/"), "<p class='lead'></p>"));
}

}  // namespace
}  // namespace gongkai::http
