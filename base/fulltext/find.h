// Answers a query from a snapshot.
#pragma once
#include "base/fulltext/index.h"
#include "base/fulltext/snapshot.h"

namespace gongkai::fulltext {

// Segments that turn out damaged are left out, named in `damaged`, and make the answer cut short.
Answer find(const Snapshot& snapshot, const Query& query, const Fold& fold,
            std::vector<std::pair<const Segment*, std::string>>& damaged);

// See Index::at_most().
std::uint64_t at_most(const Snapshot& snapshot, const Word& word, const Fold& fold);

}  // namespace gongkai::fulltext
