// Duties, occurrences and proofs as rows.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/db/connection.h"
#include "domain/ledger/duty.h"
#include "domain/ledger/rules.h"

namespace gongkai::ledger {

// One duty of an origin with its tally on a day: a cell of the board.
struct Cell {
    DutyId duty_id = 0;
    std::int64_t part = 0;
    std::optional<std::int64_t> unit_id;
    std::string group_name;
    Tally tally;
    std::optional<Day> next_due_on;                // the first that is not done
    std::optional<Day> done_on;                    // when the last of the others was
    std::optional<Day> done_due_on;                // and when that one was due
    std::optional<Day> late_done_on, late_due_on;  // the same of the last that was done late
};

// All running duties of `origin`, by part and duty.
std::vector<Cell> cells(db::Connection& connection, std::string_view origin, Day as_of, int soon_days);

std::set<std::string> origins_with_groups(db::Connection& connection);  // where a group owes whose members nobody has named
std::optional<Duty> find_duty(db::Connection& connection, DutyId id);
std::vector<Duty> duties_of(db::Connection& connection, std::string_view origin);
std::vector<Proof> proofs_of(db::Connection& connection, DutyId id);

}  // namespace gongkai::ledger
