// What goes to other systems and what comes from them, over the wire: packages under the official schema, files of the office,
// tokens and deliveries, a draw from its lists to the file that strangers compute again.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <thread>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "tests/http/open_records.h"
#include "tests/http/page.h"
#include "tests/program.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class SharingOverHttp : public OpenRecords {};

TEST_F(SharingOverHttp, procurement_is_valid_under_the_official_schema_and_every_project_is_one_process) {
    demonstrate({"procurement_notice", "project_notice", "major_project", "venue", "budget", "power_item", "proposal_reply"});
    open();
    const auto valid = [&](const std::string& target) {
        const auto file = folder_.path() / "package.json";
        write_file(file, reader_.get(target).body);
        const auto command = "python3 '" + source_file("tests/http/ocds_check.py").string() + "' '" +
                             source_file("tests/samples/ocds").string() + "' < '" + file.string() + "' > '" +
                             (folder_.path() / "said").string() + "'";
        const auto code = std::system(command.c_str());
        EXPECT_EQ(code, 0) << read_file(folder_.path() / "said").value_or("");
        return code == 0 ? std::stoi(read_file(folder_.path() / "said").value_or("0")) : 0;
    };
    const std::string all = "/records/procurement_notice/releases.json";
    EXPECT_GE(valid(all), 8);
    EXPECT_GE(valid(all + "?process=ZCCG-2026-0018"), 3);
    const auto package = json::parse(reader_.get(all + "?process=ZCCG-2026-0018").body);
    for (const auto& release : package.at("releases").as_array())
        EXPECT_EQ(release.at("ocid").as_string(), "ocds-gongkai-ZCCG-2026-0018");
    EXPECT_TRUE(says(reader_.get(all), "示例数据"));
    EXPECT_FALSE(says(reader_.get(all), "闵志远")) << "who is asked for inside";
    EXPECT_EQ(reader_.get(all + "?process=nothing").status, 404);
    const std::string process = "/records/procurement_notice/record.json?process=";
    EXPECT_GE(valid(process + "ZCCG-2026-0018"), 3);
    const auto record = json::parse(reader_.get(process + "ZCCG-2026-0018").body).at("records").at(0);
    const auto& compiled = record.at("compiledRelease");
    EXPECT_EQ(compiled.at("date"), record.at("releases").as_array().back().at("date")) << "the newest word stands";
    EXPECT_GE(compiled.at("parties").as_array().size(), 2u) << "buyer and supplier of different releases";
    EXPECT_EQ(reader_.get(process + "nothing").status, 404);
    EXPECT_EQ(reader_.get("/records/venue/record.json?process=1").status, 404);
    EXPECT_EQ(reader_.get(all + "?after=nowhere").status, 400);
    EXPECT_EQ(reader_.get("/records/venue/releases.json").status, 404);
    const auto graph = json::parse(reader_.get("/data/catalogue.jsonld").body);
    EXPECT_EQ(graph.at("dcat:dataset").as_array().size(), 7u);
    EXPECT_TRUE(says(reader_.get("/data/catalogue.ttl"), "dcat:dataset"));
    // Beside each other: notices of one project, stages that another kind tells of, the map, who has published.
    const auto notices = json::parse(reader_.get("/api/v1/records/procurement_notice?filter=notice_kind:tender").body);
    EXPECT_TRUE(
        says(reader_.get(std::string(notices.at("records").as_array().back().at("address").as_string())), "class='told-by'"));
    const auto projects = json::parse(reader_.get("/api/v1/records/major_project").body);
    bool is_told = false;
    for (const auto& project : projects.at("records").as_array())
        is_told |= says(reader_.get(std::string(project.at("address").as_string())), "/records/project_notice/");
    EXPECT_TRUE(is_told) << "no project is told of by a notice";
    EXPECT_FALSE(says(reader_.get("/records/venue"), "……")) << "hours are never cut short";
    const auto map = reader_.get("/records/venue/map");
    EXPECT_TRUE(says(map, "<circle"));
    EXPECT_TRUE(says(map, "现在开放"));
    EXPECT_TRUE(says(map, "示例数据"));
    EXPECT_EQ(reader_.get("/records/budget/map").status, 404);
    EXPECT_TRUE(says(reader_.get("/records/budget/completeness"), "个单位中有"));
    EXPECT_TRUE(says(reader_.get("/records/budget/completeness"), "示例数据"));
    const auto missing = reader_.get("/records/budget/completeness");
    EXPECT_TRUE(says(missing, "2026年：45个单位中有5个已经公开")) << "all who owe it are counted";
    EXPECT_TRUE(says(missing, "还没有公开过的单位（40个）"));
    EXPECT_TRUE(says(missing, "市发改局"));
    EXPECT_EQ(reader_.get("/records/venue/completeness").status, 404);
    const auto year = reader_.get("/records/proposal_reply/yearly?year=2025");
    EXPECT_TRUE(says(year, "2025年公开建议提案答复2条，其中人大代表建议1条、政协委员提案1条。公开全文1条（共2条）。"));
    EXPECT_TRUE(says(year, "示例数据"));
    EXPECT_TRUE(says(reader_.get("/records/proposal_reply/yearly?year=soon"), "没有“soon”年的记录"));
    EXPECT_TRUE(says(reader_.get("/records/proposal_reply"), "/records/proposal_reply/yearly"));
    EXPECT_EQ(reader_.get("/records/venue/yearly").status, 404);
    const auto told = json::parse(reader_.get("/api/v1/records/proposal_reply/yearly?year=2025").body);
    EXPECT_EQ(told.at("records").as_int64(), 2);
    EXPECT_EQ(told.at("groups").at(1).at("records").as_int64(), 1);
    EXPECT_EQ(reader_.get("/api/v1/records/proposal_reply/yearly?year=1999").status, 404);
    EXPECT_TRUE(says(reader_.get("/records/power_item/compare"), "还没有导入上级目录"));
    EXPECT_EQ(reader_.get("/records/venue/compare").status, 404);
    EXPECT_TRUE(says(reader_.get("/data/changes"), "2026年11月"));
    EXPECT_TRUE(says(reader_.get("/data/changes?month=2026-10"), "没有更新"));
    EXPECT_TRUE(says(reader_.get("/data/changes?month=soon"), "看不懂"));
}

