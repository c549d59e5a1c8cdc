// A file where somebody has said that it should be: what keeps it from being written is told to him.
#pragma once
#include <filesystem>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai {

// As write_file(); refuses `core.refuse.file_unwritable`.
Result<void> write_named_file(const std::filesystem::path& path, std::string_view contents);

}  // namespace gongkai
