// The piece of a text that shows why it was found.
#pragma once
#include "base/fulltext/index.h"
#include "domain/search/finder.h"

namespace gongkai::search {

void write_passage(Hit& hit, const fulltext::Index& index, const std::vector<std::string>& words);

}  // namespace gongkai::search
