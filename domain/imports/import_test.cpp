// The run: tables, folders, archives and old sites, what is refused of them, and that nothing comes in twice.
#include "domain/imports/import.h"

#include <filesystem>

#include "base/core/csv.h"
#include "base/extract/extract.h"
#include "base/markup/testing.h"
#include "base/markup/xss_corpus.h"
#include "base/redact/redact.h"
#include "base/strip/strip.h"
#include "base/web/target.h"
#include "domain/imports/testing.h"
#include "domain/journal/desk.h"
#include "domain/public_log/store.h"
#include "domain/publishing/demonstration.h"
#include "domain/publishing/validity.h"

// Strangers' files are opened in children of this program.
int main(int argc, char** argv) {
    gongkai::extract::run_if_child(argc, argv);
    gongkai::strip::run_if_child(argc, argv);
    gongkai::redact::run_if_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace gongkai::imports {
namespace {

using Kind = Outcome::Kind;
using publishing::Validity;

class Import : public WithImports {};

TEST_F(Import, takes_a_table_in_and_publishes_it_under_its_old_days) {
    const auto done = take_in_table(
        "title,unit,number,category,published_on,validity,body\n"
        "关于供水的通知,甲镇,甲政发〔2019〕 033 号,20-01,2019-06-25,废止,\"<p>各村：</p><p>供水。</p>\"\n"
        "招聘公告,县财政所,,通知公告,2020/3/4 10:30,,\"第一段\n第二段\"\n"
        "规划,甲镇,,国民经济和社会发展规划,2018年1月2日,有效,正文\n");
    EXPECT_EQ(done.of(Kind::taken), 3u) << done.reasons();
    const auto paper = find("关于供水的通知");
    ASSERT_TRUE(paper && paper->shelved);
    EXPECT_EQ(paper->document.unit_name, "甲镇");
    EXPECT_EQ(paper->edition.text.number(), "甲政发〔2019〕33号");
    EXPECT_EQ(paper->edition.text.category, "20-01");
    EXPECT_EQ(paper->edition.text.column, "normative");
    EXPECT_EQ(paper->shelved->published_on(), make_day(2019, 6, 25));
    EXPECT_EQ(paper->shelved->validity(today()), Validity::repealed);
    EXPECT_EQ(paper->shelved->validity(today() - std::chrono::days(1)), Validity::in_force);
    EXPECT_EQ(paper->edition.text.field("moved_in_on"), "2026-11-02");
    const auto notice = find("招聘公告");
    ASSERT_TRUE(notice && notice->shelved);
    EXPECT_EQ(notice->document.unit_name, "县财政局") << "by an alias";
    EXPECT_EQ(notice->edition.text.column, "announcements");
    EXPECT_EQ(to_text(notice->shelved->published_at), "2020-03-04T02:30:00.000Z");
    EXPECT_EQ(notice->edition.text.body.html(), "<p>第一段</p>\n<p>第二段</p>\n");
    EXPECT_EQ(find("规划")->edition.text.category, "20-03");
}

TEST_F(Import, tells_the_one_that_the_database_does_not_take_and_takes_the_others_in) {
    database->write([](db::Connection& c) { c.run_script("CREATE UNIQUE INDEX test_titles ON document (title)"); });
    const auto table =
        "title,unit,published_on,body,url\n甲,甲镇,2019-06-25,正文,/1\n甲,甲镇,2019-06-26,正文二,/2\n"
        "乙,甲镇,2019-06-27,正文三,/3\n";
    const auto done = take_in_table(table);
    EXPECT_EQ(done.of(Kind::taken), 2u) << done.reasons();
    EXPECT_EQ(done.of(Kind::refused), 1u) << done.reasons();
    ASSERT_EQ(done.told.size(), 3u);
    EXPECT_EQ(done.told[1].kind, Kind::refused);
    EXPECT_EQ(done.told[1].row, 3);
    EXPECT_EQ(done.told[2].address, "/documents/" + find("乙")->document.key);
    EXPECT_EQ(count(), 2);
    database->write([](db::Connection& c) { c.run_script("DROP INDEX test_titles"); });
    const auto again = take_in_table(table);
    EXPECT_EQ(again.of(Kind::taken), 1u) << again.reasons();
    EXPECT_EQ(again.of(Kind::unchanged), 2u) << again.reasons();
}

TEST_F(Import, carries_every_validity_over) {
    std::string table = "标题,发布单位,发布日期,有效性,有效期至,废止日期,正文\n";
    for (const auto* word : {"有效", "失效", "废止", "已修改", "部分废止", "尚未生效", "repealed"})
        table += "甲" + std::string(word) + ",甲镇,2019-06-25," + word + ",,,正文\n";
    table += "到期,甲镇,2019-06-25,失效,2020-01-01,,正文\n";
    table += "矛盾,甲镇,2019-06-25,有效,2020-01-01,,正文\n";
    table += "早废止,甲镇,2019-06-25,废止,,2021-05-06,正文\n";
    const auto done = take_in_table(table);
    EXPECT_EQ(done.of(Kind::taken), 10u) << done.reasons();
    for (const auto& [title, wanted] : {std::pair{"甲有效", Validity::in_force},
                                        {"甲失效", Validity::expired},
                                        {"甲废止", Validity::repealed},
                                        {"甲已修改", Validity::amended},
                                        {"甲部分废止", Validity::partly_repealed},
                                        {"甲尚未生效", Validity::not_yet},
                                        {"甲repealed", Validity::repealed},
                                        {"到期", Validity::expired},
                                        {"矛盾", Validity::expired},
                                        {"早废止", Validity::repealed}}) {
        const auto there = find(title);
        ASSERT_TRUE(there && there->shelved) << title;
        EXPECT_EQ(there->shelved->validity(today()), wanted) << title;
    }
    EXPECT_EQ(find("早废止")->edition.text.field("said_on"), "2021-05-06");
    EXPECT_EQ(find("到期")->edition.text.field("said_validity"), "") << "its days say it";
    EXPECT_NE(done.reasons().find("标注为“有效”"), std::string::npos) << done.reasons();
}

TEST_F(Import, refuses_a_row_with_its_place_and_what_to_do_and_takes_the_others) {
    const auto done = take_in_table(
        "title,unit,number,category,published_on,validity,body,type\n"
        ",甲镇,,,2019-06-25,,正文,\n"
        "甲,无名局,,,2019-06-25,,正文,\n"
        "甲,,,,2019-06-25,,正文,\n"
        "甲,甲镇,,无名类,2019-06-25,,正文,\n"
        "甲,甲镇,,,,,正文,\n"
        "甲,甲镇,,,昨天,,正文,\n"
        "甲,甲镇,,,2030-01-01,,正文,\n"
        "甲,甲镇,,,2019-06-25,也许,正文,\n"
        "甲,甲镇,,,2019-06-25,,,\n"
        "甲,甲镇,,,2019-06-25,,正文,无名类型\n"
        "乙,甲镇,,,2019-06-25,,正文,通知公告\n");
    EXPECT_EQ(done.of(Kind::refused), 10u) << done.reasons();
    EXPECT_EQ(done.of(Kind::taken), 1u);
    EXPECT_EQ(count(), 1);
    int row = 2;
    for (const auto& one : done.told) {
        EXPECT_EQ(one.row, row++);
        if (one.kind == Kind::refused) {
            ASSERT_EQ(one.reasons.size(), 1u) << one.row;
            EXPECT_FALSE(one.reasons[0].text.empty()) << one.row;
            EXPECT_FALSE(one.reasons[0].what_to_do.empty()) << one.reasons[0].text;
        }
    }
}

TEST_F(Import, makes_units_and_columns_only_where_it_is_told_to) {
    const std::string table = "title,unit,category,published_on,body\n甲,无名镇,便民信息,2019-06-25,正文\n";
    EXPECT_EQ(take_in_table(table).of(Kind::refused), 1u);
    run.makes_missing = true;
    const auto done = take_in_table(table);
    EXPECT_EQ(done.of(Kind::taken), 1u) << done.reasons();
    EXPECT_EQ(done.counted.made_units, std::vector<std::string>{"无名镇"});
    EXPECT_EQ(done.counted.made_columns, std::vector<std::string>{"便民信息"});
    const auto units = database->read([](db::Connection& c) { return people::directory(c); });
    EXPECT_EQ(units.find("无名镇", today())->kind, people::Kind::town);
    const auto columns = database->read([](db::Connection& c) { return catalogue::columns(c); });
    EXPECT_EQ(columns.find(find("甲")->edition.text.column)->zh, "便民信息");
    run.wanted.column = "没有的栏目";
    run.makes_missing = false;
    EXPECT_EQ(take_in_table(table).refused, "imports.refuse.column");
}

TEST_F(Import, keeps_as_a_draft_what_must_not_be_public) {
    const auto done = take_in_table(
        "title,unit,published_on,body\n公示,甲镇,2019-06-25,\"张三，身份证号11010519491231002X\"\n名单,甲镇,2019-06-25,正文\n");
    EXPECT_EQ(done.of(Kind::draft), 1u);
    EXPECT_EQ(done.of(Kind::taken), 1u);
    EXPECT_NE(done.reasons().find("11010519491231002X"), std::string::npos);
    const auto draft = find("公示");
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->document.state, publishing::State::draft);
    EXPECT_FALSE(draft->shelved);
    EXPECT_EQ(count(), 1);
}

TEST_F(Import, takes_nothing_in_twice_and_tells_what_changed) {
    const std::string table =
        "title,unit,published_on,body,url\n甲,甲镇,2019-06-25,正文,http://a.gov.cn/1.html\n乙,甲镇,2019-06-25,正文,\n";
    EXPECT_EQ(take_in_table(table).of(Kind::taken), 2u);
    const auto again = take_in_table(table);
    EXPECT_EQ(again.of(Kind::unchanged), 2u);
    const auto changed = take_in_table(
        "title,unit,published_on,body,url\n甲,甲镇,2019-06-25,正文改了,http://a.gov.cn/1.html\n"
        "丙,甲镇,2019-06-25,正文,\n丙,甲镇,2019-06-25,正文,\n");
    EXPECT_EQ(changed.of(Kind::changed), 1u);
    EXPECT_EQ(changed.of(Kind::taken), 1u);
    EXPECT_EQ(changed.of(Kind::refused), 1u) << "twice in one table";
    EXPECT_EQ(count(), 3);
}

TEST_F(Import, only_looks_where_it_is_told_to) {
    run.only_looks = true;
    const auto before = database->generation();
    const auto done = take_in_table("title,unit,published_on,body\n甲,甲镇,2019-06-25,正文\n");
    EXPECT_EQ(done.of(Kind::taken), 1u);
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(database->generation(), before);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "files"));
}

