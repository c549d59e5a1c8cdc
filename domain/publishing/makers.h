// 规范性文件制定主体: the list of units that may issue normative documents, kept by the government office. A unit that has gone
// from the list stays to be read with its last day, because what it issued while it stood there is in order.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/people/unit.h"

namespace gongkai::publishing {

struct Maker {
    std::int64_t id = 0;
    people::UnitId unit_id = 0;
    std::string unit_name;
    std::string basis;  // the paper or article by which it may
    Day from;
    std::optional<Day> until;  // its last day

    bool is_on_list(Day on) const { return from <= on && (!until || on <= *until); }
};

// In the order of names, those of one unit the latest first.
std::vector<Maker> makers(db::Connection& connection);
bool may_make(db::Connection& connection, people::UnitId unit, Day on);

// Both write one line of the journal. Refuse publishing.refuse.no_basis, .until_before_from, .on_list_already (the days of the
// unit would run over each other), .not_on_list (there is no such line).
Result<std::int64_t> add_maker(db::Connection& connection, const Maker& maker, std::string_view actor);
Result<void> end_maker(db::Connection& connection, std::int64_t id, Day until, std::string_view actor);

}  // namespace gongkai::publishing
