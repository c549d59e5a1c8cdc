// Whether another process works with a database now.
#pragma once
#include <string>

namespace gongkai::db {

// Must be asked before this process opens it itself: on SQLite its own locks are not seen, and would be lost; on PostgreSQL they
// are seen. Throws Unavailable where a server of PostgreSQL does not answer.
bool is_open_elsewhere(const std::string& address);

}  // namespace gongkai::db