constexpr std::string_view page_text =
    "<p>为进一步做好政务公开工作，经研究，现将有关事项通知如下，请认真贯彻执行。</"
    "p><p>第二段，也有足够的文字，好让正文被认出来。</p>";

std::string page(const std::string& title, std::string_view inside = "", const std::string& day = "2019-06-25") {
    return "<html><head><meta charset='utf-8'><title>" + title + "</title><meta name='PubDate' content='" + day +
           "'><meta name='ContentSource' content='县财政局'></head><body><div class='nav'><a href='/'>首页</a></div><h1>" +
           title + "</h1><div id='zoom'>" + std::string(page_text) + std::string(inside) + "</div></body></html>";
}

TEST_F(Import, moves_an_old_site_with_its_links_pictures_and_files) {
    const std::string png = "\x89PNG\r\n\x1a\n" + std::string(100, 'x');
    put("site/zwgk/tz/a.html", page("甲通知",
                                    "<p>见<a href='b.html'>乙</a>、<a href='http://www.old.gov.cn/show.jsp?id=3'>丙</a>、"
                                    "<a href='../up/f.txt'>附表</a>、<a href='nothing.html'>没有的</a>、"
                                    "<a href='http://www.gov.cn/'>外网</a></p><p><img src='/img/p.png' alt='图'></p>"));
    put("site/zwgk/tz/b.html", page("乙通知", "", "2018-01-02"));
    put("site/show.jsp?id=3", page("丙通知"));
    put("site/zwgk/up/f.txt", "附表的内容");
    put("site/img/p.png", png);
    put("site/zwgk/tz/index.html",
        "<html><body><ul><li><a href='a.html'>甲通知</a></li><li><a href='b.html'>乙通知</a></li></ul></body></html>");
    run.wanted.mapping = read_mapping("site = 'www.old.gov.cn'\n[[rule]]\npath = 'zwgk/tz/*'\ncolumn = '通知公告'\n").value();
    run.wanted.type = "notice";
    const auto done = take_in(folder.path() / "site");
    EXPECT_EQ(done.of(Kind::taken), 3u) << done.reasons();
    EXPECT_EQ(done.of(Kind::list), 1u);
    EXPECT_EQ(done.of(Kind::refused), 0u) << done.reasons();
    const auto first = find("甲通知");
    ASSERT_TRUE(first && first->shelved);
    const auto html = first->edition.text.body.html();
    const auto address = [&](const char* title) { return "/documents/" + find(title)->document.key; };
    EXPECT_NE(html.find("href='" + address("乙通知") + "'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='" + address("丙通知") + "'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='" + address("甲通知") + "/files/f.txt'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='/zwgk/tz/nothing.html'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='http://www.gov.cn/'"), std::string::npos) << html;
    EXPECT_NE(html.find("src='picture:"), std::string::npos) << html;
    EXPECT_EQ(first->edition.text.attachments.size(), 2u);
    EXPECT_EQ(first->edition.text.field("moved_from"), "http://www.old.gov.cn/zwgk/tz/a.html");
    EXPECT_EQ(leads_to("/zwgk/tz/a.html"), address("甲通知"));
    EXPECT_EQ(leads_to("/show.jsp?id=3&from=timeline"), address("丙通知"));
    EXPECT_EQ(leads_to("/zwgk/up/f.txt"), address("甲通知") + "/files/f.txt");
    EXPECT_EQ(leads_to("/zwgk/tz/"), "/columns/announcements");
    EXPECT_EQ(leads_to("/zwgk/tz/index.html"), "/columns/announcements");
    EXPECT_EQ(leads_to("/zwgk/tz/nothing.html"), "");
    EXPECT_TRUE(find("乙通知")->document.key.ends_with("-2018-00001")) << find("乙通知")->document.key;
    EXPECT_EQ(take_in(folder.path() / "site").of(Kind::unchanged), 3u);
}

