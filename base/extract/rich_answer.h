// What the child of read_rich() tells its parent: a line of JSON, then the bytes of the pictures. The parent believes no number
// of it before it has looked.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

std::string write_rich_answer(const Result<Rich>& result);

// Throws std::runtime_error (or what Boost.JSON throws) where the answer is not well formed.
Result<Rich> read_rich_answer(std::string_view answer);

}  // namespace gongkai::extract
