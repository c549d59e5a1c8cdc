// One kind of record does not fill the page, and its list stands before many of it.
#pragma once
#include <vector>

#include "domain/search/finder.h"

namespace gongkai::search {

// Much hangs on a hit: each is moved once. Those of equal scores stay in their order.
void put_best_first(std::vector<Hit>& hits);

// `hits`: the best first; their scores are changed, not their order.
void spread_kinds(std::vector<Hit>& hits);

}  // namespace gongkai::search
