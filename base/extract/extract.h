// Opens a stranger's file. The work is done in a child process with limits on memory, time, files and inflated bytes and without
// a network, so that a crafted file can end nothing but its child. The child is this very program, started anew: the main() of
// every program that calls extract(), a test's too, begins with `gongkai::extract::run_if_child(argc, argv);`.
#pragma once
#include <filesystem>

#include "base/core/refusal.h"
#include "base/extract/document.h"

namespace gongkai::extract {

// The format is told by the bytes, not by the name. Blocks its own thread only, for 30 seconds at most, and as long
// again for its turn: four children run at a time. Safe from many threads.
// Refusals, each with the file name as argument: extract.refuse.unknown_format (and .old_office, .other_document, .picture,
// .archive, which say what to do instead), .damaged, .too_large, .too_slow, .encrypted, .no_text (a scan), .empty, .busy; those
// of read_file for the file itself. Throws std::logic_error where main() did not call run_if_child().
Result<Document> extract(const std::filesystem::path& file);

// The same, and what LibreOffice makes of DOC, WPS, RTF and ODT, where it is installed: a minute more, one at a time. The last
// few of these are kept, so that a page that shows one again does not wait. Refusals besides: .no_office, .old_sheet.
Result<Document> extract_also_old(const std::filesystem::path& file);

// Where this process was started as such a child, does its work and never returns; otherwise nothing.
void run_if_child(int argc, char** argv);

}  // namespace gongkai::extract
