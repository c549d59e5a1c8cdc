#include "domain/records/answer.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"

namespace gongkai::records {
namespace {

CsvTable cases(const std::string& name, std::initializer_list<std::string_view> columns) {
    return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/" + name).value(), columns).value();
}

const Answers& answers_of(std::string_view kind) { return kinds().find(kind)->answers.value(); }

TEST(Asking, is_what_is_left_when_all_that_only_asks_is_cut_off) {
    const auto table = cases("asked.csv", {"kind", "typed", "about", "is_asked"});
    ASSERT_GE(table.rows.size(), 15u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto asking = asking_of(answers_of(table.at(row, "kind")), table.at(row, "typed"));
        EXPECT_EQ(asking.about, table.at(row, "about")) << table.at(row, "typed");
        EXPECT_EQ(asking.is_asked, table.at(row, "is_asked") == "yes") << table.at(row, "typed");
    }
}

TEST(Asking, means_a_record_by_its_name_and_by_nothing_less) {
    const auto table = cases("called.csv", {"kind", "about", "name", "is_called"});
    ASSERT_GE(table.rows.size(), 12u);
    const search::Synonyms carried({});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        EXPECT_EQ(is_called(answers_of(table.at(row, "kind")), carried, table.at(row, "about"), table.at(row, "name")),
                  table.at(row, "is_called") == "yes")
            << table.at(row, "about") << " is " << table.at(row, "name");
}

TEST(Asking, is_for_the_day_that_was_said) {
    const auto saturday = make_day(2026, 11, 28);
    const auto day = [&](std::string_view typed) {
        const auto asked = asked_for(typed, saturday);
        return asked.day ? to_text(*asked.day) : asked.is_now ? "now" : "";
    };
    EXPECT_EQ(day("图书馆开门吗"), "now");
    EXPECT_EQ(day("今天图书馆开门吗"), "now");
    EXPECT_EQ(day("明天图书馆开门吗"), "2026-11-29");
    EXPECT_EQ(day("图书馆后天开门吗"), "2026-11-30");
    EXPECT_EQ(day("周六图书馆开门吗"), "2026-11-28");
    EXPECT_EQ(day("星期天图书馆开门吗"), "2026-11-29");
    EXPECT_EQ(day("图书馆周五几点关门"), "2026-12-04");
    EXPECT_EQ(day("图书馆节假日开门吗"), "");
}

}  // namespace
}  // namespace gongkai::records