TEST_F(Import, prints_a_paper_under_the_name_of_who_issued_it) {
    put("site/p.html",
        "<title>办法</title><table><tr><td>发文机关：</td><td>某省人民政府</td><td>发文字号：</td><td>某政发〔2017〕3号</td></tr>"
        "<tr><td>发布日期：</td><td>2017-05-06</td></tr></table><h1>关于印发某某办法的通知</h1><div id=zoom>" +
            std::string(page_text) + "</div>");
    run.wanted.unit = "县财政局";
    run.wanted.type = "policy_document";
    EXPECT_EQ(take_in(folder.path() / "site").of(Kind::taken), 1u);
    const auto paper = find("关于印发某某办法的通知");
    ASSERT_TRUE(paper);
    EXPECT_EQ(paper->document.unit_name, "县财政局");
    EXPECT_EQ(paper->edition.text.field("issuers"), "某省人民政府");
    EXPECT_EQ(paper->edition.text.number(), "某政发〔2017〕3号");
}

TEST_F(Import, takes_a_folder_of_files_with_folders_as_columns_and_a_table_beside) {
    put("in/通知公告/2019-06-25停水.txt", "停水通知\n因管道检修，8月10日停水。\n");
    put("in/有表.txt", "表里说了标题和日期的文件\n");
    put("in/.DS_Store", "x");
    put("in/documents.csv", "文件,标题,发布单位,发布日期\n有表.txt,由表命名,甲镇,2017-05-06\n没有.txt,没有,甲镇,2017-05-06\n");
    run.wanted.unit = "县财政局";
    const auto done = take_in(folder.path() / "in");
    EXPECT_EQ(done.of(Kind::taken), 2u) << done.reasons();
    EXPECT_EQ(done.of(Kind::refused), 1u);
    const auto named = find("由表命名");
    ASSERT_TRUE(named && named->shelved);
    EXPECT_EQ(named->document.unit_name, "甲镇");
    EXPECT_EQ(named->edition.text.attachments.at(0).name, "有表.txt") << "the original is offered";
    bool is_there = false;
    for (const auto& one : done.told)
        if (one.place.ends_with("停水.txt")) {
            is_there = true;
            const auto there = find(one.title);
            ASSERT_TRUE(there && there->shelved) << one.title;
            EXPECT_EQ(there->edition.text.column, "announcements");
            EXPECT_EQ(there->shelved->published_on(), make_day(2019, 6, 25));
        }
    EXPECT_TRUE(is_there);
    EXPECT_EQ(take_in(folder.path() / "in").of(Kind::unchanged), 2u);
}

