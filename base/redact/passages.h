// The words of a page as whoever listens to them wants them: headings and paragraphs.
#pragma once
#include <vector>

#include "base/extract/pdf/printed.h"
#include "base/redact/assemble.h"

namespace gongkai::redact {

// In reading order, as the words are; each word is in one. By type and place alone: a table is read line by line.
// `is_recognised`: heights are not exact, so nothing is called a heading for them.
std::vector<Passage> passages_of(const std::vector<extract::Word>& words, bool is_recognised);

}  // namespace gongkai::redact
