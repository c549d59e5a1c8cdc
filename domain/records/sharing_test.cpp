// What other systems are handed and what they hand in: releases, files in columns of others, the catalogue of data sets, tokens
// and deliveries.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "domain/calendar/desk.h"
#include "domain/records/dataset.h"
#include "domain/records/delivery.h"
#include "domain/records/exchange_file.h"
#include "domain/records/releases.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

const Kind& kind_named(std::string_view key) {
    const auto* kind = kinds().find(key);
    if (!kind)
        throw std::logic_error("no kind " + std::string(key));
    return *kind;
}

class Sharing : public RecordsTest {
  protected:
    Values notice(std::map<std::string, std::string> more) const {
        more.insert({{"project_no", "ZC-1"},
                     {"project_name", "课桌椅"},
                     {"package_no", "1"},
                     {"published_on", "2026-03-01"},
                     {"year", "2026"},
                     {"buyer", id("市财政局")},
                     {"buyer_phone", "0537-5200001"},
                     {"method", "open"},
                     {"category", "goods"},
                     {"budget", "2860000.00"},
                     {"sme_only", "yes"}});
        return values_of(kind_named("procurement_notice"), more);
    }
    void put_all(const Kind& kind, const std::vector<Values>& all, Marking marking = Marking::real) {
        database->write([&](db::Connection& connection) {
            Change change(connection, kind, units, "test");
            for (const auto& values : all)
                ASSERT_TRUE(change.put(unit("市财政局"), values, marking, "").has_value());
            ASSERT_TRUE(change.finish().has_value());
        });
    }
};

TEST_F(Sharing, notices_of_one_project_are_releases_of_one_process_and_a_complaint_is_none) {
    const auto& kind = kind_named("procurement_notice");
    put_all(kind, {notice({{"notice_kind", "tender"}}),
                   notice({{"notice_kind", "result"}, {"supplier", "甲公司"}, {"award_amount", "2800000.00"}}),
                   notice({{"notice_kind", "contract"}, {"contract_no", "HT-1"}, {"signed_on", "2026-03-01"}}),
                   notice({{"notice_kind", "complaint"}}), notice({{"project_no", "ZC-2"}, {"notice_kind", "tender"}})});
    const auto chain = database->read([&](db::Connection& connection) { return of_chain(connection, kind, "ZC-1", today()); });
    ASSERT_EQ(chain.size(), 4u);
    const auto package = package_of(kind, chain, {"urn:x", "ocds-test", "甲市", Instant()}, units);
    const auto& releases = package.at("releases").as_array();
    ASSERT_EQ(releases.size(), 3u);
    std::set<std::string> ids, tags;
    for (const auto& release : releases) {
        EXPECT_EQ(release.at("ocid").as_string(), "ocds-test-ZC-1");
        EXPECT_EQ(release.at("date").as_string(), "2026-03-01T00:00:00+08:00");
        ids.emplace(release.at("id").as_string());
        tags.emplace(release.at("tag").as_array().front().as_string());
    }
    EXPECT_EQ(ids.size(), 3u);
    EXPECT_EQ(tags, (std::set<std::string>{"tender", "award", "contract"}));
    for (const auto& release : releases) {
        if (release.at("tag").as_array().front() == "award") {
            const auto& award = release.at("awards").as_array().front();
            EXPECT_EQ(award.at("value").at("amount").to_number<double>(), 2'800'000);
            EXPECT_EQ(award.at("suppliers").as_array().front().at("name").as_string(), "甲公司");
        }
        if (release.at("tag").as_array().front() == "contract") {
            EXPECT_EQ(release.at("contracts").as_array().front().at("awardID").as_string(),
                      release.at("awards").as_array().front().at("id").as_string());
        }
    }
}

