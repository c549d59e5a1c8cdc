// Documents of elsewhere: they come in once, under their old day and perhaps their old number, and old addresses lead to them.
#include "domain/publishing/move_in.h"

#include "base/core/hash.h"
#include "base/web/target.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/old_address.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Moving : public WithPublishing {
  protected:
    MovedIn page(const std::string& source, const std::string& title) {
        MovedIn moved;
        moved.source = source;
        moved.digest = title;
        moved.unit_id = town;
        moved.type = "news";
        moved.text = news(title);
        moved.text.fields = {{"moved_in_on", "2026-11-02"}};
        moved.published_at = Instant(make_day(2019, 6, 25)) + std::chrono::hours(2);
        moved.addresses = {source};
        return moved;
    }
    std::vector<Result<MovingIn::Done>> take_in(std::vector<MovedIn> all) {
        return write([&](db::Connection& c) {
            MovingIn moving(c, "import");
            std::vector<Result<MovingIn::Done>> done;
            for (auto& one : all)
                done.push_back(moving.take_in(std::move(one)));
            moving.finish();
            return done;
        });
    }
    MovingIn::Done take_in(MovedIn one) {
        const auto done = take_in(std::vector{std::move(one)}).front();
        EXPECT_TRUE(done) << done.error().id;
        return done.value_or(MovingIn::Done{});
    }
    std::string leads_to(const std::string& target) {
        std::string path = target.substr(0, target.find('?'));
        web::Fields query;
        if (path.size() < target.size())
            query.add("id", target.substr(target.find('=') + 1));
        return database->read([&](db::Connection& c) { return where_it_moved(c, path, query).value_or(OldPlace()).leads_to; });
    }
};

TEST_F(Moving, publishes_under_the_old_day_with_a_line_and_a_leaf_of_today) {
    const auto done = take_in(page("/a.html", "旧闻"));
    EXPECT_TRUE(done.key.ends_with("-2019-00001")) << done.key;
    const auto there = document(done.id);
    EXPECT_EQ(there.state, State::published);
    EXPECT_EQ(day_in_china(*there.first_published_at), make_day(2019, 6, 25));
    const auto row = on_shelf(done.id);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->year, 2019);
    const auto leaves = database->read([&](db::Connection& c) { return public_log::entries_of(c, "/documents/" + done.key); });
    ASSERT_EQ(leaves.size(), 1u);
    EXPECT_EQ(day_in_china(leaves[0].entry.at), today()) << "a log that is written back proves nothing";
    const auto edition = database->read([&](db::Connection& c) { return find_edition(c, *there.live_id).value(); });
    EXPECT_EQ(leaves[0].entry.content_sha256, sha256_hex(content_of(there, edition.text)));
    EXPECT_EQ(last_deed(), "publishing.move_in");
}

TEST_F(Moving, counts_a_batch_as_if_each_had_been_published_alone) {
    std::vector<MovedIn> all;
    for (int i = 0; i < 30; ++i) {
        auto one = page("/" + std::to_string(i), "第" + std::to_string(i));
        one.text.theme = i % 2 ? "04" : "11";
        one.unit_id = i % 3 ? town : finance;
        all.push_back(std::move(one));
    }
    for (const auto& done : take_in(std::move(all)))
        EXPECT_TRUE(done);
    const auto counts = database->read([&](db::Connection& c) { return counts_for(c, {.theme = "04"}); });
    EXPECT_EQ(counts.total, 15);
    EXPECT_EQ(counts.units.at(finance).documents, 5);
    const auto list = database->read(
        [&](db::Connection& c) { return list_of(c, {.theme = "04", .unit_id = finance}, {}, today()).rows.size(); });
    EXPECT_EQ(list, 5u);
    EXPECT_TRUE(database->read([](db::Connection& c) { return journal::check(c); }));
}

TEST_F(Moving, takes_a_source_in_once_and_goes_on_after_a_refusal) {
    auto closed = page("/c.html", "没有这个栏目");
    closed.text.column = "nowhere";
    const auto done = take_in({page("/a.html", "甲"), page("/a.html", "甲又来"), closed, page("/b.html", "乙")});
    EXPECT_TRUE(done[0]);
    EXPECT_EQ(id_of(done[1]), "publishing.refuse.moved_in_already");
    EXPECT_EQ(id_of(done[2]), "publishing.refuse.column");
    EXPECT_TRUE(done[3]->key.ends_with("-2019-00002")) << "a refusal uses no number up: " << done[3]->key;
    EXPECT_EQ(shelf_count(), 2);
    constexpr std::string_view both[] = {"/a.html", "/c.html"};
    const auto known = database->read([&](db::Connection& c) { return known_sources(c, both); });
    ASSERT_EQ(known.size(), 1u);
    EXPECT_EQ(known.at("/a.html").digest, "甲");
}

