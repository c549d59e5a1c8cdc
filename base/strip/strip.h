// Takes out of a file what its reader does not see and its author did not mean to give: names of authors and companies, comments,
// the trail of changes, marks of editing, what a camera wrote beside a picture. What is read remains as it was; a change that was
// tracked remains as it would be printed.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai::strip {

// DOCX, XLSX and PPTX with the pictures in them, PDF, JPEG, PNG, GIF, WebP; told by the bytes. The turn of a photograph (its
// orientation) is kept. The work is done in a child process as in base/extract. Text without properties (TXT, CSV, HTML) comes
// back as it is. Refuses, with `name` as argument, strip.refuse.format (any other), .damaged, .encrypted and .too_large. Throws
// std::logic_error where main() did not call run_if_child().
Result<std::string> strip_metadata(std::string_view bytes, std::string_view name);

// Where this process was started as such a child, does its work and never returns; otherwise nothing.
void run_if_child(int argc, char** argv);

}  // namespace gongkai::strip
