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

// Takes the head out of `blocks`.
Head take_head(std::vector<extract::RichBlock>& blocks);

// The same hints from lines alone, of which none is taken.
Hints hints_in(std::string_view text);

}  // namespace gongkai::intake
