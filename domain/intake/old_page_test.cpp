// Pages of old sites: what is read from sixteen layouts, how moments are written, which places may be named.
#include "domain/intake/old_pages/old_page.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/markup/testing.h"
#include "base/markup/xss_corpus.h"
#include "domain/intake/old_pages/written_moment.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;

Around keeping_all(int* pictures = nullptr) {
    Around around;
    around.picture = [pictures](std::string_view) {
        const int number = pictures ? ++*pictures : 1;
        return std::to_string(number) + ".jpg";
    };
    around.link = [](std::string_view address) { return std::string(address); };
    return around;
}

TEST(OldPage, gives_what_it_is_about_and_leaves_the_site_around_it) {
    const auto table = read_csv_table(gongkai::read_file(GONGKAI_SOURCE_DIR "/domain/intake/cases/old_pages.csv").value(),
                                      {"file", "title", "published", "source", "number", "holds", "lacks", "pictures", "kind"})
                           .value();
    ASSERT_GE(table.rows.size(), 12u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string file(table.at(row, "file"));
        SCOPED_TRACE(file);
        const auto bytes = gongkai::read_file(GONGKAI_SOURCE_DIR "/tests/samples/old_pages/" + file).value();
        int pictures = 0;
        const auto page = read_old_page(extract::decode_html(bytes).text, {}, keeping_all(&pictures));
        EXPECT_TRUE(table.at(row, "title").empty() || page.title == table.at(row, "title")) << page.title;
        EXPECT_EQ(page.published_at ? to_text(*page.published_at) : "", table.at(row, "published"));
        EXPECT_EQ(page.source, table.at(row, "source"));
        EXPECT_EQ(page.number, table.at(row, "number"));
        for (const auto words : split(table.at(row, "holds"), '|'))
            EXPECT_NE(page.text.find(words), std::string::npos) << "lacks " << words << " in\n" << page.body.html();
        for (const auto words : split(table.at(row, "lacks"), '|'))
            EXPECT_TRUE(words.empty() || page.text.find(words) == std::string::npos) << "holds " << words << " in\n"
                                                                                     << page.body.html();
        EXPECT_EQ(std::to_string(pictures), table.at(row, "pictures"));
        EXPECT_EQ(page.is_list ? "list" : page.frame.empty() ? "text" : "frame", table.at(row, "kind"));
        const auto head = look_at_old_page(extract::decode_html(bytes).text, {});
        EXPECT_EQ(head.published_at, page.published_at) << "a look at the head sees the same";
    }
}

TEST(OldPage, reads_the_block_above_a_policy) {
    const auto page =
        read_old_page(gongkai::read_file(GONGKAI_SOURCE_DIR "/tests/samples/old_pages/policy.html").value(), {}, keeping_all());
    EXPECT_EQ(page.index_number, "000014349/2017-00110");
    EXPECT_EQ(page.validity, "废止");
    ASSERT_EQ(page.files.size(), 1u);
    EXPECT_EQ(page.files[0].address, "/upload/2018/01/a.docx");
    EXPECT_EQ(page.files[0].name, "某某办法.docx");
    EXPECT_EQ(page.signed_on, make_day(2017, 12, 29));
}

TEST(OldPage, takes_its_parts_from_named_places_where_they_are_named) {
    constexpr std::string_view html =
        "<title>网站</title><div class='a big'>真正的标题</div><p id=when>某日 2020年3月4日</p><div "
        "class=who>来源：市司法局</div>"
        "<div><p>一段很长的、并不是正文的文字，它比正文长得多，所以按密度会被选中，除非有人说明正文在哪里，这样才不会错。</p></"
        "div>"
        "<div class=real><p>正文。</p><p class=ad>广告</p></div>";
    Places places;
    places.title = read_selector("div.big").value();
    places.date = read_selector("#when").value();
    places.source = read_selector(".who").value();
    places.body = read_selector("div.real").value();
    places.leave_out = {read_selector("p.ad").value()};
    const auto page = read_old_page(html, places, keeping_all());
    EXPECT_EQ(page.title, "真正的标题");
    EXPECT_EQ(page.source, "市司法局");
    EXPECT_EQ(page.text, "正文。\n");
    ASSERT_TRUE(page.published_at);
    EXPECT_EQ(day_in_china(*page.published_at), make_day(2020, 3, 4));
}

