// An entry as far as it decides whether and where it stands in a list: what is only shown is left out. A hundred are looked at
// for the ten of a page.
#pragma once
#include <map>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/need.h"
#include "domain/search/store.h"

namespace gongkai::search {

// Those that are not gone: source and key, bare title, labels, days, validity, until when it is shown.
std::map<EntryId, Kept> outlines(db::Connection& connection, const std::vector<EntryId>& ids);

// The same with what each is needed, in the same statement.
struct Outlined {
    Kept kept;
    Need need;
};
std::map<EntryId, Outlined> outlines_and_needs(db::Connection& connection, const std::vector<EntryId>& ids, Day as_of);

}  // namespace gongkai::search
