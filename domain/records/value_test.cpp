#include "domain/records/value.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

people::Directory some_units() {
    std::vector<people::Unit> units(2);
    units[0].id = 7;
    units[0].name = "市财政局";
    units[0].full_name = "邹城市财政局";
    units[0].kind = people::Kind::department;
    units[1].id = 12;
    units[1].name = "石墙镇";
    units[1].kind = people::Kind::town;
    return people::Directory(std::move(units));
}

Field field_of(Type type, int decimals = 0) {
    Field field;
    field.key = "field";
    field.type = type;
    field.decimals = decimals;
    field.length_at_most = type == Type::text ? 20'000 : 20;
    field.unit = type == Type::money ? "万元" : "";
    field.choices = {{"dust", {"扬尘", "Dust"}}, {"ozone", {"臭氧", "Ozone"}}};
    if (type == Type::decimal && decimals == 0) {
        field.least = -10;
        field.most = 100;
    }
    if (type == Type::link || type == Type::hours)
        field.length_at_most = 200;
    return field;
}

TEST(Values, are_read_as_people_type_them) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/values.csv").value(), {"type", "typed", "canonical"})
            .value();
    const auto typed_column = table.column("typed").value(), canonical_column = table.column("canonical").value();
    const auto units = some_units();
    const ValueReader reader(units, make_day(2026, 11, 27));
    ASSERT_GE(table.rows.size(), 60u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto story = std::string(table.at(row, "type")) + ": " + std::string(table.at(row, "story"));
        const auto field = field_of(type_from(table.at(row, "type")).value(),
                                    static_cast<int>(whole_number(table.at(row, "decimals")).value_or(0)));
        const auto value = reader.read(field, table.rows[row][typed_column]);
        if (const auto refusal = table.at(row, "refusal"); !refusal.empty()) {
            ASSERT_FALSE(value) << story << " became " << *value;
            EXPECT_EQ(value.error().id, "records.refuse.value." + std::string(refusal)) << story;
            EXPECT_TRUE(has_words(Language::zh, value.error().id));
            continue;
        }
        ASSERT_TRUE(value) << story << ": " << words(Language::en, value.error());
        auto canonical = table.rows[row][canonical_column];
        if (canonical.starts_with('#'))
            canonical = std::to_string(units.find(canonical.substr(1), make_day(2026, 1, 1))->id);
        EXPECT_EQ(*value, canonical) << story;
        // What was read is read again as the same, and so is what is written into files.
        EXPECT_EQ(
            reader.read(field, field.type == Type::unit || field.type == Type::town ? written(field, *value, units) : *value)
                .value(),
            *value)
            << story;
        EXPECT_EQ(reader.read(field, written(field, *value, units)).value(), *value) << story;
    }
}

TEST(Values, are_spoken_with_separators_and_names) {
    const auto units = some_units();
    EXPECT_EQ(spoken(field_of(Type::money, 2), "1234567.50", Language::zh, units), "1,234,567.50");
    EXPECT_EQ(spoken(field_of(Type::money, 2), "-123456.00", Language::zh, units), "-123,456");
    EXPECT_EQ(spoken(field_of(Type::decimal, 6), "0.200000", Language::zh, units), "0.20");
    EXPECT_EQ(spoken(field_of(Type::integer), "999", Language::zh, units), "999");
    EXPECT_EQ(spoken(field_of(Type::month), "2026-03", Language::zh, units), "2026年3月");
    EXPECT_EQ(spoken(field_of(Type::choices), "dust,ozone", Language::zh, units), "扬尘、臭氧");
    EXPECT_EQ(spoken(field_of(Type::choices), "dust,ozone", Language::en, units), "Dust, Ozone");
    EXPECT_EQ(spoken(field_of(Type::unit), "7", Language::zh, units), "市财政局");
    EXPECT_EQ(spoken(field_of(Type::hours), "Mo-Fr 09:00-17:00; PH off", Language::zh, units),
              "周一至周五 09:00–17:00；法定节假日 不开放");
}

TEST(SortKeys, rise_in_the_order_of_the_list) {
    const auto units = some_units();
    const auto key = [&](Type type, bool down, std::string_view value) {
        return sort_key(field_of(type, type == Type::decimal ? 2 : 0), down, value, units);
    };
    const std::vector<std::string> numbers{"", "-1200.50", "-3.00", "0.00", "0.01", "9.99", "10.00", "123456789.00"};
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        EXPECT_LT(key(Type::decimal, false, numbers[i - 1]), key(Type::decimal, false, numbers[i])) << numbers[i];
        EXPECT_GT(key(Type::decimal, true, numbers[i - 1]), key(Type::decimal, true, numbers[i])) << numbers[i];
    }
    EXPECT_GT(key(Type::month, true, "2025-12"), key(Type::month, true, "2026-01"));
    EXPECT_LT(key(Type::day, false, "2025-12-31"), key(Type::day, false, "2026-01-01"));
}

TEST(ScaledNumbers, lose_nothing) {
    for (const auto* text : {"0.00", "12.50", "-0.05", "-12.34", "99999999999.99"})
        EXPECT_EQ(unscaled(scaled(text, 2).value(), 2), text);
    EXPECT_FALSE(scaled("99999999999999999999", 2));
}

TEST(Values, of_a_place_are_spoken_as_degrees_with_their_side) {
    const people::Directory nobody({});
    Field field;
    field.type = Type::point;
    EXPECT_EQ(spoken(field, "35.405300,117.007000", Language::zh, nobody), "北纬 35.4053°，东经 117.007°");
    EXPECT_EQ(spoken(field, "-35.400000,-117.007123", Language::en, nobody), "35.40° S, 117.007123° W");
}

}  // namespace
}  // namespace gongkai::records
