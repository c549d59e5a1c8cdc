// Open records over the wire: what is internal never leaves the console, whatever the kind and wherever one looks; a table is
// proved before it is accepted; a correction is public with its reason; other units' records are not there.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <boost/json.hpp>
#include <set>
#include <thread>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "tests/http/open_records.h"
#include "tests/http/page.h"
#include "tests/program.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class Records : public OpenRecords {
  protected:
    void open(const std::vector<std::string>& demonstrated) {
        demonstrate(demonstrated);
        OpenRecords::open();
    }
};

// Every kind with all its examples: each value of an internal field, and each whole value of a masked one, is looked for in all
// that a stranger can ask for.
TEST_F(Records, never_show_what_is_internal_of_any_kind_on_any_public_route) {
    open({});
    int proved = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source_file("data/kinds"))) {
        if (entry.path().extension() != ".json" || entry.path().filename() == "themes.json")
            continue;
        const auto kind = json::parse(read_file(entry.path()).value());
        std::set<std::string> secrets, open_values;
        for (const auto& field : kind.at("fields").as_array())
            for (const auto& example : kind.at("examples").as_array())
                if (const auto* value = example.as_object().if_contains(field.at("key").as_string());
                    value && value->is_string()) {
                    const bool is_open = field.at("privacy").as_string() == "public";
                    auto text = std::string(value->as_string());
                    // A name that is masked already, a word that could stand anywhere, an organisation: they prove nothing.
                    const auto length = count_code_points(text);
                    const bool is_masked = field.at("privacy").as_string() == "masked";
                    if (is_open)
                        open_values.insert(text);
                    else if (length >= 3 && (!is_masked || length <= 4) && text.find("某") == std::string::npos &&
                             text.find('*') == std::string::npos)
                        secrets.insert(text);
                }
        std::erase_if(secrets, [&](const std::string& secret) {
            return std::ranges::any_of(open_values,
                                       [&](const std::string& one) { return one.find(secret) != std::string::npos; });
        });
        if (secrets.empty())
            continue;
        const auto key = std::string(kind.at("key").as_string());
        std::vector<std::string> targets{"/data",
                                         "/records/" + key,
                                         "/records/" + key + "/dictionary",
                                         "/records/" + key + "/records.csv",
                                         "/records/" + key + "/records.json",
                                         "/records/" + key + "/feed.atom",
                                         "/api/v1/records/" + key};
        for (std::size_t serial = 1; serial <= kind.at("examples").as_array().size(); ++serial)
            for (const auto* before : {"/records/", "/api/v1/records/"})
                targets.push_back(before + key + "/" + std::to_string(serial));
        for (const auto& target : targets) {
            const auto answer = reader_.get(target);
            ASSERT_EQ(answer.status, 200) << target;
            for (const auto& secret : secrets) {
                EXPECT_FALSE(says(answer, secret)) << target << " shows " << secret;
                ++proved;
            }
        }
    }
    EXPECT_GE(proved, 100);
}

