// Matters, answers and circulars as rows of the database.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/ledger/offers.h"
#include "domain/supervision/matter.h"

namespace gongkai::supervision {

inline constexpr people::UnitId every_unit = 0;  // in place of the root of a tree

std::optional<Matter> find_matter(db::Connection& connection, MatterId id);

// Of a unit and what belongs to it, newest first.
std::vector<Matter> matters_below(db::Connection& connection, people::UnitId root, std::optional<Kind> kind, int at_most,
                                  int after);

// Those that wait for the unit, or (Waits::for_the_office) whose answers wait for the office; by the day that presses.
enum class Waits { for_the_unit, for_the_office };
struct Running {
    Matter matter;
    std::string unit_name;
};
std::vector<Running> running_below(db::Connection& connection, people::UnitId root, Waits waits);

// How often something was raised, and when last.
struct Raised {
    int count = 0;
    Day last_on;
};
std::map<people::UnitId, Raised> raised_by_unit(db::Connection& connection);
std::map<std::pair<ledger::DutyId, int>, Raised> raised_below(db::Connection& connection, people::UnitId root);  // an occurrence

// What units owe and is due before a day, unit by unit.
std::vector<ledger::Open> owed_until(db::Connection& connection, Day until);

std::vector<About> duties_of(db::Connection& connection, MatterId id);
std::optional<Answer> find_answer(db::Connection& connection, AnswerId id);
std::vector<Answer> answers_of(db::Connection& connection, MatterId id);

std::optional<Circular> find_circular(db::Connection& connection, CircularId id);
std::vector<Circular> circulars(db::Connection& connection);         // drafts first
std::vector<Circular> public_circulars(db::Connection& connection);  // newest first
std::vector<Circular> circulars_naming(db::Connection& connection, people::UnitId root);

// As it was issued; of a draft as the ledger stands now. Most late first.
std::vector<CircularLine> lines_of(db::Connection& connection, const Circular& circular);

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::supervision
