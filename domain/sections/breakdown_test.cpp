#include "domain/sections/breakdown.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::sections {
namespace {

using people::Unit;

CsvTable cases(const std::string& file) {
    return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/sections/cases/" + file).value(), {}).value();
}

std::vector<UnitDuty> duties() {
    const auto table = cases("duties.csv");
    std::vector<UnitDuty> all;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        UnitDuty duty;
        duty.id = whole_number(table.at(i, "id")).value();
        duty.title = table.at(i, "title") == "-" ? "" : table.at(i, "title");
        duty.requirement = table.at(i, "requirement");
        all.push_back(std::move(duty));
    }
    return all;
}

PaperRow row_of(std::string place, std::string requirement, std::vector<std::string> named = {}) {
    PaperRow row;
    row.place = std::move(place);
    row.requirement = std::move(requirement);
    row.named = row.asked = std::move(named);
    return row;
}

TEST(Breakdown, a_row_is_told_from_the_duties_by_what_it_says) {
    const auto table = cases("rows.csv");
    ASSERT_GT(table.rows.size(), 10u);
    const auto all = duties();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        PaperRow row;
        row.title = table.at(i, "title");
        row.requirement = table.at(i, "requirement");
        const auto made = match({row}, all).front();
        const auto story = std::string(table.at(i, "story"));
        EXPECT_EQ(word_of(made.surety), table.at(i, "how")) << story << (made.guesses.empty() ? 0 : made.guesses[0].percent);
        EXPECT_EQ(made.guesses.empty() ? "" : std::to_string(made.guesses.front().duty_id), table.at(i, "duty")) << story;
        EXPECT_EQ(made.guesses.empty(), made.surety == Surety::none) << story;
        EXPECT_TRUE(std::ranges::is_sorted(made.guesses, std::ranges::greater(), &Guess::percent)) << story;
    }
}

TEST(Breakdown, what_the_reader_was_not_sure_of_is_asked) {
    auto row = row_of("1.1", duties().front().requirement);
    EXPECT_EQ(match({row}, duties()).front().surety, Surety::sure);
    row.is_unsure = true;
    EXPECT_EQ(match({row}, duties()).front().surety, Surety::unsure);
}

TEST(Breakdown, of_a_unit_without_duties_nothing_is_broken_down) {
    EXPECT_EQ(match({row_of("1.1", "公开预算")}, {}).front().surety, Surety::none);
}

TEST(Breakdown, a_printed_name_means_one_section_of_the_unit_or_nobody) {
    const auto unit = [](people::UnitId id, std::string name, std::string full_name = {}) {
        Unit made;
        made.id = id;
        made.name = std::move(name);
        made.full_name = full_name.empty() ? made.name : std::move(full_name);
        return made;
    };
    const auto health = unit(1, "市卫生健康局", "邹城市卫生健康局");
    std::vector<Unit> sections{unit(2, "规划信息科"), unit(3, "市卫生健康局办公室", "邹城市卫生健康局办公室"),
                               unit(4, "医政医管科"), unit(5, "综合科"), unit(6, "市卫生健康局综合科")};
    sections[2].aliases = {"医政科"};
    std::vector<const Unit*> all;
    for (const auto& one : sections)
        all.push_back(&one);
    const auto table = cases("names.csv");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto* found = section_named(all, health, table.at(i, "printed"));
        EXPECT_EQ(found ? found->name : "", table.at(i, "section")) << table.at(i, "story");
    }
    EXPECT_EQ(own_name(sections[1], health), "办公室");
    EXPECT_EQ(own_name(sections[0], health), "规划信息科");
}

TEST(Breakdown, the_notice_is_the_one_that_the_paper_names_or_of_its_year_or_the_newest) {
    const auto notice = [](std::string number, int year) {
        programme::Notice one;
        one.head.number = std::move(number);
        one.year = year;
        return one;
    };
    const std::vector<programme::Notice> all{notice("某政办〔2021〕5号", 2021), notice("", 2020),
                                             notice("某政办〔2019〕33号", 2019)};
    programme::NoticeHead head;
    EXPECT_EQ(notice_of(all, head, 2020), &all[1]);
    EXPECT_EQ(notice_of(all, head, 2024), &all[0]);
    head.parents = {"某发〔2018〕1号", "某政办〔2019〕33号"};
    EXPECT_EQ(notice_of(all, head, 2020), &all[2]);
    EXPECT_EQ(notice_of({}, head, 2020), nullptr);
}

