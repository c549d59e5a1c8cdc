// What holds only some of the words: a page that what holds all of them does not fill goes on with it.
#pragma once
#include <vector>

#include "base/db/connection.h"
#include "base/fulltext/index.h"
#include "domain/search/finder.h"
#include "domain/search/meant.h"

namespace gongkai::search {

// The best of what holds terms of at least `least_near` of their weight, a term weighing more the rarer it is, and is not
// `there`. `query` has filters and budget.
std::vector<Hit> near_to(db::Connection& connection, const fulltext::Index& index, fulltext::Query query, const Meant& meant,
                         const std::vector<Hit>& there, std::size_t at_most);

}  // namespace gongkai::search
