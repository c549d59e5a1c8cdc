#include "domain/catalogue/meant.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/core/text.h"
#include "domain/people/called.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::catalogue {
namespace {

// What is asked of a unit: all of it is answered by what the unit says of itself. Longer ones first.
constexpr std::array<std::string_view, 68> asked_of_units{"电话号码是多少",
                                                          "联系电话是多少",
                                                          "办公电话是多少",
                                                          "地址在什么地方",
                                                          "是干什么的",
                                                          "办公时间是几点",
                                                          "上班时间是几点",
                                                          "电话是多少",
                                                          "号码是多少",
                                                          "地址在哪里",
                                                          "什么时候上班",
                                                          "什么时候下班",
                                                          "什么时候开门",
                                                          "周六上班吗",
                                                          "周末上班吗",
                                                          "今天上班吗",
                                                          "在什么地方",
                                                          "什么地方",
                                                          "怎么联系",
                                                          "电话多少",
                                                          "联系电话",
                                                          "电话号码",
                                                          "办公电话",
                                                          "咨询电话",
                                                          "值班电话",
                                                          "联系方式",
                                                          "办公地址",
                                                          "办公地点",
                                                          "办公时间",
                                                          "上班时间",
                                                          "下班时间",
                                                          "工作时间",
                                                          "开门时间",
                                                          "作息时间",
                                                          "几点上班",
                                                          "几点下班",
                                                          "几点开门",
                                                          "几点关门",
                                                          "主要职责",
                                                          "机构职能",
                                                          "工作职责",
                                                          "地址在哪",
                                                          "地址是",
                                                          "具体位置",
                                                          "什么位置",
                                                          "在哪里",
                                                          "在哪儿",
                                                          "怎么走",
                                                          "怎么去",
                                                          "是多少",
                                                          "干什么",
                                                          "管什么",
                                                          "几点",
                                                          "地点",
                                                          "号码",
                                                          "电话",
                                                          "地址",
                                                          "位置",
                                                          "在哪",
                                                          "职责",
                                                          "职能",
                                                          "联系",
                                                          "简介",
                                                          "上班吗",
                                                          "上班",
                                                          "下班",
                                                          "的",
                                                          "是"};
constexpr std::array<std::string_view, 5> before_names{"请问一下", "请问", "我想知道", "查询", "查一下"};

// How names end; what stands before is what they are told apart by.
constexpr std::array<std::string_view, 13> endings{"服务中心", "办公室", "委员会", "管理局", "中心", "街道", "局",
                                                   "办",       "委",     "会",     "联",     "镇",   "院"};
constexpr std::u32string_view last_characters = U"局办委会心镇道院所站队处厅联府社馆校室";

// Words that are no unit's own: what is made of these alone (服务局, 事务局) names nobody.
const std::set<std::string, std::less<>> common{"管理", "监督", "服务", "事务", "发展", "工作", "行政", "综合", "社会", "和"};

constexpr std::size_t name_at_most = 30;

bool take_beginning(std::string_view& text, std::string_view beginning) {
    if (beginning.empty() || text.size() <= beginning.size() || !text.starts_with(beginning))
        return false;
    text.remove_prefix(beginning.size());
    return true;
}
bool take_end(std::string_view& text, std::string_view end) {
    if (end.empty() || text.size() <= end.size() || !text.ends_with(end))
        return false;
    text.remove_suffix(end.size());
    return true;
}

// 邹城市: what full names have before 市发改局 and its like.
std::set<std::string> places_of(const people::Directory& units) {
    std::set<std::string> places;
    for (const auto& unit : units.units())
        for (const std::string_view level : {"市", "县", "区"})
            if (unit.name.starts_with(level) && unit.full_name.size() > unit.name.size()) {
                const auto at = unit.full_name.find(level);
                if (at != std::string::npos && at > 0 && at <= 12)
                    places.insert(unit.full_name.substr(0, at + level.size()));
            }
    return places;
}

std::string_view without_place(const std::set<std::string>& places, std::string_view name) {
    for (const auto& place : places) {
        // 邹城市教育局, 邹城教育局.
        const auto stem = std::string_view(place).substr(0, place.size() - std::string_view("市").size());
        if (take_beginning(name, place) || take_beginning(name, stem))
            break;
    }
    return name;
}
std::string_view without_level(std::string_view name) {
    for (const std::string_view level : {"市", "县", "区"})
        if (take_beginning(name, level))
            break;
    return name;
}

// 济宁市生态环境局邹城分局 is 生态环境局 to those who live there.
std::optional<std::string> of_branch(const std::set<std::string>& places, std::string_view name) {
    if (!take_end(name, "分局") && !take_end(name, "分中心"))
        return std::nullopt;
    for (const auto& place : places) {
        auto core = name;
        if (!take_end(core, std::string_view(place).substr(0, place.size() - std::string_view("市").size())))
            continue;
        if (const auto city = core.find("市"); city != std::string_view::npos)
            core.remove_prefix(city + std::string_view("市").size());
        return std::string(core);
    }
    return std::nullopt;
}

std::vector<std::string> names_of(const std::set<std::string>& places, const people::Unit& unit) {
    std::vector<std::string> all{unit.name, unit.full_name};
    all.insert(all.end(), unit.aliases.begin(), unit.aliases.end());
    if (const auto inner = of_branch(places, unit.full_name))
        all.push_back(*inner);
    if (unit.kind == people::Kind::subdistrict)
        all.insert(all.end(), {unit.name + "办事处", unit.name + "办"});
    if (unit.kind == people::Kind::town)
        all.insert(all.end(), {unit.name + "人民政府", unit.name + "政府"});
    for (auto& name : all) {
        const auto bare = search::bare(name);
        const auto inner = without_place(places, bare);
        name = inner.size() < bare.size() ? inner : without_level(bare);
    }
    return all;
}

// 医保局: the first characters, or all, of words of 医疗保障局 in their order, one of them at least its own.
bool is_short_for(std::string_view typed, std::string_view name) {
    for (const auto ending : endings) {
        if (!name.ends_with(ending) || !typed.ends_with(ending))
            continue;
        auto rest = typed.substr(0, typed.size() - ending.size());
        if (count_code_points(rest) < 2)
            continue;
        bool has_own = false;
        for (const auto& word : search::words_of(name.substr(0, name.size() - ending.size()))) {
            const auto first = to_utf8(to_code_points(word).substr(0, 1));
            if (!rest.empty() && (rest.starts_with(word) || rest.starts_with(first))) {
                rest.remove_prefix(rest.starts_with(word) ? word.size() : first.size());
                has_own = has_own || !common.contains(word);
            }
        }
        if (rest.empty() && has_own)
            return true;
    }
    return false;
}

// Without what only asks; nothing where no name can be left.
std::optional<std::string> name_in(std::string_view typed) {
    const auto bare = search::bare(typed);
    std::string_view name = bare;
    for (const auto word : before_names)
        if (take_beginning(name, word))
            break;
    // 电话 教育局, and 教育局的联系电话是多少.
    const auto take_one = [&](bool (*take)(std::string_view&, std::string_view)) {
        return std::ranges::any_of(asked_of_units, [&](std::string_view word) { return take(name, word); });
    };
    while (take_one(take_end)) {
    }
    take_one(take_beginning);
    const auto characters = to_code_points(name);
    if (characters.size() < 2 || characters.size() > name_at_most ||
        last_characters.find(characters.back()) == std::u32string_view::npos)
        return std::nullopt;
    return std::string(name);
}

}  // namespace

