// Short notices of other governments in many layouts (tests/samples/notices/other, described in its README): every row with its
// owners and its terms, and no row too many.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/extract.h"
#include "domain/programme/reading/labelled.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"
#include "domain/programme/reading/written_due.h"

namespace gongkai::programme {
namespace {

namespace fs = std::filesystem;

std::set<std::string> parts(std::string_view list) {
    std::set<std::string> out;
    for (const auto part : split(list, ';')) {
        if (!part.empty())
            out.emplace(part);
    }
    return out;
}

std::set<std::string> written(const std::vector<Due>& dues) {
    std::set<std::string> out;
    for (const Due& due : dues)
        out.insert(written(due));
    return out;
}

std::set<std::string> set_of(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

void compare(const std::vector<CsvRow>& expected, const Reading& reading) {
    struct Found {
        std::string words;
        const Row* row = nullptr;
        bool expected = false;
    };
    std::vector<Found> rows;
    for (const Task& task : reading.tasks) {
        for (const Row& row : task.rows)
            rows.push_back({task.title + "|" + row.requirement, &row, false});
    }
    for (std::size_t i = 1; i < expected.size(); ++i) {
        const auto& line = expected[i];
        SCOPED_TRACE(line[0]);
        if (line[0] == "(cover)") {
            EXPECT_TRUE(std::ranges::any_of(reading.cover_duties, [&](const CoverDuty& duty) {
                return duty.who == line[1] && written(duty.due) == parts(line[3]);
            }));
            continue;
        }
        const auto found = std::ranges::find_if(
            rows, [&](const Found& one) { return !one.expected && one.words.find(line[0]) != std::string::npos; });
        if (found == rows.end()) {
            ADD_FAILURE() << "no row says so";
            continue;
        }
        found->expected = true;
        EXPECT_EQ(set_of(found->row->units), parts(line[1]));
        EXPECT_EQ(set_of(found->row->groups), parts(line[2]));
        EXPECT_EQ(written(found->row->due), parts(line[3]));
    }
    for (const Found& one : rows)
        EXPECT_TRUE(one.expected) << "a row too many: " << one.words;
}

TEST(OtherNotices, are_read_row_by_row_with_owners_and_terms) {
    std::size_t notices = 0;
    for (const auto& entry : fs::directory_iterator(GONGKAI_SOURCE_DIR "/tests/samples/notices/other")) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".csv") || name.ends_with(".py") || name.ends_with(".md") || entry.is_directory())
            continue;
        SCOPED_TRACE(name);
        fs::path beside = entry.path();
        beside.replace_extension(".duties.csv");
        const auto expected = read_csv(*read_file(beside));
        ASSERT_TRUE(expected);
        const auto document = extract::extract(entry.path());
        ASSERT_TRUE(document) << document.error().id;
        const Reading reading = read_notice(*document, reading_words());
        EXPECT_EQ(reading.outcome, Outcome::import);
        compare(*expected, reading);
        ++notices;
    }
    EXPECT_GE(notices, 57u);
}

TEST(OtherNotices, in_ofd_are_read_like_any_other) {
    const auto document = extract::extract(GONGKAI_SOURCE_DIR "/tests/samples/notices/other/changping-ofd-2025.ofd");
    ASSERT_TRUE(document);
    EXPECT_EQ(read_notice(*document, reading_words()).document.number, "长政办发〔2025〕11号");
}

Traced traced(std::u32string_view text) {
    Traced out;
    for (const char32_t c : text)
        out.push(c, {0, static_cast<std::uint32_t>(out.size())});
    return out;
}

TEST(Labelled, units_and_terms_are_taken_from_the_end_of_a_paragraph) {
    Traced paragraph = traced(U"公开水价。\n牵头单位：县发改局\n配合单位：县水利局、各乡镇\n完成时限：6月底前");
    const auto found = take_labelled_units(paragraph, reading_words());
    ASSERT_TRUE(found);
    EXPECT_EQ(paragraph.text, U"公开水价。");
    ASSERT_EQ(found->owners.size(), 2u);
    EXPECT_EQ(found->owners[0].first.text, U"县发改局");
    EXPECT_EQ(found->owners[0].second, UnitRole::lead);
    EXPECT_EQ(found->owners[1].second, UnitRole::support);
    ASSERT_EQ(found->terms.size(), 1u);
    EXPECT_EQ(found->terms[0].text, U"6月底前");
}

TEST(Labelled, words_that_only_look_like_a_label_are_left) {
    for (const std::u32string_view text : {U"公开要求：内容真实。", U"公开水价（责任单位：县水利局）。",
                                           U"明确责任单位：应当由承担职责的机关确定，并说明理由。"}) {
        Traced paragraph = traced(text);
        EXPECT_FALSE(take_labelled_units(paragraph, reading_words())) << to_utf8(text);
        EXPECT_EQ(paragraph.text, text);
    }
}

}  // namespace
}  // namespace gongkai::programme
