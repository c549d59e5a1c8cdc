#include "domain/search/days.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"

namespace gongkai::search {
namespace {

TEST(Days, are_understood_in_the_words_in_which_people_say_them_and_nothing_else_is_taken_for_one) {
    const auto table = read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/search/cases/days.csv").value(),
                                      {"typed", "rest", "written", "from", "to", "narrows"})
                           .value();
    ASSERT_GE(table.rows.size(), 35u);
    const auto day = make_day(2026, 11, 27);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto typed = table.at(row, "typed");
        const auto days = days_in(typed, day);
        const auto narrows = table.at(row, "narrows");
        if (narrows == "none") {
            EXPECT_FALSE(days) << typed << ": " << days->said;
            continue;
        }
        ASSERT_TRUE(days) << typed;
        EXPECT_EQ(days->rest, table.at(row, "rest")) << typed;
        EXPECT_EQ(days->written, table.at(row, "written")) << typed;
        EXPECT_EQ(days->is_newest, narrows == "newest") << typed;
        if (days->is_newest)
            continue;
        EXPECT_EQ(to_text(days->from), table.at(row, "from")) << typed;
        EXPECT_EQ(to_text(days->to), table.at(row, "to")) << typed;
        EXPECT_EQ(days->narrows, narrows == "yes") << typed;
    }
}

}  // namespace
}  // namespace gongkai::search