TEST_F(Moving, keeps_an_index_number_that_is_one_and_that_no_other_has) {
    auto first = page("/1", "甲"), second = page("/2", "乙"), third = page("/3", "丙"), fourth = page("/4", "丁");
    first.index_number = "000014349/2017-00110";
    second.index_number = "000014349/2017-00110";
    third.index_number = "11441700007280420Y/2021-00050";
    ASSERT_TRUE(write([&](db::Connection& c) { return set_code(c, finance, "000014349", "test"); }));
    fourth.unit_id = finance;
    fourth.published_at = Instant(make_day(2017, 5, 1));
    EXPECT_EQ(take_in(first).key, "000014349-2017-00110");
    EXPECT_NE(take_in(second).key, "000014349-2017-00110");
    EXPECT_TRUE(take_in(third).key.ends_with("-2019-00002"));
    EXPECT_EQ(take_in(fourth).key, "000014349-2017-00111") << "the series goes on behind it";
}

TEST_F(Moving, leads_old_addresses_on_with_their_query_and_nothing_that_is_not_public) {
    auto with_query = page("/show.jsp?id=3", "问号");
    with_query.files = {{"/up/a.pdf", "附件.pdf"}};
    with_query.text.attachments = {{"附件.pdf", "application/pdf", std::string(64, 'a'), 3}};
    const auto done = take_in(with_query);
    EXPECT_EQ(leads_to("/show.jsp?id=3"), "/documents/" + done.key);
    EXPECT_EQ(leads_to("/show.jsp?id=4"), "");
    EXPECT_EQ(leads_to("/show.jsp"), "");
    EXPECT_EQ(leads_to("/up/a.pdf"), "/documents/" + done.key + "/files/%E9%99%84%E4%BB%B6.pdf");
    auto secret = page("/secret.html", "草稿");
    secret.is_draft = true;
    EXPECT_EQ(take_in(secret).key, "");
    EXPECT_EQ(leads_to("/secret.html"), "");
    write([](db::Connection& c) {
        MovingIn moving(c, "import");
        moving.lead_to_column("/list/", "news");
        moving.lead_to_column("/show.jsp?id=3", "news");
        moving.finish();
    });
    EXPECT_EQ(leads_to("/list/"), "/columns/news");
    EXPECT_EQ(leads_to("/show.jsp?id=3"), "/documents/" + done.key) << "what leads somewhere stays";
    ASSERT_TRUE(
        write([&](db::Connection& c) { return withdraw(c, done.id, document(c, done.id).version, "有误", signer, house); }));
    EXPECT_EQ(leads_to("/up/a.pdf"), "/documents/" + done.key) << "the reason stands there";
}

TEST_F(Moving, writes_links_to_what_comes_later_and_that_gets_the_number_it_was_promised) {
    auto first = page("/1", "甲");
    first.text.body = markup::clean("<p><a href='" + link_mark(0) + "'>乙</a><a href='" + link_mark(1) + "'>丙</a><a href='" +
                                    link_mark(2) + "'>件</a></p>")
                          .body;
    first.leads = {{"/2", "", "/2", town, 2018}, {"/unknown", "", "/unknown", {}, 0}, {"", "件.doc", "", {}, 0}};
    const auto done = take_in(first);
    const auto html =
        database->read([&](db::Connection& c) { return find_text(c, *document(c, done.id).live_id)->text.body.html(); });
    auto second = page("/2", "乙");
    const auto later = take_in(second);
    EXPECT_TRUE(later.key.ends_with("-2018-00001")) << later.key;
    EXPECT_NE(html.find("href='/documents/" + later.key + "'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='/unknown'"), std::string::npos) << html;
    EXPECT_NE(html.find("href='/documents/" + done.key + "/files/%E4%BB%B6.doc'"), std::string::npos) << html;
    EXPECT_EQ(html.find("/documents/="), std::string::npos);
}

