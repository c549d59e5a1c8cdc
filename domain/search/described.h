// A question as an address, and in words.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/core/words.h"
#include "domain/search/query.h"
#include "domain/search/store.h"

namespace gongkai::search {

std::string address_of(const Asked& asked, std::string_view path = "/search");

// A filter that nothing that was ever found stands under: it was mistyped.
Result<void> know_filters(const Asked& asked, const std::map<LabelId, KeptLabel>& labels);

// “空气质量”（单位：市财政局，2026年）
std::string described(const Asked& asked, const std::map<LabelId, KeptLabel>& labels, Language language);

}  // namespace gongkai::search
