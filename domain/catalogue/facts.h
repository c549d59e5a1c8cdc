// What an organ says of itself, each time as a whole and from a day on: the guide to its information, the profile of a unit, a
// leading group with its posts. What is said anew stands beside what was said before, so every change has its day.
//
// 条例12  行政机关编制、公布的政府信息公开指南和政府信息公开目录应当及时更新。
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/words.h"

namespace gongkai::catalogue {

// data/catalogue/facts.json
struct FactField {
    std::string key, label;  // id of words
    bool has_lines = false, is_needed = false;
    std::string name(Language language) const { return words(language, label); }
};
struct FactKind {
    std::string key, label;  // id of words
    std::vector<FactField> fields;
    std::string name(Language language) const { return words(language, label); }
};
const std::vector<FactKind>& fact_kinds();
const FactKind* find_fact_kind(std::string_view key);
inline constexpr std::string_view guide_kind = "guide", profile_kind = "profile", leading_group_kind = "leading_group";

using Values = std::map<std::string, std::string, std::less<>>;  // by the keys of the kind's fields

struct Facts {
    std::int64_t id = 0;
    std::string kind;
    std::int64_t subject = 0;  // profile: the unit; leading group: its number; guide: 0
    Day since_on;
    Values values;
    bool is_ended = false;  // the group is dissolved
    std::string given_by;
    Instant given_at;
    bool is_demonstration = false;
    std::string_view at(std::string_view key) const;
};

// Keys of fields that differ, in the order of the kind.
std::vector<std::string> differences(const FactKind& kind, const Values& before, const Values& after);

// A profile that changed after the guide was dated: what the guide says of it may be wrong by now. `histories` are oldest first.
struct Outdated {
    std::int64_t unit_id = 0;
    Day changed_on;
    std::vector<std::string> fields;  // that differ from what held on the guide's day
};
std::vector<Outdated> outdated_by(const Facts& guide, const std::vector<std::vector<Facts>>& histories);

struct Training {
    std::int64_t id = 0;
    Day held_on;
    std::string theme;
    int people = 0;
    int minutes = 0;
    std::int64_t unit_id = 0;  // that held it
    std::string given_by;
    std::optional<Day> withdrawn_on;
    bool is_demonstration = false;
};

}  // namespace gongkai::catalogue