TEST_F(Records, are_listed_filtered_sorted_and_loaded_down) {
    open({"air_quality_month", "penalty"});
    EXPECT_TRUE(says(reader_.get("/data"), "镇街空气质量月报"));
    EXPECT_FALSE(read_page(reader_.get("/data").body).links.empty());
    const auto list = reader_.get("/records/air_quality_month");
    EXPECT_TRUE(says(list, "示例数据"));
    EXPECT_TRUE(says(list, "<svg"));
    // Rows of several months say which, and a share is held against a share in points.
    EXPECT_TRUE(says(list, "data-head='月份'"));
    const auto in_english = reader_.get("/records/air_quality_month/1", {{"Cookie", "language=en"}});
    EXPECT_FALSE(says(in_english, "%%"));
    EXPECT_FALSE(says(in_english, " , up"));
    const auto api = json::parse(reader_.get("/api/v1/records/air_quality_month?filter=month:2026-10").body);
    EXPECT_GT(api.at("records").as_array().size(), 1u);
    for (const auto& record : api.at("records").as_array())
        EXPECT_EQ(record.at("values").at("month").as_string(), "2026-10");
    EXPECT_EQ(reader_.get("/api/v1/records/air_quality_month?filter=month:soon").status, 400);
    EXPECT_EQ(reader_.get("/api/v1/records/nothing").status, 404);
    EXPECT_EQ(reader_.get("/records/nothing").status, 404);
    EXPECT_EQ(reader_.get("/records/penalty/999").status, 404);
    EXPECT_TRUE(says(reader_.get("/records/air_quality_month?month=soon"), "看不懂"));
    // A percentage is held against another in points, and no figure contradicts another.
    const auto record = reader_.get(std::string(api.at("records").at(1).at("address").as_string()));
    EXPECT_TRUE(says(record, "优良天数比例90.3%，比上年同期（87.1%）上升3.2个百分点")) << record.body;
    EXPECT_TRUE(says(record, "下降6.0%") && says(record, "-6.0%")) << "typed and computed are one";
    EXPECT_FALSE(says(record, "%%"));
    // A row is told from others by the name of its link; of one town the months are drawn in place of all towns.
    EXPECT_TRUE(says(list, ">城前镇</a>") && says(list, "aria-label='城前镇2026年10月空气质量'")) << list.body;
    const auto town = std::to_string(api.at("records").at(1).at("values").at("town").at("id").as_int64());
    const auto of_town = reader_.get("/records/air_quality_month?town=" + town);
    EXPECT_TRUE(says(of_town, "比上年同期")) << of_town.body;
    EXPECT_FALSE(says(of_town, "各镇街当月的空气质量综合指数"));
    const auto of_nothing = reader_.get("/records/air_quality_month?main_pollutant=co");
    EXPECT_TRUE(says(of_nothing, "没有符合条件的记录"));
    EXPECT_FALSE(says(of_nothing, "各镇街当月的空气质量综合指数")) << "a picture of all the others";
    const auto sorted = reader_.get("/records/air_quality_month?sort=-composite");
    EXPECT_TRUE(says(sorted, "aria-sort='descending'"));
    EXPECT_TRUE(reader_.get("/records/penalty/records.xlsx").body.starts_with("PK"));
    EXPECT_TRUE(says(reader_.get("/records/penalty/records.csv"), "处罚决定"));
    EXPECT_TRUE(says(reader_.get("/records/penalty/feed.atom"), "<entry>"));
    // What cannot be understood is named: a page passes it over, a program and a file are refused.
    EXPECT_TRUE(says(reader_.get("/records/air_quality_month?month=soon"), "没有起作用"));
    for (const std::string filter : {"month:soon", "zzz"}) {
        const auto refused = reader_.get("/api/v1/records/air_quality_month?filter=" + filter);
        EXPECT_EQ(refused.status, 400);
        EXPECT_TRUE(says(refused, "看不懂"));
        EXPECT_FALSE(says(refused, "没有起作用"));
    }
    EXPECT_EQ(reader_.get("/api/v1/records/air_quality_month?at=" + web::encode("石墙镇")).status, 400) << "no kind of places";
    for (const std::string field : {"sort=-composite", "words=a", "month=2026-10", "from=2026-01-01"}) {
        const auto refused = reader_.get("/api/v1/records/air_quality_month?" + field);
        EXPECT_EQ(refused.status, 400) << field << " means something on the page only, or for other kinds";
        EXPECT_TRUE(says(refused, field.substr(0, field.find('=')) == "from" ? "不能用" : "filter")) << refused.body;
    }
    for (const std::string file : {"csv", "json"}) {
        const auto refused = reader_.get("/records/penalty/records." + file + "?decided_on=20x");
        EXPECT_EQ(refused.status, 400);
        EXPECT_TRUE(says(refused, "处罚决定日期")) << refused.body;
        EXPECT_TRUE(says(refused, "20x"));
    }
}

