// One spelling for index and query. The fold is base/fulltext's (width, case, compatibility forms), and on top of it, character
// for character: traditional to simplified as ICU has it, and characters that look alike and are typed for each other.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/fulltext/fold.h"

namespace gongkai::search {

std::shared_ptr<const fulltext::Fold> spelling();

std::u32string folded(std::string_view text);
// Without signs and blanks: what two titles have in common however they are pointed.
std::string bare(std::string_view text);

// How much of `wanted` stands in its order in one stretch of `text` that is half as long again, both bare: 1 is all of it.
double likeness(std::u32string_view wanted, std::u32string_view text);

}  // namespace gongkai::search
