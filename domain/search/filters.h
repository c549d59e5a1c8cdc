// What narrows a question: of the index, and of a thing that the index was not asked for.
#pragma once
#include <map>

#include "base/fulltext/index.h"
#include "domain/search/query.h"
#include "domain/search/store.h"

namespace gongkai::search {

void narrow(fulltext::Query& query, const Asked& asked, const std::map<LabelId, KeptLabel>& labels);
bool fits(const Kept& kept, const Asked& asked, const std::map<LabelId, KeptLabel>& labels);

}  // namespace gongkai::search
