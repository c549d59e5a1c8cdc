#include "domain/intake/checks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::intake {
namespace {

const Checking& checking() {
    static const auto carried = carried_checking(Language::zh, make_day(2026, 11, 27));
    return carried;
}

CsvTable cases(const std::string& name, std::initializer_list<std::string_view> columns) {
    return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/intake/cases/" + name).value(), columns).value();
}

std::string text_at(const CsvTable& table, std::size_t row) {
    return replace_all(replace_all(std::string(table.at(row, "text")), "⏎", "\n"), "⇥", "\t");
}

std::vector<std::string> kinds_of(const std::vector<Finding>& findings) {
    std::vector<std::string> kinds;
    for (const auto& finding : findings)
        kinds.push_back(finding.kind);
    std::ranges::sort(kinds);
    return kinds;
}

std::string shown(const std::vector<Finding>& findings) {
    std::string all;
    for (const auto& finding : findings)
        all += finding.kind + ' ' + std::string(word_of(finding.level)) + " [" + finding.text + "] ";
    return all;
}

// 条例15
TEST(Numbers, of_identity_and_mobiles_are_found_in_every_form) {
    const auto table = cases("numbers.csv", {"story", "text", "kinds"});
    ASSERT_GE(table.rows.size(), 300u);
    std::size_t wanted = 0, found = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto kinds = kinds_of(check_text(text_at(table, row), checking()));
        for (const auto kind : split(table.at(row, "kinds"), ' ')) {
            ++wanted;
            const auto at = std::ranges::find(kinds, kind);
            if (at != kinds.end()) {
                kinds.erase(at);
                ++found;
            } else {
                ADD_FAILURE() << table.at(row, "story") << ": " << table.at(row, "text") << " gives no " << kind;
            }
        }
        EXPECT_TRUE(std::ranges::none_of(kinds, [](const auto& kind) { return kind != "email"; }))
            << table.at(row, "story") << ": " << table.at(row, "text") << " gives too much: " << join(kinds, " ");
    }
    const double recall = static_cast<double>(found) / static_cast<double>(wanted);
    std::cout << "recall of identity numbers and mobiles: " << found << " of " << wanted << " in " << table.rows.size()
              << " texts, " << recall << '\n';
    EXPECT_GE(recall, 0.99);
}

// Each is one form that was thought of to break the checks.
TEST(Hard, cases_give_exactly_what_they_hold) {
    const auto table = cases("hard.csv", {"story", "text", "kinds"});
    ASSERT_GE(table.rows.size(), 80u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto findings = check_text(text_at(table, row), checking());
        EXPECT_EQ(join(kinds_of(findings), " "), table.at(row, "kinds"))
            << table.at(row, "story") << ": " << table.at(row, "text") << " gives " << shown(findings);
    }
}

TEST(Innocent, texts_give_no_alarm) {
    std::size_t alarms = 0, count = 0;
    for (const auto* name : {"innocent.csv", "innocent_hard.csv"}) {
        const auto table = cases(name, {"story", "text"});
        count += table.rows.size();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto findings = check_text(text_at(table, row), checking());
            alarms += !findings.empty();
            if (!findings.empty())
                std::cout << "false alarm: " << table.at(row, "story") << ": " << table.at(row, "text") << " gives " << shown(findings)
                          << '\n';
        }
    }
    ASSERT_GE(count, 300u);
    const double rate = static_cast<double>(alarms) / static_cast<double>(count);
    std::cout << "false alarms: " << alarms << " of " << count << " texts, " << rate << '\n';
    EXPECT_LT(rate, 0.01);
}

}  // namespace
}  // namespace gongkai::intake
