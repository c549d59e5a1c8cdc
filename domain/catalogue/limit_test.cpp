#include "domain/catalogue/limit.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/calendar/year.h"

namespace gongkai::catalogue {
namespace {

const calendar::WorkingDays& office() {
    static const calendar::WorkingDays days(calendar::carried_years());
    return days;
}

std::string shown(const Limit& limit) {
    std::vector<std::string> parts{std::string(word_of(limit.kind))};
    if (limit.count != 0)
        parts.push_back((limit.at_least != limit.count ? std::to_string(limit.at_least) + ".." : "") +
                        std::to_string(limit.count));
    for (const std::string_view part : {word_of(limit.unit), std::string_view(limit.anchor)})
        if (!part.empty())
            parts.emplace_back(part);
    return join(parts, " ");
}

std::string shown(const std::vector<Limit>& limits) {
    std::vector<std::string> parts;
    for (const auto& limit : limits)
        parts.push_back(shown(limit));
    return join(parts, " + ");
}

TEST(Limits, are_read_as_catalogues_print_them) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/catalogue/cases/limits.csv").value(), {"phrase", "limits", "law"});
    ASSERT_TRUE(table);
    ASSERT_GT(table->rows.size(), 40u);
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        EXPECT_EQ(shown(read_limits(table->at(row, "phrase"))), table->at(row, "limits")) << table->at(row, "phrase");
}

TEST(Limits, of_a_sentence_broken_over_two_lines_are_those_of_the_sentence) {
    EXPECT_EQ(shown(read_limits("信息形成或者变更之日起20个工作\n日内")), "within 20 working_day formed");
    EXPECT_EQ(shown(read_limits("20个工作日内\n公示期不少于5日")), "within 20 working_day + shown_for 5 day");
    EXPECT_TRUE(read_limits("").empty());
    EXPECT_TRUE(read_limits(" ；\n。").empty());
}

// 条例26
TEST(Limits, of_the_law_are_read_from_its_own_words) {
    const auto limits = read_limits(lawful_words());
    ASSERT_EQ(limits.size(), 1u);
    EXPECT_EQ(limits[0].count, lawful_working_days);
    EXPECT_EQ(due_on(limits[0], make_day(2026, 9, 28), office()).value(), make_day(2026, 10, 30)) << "over the National Day";
}

TEST(Limits, end_on_a_day) {
    const auto due = [](std::string_view words, Day anchor) {
        return due_on(read_limits(words).at(0), anchor, office()).value();
    };
    EXPECT_EQ(due("听证7个工作日前", make_day(2026, 10, 16)), make_day(2026, 10, 8));
    EXPECT_EQ(due("批复后20日内", make_day(2026, 2, 10)), make_day(2026, 3, 2));
    EXPECT_EQ(due("1个月内", make_day(2026, 1, 31)), make_day(2026, 2, 28));
    EXPECT_EQ(due("3-5个工作日内", make_day(2026, 11, 2)), make_day(2026, 11, 9));
    EXPECT_EQ(due("及时公开", make_day(2026, 11, 2)), std::nullopt);
    EXPECT_EQ(due_on(read_limits("20个工作日内")[0], make_day(2199, 1, 1), office()).error().id, calendar::calendar_missing);
}

}  // namespace
}  // namespace gongkai::catalogue