TEST_F(Import, takes_a_paper_of_20_01_for_normative_only_where_it_says_so) {
    take_in_table(
        "title,unit,number,category,published_on,body\n"
        "关于召开会议的通知,甲镇,甲政发〔2019〕1号,20-01,2019-06-25,正文\n"
        "关于表彰先进的通报,甲镇,,20-01,2019-06-25,正文\n"
        "关于加强管理的通知,甲镇,甲政规〔2020〕1号,20-01,2020-06-25,正文\n"
        "关于印发《甲镇集市管理办法（试行）》的通知,甲镇,甲政发〔2019〕2号,20-01,2019-06-25,正文\n"
        "甲镇养犬管理规定,甲镇,,20-01,2019-06-25,正文\n");
    for (const auto& [title, type] : {std::pair{"关于召开会议的通知", "official_paper"},
                                      {"关于表彰先进的通报", "official_paper"},
                                      {"关于加强管理的通知", "normative_document"},
                                      {"关于印发《甲镇集市管理办法（试行）》的通知", "normative_document"},
                                      {"甲镇养犬管理规定", "normative_document"}}) {
        const auto there = find(title);
        ASSERT_TRUE(there) << title;
        EXPECT_EQ(there->document.type, type) << title;
        EXPECT_EQ(there->edition.text.category, "20-01");
    }
}

