// What belongs to what: a measure and all that its deliveries went through, a project and its trading; areas on a map.
#include <gtest/gtest.h>

#include "domain/records/area.h"
#include "domain/records/desk.h"
#include "domain/records/source.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Belongings : public RecordsTest {
  protected:
    void put(const std::string& number, const std::string& measure, const std::string& project, const std::string& step) {
        auto values = values_of(kind, {{"delivery_no", number},
                                       {"measure_no", measure},
                                       {"measure_name", "措施" + measure},
                                       {"case_no", project},
                                       {"kind", step},
                                       {"firm_name", "示例公司"},
                                       {"uscc", "91370883MAY966532Q"},
                                       {"result", "granted"},
                                       {"decided_on", "2026-10-0" + number.substr(0, 1)},
                                       {"unit", id("市财政局")}});
        const auto serial =
            database->write([&](db::Connection& c) { return add(c, kind, unit("市财政局"), std::move(values), "test"); });
        ASSERT_TRUE(serial.has_value()) << words(Language::en, serial.error());
    }
    std::vector<std::string> numbers(const std::string& measure, Belonging reach) {
        std::vector<std::string> all;
        for (const auto& record : database->read([&](db::Connection& c) { return belonging(c, kind, measure, reach, today()); }))
            all.push_back(record.values[*kind.find_field("delivery_no")]);
        return all;
    }
    const Kind& kind = *kinds().find("measure_delivery");
};

TEST_F(Belongings, are_found_by_what_they_belong_to_and_by_the_chains_they_are_in) {
    put("1", "A", "X", "site");
    put("2", "B", "X", "land");
    put("3", "A", "", "fund");
    put("4", "B", "Y", "fund");
    EXPECT_EQ(numbers("A", Belonging::alone), (std::vector<std::string>{"3", "1"}));
    EXPECT_EQ(numbers("A", Belonging::all_of_its_chains), (std::vector<std::string>{"3", "2", "1"}))
        << "what another measure did for the same project stands beside it";
    EXPECT_EQ(numbers("B", Belonging::all_of_its_chains), (std::vector<std::string>{"4", "2", "1"}));
    EXPECT_TRUE(numbers("C", Belonging::all_of_its_chains).empty());
    EXPECT_TRUE(numbers("", Belonging::alone).empty());
    ASSERT_TRUE(database->write([&](db::Connection& c) { return withdraw(c, kind, 2, 1, "登记有误", "test"); }).has_value());
    EXPECT_EQ(numbers("A", Belonging::all_of_its_chains), (std::vector<std::string>{"3", "1"}));
}

TEST(Areas, know_their_surface_and_their_middle) {
    const auto square = corners_of(read_area("35.40,117.00;35.40,117.01;35.41,117.01;35.41,117.00").value());
    ASSERT_EQ(square.size(), 4u);
    EXPECT_NEAR(square_kilometres(square), 1.01, 0.01);
    EXPECT_NEAR(middle_of(square).north, 35.405, 1e-9);
    EXPECT_NEAR(middle_of(square).east, 117.005, 1e-9);
    // An angle: its middle is no mean of its corners.
    const auto angle = corners_of(read_area("0,0 0,2 1,2 1,1 3,1 3,0").value());
    EXPECT_NEAR(middle_of(angle).north, (0.5 * 2 + 2 * 2) / 4, 1e-9);
    EXPECT_TRUE(corners_of("").empty());
    EXPECT_EQ(square_kilometres({}), 0);
}

class SourceOfRecords : public RecordsTest {
  protected:
    SourceOfRecords() {
        settings.set("records.fetch_inside", "10.8.1.20:8080 exchange.local");
        wanted = {"省平台",    "major_project",       unit("市财政局"), "https://data.example.gov.cn/projects?page=[page]",
                  "data.rows", "xmdm = project_code", "Authorization",  "Bearer geheim",
                  24};
    }
    Result<SourceId> add() {
        return database->write([&](db::Connection& c) { return add_source(c, vault, settings, wanted, "test"); });
    }
    Result<void> change(SourceId id, int version) {
        return database->write([&](db::Connection& c) { return change_source(c, vault, settings, id, version, wanted, "test"); });
    }
    std::string refused(const Result<SourceId>& result) { return result ? "" : result.error().id; }
    Source source(SourceId id) {
        return database->read([&](db::Connection& c) { return *find_source(c, id); });
    }

    TemporaryFolder folder;
    Vault vault = Vault::open(folder.path()).value();
    Settings settings = Settings::defaults();
    WantedSource wanted;
};

TEST_F(SourceOfRecords, keeps_its_token_sealed_and_hands_it_to_no_other_address) {
    const auto id = add().value();
    EXPECT_EQ(source(id).secret.find("geheim"), std::string::npos);
    EXPECT_FALSE(source(id).secret.empty());
    wanted.secret.clear();
    ASSERT_TRUE(change(id, 1).has_value());
    EXPECT_FALSE(source(id).secret.empty()) << "it stays where nothing is said of it";
    EXPECT_EQ(change(id, 1).error().id, "records.refuse.stale");
    wanted.address = "https://elsewhere.example.cn/";
    ASSERT_TRUE(change(id, 2).has_value());
    EXPECT_TRUE(source(id).secret.empty()) << "another address is told it anew";
    ASSERT_TRUE(database->write([&](db::Connection& c) { return close_source(c, id, "test"); }).has_value());
    EXPECT_EQ(change(id, 4).error().id, "records.refuse.no_source");
}

