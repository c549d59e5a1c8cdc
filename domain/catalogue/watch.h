// The deeds of upkeep: a column has a unit that sees to it; where nothing new came in its period, that unit owes something, and
// owes it no more once something is published there.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/catalogue/upkeep.h"

namespace gongkai::catalogue {

inline constexpr std::string_view upkeep_origin = "catalogue/columns";  // of its duties in the ledger

// Every column is watched from the day on which this first ran over it. Writes no line, as install() in desk.h.
int watch_columns(db::Connection& connection);

std::vector<Watched> watched_columns(db::Connection& connection);

// Who sees to it and how often something new is expected; a duty of the unit before ends. Refuses catalogue.refuse.no_column and
// .period (1 to 1000 days).
Result<void> see_to(db::Connection& connection, std::string_view column_key, std::optional<people::UnitId> unit,
                    std::optional<int> upkeep_days, std::string_view actor);

// Called by whoever publishes, inside its own deed: the column and those it stands in are fresh, a duty that runs for one of them
// is done by what stands at `address`. Writes no line: the publication has its own.
void note_publication(db::Connection& connection, const Columns& columns, std::string_view column_key, Day on,
                      std::string_view address, std::string_view actor);

// The same of what was published elsewhere long ago and has only come here: the column has something from that day, and nobody
// has done what is owed for it.
void note_older(db::Connection& connection, const Columns& columns, std::string_view column_key, Day on);

// Called where something of a column is public no more: the day of the newest that still is. What was done for it stays done.
void note_newest(db::Connection& connection, std::string_view column_key, std::optional<Day> on);

// Opens a duty for each column that is stale and has somebody who sees to it, one line of the journal in all; how many it opened.
int open_duties(db::Connection& connection, Day today);

}  // namespace gongkai::catalogue
