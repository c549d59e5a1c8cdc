// How large a file is, as people read it.
#pragma once
#include <cstdint>
#include <string>

#include "base/core/words.h"

namespace gongkai::portal {

std::string spoken_size(Language language, std::int64_t bytes);  // "12 KB", "3.4 MB"

}  // namespace gongkai::portal
