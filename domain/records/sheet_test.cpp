// What tables say beside their rows, and what programs that read tables make of them.
#include "domain/records/sheet.h"

#include <xlsxwriter.h>
#include <zip.h>

#include <array>
#include <memory>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/records/import.h"
#include "domain/records/pages/list_file.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Sheets : public RecordsTest {
  protected:
    Sheets() {
        in_money.fields[2].type = in_money.fields[3].type = Type::money;
        in_money.fields[2].unit = in_money.fields[3].unit = "万元";
    }
    // The id of what is refused.
    std::string refused(const std::string& csv) {
        const TemporaryFolder folder;
        write_file(folder.path() / "table.csv", csv);
        const auto sheet = Sheet::open(folder.path() / "table.csv", "table.csv", in_money);
        return sheet ? std::string() : sheet.error().id;
    }
    Kind in_money = air();
};

TEST_F(Sheets, that_say_their_unit_above_the_head_are_held_to_it) {
    const std::string heads = "月份,镇街,二氧化硫,PM2.5\n2026-09,石墙镇,1000000,35\n";
    for (const std::string above :
         {"部门预算表,,,\n单位：元,,,\n", "部门预算表,,,单位：元\n", ",,金额单位：,元\n", "部门预算表 (单位:人民币元),,,\n",
          "计量单位： 亿元,,,\n", "单位：千元,,,\n", "单位：％,,,\n", "单位：元、％,,,\n"})
        EXPECT_EQ(refused(above + heads), "records.refuse.unit_above") << above;
    for (const std::string above : {"单位：万元,,,\n", "填报单位：市财政局,,,\n", "单位：万元、％,,,\n", "单位：户,,,\n",
                                    "金额单位：人民币万元,,,\n", "单位：元大集团,,,\n"})
        EXPECT_EQ(refused(above + heads), "") << above;
    // A head that says its unit is meant by itself.
    EXPECT_EQ(refused("单位：元,,,\n月份,镇街,二氧化硫（万元）,PM2.5（万元）\n2026-09,石墙镇,1,35\n"), "");
    EXPECT_EQ(refused("月份,镇街,二氧化硫,PM2.5\n2026-09,石墙镇,1,35\n单位：元,,,\n"), "") << "below the head it is none";
    const auto sheet = Sheet::of_csv("预算表,单位：元\n" + heads, in_money);
    ASSERT_FALSE(sheet);
    EXPECT_EQ(words(Language::zh, sheet.error()),
              "表头上面写着“单位：元”，计量单位是“元”，而“二氧化硫”这一列要求“万元”。请换算后改掉这一行，或者在表头里写明单位，"
              "例如“二氧化硫（万元）”，以免差一万倍");
}

TEST_F(Sheets, that_end_in_an_average_have_a_record_less) {
    const TemporaryFolder folder;
    write_file(folder.path() / "table.csv", "月份,镇街,SO₂,PM2.5\n2026-09,石墙镇,6,35\n平均,,6,35\n");
    const auto sheet = Sheet::open(folder.path() / "table.csv", "table.csv", air()).value();
    Report report;
    ASSERT_TRUE(take_in(*database, sheet, {air(), unit("市生态环境局"), Marking::real, "表", "", "test"}, report));
    EXPECT_EQ(report.rows, 1);
    EXPECT_EQ(report.passed_over, std::vector<std::int64_t>{3});
}

