#include "domain/catalogue/watch.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "domain/catalogue/desk.h"
#include "domain/catalogue/queries.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr int days_at_most = 1000;

void end_duty(db::Connection& connection, std::string_view column_key, ledger::DutyId id, Day on) {
    ledger::end(connection, id, on);
    connection.run(sql::note_duty, column_key, nullptr);
}

std::string words_of_duty(const Watched& watched) {
    const auto days = std::to_string(*watched.column.upkeep_days);
    return watched.last_on ? words(Language::zh, "catalogue.upkeep.duty", {watched.column.zh, days, to_text(*watched.last_on)})
                           : words(Language::zh, "catalogue.upkeep.duty_empty", {watched.column.zh, days});
}

}  // namespace

int watch_columns(db::Connection& connection) {
    const auto there = columns(connection);
    int added = 0;
    for (const auto& column : there.all())
        added += static_cast<int>(connection.run(sql::watch, column.key, today()));
    return added;
}

std::vector<Watched> watched_columns(db::Connection& connection) {
    std::vector<Watched> all;
    for (auto rows = connection.query(sql::watched); rows.next();)
        all.push_back({{rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3),
                        rows.get<std::string>(4), rows.get<std::string>(5), rows.get<std::string>(6),
                        rows.get<std::optional<int>>(7), rows.get<bool>(8)},
                       rows.get<std::optional<people::UnitId>>(9),
                       rows.get<Day>(10),
                       rows.get<std::optional<Day>>(11),
                       rows.get<std::optional<ledger::DutyId>>(12),
                       rows.get<std::int64_t>(13)});
    return all;
}

Result<void> see_to(db::Connection& connection, std::string_view column_key, std::optional<people::UnitId> unit,
                    std::optional<int> upkeep_days, std::string_view actor) {
    const auto all = watched_columns(connection);
    const auto found = std::ranges::find(all, column_key, [](const Watched& one) { return std::string_view(one.column.key); });
    if (found == all.end())
        return refuse(RefusalKind::invalid, "catalogue.refuse.no_column");
    if (upkeep_days && (*upkeep_days < 1 || *upkeep_days > days_at_most))
        return refuse(RefusalKind::invalid, "catalogue.refuse.period", {std::to_string(days_at_most)});
    if (found->unit_id == unit && found->column.upkeep_days == upkeep_days)
        return {};
    // What was owed under the old arrangement is owed no more; open_duties() counts anew.
    if (found->duty_id)
        end_duty(connection, column_key, *found->duty_id, today());
    connection.run(sql::name_owner, column_key, unit);
    connection.run(sql::set_period, column_key, upkeep_days);
    journal::note(connection, {std::string(actor), "catalogue.see_to", "column/" + std::string(column_key),
                               json::serialize(json::object{{"unit", unit ? json::value(*unit) : json::value()},
                                                            {"days", upkeep_days ? json::value(*upkeep_days) : json::value()}})});
    return {};
}

void note_publication(db::Connection& connection, const Columns& columns, std::string_view column_key, Day on,
                      std::string_view address, std::string_view actor) {
    for (const auto* column : columns.path(column_key)) {
        connection.run(sql::note_publication, column->key, on);
        const auto running = connection.query(sql::duty_of_column, column->key).first<ledger::DutyId>();
        if (!running)
            continue;
        const auto id = std::get<0>(*running);
        const auto duty = ledger::find_duty(connection, id);
        for (const auto& occurrence : duty ? duty->occurrences : std::vector<ledger::Occurrence>()) {
            if (occurrence.done_on)
                continue;
            const ledger::Proof proof{0,    occurrence.id, on, words(Language::zh, "catalogue.upkeep.done"), std::string(address),
                                      false};
            if (const auto proved = ledger::prove(connection, occurrence, proof, actor); !proved)
                throw std::logic_error("what was just published cannot be a proof: " + proved.error().id);
        }
        end_duty(connection, column->key, id, on);
    }
}

void note_older(db::Connection& connection, const Columns& columns, std::string_view column_key, Day on) {
    for (const auto* column : columns.path(column_key))
        connection.run(sql::note_publication, column->key, on);
}

void note_newest(db::Connection& connection, std::string_view column_key, std::optional<Day> on) {
    connection.run(sql::note_newest, column_key, on);
}

int open_duties(db::Connection& connection, Day today) {
    json::array opened;
    for (const auto& one : watched_columns(connection)) {
        if (one.duty_id || !one.unit_id || freshness_on(today, one, 0) != Freshness::stale)
            continue;
        const auto id =
            ledger::begin(connection, {std::string(upkeep_origin),
                                       one.id,
                                       one.unit_id,
                                       "",
                                       {{*expected_by(one), ledger::Term::Kind::by, words_of_duty(one), std::nullopt}}});
        connection.run(sql::note_duty, one.column.key, id);
        opened.push_back(json::object{{"column", one.column.key}, {"duty", id}});
    }
    if (!opened.empty())
        journal::note(connection,
                      {"portal", "catalogue.column_stale", "columns", json::serialize(json::object{{"opened", opened}})});
    return static_cast<int>(opened.size());
}

}  // namespace gongkai::catalogue
