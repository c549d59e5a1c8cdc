// Turns of validity as a text: "2019-06-25 in_force 2024-06-25 expired".
#pragma once
#include <string>
#include <string_view>

#include "domain/search/entry.h"

namespace gongkai::search {

std::string written(const Turns& turns);
Turns turns_from(std::string_view text);

}  // namespace gongkai::search