TEST_F(Sharing, a_file_of_double_publicity_has_the_national_columns_its_days_and_its_clock) {
    const auto& kind = kind_named("penalty");
    const auto penalty = [&](const std::string& number, const std::string& day) {
        return values_of(kind, {{"doc_no", number},
                                {"subject_name", "张三丰"},
                                {"person_id", "370883190002300017"},
                                {"subject_type", "person"},
                                {"violation_type", "甲"},
                                {"facts", "乙"},
                                {"basis", "丙"},
                                {"category", "fine"},
                                {"content", "罚款"},
                                {"decided_on", day},
                                {"publish_until", "2029-01-01"},
                                {"authority", id("市财政局")}});
    };
    put_all(kind,
            {penalty("〔2026〕1号", "2026-11-20"), penalty("〔2026〕2号", "2026-10-01"), penalty("〔2025〕9号", "2025-10-01")});
    put_all(kind, {penalty("〔2026〕示例", "2026-11-21")}, Marking::demonstration);
    const auto& file = kind.exchange->files.front();
    const auto heads = heads_exchanged(file);
    ASSERT_EQ(heads.front(), "CF_WSH");
    std::vector<std::vector<std::string>> rows;
    const auto count = database->read([&](db::Connection& connection) {
        return each_exchanged(
            connection, kind, {0, make_day(2026, 1, 1), make_day(2026, 12, 31)}, calendar::working_days(connection), 100,
            [&](const WholeRecord& record) { rows.push_back(cells_exchanged(kind, file, record, units, DayForm::slashes)); });
    });
    ASSERT_EQ(rows.size(), 2u) << "neither another year nor what is only demonstration";
    EXPECT_EQ(count.in_time, 1);
    EXPECT_EQ(count.late, 1);
    const auto cell = [&](std::size_t row, std::string_view head) {
        return rows[row][static_cast<std::size_t>(std::ranges::find(heads, head) - heads.begin())];
    };
    EXPECT_EQ(cell(0, "CF_WSH"), "〔2026〕1号") << "the newest first";
    EXPECT_EQ(cell(0, "CF_XDR_MC"), "张三丰") << "the receiving system gets the whole name";
    EXPECT_EQ(cell(0, "CF_XDR_ZJHM"), "370883190002300017");
    EXPECT_EQ(cell(0, "CF_XDR_LB"), "自然人");
    EXPECT_EQ(cell(0, "CF_JDRQ"), "2026/11/20");
    const TemporaryFolder folder;
    for (const auto* name : {"a.csv", "a.xlsx"}) {
        ExchangeWriter writer(folder.path() / name, heads);
        for (const auto& row : rows)
            writer.add(row);
        writer.finish();
    }
    const auto csv = read_csv(read_file(folder.path() / "a.csv").value()).value();
    EXPECT_EQ(csv.size(), 3u);
    EXPECT_EQ(csv[1], rows[0]);
    EXPECT_TRUE(read_file(folder.path() / "a.xlsx").value().starts_with("PK"));
    // One day, and one unit that has none.
    const auto among = [&](ExchangeAsked asked) {
        return database->read([&](db::Connection& connection) {
            return each_exchanged(connection, kind, asked, calendar::working_days(connection), 100, [](const WholeRecord&) {})
                .records;
        });
    };
    EXPECT_EQ(among({0, make_day(2026, 11, 20), make_day(2026, 11, 20)}), 1);
    EXPECT_EQ(among({unit("市生态环境局"), make_day(2026, 1, 1), make_day(2026, 12, 31)}), 0);
}

TEST_F(Sharing, the_catalogue_names_every_data_set_in_both_forms) {
    const DataCatalogue catalogue{"https://example.org",
                                  {"甲市数据", "Data of \"A\""},
                                  "甲市政府",
                                  "https://example.org/licence",
                                  {{&kind_named("penalty"), Instant()}, {&kind_named("air_quality_month"), std::nullopt}}};
    const auto graph = json::parse(write_json_ld(catalogue));
    const auto& sets = graph.at("dcat:dataset").as_array();
    ASSERT_EQ(sets.size(), 2u);
    EXPECT_EQ(sets[0].at("@id").as_string(), "https://example.org/records/penalty");
    EXPECT_EQ(sets[0].at("dcat:distribution").as_array().size(), 4u);
    EXPECT_TRUE(std::string_view(sets[1].at("dct:accrualPeriodicity").at("@id").as_string()).ends_with("/MONTHLY"));
    const auto turtle = write_turtle(catalogue);
    EXPECT_NE(turtle.find("<https://example.org/records/penalty> a dcat:Dataset"), std::string::npos);
    EXPECT_NE(turtle.find("\"Data of \\\"A\\\"\"@en"), std::string::npos) << turtle.substr(0, 800);
    EXPECT_NE(turtle.find("dcat:dataset <https://example.org/records/penalty>, <https://example.org/records/air_quality_month>"),
              std::string::npos);
    EXPECT_EQ(std::ranges::count(turtle, '['), std::ranges::count(turtle, ']'));
}

