// What to ask instead where nothing was found.
#pragma once
#include <string>
#include <vector>

#include "domain/search/finder.h"

namespace gongkai::search {

// Words of the question one by one, with what each finds; of a single word its longest pieces (招生 of 招生简章). `parts` are the
// words in it. With filters the words themselves are offered too, without them.
std::vector<Wider> wider_questions(const fulltext::Index& index, const std::vector<std::string>& words,
                                   const std::vector<std::string>& parts, bool has_filters, std::chrono::microseconds time);

}  // namespace gongkai::search
