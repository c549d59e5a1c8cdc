#include "domain/programme/rules.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/core/text.h"

namespace gongkai::programme {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Every unit there is: the list on that day, then those that only the notice names.
std::vector<Owner> everybody(const ResolvedNames& names, const people::Directory& units, Day on) {
    std::vector<Owner> owners;
    std::set<people::UnitId> seen;
    for (const auto& unit : units.units()) {
        const bool is_valid = (!unit.valid_from || *unit.valid_from <= on) && (!unit.valid_until || on <= *unit.valid_until);
        if (unit.is_listed && is_valid && unit.kind != people::Kind::section && seen.insert(unit.id).second)
            owners.push_back({unit.id, {}});
    }
    for (const auto& [name, id] : names)
        if (seen.insert(id).second)
            owners.push_back({id, {}});
    return owners;
}

bool means_all_named(std::string_view group) { return group == "各责任部门" || group == "各责任单位"; }

// 自本通知印发之日起20个工作日内: the words before the term, in the same piece of the sentence or in the term itself, say that
// the paper starts it.
bool runs_from_the_notice(std::string_view requirement, std::string_view term) {
    const auto end = requirement.find(term);
    const bool says_itself = term.find("之日起") != std::string_view::npos;  // a column of terms has it whole
    if (term.empty() || (end == std::string_view::npos && !says_itself))
        return false;
    auto before = says_itself ? term : requirement.substr(0, end);
    for (const std::string_view stop : {"。", "；", "，", "："})
        if (const auto at = before.rfind(stop); at != std::string_view::npos)
            before = before.substr(at + stop.size());
    const auto says = [&](auto... words) { return ((before.find(words) != std::string_view::npos) || ...); };
    return says("本通知", "本方案", "本要点", "本文件", "通知印发", "通知下发") && says("印发", "下发", "发布", "施行");
}

ledger::Period ledger_period(Period period) {
    switch (period) {
        case Period::week:
            return ledger::Period::week;
        case Period::month:
            return ledger::Period::month;
        case Period::quarter:
            return ledger::Period::quarter;
        case Period::half_year:
            return ledger::Period::half_year;
        case Period::year:
            return ledger::Period::year;
    }
    return ledger::Period::year;
}

// 每月10日前, 每年1月31日前: the day of the period that the phrase itself names.
void read_day_of_period(std::string_view phrase, ledger::Term& term) {
    if (term.period != ledger::Period::month && term.period != ledger::Period::year)
        return;
    const auto number_before = [&](std::string_view sign) -> std::optional<unsigned> {
        const auto end = phrase.find(sign);
        auto begin = end;
        while (begin != std::string_view::npos && begin > 0 && is_digit(phrase[begin - 1]))
            --begin;
        unsigned number = 0;
        if (end == std::string_view::npos || begin == end ||
            std::from_chars(&phrase[begin], &phrase[end], number).ec != std::errc())
            return std::nullopt;
        return number;
    };
    const auto day = number_before("日"), month = number_before("月");
    const bool is_day = day && *day >= 1 && *day <= 31, is_month = month && *month >= 1 && *month <= 12;
    if (is_day && (term.period == ledger::Period::month ? !month : is_month)) {
        term.month_day = day;
        term.month = month;
    }
}

void add(std::vector<Owner>& owners, Owner owner) {
    if (std::ranges::find(owners, owner) == owners.end())
        owners.push_back(std::move(owner));
}

}  // namespace

int year_of_notice(const NoticeHead& head, Day today) {
    constexpr std::string_view sign = "年";
    for (std::size_t at = 0; (at = head.title.find(sign, at)) != std::string::npos; at += sign.size()) {
        int year = 0;
        if (at >= 4 && std::from_chars(&head.title[at - 4], &head.title[at], year).ptr == &head.title[at] && year >= 2000 &&
            year < 2100 && (at < 5 || !is_digit(head.title[at - 5])))
            return year;
    }
    return year_of(head.signed_on.value_or(today));
}