TEST_F(Sharing, a_token_opens_what_it_was_made_for_until_it_is_ended) {
    const auto made = database->write([&](db::Connection& connection) {
        return make_token(connection, {"审批系统", unit("市财政局"), {"licence"}, make_day(2027, 1, 1)}, "test");
    });
    ASSERT_TRUE(made.has_value());
    const auto find = [&](const std::string& secret) {
        return database->read([&](db::Connection& connection) { return find_token(connection, secret); });
    };
    const auto token = find(made->secret);
    ASSERT_TRUE(token.has_value());
    EXPECT_TRUE(token->may_deliver("licence"));
    EXPECT_FALSE(token->may_deliver("penalty"));
    EXPECT_FALSE(token->may_deliver("licen"));
    EXPECT_TRUE(token->is_good(make_day(2027, 1, 1)));
    EXPECT_FALSE(token->is_good(make_day(2027, 1, 2)));
    EXPECT_FALSE(find(made->secret + "x").has_value());
    EXPECT_FALSE(find("").has_value());
    const auto refused = [&](const NewToken& wanted) {
        const auto done = database->write([&](db::Connection& connection) { return make_token(connection, wanted, "test"); });
        return done ? std::string() : done.error().id;
    };
    EXPECT_EQ(refused({"甲", unit("市财政局"), {}, make_day(2027, 1, 1)}), "records.refuse.token_kinds");
    EXPECT_EQ(refused({"甲", unit("市财政局"), {"no_such"}, make_day(2027, 1, 1)}), "records.refuse.token_kinds");
    EXPECT_EQ(refused({"甲", unit("市财政局"), {"licence"}, make_day(2026, 11, 26)}), "records.refuse.token_days");
    const auto close = [&] {
        return database->write([&](db::Connection& connection) { return close_token(connection, made->id, "test"); }).has_value();
    };
    EXPECT_TRUE(close());
    EXPECT_FALSE(close());
    EXPECT_FALSE(find(made->secret)->is_good(today()));
}

TEST_F(Sharing, json_becomes_a_table_of_what_the_api_gives_out) {
    const auto table = read_delivery(
        R"({"records":[{"month":"2026-10","so2":9,"co":0.8,"town":{"id":3,"name":"石墙镇"},"causes":["dust","smoke"]},
            {"month":"2026-11","ok":true,"note":null}]})");
    ASSERT_TRUE(table.has_value());
    EXPECT_TRUE(table->to_withdraw.empty());
    // Of a key that a record leaves out nothing is said, of null that it is empty.
    EXPECT_EQ(
        table->table,
        "month,so2,co,town,causes,ok,note\n2026-10,9,0.8,石墙镇,\"dust,smoke\",\x1A,\x1A\n2026-11,\x1A,\x1A,\x1A,\x1A,yes,\n");
    EXPECT_EQ(read_delivery("[]").error().id, "records.refuse.delivery_empty");
    EXPECT_EQ(read_delivery(R"([{"kind":"air","values":{"month":"2026-10"}},{"kind":"air","state":"over","values":{}}])")->table,
              "month\n2026-10\n\n")
        << "as the portal gives records away";
    for (const auto* wrong : {"", "{", R"({"records":{}})", R"({"records":[1]})", R"({"records":[{"a":{"b":1}}]})",
                              R"({"records":[{"a":[1]}]})", R"({"records":[{"a":"b","withdrawn":"yes"}]})"}) {
        const auto refused = read_delivery(wrong);
        ASSERT_FALSE(refused.has_value()) << wrong;
        EXPECT_EQ(refused.error().id, "records.refuse.delivery_json") << wrong;
    }
}