TEST_F(Records, are_loaded_down_as_they_stand_on_the_screen) {
    open({"air_quality_month"});
    const auto rows = [&](const std::string& query) {
        return read_csv(reader_.get("/records/air_quality_month/records.csv" + query).body).value();
    };
    const auto all = rows("");
    const auto column = [&](std::string_view head) {
        return static_cast<std::size_t>(
            std::ranges::find_if(all[0], [&](const std::string& one) { return one.starts_with(head); }) - all[0].begin());
    };
    const auto town = column("镇街"), index = column("综合指数");
    ASSERT_LT(town, all[0].size());
    ASSERT_LT(index, all[0].size());
    const std::string asked = "?words=" + web::encode("石墙镇");
    const auto found = rows(asked);
    EXPECT_LT(found.size(), all.size());
    EXPECT_EQ(found.size() - 1,
              static_cast<std::size_t>(std::ranges::count(all, "石墙镇", [&](const CsvRow& row) { return row[town]; })));
    const auto page = reader_.get("/records/air_quality_month" + asked);
    EXPECT_TRUE(says(page, "/records/air_quality_month/records.csv" + asked));
    EXPECT_EQ(json::parse(reader_.get("/records/air_quality_month/records.json" + asked).body).as_array().size(),
              found.size() - 1);
    const auto sorted = rows("?sort=-composite");
    ASSERT_EQ(sorted.size(), all.size());
    EXPECT_TRUE(std::ranges::is_sorted(sorted.begin() + 1, sorted.end(), std::ranges::greater(),
                                       [&](const CsvRow& row) { return std::stod(row[index]); }));
    EXPECT_TRUE(says(reader_.get("/records/air_quality_month?sort=-composite"), "records.xlsx?sort=-composite"));
}

// People do not call a fee as its catalogue does.
TEST_F(Records, of_fees_are_found_by_how_people_call_them) {
    open({"fee_item"});
    for (const std::string name : {"停车费", "污水费", "电梯检验"}) {
        const auto found = reader_.get("/records/fee_item?words=" + web::encode(name));
        EXPECT_TRUE(says(found, "<table class='stack sorts'>")) << name;
    }
    EXPECT_TRUE(says(reader_.get("/records/fee_item?words=" + web::encode("过路费")), "/search?q="))
        << "what is not here may be elsewhere";
    EXPECT_FALSE(says(reader_.get("/records/enforcement_year"), "待办公室确认")) << "that is for the office";
}

// 征地信息公开查询系统: by place and exact day, on the page, as a file, by the API.
TEST_F(Records, of_land_are_found_by_village_and_exact_days) {
    open({"land_acquisition"});
    const auto whole = json::parse(reader_.get("/api/v1/records/land_acquisition").body).at("records").as_array();
    const auto first =
        std::ranges::find_if(whole, [](const json::value& one) { return one.at("values").at("announced_on").is_string(); });
    ASSERT_NE(first, whole.end());
    const auto village = std::string(first->at("values").at("village").as_string()),
               day = std::string(first->at("values").at("announced_on").as_string());
    const std::string asked = "at=" + web::encode(village) + "&from=" + day + "&to=" + day;
    const auto by_api = json::parse(reader_.get("/api/v1/records/land_acquisition?" + asked).body).at("records").as_array();
    ASSERT_FALSE(by_api.empty());
    for (const auto& one : by_api) {
        EXPECT_EQ(one.at("values").at("village").as_string(), village);
        EXPECT_EQ(one.at("values").at("announced_on").as_string(), day);
    }
    for (const std::string place : {"凫山", "看庄"})
        EXPECT_FALSE(json::parse(reader_.get("/api/v1/records/land_acquisition?at=" + web::encode(place)).body)
                         .at("records")
                         .as_array()
                         .empty())
            << "a town is a place too: " << place;
    const auto page = reader_.get("/records/land_acquisition?" + asked);
    EXPECT_TRUE(says(page, std::string(by_api.front().at("address").as_string())));
    EXPECT_TRUE(says(page, "共" + std::to_string(by_api.size()) + "条")) << "all are here, so they are counted";
    EXPECT_EQ(read_csv(reader_.get("/records/land_acquisition/records.csv?" + asked).body)->size(), by_api.size() + 1);
    EXPECT_TRUE(says(reader_.get("/records/land_acquisition?at=" + web::encode("没有的村")), "没有符合条件的记录"));
    EXPECT_TRUE(says(reader_.get("/records/land_acquisition?from=2026-02-30"), "看不懂"));
    EXPECT_TRUE(says(reader_.get("/records/land_acquisition?from=2026-12-31&to=2020-01-01"), "已经对调"));
    EXPECT_EQ(reader_.get("/api/v1/records/land_acquisition?from=soon").status, 400);
}