TEST_F(Import, names_what_it_did_not_read) {
    put("in/2019-06-25停水.txt", "停水通知\n因管道检修停水。\n");
    put("in/讲话.dwg", "x");
    put("in/照片/a.psd", "x");
    run.wanted.unit = "县财政局";
    const auto done = take_in(folder.path() / "in");
    EXPECT_EQ(done.of(Kind::taken), 1u) << done.reasons();
    std::vector<std::string> left;
    for (const auto& one : done.told)
        if (one.kind == Kind::left) {
            left.push_back(one.place);
            EXPECT_FALSE(one.reasons.at(0).what_to_do.empty());
        }
    std::ranges::sort(left);
    EXPECT_EQ(left, (std::vector<std::string>{"照片/a.psd", "讲话.dwg"}));
    put("site/a.html", page("有附件的", "<p><a href='/up/f.dwg'>图纸</a></p>"));
    put("site/up/f.dwg", "x");
    EXPECT_EQ(take_in(folder.path() / "site").of(Kind::left), 0u) << "a page offers it";
}

TEST_F(Import, as_a_demonstration_is_in_no_log_and_goes_whole) {
    take_in_table("title,unit,published_on,body\n真的,甲镇,2019-06-25,正文\n");
    run.marking = publishing::Marking::demonstration;
    run.wanted.unit = "甲镇";
    put("site/a.html", page("假的", "<p><a href='b.html'>乙</a></p>"));
    EXPECT_EQ(take_in(folder.path() / "site").of(Kind::taken), 1u);
    const auto there = find("假的");
    ASSERT_TRUE(there && there->shelved);
    EXPECT_TRUE(there->shelved->is_demonstration);
    EXPECT_TRUE(there->document.key.starts_with("SL")) << there->document.key;
    EXPECT_NE(leads_to("/a.html"), "");
    EXPECT_EQ(database->read([](db::Connection& c) { return public_log::newest(c, public_log::from_the_newest, 10).size(); }),
              1u);
    EXPECT_EQ(database->write([](db::Connection& c) { return publishing::drop_demonstration(c, "test"); }), 1);
    EXPECT_EQ(leads_to("/a.html"), "");
    EXPECT_EQ(count(), 1);
    run.marking = publishing::Marking::real;
    EXPECT_EQ(take_in(folder.path() / "site").of(Kind::taken), 1u) << "the real one can come in afterwards";
}

