// Which unit somebody means who types its name, its usual short form, or asks for its telephone (教育局, 市教育局电话,
// 邹城市教育和体育局在哪). Nobody where two may be meant, or where anything of it is left over.
#pragma once
#include <string>
#include <string_view>

#include "domain/people/unit.h"

namespace gongkai::catalogue {

// Whether it is worth the look at the directory.
bool may_name_unit(std::string_view typed);
const people::Unit* unit_meant(const people::Directory& units, std::string_view typed, Day on);

// 环保局: the unit that is called otherwise today, and what is known of the name that was typed.
struct FormerName {
    const people::Unit* unit = nullptr;
    std::string typed, note;
};
FormerName unit_called(const people::Directory& units, std::string_view typed, Day on);

// Those that search finds: listed, no sections, still there.
bool is_found(const people::Unit& unit, Day on);

}  // namespace gongkai::catalogue