TEST_F(SharingOverHttp, another_system_delivers_by_its_token_and_nothing_else) {
    open();
    auto office = open_account(surroundings_, portal_->port(), "supervisor", "市政府办公室", "boss");
    auto clerk = open_account(surroundings_, portal_->port(), "information_officer", "市市场监管局", "market");
    EXPECT_EQ(clerk.client.get("/console/records-tokens").status, 403);
    EXPECT_EQ(reader_.get("/console/records-tokens").status, 303);
    const auto units = read_page(office.client.get("/console/records-tokens").body);
    std::string unit;
    const auto tokens = office.client.get("/console/records-tokens").body;
    if (const auto name = tokens.find(">市市场监管局</option>"); name != std::string::npos) {
        const auto from = tokens.rfind("value='", name) + 7;
        unit = tokens.substr(from, tokens.find('\'', from) - from);
    }
    ASSERT_FALSE(unit.empty());
    const auto refused = send_form(office.client, "/console/records-tokens", "/console/records-tokens",
                                   {{"name", "执法办案系统"}, {"unit", unit}, {"good_until", "2027-11-27"}});
    EXPECT_EQ(refused.status, 422) << "without a kind";
    const auto made = send_form(office.client, "/console/records-tokens", "/console/records-tokens",
                                {{"name", "执法办案系统"}, {"unit", unit}, {"good_until", "2027-11-27"}, {"kind", "penalty"}});
    ASSERT_EQ(made.status, 200);
    const auto from = made.body.find("gk_");
    ASSERT_NE(from, std::string::npos);
    const auto secret = made.body.substr(from, made.body.find('<', from) - from);
    EXPECT_FALSE(says(office.client.get("/console/records-tokens"), secret)) << "it is shown once";
    const std::string target = "/api/v1/records/penalty";
    const auto deliver = [&](const std::string& body, const std::string& key, const std::string& query = {},
                             const std::string& with = {}, const std::string& to = {}) {
        Lines headers{{"Authorization", "Bearer " + (with.empty() ? secret : with)}, {"Content-Type", "application/json"}};
        if (!key.empty())
            headers.emplace_back("Idempotency-Key", key);
        return reader_.ask("POST", (to.empty() ? target : to) + query, headers, body);
    };
    const std::string row =
        R"({"doc_no":"邹市监处罚〔2026〕901号","subject_name":"张三丰","subject_type":"person","violation_type":"标签不符","facts":"甲","basis":"乙",)"
        R"("category":["fine"],"content":"罚款","fine_wan":0.2,"decided_on":"2026-11-25","publish_until":"2027-11-25","authority":"市市场监管局","handler":"内部甲乙"})";
    const std::string fine = "{\"records\":[" + row + "]}";
    EXPECT_EQ(deliver(fine, "a", "", "gk_wrong").status, 401);
    EXPECT_EQ(deliver(fine, "a", "", "", "/api/v1/records/licence").status, 403);
    EXPECT_EQ(deliver(fine, "a", "", "", "/api/v1/records/nothing").status, 404);
    EXPECT_EQ(deliver(fine, "").status, 400) << "without a key";
    EXPECT_EQ(deliver("{", "a").status, 400);
    EXPECT_EQ(reader_.ask("POST", target, {{"Authorization", "Bearer " + secret}, {"Idempotency-Key", "a"}}, fine).status, 415);
    const auto dry = deliver(fine, "", "?dry_run=true");
    ASSERT_EQ(dry.status, 200) << dry.body;
    EXPECT_FALSE(json::parse(dry.body).at("is_written").as_bool());
    EXPECT_EQ(json::parse(dry.body).at("added").as_int64(), 1);
    EXPECT_EQ(reader_.get("/records/penalty/1").status, 404) << "to try writes nothing";
    const auto bad = deliver("{\"records\":[" + row + R"(,{"doc_no":"甲","decided_on":"昨天"}]})", "a");
    ASSERT_EQ(bad.status, 422) << bad.body;
    const auto faults = json::parse(bad.body).at("faults").as_array();
    EXPECT_TRUE(std::ranges::any_of(faults, [](const auto& one) {
        return one.at("row").as_int64() == 2 && one.at("field").as_string() == "decided_on" &&
               one.at("given").as_string() == "昨天";
    })) << bad.body;
    EXPECT_EQ(reader_.get("/records/penalty/1").status, 404) << "one fault keeps all out";
    const auto done = deliver(fine, "a");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_TRUE(shows("/records/penalty/1", "张某某"));
    EXPECT_FALSE(says(reader_.get("/api/v1/records/penalty/1"), "内部甲乙"));
    const auto again = deliver(fine, "a");
    EXPECT_EQ(again.body, done.body);
    EXPECT_EQ(again.header_or_nothing("Idempotent-Replayed"), "true");
    EXPECT_EQ(deliver("{\"records\":[]}", "a").status, 400) << "there are no rows";
    // What it answers is what its description says.
    const auto openapi = json::parse(reader_.get("/api/openapi.json").body);
    const auto& posted = openapi.at("paths").at("/api/v1/records/{kind}").at("post").as_object();
    for (const auto* status : {"400", "401", "403", "404", "405", "413", "415", "422"})
        EXPECT_TRUE(posted.at("responses").as_object().contains(status)) << status;
    EXPECT_TRUE(posted.at("requestBody").at("content").as_object().contains("text/csv"));
    EXPECT_TRUE(std::ranges::any_of(posted.at("parameters").as_array(), [](const auto& parameter) {
        return parameter.at("name").as_string() == "Idempotency-Key" && parameter.as_object().contains("required");
    }));
    EXPECT_EQ(reader_.get("/records/penalty/01").status, 404) << "a record has one address";
    EXPECT_EQ(reader_.get("/api/v1/records/penalty/01").status, 404);
    EXPECT_EQ(deliver("{\"records\":[" + replace_all(row, "901号", "903号") + "]}", "a").status, 422) << "the key is taken";
    EXPECT_EQ(json::parse(deliver(fine, "b").body).at("unchanged").as_int64(), 1);
    EXPECT_TRUE(says(clerk.client.get("/console/records/penalty/1"), "内部甲乙"));
    // What was wrong is withdrawn by the same way: with a reason, by the same rights, and all or nothing.
    const auto other = replace_all(row, "901号", "902号");
    ASSERT_EQ(deliver("{\"records\":[" + other + "]}", "d").status, 200);
    const std::string gone =
        R"({"doc_no":"邹市监处罚〔2026〕902号","authority":"市市场监管局","withdrawn":true,"reason":"登记重复"})";
    const std::string with_row = "{\"records\":[" + gone + "," + replace_all(row, "901号", "903号") + "]}";
    EXPECT_EQ(deliver(with_row, "e", "", "gk_wrong").status, 401);
    EXPECT_EQ(deliver(with_row, "e", "", "", "/api/v1/records/licence").status, 403);
    const auto silent =
        deliver(R"({"records":[{"doc_no":"邹市监处罚〔2026〕902号","authority":"市市场监管局","withdrawn":true},)" +
                    replace_all(row, "901号", "903号") + "]}",
                "e");
    EXPECT_EQ(silent.status, 422) << "without a reason";
    EXPECT_EQ(json::parse(silent.body).at("faults").at(0).at("field").as_string(), "reason");
    EXPECT_EQ(
        json::parse(
            deliver(
                R"({"records":[{"doc_no":"邹市监处罚〔2026〕999号","authority":"市市场监管局","withdrawn":true,"reason":"无"}]})",
                "e")
                .body)
            .at("faults")
            .at(0)
            .at("fault")
            .as_string(),
        "records.refuse.no_record");
    EXPECT_EQ(reader_.get("/records/penalty/3").status, 404) << "one fault keeps all out";
    const auto would = deliver(with_row, "", "?dry_run=true");
    EXPECT_EQ(json::parse(would.body).at("withdrawn").as_int64(), 1) << would.body;
    EXPECT_TRUE(says(reader_.get("/records/penalty/2"), "标签不符")) << "to try withdraws nothing";
    const auto withdrawn = deliver(with_row, "e");
    ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(json::parse(withdrawn.body).at("withdrawn").as_int64(), 1);
    EXPECT_EQ(json::parse(withdrawn.body).at("added").as_int64(), 1);
    ASSERT_TRUE(shows("/records/penalty/2", "登记重复"));
    EXPECT_FALSE(says(reader_.get("/records/penalty/2"), "标签不符"));
    EXPECT_EQ(deliver(with_row, "e").body, withdrawn.body) << "the same again is answered the same";
    EXPECT_EQ(json::parse(deliver("{\"records\":[" + gone + "]}", "f").body).at("unchanged").as_int64(), 1);
    ASSERT_EQ(
        deliver(R"({"records":[{"doc_no":"邹市监处罚〔2026〕903号","authority":"市市场监管局","withdrawn":true,"reason":"试"}]})",
                "g")
            .status,
        200);
    // The office hands the same on, with what is not for everybody, and it is noted.
    const auto file = send_form(clerk.client, "/console/records/hand-over?of_kind=penalty", "/console/records/hand-over",
                                {{"from", "2026-11-01"}, {"to", "2026-11-27"}, {"format", "csv"}, {"file", "cf"}});
    ASSERT_EQ(file.status, 200) << file.body;
    const auto table = read_csv(file.body).value();
    ASSERT_EQ(table.size(), 2u);
    EXPECT_EQ(table[0].front(), "CF_WSH");
    EXPECT_TRUE(says(file, "张三丰"));
    EXPECT_TRUE(says(file, "2026/11/25"));
    EXPECT_EQ(reader_.get("/console/records/hand-over?of_kind=penalty").status, 303);
    EXPECT_EQ(send_form(clerk.client, "/console/records/hand-over?of_kind=penalty", "/console/records/hand-over",
                        {{"from", "2026-11-27"}, {"to", "2026-11-01"}, {"format", "csv"}, {"file", "cf"}})
                  .status,
              422);
    EXPECT_EQ(send_form(office.client, "/console/records-tokens", "/console/records-tokens/1/close", {}).status, 303);
    EXPECT_EQ(deliver(fine, "c").status, 401) << "it was ended";
    portal_.reset();
    const auto journal = run_program({"journal", "list"}, surroundings_).said;
    for (const auto* deed : {"records.make_token", "token/1", "records.withdraw", "records.hand_over", "records.close_token"})
        EXPECT_NE(journal.find(deed), std::string::npos) << deed;
    EXPECT_EQ(journal.find(secret), std::string::npos);
}