TEST(OldPage, gives_links_and_pictures_the_addresses_that_it_is_told) {
    Around around;
    around.picture = [](std::string_view source) { return source == "a.png" ? "1.png" : ""; };
    around.link = [](std::string_view address) { return address == "../x.html" ? "/documents/=0" : ""; };
    const auto page = read_old_page(
        "<h1>标题标题</h1><div><p>这里是正文的一段话，有<a href='../x.html'>链接</a>和<a href='javascript:x()'>假链接</a>。</p>"
        "<p>第二段话。<img src='a.png' alt='图'><img src='b.png'></p><p>第三段话，够长。</p></div>",
        {}, around);
    EXPECT_NE(page.body.html().find("<a href='/documents/=0'>链接</a>和假链接"), std::string::npos) << page.body.html();
    EXPECT_NE(page.body.html().find("src='picture:1.png'"), std::string::npos);
    EXPECT_EQ(page.body.html().find("b.png"), std::string::npos);
}

TEST(OldPage, lets_no_script_through) {
    for (const auto attempt : markup::testing::xss_corpus) {
        const auto page =
            read_old_page("<h1>标题</h1><div id=zoom><p>一段文字，足够长，足够长，足够长。</p>" + std::string(attempt) + "</div>",
                          {}, keeping_all());
        EXPECT_EQ(markup::testing::Judge::of(page.body.html()), "") << attempt;
    }
}

TEST(OldPage, that_is_broken_or_empty_is_read_all_the_same) {
    for (const std::string_view html : {""sv, "<"sv, "<html>"sv, "<table><tr><td>"sv, "\0\0"sv, "<body><div><div><div>"sv})
        EXPECT_EQ(markup::testing::Judge::of(read_old_page(html, {}, {}).body.html()), "");
    std::string deep;
    for (int i = 0; i < 20'000; ++i)
        deep += "<div>";
    EXPECT_TRUE(read_old_page(deep + "底", {}, {}).title.size() < 10);
}

TEST(Moment, is_read_however_it_is_written) {
    const std::pair<std::string_view, std::string_view> cases[]{{"2019-06-25 10:30", "2019-06-25T02:30:00.000Z"},
                                                                {"发布时间：2019年6月25日 8时5分", "2019-06-25T00:05:00.000Z"},
                                                                {"2019/6/25", "2019-06-24T16:00:00.000Z"},
                                                                {"2019.06.25 23:59:59", "2019-06-25T15:59:00.000Z"},
                                                                {"2019－06－25", "2019-06-24T16:00:00.000Z"},
                                                                {"第12号 2020 年 1 月 2 日", "2020-01-01T16:00:00.000Z"},
                                                                {"2019-13-25", ""},
                                                                {"2019-02-30", ""},
                                                                {"电话0537-5212345", ""},
                                                                {"1900-01-01", ""},
                                                                {"", ""}};
    for (const auto& [text, wanted] : cases) {
        const auto moment = moment_in(text);
        EXPECT_EQ(moment ? to_text(*moment) : "", wanted) << text;
    }
}

TEST(Moment, of_a_page_may_stand_in_its_address) {
    const std::pair<std::string_view, std::string_view> cases[]{{"/zwgk/201906/t20190625_123.html", "2019-06-25"},
                                                                {"/art/2019/6/25/art_1_2.html", "2019-06-25"},
                                                                {"/2019-06/25/content_1.htm", "2019-06-25"},
                                                                {"/content.jsp?id=20190625", ""},
                                                                {"/info/1012/34567.htm", ""},
                                                                {"/20191332/1.html", ""}};
    for (const auto& [address, wanted] : cases) {
        const auto day = day_in_address(address);
        EXPECT_EQ(day ? to_text(*day) : "", wanted) << address;
    }
    EXPECT_EQ(day_from(" 2019年6月25日 "), make_day(2019, 6, 25));
    EXPECT_EQ(day_from("2019-06-25 10:30:00"), make_day(2019, 6, 25));
    EXPECT_EQ(day_from("20190625"), make_day(2019, 6, 25));
    EXPECT_FALSE(day_from("2019年6月25日起施行"));
}

TEST(Selector, names_an_element_by_name_class_and_id) {
    EXPECT_TRUE(read_selector("div"));
    EXPECT_TRUE(read_selector("DIV.text.big#zoom"));
    for (const auto* wrong : {"", "div p", "a > b", ".", "#", "div#a#b", "[x]", "*"})
        EXPECT_FALSE(read_selector(wrong)) << wrong;
}

}  // namespace
}  // namespace gongkai::intake
