// A thousand queries in nine classes, drawn from the documents they are asked of, always the same for the same corpus.
#pragma once
#include <string>
#include <vector>

#include "base/fulltext/index.h"
#include "bench/search/corpus.h"

namespace gongkai::bench {

struct Asked {
    std::string kind;
    fulltext::Query query;
};

inline constexpr std::size_t category_column = 0, unit_column = 1, year_column = 2, validity_column = 3;

std::vector<Asked> make_queries(const Corpus& corpus, std::uint64_t documents);

// One query a line, for every engine: kind, words (a title's begin with "title:"), order, category or -, first and last year or
// -, facets or -.
std::string to_line(const Asked& asked);
Asked from_line(std::string_view line);

}  // namespace gongkai::bench
