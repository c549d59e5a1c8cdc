// The columns of one installation.
#pragma once
#include "base/db/connection.h"
#include "domain/catalogue/column.h"

namespace gongkai::catalogue {

Columns columns(db::Connection& connection);

// Adds the columns that the program carries and the database does not have; how many. One that is there stays as it is, closed or
// renamed. It is no deed of anybody and writes no line in the journal, as a migration writes none.
int install(db::Connection& connection);

}  // namespace gongkai::catalogue