TEST_F(Sharing, what_is_to_be_withdrawn_stands_beside_the_table_and_rows_keep_their_numbers) {
    const auto mixed = read_delivery(
        R"({"records":[{"month":"2026-09","withdrawn":true,"reason":"误报"},{"month":"2026-10"},{"month":"2026-11","withdrawn":true}]})");
    ASSERT_TRUE(mixed.has_value());
    EXPECT_EQ(mixed->table, "month,\n,\n2026-10,\x1A\n,\n");
    ASSERT_EQ(mixed->to_withdraw.size(), 2u);
    EXPECT_EQ(mixed->to_withdraw[0].row, 2);
    EXPECT_EQ(mixed->to_withdraw[0].typed.at("month"), "2026-09");
    EXPECT_EQ(mixed->to_withdraw[0].because, "误报");
    EXPECT_EQ(mixed->to_withdraw[1].row, 4);
    EXPECT_TRUE(read_delivery(R"({"records":[{"month":"2026-09","withdrawn":true}]})")->table.empty());
}

TEST_F(Sharing, another_units_records_are_withdrawn_by_no_token) {
    const auto& kind = kind_named("penalty");
    const auto write = [&](auto deed) { return database->write([&](db::Connection& c) { return deed(c); }); };
    auto values = values_of(kind, {{"doc_no", "901号"}, {"decided_on", "2026-11-25"}, {"authority", id("市财政局")}});
    write([&](db::Connection& c) {
        Change change(c, kind, units, "test");
        change.put(unit("市财政局"), values, Marking::real, "").value();
        change.finish().value();
    });
    const auto token_of = [&](const char* name) {
        const auto made = write([&](db::Connection& c) {
            return make_token(c, {"甲", unit(name), {"penalty"}, make_day(2027, 1, 1)}, "test").value();
        });
        return database->read([&](db::Connection& c) { return *find_token(c, made.secret); });
    };
    const std::vector<ToWithdraw> all{{2, {{"doc_no", "901号"}, {"authority", "市财政局"}}, "误报"}};
    const auto try_as = [&](const char* name, Writing writing) {
        const auto token = token_of(name);
        Report report;
        write([&](db::Connection& c) { withdraw_delivered(c, kind, token, all, writing, report); });
        return report;
    };
    const auto theirs = try_as("市生态环境局", Writing::real);
    ASSERT_EQ(theirs.faults.size(), 1u);
    EXPECT_EQ(theirs.faults[0].refusal.id, "records.refuse.other_unit");
    EXPECT_EQ(theirs.faults[0].row, 2);
    EXPECT_EQ(try_as("市财政局", Writing::dry).withdrawn, 1);
    const auto withdrawn_at = [&] {
        return database->read([&](db::Connection& c) { return find_record(c, kind, 1)->withdrawn_at; });
    };
    EXPECT_FALSE(withdrawn_at());
    EXPECT_EQ(try_as("市财政局", Writing::real).withdrawn, 1);
    EXPECT_TRUE(withdrawn_at());
    EXPECT_EQ(try_as("市财政局", Writing::real).unchanged, 1);
}

