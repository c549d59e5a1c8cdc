// For the tests of the checks: their cases and what they give, as text.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/intake/checks.h"

namespace gongkai::intake::testing {

inline const Checking& checking() {
    static const auto carried = carried_checking(Language::zh, make_day(2026, 11, 27));
    return carried;
}

inline CsvTable cases(const std::string& name, std::initializer_list<std::string_view> columns) {
    return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/intake/cases/" + name).value(), columns).value();
}

// ⏎ stands for a line end, ⇥ for a tab.
inline std::string text_at(const CsvTable& table, std::size_t row) {
    return replace_all(replace_all(std::string(table.at(row, "text")), "⏎", "\n"), "⇥", "\t");
}

inline std::vector<std::string> kinds_of(const std::vector<Finding>& findings) {
    std::vector<std::string> kinds;
    for (const auto& finding : findings)
        kinds.push_back(finding.kind);
    std::ranges::sort(kinds);
    return kinds;
}

inline std::string shown(const std::vector<Finding>& findings) {
    std::string all;
    for (const auto& finding : findings)
        all += finding.kind + ' ' + std::string(word_of(finding.level)) + ' ' + finding.place + " [" + finding.text + "]\n";
    return all;
}

}  // namespace gongkai::intake::testing
