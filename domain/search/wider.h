// What to ask instead where nothing was found.
#pragma once
#include <string>
#include <vector>

#include "domain/search/finder.h"

namespace gongkai::search {

// Words of the question one by one, with what each finds by all its names; of a single word the longest that it begins or ends
// with (招生 of 招生简章). `parts` are the words in it.
std::vector<Wider> wider_questions(const fulltext::Index& index, const std::vector<std::string>& words,
                                   const std::vector<std::string>& parts, const Synonyms& synonyms,
                                   std::chrono::microseconds time);

}  // namespace gongkai::search
