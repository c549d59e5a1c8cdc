// The public site as files: whole, without a dead link, without anything that is not public, and never half.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "base/core/text.h"
#include "base/web/target.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

Place& place() { return Place::get(); }
Surroundings surroundings() {
    return {place().data(), {{"GONGKAI_PUBLISHING_LIFE_EVENTS", source_file("data/life_events.json").string()}}, {}};
}

json::value export_to(const fs::path& folder, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"site", "export", folder.string(), "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto outcome = run_program(words, surroundings());
    EXPECT_EQ(outcome.code, 0) << outcome.complained << outcome.said;
    return json::parse(outcome.said);
}

// Exported once for all tests that only look.
class Export : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        temporary = new TemporaryFolder;
        report = new json::value(export_to(folder()));
    }
    static void TearDownTestSuite() {
        delete report;
        delete temporary;
    }
    static fs::path folder() { return temporary->path() / "site"; }
    static std::string text(const std::string& path) { return read_file(folder() / path).value_or(""); }

    static void for_each_file(auto&& visit) {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder()))
            if (entry.is_regular_file()) {
                visit(entry.path().lexically_relative(folder()).string(), read_file(entry.path()).value());
                ++count;
            }
        ASSERT_GT(count, 500u);
    }
    static inline TemporaryFolder* temporary = nullptr;
    static inline json::value* report = nullptr;
};

// python3 -m http.server, in other words: a server that knows nothing of what it serves.
json::value walked(const fs::path& folder) {
    const TemporaryFolder temporary;
    const auto said = temporary.path() / "said";
    const auto command = "python3 '" + source_file("tests/http/walk_files.py").string() + "' '" + folder.string() + "' > '" +
                         said.string() + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << read_file(said).value_or("");
    return json::parse(read_file(said).value());
}

