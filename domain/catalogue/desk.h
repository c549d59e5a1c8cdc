// The columns of one installation.
#pragma once
#include "base/db/connection.h"
#include "domain/catalogue/column.h"

namespace gongkai::catalogue {

Columns columns(db::Connection& connection);

// Adds the columns that the program carries and the database does not have; how many. One that is there stays as it is, closed or
// renamed. It is no deed of anybody and writes no line in the journal, as a migration writes none.
int install(db::Connection& connection);

// A column at the top, called so in both languages until somebody translates it; its key. One that is called so already is given.
std::string open_column(db::Connection& connection, const std::string& name, std::string_view actor);

}  // namespace gongkai::catalogue
