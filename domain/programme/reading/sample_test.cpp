// The real notice, read and compared with what a person read in it (data/notices).
#include <gtest/gtest.h>

#include <map>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

std::string text_of_notice() { return *read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.txt"); }

const Reading& reading() {
    static const Reading read = [] {
        extract::Document document;
        document.pages.push_back({text_of_notice(), {}});
        return read_notice(document, reading_words());
    }();
    return read;
}

CsvTable duties() {
    return *read_csv_table(*read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.duties.tsv"),
                           {"task", "group", "title", "part", "units", "open_ended", "deadline_or_cadence"}, '\t');
}

std::string said(const Due& due) {
    if (due.kind == Due::Kind::by)
        return "by " + to_text(*due.on);
    if (due.kind == Due::Kind::at_least)
        return "at least " + std::to_string(due.count) + " a year";
    if (due.kind == Due::Kind::every)
        return due.period == Period::month ? "every month" : "every year";
    return "ongoing";
}

TEST(sample, has_35_tasks_and_42_rows_in_layout_one) {
    EXPECT_EQ(reading().outcome, Outcome::import);
    EXPECT_EQ(reading().layout, Layout::flattened);
    ASSERT_EQ(reading().tasks.size(), 35u);
    std::size_t rows = 0;
    for (const Task& task : reading().tasks)
        rows += task.rows.size();
    EXPECT_EQ(rows, 42u);
    EXPECT_TRUE(reading().warnings.empty());
}

TEST(sample, every_row_names_the_units_groups_and_terms_that_a_person_read) {
    const std::map<std::string, std::string, std::less<>> terms = {{"动态", "ongoing"},
                                                                   {"定期", "ongoing"},
                                                                   {"每月", "every month"},
                                                                   {"每年", "every year"},
                                                                   {"每年(年度报告)", "every year"},
                                                                   {"每年(年度目录)", "every year"},
                                                                   {"6月底之前", "by 2019-06-30"},
                                                                   {"每年不少于2次", "at least 2 a year"}};
    const CsvTable table = duties();
    ASSERT_EQ(table.rows.size(), 42u);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto number = static_cast<std::size_t>(std::stoi(std::string(table.at(i, "task"))));
        const auto part = static_cast<std::size_t>(std::stoi(std::string(table.at(i, "part"))));
        SCOPED_TRACE("task " + std::to_string(number) + ", row " + std::to_string(part));
        const Task& task = reading().tasks.at(number - 1);
        EXPECT_EQ(task.number, static_cast<int>(number));
        EXPECT_EQ(task.title, table.at(i, "title"));
        EXPECT_EQ(task.category, std::string(table.at(i, "group")));
        ASSERT_GE(task.rows.size(), part);
        const Row& row = task.rows[part - 1];
        std::vector<std::string> owners = row.units;
        owners.insert(owners.end(), row.groups.begin(), row.groups.end());
        EXPECT_EQ(join(owners, "、"), table.at(i, "units"));
        EXPECT_EQ(row.open_ended, !table.at(i, "open_ended").empty());
        std::vector<std::string> expected, got;
        for (const std::string_view cue : split(table.at(i, "deadline_or_cadence"), ';')) {
            if (!cue.empty())
                expected.push_back(terms.find(cue)->second);
        }
        for (const Due& due : row.due)
            got.push_back(said(due));
        EXPECT_EQ(got, expected);
    }
}

TEST(sample, head_and_letter_are_read) {
    const NoticeHead& head = reading().document;
    EXPECT_EQ(head.number, "邹政办字〔2019〕33号");
    EXPECT_EQ(head.title, "关于印发邹城市2019年政务公开工作任务分解表的通知");
    EXPECT_EQ(head.issuer, "邹城市人民政府办公室");
    EXPECT_EQ(head.signed_on, make_day(2019, 6, 25));
    EXPECT_EQ(head.parents, (std::vector<std::string>{"国办发〔2019〕14号", "鲁政办发〔2019〕15号"}));
    ASSERT_EQ(reading().cover_duties.size(), 3u);
    EXPECT_EQ(reading().cover_duties[0].who, "市政府办公室");
    EXPECT_EQ(reading().cover_duties[0].due[0].period, Period::half_year);
    EXPECT_EQ(reading().cover_duties[1].who, "各级各部门");
    EXPECT_EQ(reading().cover_duties[1].due[0].on, make_day(2019, 6, 30));
    EXPECT_EQ(said(reading().cover_duties[2].due[0]), "every year");
}

TEST(sample, a_source_points_at_the_very_words_of_its_row) {
    const std::u32string page = to_code_points(text_of_notice());
    for (const Task& task : reading().tasks) {
        for (const Row& row : task.rows) {
            std::u32string printed;
            for (const extract::Span& span : row.source) {
                ASSERT_EQ(span.page, 0);
                ASSERT_LT(span.start, span.end);
                ASSERT_LE(span.end, page.size());
                printed += page.substr(span.start, span.end - span.start);
            }
            // The row's words and nothing but them and its units; pieces stand in the order of the page.
            std::u32string letters;
            for (const char32_t c : printed) {
                if (c > 0x20)
                    letters.push_back(c);
            }
            const std::size_t least = to_code_points(row.requirement).size();
            EXPECT_GE(letters.size(), least);
            EXPECT_LE(letters.size(), least + 110);
        }
    }
}

TEST(sample, a_requirement_is_mended_without_a_change_of_words) {
    EXPECT_EQ(reading().tasks[1].rows[1].requirement, "动态发布农村集体产权制度改革试点和农村闲散土地盘活利用等工作进展信息");
    EXPECT_TRUE(reading().tasks[28].rows[1].requirement.ends_with("加快推动政府门户网站IPv6改造工作"));
    EXPECT_TRUE(reading().tasks[22].rows[0].requirement.ends_with("每年解读重要政策措施不少于2次"));
}

// Line ends where the stream has blanks: the other way in which such text comes.
TEST(sample, kept_line_ends_change_nothing) {
    std::string text = text_of_notice();
    const std::size_t table = text.find("附件 邹城市");
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(table), text.end(), ' ', '\n');
    extract::Document document;
    document.pages.push_back({text, {}});
    const Reading lines = read_notice(document, reading_words());
    ASSERT_EQ(lines.tasks.size(), 35u);
    for (std::size_t i = 0; i < 35; ++i) {
        EXPECT_EQ(lines.tasks[i].title, reading().tasks[i].title);
        ASSERT_EQ(lines.tasks[i].rows.size(), reading().tasks[i].rows.size());
        for (std::size_t r = 0; r < lines.tasks[i].rows.size(); ++r)
            EXPECT_EQ(lines.tasks[i].rows[r].units, reading().tasks[i].rows[r].units);
    }
}

}  // namespace
}  // namespace gongkai::programme