TEST_F(Records, come_whole_however_long_the_list_is) {
    constexpr int rows = 2500;
    std::string table =
        "doc_no,subject_name,subject_type,violation_type,facts,basis,category,content,decided_on,publish_until,authority\n";
    for (int i = 0; i < rows; ++i)
        table += fmt::format("{}号,邹城市某某有限公司,organisation,甲,乙,丙,fine,罚款,2026-0{}-1{},2099-01-01,市市场监管局\n", i,
                             1 + i % 9, i % 10);
    const auto file = folder_.path() / "penalties.csv";
    write_file(file, table);
    ASSERT_EQ(run_program({"records", "import", "penalty", file}, surroundings_).code, 0);
    OpenRecords::open();
    const auto csv = reader_.get("/records/penalty/records.csv");
    EXPECT_EQ(csv.header_or_nothing("Transfer-Encoding"), "chunked");
    EXPECT_EQ(csv.header_or_nothing("Link"), "");
    const auto read = read_csv(csv.body).value();
    ASSERT_EQ(read.size(), rows + 1u);
    std::set<std::string> numbers;
    for (const auto& row : read)
        numbers.insert(row.front());
    EXPECT_EQ(numbers.size(), rows + 1u) << "each once";
    EXPECT_EQ(json::parse(reader_.get("/records/penalty/records.json").body).as_array().size(), static_cast<std::size_t>(rows));
    // A workbook too, and others can read it.
    const auto book = reader_.get("/records/penalty/records.xlsx");
    EXPECT_EQ(book.header_or_nothing("Transfer-Encoding"), "chunked");
    const auto file_of_book = folder_.path() / "book.xlsx";
    write_file(file_of_book, book.body);
    const auto count =
        "test $(python3 -c 'import sys, zipfile; "
        "print(zipfile.ZipFile(sys.argv[1]).read(\"xl/worksheets/sheet1.xml\").decode().count(\"<row \"))' '" +
        file_of_book.string() + "') = " + std::to_string(rows + 1);
    EXPECT_EQ(std::system(count.c_str()), 0);
    const auto year = read_csv(reader_.get("/records/penalty/records.csv?from=2026-03-01&to=2026-03-31").body).value();
    EXPECT_EQ(year.size(), 1u + static_cast<std::size_t>(std::ranges::count_if(read, [](const CsvRow& row) {
                               return std::ranges::any_of(row,
                                                          [](const std::string& cell) { return cell.starts_with("2026-03-"); });
                           })));
    const auto zipped = reader_.ask("GET", "/records/penalty/records.csv", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(zipped.header_or_nothing("Content-Encoding"), "gzip");
    EXPECT_LT(zipped.body.size(), csv.body.size() / 5);
}

TEST_F(Records, are_proved_row_by_row_and_taken_in_once_somebody_has_looked) {
    open({"air_quality_month"});
    auto clerk = open_account(surroundings_, portal_->port(), "information_officer", "济宁市生态环境局邹城分局", "air");
    auto other = open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "money");
    const std::string desk = "/console/records/kind?of_kind=air_quality_month",
                      import = "/console/records/import?of_kind=air_quality_month";
    EXPECT_EQ(reader_.get(desk).status, 303) << "a stranger is led to the door";
    const auto template_file = clerk.client.get("/console/records/template.xlsx?of_kind=air_quality_month");
    EXPECT_TRUE(template_file.body.starts_with("PK"));
    const auto hand_in = [&](const std::string& csv) {
        return send_form(clerk.client, import, "/console/records/import", {}, {"file", "空气.csv", csv});
    };
    EXPECT_TRUE(says(hand_in("甲,乙\n1,2\n"), "没有找到表头"));
    const auto heads = "month,town,so2,no2,pm10,pm25,co,o3_8h,good_days,days\n";
    const auto faulty =
        hand_in(std::string(heads) + "2026-08,石墙镇,8,20,60,30,0.8,120,28,31\n2026-13,魔法镇,8,20,60,30,0.8,120,28,31\n");
    ASSERT_EQ(faulty.status, 303) << faulty.body;
    const auto report = clerk.client.get(faulty.header_or_nothing("Location"));
    EXPECT_TRUE(says(report, "魔法镇"));
    EXPECT_TRUE(says(report, "有1行不符合要求"));
    EXPECT_EQ(read_page(report.body).form_to(faulty.header_or_nothing("Location") + "/accept"), nullptr);
    EXPECT_TRUE(says(clerk.client.get(faulty.header_or_nothing("Location") + "/faults.csv"), "不是本市的镇街"));
    EXPECT_EQ(other.client.get(faulty.header_or_nothing("Location")).status, 404) << "another unit's file";
    const auto fine = hand_in(std::string(heads) + "2026-08,石墙镇,8,20,60,30,0.8,120,28,31\n").header_or_nothing("Location");
    ASSERT_TRUE(says(clerk.client.get(fine), "将新增1条")) << clerk.client.get(fine).body;
    // Pressed twice, it is proved once and taken in once.
    const auto button = read_page(clerk.client.get(fine).body).form_to(fine + "/accept")->hidden;
    Client same(portal_->port(), false, Client::Cookies::kept);
    same.plant("session", clerk.client.cookie("session"));
    Answer second;
    std::thread again([&] { second = same.post(fine + "/accept", button); });
    auto first = clerk.client.post(fine + "/accept", button);
    again.join();
    if (second.status == 303)
        std::swap(first, second);
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(second.status, 422);
    EXPECT_TRUE(says(second, "已于"));
    EXPECT_TRUE(says(clerk.client.get(fine), "已于"));
    std::filesystem::remove_all(data_ / "files");
    EXPECT_TRUE(says(same.post(fine + "/accept", button), "这个文件已经导入过了")) << "without a look into it";
    EXPECT_TRUE(shows("/records/air_quality_month?month=2026-08", "石墙镇"));
    // One real record among examples: those are marked, each in its row, and the page says of some what it said of all.
    const auto mixed = reader_.get("/records/air_quality_month");
    EXPECT_TRUE(says(mixed, "部分是示例数据。"));
    EXPECT_TRUE(says(mixed, "</a> <span class='example'>示例数据</span>"));
    EXPECT_FALSE(says(mixed, "本页内容是为演示编写的"));
    EXPECT_TRUE(says(reader_.get("/records/air_quality_month/records.csv"), ",示例数据"));
}

