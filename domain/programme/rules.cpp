#include "domain/programme/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/core/text.h"
#include "domain/programme/reading/due.h"

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

struct DayOfPeriod {
    std::optional<unsigned> month;
    unsigned day = 0;
};

// 每月10日前, 每年1月31日、7月31日前, 每年6月底前: the days of the period that the phrase itself names, 31 for the last. Where
// one of them is no such day, none.
std::vector<DayOfPeriod> days_of_period(std::string_view phrase, ledger::Period period) {
    if (period != ledger::Period::month && period != ledger::Period::year)
        return {};
    const auto text = to_code_points(phrase);
    const auto follows = [&](std::size_t at, std::initializer_list<std::u32string_view> words) {
        return std::ranges::any_of(words, [&](auto word) { return std::u32string_view(text).substr(at).starts_with(word); });
    };
    if (text.find(U'后') != std::u32string::npos)  // 每月结束后5日内 is another month
        return {};
    std::vector<DayOfPeriod> days;
    std::optional<unsigned> month;
    const auto take = [&](unsigned day) {
        days.push_back({month, day});
        month.reset();
    };
    bool is_sound = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        const auto number = read_number(std::u32string_view(text).substr(at), length);
        if (number && follows(at + length, {U"月"})) {
            if (month)
                take(31);
            month = static_cast<unsigned>(*number);
            is_sound &= *number >= 1 && *number <= 12;
        } else if (number && follows(at + length, {U"日", U"号"})) {
            is_sound &= *number >= 1 && *number <= 31;
            take(static_cast<unsigned>(*number));
        } else if (follows(at, {U"上旬", U"初"})) {
            take(10);
        } else if (follows(at, {U"中旬"})) {
            take(20);
        }
        at += std::max<std::size_t>(length, 1);
    }
    if (month)
        take(31);
    // A day of the month has no month beside it, a day of the year has its own or that of the day before: 6月10日、20日.
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (period == ledger::Period::year && !days[i].month && i > 0)
            days[i].month = days[i - 1].month;
        is_sound &= days[i].month.has_value() == (period == ledger::Period::year);
    }
    return is_sound ? days : std::vector<DayOfPeriod>{};
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
        const bool comes_again = one.kind == Due::Kind::every || one.kind == Due::Kind::at_least;
        for (const auto& [month, day] : comes_again ? days_of_period(one.text, term.period) : std::vector<DayOfPeriod>{}) {
            term.month = month;
            term.month_day = day;
            terms.push_back(term);
        }
        if (!term.month_day)
            terms.push_back(std::move(term));
    }
    return terms;
}

Day counted_from(const NoticeHead& head, int year) { return head.signed_on.value_or(make_day(year - 1, 12, 31)); }

bool means_towns(std::string_view group) {
    return std::ranges::any_of(std::array<std::string_view, 3>{"镇", "乡", "街"},
                               [&](std::string_view part) { return group.contains(part); });
}

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
