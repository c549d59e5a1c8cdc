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

Directory::Directory(std::vector<Unit> units) {
    auto all = std::make_shared<All>();
    all->units = std::move(units);
    for (std::size_t i = 0; i < all->units.size(); ++i) {
        const Unit& unit = all->units[i];
        all->by_id[unit.id] = i;
        all->by_name[unit.name].push_back(i);
        if (unit.full_name != unit.name)
            all->by_name[unit.full_name].push_back(i);
        for (const auto& alias : unit.aliases)
            all->by_name[alias].push_back(i);
        for (const auto& group : unit.groups)
            all->by_group[group].push_back(i);
    }
    all_ = std::move(all);
}

const Unit* Directory::find(std::string_view name, Day on) const {
    const auto named = all_->by_name.find(name);
    if (named == all_->by_name.end())
        return nullptr;
    const Unit* meant = nullptr;
    for (const auto i : named->second) {
        if (!is_valid_on(all_->units[i], on))
            continue;
        if (meant)
            return nullptr;
        meant = &all_->units[i];
    }
    return meant;
}

const Unit* Directory::find(UnitId id) const {
    const auto found = all_->by_id.find(id);
    return found == all_->by_id.end() ? nullptr : &all_->units[found->second];
}

std::vector<const Unit*> Directory::members(std::string_view group, Day on) const {
    std::vector<const Unit*> members;
    if (const auto found = all_->by_group.find(group); found != all_->by_group.end())
        for (const auto i : found->second)
            if (is_valid_on(all_->units[i], on))
                members.push_back(&all_->units[i]);
    return members;
}

}  // namespace gongkai::people