TEST_F(Sharing, a_delivery_is_proved_while_others_write_and_written_with_what_it_withdraws_or_not_at_all) {
    const auto& kind = air();
    const auto made = database->write([&](db::Connection& c) {
        return make_token(c, {"监测系统", unit("市生态环境局"), {"air_quality_month"}, make_day(2027, 1, 1)}, "test").value();
    });
    const auto token = database->read([&](db::Connection& c) { return *find_token(c, made.secret); });
    ImportOrder order{kind, token.unit_id, Marking::real, token.name, "送来", token.actor()};
    std::string csv = "month,town,so2,pm25\n";
    for (int i = 0; i < 2500; ++i)
        csv += std::to_string(1900 + i / 12) + '-' + (i % 12 < 9 ? "0" : "") + std::to_string(i % 12 + 1) + ",石墙镇,6,35\n";
    const auto large = Sheet::of_csv(csv, kind);
    ASSERT_TRUE(large.has_value()) << words(Language::zh, large.error());
    // A deed within the writer's deed would wait for itself.
    std::future<bool> other;
    bool has_written = false;
    order.progress = [&](std::int64_t) {
        if (other.valid())
            return;
        other = std::async(std::launch::async, [&] {
            return database->write([](db::Connection& c) { return people::note_unlisted(c, "新单位") > 0; });
        });
        has_written = other.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
    };
    Report report;
    int told = 0;
    const auto tell = [&](const Report& written) { return std::to_string(++told) + "/" + std::to_string(written.rows); };
    const auto take = [&](const std::string& key, const std::string& hash, const Sheet* sheet,
                          const std::vector<ToWithdraw>& gone) {
        return take_in_delivery(*database, {kind, token, key, hash}, order, sheet, gone, report, tell);
    };
    const auto records = [&] { return database->read([&](db::Connection& c) { return kind_there(c, kind).records; }); };
    // Of what it withdraws one is not there: nothing of the table stays.
    const std::vector<ToWithdraw> nobody{{2502, {{"month", "2190-01"}, {"town", "石墙镇"}}, "误报"}};
    const auto refused = take("k1", "h1", &*large, nobody);
    EXPECT_TRUE(has_written) << "another writer waited while the rows were proved";
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().id, "records.refuse.faulty");
    ASSERT_EQ(report.faults.size(), 1u);
    EXPECT_EQ(report.faults[0].row, 2502);
    EXPECT_EQ(report.rows, 2501);
    EXPECT_EQ(records(), 0);
    // Its key is free. What it puts in it may withdraw, once.
    const std::vector<ToWithdraw> twice{{2502, {{"month", "1900-01"}, {"town", "石墙镇"}}, "误报"},
                                        {2503, {{"month", "1900-01"}, {"town", "石墙镇"}}, "误报"}};
    const auto taken = take("k1", "h2", &*large, twice);
    ASSERT_TRUE(taken.has_value()) << words(Language::zh, taken.error());
    EXPECT_EQ(taken->body, "1/2502");
    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(records(), 2499);
    // The same again is answered the same, and nothing is told anew; something else under the key is refused.
    const auto again = take("k1", "h2", &*large, twice);
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->is_replayed);
    EXPECT_EQ(again->body, "1/2502");
    EXPECT_EQ(told, 1);
    EXPECT_EQ(take("k1", "h3", &*large, twice).error().id, "records.refuse.key_taken");
    // What is wrong with both is told at once.
    const auto wrong = Sheet::of_csv("month,town,so2,pm25\n2026-99,石墙镇,6,35\n", kind).value();
    EXPECT_FALSE(take("k2", "h1", &wrong, {{3, {{"month", "1900-02"}, {"town", "石墙镇"}}, ""}}).has_value());
    EXPECT_EQ(report.faulty_rows, 2);
    EXPECT_EQ(records(), 2499);
    // One that only withdraws has no table.
    EXPECT_TRUE(take("k3", "h1", nullptr, {{2, {{"month", "1900-02"}, {"town", "石墙镇"}}, "误报"}}).has_value());
    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_EQ(records(), 2498);
}

TEST_F(Sharing, the_same_delivery_is_answered_the_same_and_another_under_its_key_is_refused) {
    const auto made = database->write([&](db::Connection& connection) {
        return make_token(connection, {"甲", unit("市财政局"), {"penalty"}, make_day(2027, 1, 1)}, "test").value();
    });
    const auto token = database->read([&](db::Connection& connection) { return *find_token(connection, made.secret); });
    const Delivery delivery{kind_named("penalty"), token, "k1", "h1"};
    const auto ask = [&](const Delivery& what) {
        return database->read([&](db::Connection& connection) { return find_answer(connection, what); });
    };
    EXPECT_FALSE(ask(delivery)->has_value());
    database->write([&](db::Connection& connection) { keep_answer(connection, delivery, {200, "{\"rows\":1}", false}); });
    const auto again = ask(delivery);
    ASSERT_TRUE(again->has_value());
    EXPECT_EQ((*again)->body, "{\"rows\":1}");
    EXPECT_TRUE((*again)->is_replayed);
    EXPECT_EQ(ask({delivery.kind, token, "k1", "h2"}).error().id, "records.refuse.key_taken");
    EXPECT_FALSE(ask({delivery.kind, token, "k2", "h1"})->has_value());
    EXPECT_EQ(
        database->write([](db::Connection& connection) { return clear_deliveries(connection, now() + std::chrono::hours(1)); }),
        1);
    EXPECT_FALSE(ask(delivery)->has_value());
}

}  // namespace
}  // namespace gongkai::records
