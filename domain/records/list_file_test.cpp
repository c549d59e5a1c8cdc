// A list as a file, as the terminal and the portal write it.
#include "domain/records/pages/list_file.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/core/csv.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

TEST(ListFiles, are_of_the_format_that_their_name_says) {
    EXPECT_EQ(format_named("out.CSV"), Format::csv);
    EXPECT_EQ(format_named("out.xlsx"), Format::xlsx);
    EXPECT_EQ(format_named("out.json"), Format::json);
    EXPECT_EQ(format_named("out.pdf"), std::nullopt);
    EXPECT_EQ(format_named("json"), std::nullopt);
}

TEST(ListFiles, have_every_record_once) {
    const people::Directory units({});
    Record record;
    record.values = values_of(air(), {{"month", "2026-09"}, {"so2", "6"}});
    const auto written = [&](Format format) {
        ListWriter writer(air(), units, format);
        auto bytes = writer.begin();
        for (record.serial = 1; record.serial <= 2; ++record.serial)
            bytes += writer.add(record);
        return bytes + writer.end();
    };
    EXPECT_EQ(read_csv(written(Format::csv)).value().size(), 3u);
    const auto all = boost::json::parse(written(Format::json)).as_array();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1].at("serial").as_int64(), 2);
    EXPECT_EQ(all[1].at("values").at("month").as_string(), "2026-09");
    EXPECT_TRUE(written(Format::xlsx).starts_with("PK"));
}

TEST(ListFiles, say_which_rows_are_examples_where_there_are_some) {
    const people::Directory units({});
    Record record;
    record.serial = 1;
    record.values = values_of(air(), {{"month", "2026-09"}, {"so2", "6"}});
    record.is_demonstration = true;
    const auto lines = [&](Examples examples) {
        ListWriter writer(air(), units, Format::csv, examples);
        auto bytes = writer.begin();
        bytes += writer.add(record);
        record.is_demonstration = false;
        bytes += writer.add(record);
        record.is_demonstration = true;
        return read_csv(bytes + writer.end()).value();
    };
    const auto marked = lines(Examples::some);
    EXPECT_EQ(marked.at(0).back(), "示例数据");
    EXPECT_EQ(marked.at(1).back(), "是");
    EXPECT_EQ(marked.at(2).back(), "否");
    EXPECT_NE(lines(Examples::none).at(0).back(), "示例数据");
}

}  // namespace
}  // namespace gongkai::records
