#include "domain/programme/reading/units.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::programme {
namespace {

std::string joined(const std::vector<std::u32string>& names) {
    std::vector<std::string> all;
    for (const std::u32string& name : names)
        all.push_back(to_utf8(name));
    return join(all, ";");
}

TEST(units, every_case_of_the_table_is_read_as_it_says) {
    const auto text = read_file(GONGKAI_SOURCE_DIR "/domain/programme/reading/cases/units.csv");
    ASSERT_TRUE(text);
    const auto cases = read_csv_table(*text, {"text", "role", "units", "groups", "open_ended", "lead", "support"});
    ASSERT_TRUE(cases);
    for (std::size_t i = 0; i < cases->rows.size(); ++i) {
        SCOPED_TRACE(std::string(cases->at(i, "text")));
        const std::string_view said = cases->at(i, "role");
        const UnitRole role = said == "lead" ? UnitRole::lead : said == "support" ? UnitRole::support : UnitRole::any;
        const UnitList list = read_units(to_code_points(cases->at(i, "text")), reading_words(), role);
        EXPECT_EQ(joined(list.units), cases->at(i, "units"));
        EXPECT_EQ(joined(list.groups), cases->at(i, "groups"));
        EXPECT_EQ(list.open_ended ? "yes" : "no", cases->at(i, "open_ended"));
        EXPECT_EQ(joined(list.lead), cases->at(i, "lead"));
        EXPECT_EQ(joined(list.support), cases->at(i, "support"));
        EXPECT_EQ(joined(list.doubtful), "");
    }
}

TEST(units, a_name_of_unusual_form_is_taken_but_doubted) {
    const UnitList list = read_units(U"市财政局、某某书画之家", reading_words());
    EXPECT_EQ(joined(list.units), "市财政局;某某书画之家");
    EXPECT_EQ(joined(list.doubtful), "某某书画之家");
}

TEST(units, a_number_that_counts_or_tells_a_time_is_no_part_of_a_name) {
    for (const std::u32string_view text :
         {U"3镇街", U"26个县级部门", U"6月底前市财政局", U"2019年市政府办公室", U"20家医院", U"30日内县审计局"})
        EXPECT_FALSE(is_unit(text, reading_words()));
}

TEST(units, a_name_goes_on_with_its_number_on_the_next_line) {
    EXPECT_EQ(joined(read_units(U"市应急管理局、市公安局\n110指挥中心", reading_words()).units),
              "市应急管理局;市公安局110指挥中心");
    EXPECT_EQ(joined(read_units(U"市信访局\n12345热线办", reading_words()).units), "市信访局;12345热线办");
}

TEST(units, running_text_is_no_list) {
    EXPECT_FALSE(is_unit_list(U"推动规划选址、项目审批、建设用地等信息公开", reading_words()));
    EXPECT_TRUE(is_unit_list(U"县财政局,各镇街", reading_words()));
}

}  // namespace
}  // namespace gongkai::programme