TEST_F(Import, reads_a_zip_and_refuses_its_tricks) {
    run.wanted.unit = "县财政局";
    const auto zip = folder.path() / "site.zip";
    write_zip(zip, {{"a.html", page("压缩的")},
                    {"../evil.html", page("向上")},
                    {"/etc/evil.html", page("绝对")},
                    {"..\\win.html", page("反斜")},
                    {"bomb.html", std::string(std::size_t{40} << 20, ' ')},
                    {"__MACOSX/a.html", "x"}});
    const auto done = take_in(zip);
    EXPECT_EQ(done.of(Kind::taken), 1u) << done.reasons();
    EXPECT_EQ(done.of(Kind::refused), 4u) << done.reasons();
    EXPECT_EQ(leads_to("/a.html"), "/documents/" + find("压缩的")->document.key);
    write_zip(zip, {{"locked.html", page("有密码的")}}, "secret");
    EXPECT_EQ(take_in(zip).of(Kind::refused), 1u);
    put("broken.zip", "PK\x03\x04 no archive");
    EXPECT_EQ(take_in(folder.path() / "broken.zip").refused, "imports.refuse.no_zip");
    put("x.exe", "MZ");
    EXPECT_EQ(take_in(folder.path() / "x.exe").refused, "imports.refuse.not_known");
    EXPECT_EQ(take_in(folder.path() / "nothing").refused, "core.refuse.file_missing");
}

TEST_F(Import, follows_no_link_out_of_a_folder) {
    put("outside.txt", "外面的文件");
    put("in/a.txt", "里面的文件\n正文");
    std::filesystem::create_symlink(folder.path() / "outside.txt", folder.path() / "in/link.txt");
    run.wanted.unit = "县财政局";
    const auto done = take_in(folder.path() / "in");
    EXPECT_NE(done.reasons().find("link.txt"), std::string::npos);
    EXPECT_GE(done.of(Kind::refused), 1u);
    EXPECT_FALSE(find("外面的文件"));
}

TEST_F(Import, lets_no_script_through_a_table_or_a_page) {
    CsvRow heads{"title", "unit", "published_on", "body", "summary", "source"};
    std::string table = csv_line(heads);
    int number = 0;
    for (const auto attempt : markup::testing::xss_corpus) {
        const auto name = std::to_string(++number);
        table += csv_line({"表" + name, "甲镇", "2019-06-25", "<p>正文</p>" + std::string(attempt), std::string(attempt),
                           std::string(attempt)});
        put("site/" + name + ".html", page("页" + name, attempt));
    }
    const auto rows = take_in_table(table);
    EXPECT_EQ(rows.of(Kind::refused), 0u) << rows.reasons();
    const auto pages = take_in(folder.path() / "site");
    EXPECT_EQ(pages.of(Kind::refused) + pages.of(Kind::list), 0u) << pages.reasons();
    database->read([&](db::Connection& c) {
        int seen = 0;
        for (publishing::DocumentId id = 1; id <= 2 * number; ++id)
            if (const auto document = publishing::find_document(c, id)) {
                const auto html = publishing::find_text(c, document->work_id)->text.body.html();
                EXPECT_EQ(markup::testing::Judge::of(html), "") << document->title;
                ++seen;
            }
        EXPECT_EQ(seen, 2 * number);
    });
}

