#include "domain/records/kind.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

// The kind of the tests with one thing changed: JSON at a pointer, "-" takes it away.
std::string changed(const std::string& place, const std::string& value) {
    auto whole = json::parse(json::string_view(air_json.data(), air_json.size()));
    const auto slash = place.rfind('/');
    auto& above = slash == 0 ? whole : whole.at_pointer(place.substr(0, slash));
    const auto key = place.substr(slash + 1);
    if (value == "-")
        above.as_object().erase(key);
    else if (above.is_array())
        above.as_array().at(std::stoul(key)) = json::parse(value);
    else
        above.as_object()[key] = json::parse(value);
    return json::serialize(whole);
}

TEST(Kind, with_a_fault_is_refused_and_told_where_it_is) {
    const auto table = read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/faulty_kinds.csv").value(),
                                      {"place", "value", "fault"})
                           .value();
    ASSERT_GE(table.rows.size(), 40u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto story = std::string(table.at(row, "story"));
        const auto kind =
            read_kind(changed(std::string(table.at(row, "place")), std::string(table.at(row, "value"))), "data/kinds/air.json");
        ASSERT_FALSE(kind) << story;
        const auto id = "records.fault." + std::string(table.at(row, "fault"));
        EXPECT_TRUE(std::ranges::any_of(
            kind.error(), [&](const Refusal& fault) { return fault.id == id && fault.arguments.at(1) == table.at(row, "says"); }))
            << story << ": " << words(Language::en, kind.error().front());
        for (const auto& fault : kind.error()) {
            EXPECT_EQ(fault.arguments.at(0), "data/kinds/air.json") << story;
            EXPECT_TRUE(has_words(Language::zh, fault.id)) << fault.id;
        }
    }
}

TEST(Kind, tells_all_its_faults_at_once) {
    auto whole = json::parse(json::string_view(air_json.data(), air_json.size()));
    whole.at("fields").at(0).as_object()["type"] = "date";
    whole.at("fields").at(1).as_object()["privacy"] = "secret";
    whole.as_object().erase("about");
    const auto kind = read_kind(json::serialize(whole), "air.json");
    ASSERT_FALSE(kind);
    EXPECT_EQ(kind.error().size(), 3u);
}

// Whose first fault hides the others mends a file ten times. What follows from a fault is none of its own.
TEST(Kind, tells_what_is_wrong_behind_a_key_that_is_missing) {
    const auto places_of = [](json::value whole) {
        const auto kind = read_kind(json::serialize(whole), "air.json", kinds().themes);
        std::set<std::string> places;
        for (const auto& fault : kind ? std::vector<Refusal>() : kind.error())
            EXPECT_TRUE(places.insert(fault.arguments.at(1)).second) << words(Language::en, fault);
        return places;
    };
    auto whole = json::parse(json::string_view(air_json.data(), air_json.size()));
    whole.as_object().erase("about");
    whole.as_object()["theme"] = "pets";
    whole.at("fields").at(2).as_object().erase("meaning");
    whole.at("list").at("columns").at(0) = "village";
    whole.at("list").at("order") = "-town";
    whole.at("clock").as_object().erase("day");
    whole.at("chart").as_object()["kind"] = "pie";
    whole.at("checks").at(1).as_object().erase("within");
    whole.as_object()["apply"] = "town";
    whole.at("examples").at(0).as_object()["village"] = "x";
    EXPECT_EQ(places_of(whole), (std::set<std::string>{"about", "theme", "fields.so2.meaning", "list.columns", "list.order",
                                                       "clock.day", "chart.kind", "checks[1].within", "apply", "examples[0]"}));
    // A type that is not understood is one fault, wherever its field stands.
    for (std::size_t i = 0; i < 14; ++i)
        for (const auto* key : {"type", "privacy"}) {
            auto one = json::parse(json::string_view(air_json.data(), air_json.size()));
            auto& field = one.at("fields").at(i).as_object();
            const auto name = std::string(field.at("key").as_string());
            field[key] = "none";
            EXPECT_EQ(places_of(one), (std::set<std::string>{"fields." + name + "." + key}));
        }
    // Without any key at a time it is refused and nothing breaks.
    const auto all = json::parse(json::string_view(air_json.data(), air_json.size()));
    for (const auto& member : all.as_object()) {
        auto one = json::parse(json::string_view(air_json.data(), air_json.size()));
        one.as_object().erase(member.key());
        (void)places_of(one);
    }
}

TEST(Kind, that_is_no_json_is_told_in_which_line) {
    const auto kind = read_kind("{\n  \"key\": \"air\",\n  \"names\": ,\n}", "air.json");
    ASSERT_FALSE(kind);
    EXPECT_EQ(kind.error().front().arguments.back(), "3");
}

TEST(Kind, that_is_no_json_is_refused) {
    for (const auto* text : {"", "[]", "{", "null", "{\"key\":}"}) {
        const auto kind = read_kind(text, "air.json");
        ASSERT_FALSE(kind) << text;
        EXPECT_EQ(kind.error().front().id, "records.fault.no_json");
    }
}

TEST(Kind, knows_what_it_was_told) {
    const auto& kind = air();
    EXPECT_EQ(kind.fields.size(), 14u);
    EXPECT_EQ(kind.period(), kind.find_field("month"));
    EXPECT_EQ(kind.slot_of(*kind.find_field("causes")), 2u);
    EXPECT_TRUE(kind.order.is_descending);
    EXPECT_TRUE(kind.is_computed(*kind.find_field("composite")));
    EXPECT_TRUE(kind.is_computed(*kind.find_field("rank")));
    EXPECT_FALSE(kind.is_computed(*kind.find_field("so2")));
    EXPECT_EQ(kind.examples.front().at("so2"), "6");
}

TEST(Kinds, of_the_program_have_no_fault) {
    EXPECT_GE(kinds().all.size(), 3u);
    for (const auto& fault : kinds().faults)
        ADD_FAILURE() << words(Language::en, fault);
    for (const auto& kind : kinds().all)
        EXPECT_EQ(kinds().find(kind.key), &kind);
}

TEST(Kind, of_a_theme_that_is_none_is_told_which_there_are) {
    EXPECT_TRUE(read_kind(air_json, "air.json", kinds().themes));
    const auto kind = read_kind(changed("/theme", "\"pets\""), "air.json", kinds().themes);
    ASSERT_FALSE(kind);
    EXPECT_EQ(kind.error().front().id, "records.fault.no_theme");
    EXPECT_NE(kind.error().front().arguments.back().find("environment"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::records
