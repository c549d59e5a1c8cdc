// The demonstration as ./run loads it: marked wherever it is shown, proved on the board by its own pages, and gone by one
// command.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>
#include <thread>

#include "base/core/text.h"
#include "base/web/target.h"
#include "tests/database.h"
#include "tests/http/page.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

// Loaded once; what removes it works on a copy.
struct Loaded {
    Loaded() {
        const auto call = [&](const std::vector<std::string>& arguments) {
            const auto outcome = run_program(arguments, {data, {}, {}});
            if (outcome.code != 0)
                throw std::runtime_error(arguments[0] + ' ' + arguments[1] + ": " + outcome.said + outcome.complained);
        };
        call({"people", "import", source_file("data/units-zoucheng.tsv")});
        call({"programme", "import", source_file("data/notices/notice-2019-33.txt"), "--accept", "--demonstration"});
        call({"demonstration", "load", source_file("data/demonstration")});
        call({"programme", "prove", source_file("data/demonstration/proofs-2019-33.csv"), "--demonstration"});
        portal.emplace(
            Surroundings{data, {{"GONGKAI_NOW", "2026-11-27T04:00:00Z"}, {"GONGKAI_SERVER_COUNT_STATEMENTS", "true"}}, {}},
            "127.0.0.1");
        reader = Client(portal->port());
    }
    TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "data";
    std::optional<Portal> portal;
    Client reader{0};
};

class Demonstration : public testing::Test {
  protected:
    static Loaded& loaded() {
        static Loaded one;
        return one;
    }
    static std::string body(const std::string& target) {
        const auto answer = loaded().reader.get(target);
        EXPECT_EQ(answer.status, 200) << target;
        return answer.body;
    }
    static bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }
    static json::array documents(const std::string& query) {
        json::array all;
        for (std::string after;;) {
            const auto page = json::parse(
                body("/api/v1/documents?" + query + (after.empty() ? "" : (query.empty() ? "after=" : "&after=") + after)));
            for (const auto& one : page.at("documents").as_array())
                all.push_back(one);
            if (page.at("next").is_null())
                return all;
            after = page.at("next").as_string();
        }
    }
    // The page of the record of a kind that has this value.
    static std::string record(const std::string& kind, const std::string& field, const std::string& value) {
        const auto all = json::parse(body("/api/v1/records/" + kind));
        for (const auto& one : all.at("records").as_array())
            if (one.at("values").at(field) == json::string(value))
                return address_of(one);
        ADD_FAILURE() << kind << " has no " << value;
        return "/";
    }
    static std::string address_of(const json::value& document) { return std::string(document.at("address").as_string()); }
};

TEST_F(Demonstration, shows_every_type_and_state_and_says_on_each_page_what_it_is) {
    const auto all = documents("");
    EXPECT_GE(all.size(), 130u);
    std::set<std::string> types, states;
    for (const auto& one : all) {
        types.insert(std::string(one.at("type").as_string()));
        if (one.at("validity").is_string())
            states.insert(std::string(one.at("validity").as_string()));
        EXPECT_TRUE(one.at("is_demonstration").as_bool());
        const auto page = body(address_of(one));
        EXPECT_TRUE(says(page, "<strong id='example'>示例数据")) << address_of(one);
        EXPECT_TRUE(says(page, "<p class='example'>示例数据")) << "on the paper itself: " << address_of(one);
        EXPECT_TRUE(says(page, "<meta name='robots' content='noindex'>")) << address_of(one);
        EXPECT_TRUE(says(page, "〔示例数据〕")) << "to machines: " << address_of(one);
    }
    EXPECT_EQ(types, (std::set<std::string>{"normative_document", "policy_document", "official_paper", "interpretation", "notice",
                                            "news", "plan", "report", "proposal_reply", "emergency_update"}));
    EXPECT_EQ(states, (std::set<std::string>{"in_force", "amended", "partly_repealed", "not_yet", "expired", "repealed"}));
}

