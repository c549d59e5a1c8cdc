#include "domain/search/need.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/desk.h"
#include "domain/search/pages/counted.h"
#include "domain/search/rank.h"

namespace gongkai::search {
namespace {

constexpr const char* browser =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36";

web::Request request_of(std::string_view target, std::vector<std::pair<std::string, std::string>> headers) {
    auto request = web::Request::of(web::Method::get, target);
    headers.emplace_back("Host", "gongkai.test:8080");
    if (std::ranges::find(headers, "User-Agent", &std::pair<std::string, std::string>::first) == headers.end())
        headers.emplace_back("User-Agent", browser);
    for (auto& [name, value] : headers)
        request.headers.add(name, value);
    return request;
}

class Needed : public testing::Test {
  protected:
    Needed() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
        for (const auto* key : {"1", "2", "3"}) {
            Entry entry;
            entry.source = "document";
            entry.key = key;
            entry.title = std::string("文件") + key;
            entry.kind = {key == std::string_view("3") ? "news" : "policy_document", "种类", ""};
            entry.address = std::string("/documents/") + key;
            database->write([&](db::Connection& c) { hand_over(c, entry); });
        }
    }
    ~Needed() override { unsetenv("GONGKAI_NOW"); }

    std::vector<Wanted> wanted(WantedBy by, std::string_view kind = "") {
        return database->read([&](db::Connection& c) { return most_wanted(c, by, kind, today(), 10); });
    }
    void open(std::string_view address, int times) {
        for (int i = 0; i < times; ++i)
            tally.opened(address);
        write_tally(*database, tally);
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    Tally tally{{}};
};

TEST_F(Needed, adds_up_what_several_nodes_have_counted_and_passes_over_what_is_no_entry) {
    Tally other({});
    tally.opened("/documents/2");
    tally.downloaded("document", "2");
    tally.opened("/board");
    other.opened("/documents/2");
    EXPECT_EQ(write_tally(*database, tally), 1);
    EXPECT_EQ(write_tally(*database, other), 1);
    EXPECT_EQ(write_tally(*database, other), 0) << "what was written is not written again";
    const auto all = wanted(WantedBy::need);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].need.opened, 2);
    EXPECT_EQ(all[0].need.downloaded, 1);
    EXPECT_NEAR(all[0].need.now, 2 + download_is_worth, 1e-9);
}

TEST_F(Needed, is_worth_half_after_its_days_and_keeps_its_order) {
    open("/documents/1", 8);
    setenv("GONGKAI_NOW", "2026-12-02T04:00:00Z", 1);  // thirty days later
    open("/documents/2", 5);
    const auto all = wanted(WantedBy::need);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_NEAR(all[0].need.now, 5, 1e-9);
    EXPECT_NEAR(all[1].need.now, 4, 1e-9) << "eight openings of thirty days ago";
}

TEST_F(Needed, is_told_by_kind_and_never_of_what_is_gone) {
    open("/documents/3", 1);
    tally.downloaded("document", "1");
    open("/documents/2", 3);
    EXPECT_EQ(wanted(WantedBy::need, "news").size(), 1u);
    ASSERT_EQ(wanted(WantedBy::downloads).size(), 1u) << "what nobody downloaded is not among the downloads";
    database->write([](db::Connection& c) { take_away(c, "document", "1"); });
    EXPECT_TRUE(wanted(WantedBy::downloads).empty());
    EXPECT_EQ(wanted(WantedBy::need).size(), 2u);
}

TEST_F(Needed, erases_old_days_and_keeps_their_sums) {
    open("/documents/1", 4);
    const auto days = [&] {
        return database->read([](db::Connection& c) {
            return std::get<0>(*c.query({"days", "SELECT count(*) FROM search_need_day"}).first<int>());
        });
    };
    database->write([](db::Connection& c) { fold_days_before(c, today()); });
    EXPECT_EQ(days(), 1) << "today is not before today";
    database->write([](db::Connection& c) { fold_days_before(c, today() + std::chrono::days(1)); });
    EXPECT_EQ(days(), 0);
    EXPECT_EQ(wanted(WantedBy::need).at(0).need.opened, 4);
}

TEST_F(Needed, believes_no_more_than_people_can_do_within_a_minute) {
    open("/documents/1", 3 * static_cast<int>(times_a_minute));
    EXPECT_EQ(wanted(WantedBy::need).at(0).need.opened, times_a_minute);
    for (std::size_t i = 0; i < 2 * things_a_minute; ++i)
        tally.opened("/" + std::to_string(i));
    EXPECT_EQ(tally.take().by_address.size(), things_a_minute);
}

