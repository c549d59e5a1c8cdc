// What parent and child tell each other, as JSON. The parent believes no number of a child before it has looked.
#pragma once
#include <string>
#include <string_view>

#include "base/redact/redact.h"

namespace gongkai::redact {

std::string write(const Places& places);
Places read_places(std::string_view json);

std::string write(const Masking& masking);
Masking read_masking(std::string_view json);

}  // namespace gongkai::redact
