// What a package holds that its reader has not told: files in the file, notes that nothing leads to, text boxes of the older way,
// strings that no cell shows any more, pictures of sheets, alternative texts, addresses of links, custom XML. A part may have any
// name and lie anywhere, so every one is looked at.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "base/extract/office/office.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// After the reader: what stands in `rich` already is not told again. `depth`: of files in files; beyond some it is only told that
// there is one. `shown`: parts that stand in `rich` as a whole.
void read_rest(Package& package, Rich& rich, int depth, std::set<std::string> shown = {});

// A file in a file of any kind: its text and what it hides, or at least that it is there.
void tell_embedded(std::string_view bytes, std::string_view name, Rich& rich, int depth);

}  // namespace gongkai::extract
