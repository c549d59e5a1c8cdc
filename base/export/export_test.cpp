// Names, links and the tree of an export, and a small site walked as files.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>

#include "base/core/file.h"
#include "base/export/links.h"
#include "base/export/names.h"
#include "base/export/tree.h"
#include "base/export/walk.h"
#include "base/web/html.h"
#include "base/web/target.h"

namespace gongkai::exported {
namespace {

namespace fs = std::filesystem;

std::string file_at(std::string_view target, Kind kind = Kind::page) {
    std::string path;
    web::Fields query;
    EXPECT_TRUE(web::read_target(target, path, query)) << target;
    return file_of(path, query, kind);
}

TEST(Names, a_page_is_the_index_of_a_folder_and_a_file_keeps_its_name) {
    EXPECT_EQ(file_at("/"), "index.html");
    EXPECT_EQ(file_at("/documents/GK1-2026-1"), "documents/GK1-2026-1/index.html");
    EXPECT_EQ(file_at("/columns/news/feed.atom", Kind::as_named), "columns/news/feed.atom");
    EXPECT_EQ(file_at("/api/v1/documents", Kind::json), "api/v1/documents/index.json");
    EXPECT_EQ(file_at("/api/openapi.json", Kind::json), "api/openapi.json");
    EXPECT_EQ(file_at("/documents/a/files/%E9%99%84%20%E8%A1%A8.pdf", Kind::as_named), "documents/a/files/附 表.pdf");
}

TEST(Names, what_was_asked_is_a_folder_of_its_own) {
    EXPECT_EQ(file_at("/documents?type=news&after=17-4"), "documents/type=news,after=17-4/index.html");
    EXPECT_EQ(file_at("/board.csv?state=late", Kind::as_named), "board/state=late/board.csv");
    EXPECT_EQ(file_at("/units/3/plan/file?notice=1", Kind::as_named), "units/3/plan/notice=1/file");
    EXPECT_EQ(file_at("/board?unit=%E5%B1%80%2F1"), "board/unit=局!2F1/index.html");
    EXPECT_EQ(file_at("/?notice=2019-33"), "notice=2019-33/index.html");
    EXPECT_EQ(file_at("/api/v1/documents?year=2026", Kind::json), "api/v1/documents/year=2026/index.json");
}

TEST(Names, two_addresses_are_never_one_file) {
    std::set<std::string> files;
    const std::vector<std::string> targets{
        "/d?a=1&b=2", "/d?a=1,b%3D2", "/d?a=1%2Cb%3D2!", "/d?a=%E5%B1%80", "/d?a=!E5!B1!80", "/d?a=..%2F..%2Fx",
        "/d",         "/d/a",         "/d?a=",           "/d?a=1"};
    for (const auto& target : targets)
        files.insert(file_at(target));
    EXPECT_EQ(files.size(), targets.size());
    for (const auto& file : files)
        EXPECT_EQ(("/" + file).find("/../"), std::string::npos) << file;
}

TEST(Names, a_name_that_no_file_system_takes_is_cut_and_stays_apart) {
    std::string name;
    for (int i = 0; i < 100; ++i)
        name += "附";
    const auto one = file_of("/files/" + name + "甲.pdf", {}, Kind::as_named);
    const auto other = file_of("/files/" + name + "乙.pdf", {}, Kind::as_named);
    EXPECT_NE(one, other);
    EXPECT_LE(one.size(), 255u);
    EXPECT_TRUE(one.ends_with(".pdf"));
}

TEST(Names, a_link_goes_by_the_folders_that_both_share) {
    EXPECT_EQ(relative_link("index.html", "documents/index.html"), "documents/index.html");
    EXPECT_EQ(relative_link("documents/a/index.html", "documents/b/index.html"), "../b/index.html");
    EXPECT_EQ(relative_link("en/index.html", "assets/1/a.css"), "../assets/1/a.css");
    EXPECT_EQ(relative_link("a/index.html", "a/index.html"), "index.html");
    EXPECT_EQ(relative_link(encoded("附/index.html"), encoded("附/x=1,y=2/附.pdf")), "x=1,y=2/%E9%99%84.pdf");
}

std::string with(std::string_view markup, Instead::What what = Instead::What::address) {
    return with_links(
        markup, [&](std::string_view address, std::string_view) { return Instead{what, '[' + std::string(address) + ']'}; });
}

TEST(Links, are_replaced_in_pages_feeds_and_sitemaps) {
    EXPECT_EQ(with("<p><a class='x' href='/a?b=1&amp;c=2#d' rel='next'>A</a><img src=\"/i.png\" alt=''></p>"),
              "<p><a class='x' href='[/a?b=1&amp;c=2#d]' rel='next'>A</a><img src='[/i.png]' alt=''></p>");
    EXPECT_EQ(with("<form class='find' action='/board'><input name='q'></form>"),
              "<form class='find' action='[/board]'><input name='q'></form>");
    EXPECT_EQ(with("<entry><link href='/a'/><id>/a</id></entry>"), "<entry><link href='[/a]'/><id>/a</id></entry>");
    EXPECT_EQ(with("<url><loc>https://x/a?b&amp;c</loc></url>"), "<url><loc>[https://x/a?b&amp;c]</loc></url>");
}

TEST(Links, that_lead_nowhere_go_and_leave_their_words) {
    constexpr auto words = Instead::What::words;
    EXPECT_EQ(with("<li><a href='/a' class='x'>甲</a> 3</li>", words), "<li><a class='x'>甲</a> 3</li>");
    EXPECT_EQ(with("<i>1</i><form action='/b'><a href='/c'>x</a><input></form><i>2</i>", words), "<i>1</i><i>2</i>");
    EXPECT_EQ(with("<link rel='x' href='/f'><b>1</b>", words), "<b>1</b>");
    EXPECT_EQ(with("<li><a href='/a'>甲<b>乙</b></a></li>", Instead::What::nothing), "<li></li>");
}

TEST(Links, are_not_seen_where_there_are_none) {
    for (const std::string_view text :
         {"<!doctype html>\n<p title='a href=&#39;/x&#39;'>href='/x'</p>", "<p data-href='/a'>1 &lt; 2</p>",
          "<?xml version='1.0'?><a/>", "<script type='application/ld+json'>{\"url\":\"/a\"}</script>", "<", "<a", "<a href='",
          "a < b > c"})
        EXPECT_EQ(with(text), text);
    EXPECT_EQ(with_links("<a href='https://x/'>x</a>", [](auto, auto) { return Instead{}; }), "<a href='https://x/'>x</a>");
}

class Folder : public testing::Test {
  protected:
    std::unique_ptr<Tree> begin() { return Tree::begin(folder).value(); }
    Report write(const std::vector<std::pair<std::string, std::string>>& files) {
        const auto tree = begin();
        for (const auto& [path, bytes] : files)
            tree->put(path, bytes);
        return tree->finish("\"of\":\"test\"");
    }
    std::string text(const std::string& path) const { return read_file(folder / path).value_or("(none)"); }
    ino_t number(const std::string& path) const {
        struct stat about{};
        EXPECT_EQ(::stat((folder / path).c_str(), &about), 0);
        return about.st_ino;
    }
    TemporaryFolder temporary;
    fs::path folder = temporary.path() / "site";
};

TEST_F(Folder, a_second_export_writes_what_changed_links_what_did_not_and_drops_what_is_gone) {
    const auto first = write({{"index.html", "one"}, {"a/b.txt", "same"}, {"gone/index.html", "x"}});
    EXPECT_EQ(first.written, 3u);
    const auto same = number("a/b.txt"), changed = number("index.html");
    const auto second = write({{"index.html", "two"}, {"a/b.txt", "same"}, {"new.txt", "n"}});
    EXPECT_EQ(second.written, 2u);
    EXPECT_EQ(second.unchanged, 1u);
    EXPECT_EQ(second.removed, 1u);
    EXPECT_EQ(number("a/b.txt"), same) << "the same file, not a copy";
    EXPECT_NE(number("index.html"), changed);
    EXPECT_EQ(text("index.html"), "two");
    EXPECT_FALSE(fs::exists(folder / "gone"));
    EXPECT_FALSE(fs::exists(folder.string() + ".new"));
    EXPECT_TRUE(verify(folder).value().empty());
}

TEST_F(Folder, what_was_not_finished_leaves_the_old_one_whole) {
    write({{"index.html", "one"}});
    {
        const auto half = begin();
        half->put("index.html", "two");
    }
    EXPECT_EQ(text("index.html"), "one");
    // A program that is killed takes nothing back; the next one does.
    begin().release()->put("index.html", "three");  // NOLINT
    EXPECT_EQ(text("index.html"), "one");
    EXPECT_TRUE(fs::exists(folder.string() + ".new"));
    EXPECT_EQ(write({{"index.html", "four"}}).written, 1u);
    EXPECT_EQ(text("index.html"), "four");
    EXPECT_FALSE(fs::exists(folder.string() + ".new"));
}

TEST_F(Folder, one_that_was_killed_at_its_very_beginning_is_no_hindrance) {
    fs::create_directories(folder.string() + ".new");
    EXPECT_EQ(write({{"index.html", "one"}}).written, 1u);
    fs::create_directories(folder.string() + ".new");
    write_file(folder.string() + ".new/manifest.json.new", "{");
    EXPECT_EQ(write({{"index.html", "two"}}).written, 1u);
}

TEST_F(Folder, that_cannot_be_made_is_refused) {
    write_file(folder, "a file stands where the folder above would be");
    EXPECT_EQ(Tree::begin(folder / "site").error().id, "core.refuse.file_unwritable");
}

TEST_F(Folder, that_holds_something_else_is_not_touched) {
    fs::create_directories(folder);
    write_file(folder / "mine.txt", "mine");
    const auto refused = Tree::begin(folder);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().id, "export.refuse.not_ours");
    EXPECT_EQ(text("mine.txt"), "mine");
    fs::remove(folder / "mine.txt");
    EXPECT_TRUE(Tree::begin(folder)) << "an empty one will do";
    fs::create_directories(folder.string() + ".new");
    write_file(folder.string() + ".new/mine.txt", "mine");
    EXPECT_EQ(Tree::begin(folder).error().id, "export.refuse.not_ours");
    EXPECT_TRUE(fs::exists(folder.string() + ".new/mine.txt"));
}

TEST_F(Folder, a_file_that_somebody_altered_is_found_and_written_anew) {
    write({{"index.html", "one"}, {"a.txt", "a"}, {"b.txt", "b"}});
    const auto time = fs::last_write_time(folder / "index.html");
    write_file(folder / "index.html", "eno");  // as long as it was
    fs::last_write_time(folder / "index.html", time);
    fs::remove(folder / "a.txt");
    write_file(folder / "shell.php", "x");
    const auto faults = verify(folder).value();
    ASSERT_EQ(faults.size(), 3u);
    EXPECT_TRUE(faults[0].path == "a.txt" && faults[0].what == Fault::What::missing);
    EXPECT_TRUE(faults[1].path == "index.html" && faults[1].what == Fault::What::changed);
    EXPECT_TRUE(faults[2].path == "shell.php" && faults[2].what == Fault::What::strange);
    EXPECT_EQ(write({{"index.html", "one"}, {"a.txt", "a"}, {"b.txt", "b"}}).unchanged, 1u);
    EXPECT_EQ(text("index.html"), "one");
    EXPECT_TRUE(verify(folder).value().empty());
    EXPECT_FALSE(verify(temporary.path()));
}

TEST_F(Folder, of_a_page_that_is_put_twice_the_later_stays) {
    const auto tree = begin();
    tree->put("index.html", "one");
    tree->put("index.html", "two");
    EXPECT_EQ(tree->finish("").written, 1u);
    EXPECT_EQ(text("index.html"), "two");
    EXPECT_EQ(read_manifest(folder).value().size(), 1u);
}

// A list of three pages, a member of the staff's page, a page that says who is asking, and a link to nothing.
class SmallSite : public Folder {
  protected:
    SmallSite() {
        auto& router = site.router();
        const auto page = [&](const char* pattern, const char* name, auto draw) -> web::Route& {
            return router.get(pattern, name, [draw](web::Request& request, web::Context& context) {
                web::Html html;
                draw(html, request, context);
                return web::Response::html(html.take());
            });
        };
        page("/", "home", [](web::Html& html, web::Request&, web::Context& context) {
            html << "<a href='/list'>" << tag_of(context.language) << "</a><a href='/secret'>s</a><a href='/mine'>m</a>"
                 << "<a href='/thing/9'>dead</a><a href='/nowhere'>unknown</a><a href='/turn?to=en'>E</a><form "
                    "action='/list'>f</form>";
        }).cached({});
        page("/list", "list",
             [](web::Html& html, web::Request& request, web::Context&) {
                 const auto after = request.query.first("after").value_or("0");
                 const auto next = std::string("/list?after=") + (after == "0" ? "1" : "2");
                 if (after != "2")
                     html << "<a href='" << web::url(next) << "'>next</a>";
                 html << "<a href='/list?kind=a&amp;size=b'>both</a><a href='/list?day=1'>day</a><a href='/thing/" << after
                      << "#end'>t</a>";
             })
            .cached({})
            .reads({"after", "kind", "size", "day"});
        router.get("/thing/{id}", "thing", [](web::Request& request, web::Context& context) {
            return context.id("id") > 2 ? web::Response::text("none", 404)
                                        : web::Response::html("<a href='/thing/" + request.path.substr(7) + "/paper'>paper</a>");
        });
        router.get("/thing/{id}/paper", "paper", [](web::Request&, web::Context& context) {
            return web::Response::download("%PDF", "application/octet-stream",
                                           "文件" + std::string(context.parameter("id")) + ".pdf");
        });
        page("/mine", "mine", [](web::Html& html, web::Request&, web::Context& context) {
            html << "<input value='" << context.visitor.form_token("mine") << "'>";
        });
        page("/secret", "secret", [](web::Html& html, web::Request&, web::Context&) { html << "secret"; }).needs("all");
        wanted.variants = {{"", Language::zh, ""}, {"en/", Language::en, ""}};
        wanted.begin_at = {"/"};
        wanted.goes_on = {"after"};
        wanted.asks = {"day"};
        wanted.threads = 2;
        wanted.turn = [](std::size_t, const web::Request& request) -> std::optional<Wanted::Turn> {
            if (request.path != "/turn")
                return std::nullopt;
            return Wanted::Turn{1, "/"};
        };
    }
    Walked walk_it() {
        const auto tree = begin();
        const auto walked = walk(site, wanted, *tree);
        tree->finish("");
        return walked;
    }
    web::Site site{web::SiteSettings{}};
    Wanted wanted;
};

TEST_F(SmallSite, becomes_files_that_lead_to_one_another) {
    const auto walked = walk_it();
    EXPECT_EQ(text("index.html"),
              "<a href='list/index.html'>zh-CN</a><a>s</a><a>m</a><a>dead</a><a>unknown</a><a href='en/index.html'>E</a>");
    EXPECT_EQ(text("list/after=1/index.html"),
              "<a href='../after=2/index.html'>next</a><a>both</a><a>day</a><a href='../../thing/1/index.html#end'>t</a>");
    EXPECT_EQ(text("thing/2/index.html"), "<a href='paper/%E6%96%87%E4%BB%B62.pdf'>paper</a>");
    EXPECT_EQ(text("thing/2/paper/文件2.pdf"), "%PDF");
    EXPECT_EQ(text("en/thing/2/index.html"), "<a href='../../../thing/2/paper/%E6%96%87%E4%BB%B62.pdf'>paper</a>");
    EXPECT_TRUE(text("en/index.html").starts_with("<a href='list/index.html'>en</a>"));
    EXPECT_FALSE(fs::exists(folder / "secret"));
    EXPECT_FALSE(fs::exists(folder / "mine"));
    EXPECT_EQ(walked.pages, 14u) << "home, three of the list and three things, twice";
    EXPECT_EQ(walked.files, 17u);
    EXPECT_EQ((std::set<std::string>(walked.dead.begin(), walked.dead.end())), (std::set<std::string>{"/nowhere", "/thing/9"}));
}

TEST_F(SmallSite, leads_to_another_for_what_no_file_can_answer) {
    wanted.live = "https://live.example";
    wanted.base = "https://files.example/site";
    walk_it();
    EXPECT_EQ(text("index.html"),
              "<a href='https://files.example/site/list/'>zh-CN</a><a href='https://live.example/secret'>s</a>"
              "<a href='https://live.example/mine'>m</a><a>dead</a><a>unknown</a><a href='https://files.example/site/en/'>E</a>"
              "<form action='https://live.example/list'>f</form>");
    EXPECT_NE(text("list/index.html").find("<a href='https://live.example/list?kind=a&amp;size=b'>"), std::string::npos);
}

TEST_F(SmallSite, a_page_that_is_gone_is_a_file_that_says_so_and_a_file_that_is_gone_is_none) {
    web::Html html;
    html << "<a href='/paper/1'>1</a><a href='/paper/2'>2</a><a href='/paper/1/files/a.pdf'>a</a>";
    site.router().get("/papers", "papers", [page = html.take()](auto&, auto&) { return web::Response::html(page); });
    bool is_back = false;
    site.router().get("/paper/{id}", "paper_of", [&is_back](web::Request&, web::Context& context) {
        return context.id("id") == 1 && !is_back ? web::Response::html("<a href='/list'>withdrawn</a>", 410)
                                                 : web::Response::html("here");
    });
    site.router().get("/paper/{id}/files/{file}", "file_of", [](auto&, auto&) { return web::Response::html("withdrawn", 410); });
    wanted.begin_at = {"/papers"};
    wanted.variants = {{"", Language::zh, ""}};
    const auto walked = walk_it();
    EXPECT_EQ(walked.gone, std::vector<std::string>{"paper/1/index.html"});
    EXPECT_EQ(walked.dead, std::vector<std::string>{"/paper/1/files/a.pdf"});
    EXPECT_EQ(text("papers/index.html"), "<a href='../paper/1/index.html'>1</a><a href='../paper/2/index.html'>2</a><a>a</a>");
    EXPECT_EQ(text("paper/1/index.html"), "<a href='../../list/index.html'>withdrawn</a>");
    EXPECT_TRUE(fs::exists(folder / "paper/1/gone"));
    EXPECT_FALSE(fs::exists(folder / "paper/2/gone"));
    EXPECT_FALSE(fs::exists(folder / "paper/1/files"));
    is_back = true;
    EXPECT_TRUE(walk_it().gone.empty());
    EXPECT_FALSE(fs::exists(folder / "paper/1/gone"));
}

TEST_F(SmallSite, a_handler_that_throws_leaves_the_old_files) {
    walk_it();
    site.router().get("/broken", "broken",
                      [](web::Request&, web::Context&) -> web::Response { throw std::runtime_error("broke"); });
    wanted.begin_at = {"/", "/broken"};
    EXPECT_THROW(walk_it(), std::runtime_error);
    EXPECT_TRUE(fs::exists(folder / "index.html"));
    EXPECT_FALSE(fs::exists(folder.string() + ".new"));
}

}  // namespace
}  // namespace gongkai::exported