bool is_found(const people::Unit& unit, Day on) {
    return unit.is_listed && unit.kind != people::Kind::section && (!unit.valid_until || *unit.valid_until >= on);
}

bool may_name_unit(std::string_view typed) { return name_in(typed).has_value(); }

const people::Unit* unit_meant(const people::Directory& units, std::string_view typed, Day on) {
    const auto asked = name_in(typed);
    if (!asked)
        return nullptr;
    const auto places = places_of(units);
    const std::string typed_name(without_place(places, *asked));
    // 市监局 is 市场监管局, 市教育局 is 教育局 of the city.
    const std::string without(without_level(typed_name));
    std::vector<const people::Unit*> named, like;
    for (const auto& unit : units.units()) {
        if (!is_found(unit, on))
            continue;
        const auto names = names_of(places, unit);
        const auto is_any = [&](const auto& fits) {
            return std::ranges::any_of(names, [&](const auto& name) { return fits(typed_name, name) || fits(without, name); });
        };
        if (is_any(std::equal_to<std::string>()))
            named.push_back(&unit);
        else if (is_any(is_short_for))
            like.push_back(&unit);
    }
    const auto& meant = named.empty() ? like : named;
    return meant.size() == 1 ? meant.front() : nullptr;
}

FormerName unit_called(const people::Directory& units, std::string_view typed, Day on) {
    const auto asked = name_in(typed);
    if (!asked)
        return {};
    const std::string called(without_level(without_place(places_of(units), *asked)));
    for (const auto& now : people::now_called(called)) {
        std::vector<const people::Unit*> named;
        for (const auto& unit : units.units())
            if (is_found(unit, on) &&
                (unit.name.find(now.part) != std::string::npos || unit.full_name.find(now.part) != std::string::npos))
                named.push_back(&unit);
        if (named.size() == 1)
            return {named.front(), called, now.note};
    }
    return {};
}

}  // namespace gongkai::catalogue
