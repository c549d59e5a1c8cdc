// Who is meant by a phrase (有关镇街) that nobody had named when the notice came in.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/calendar/desk.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/desk.h"
#include "domain/programme/store.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;

// Nothing where all of them are listed and there is somebody.
bool names_somebody(const people::Directory& units, const std::vector<people::UnitId>& members) {
    return !members.empty() && std::ranges::all_of(members, [&](people::UnitId id) {
        const auto* unit = units.find(id);
        return unit && unit->is_listed;
    });
}

}  // namespace

std::vector<std::string> owing_groups(db::Connection& connection, const Notice& notice) {
    std::vector<std::string> groups;
    for (const auto& duty : ledger::duties_of(connection, notice.origin()))
        if (!duty.unit_id && std::ranges::find(groups, duty.group_name) == groups.end())
            groups.push_back(duty.group_name);
    return groups;
}

Result<int> name_members(db::Connection& connection, const Notice& notice, const NamedGroups& groups, std::string_view actor) {
    const auto units = people::directory(connection);
    const auto duties = ledger::duties_of(connection, notice.origin());
    const auto programme = load(connection, notice);
    const auto calendar = calendar::working_days(connection);
    const auto on = counted_from(notice.head, notice.year);
    int begun = 0;
    json::object told;
    if (groups.empty())
        return refuse(Refusal::Kind::invalid, "programme.refuse.no_members");
    for (const auto& [group, members] : groups) {
        if (!names_somebody(units, members))
            return refuse(Refusal::Kind::invalid, "programme.refuse.no_members");
        bool owes = false;
        for (const auto& duty : duties) {
            const auto* row = programme.find_row(duty.part);
            if (duty.unit_id || duty.group_name != group || !row)
                continue;
            owes = true;
            ledger::end(connection, duty.id, today());
            for (const auto id : members) {
                const bool owes_already = std::ranges::any_of(
                    duties, [&](const ledger::Duty& other) { return other.part == duty.part && other.unit_id == id; });
                if (owes_already)
                    continue;
                ledger::begin(
                    connection,
                    {notice.origin(), duty.part, id, {}, ledger::occurrences_of(terms_of(row->row), on, notice.year, calendar)});
                ++begun;
            }
        }
        if (!owes)
            return refuse(Refusal::Kind::conflict, "programme.refuse.no_group", {group});
        for (const auto id : members)
            add_group_member(connection, notice.id, group, id);
        told[group] = json::value_from(members);
    }
    journal::note(connection, {std::string(actor), "programme.name_members", "notice/" + notice.key,
                               json::serialize(json::object{{"groups", told}, {"duties", begun}})});
    return begun;
}

}  // namespace gongkai::programme