// A spreadsheet computes what begins so.
TEST_F(Sheets, of_ours_hold_no_formula_and_come_back_as_they_were) {
    EXPECT_EQ(safe_in_csv("=1+1"), "'=1+1");
    EXPECT_EQ(safe_in_csv("'=1+1"), "''=1+1");
    EXPECT_EQ(safe_in_csv("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(safe_in_csv("+86 537 5200000"), "'+86 537 5200000");
    for (const auto* same : {"", "-12.50", "甲=乙", "'甲", "2026-09-01"})
        EXPECT_EQ(safe_in_csv(same), same);
    auto kind = air();
    kind.fields[12].privacy = kind.fields[13].privacy = Privacy::open;
    const TemporaryFolder folder;
    for (const std::string text : {"=HYPERLINK(\"http://x\")", "'=1", "-1+1", "- 甲\n- 乙", "@甲", "+1 甲"}) {
        auto values = month_of_town("2026-09", "石墙镇", 6, 35, {{"watcher", "=1+2"}, {"note", text}});
        Record record;
        record.values = values;
        ListWriter writer(kind, units, Format::csv);
        const auto csv = writer.begin() + writer.add(record) + writer.end();
        EXPECT_TRUE(csv.find(",=") == std::string::npos && csv.find("\"=") == std::string::npos) << csv;
        write_file(folder.path() / "list.csv", csv);
        for (const auto& sheet :
             {Sheet::open(folder.path() / "list.csv", "list.csv", kind).value(), Sheet::of_csv(csv, kind).value()}) {
            int rows = 0;
            ASSERT_TRUE(sheet.each_row(ValueReader(units, today()), [&](Row&& row, std::vector<RowFault>&& faults) {
                ++rows;
                EXPECT_TRUE(faults.empty()) << csv;
                EXPECT_EQ(row.values[12], "=1+2");
                EXPECT_EQ(row.values[13], text);
                return true;
            }));
            EXPECT_EQ(rows, 1);
        }
    }
    Report report;
    report.faults.push_back({2, "=列", "=1+1", {Refusal::Kind::invalid, "records.refuse.needed", {}, {}}});
    EXPECT_EQ(read_csv(faults_csv(report, Language::zh)).value().at(1).at(2), "'=1+1");
}

// 条例15: the name that one field hides is not told by another.
TEST_F(Sheets, that_name_whom_they_hide_are_refused) {
    auto kind = air();
    kind.fields[13].privacy = Privacy::open;
    const auto faults_of = [&](const std::string& watcher, const std::string& note) {
        auto values = month_of_town("2026-09", "石墙镇", 6, 35, {{"watcher", watcher}, {"note", note}});
        std::vector<std::string> all;
        for (const auto& fault : complete(kind, values))
            all.push_back(kind.fields[fault.field].key + " " + words(Language::zh, fault.refusal));
        return all;
    };
    EXPECT_EQ(faults_of("上官再密", "当事人上官再密在路边违停"),
              std::vector<std::string>{"note 公开的内容里写着被遮盖的姓名（上某某）。请删去，或者像这样遮盖"});
    EXPECT_EQ(faults_of("孔令敏、李密", "李密说").size(), 1u);
    EXPECT_EQ(faults_of("买买提·艾力", "买买提·艾力说").size(), 1u);
    for (const auto& [watcher, note] : {std::pair{"上官再密", "当事人上某某在路边违停"},
                                        {"邹城市某某有限公司", "邹城市某某有限公司说"},
                                        {"孔某某", "孔某某说"},
                                        {"", "甲"},
                                        {"13900001111", "甲"},
                                        {"石墙镇某村12号", "石墙镇某村12号"}})
        EXPECT_EQ(faults_of(watcher, note), std::vector<std::string>()) << watcher;
}

// A workbook of libxlsxwriter, made to count its days from 1904 as old machines did.
void count_from_1904(const std::filesystem::path& file) {
    const std::unique_ptr<zip_t, int (*)(zip_t*)> zip(zip_open(file.c_str(), 0, nullptr), zip_close);
    const auto at = zip_name_locate(zip.get(), "xl/workbook.xml", 0);
    zip_stat_t about;
    ASSERT_EQ(zip_stat_index(zip.get(), static_cast<zip_uint64_t>(at), 0, &about), 0);
    std::string xml(about.size, '\0');
    auto* entry = zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(at), 0);
    ASSERT_EQ(zip_fread(entry, xml.data(), xml.size()), std::ssize(xml));
    zip_fclose(entry);
    const auto changed = replace_all(xml, "<workbookPr ", "<workbookPr date1904=\"1\" ");
    ASSERT_NE(changed, xml);
    auto* bytes = static_cast<char*>(std::malloc(changed.size()));  // libzip frees it when it closes
    std::ranges::copy(changed, bytes);
    ASSERT_EQ(
        zip_file_replace(zip.get(), static_cast<zip_uint64_t>(at), zip_source_buffer(zip.get(), bytes, changed.size(), 1), 0), 0);
}

// 44621 from 1904 is the day that 46083 is from 1900: with the look of a day, bare, with a time, typed as text.
TEST_F(Sheets, read_the_days_of_a_workbook_from_where_it_counts_them) {
    for (const bool is_old : {false, true}) {
        const TemporaryFolder folder;
        const auto file = folder.path() / "table.xlsx";
        auto* book = workbook_new(file.c_str());
        auto* sheet = workbook_add_worksheet(book, "报表");
        auto* as_day = workbook_add_format(book);
        format_set_num_format(as_day, "yyyy\"年\"m\"月\"d\"日\"");
        const std::array heads{"月份", "镇街", "起始日", "SO₂", "PM2.5"};
        for (lxw_col_t i = 0; i < heads.size(); ++i)
            worksheet_write_string(sheet, 0, i, heads[i], nullptr);
        const double serial = is_old ? 44'621 : 46'083;
        for (lxw_row_t row = 1; row < 5; ++row) {
            worksheet_write_number(sheet, row, 0, serial, nullptr);
            worksheet_write_string(sheet, row, 1, "石墙镇", nullptr);
            worksheet_write_number(sheet, row, 3, 6, nullptr);
            worksheet_write_number(sheet, row, 4, 35, nullptr);
        }
        worksheet_write_number(sheet, 1, 2, serial, as_day);
        worksheet_write_number(sheet, 2, 2, serial, nullptr);
        worksheet_write_number(sheet, 3, 2, serial + 0.6041666667, nullptr);
        worksheet_write_string(sheet, 4, 2, std::to_string(static_cast<int>(serial)).c_str(), nullptr);
        ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
        if (is_old)
            count_from_1904(file);
        const auto opened = Sheet::open(file, "表.xlsx", air());
        ASSERT_TRUE(opened) << words(Language::en, opened.error());
        std::vector<std::string> read;
        ASSERT_TRUE(opened->each_row(ValueReader(units, today()), [&](Row&& row, std::vector<RowFault>&&) {
            read.push_back(row.values[0] + " " + row.values[10]);
            return true;
        }));
        EXPECT_EQ(read, std::vector<std::string>(4, "2026-03 2026-03-02")) << is_old;
    }
}

}  // namespace
}  // namespace gongkai::records
