#include "domain/programme/reading/due.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/programme/reading/traced.h"
#include "domain/programme/reading/written_due.h"

namespace gongkai::programme {
namespace {

TEST(due, every_case_of_the_table_is_read_as_it_says_in_a_notice_of_2019) {
    const auto text = read_file(GONGKAI_SOURCE_DIR "/domain/programme/reading/cases/due.csv");
    ASSERT_TRUE(text);
    const auto cases = read_csv_table(*text, {"place", "text", "due"});
    ASSERT_TRUE(cases);
    for (std::size_t i = 0; i < cases->rows.size(); ++i) {
        SCOPED_TRACE(std::string(cases->at(i, "text")));
        const DuePlace place = cases->at(i, "place") == "cell" ? DuePlace::cell : DuePlace::sentence;
        std::vector<std::string> all;
        for (const FoundDue& found :
             read_dues(mend(to_code_points(cases->at(i, "text"))), {.year = 2019, .signed_on = {}}, place, reading_words()))
            all.push_back(written(found.due) + (found.doubtful ? " ?" : ""));
        EXPECT_EQ(join(all, ";"), cases->at(i, "due"));
    }
}

TEST(due, the_year_of_the_signing_serves_where_the_title_has_none) {
    const auto found = read_dues(U"年底前", {.year = {}, .signed_on = make_day(2021, 3, 4)}, DuePlace::cell, reading_words());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].due.on, make_day(2021, 12, 31));
}

TEST(due, without_any_year_the_phrase_stays_and_is_doubted) {
    const auto found = read_dues(U"6月底前", {}, DuePlace::cell, reading_words());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_FALSE(found[0].due.on);
    EXPECT_TRUE(found[0].doubtful);
    EXPECT_EQ(found[0].due.text, "6月底前");
}

}  // namespace
}  // namespace gongkai::programme