TEST_F(Moving, a_link_to_the_page_itself_leads_to_itself_and_keeps_no_second_number) {
    auto one = page("/1", "甲");
    one.addresses.push_back("/one/");
    one.text.body = markup::clean("<p><a href='" + link_mark(0) + "'>一</a><a href='" + link_mark(1) + "'>二</a></p>").body;
    one.leads = {{"/1", "", "/1", town, 2019}, {"/one/", "", "/one/", town, 2019}};
    const auto done = take_in(one);
    EXPECT_TRUE(done.key.ends_with("-2019-00001")) << done.key;
    const auto html =
        database->read([&](db::Connection& c) { return find_text(c, *document(c, done.id).live_id)->text.body.html(); });
    EXPECT_EQ(html, "<p><a href='/documents/" + done.key + "'>一</a><a href='/documents/" + done.key + "'>二</a></p>\n");
    EXPECT_TRUE(take_in(page("/2", "乙")).key.ends_with("-2019-00002"));
}

TEST_F(Moving, a_draft_is_seen_by_nobody_and_keeps_day_and_number_when_it_is_published) {
    auto draft = page("/d.html", "含个人信息");
    draft.is_draft = true;
    const auto id = take_in(draft).id;
    EXPECT_FALSE(on_shelf(id));
    EXPECT_EQ(document(id).state, State::draft);
    EXPECT_EQ(document(id).key, "");
    pass_all(id);
    const auto there = document(id);
    EXPECT_TRUE(there.key.ends_with("-2019-00001")) << there.key;
    EXPECT_EQ(day_in_china(*there.first_published_at), make_day(2019, 6, 25));
    EXPECT_EQ(day_in_china(*there.published_at), today());
    EXPECT_EQ(leads_to("/d.html"), "/documents/" + there.key);
}

TEST(OldAddress, is_the_same_however_it_is_spelled) {
    for (const auto& [written, wanted] : {std::pair<std::string, std::string>{"http://www.a.gov.cn/x/1.html", "/x/1.html"},
                                          {"https://a.gov.cn:8080/show.jsp?id=3#top", "/show.jsp?id=3"},
                                          {"/x/1.html", "/x/1.html"},
                                          {"/公告/1.html", "/%E5%85%AC%E5%91%8A/1.html"},
                                          {"/%e5%85%ac%E5%91%8A/1.html", "/%E5%85%AC%E5%91%8A/1.html"},
                                          {"http://a.gov.cn", "/"},
                                          {"/a b.html", "/a%20b.html"},
                                          {"//evil.example/x", ""},
                                          {"/../etc/passwd", ""},
                                          {"x.html", ""},
                                          {"javascript:alert(1)", ""},
                                          {"", ""}})
        EXPECT_EQ(old_address_from(written), wanted) << written;
    web::Fields query;
    query.add("id", "3");
    query.add("from", "singlemessage");
    query.add("isappinstalled", "0");
    EXPECT_EQ(addresses_asked("/s.jsp", query), (std::vector<std::string>{"/s.jsp?id=3&from=singlemessage&isappinstalled=0",
                                                                          "/s.jsp?id=3", "/s.jsp", "/s.jsp/?id=3", "/s.jsp/"}));
}

TEST_F(Moving, an_old_address_is_found_however_it_is_written) {
    const auto done = take_in({page("/Zwgk/Show.aspx?channel=2&id=7", "甲"), page("/zwgk/list/index.html", "乙"),
                               page("/zwgk/one.html", "丙"), page("/zwgk/ONE.html", "丁")});
    const auto found = [&](const std::string& target) {
        std::string path;
        web::Fields query;
        EXPECT_TRUE(web::read_target(target, path, query)) << target;
        return database->read(
            [&](db::Connection& c) { return where_it_moved(c, path, query).value_or(OldPlace{"nothing"}).leads_to; });
    };
    for (const auto& [asked, which] : {std::pair<std::string, int>{"/zwgk/show.aspx?channel=2&id=7", 0},
                                       {"/Zwgk/Show.aspx?id=7&channel=2&from=timeline", 0},
                                       {"/zwgk/list/", 1},
                                       {"/zwgk/list", 1},
                                       {"/ZWGK/list/INDEX.HTML", 1},
                                       {"/zwgk/one.html?spm=3", 2},
                                       {"/zwgk/one.html/", 2},
                                       {"/zwgk/one.html;jsessionid=ABC", 2},
                                       {"/zwgk/ONE.html", 3}})
        EXPECT_EQ(found(asked), which < 0 ? "nothing" : "/documents/" + done[static_cast<std::size_t>(which)]->key) << asked;
    EXPECT_EQ(found("/zwgk/show.aspx?channel=2&id=8"), "nothing") << "another page";
    auto secret = page("/secret.html", "草稿");
    secret.is_draft = true;
    take_in(secret);
    EXPECT_EQ(found("/Secret.html"), "") << "it is there and not public";
}

}  // namespace
}  // namespace gongkai::publishing
