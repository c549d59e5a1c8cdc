// Lists whose heading says what their people are.
#pragma once
#include <string_view>

#include "domain/intake/checks/hit.h"

namespace gongkai::intake {

enum class Topic { none, children, ill, disabled };

// `heading`: lines that stand above the text, the last that says something counts.
void find_lists(const Passage& passage, std::string_view heading, Hits& hits);

}  // namespace gongkai::intake