TEST_F(Demonstration, is_marked_in_lists_feeds_and_files_and_told_to_no_search_engine) {
    for (const std::string target : {"/documents", "/columns/budgets", "/units/6", "/catalogue/budget-1", "/"})
        EXPECT_TRUE(says(body(target), "<span class='example'>示例</span>")) << target;
    for (const std::string target :
         {"/documents", "/columns/budgets", "/columns", "/catalogue", "/catalogue?field=budget", "/catalogue/budget-1", "/guide",
          "/life", "/units/6/profile", "/leading-groups", "/training", "/life/open-firm", "/data", "/records/penalty",
          "/records/penalty/1", "/records/venue/map", "/data/changes"})
        EXPECT_TRUE(says(body(target), "<strong id='example'>示例数据")) << target;
    EXPECT_TRUE(says(body("/"), "<section class='data'>") && says(body("/"), "<span class='example'>示例数据</span></h2>"))
        << "figures on the front page";
    EXPECT_TRUE(says(body("/columns/budgets/feed.atom"), "〔示例数据〕"));
    const auto penalties = body("/records/penalty/feed.atom");
    EXPECT_TRUE(says(penalties, "<title>〔示例数据〕") && says(penalties, "罚款金额（万元）：")) << penalties;
    EXPECT_TRUE(says(body("/catalogue.csv"), "示例数据"));
    EXPECT_TRUE(says(body("/training.csv"), "〔示例数据〕"));
    EXPECT_TRUE(json::parse(body("/api/v1/catalogue/budget-1")).at("is_demonstration").as_bool());
    EXPECT_FALSE(says(body("/sitemap.xml?part=1"), "/documents/"));
    EXPECT_TRUE(says(loaded().reader.get("/log/checkpoint").body, "/log\n0\n")) << "the public log has no leaf of it";
}

// 第1项: from the document to site, permit, land, money and service of each case, and back; a column for each industrial park.
TEST_F(Demonstration, follows_a_measure_from_its_document_to_each_case_and_has_a_column_for_each_park) {
    const auto address = record("policy_measure", "measure_no", "ZC-2026-003");
    const auto measure = body(address);
    EXPECT_TRUE(says(measure, "<table class='stack chains'>"));
    for (const auto* step : {"规划选址", "项目审批", "建设用地", "资金支持", "服务保障"})
        EXPECT_TRUE(says(measure, ">" + std::string(step) + "</th>")) << step;
    EXPECT_TRUE(says(measure, "高端装备产业园标准厂房项目"));
    EXPECT_TRUE(says(measure, "规划选址联合踏勘服务")) << "what another measure did for the same project";
    EXPECT_TRUE(says(measure, "储能电池总装线"));
    const auto link = measure.find("<a href='/documents/");
    ASSERT_NE(link, std::string::npos) << "its document";
    const auto from = link + std::string("<a href='").size();
    const auto document = body(measure.substr(from, measure.find('\'', from) - from));
    EXPECT_TRUE(says(document, "先进制造业集群"));
    EXPECT_TRUE(says(document, "href='" + address + "'")) << "the document shows its measures";
    EXPECT_TRUE(says(body(record("policy_measure", "measure_no", "ZC-2026-001")), "共享热处理中心"))
        << "practice that came of it";
    EXPECT_TRUE(says(body(record("measure_delivery", "delivery_no", "LS-2026-0060")), "LS-2026-0060"));
    EXPECT_TRUE(says(body("/columns/parks"), "/columns/park_chemistry"));
    const auto park = body("/columns/park_equipment");
    for (const auto* what : {"工业用地弹性年期出让", "邹城市高端装备产业园标准厂房项目", "共享热处理中心",
                             "/records/measure_delivery?park=equipment", "示例数据"})
        EXPECT_TRUE(says(park, what)) << what;
    EXPECT_FALSE(says(park, "一企一管")) << "of another park";
}

