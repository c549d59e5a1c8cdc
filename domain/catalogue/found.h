// What search finds of this room: units with what they say of themselves, columns, items of the catalogue, leading groups, the
// guide.
#pragma once
#include "base/core/settings.h"
#include "domain/search/source.h"

namespace gongkai::catalogue {

search::Source found_units(const Settings& settings);
search::Source found_columns();
search::Source found_items();
search::Source found_facts();

}  // namespace gongkai::catalogue
