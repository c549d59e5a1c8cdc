#include "domain/records/watch.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/records/queries.h"
#include "domain/records/rules.h"
#include "domain/records/store.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

struct OpenDuty {
    people::UnitId unit_id = 0;
    std::string period;
    ledger::DutyId id = 0;
};

std::vector<OpenDuty> open_duties_of(db::Connection& connection, std::string_view kind) {
    std::vector<OpenDuty> all;
    for (auto rows = connection.query(sql::open_duties, kind); rows.next();)
        all.push_back({rows.get<people::UnitId>(0), rows.get<std::string>(1), rows.get<ledger::DutyId>(2)});
    return all;
}

// Whether the unit has a record of this period in lists: the period is the newest, so the newest ones are looked at.
bool has_record_of(db::Connection& connection, const Kind& kind, people::UnitId unit, const std::string& period) {
    constexpr int looked_at = 1000;
    return std::ranges::any_of(whole_newest(connection, kind, unit, 0, looked_at), [&](const WholeRecord& record) {
        return !record.withdrawn_at && !record.is_demonstration && period_of(kind, record.whole) == period;
    });
}

}  // namespace

std::map<std::string, std::vector<Keeper>, std::less<>> keepers(db::Connection& connection) {
    std::map<std::string, std::vector<Keeper>, std::less<>> all;
    for (auto rows = connection.query(sql::keepers); rows.next();)
        all[rows.get<std::string>(0)].push_back({rows.get<people::UnitId>(1), rows.get<Day>(2)});
    return all;
}

Result<void> see_to(db::Connection& connection, std::string_view kind, const std::vector<people::UnitId>& units,
                    std::string_view actor) {
    if (!kinds().find(kind))
        return refuse(Refusal::Kind::missing, "records.refuse.no_kind", {std::string(kind)});
    auto before = keepers(connection)[std::string(kind)];
    const auto has = [&](people::UnitId unit) { return std::ranges::find(before, unit, &Keeper::unit_id) != before.end(); };
    bool has_changed = false;
    for (const auto unit : units)
        if (!has(unit)) {
            connection.run(sql::add_keeper, kind, unit, today());
            has_changed = true;
        }
    const auto open = open_duties_of(connection, kind);
    for (const auto& one : before)
        if (std::ranges::find(units, one.unit_id) == units.end()) {
            connection.run(sql::drop_keeper, kind, one.unit_id);
            has_changed = true;
            // What was owed under the old arrangement is owed no more.
            for (const auto& duty : open)
                if (duty.unit_id == one.unit_id) {
                    ledger::end(connection, duty.id, today());
                    connection.run(sql::duty_done, kind, duty.unit_id, duty.period, now());
                }
        }
    if (has_changed)
        journal::note(connection, {std::string(actor), "records.see_to", "records/" + std::string(kind),
                                   json::serialize(json::object{{"units", json::value_from(units)}})});
    return {};
}

int open_duties(db::Connection& connection, Day today) {
    json::array opened;
    for (const auto& [key, units] : keepers(connection)) {
        const auto* kind = kinds().find(key);
        const auto period = kind ? last_period(kind->clock, today) : std::nullopt;
        if (!period)
            continue;
        for (const auto& keeper : units) {
            // What was due before the unit saw to it is not owed by it.
            if (period->due_on < keeper.since || connection.query(sql::duty_of, key, keeper.unit_id, period->name).next())
                continue;
            if (has_record_of(connection, *kind, keeper.unit_id, period->name))
                continue;
            const auto id = ledger::begin(
                connection,
                {std::string(duties_origin),
                 0,
                 keeper.unit_id,
                 "",
                 {{period->due_on, ledger::Term::Kind::by,
                   words(Language::zh, "records.duty", {kind->names.zh, period->name, kind->clock.says.zh}), std::nullopt}}});
            connection.run(sql::add_duty, key, keeper.unit_id, period->name, id);
            opened.push_back(json::object{{"kind", key}, {"unit", keeper.unit_id}, {"period", period->name}, {"duty", id}});
        }
    }
    if (!opened.empty())
        journal::note(connection,
                      {"portal", "records.open_duties", "records", json::serialize(json::object{{"opened", opened}})});
    return static_cast<int>(opened.size());
}

void note_period(db::Connection& connection, const Kind& kind, people::UnitId unit, std::string_view period, Day on,
                 std::string_view address, std::string_view actor) {
    const auto owed = connection.query(sql::duty_of, kind.key, unit, period).first<ledger::DutyId, std::optional<Instant>>();
    if (!owed || std::get<1>(*owed))
        return;
    const auto duty = ledger::find_duty(connection, std::get<0>(*owed));
    for (const auto& occurrence : duty ? duty->occurrences : std::vector<ledger::Occurrence>()) {
        if (occurrence.done_on)
            continue;
        const ledger::Proof proof{
            0, occurrence.id, on, words(Language::zh, "records.duty_done", {kind.names.zh}), std::string(address), false};
        if (const auto proved = ledger::prove(connection, occurrence, proof, actor); !proved)
            throw std::logic_error("what was just put in cannot be a proof: " + proved.error().id);
    }
    ledger::end(connection, std::get<0>(*owed), on);
    connection.run(sql::duty_done, kind.key, unit, period, now());
}

}  // namespace gongkai::records
