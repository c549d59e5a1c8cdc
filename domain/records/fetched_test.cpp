// What other systems answer becomes a table of ours.
#include "domain/records/fetched.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Fetching : public testing::Test {
  protected:
    // The table as rows by our heads; or the id of what was refused.
    std::string table(const std::string& mapping, const std::string& answer, const std::string& list_at = "") {
        const auto read = read_mapping(air(), mapping);
        if (!read)
            return read.error().id;
        FetchedTable table(air(), *read);
        const auto rows = table.take(answer, list_at);
        return rows ? table.written() : rows.error().id;
    }
};

TEST_F(Fetching, of_a_list_in_json_is_turned_by_the_mapping) {
    EXPECT_EQ(table("# 省平台\nyf = month\nqy.mc = 镇街\nsj.so2 = so2\ncauses: YC = dust\nnote: = 来自省平台\n",
                    R"({"code":0,"data":{"rows":[{"yf":"2026-10","qy":{"mc":"石墙镇"},"sj":{"so2":6},"pm25":35,"causes":"YC"},
                        {"yf":"2026-09","qy":{"mc":"香城镇"},"sj":{"so2":null},"pm25":30.5,"more":[1,2]}]}})",
                    "data.rows"),
              "note,month,town,so2,pm25,causes,more\n"
              "来自省平台,2026-10,石墙镇,6,35,dust,\n"
              "来自省平台,2026-09,香城镇,,30.5,,\"[1,2]\"\n");
}

TEST_F(Fetching, finds_the_only_list_and_asks_where_there_are_two) {
    EXPECT_EQ(table("", R"([{"month":"2026-10"}])"), "month\n2026-10\n");
    EXPECT_EQ(table("", R"({"a":{"b":[{"month":"2026-10"}]}})"), "month\n2026-10\n");
    EXPECT_EQ(table("", R"({"a":[],"b":[{"month":"2026-10"}]})"), "records.refuse.fetched_list");
    EXPECT_EQ(table("", R"({"a":[],"b":[{"month":"2026-10"}]})", "b"), "month\n2026-10\n");
    EXPECT_EQ(table("", R"({"b":[{"month":"2026-10"}]})", "b.c"), "records.refuse.fetched_list");
}

TEST_F(Fetching, reads_csv_under_their_heads_and_sees_a_row_that_has_moved) {
    EXPECT_EQ(table("统计月 = 月份\n", "\xEF\xBB\xBF统计月,镇街\n2026-10,石墙镇\n,\n"), "month,镇街\n2026-10,石墙镇\n");
    EXPECT_EQ(table("", "month,town\n2026-10,石墙镇,6\n"), "records.refuse.fetched_cells");
    EXPECT_EQ(table("", "month,town\n2026-10,\"石墙镇\n"), "core.refuse.csv");
}

TEST_F(Fetching, gathers_pages_whose_records_have_not_all_the_same_fields) {
    const auto mapping = read_mapping(air(), "").value();
    FetchedTable table(air(), mapping);
    EXPECT_EQ(table.written(), "");
    EXPECT_EQ(table.take(R"([{"month":"2026-10","town":"石墙镇"}])", "").value(), 1u);
    EXPECT_EQ(table.take(R"([{"town":"香城镇","month":"2026-10","so2":6}])", "").value(), 1u);
    EXPECT_EQ(table.take("[]", "").value(), 0u);
    EXPECT_EQ(table.written(), "month,town,so2\n2026-10,石墙镇,\n2026-10,香城镇,6\n");
}

TEST_F(Fetching, refuses_what_is_no_answer_and_what_is_no_mapping) {
    EXPECT_EQ(table("", "{\"a\":"), "records.refuse.fetched_json");
    EXPECT_EQ(table("", "{\"a\":1}"), "records.refuse.fetched_list");
    EXPECT_EQ(table("month", "[]"), "records.refuse.mapping");
    EXPECT_EQ(table("yf = colour", "[]"), "records.refuse.mapping_field");
    EXPECT_EQ(table("colour: A = dust", "[]"), "records.refuse.mapping_field");
    std::string wide = "[{";
    for (int i = 0; i < 600; ++i)
        wide += "\"k" + std::to_string(i) + "\":1,";
    EXPECT_EQ(table("", wide + "\"month\":\"2026-10\"}]"), "records.refuse.fetched_columns");
}

}  // namespace
}  // namespace gongkai::records