TEST_F(SourceOfRecords, is_refused_where_it_could_not_be_asked) {
    for (const auto* address : {"ftp://example.gov.cn/a", "/records", "https://", "https://name:word@example.gov.cn/", "so"}) {
        wanted.address = address;
        EXPECT_EQ(refused(add()), "records.refuse.source_address") << address;
    }
    wanted.address = "http://data.example.gov.cn/";
    EXPECT_EQ(refused(add()), "records.refuse.source_plain");
    wanted.address = "http://EXCHANGE.local/list";
    EXPECT_EQ(refused(add()), "") << "the office's own network";
    wanted.kind = "nothing";
    EXPECT_EQ(refused(add()), "records.refuse.no_kind");
    wanted.kind = "major_project";
    wanted.mapping = "xmdm = colour";
    EXPECT_EQ(refused(add()), "records.refuse.mapping_field");
    EXPECT_TRUE(is_let_in(settings, "http://10.8.1.20:8080/a"));
    for (const auto* other : {"http://10.8.1.20/a", "http://10.8.1.20:80801/", "http://exchange.local:81/",
                              "http://exchange.local@evil.example/", "http://evil.example/10.8.1.20:8080"})
        EXPECT_FALSE(is_let_in(settings, other)) << other;
}

// What is asked goes to a stand-in here; over the wire it is asked in tests/http.
TEST_F(SourceOfRecords, is_asked_page_by_page_and_how_each_fetch_went_is_kept) {
    const auto id = add().value();
    std::vector<std::string> asked;
    std::string name = "东环路北延工程";
    const Fetcher fetcher{*database, vault, settings, [&](const Question& question) -> Result<std::string> {
                              asked.push_back(question.address);
                              EXPECT_EQ(question.secret, "Bearer geheim");
                              EXPECT_FALSE(question.is_let_in);
                              if (question.address.ends_with("page=2"))
                                  return R"({"data":{"rows":[]}})";
                              return R"({"data":{"rows":[{"xmdm":"2026-370883-48-01-900011","name":")" + name +
                                     R"(","builder_owner":"甲公司","unit":"市财政局","sector":"transport","town":"石墙镇",)"
                                     R"("scale":"新建道路","investment_wan":100,"stage":"tender","stage_on":"2026-10-08"}]}})";
                          }};
    const auto tried = try_source(fetcher, source(id));
    EXPECT_EQ(tried.outcome, FetchOutcome::taken);
    EXPECT_EQ(tried.report.added, 1);
    EXPECT_EQ(asked, (std::vector<std::string>{"https://data.example.gov.cn/projects?page=1",
                                               "https://data.example.gov.cn/projects?page=2"}));
    const auto& kind = *kinds().find("major_project");
    const auto there = [&] { return database->read([&](db::Connection& c) { return newest(c, kind, today(), 9).size(); }); };
    EXPECT_EQ(there(), 0u) << "to try writes nothing";
    EXPECT_EQ(fetch_source(fetcher, source(id)).report.added, 1);
    EXPECT_EQ(there(), 1u);
    EXPECT_EQ(fetch_source(fetcher, source(id)).outcome, FetchOutcome::unchanged) << "the same answer is no work";
    name.clear();
    setenv("GONGKAI_NOW", "2026-11-28", 1);
    const auto faulty = fetch_source(fetcher, source(id));
    EXPECT_EQ(faulty.outcome, FetchOutcome::faulty);
    const auto kept = database->read([&](db::Connection& c) { return fetches(c, id, 10); });
    ASSERT_GE(kept.size(), 2u);
    EXPECT_EQ(kept.front().report.faults.size(), faulty.report.faults.size());
    EXPECT_EQ(kept.front().report.faults.front().refusal.id, "records.refuse.needed");
    setenv("GONGKAI_NOW", "2026-11-28T05:00:00Z", 1);
    name = "东环路北延工程（一期）";
    EXPECT_TRUE(fetch_due(fetcher)) << "a day has passed";
    EXPECT_FALSE(fetch_due(fetcher)) << "its next time is a day later";
    const auto last = database->read([](db::Connection& c) { return last_fetches(c); });
    ASSERT_EQ(last.size(), 1u);
    EXPECT_EQ(last.front().second.report.changed, 1);
}

TEST_F(SourceOfRecords, that_never_ends_is_given_up_and_writes_nothing) {
    const auto id = add().value();
    const Fetcher fetcher{*database, vault, settings,
                          [](const Question&) -> Result<std::string> { return R"({"data":{"rows":[{"a":1}]}})"; }};
    EXPECT_EQ(fetch_source(fetcher, source(id)).refusal->id, "records.refuse.fetch_long");
    const Fetcher silent{*database, vault, settings, [](const Question&) -> Result<std::string> {
                             return refuse(Refusal::Kind::unavailable, "records.refuse.fetch_status", {"502"});
                         }};
    setenv("GONGKAI_NOW", "2026-11-28", 1);
    const auto fetch = fetch_source(silent, source(id));
    EXPECT_EQ(fetch.outcome, FetchOutcome::refused);
    const auto kept = database->read([&](db::Connection& c) { return fetches(c, id, 1); });
    EXPECT_EQ(kept.front().refusal->arguments, std::vector<std::string>{"502"});
}

}  // namespace
}  // namespace gongkai::records
