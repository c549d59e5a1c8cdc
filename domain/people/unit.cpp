#include "domain/people/unit.h"

#include <algorithm>
#include <array>

namespace gongkai::people {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 11> kinds{{{"office", Kind::office},
                                                                   {"department", Kind::department},
                                                                   {"party_office", Kind::party_office},
                                                                   {"mass_organisation", Kind::mass_organisation},
                                                                   {"public_institution", Kind::public_institution},
                                                                   {"dispatched", Kind::dispatched},
                                                                   {"town", Kind::town},
                                                                   {"subdistrict", Kind::subdistrict},
                                                                   {"section", Kind::section},
                                                                   {"enterprise", Kind::enterprise},
                                                                   {"other", Kind::other}}};

bool is_valid_on(const Unit& unit, Day day) {
    return (!unit.valid_from || *unit.valid_from <= day) && (!unit.valid_until || day <= *unit.valid_until);
}

}  // namespace

std::optional<Kind> kind_from(std::string_view word) {
    const auto found = std::ranges::find(kinds, word, &std::pair<std::string_view, Kind>::first);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

std::string_view word_of(Kind kind) { return std::ranges::find(kinds, kind, &std::pair<std::string_view, Kind>::second)->first; }

Directory::Directory(std::vector<Unit> units) : units_(std::move(units)) {
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const Unit& unit = units_[i];
        by_id_[unit.id] = i;
        by_name_[unit.name].push_back(i);
        if (unit.full_name != unit.name)
            by_name_[unit.full_name].push_back(i);
        for (const auto& alias : unit.aliases)
            by_name_[alias].push_back(i);
        for (const auto& group : unit.groups)
            by_group_[group].push_back(i);
    }
}

const Unit* Directory::find(std::string_view name, Day on) const {
    const auto named = by_name_.find(name);
    if (named == by_name_.end())
        return nullptr;
    const Unit* meant = nullptr;
    for (const auto i : named->second) {
        if (!is_valid_on(units_[i], on))
            continue;
        if (meant)
            return nullptr;
        meant = &units_[i];
    }
    return meant;
}

const Unit* Directory::find(UnitId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

std::vector<const Unit*> Directory::members(std::string_view group, Day on) const {
    std::vector<const Unit*> members;
    if (const auto found = by_group_.find(group); found != by_group_.end())
        for (const auto i : found->second)
            if (is_valid_on(units_[i], on))
                members.push_back(&units_[i]);
    return members;
}

}  // namespace gongkai::people
