#include <algorithm>

#include "domain/programme/reading/rows.h"

namespace gongkai::programme {

namespace {

// Kinds of units that every county has many of: alone they name none.
constexpr std::u32string_view generic[] = {U"街道办事处", U"街道办",     U"街道",     U"办事处",      U"镇人民政府",
                                           U"镇政府",     U"乡人民政府", U"乡政府",   U"乡镇",        U"镇街",
                                           U"镇",         U"乡",         U"乡镇政府", U"乡镇人民政府"};

bool is_generic(std::u32string_view name) { return std::ranges::find(generic, name) != std::end(generic); }

}  // namespace

void join_groups(UnitList& list, std::u32string_view printed) {
    const std::u32string text = fold(printed);
    for (std::u32string& group : list.groups) {
        if (!starts_with(group, U"各"))
            continue;
        for (bool again = true; again;) {
            again = false;
            const std::size_t at = text.find(fold(group));
            if (at == std::u32string::npos || at + group.size() >= text.size())
                continue;
            const std::size_t name_at = at + group.size() + 1;
            const char32_t between = text[name_at - 1];
            if (between != U'、' && between != U',' && between != U'和' && between != U'及')
                continue;
            const auto joined = [&](const std::u32string& unit) {
                return is_generic(fold(unit)) && starts_with(std::u32string_view(text).substr(name_at), fold(unit));
            };
            const auto unit = std::ranges::find_if(list.units, joined);
            if (unit == list.units.end())
                continue;
            const std::u32string name(printed.substr(name_at, unit->size()));
            group = std::u32string(printed.substr(at, group.size() + 1 + name.size()));
            for (auto* names : {&list.units, &list.lead, &list.support, &list.doubtful})
                std::erase(*names, name);
            again = true;
        }
    }
}

}  // namespace gongkai::programme