TEST_F(Records, are_entered_corrected_and_withdrawn_by_their_unit_only) {
    open({"penalty"});
    auto clerk = open_account(surroundings_, portal_->port(), "information_officer", "市市场监管局", "market");
    auto other = open_account(surroundings_, portal_->port(), "information_officer", "市财政局", "money");
    const std::string page_of_new = "/console/records/new?of_kind=penalty", deed_of_new = "/console/records/new";
    Lines fields{{"doc_no", "邹市监处罚〔2026〕901号"},
                 {"subject_name", "邹城市某某食品有限公司"},
                 {"subject_type", "organisation"},
                 {"violation_type", "标签不符"},
                 {"facts", "查明事实"},
                 {"basis", "食品安全法"},
                 {"category", "fine"},
                 {"content", "罚款"},
                 {"decided_on", "2026-11-20"},
                 {"publish_until", "2027-11-20"},
                 {"authority", "市市场监管局"},
                 {"handler", "内部经办人甲乙"}};
    const auto refused =
        send_form(clerk.client, page_of_new, deed_of_new, {{"doc_no", "邹市监处罚〔2026〕901号"}, {"decided_on", "昨天"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "不是日期"));
    EXPECT_TRUE(says(refused, "邹市监处罚〔2026〕901号")) << "what was typed is kept";
    const auto added = send_form(clerk.client, page_of_new, deed_of_new, fields);
    ASSERT_EQ(added.status, 303) << added.body;
    const auto record = added.header_or_nothing("Location");
    const auto page = "/records/penalty/" + record.substr(record.rfind('/') + 1);
    EXPECT_TRUE(says(clerk.client.get(record), "内部经办人甲乙"));
    EXPECT_EQ(other.client.get(record).status, 404);
    EXPECT_TRUE(shows(page, "按时"));
    EXPECT_FALSE(says(reader_.get(page), "内部经办人甲乙"));
    EXPECT_EQ(send_form(clerk.client, record, record, {{"content", "罚款1万元"}, {"because", " "}}).status, 422);
    EXPECT_EQ(
        send_form(clerk.client, record, record, {{"version", "9"}, {"content", "罚款1万元"}, {"because", "数额漏写"}}).status,
        422)
        << "a stale form";
    fields.push_back({"because", "数额漏写"});
    fields[7].second = "罚款1万元";
    EXPECT_EQ(send_form(clerk.client, record, record, fields).status, 303);
    EXPECT_TRUE(shows(page, "数额漏写"));
    EXPECT_TRUE(shows(page, "<ins>罚款1万元</ins>"));
    // What should never have been read leaves the history, by itself or with the correction.
    const auto former = record + "/former";
    EXPECT_EQ(send_form(clerk.client, record, former, {{"because", " "}}).status, 422);
    EXPECT_EQ(send_form(clerk.client, record, former, {{"because", "误公开，已移除"}}).status, 303);
    EXPECT_TRUE(shows(page, "不再公开。原因：误公开，已移除"));
    EXPECT_FALSE(says(reader_.get(page), "<ins>罚款1万元</ins>"));
    EXPECT_FALSE(says(clerk.client.get(record), "name='former'")) << "nothing is left to take out";
    fields[7].second = "罚款2万元";
    fields.back().second = "又写错";
    fields.push_back({"take_out", "yes"});
    EXPECT_EQ(send_form(clerk.client, record, record, fields).status, 303);
    EXPECT_TRUE(shows(page, "不再公开。原因：又写错"));
    EXPECT_TRUE(says(reader_.get(page), "罚款2万元"));
    EXPECT_FALSE(says(reader_.get(page), "罚款1万元"));
    EXPECT_EQ(send_form(clerk.client, record, record + "/withdraw", {{"because", "决定已被撤销"}}).status, 303);
    EXPECT_TRUE(shows(page, "决定已被撤销"));
    EXPECT_FALSE(says(reader_.get(page), "901号")) << "what is withdrawn is shown no more";
    EXPECT_FALSE(says(reader_.get("/records/penalty/records.csv"), "901号"));
    EXPECT_EQ(json::parse(reader_.get("/api/v1" + page).body).at("state").as_string(), "withdrawn");
}

TEST_F(Records, of_demonstration_are_taken_out_by_the_verb_that_takes_all_of_it_out) {
    open({"penalty"});
    EXPECT_TRUE(says(reader_.get("/data"), "行政处罚"));
    EXPECT_EQ(run_program({"demonstration", "remove"}, surroundings_).code, 0);
    EXPECT_TRUE(shows("/records/penalty", "这类数据还没有公开的记录"));
    EXPECT_EQ(reader_.get("/records/penalty/1").status, 404);
}

TEST_F(Records, are_refused_on_the_command_line_with_every_fault_and_taken_in_whole) {
    const auto file = folder_.path() / "air.csv";
    write_file(file,
               "month,town,so2,no2,pm10,pm25,co,o3_8h,good_days,days\n2026-08,石墙镇,8,20,60,30,0.8,120,28,31\n2026-08,月球,多,"
               "20,60,30,0.8,120,28,31\n");
    const auto errors = folder_.path() / "errors.csv";
    const auto refused = run_program({"records", "import", "air_quality_month", file, "--errors", errors}, surroundings_);
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.said.find("第3行"), std::string::npos) << refused.said;
    EXPECT_NE(read_file(errors)->find("月球"), std::string::npos);
    write_file(file, "month,town,so2,no2,pm10,pm25,co,o3_8h,good_days,days\n2026-08,石墙镇,8,20,60,30,0.8,120,28,31\n");
    EXPECT_EQ(run_program({"records", "import", "air_quality_month", file, "--dry-run"}, surroundings_).code, 0);
    const auto done = run_program({"records", "import", "air_quality_month", file, "--json"}, surroundings_);
    EXPECT_EQ(json::parse(done.said).at("added").as_int64(), 1) << done.said << done.complained;
    const auto out = folder_.path() / "out.csv";
    EXPECT_EQ(run_program({"records", "export", "air_quality_month", out}, surroundings_).code, 0);
    const auto again = run_program({"records", "import", "air_quality_month", out, "--json"}, surroundings_);
    EXPECT_EQ(json::parse(again.said).at("unchanged").as_int64(), 1) << again.said << again.complained;
    EXPECT_EQ(run_program({"records", "import", "no_such_kind", file}, surroundings_).code, 2);
    EXPECT_EQ(run_program({"records", "import", "penalty", folder_.path() / "nowhere.csv"}, surroundings_).code, 2);
}

}  // namespace
}  // namespace gongkai::http
