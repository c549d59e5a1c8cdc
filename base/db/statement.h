// A named statement of a room's queries.sql. cmake/embed.cpp makes one constant for each, so a statement is known to the
// compiler, found by grep under its name, and prepared once a connection.
#pragma once
#include <string_view>

namespace gongkai::db {

struct Statement {
    std::string_view name;  // "ledger.duties_of_unit"
    std::string_view sql;   // parameters are $1, $2, …
};

}  // namespace gongkai::db
