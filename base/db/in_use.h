// Whether another process has a file of SQLite open now.
#pragma once
#include <filesystem>

namespace gongkai::db {

// Must be asked before this process opens the file itself: its own locks are not seen, and would be lost.
bool is_open_elsewhere(const std::filesystem::path& file);

}  // namespace gongkai::db