std::string key_of_notice(const NoticeHead& head, int year, std::string_view sha256) {
    const auto open = head.number.find("〔"), close = head.number.find("〕");
    if (open != std::string::npos && close != std::string::npos && open < close) {
        const auto in_brackets =
            head.number.substr(open + std::string_view("〔").size(), close - open - std::string_view("〔").size());
        std::string serial = head.number.substr(close + std::string_view("〕").size());
        serial = serial.substr(0, serial.find("号"));
        if (!serial.empty() && std::ranges::all_of(serial, is_digit) && std::ranges::all_of(in_brackets, is_digit))
            return in_brackets + '-' + serial;
    }
    return std::to_string(year) + '-' + std::string(sha256.substr(0, 6));
}

people::Directory units_of_place(const people::Directory& units, const NoticeHead& head) {
    // 邹城 of 邹城市, of 济宁市邹城市: how full names of its units spell it.
    std::u32string root = to_code_points(head.issuer.substr(0, head.issuer.find("人民政府")));
    if (head.issuer.find("人民政府") == std::string::npos || root.empty())
        root.clear();
    else
        root.pop_back();
    if (const auto above = root.find_last_of(U"省市州盟"); above != std::u32string::npos && above + 1 < root.size())
        root.erase(0, above + 1);
    const auto place = to_utf8(root);
    std::vector<people::Unit> here;
    for (const auto& unit : units.units())
        if (unit.is_listed && (unit.full_name == unit.name || unit.full_name.find(place) != std::string::npos))
            here.push_back(unit);
    return people::Directory(std::move(here));
}

std::string place_of(const NoticeHead& head) { return head.issuer.substr(0, head.issuer.find("人民政府")); }

std::vector<ledger::Term> terms_of(const Row& row) {
    std::vector<ledger::Term> terms;
    for (const auto& one : row.due) {
        ledger::Term term;
        term.words = one.text;
        term.on = one.on;
        term.count = std::max(one.count, 1);
        term.period = ledger_period(one.period);
        read_day_of_period(one.text, term);
        switch (one.kind) {
            case Due::Kind::by:
                term.kind = ledger::Term::Kind::by;
                break;
            case Due::Kind::every:
                term.kind = ledger::Term::Kind::every;
                break;
            case Due::Kind::at_least:
                term.kind = ledger::Term::Kind::at_least;
                break;
            case Due::Kind::within:  // of an event that has no day of its own in the year: looked at like a standing duty
                term.kind =
                    runs_from_the_notice(row.requirement, one.text) ? ledger::Term::Kind::within : ledger::Term::Kind::standing;
                term.in_working_days = one.unit == DueUnit::working_day;
                break;
            case Due::Kind::ongoing:
                term.kind = ledger::Term::Kind::standing;
                break;
        }
        terms.push_back(std::move(term));
    }
    return terms;
}

Day counted_from(const NoticeHead& head, int year) { return head.signed_on.value_or(make_day(year - 1, 12, 31)); }

std::vector<Owner> owners_of(const Row& row, const ResolvedNames& names, const NamedGroups& groups,
                             const people::Directory& units, Day on) {
    std::vector<Owner> owners;
    for (const auto& name : row.units)
        if (const auto named = names.find(name); named != names.end())
            add(owners, {named->second, {}});
    for (const auto& group : row.groups) {
        if (const auto named = groups.find(group); named != groups.end()) {
            for (const auto id : named->second)
                add(owners, {id, {}});
            continue;
        }
        const auto members = units.members(group, on);
        if (members.empty() && means_all_named(group))
            for (const auto& [name, id] : names)
                add(owners, {id, {}});
        else if (members.empty())
            add(owners, {std::nullopt, group});
        for (const auto* member : members)
            add(owners, {member->id, {}});
    }
    return owners;
}

std::vector<Owner> owners_of(const CoverDuty& duty, const ResolvedNames& names, const people::Directory& units, Day on) {
    if (const auto* unit = units.find(duty.who, on))
        return {{unit->id, {}}};
    if (const auto named = names.find(duty.who); named != names.end())
        return {{named->second, {}}};
    if (duty.who.find("各") != std::string::npos)
        return everybody(names, units, on);
    return {{std::nullopt, duty.who}};
}

bool asks_for_plan(const StoredTask& task, const Row& row) {
    constexpr std::string_view names[] = {"实施方案", "工作方案", "落实方案"};
    return task.kind == TaskKind::cover &&
           std::ranges::any_of(names, [&](std::string_view name) { return row.requirement.find(name) != std::string::npos; });
}

}  // namespace gongkai::programme
