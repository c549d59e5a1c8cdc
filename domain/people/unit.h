// A unit, and the directory of all units: who is meant by a name on a day, and who stands behind a group.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"

namespace gongkai::people {

using UnitId = std::int64_t;

enum class Kind {
    office,
    department,
    party_office,
    mass_organisation,
    public_institution,
    dispatched,
    town,
    subdistrict,
    section,
    enterprise,
    other
};

std::optional<Kind> kind_from(std::string_view word);
std::string_view word_of(Kind kind);  // as in the table and the API: "party_office"

struct Unit {
    UnitId id = 0;
    std::string name;       // 市发改局: what notices print
    std::string full_name;  // 邹城市发展和改革局
    Kind kind = Kind::other;
    std::optional<UnitId> parent_id;
    std::optional<Day> valid_from, valid_until;  // both days included
    std::vector<std::string> groups, aliases;
    std::string note;
    bool is_listed = true;
};

// All units at once: some hundreds, of one snapshot of the database. Copies share them.
class Directory {
  public:
    explicit Directory(std::vector<Unit> units);

    // By name, full name or alias, among the units valid on that day; nothing where no unit or more than one is meant.
    const Unit* find(std::string_view name, Day on) const;
    const Unit* find(UnitId id) const;
    // Members of a group on that day, in the order of the list; empty where the group is not known.
    std::vector<const Unit*> members(std::string_view group, Day on) const;
    const std::vector<Unit>& units() const { return all_->units; }

  private:
    struct All {
        std::vector<Unit> units;
        std::map<std::string, std::vector<std::size_t>, std::less<>> by_name, by_group;
        std::map<UnitId, std::size_t> by_id;
    };
    std::shared_ptr<const All> all_;
};

}  // namespace gongkai::people
