#include "domain/records/import.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <xlsxwriter.h>

#include <array>
#include <memory>
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

TEST_F(Imports, are_proved_while_others_write_and_are_written_together_with_what_comes_first) {
    std::string csv = head;
    for (int i = 0; i < 2001; ++i)
        csv += fmt::format("{}-{:02},石墙镇,6,35,,\n", 1900 + i / 12, i % 12 + 1);
    const auto sheet = Sheet::of_csv(csv, air()).value();
    bool has_others = false, is_first_done = false;
    // A deed inside the writer's deed would wait for itself.
    ImportOrder order{air(), unit("市生态环境局"), Marking::real, "表.csv", "", "test"};
    order.progress = [&](std::int64_t) {
        if (!is_first_done)
            has_others = database->write([](db::Connection& c) { return people::note_unlisted(c, "新单位") > 0; });
    };
    Report report;
    const auto refuse_first = [&](db::Connection&) -> Result<void> {
        is_first_done = true;
        return refuse(Refusal::Kind::conflict, "records.refuse.accepted_already");
    };
    const auto refused = take_in(*database, sheet, order, report, {.before = refuse_first});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().id, "records.refuse.accepted_already");
    EXPECT_TRUE(has_others);
    EXPECT_TRUE(list().rows.empty());
    const auto small = Sheet::of_csv(std::string(head) + "2026-09,石墙镇,6,35,,\n", air()).value();
    const auto records_are = [](std::int64_t count, Result<void> then) {
        return [=](db::Connection& c) {
            EXPECT_EQ(kind_there(c, air()).records, count);
            return then;
        };
    };
    const auto late = refuse(Refusal::Kind::conflict, "records.refuse.accepted_already");
    EXPECT_FALSE(take_in(*database, small, order, report, {records_are(0, {}), records_are(1, late)}));
    EXPECT_TRUE(list().rows.empty()) << "what is refused afterwards is not taken in either";
    ASSERT_TRUE(take_in(*database, small, order, report, {records_are(0, {}), records_are(1, {})}));
    EXPECT_EQ(report.added, 1);
}

TEST_F(Imports, of_what_was_exported_change_nothing) {
    ASSERT_TRUE(take(std::string(head) + "2026-09,石墙镇,6,35,,\n2026-09,香城镇,6,70,,\n"));
    std::string csv = csv_line(Columns(air()).heads());
    for (const auto& row : list().rows)
        csv += csv_line(Columns(air()).cells(row, units));
    const auto again = take(csv);
    ASSERT_TRUE(again) << words(Language::en, again.error());
    EXPECT_EQ(again->unchanged, 2);
    EXPECT_EQ(again->unknown, (std::vector<std::string>{"记录编号", "公开机构", "公开日期"}));
}