// 第11项: eight stages, and the public trading of the project from notice to performance.
TEST_F(Demonstration, shows_a_large_project_with_its_stages_and_its_trading) {
    const auto page = body(record("major_project", "project_code", "2024-370883-48-01-900011"));
    for (const auto* stage : {"批准服务", "批准结果", "招标投标", "征收土地", "重大设计变更", "施工", "质量安全监督", "竣工"})
        EXPECT_TRUE(says(page, stage)) << stage;
    EXPECT_FALSE(says(page, "已公开0条"));
    EXPECT_TRUE(says(page, "东环路北延工程二标段"));
    EXPECT_TRUE(says(page, "招标投标 <span class='small muted'>已公开5条")) << "what its trading tells is told of the stage";
    EXPECT_TRUE(says(page, "重大设计变更 <span class='small muted'>没有公开的信息（不是每个项目都有）"));
    const auto hospital = body(record("major_project", "project_code", "2024-370883-84-01-900009"));
    EXPECT_TRUE(says(hospital, "<ul class='stages'>")) << "land was taken before the works were tendered";
    EXPECT_TRUE(says(hospital, "按公开的日期排列"));
    EXPECT_LT(hospital.find("征收土地"), hospital.find("招标投标"));
    EXPECT_TRUE(says(page, "data-head='合同'"));
    EXPECT_TRUE(says(page, "/records/resource_trade/"));
}

// 第18项: plans, areas on a map, results; what hospitals must show; supervision of drugs and vaccines.
TEST_F(Demonstration, shows_where_schools_take_their_pupils_from_and_what_hospitals_must_show) {
    const auto map = body("/records/enrolment/map");
    EXPECT_TRUE(says(map, "<path class='area'"));
    EXPECT_TRUE(says(map, "2026年岗山小学小学招生"));
    EXPECT_FALSE(says(map, "2025年岗山小学小学招生")) << "one year at a time";
    EXPECT_FALSE(says(map, "2026年凫山中学初中招生")) << "one stage at a time";
    const auto found = body("/records/enrolment/map?year=2026&stage=primary&words=%E6%9F%B3%E6%B2%9F");
    EXPECT_TRUE(says(found, "2026年石墙镇中心小学小学招生"));
    EXPECT_FALSE(says(found, "2026年岗山小学小学招生"));
    EXPECT_TRUE(says(body("/records/enrolment/map?words=nowhere"), "没有符合条件的记录"));
    const auto school = body(record("school", "name", "岗山小学"));
    EXPECT_TRUE(says(school, "2026年岗山小学小学招生"));
    EXPECT_TRUE(says(school, "2025年岗山小学小学招生")) << "results of the years before";
    EXPECT_TRUE(says(body(record("enrolment", "school", "石墙镇中心小学")), "平方公里"));
    const auto hospital = body(record("hospital", "name", "泗岱人民医院"));
    EXPECT_TRUE(says(hospital, "2025年度公立医院绩效考核"));
    EXPECT_TRUE(says(hospital, "诊疗科目"));
    EXPECT_TRUE(says(body("/records/hospital/map"), "现在"));
    EXPECT_TRUE(says(body("/records/drug_check"), "疫苗储存运输检查"));
}

