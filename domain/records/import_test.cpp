#include "domain/records/import.h"

#include <random>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/extract.h"
#include "domain/records/testing.h"
#include "domain/records/workbook.h"

namespace gongkai::records {
namespace {

constexpr const char* head = "月份,镇街,SO₂(µg/m³),PM2.5,综合指数,排名\n";

class Imports : public RecordsTest {
  protected:
    Result<Report> take(const std::string& csv, std::string_view owner = "市生态环境局") {
        auto sheet = Sheet::of_csv(csv, air());
        if (!sheet)
            return std::unexpected(sheet.error());
        Report report;
        const auto done = take_in(*database, *sheet, {air(), unit(owner), Marking::real, "表.csv", "导入", "test"}, report);
        if (!done && done.error().id != "records.refuse.faulty")
            return std::unexpected(done.error());
        EXPECT_EQ(done.has_value(), report.is_fine());
        return report;
    }
    std::vector<std::string> faults(const Report& report) {
        std::vector<std::string> all;
        for (const auto& fault : report.faults)
            all.push_back(std::to_string(fault.row) + " " + fault.column + " " +
                          fault.refusal.id.substr(std::string("records.refuse.").size()));
        return all;
    }
};

TEST_F(Imports, match_heads_by_names_units_and_other_heads) {
    const auto report =
        take(std::string("空气质量月报,,,,,\n") + head + "2026年9月,石墙镇,6,35,,\n2026/9,香城镇,6,70,2.1,2\n,,,,,\n");
    ASSERT_TRUE(report) << words(Language::en, report.error());
    EXPECT_EQ(report->rows, 2);
    EXPECT_EQ(report->added, 2);
    EXPECT_EQ(value(list().rows.at(0), "rank"), "1");
}

TEST_F(Imports, tell_every_fault_of_every_row_and_write_nothing) {
    const auto report = take(std::string(head) +
                             "2026-09,石墙镇,6,35,9.99,\n2026-13,魔法镇,多,35,,\n2026-09,香城镇,6,,,\n2026-09,太平镇,2000,35,,"
                             "\n2026-08,太平镇,6,35,,,多\n");
    ASSERT_TRUE(report);
    EXPECT_EQ(faults(*report), (std::vector<std::string>{"2 综合指数 composite", "3 月份 value.month", "3 镇街 value.town",
                                                         "3 SO₂(µg/m³) value.number", "4 PM2.5 needed", "5 SO₂(µg/m³) value.most",
                                                         "6  too_many_cells"}));
    EXPECT_EQ(report->faulty_rows, 5);
    EXPECT_TRUE(list().rows.empty());
    const auto csv = read_csv(faults_csv(*report, Language::zh)).value();
    EXPECT_EQ(csv.size(), 8u);
    EXPECT_EQ(csv[0], (CsvRow{"行", "列", "原内容", "问题和改法"}));
    EXPECT_EQ(csv[3][2], "魔法镇");
}

TEST_F(Imports, find_two_rows_that_are_one_record) {
    const auto report = take(std::string(head) + "2026-09,石墙镇,6,35,,\n2026年9月,石墙镇,7,35,,\n");
    ASSERT_TRUE(report);
    EXPECT_EQ(faults(*report), std::vector<std::string>{"3  row_twice"});
}

TEST_F(Imports, refuse_a_file_whose_head_lacks_what_is_needed) {
    const auto no_head = take("甲,乙\n1,2\n");
    ASSERT_FALSE(no_head);
    EXPECT_EQ(no_head.error().id, "records.refuse.no_head");
    EXPECT_EQ(no_head.error().arguments.at(0), "月份、镇街、二氧化硫、细颗粒物");
    EXPECT_EQ(take("月份,镇街,二氧化硫,SO2,PM2.5\n").error().id, "records.refuse.head_twice");
    EXPECT_EQ(take(head).error().id, "records.refuse.no_rows");
    EXPECT_EQ(take(std::string(head) + "2026-09,\"石墙镇,6,35\n").error().id, "core.refuse.csv");
}

TEST_F(Imports, refuse_sums_in_another_unit_of_money) {
    auto kind = air();
    kind.fields[2].type = Type::money;
    kind.fields[2].unit = "万元";
    const auto sheet = Sheet::of_csv("月份,镇街,二氧化硫（元）,PM2.5\n", kind);
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().id, "records.refuse.head_unit");
}

TEST_F(Imports, of_what_was_exported_change_nothing) {
    ASSERT_TRUE(take(std::string(head) + "2026-09,石墙镇,6,35,,\n2026-09,香城镇,6,70,,\n"));
    std::string csv = csv_line(heads_written(air()));
    for (const auto& row : list().rows)
        csv += csv_line(cells_written(air(), row, units));
    const auto again = take(csv);
    ASSERT_TRUE(again) << words(Language::en, again.error());
    EXPECT_EQ(again->unchanged, 2);
    EXPECT_EQ(again->unknown, (std::vector<std::string>{"记录编号", "公开机构", "公开日期"}));
}

TEST_F(Imports, preview_what_they_would_do_and_do_nothing) {
    ASSERT_TRUE(take(std::string(head) + "2026-09,石墙镇,6,35,,\n2026-09,香城镇,6,70,,\n"));
    const auto sheet =
        Sheet::of_csv(std::string(head) + "2026-09,石墙镇,6,35,,\n2026-09,香城镇,7,70,,\n2026-10,香城镇,6,70,,\n", air()).value();
    const auto would = database->read([&](db::Connection& connection) {
        return preview(connection, sheet, {air(), unit("市生态环境局"), Marking::real, "表.csv", "", "test"}).value();
    });
    EXPECT_EQ(std::tuple(would.added, would.changed, would.unchanged), std::tuple(1, 1, 1));
    EXPECT_EQ(list().rows.size(), 2u);
    const auto other = database->read([&](db::Connection& connection) {
        return preview(connection, sheet, {air(), unit("市财政局"), Marking::real, "表.csv", "", "test"}).value();
    });
    EXPECT_EQ(other.faulty_rows, 2);
}

// Ten thousand rows, each damaged in some way or left whole: every damaged row is told by its number, no whole one is, nothing is
// written; and of the whole ones alone all are.
TEST_F(Imports, of_ten_thousand_damaged_rows_tell_exactly_those_and_write_nothing) {
    std::mt19937 random(11);
    const auto any = [&](const std::vector<std::string>& list) { return list[random() % list.size()]; };
    std::string damaged = head, whole = head;
    std::set<std::int64_t> wrong;
    std::int64_t number = 1, fine = 0;
    for (int year = 1950; year < 2200 && number < 10'001; ++year)
        for (int month = 1; month <= 12; ++month)
            for (const std::string town : {"石墙镇", "香城镇", "太平镇"}) {
                ++number;
                char text[16];
                std::snprintf(text, sizeof text, "%04d-%02d", year, month);
                CsvRow row{text, town, std::to_string(random() % 100), std::to_string(random() % 200), "", ""};
                if (random() % 3 != 0) {
                    whole += csv_line(row);
                    ++fine;
                } else {
                    wrong.insert(number);
                    switch (random() % 8) {
                        case 0:
                            row[0] = any({"", "去年", "2026-00", "2026-1-32", "\xff\xfe"});
                            break;
                        case 1:
                            row[1] = any(
                                {"", "市财政局", "石墙", "不存在镇", std::string("石墙镇\0x", 11), "'; DROP TABLE record; --"});
                            break;
                        case 2:
                            row[2] = any({"", "-1", "1001", "1e3", "NaN", "六", "1.5", "99999999999999999999999"});
                            break;
                        case 3:
                            row[3] = any({"", "-0.5", "abc", "١٢", "0x10"});
                            break;
                        case 4:
                            row[4] = "999.99";
                            break;
                        case 5:
                            row[5] = any({"第一", "1.5"});
                            break;
                        case 6:
                            row.push_back("多出来的");
                            break;
                        case 7:
                            row.resize(2);
                            break;
                    }
                    damaged += csv_line(row);
                    continue;
                }
                damaged += csv_line(row);
            }
    const auto sheet = Sheet::of_csv(damaged, air()).value();
    std::set<std::int64_t> told;
    const ValueReader reader(units, today());
    ASSERT_TRUE(sheet.each_row(reader, [&](Row&& row, std::vector<RowFault>&& found) {
        for (const auto& fault : found) {
            EXPECT_EQ(fault.row, row.number);
            EXPECT_TRUE(has_words(Language::zh, fault.refusal.id)) << fault.refusal.id;
            told.insert(fault.row);
        }
        return true;
    }));
    EXPECT_EQ(told, wrong);
    const auto report = take(damaged);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->faulty_rows, static_cast<std::int64_t>(wrong.size()));
    EXPECT_LE(report->faults.size(), faults_kept);
    EXPECT_TRUE(is_utf8(faults_csv(*report, Language::zh)));
    EXPECT_EQ(counts().total, 0);
    EXPECT_EQ(database->read([](db::Connection& connection) { return kind_there(connection, air()).last_serial; }), 0);
    const auto rest = take(whole);
    ASSERT_TRUE(rest) << words(Language::en, rest.error());
    EXPECT_EQ(rest->added, fine);
    EXPECT_EQ(counts().total, fine);
}

TEST_F(Imports, of_a_file_cut_anywhere_write_all_rows_of_it_or_none) {
    std::string csv = head;
    for (int month = 1; month <= 9; ++month)
        csv += "2026-0" + std::to_string(month) + ",石墙镇,6,35,,\"\"\n";
    for (std::size_t cut = 0; cut < csv.size(); cut += 3) {
        const auto before = counts().total;
        const auto report = take(csv.substr(0, cut));
        if (!report || !report->is_fine())
            EXPECT_EQ(counts().total, before) << cut;
        else
            EXPECT_EQ(counts().total, std::max(before, report->rows)) << cut;
    }
}

TEST_F(Imports, read_the_template_with_its_examples_and_a_workbook_that_was_written) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "records.xlsx";
    ASSERT_TRUE(take(std::string(head) + "2026-09,石墙镇,6,35,,\n2026-09,香城镇,6,70,,\n"));
    {
        Workbook book(air(), units);
        std::string bytes = book.take();
        for (const auto& row : list().rows) {
            book.add(row);
            bytes += book.take();
        }
        book.finish();
        write_file(file, bytes + book.take());
        EXPECT_FALSE(book.is_full());
    }
    // What it is packed in is sound for others too.
    EXPECT_EQ(std::system(("python3 -c 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)' " +
                           file.string())
                              .c_str()),
              0);
    const auto sheet = Sheet::open(file, "records.xlsx", air());
    ASSERT_TRUE(sheet) << words(Language::en, sheet.error());
    Report report;
    ASSERT_TRUE(take_in(*database, *sheet, {air(), unit("市生态环境局"), Marking::real, "表.xlsx", "", "test"}, report))
        << faults_csv(report, Language::en);
    EXPECT_EQ(report.unchanged, 2);
    write_file(folder.path() / "template.xlsx", template_xlsx(air(), units));
    const auto empty = Sheet::open(folder.path() / "template.xlsx", "template.xlsx", air());
    ASSERT_TRUE(empty) << words(Language::en, empty.error());
    EXPECT_TRUE(empty->unknown().empty());
    EXPECT_EQ(take_in(*database, *empty, {air(), unit("市生态环境局"), Marking::real, "表.xlsx", "", "test"}, report).error().id,
              "records.refuse.no_rows");
}

}  // namespace
}  // namespace gongkai::records

int main(int argc, char** argv) {
    gongkai::extract::run_if_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