TEST_F(Export, no_link_of_the_files_is_dead_behind_a_plain_web_server) {
    EXPECT_TRUE(report->at("dead").as_array().empty()) << report->at("dead");
    EXPECT_TRUE(report->at("is_of_one_moment").as_bool());
    const auto seen = walked(folder());
    EXPECT_TRUE(seen.at("dead").as_array().empty()) << seen.at("dead");
    EXPECT_TRUE(seen.at("strange").as_array().empty()) << seen.at("strange");
    EXPECT_EQ(seen.at("forms").to_number<int>(), 0) << "nobody answers a form";
    EXPECT_GT(seen.at("links").to_number<int>(), 10'000);
    EXPECT_GT(seen.at("seen").to_number<int>(), 500);
}

// Each page that a stranger can come to stands in a file with the same heading and the same words in its main part.
TEST_F(Export, every_page_that_a_stranger_can_come_to_is_a_file) {
    std::size_t compared = 0;
    for (const auto& visited : place().pages()) {
        if (visited.visitor || !visited.answer.is_html() || visited.answer.status != 200 ||
            visited.target.find('?') != std::string::npos || visited.answer.header("Set-Cookie"))
            continue;
        const auto* route = visited.route;
        ASSERT_NE(route, nullptr) << visited.target;
        const auto path = visited.target == "/" ? "index.html" : visited.target.substr(1) + "/index.html";
        const auto page = read_page(text(path));
        EXPECT_EQ(page.headings_1, visited.page.headings_1) << path;
        ++compared;
    }
    EXPECT_GT(compared, 100u);
    for (const auto* file :
         {"robots.txt", "sitemap.xml", "sitemap/part=1/sitemap.xml", "board.csv", "board.json", "duties.atom", "catalogue.xlsx",
          "columns/news/feed.atom", "api/openapi.json", "api/v1/documents/index.json", "log/checkpoint", "404.html",
          "en/index.html", "en/documents/index.html", "documents/type=news/index.html"})
        EXPECT_NE(text(file), "") << file;
    EXPECT_EQ(read_page(text("en/documents/index.html")).language, "en");
}

TEST_F(Export, holds_nothing_that_is_not_public) {
    const auto key = read_file(place().data() / "secret.key").value();
    const std::vector<std::string> private_words{draft_title,       draft_text, drafted_circular, "form_token",
                                                 "type='password'", "/console", "/display?",      "Set-Cookie"};
    // What is looked for is really there, for those who may see it.
    std::string seen_by_officers;
    for (const auto& visited : place().pages())
        if (visited.visitor)
            seen_by_officers += visited.answer.body;
    for (const auto* words : {draft_title, drafted_circular, "form_token"})
        ASSERT_NE(seen_by_officers.find(words), std::string::npos) << words;
    for_each_file([&](const std::string& path, const std::string& bytes) {
        EXPECT_FALSE(path.find("console") != std::string::npos) << path;
        EXPECT_EQ(bytes.find(key), std::string::npos) << path;
        for (const auto& words : private_words)
            EXPECT_EQ(bytes.find(words), std::string::npos) << path << " holds " << words;
        for (const auto& officer : place().officers())
            EXPECT_EQ(bytes.find(officer.name + "@example.cn"), std::string::npos) << path;
    });
    // Nor is there a file that a stranger would not be given.
    std::size_t asked = 0;
    const auto manifest = json::parse(text("manifest.json"));
    for (const auto& line : manifest.at("files").as_array()) {
        const std::string path(line.at("path").as_string());
        if (!path.starts_with("documents/") || path.ends_with("index.html") || path.ends_with("index.json"))
            continue;
        std::string target;
        for (const auto segment : split(path, '/'))
            target += '/' + web::encode(segment);
        EXPECT_EQ(place().client().get(target).body, text(path)) << path;
        ++asked;
    }
    EXPECT_GT(asked, 0u);
}

TEST_F(Export, is_as_its_manifest_says_and_names_the_checkpoint_of_the_public_log) {
    const auto manifest = json::parse(text("manifest.json"));
    EXPECT_EQ(std::string(manifest.at("checkpoint").as_string()), text("log/checkpoint"));
    EXPECT_EQ(manifest.at("files").as_array().size(), report->at("written_count").to_number<std::size_t>());
    EXPECT_EQ(run_program({"site", "verify", folder()}, surroundings()).code, 0);
}

TEST_F(Export, a_second_one_writes_nothing_and_keeps_every_file) {
    export_to(folder());  // what is open now may be closed since the first
    const auto again = export_to(folder());
    EXPECT_EQ(again.at("written_count").to_number<int>(), 0);
    EXPECT_EQ(again.at("removed_count").to_number<int>(), 0);
    EXPECT_EQ(again.at("unchanged_count").to_number<std::size_t>(), report->at("written_count").to_number<std::size_t>());
}

TEST_F(Export, links_are_whole_addresses_where_a_base_is_given_and_forms_lead_to_the_living_site) {
    const TemporaryFolder other;
    export_to(other.path() / "site", {"--base", "https://files.example.cn/gov/", "--live", "https://ask.example.cn",
                                      "--languages", "zh", "--looks", "elder"});
    const auto home = read_file(other.path() / "site" / "index.html").value();
    EXPECT_NE(home.find("<form class='find' action='https://ask.example.cn/search'"), std::string::npos);
    EXPECT_NE(home.find("href='https://files.example.cn/gov/documents/'"), std::string::npos);
    EXPECT_NE(home.find("href='https://files.example.cn/gov/elder/'"), std::string::npos) << "the larger type is a folder";
    EXPECT_NE(home.find("href='https://ask.example.cn/display?language=en"), std::string::npos) << "English is not exported";
    EXPECT_EQ(home.find("href='/"), std::string::npos);
    const auto large = read_file(other.path() / "site/elder/index.html").value();
    EXPECT_NE(large.find("data-size='elder'"), std::string::npos);
    const auto map = read_file(other.path() / "site/sitemap/part=1/sitemap.xml").value();
    EXPECT_NE(map.find("<loc>https://files.example.cn/gov/documents/"), std::string::npos) << map.substr(0, 500);
    EXPECT_NE(read_file(other.path() / "site/robots.txt").value().find("https://files.example.cn/gov/sitemap.xml"),
              std::string::npos);
}

TEST_F(Export, what_is_typed_wrongly_is_refused_with_a_sentence) {
    const TemporaryFolder other;
    const auto to = (other.path() / "site").string();
    for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{{"--base", "www.example.cn"},
                                                                                        {"--base", "https://"},
                                                                                        {"--live", "https://a.cn/?x"},
                                                                                        {"--languages", "zh,fr"},
                                                                                        {"--looks", "large"}}) {
        const auto outcome = run_program({"site", "export", to, option, value}, surroundings());
        EXPECT_EQ(outcome.code, 2) << option << ' ' << value;
        EXPECT_NE(outcome.complained.find(option == "--languages" ? "fr" : value), std::string::npos) << outcome.complained;
    }
    EXPECT_FALSE(fs::exists(to));
    EXPECT_EQ(run_program({"site", "export", to}, {other.path() / "mistyped", {}, {}}).code, 2) << "an empty site is no export";
    EXPECT_FALSE(fs::exists(to));
    const auto refused = run_program({"site", "export", place().data()}, surroundings());
    EXPECT_EQ(refused.code, 2) << "a folder that holds something else";
    EXPECT_TRUE(fs::exists(place().data() / "secret.key"));
    EXPECT_EQ(run_program({"site", "verify", place().data()}, surroundings()).code, 2);
}

TEST_F(Export, one_that_is_killed_leaves_the_old_one_whole) {
    const TemporaryFolder other;
    const auto to = other.path() / "site";
    export_to(to, {"--languages", "zh"});
    int killed = 0;
    for (const int pause : {0, 80, 400}) {
        Program program({"site", "export", to, "--languages", "zh,en"}, surroundings());
        for (int i = 0; i < 2000 && program.is_running() && !fs::exists(to.string() + ".new"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(std::chrono::milliseconds(pause));
        program.signal(SIGKILL);
        killed += program.wait() == -SIGKILL ? 1 : 0;
        const auto verified = run_program({"site", "verify", to}, surroundings());
        EXPECT_EQ(verified.code, 0) << "after " << pause << " ms: " << verified.said;
    }
    EXPECT_GE(killed, 2);
    export_to(to, {"--languages", "zh,en"});
    EXPECT_FALSE(fs::exists(to.string() + ".new"));
    EXPECT_EQ(run_program({"site", "verify", to}, surroundings()).code, 0);
}

}  // namespace
}  // namespace gongkai::http
