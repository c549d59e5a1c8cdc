// Days and moments as old sites write them: 2019-06-25 10:30, 2019/6/25, 2019年6月25日, 2019.06.25 10:30:00, 20190625.
#pragma once
#include <optional>
#include <string_view>

#include "base/core/day.h"

namespace gongkai::intake {

// The first that stands in the text, in China; midnight where no time is said.
std::optional<Instant> moment_in(std::string_view text);

// The whole of the text is one.
std::optional<Day> day_from(std::string_view text);

// What an address says of the day of its page: /2019-06/25/content_1.htm, /201906/t20190625_123.html,
// /art/2019/6/25/art_1_2.html.
std::optional<Day> day_in_address(std::string_view address);

}  // namespace gongkai::intake
