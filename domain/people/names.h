// The directory for those who look names up and ask for no group: a statement less.
#pragma once
#include "base/db/connection.h"
#include "domain/people/unit.h"

namespace gongkai::people {

Directory names(db::Connection& connection);  // nobody stands behind a group in it

}  // namespace gongkai::people
