// Draws and their lists as rows. What begins with whole_ is for the office alone.
#pragma once
#include <optional>
#include <vector>

#include "base/db/connection.h"
#include "domain/draws/draw.h"

namespace gongkai::draws {

std::optional<Draw> find_draw(db::Connection& connection, DrawId id);
std::vector<Draw> draws_before(db::Connection& connection, DrawId before, int at_most);  // newest first; 0: from the newest on

std::int64_t library_size(db::Connection& connection, people::UnitId unit, Library library);
std::vector<Entry> whole_library(db::Connection& connection, people::UnitId unit, Library library);
std::vector<Entry> whole_entries(db::Connection& connection, DrawId draw, Library library);

}  // namespace gongkai::draws
