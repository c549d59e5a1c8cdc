#include "domain/records/pages/chart.h"

#include <gtest/gtest.h>

namespace gongkai::records {
namespace {

std::string drawn(const LineChart& chart) {
    web::Html html;
    write_lines(html, Language::zh, chart);
    return std::string(html.view());
}

int count_in(const std::string& text, std::string_view words) {
    int count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

TEST(LineCharts, put_months_at_their_place_in_time_and_break_the_line_where_some_are_missing) {
    LineChart chart{"合计", "月份", "吨", {"1月", "2月", "5月"}, {"2026-01", "2026-02", "2026-05"}, {}};
    chart.series.push_back({"", {1.0, 2.0, 3.0}, {"1", "2", "3"}});
    const auto html = drawn(chart);
    EXPECT_EQ(count_in(html, "<polyline"), 2) << html;
    EXPECT_NE(html.find("150.0,"), std::string::npos) << "a month of four: " << html;
    EXPECT_NE(html.find("<text x='25.0%'"), std::string::npos) << html;
    EXPECT_NE(html.find(">2026-02</text>"), std::string::npos) << html;
}

TEST(LineCharts, of_quarters_and_days_have_no_gaps_between_them) {
    LineChart chart{"合计", "月份", "吨", {"a", "b", "c"}, {"2025-12", "2026-03", "2026-06"}, {}};
    chart.series.push_back({"", {1.0, 2.0, 3.0}, {"1", "2", "3"}});
    EXPECT_EQ(count_in(drawn(chart), "<polyline"), 1);
    chart.times = {"2025-12-01", "2025-12-02", "2025-12-30"};
    EXPECT_EQ(count_in(drawn(chart), "<polyline"), 1);
}

TEST(LineCharts, break_a_line_whose_value_of_a_year_is_not_given) {
    LineChart chart{"合计", "年份", "吨", {"2023", "2024", "2025", "2026"}, {"2023", "2024", "2025", "2026"}, {}};
    chart.series.push_back({"", {1.0, 2.0, std::nullopt, 3.0}, {"1", "2", "—", "3"}});
    EXPECT_EQ(count_in(drawn(chart), "<polyline"), 2);
    EXPECT_EQ(count_in(drawn(chart), "<path class='dot"), 3);
}

TEST(LineCharts, write_their_scale_with_the_signs_of_thousands) {
    LineChart chart{"合计", "年份", "万元", {"2025", "2026"}, {"2025", "2026"}, {}};
    chart.series.push_back({"", {0.0, 42000.0}, {"0", "42,000"}});
    EXPECT_NE(drawn(chart).find("<li>40,000</li>"), std::string::npos) << drawn(chart);
}

}  // namespace
}  // namespace gongkai::records
