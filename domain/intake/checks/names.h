// Names of people in running Chinese text. There is no sign that says "a name": a surname of the list, one or two signs that no
// grammar needs, and an end on both sides - so every rule that uses them asks for more than the name.
#pragma once
#include <vector>

#include "domain/intake/checks/passage.h"

namespace gongkai::intake {

// A name that begins at `at` and ends where a name may end; empty where there is none. 张某某 and 张* are none.
Stretch name_at(const Passage& passage, std::size_t at);

// Names in a stretch that begin where a name may begin, left to right.
std::vector<Stretch> names_in(const Passage& passage, const Stretch& within);

// The whole cell is a name.
bool is_name(const Passage& passage, const Stretch& cell);

// 王芳老师, 校长王芳, 王芳指出: who teaches, treats or speaks is not the one that a paper is about.
bool is_in_office(const Passage& passage, const Stretch& name);

}  // namespace gongkai::intake
