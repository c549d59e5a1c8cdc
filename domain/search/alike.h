// Titles that are like words which may be wrong, or which other signs part.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fulltext/index.h"
#include "domain/search/days.h"
#include "domain/search/store.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

// The likest first, each with its share (spelling.h) and up to 0.2 more for how much of the title the words are. `asked` has the
// filters and the budget, `known` gets the outlines of all that were compared.
std::vector<std::pair<EntryId, double>> titles_like(db::Connection& connection, const fulltext::Index& index,
                                                    fulltext::Query asked, std::string_view bare, std::map<EntryId, Kept>& known);

// What is written of a month comes after it: whether a title names these days and all that was asked for beside them.
bool is_in_titles_with(const SaidDays& days, const fulltext::Index& index, fulltext::Query asked, const Synonyms& synonyms);

// Whether a title has all words of one of the branches.
bool stand_in_a_title(const fulltext::Index& index, fulltext::Query asked, const std::vector<std::vector<std::string>>& branches);

}  // namespace gongkai::search
