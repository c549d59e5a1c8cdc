// What people call a unit by: the name that it had before a reform (环保局, 工商局), the name of an organ that another has taken
// in (计生委), a short name (资规局). data/units_called.csv has them for the organs of any county or city; a directory has the
// units.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::people {

struct NowCalled {
    std::string part;  // of the name that the unit has today: 生态环境
    std::string note;  // since when, or why; may be empty
};
// Who is called so, the likeliest first: 城管局 is 综合行政执法, 城市管理 or 住建. Empty where nobody is.
const std::vector<NowCalled>& now_called(std::string_view called);

// All names that are known so.
std::vector<std::string> all_called();

struct CalledAt {
    std::size_t at = 0, length = 0;  // characters
};
// The longest of these names in a text; of two equally long ones the first.
std::optional<CalledAt> called_in(std::u32string_view text);

}  // namespace gongkai::people
