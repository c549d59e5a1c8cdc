// A wrong character in a word: 营业执造 is 营业执照, 医保抱销 is 医保报销. It is looked for only where what was typed stands
// nowhere. A character may have been typed for one that is read like it or looks like it (readings.h), if then a word is there
// that is known and stands in the index while what was typed does not.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/fulltext/index.h"
#include "domain/search/meant.h"
#include "domain/search/suggest.h"

namespace gongkai::search {

// The question as it was meant; nothing where no character seems wrong. Two are mended at most.
std::optional<std::string> mended(std::string_view typed, const fulltext::Index& index, const Suggestions* known,
                                  const Labels& labels, const Synonyms& synonyms, std::chrono::steady_clock::time_point until);

}  // namespace gongkai::search
