// What search finds of this room: notices, with the text that they were read from, and their tasks.
#pragma once
#include "domain/search/source.h"

namespace gongkai::programme {

search::Source found_notices();
search::Source found_tasks();

}  // namespace gongkai::programme
