// Who sees to a kind, and what follows where nothing came in for a period.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/people/unit.h"
#include "domain/records/kind.h"

namespace gongkai::records {

struct Keeper {
    people::UnitId unit_id = 0;
    Day since;
};
std::map<std::string, std::vector<Keeper>, std::less<>> keepers(db::Connection& connection);
// From now on these units see to it, and no others. Refuses records.refuse.no_kind.
Result<void> see_to(db::Connection& connection, std::string_view kind, const std::vector<people::UnitId>& units,
                    std::string_view actor);

// Opens a duty for each unit that sees to a kind and has put in nothing for the last period that is over; one line in all.
int open_duties(db::Connection& connection, Day today);

inline constexpr std::string_view duties_origin = "records/kinds";  // in the ledger

// The unit has put in what the period asks for, shown at `address`: its duty is done. Part of another deed.
void note_period(db::Connection& connection, const Kind& kind, people::UnitId unit, std::string_view period, Day on,
                 std::string_view address, std::string_view actor);

}  // namespace gongkai::records
