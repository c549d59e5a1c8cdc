// Keeping the list of units.
#pragma once
#include <string_view>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/people/unit.h"

namespace gongkai::people {

Directory directory(db::Connection& connection);

struct ListChange {
    int added = 0, changed = 0, unchanged = 0;
};

// Takes in a list of units (TSV, columns as in README.md; columns may stand in any order, unknown ones are refused by name).
// A unit already there under the same name and first day of validity is changed to what the list says. One journal line where
// anything changed. Refusals name the line: people.refuse.column, .kind, .day, .name, .parent,
// .circle.
Result<ListChange> take_in_list(db::Connection& connection, std::string_view tsv, std::string_view actor);

// A unit that a notice names and the list does not know: kept as printed, not listed, so that no duty is without an owner.
UnitId note_unlisted(db::Connection& connection, std::string_view name);

// A section of a unit that the unit itself names, under the unit's name (市卫生健康局办公室: many units have a 办公室). Runs
// inside the deed of the room that calls it, which writes the journal line. Refuses people.refuse.no_parent and
// people.refuse.section_taken.
Result<UnitId> note_section(db::Connection& connection, UnitId unit, std::string_view name);

}  // namespace gongkai::people