TEST_F(Demonstration, is_found_with_its_mark) {
    std::string page;
    for (int tries = 0; tries < 200 && !says(page, "<ol class='hits'>"); ++tries) {  // the index is made while the portal is open
        page = loaded().reader.get("/search?q=%E9%A2%84%E7%AE%97").body;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_TRUE(says(page, "<span class='example'>示例数据</span>"));
    EXPECT_TRUE(says(page, "<strong id='example'>示例数据"));
    const auto found = json::parse(body("/api/v1/search?q=%E9%A2%84%E7%AE%97"));
    ASSERT_FALSE(found.at("hits").as_array().empty());
    for (const auto& hit : found.at("hits").as_array())
        if (std::string(hit.at("url").as_string()).starts_with("/documents/")) {
            EXPECT_TRUE(hit.at("is_demonstration").as_bool());
        }
}

TEST_F(Demonstration, proves_duties_on_the_board_by_its_own_pages) {
    int linked = 0;
    const auto duties = json::parse(body("/api/v1/duties"));
    for (const auto& duty : duties.at("duties").as_array()) {
        const auto one = json::parse(body("/api/v1/duties/" + std::to_string(duty.at("id").as_int64())));
        for (const auto& occurrence : one.at("occurrences").as_array())
            for (const auto& proof : occurrence.at("proofs").as_array())
                if (const std::string address(proof.at("address").as_string()); address.starts_with("/documents/")) {
                    ++linked;
                    EXPECT_TRUE(proof.at("is_demonstration").as_bool());
                    EXPECT_EQ(loaded().reader.get(address).status, 200) << address;
                }
    }
    EXPECT_GE(linked, 35);
}

TEST_F(Demonstration, shows_originals_editions_relations_and_what_was_withdrawn) {
    const auto find = [](const json::array& all, std::string_view title) {
        for (const auto& one : all)
            if (std::string_view(one.at("title").as_string()).starts_with(title))
                return address_of(one);
        return std::string("/nothing");
    };
    const auto enrolment = body(find(documents("type=official_paper"), "关于印发2026年义务教育"));
    EXPECT_TRUE(says(enrolment, "三、时间安排</h2>")) << "a heading of the DOCX";
    EXPECT_TRUE(says(enrolment, "enrolment-2026.docx"));
    const auto meeting = find(documents("type=report"), "市政府第58次");
    EXPECT_TRUE(says(body(meeting), "meeting-58.ofd"));
    EXPECT_TRUE(says(body(meeting + "/pages/meeting-58.ofd"), "<strong id='example'>示例数据"))
        << "its pages are drawn under the same mark";
    EXPECT_TRUE(says(body(find(documents("type=report"), "2024年度市级预算执行")), "audit-rectification.pdf"));
    EXPECT_TRUE(says(body(find(documents("type=emergency_update"), "7月19日")), "/editions/"));
    EXPECT_TRUE(says(body(find(documents("validity=repealed"), "邹城市家电")), "本文件已经废止"));
    const auto picture = body(find(documents("type=interpretation"), "图解：今年供暖"));
    EXPECT_TRUE(says(picture, "/files/heating.png' alt='对比图")) << picture.substr(0, 200);
    const auto item = body("/catalogue/budget-1");
    EXPECT_TRUE(says(item, "市教育和体育局2026年部门预算"));
    EXPECT_FALSE(says(item, "邹城市2025年财政决算公开")) << "it stands under another item of the same column";
    EXPECT_TRUE(says(body("/catalogue/20-07"), "本事项下的文件"));
    EXPECT_EQ(documents("item=budget-1").size(), 4u);
}

TEST_F(Demonstration, leads_from_a_unit_to_its_profile_catalogue_and_documents) {
    const auto unit = body("/units/6");
    for (const std::string to : {"/units/6/profile", "/catalogue?unit=6", "/documents?unit=6"})
        EXPECT_TRUE(says(unit, "href='" + to + "'")) << to;
    EXPECT_EQ(loaded().reader.get("/units/9999").status, 404);
}

TEST_F(Demonstration, life_events_name_steps_units_telephones_and_documents) {
    const auto all = body("/life");
    int events = 0;
    const auto page_of_all = read_page(all);
    for (const auto& link : page_of_all.links)
        if (link.address.starts_with("/life/")) {
            ++events;
            const auto page = body(link.address);
            EXPECT_TRUE(says(page, "href='tel:0537-5200")) << link.address;
            EXPECT_TRUE(says(page, "<ol class='steps'><li><h2>")) << link.address;
            EXPECT_TRUE(says(page, "/documents/SL")) << link.address << " knows no document";
        }
    EXPECT_GE(events, 10);
    EXPECT_EQ(loaded().reader.get("/life/no-such-event").status, 404);
    EXPECT_TRUE(says(body("/"), "href='/life/open-firm'"));
}

TEST_F(Demonstration, asks_no_more_of_the_database_than_any_page_may) {
    std::vector<std::string> targets{"/",          "/units/6", "/units/12", "/catalogue/budget-1", "/catalogue/20-07",
                                     "/documents", "/columns"};
    const auto events = read_page(body("/life"));
    for (const auto& link : events.links)
        if (link.address.starts_with("/life/"))
            targets.push_back(link.address);
    // What is answered above the list asks more than a list: a unit, hours, both with days in words.
    for (const std::string typed :
         {"体育馆几点开门", "图书馆开放时间", "教育局电话多少", "市卫生健康局电话", "教育局周六上班吗", "政务服务大厅几点上班",
          "图书管几点开门", "上个月空气质量排名", "邹政办字33号", "退役军人招聘会"})
        targets.push_back("/search?q=" + web::encode(typed));
    for (int tries = 0; loaded().reader.get(targets.back()).status == 503 && tries < 200; ++tries)  // the index is being made
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    for (const auto& target : targets) {
        const auto timing = loaded().reader.get(target).header_or_nothing("Server-Timing");
        ASSERT_TRUE(timing.starts_with("sql;desc=")) << target;
        EXPECT_LE(std::stoi(timing.substr(9)), 11) << target;
    }
}

TEST_F(Demonstration, is_removed_by_one_command_and_leaves_nothing) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    const Surroundings there{data, {}, {}};
    const auto load = [&] { return run_program({"demonstration", "load", source_file("data/demonstration"), "--json"}, there); };
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, there).code, 0);
    ASSERT_EQ(run_program({"programme", "import", source_file("data/notices/notice-2019-33.txt"), "--accept"}, there).code, 0);
    const auto first = load();
    ASSERT_EQ(first.code, 0) << first.complained;
    const auto count = json::parse(first.said).at("count").as_int64();
    EXPECT_EQ(load().code, 2) << "twice is refused";
    Portal portal(there, "127.0.0.1");
    Client reader(portal.port());
    const auto address = address_of(json::parse(reader.get("/api/v1/documents").body).at("documents").at(0));
    EXPECT_EQ(reader.get(address).status, 200);
    const auto removed = run_program({"demonstration", "remove", "--json"}, there);
    EXPECT_GT(json::parse(removed.said).at("count").as_int64(), count) << "its proofs too";
    // A kept page learns within a moment that the data have changed.
    for (int tries = 0; tries < 60 && reader.get(address).status == 200; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(reader.get(address).status, 404);
    for (const std::string target :
         {"/", "/documents", "/columns/budgets", "/catalogue?field=budget", "/guide", "/leading-groups", "/training", "/units/6",
          "/board", "/api/v1/documents", "/catalogue.csv", "/columns", "/catalogue", "/life"}) {
        const auto page = reader.get(target);
        EXPECT_EQ(page.status, 200) << target;
        EXPECT_FALSE(says(page.body, "示例数据")) << target;
        EXPECT_FALSE(says(page.body, "SL0000")) << target;
    }
    EXPECT_EQ(reader.get("/units/6/profile").status, 404);
    EXPECT_EQ(reader.get("/life/open-firm").status, 404) << "steps that were written for it go with it";
    EXPECT_FALSE(says(reader.get("/").body, "/life"));
    EXPECT_EQ(reader.get("/catalogue/budget-1").status, 404);
    const auto is_found = [&] {
        return says(reader.get("/api/v1/search?q=%E9%A2%84%E7%AE%97").body, "\"is_demonstration\":true");
    };
    for (int tries = 0; tries < 100 && is_found(); ++tries)  // what there is little of is compared every two seconds
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(is_found());
    EXPECT_EQ(run_program({"check"}, there).code, 0);
    const auto again = load();
    EXPECT_EQ(json::parse(again.said).at("count").as_int64(), count) << again.complained;
}

