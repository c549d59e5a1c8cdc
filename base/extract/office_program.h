// Old files of Word and WPS, RTF and OpenDocument texts, which LibreOffice makes into DOCX: run without a window, with a profile
// of its own that is thrown away, behind the same kind of walls as every child that opens a stranger's file - but it must write
// its result, so it may write files, and nowhere but where its user may.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai::extract {

bool is_for_office_program(std::string_view bytes);

// Refuses .no_office where LibreOffice is not there, .old_sheet for an old Excel file, .encrypted, .too_slow, .damaged. One at a
// time, for a minute at most each.
Result<std::string> as_docx(std::string_view bytes);

// The child's side: becomes the program, which reads `source` by the filter of that name. What it makes of `source` lies in the
// folder `out` beside it.
[[noreturn]] void be_office_program(const char* source, const char* filter);

}  // namespace gongkai::extract