TEST_F(SharingOverHttp, a_draw_is_public_before_it_is_drawn_and_strangers_compute_it_again) {
    std::string objects = "代码,名称\n", inspectors = "代码,名称\n";
    for (int i = 1; i <= 300; ++i)
        objects += "91" + std::to_string(i) + ",第" + std::to_string(i) + "号密名工厂\n";
    for (int i = 1; i <= 9; ++i)
        inspectors += "Z" + std::to_string(i) + ",密名检查员" + std::to_string(i) + "\n";
    open();
    auto clerk = open_account(surroundings_, portal_->port(), "information_officer", "市市场监管局", "market");
    const std::string desk = "/console/draws";
    EXPECT_EQ(send_form(clerk.client, desk, desk + "/library", {{"library", "objects"}}, {"file", "a.csv", "甲,乙\n"}).status,
              422);
    ASSERT_EQ(send_form(clerk.client, desk, desk + "/library", {{"library", "objects"}}, {"file", "a.csv", objects}).status, 303);
    ASSERT_EQ(send_form(clerk.client, desk, desk + "/library", {{"library", "inspectors"}}, {"file", "b.csv", inspectors}).status,
              303);
    const auto settle = [&](const std::string& day) {
        return send_form(clerk.client, desk, desk,
                         {{"title", "企业登记抽查"},
                          {"task_no", "RW-1"},
                          {"checks_until", "2026-12-31"},
                          {"drawn", "12"},
                          {"each", "2"},
                          {"number_rule", "上证综合指数收盘点位"},
                          {"draw_on", day}});
    };
    EXPECT_EQ(settle("2026-11-27").status, 422) << "a number that is known already";
    ASSERT_EQ(settle("2026-12-03").status, 303);
    ASSERT_TRUE(shows("/draws", "企业登记抽查"));
    EXPECT_TRUE(says(reader_.get("/draws/1"), "等待抽取"));
    EXPECT_EQ(reader_.get("/draws/9").status, 404);
    EXPECT_EQ(reader_.get("/console/draws/1").status, 303);
    at("2026-12-03T08:00:00Z");
    open();
    clerk.client = Client(portal_->port(), false, Client::Cookies::kept);
    ASSERT_EQ(clerk.sign_in().status, 303);
    auto other = open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "money");
    EXPECT_EQ(other.client.get("/console/draws/1").status, 404) << "another unit's";
    ASSERT_EQ(send_form(clerk.client, desk + "/1", desk + "/1", {{"public_number", "3456.78"}}).status, 303);
    ASSERT_TRUE(shows("/draws/1", "3456.78"));
    EXPECT_TRUE(says(clerk.client.get(desk + "/1"), "密名检查员"));
    for (const auto* target : {"/draws", "/draws/1", "/draws/1/draw.json"})
        EXPECT_FALSE(says(reader_.get(target), "密名")) << target;
    const auto file = folder_.path() / "draw.json";
    const auto sound = [&] {
        write_file(file, reader_.get("/draws/1/draw.json").body);
        const auto code = run_program({"draw", "verify", file}, surroundings_).code;
        const auto command =
            "python3 '" + source_file("tests/samples/draw_again.py").string() + "' '" + file.string() + "' > /dev/null";
        return code == 0 && std::system(command.c_str()) == 0;
    };
    EXPECT_TRUE(sound());
    ASSERT_EQ(send_form(clerk.client, desk + "/1", desk + "/1/name", {}).status, 303);
    ASSERT_TRUE(shows("/draws/1", "号密名工厂"));
    EXPECT_FALSE(says(reader_.get("/draws/1"), "密名检查员"));
    EXPECT_TRUE(sound());
    write_file(file, replace_all(reader_.get("/draws/1/draw.json").body, "3456.78", "3456.79"));
    EXPECT_EQ(run_program({"draw", "verify", file}, surroundings_).code, 2);
    EXPECT_EQ(run_program({"draw", "verify", folder_.path() / "nowhere.json"}, surroundings_).code, 2);
    EXPECT_TRUE(says(reader_.get("/log"), "企业登记抽查"));
}