TEST_F(Imports, of_what_was_exported_take_no_example_for_a_record) {
    ASSERT_TRUE(put({month_of_town("2026-09", "石墙镇", 6, 35)}, "市生态环境局", Marking::demonstration));
    ASSERT_TRUE(put({month_of_town("2026-09", "香城镇", 6, 70)}));
    const Columns columns(air(), Examples::some);
    std::string csv = csv_line(columns.heads());
    for (const auto& row : list().rows)
        csv += csv_line(columns.cells(row, units));
    const auto again = take(csv);
    ASSERT_TRUE(again) << words(Language::en, again.error());
    EXPECT_EQ(again->unchanged, 1);
    EXPECT_EQ(again->passed_over_count, 1);
    EXPECT_EQ(std::ranges::count_if(list().rows, &Record::is_demonstration), 1);
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
    const std::string heads = std::string(head).substr(0, std::string_view(head).size() - 1) + ",污染物,起始日,监测人,内部备注\n";
    std::string damaged = heads, whole = heads;
    std::set<std::int64_t> wrong;
    std::int64_t number = 1, fine = 0;
    for (int year = 1950; year < 2200 && number < 10'001; ++year)
        for (int month = 1; month <= 12; ++month)
            for (const std::string town : {"石墙镇", "香城镇", "太平镇"}) {
                ++number;
                char text[16];
                std::snprintf(text, sizeof text, "%04d-%02d", year, month);
                // A whole row may hold what looks odd: quotes, line ends, what a spreadsheet would take for a formula.
                CsvRow row{text,
                           town,
                           std::to_string(random() % 100),
                           std::to_string(random() % 200),
                           "",
                           "",
                           any({"", "扬尘", "扬尘、烟", "dust;smoke"}),
                           any({"", "2026/3/1", "2026年3月1日", "20260301", "2024-02-29"}),
                           any({"", "孔令某", "=1+1"}),
                           any({"", "说\"好\"", "两\r\n行", "a,b", " ", "\xE2\x80\x8B𠮷"})};
                if (random() % 3 != 0) {
                    whole += csv_line(row);
                    ++fine;
                } else {
                    wrong.insert(number);
                    switch (random() % 11) {
                        case 0:
                            row[0] = any({"", "去年", "2026-00", "2026-1-32", "\xff\xfe", "\xce\xa3\xd5\xf2", "1899-12"});
                            break;
                        case 1:
                            row[1] = any(
                                {"", "市财政局", "石墙", "不存在镇", std::string("石墙镇\0x", 11), "'; DROP TABLE record; --"});
                            break;
                        case 2:
                            row[2] = any({"", "-1", "1001", "1e3", "NaN", "六", "1.5", "99999999999999999999999", "=1+1",
                                          "@SUM(A1)", "+6+6", "#DIV/0!", "6\n7"});
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
                        case 8:
                            row[7] = any({"2026-02-30", "2026-06-31", "2025-2-29", "19999", "30/02/2026", "2026年十三月一日",
                                          "2026-01-01 25:61", "明天"});
                            break;
                        case 9:  // a cell that has swallowed what came after it
                            row[8].assign(20'000, any({"x", "\"", ",", "="})[0]);
                            break;
                        case 10:
                            row[6] = any({"雾霾", "扬尘、雾霾", "dust;;fog", "=HYPERLINK(1)"});
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

// One sign too many or too few of those that make a CSV: all rows of it or none, and never a fault of the program.
TEST_F(Imports, of_a_file_with_a_quote_a_comma_or_a_line_end_anywhere_write_all_rows_or_none) {
    std::mt19937 random(5);
    std::string csv = head;
    for (int month = 1; month <= 12; ++month)
        csv += "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + ",\"石墙镇\",6,35,,\"\"\n";
    int refused = 0, told = 0, taken = 0;
    for (int i = 0; i < 300; ++i) {
        auto damaged = csv;
        const auto at = random() % damaged.size();
        const char sign = "\",\n\r;\t\0\xff"[random() % 8];
        if (random() % 2 == 0)
            damaged.insert(at, 1, sign);
        else
            damaged[at] = sign;
        const auto before = counts().total;
        const auto report = take(damaged);
        const auto after = counts().total;
        (!report ? refused : report->is_fine() ? taken : told) += 1;
        EXPECT_EQ(after - before, report && report->is_fine() ? report->added : 0) << damaged;
        if (report && report->is_fine()) {
            EXPECT_EQ(report->rows, report->added + report->changed + report->unchanged) << damaged;
        }
    }
    EXPECT_GT(refused, 20);
    EXPECT_GT(told, 20);
    EXPECT_GT(taken, 5);
}

std::string in_charset(const std::string& text, const char* charset) {
    const auto wide = icu::UnicodeString::fromUTF8(text);
    std::string bytes(text.size() * 4 + 8, '\0');
    UErrorCode failed = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(charset, &failed), ucnv_close);
    const auto size = wide.extract(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), failed);
    EXPECT_TRUE(U_SUCCESS(failed)) << u_errorName(failed);
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

// More than one piece of the file, so that a character stands across the end of one.
TEST_F(Imports, read_a_file_in_whatever_encoding_the_office_has_saved_it) {
    std::string csv = head;
    std::int64_t rows = 0;
    for (int year = 1900; year < 2200; ++year)
        for (int month = 1; month <= 12; ++month) {
            csv += std::to_string(year) + "年" + std::to_string(month) + "月,石墙镇,6,35,,\n";
            ++rows;
        }
    const TemporaryFolder folder;
    const auto file = folder.path() / "table.csv";
    const std::string mark = "\xEF\xBB\xBF";
    for (const auto& bytes : {csv, mark + csv, in_charset(csv, "GB18030"), in_charset(csv, "UTF-16")}) {
        write_file(file, bytes);
        const auto sheet = Sheet::open(file, "表.CSV", air());
        ASSERT_TRUE(sheet) << words(Language::en, sheet.error());
        std::int64_t fine = 0;
        ASSERT_TRUE(sheet->each_row(ValueReader(units, today()), [&](Row&& row, std::vector<RowFault>&& faults) {
            fine += faults.empty() && row.values[0].size() == 7 ? 1 : 0;
            return true;
        }));
        EXPECT_EQ(fine, rows);
    }
    EXPECT_EQ(Sheet::open(folder.path() / "none.csv", "none.csv", air()).error().id, "core.refuse.file_missing");
}

// What offices do to a workbook: numbers and days typed as text, days as numbers with the look of a day, one town merged beside
// several rows, a computed cell, the rest of a float, an error of a formula.
TEST_F(Imports, read_the_cells_of_a_workbook_as_people_see_them) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "table.xlsx";
    auto* book = workbook_new(file.c_str());
    auto* sheet = workbook_add_worksheet(book, "报表");
    auto* as_day = workbook_add_format(book);
    format_set_num_format(as_day, "yyyy-mm-dd");
    worksheet_merge_range(sheet, 0, 0, 0, 5, "空气质量月报", nullptr);
    const std::array heads{"月份", "镇街", "SO₂", "PM2.5", "综合指数", "起始日"};
    for (lxw_col_t i = 0; i < heads.size(); ++i)
        worksheet_write_string(sheet, 1, i, heads[i], nullptr);
    worksheet_merge_range(sheet, 2, 1, 4, 1, "石墙镇", nullptr);
    lxw_datetime day{2026, 3, 1, 0, 0, 0};
    for (lxw_row_t row = 2; row < 6; ++row) {
        worksheet_write_string(sheet, row, 0, ("2026年" + std::to_string(row) + "月").c_str(), nullptr);
        worksheet_write_string(sheet, row, 2, "6", nullptr);
        worksheet_write_number(sheet, row, 3, 35, nullptr);
        worksheet_write_datetime(sheet, row, 5, &day, as_day);
    }
    worksheet_write_formula_num(sheet, 2, 4, "=6/60+35/35", nullptr, 1.1);
    worksheet_write_number(sheet, 3, 4, 1.1000000000000001, nullptr);
    worksheet_write_formula_str(sheet, 4, 4, "=1/0", nullptr, "#DIV/0!");
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
    const auto opened = Sheet::open(file, "表.xlsx", air());
    ASSERT_TRUE(opened) << words(Language::en, opened.error());
    std::vector<std::string> read;
    Report report;
    ASSERT_TRUE(opened->each_row(ValueReader(units, today()), [&](Row&& row, std::vector<RowFault>&& faults) {
        read.push_back(row.values[0] + " " + row.values[1] + " " + row.values[4] + " " + row.values[10]);
        for (auto& fault : faults)
            report.faults.push_back(std::move(fault));
        return true;
    }));
    const auto town = id("石墙镇");
    EXPECT_EQ(read, (std::vector<std::string>{"2026-02 " + town + " 1.10 2026-03-01", "2026-03 " + town + " 1.10 2026-03-01",
                                              "2026-04 " + town + " 1.10 2026-03-01", "2026-05  1.10 2026-03-01"}));
    EXPECT_EQ(faults(report), (std::vector<std::string>{"5 综合指数 value.number", "6 镇街 needed"}));
}

// What offices hand in under the name of CSV, read into one line a row: its number, month, town and index, or what is wrong.
std::vector<std::string> rows_of(const Sheet& sheet, const people::Directory& units) {
    std::vector<std::string> all;
    const auto read = sheet.each_row(
        ValueReader(units, today()),
        [&](Row&& row, std::vector<RowFault>&& faults) {
            auto line = std::to_string(row.number);
            if (faults.empty())
                line += " " + row.values[0] + " " + row.values[4];
            for (const auto& fault : faults)
                line += " " + fault.column + "?";
            all.push_back(line);
            return true;
        },
        [&](std::int64_t number) { all.push_back(std::to_string(number) + " passed over"); });
    EXPECT_TRUE(read);
    // Rows are read by the hundred, so what is passed over is told before them.
    std::ranges::stable_sort(all, {}, [](const std::string& line) { return std::stoi(line); });
    return all;
}

TEST_F(Imports, read_a_text_however_its_columns_are_parted_and_count_its_rows_as_a_spreadsheet_does) {
    const TemporaryFolder folder;
    const std::string table =
        "邹城市空气质量月报||||\n"
        "单位：微克/立方米||||\n"
        "月份|镇街|SO₂|PM2.5|综合指数\n"
        "2026年3月|石墙镇|６|３５|\n"
        "\n"
        "46113|石墙镇|6|\"3,500\"|\n"
        "\n\n"
        "2026-05|\"石墙\n镇\"|6|35|\n"
        "2026-13|石墙镇|6|35|\n"
        "月份|镇街|SO₂|PM2.5|综合指数\n"
        "合 计||24|140|\n"
        "填表人：某某||审核人：某某||\n"
        "注：数据来自自动站||||\n";
    const auto file = folder.path() / "table.csv";
    std::vector<std::string> wanted;
    for (const std::string separator : {",", ";", "\t"})
        for (const std::string end : {"\n", "\r\n"})
            for (const std::string charset : {"UTF-8", "mark", "GB18030", "UTF-16"}) {
                auto text = replace_all(replace_all(table, "|", separator), "\n", end);
                if (charset == "mark")
                    text.insert(0, "\xEF\xBB\xBF");
                else if (charset != "UTF-8")
                    text = in_charset(text, charset.c_str());
                write_file(file, text);
                const auto what = charset + " parted by " + separator;
                for (const std::string name : {"表.csv", "表.TXT", "表.xls"}) {
                    const auto sheet = Sheet::open(file, name, air());
                    ASSERT_TRUE(sheet) << what << " " << name << ": " << words(Language::en, sheet.error());
                    const auto rows = rows_of(*sheet, units);
                    if (wanted.empty())
                        wanted = rows;
                    EXPECT_EQ(rows, wanted) << what << " " << name;
                }
            }
    ASSERT_EQ(wanted.size(), 8u);
    EXPECT_TRUE(wanted[0].starts_with("4 2026-03 ")) << wanted[0];
    EXPECT_TRUE(wanted[1].starts_with("6 2026-04 ")) << "as a sheet counts days: " << wanted[1];
    EXPECT_EQ(wanted[2], "9 镇街?") << "a line end within a cell begins no row, two blank lines are two";
    EXPECT_EQ(wanted[3], "10 月份?");
    EXPECT_EQ(wanted[4] + wanted[5] + wanted[6] + wanted[7], "11 passed over12 passed over13 passed over14 passed over");
    // A program means each row that it sends.
    const auto sent = Sheet::of_csv("月份,镇街,SO₂\n合计,,6\n", air());
    EXPECT_TRUE(!sent || rows_of(*sent, units).front().find("passed over") == std::string::npos);
}

TEST_F(Imports, of_a_workbook_tell_which_sheet_was_taken_and_number_its_rows_as_it_shows_them) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "table.xlsx";
    auto* book = workbook_new(file.c_str());
    worksheet_write_string(workbook_add_worksheet(book, "填表说明"), 0, 0, "请如实填写", nullptr);
    worksheet_write_string(workbook_get_worksheet_by_name(book, "填表说明"), 1, 1, "不得空缺", nullptr);
    auto* sheet = workbook_add_worksheet(book, "三月");
    workbook_add_worksheet(book, "空表");
    auto* another = workbook_add_worksheet(book, "四月");
    const std::array heads{"月份", "镇街", "SO₂", "PM2.5"};
    worksheet_merge_range(sheet, 0, 0, 1, 3, "空气质量月报", nullptr);
    for (auto* one : {sheet, another})
        for (lxw_col_t i = 0; i < heads.size(); ++i)
            worksheet_write_string(one, 3, i, heads[i], nullptr);
    const auto write_row = [&](lxw_row_t row, double month, const char* first) {
        if (month > 0)
            worksheet_write_number(sheet, row, 0, month, nullptr);
        else
            worksheet_write_string(sheet, row, 0, first, nullptr);
        worksheet_write_string(sheet, row, 1, month > 0 ? "石墙镇" : "", nullptr);
        worksheet_write_string(sheet, row, 2, "6", nullptr);
        worksheet_write_string(sheet, row, 3, "１，０００", nullptr);
    };
    write_row(4, 46082, "");
    write_row(7, 46113, "");
    write_row(9, 0, "不是月份");
    write_row(10, 0, "合计：");
    worksheet_merge_range(sheet, 12, 0, 12, 3, "注：自动站数据", nullptr);
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
    const auto opened = Sheet::open(file, "表.csv", air());
    ASSERT_TRUE(opened) << words(Language::en, opened.error());
    EXPECT_EQ(opened->name(), "三月");
    EXPECT_EQ(opened->others(), (std::vector<std::string>{"填表说明", "四月"}));
    const auto rows = rows_of(*opened, units);
    ASSERT_EQ(rows.size(), 5u);
    EXPECT_TRUE(rows[0].starts_with("5 2026-03 ")) << rows[0];
    EXPECT_TRUE(rows[1].starts_with("8 2026-04 ")) << rows[1];
    EXPECT_TRUE(rows[2].starts_with("10 月份?")) << rows[2];
    EXPECT_EQ(rows[3], "11 passed over");
    EXPECT_EQ(rows[4], "13 passed over");
    const auto would = database->read([&](db::Connection& c) {
        return preview(c, *opened, {air(), unit("市生态环境局"), Marking::real, "表.xlsx", "", "test"}).value();
    });
    const auto told = left_aside(would, Language::zh);
    ASSERT_EQ(told.size(), 2u);
    EXPECT_NE(told[0].find("“三月”"), std::string::npos) << told[0];
    EXPECT_NE(told[0].find("填表说明、四月"), std::string::npos) << told[0];
    EXPECT_NE(told[1].find("第11、13行"), std::string::npos) << told[1];
    EXPECT_EQ(would.rows, 3);
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
    EXPECT_TRUE(sheet && sheet->others().empty()) << "the dictionary beside them is ours";
    ASSERT_TRUE(sheet) << words(Language::en, sheet.error());
    Report report;
    ASSERT_TRUE(take_in(*database, *sheet, {air(), unit("市生态环境局"), Marking::real, "表.xlsx", "", "test"}, report))
        << faults_csv(report, Language::en);
    EXPECT_EQ(report.unchanged, 2);
    write_file(folder.path() / "template.xlsx", template_xlsx(air(), units));
    const auto empty = Sheet::open(folder.path() / "template.xlsx", "template.xlsx", air());
    EXPECT_TRUE(empty && empty->others().empty());
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