TEST_F(Needed, is_not_counted_where_the_office_does_not_want_it) {
    Tally off({false, true});
    off.opened("/documents/1");
    off.downloaded("document", "1");
    EXPECT_EQ(write_tally(*database, off), 0);
}

TEST(Counted, is_what_a_person_opens_from_the_results_of_this_site) {
    const auto openings = [](const web::Request& request, int status = 200) {
        Tally tally({});
        count_opening(tally, request, web::Sent{status, 0, {}, false}, "https://www.example.gov.cn");
        return tally.take().by_address.size();
    };
    const std::pair<std::string, std::string> from_results{"Referer", "http://gongkai.test:8080/search?q=%E4%BD%8E%E4%BF%9D"};
    EXPECT_EQ(openings(request_of("/documents/1", {from_results})), 1u);
    EXPECT_EQ(openings(request_of("/documents/1", {from_results}), 304), 1u);
    EXPECT_EQ(openings(request_of("/documents/1", {{"Referer", "https://www.example.gov.cn/search?q=a"}})), 1u)
        << "behind a proxy the public address is the site's";
    EXPECT_EQ(openings(request_of("/documents/1", {from_results, {"Sec-Fetch-Dest", "document"}})), 1u);

    EXPECT_EQ(openings(request_of("/documents/1", {})), 0u) << "an address that somebody has";
    EXPECT_EQ(openings(request_of("/documents/1", {from_results}), 404), 0u);
    for (const auto* elsewhere :
         {"http://gongkai.test:8080/documents", "http://elsewhere.test/search?q=a", "http://gongkai.test:8080",
          "https://www.example.gov.cn.elsewhere.test/search?q=a", "/search", ""})
        EXPECT_EQ(openings(request_of("/documents/1", {{"Referer", elsewhere}})), 0u) << elsewhere;
    EXPECT_EQ(openings(request_of("/a.css", {from_results, {"Sec-Fetch-Dest", "style"}})), 0u);
    EXPECT_EQ(openings(request_of("/documents/1", {from_results, {"Sec-Purpose", "prefetch;prerender"}})), 0u);
    for (const auto* program : {"Mozilla/5.0 (compatible; Baiduspider/2.0)", "Googlebot/2.1", "curl/8.5.0", ""})
        EXPECT_EQ(openings(request_of("/documents/1", {from_results, {"User-Agent", program}})), 0u) << program;
    auto head = request_of("/documents/1", {from_results});
    head.method = web::Method::head;
    EXPECT_EQ(openings(head), 0u);
}

TEST(Counted, is_a_file_that_somebody_saves_and_no_file_that_a_page_fetches) {
    const auto downloads = [](const web::Request& request) {
        Tally tally({});
        count_download(tally, request, "document", "1");
        return tally.take().by_key.size();
    };
    EXPECT_EQ(downloads(request_of("/documents/1/files/a.pdf", {})), 1u);
    EXPECT_EQ(downloads(request_of("/documents/1/files/a.ofd", {{"Sec-Fetch-Dest", "empty"}})), 0u);
    EXPECT_EQ(downloads(request_of("/documents/1/files/a.pdf", {{"User-Agent", "Wget/1.21"}})), 0u);
}

TEST(Need, moves_less_than_words_and_freshness_do) {
    EXPECT_EQ(for_needed(0), 0);
    EXPECT_LT(for_needed(10), for_needed(100));
    EXPECT_DOUBLE_EQ(for_needed(1e9), for_need);
    EXPECT_LT(for_need, for_fresh);
    EXPECT_LT(for_need, for_title_words);
}

TEST_F(Needed, shows_on_the_front_page_what_is_wanted_most_and_no_record_of_anybody) {
    Entry penalty;
    penalty.source = "record";
    penalty.key = "penalty/1";
    penalty.title = "对某某的处罚";
    penalty.address = "/records/penalty/1";
    database->write([&](db::Connection& c) { hand_over(c, penalty); });
    open("/records/penalty/1", 9);
    open("/documents/1", 2);
    open("/documents/3", 3);
    const auto titles = database->read([](db::Connection& c) { return most_wanted_titles(c, today(), 5); });
    ASSERT_EQ(titles.size(), 2u);
    EXPECT_EQ(titles[0].address, "/documents/3");
    EXPECT_EQ(titles[1].title, "文件1");
}

}  // namespace
}  // namespace gongkai::search