TEST(Breakdown, of_two_rows_that_are_sure_of_one_duty_for_two_sections_the_less_like_one_is_asked) {
    const auto all = duties();
    const std::vector<PaperRow> rows{row_of("1.1", all[1].requirement.substr(0, 60)), row_of("2.1", all[1].requirement),
                                     row_of("3.1", all[2].requirement)};
    auto matches = match(rows, all);
    ASSERT_EQ(matches[0].surety, Surety::sure);
    auto same = matches;
    part_rivals(same, rows, {"7", "7", "8"});
    EXPECT_EQ(same[0].surety, Surety::sure) << "both go to the same section";
    part_rivals(matches, rows, {"7", "8", "8"});
    EXPECT_EQ(matches[0].surety, Surety::unsure);
    EXPECT_EQ(matches[0].rival, "2.1");
    EXPECT_EQ(matches[1].surety, Surety::sure);
    EXPECT_EQ(matches[2].surety, Surety::sure);
    auto nobody = match(rows, all);
    part_rivals(nobody, rows, {"", "8", "8"});
    EXPECT_EQ(nobody[0].surety, Surety::sure) << "a row that goes to no section takes nothing from anybody";
}

TEST(Breakdown, rows_for_one_section_are_handed_over_together_and_two_sections_are_refused) {
    auto first = row_of("1.1", "公开预算", {"规划信息科"});
    first.due = "6月底前";
    const std::vector<PaperRow> rows{first, row_of("1.2", "公开决算", {"规划信息科", "办公室"}), row_of("2.1", "无关")};
    const auto made = handings(rows, {{9, 2}, {9, 2}, {0, 0}});
    ASSERT_TRUE(made);
    ASSERT_EQ(made->size(), 1u);
    EXPECT_EQ(made->front().words, "公开预算（6月底前）\n公开决算（规划信息科、办公室）");
    EXPECT_TRUE(handings(rows, {{9, 0}, {0, 2}, {8, 0}})->empty()) << "to nobody, or of no duty";
    const auto two = handings(rows, {{9, 2}, {0, 0}, {9, 3}});
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error().id, "sections.refuse.two_sections");
    EXPECT_EQ(two.error().arguments, (std::vector<std::string>{"1.1", "2.1"}));
    std::string length;
    for (int i = 0; i < 600; ++i)
        length += "长";
    EXPECT_EQ(count_code_points(handings({row_of("1.1", length)}, {{9, 2}})->front().words), 500u);
}

TEST(Breakdown, the_difference_is_new_another_section_other_words_or_none) {
    UnitDuty duty{.id = 9, .label = {}, .title = {}, .requirement = {}, .section_id = {}, .words = {}};
    const Handing handing{9, 2, "公开预算"};
    EXPECT_EQ(difference(handing, duty), Difference::fresh);
    duty.section_id = 3;
    EXPECT_EQ(difference(handing, duty), Difference::moved);
    duty.section_id = 2;
    EXPECT_EQ(difference(handing, duty), Difference::reworded);
    duty.words = "公开预算";
    EXPECT_EQ(difference(handing, duty), Difference::same);
}

TEST(Breakdown, rows_of_a_reading_say_whom_they_ask) {
    programme::Reading reading;
    reading.tasks.resize(2);
    reading.tasks[1].title = "推进财政信息公开";
    reading.tasks[1].rows.resize(2);
    auto& row = reading.tasks[1].rows[1];
    row.requirement = "公开预算";
    row.units = {"办公室", "规划信息科"};
    row.groups = {"各科室"};
    row.confidence = 0.6;
    auto read = rows_of(reading);
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[1].place, "2.2");
    EXPECT_EQ(read[1].title, "推进财政信息公开");
    EXPECT_EQ(read[1].named, (std::vector<std::string>{"办公室", "规划信息科", "各科室"}));
    EXPECT_EQ(read[1].asked, (std::vector<std::string>{"办公室", "规划信息科"})) << "who of them does it is not said";
    EXPECT_TRUE(read[1].is_unsure);
    row.lead = {"办公室"};
    EXPECT_EQ(rows_of(reading)[1].asked, std::vector<std::string>{"办公室"});
}

}  // namespace
}  // namespace gongkai::sections
