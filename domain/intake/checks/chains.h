// Digits as people write them: "370883 19900101 1234" and "138-0013-8000" are one number in groups, "13800138000、13900139000"
// are two. A chain is a row of groups with nothing but a few blanks or dashes, or one line end, between them; forms print boxes,
// a cell for each digit, or part an identity number into cells for area, birthday and rest.
#pragma once
#include <string>
#include <vector>

#include "domain/intake/checks/passage.h"

namespace gongkai::intake {

struct Group {
    Stretch stretch;
    std::string digits;  // ASCII; an X of an identity number may be the last
    char32_t joint = 0;  // what joins it to the group before: ' ', '-', '.', '_', '/', a bracket, '\t' or '\n'; 0 for the first
};

using Chain = std::vector<Group>;

std::vector<Chain> chains_in(const Passage& passage);

}  // namespace gongkai::intake
