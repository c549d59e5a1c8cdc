// The head and the foot of an official document, found among its blocks: what stands above the text becomes hints and a title and
// leaves the body; date and note below it stay where they are printed.
#pragma once
#include <string>
#include <vector>

#include "base/extract/rich.h"
#include "domain/intake/intake.h"

namespace gongkai::intake {

std::string text_of(const extract::RichBlock& block);

struct Head {
    std::string title;
    Hints hints;
};

// Takes the head out of `blocks`. A title that says another thing than the one that is `known` stays among them.
Head take_head(std::vector<extract::RichBlock>& blocks, std::string_view known = {});
bool says_the_same(std::string_view title, std::string_view other);  // blanks do not count

// The same hints from lines alone, of which none is taken.
Hints hints_in(std::string_view text);

}  // namespace gongkai::intake
