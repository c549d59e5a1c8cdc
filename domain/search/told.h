// What was found, as JSON: the same object of the API and of `gongkai search --json`.
#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "domain/search/answer.h"
#include "domain/search/finder.h"

namespace gongkai::search {

boost::json::object told(const Found& found, const Asked& asked, const std::optional<Answer>& answer = {});
// A line of `gongkai search --batch`.
boost::json::object told_in_short(const Found& found, std::string_view query);

}  // namespace gongkai::search
