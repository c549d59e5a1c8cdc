// What may have been meant by what was typed, by how it is read: yibao and 医宝 are 医保, rsj is a unit, yibaobaoxiao two words.
#pragma once
#include <string_view>
#include <vector>

#include "domain/search/suggest.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

// The likeliest first. Nothing for a word of the dictionary, which was meant as it is, nor for what may be a name.
std::vector<Suggestions::Row> read_as(std::string_view bare, const Suggestions& known, const Synonyms& synonyms);

}  // namespace gongkai::search