TEST_F(Import, says_in_the_journal_and_the_log_what_came_in) {
    take_in_table("title,unit,published_on,body\n甲,甲镇,2019-06-25,正文\n乙,甲镇,2018-06-25,正文\n");
    database->read([](db::Connection& c) {
        EXPECT_TRUE(journal::check(c));
        const auto lines = journal::newest(c, 2);
        for (const auto& line : lines) {
            EXPECT_EQ(line.deed.actor, "import");
            EXPECT_EQ(line.deed.deed, "publishing.move_in");
        }
    });
}

TEST_F(Import, keeps_a_scan_as_a_draft_until_somebody_has_compared_it) {
    put("in/2019-06-25扫描.pdf", *read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/scan.pdf"));
    run.wanted.unit = "县财政局";
    const auto done = take_in(folder.path() / "in");
    ASSERT_EQ(done.of(Kind::draft), 1u) << done.reasons();
    EXPECT_NE(done.reasons().find("文字是从图片里识别出来的"), std::string::npos) << done.reasons();
    EXPECT_EQ(count(), 0);
}

TEST_F(Import, leads_a_list_to_the_column_of_the_whole_site_or_says_that_its_address_dies) {
    const std::string list = "<html><body><ul><li><a href='/a.html'>甲通知</a></li></ul></body></html>";
    put("site/col/col1.html", list);
    put("site/index.html", list);
    run.wanted.mapping =
        read_mapping(
            "site = 'www.old.gov.cn'\n[[rule]]\npath = 'col/*'\nis_list = true\n[[rule]]\npath = 'index.html'\nis_list = true\n")
            .value();
    run.wanted.unit = "县财政局";
    auto done = take_in(folder.path() / "site");
    EXPECT_EQ(done.of(Kind::list), 2u) << done.reasons();
    EXPECT_NE(done.reasons().find("没有写明它对应哪个栏目"), std::string::npos) << done.reasons();
    EXPECT_EQ(leads_to("/col/col1.html"), "");
    run.wanted.mapping.column = "通知公告";
    done = take_in(folder.path() / "site");
    EXPECT_EQ(done.reasons(), "");
    EXPECT_EQ(done.told.at(0).address, "/columns/announcements");
    EXPECT_EQ(leads_to("/col/col1.html"), "/columns/announcements");
    EXPECT_EQ(leads_to("/index.html"), "/columns/announcements");
}

TEST_F(Import, knows_a_file_under_another_name) {
    put("in/2019-06-25停水.txt", "停水通知\n因管道检修停水。\n");
    put("in/2019-06-25停水（副本）.txt", "停水通知\n因管道检修停水。\n");
    run.wanted.unit = "县财政局";
    const auto done = take_in(folder.path() / "in");
    EXPECT_EQ(done.of(Kind::taken), 1u) << done.reasons();
    EXPECT_EQ(done.of(Kind::unchanged), 1u) << done.reasons();
    EXPECT_EQ(done.of(Kind::refused), 0u) << done.reasons();
    EXPECT_NE(done.reasons().find("内容完全相同"), std::string::npos) << done.reasons();
    EXPECT_EQ(take_in(folder.path() / "in").of(Kind::unchanged), 2u);
}

TEST_F(Import, asks_for_the_day_of_what_is_not_in_force_yet) {
    const auto done = take_in_table(
        "标题,发布单位,文号,发布日期,有效性,施行日期,正文\n没有日子,甲镇,甲政发〔2019〕1号,2019-06-25,尚未生效,,正文\n"
        "有日子,甲镇,甲政发〔2019〕2号,2019-06-25,尚未生效,2027-01-01,正文\n");
    EXPECT_EQ(done.of(Kind::taken), 2u) << done.reasons();
    ASSERT_EQ(done.told.size(), 2u);
    ASSERT_EQ(done.told[0].reasons.size(), 1u) << done.reasons();
    EXPECT_NE(done.told[0].reasons[0].text.find("没有写明施行日期"), std::string::npos) << done.reasons();
    EXPECT_FALSE(done.told[0].reasons[0].what_to_do.empty());
    EXPECT_TRUE(done.told[1].reasons.empty()) << done.reasons();
}

}  // namespace
}  // namespace gongkai::imports