TEST_F(SharingOverHttp, a_list_of_the_level_above_is_compared_item_by_item) {
    demonstrate({"power_item"});
    const auto file = folder_.path() / "upper.csv";
    write_file(
        file,
        "事项编码,事项名称,类型,设定依据\n3701310001-01,食品经营许可（核发）,行政许可,《中华人民共和国食品安全法》第三十五条\n"
        "3701170004-00,建筑工程施工许可证核发,行政许可,《中华人民共和国建筑法》第七条\n9999,只在上级,行政许可,某法\n");
    const auto taken = run_program({"records", "upper", "power_item", file, "--name", "济宁市权责清单"}, surroundings_);
    ASSERT_EQ(taken.code, 0) << taken.complained;
    EXPECT_EQ(run_program({"records", "upper", "venue", file, "--name", "甲"}, surroundings_).code, 2);
    open();
    const auto differs = reader_.get("/records/power_item/compare");
    EXPECT_TRUE(says(differs, "建筑工程施工许可证核发"));
    EXPECT_FALSE(says(differs, "食品经营许可（核发）"));
    EXPECT_TRUE(says(reader_.get("/records/power_item/compare?state=lacking"), "只在上级"));
    EXPECT_TRUE(says(reader_.get("/records/power_item/compare?state=same"), "食品经营许可"));
}

}  // namespace
}  // namespace gongkai::http