TEST_F(Demonstration, is_not_put_beside_what_an_office_keeps) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    const Surroundings there{data, {}, {}};
    ASSERT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, there).code, 0);
    const auto file = folder.path() / catalogue_file;
    write_file(file, std::string(catalogue_head) + catalogue_rows);
    ASSERT_EQ(run_program({"catalogue", "import", file, "--accept"}, there).code, 0);
    const auto refused = run_program({"demonstration", "load", source_file("data/demonstration")}, there);
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.complained.find("公开目录"), std::string::npos) << refused.complained;
    EXPECT_EQ(json::parse(run_program({"demonstration", "remove", "--json"}, there).said).at("count").as_int64(), 0);
}

TEST_F(Demonstration, holds_no_file_that_would_have_to_be_masked) {
    for (const auto& entry : std::filesystem::directory_iterator(source_file("data/demonstration/documents/files"))) {
        if (entry.path().extension() == ".png")
            continue;
        const auto found = run_program({"documents", "review", entry.path(), "--json"}, {loaded().data, {}, {}});
        const auto told = json::parse(found.said);
        for (const auto& one : told.at("findings").as_array())
            EXPECT_NE(one.at("level").as_string(), "block") << entry.path() << found.said;
    }
}

}  // namespace
}  // namespace gongkai::http
