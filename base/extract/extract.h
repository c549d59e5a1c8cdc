// Opens a stranger's file. The work is done in a child process with limits on memory, time, files and inflated bytes and without
// a network, so that a crafted file can end nothing but its child.
#pragma once
#include <filesystem>

#include "base/core/refusal.h"
#include "base/extract/document.h"

namespace gongkai::extract {

// The format is told by the bytes, not by the name. Refusals: extract.refuse.unknown_format, .damaged, .too_large, .too_slow,
// .encrypted, .no_text (a scan), each with the file name as argument.
Result<Document> extract(const std::filesystem::path& file);

}  // namespace gongkai::extract
