#include "domain/ledger/store.h"

#include "domain/ledger/queries.h"

namespace gongkai::ledger {
namespace {

Duty duty_of(const db::Rows& rows) {
    return {rows.get<DutyId>(0),
            rows.get<std::string>(1),
            rows.get<std::int64_t>(2),
            rows.get<std::optional<std::int64_t>>(3),
            rows.get<std::string>(4),
            rows.get<std::optional<Day>>(5),
            {}};
}

Occurrence occurrence_of(const db::Rows& rows, int from) {
    return {
        rows.get<OccurrenceId>(from),    rows.get<int>(from + 1), kind_from(rows.text(from + 2)).value_or(Term::Kind::unstated),
        rows.get<std::string>(from + 3), rows.get<Day>(from + 4), rows.get<std::optional<Day>>(from + 5)};
}

}  // namespace

std::vector<Cell> cells(db::Connection& connection, std::string_view origin, Day as_of, int soon_days) {
    std::vector<Cell> all;
    for (auto rows = connection.query(sql::cells_of_origin, origin); rows.next();) {
        const auto id = rows.get<DutyId>(0);
        if (all.empty() || all.back().duty_id != id)
            all.push_back({id,
                           rows.get<std::int64_t>(1),
                           rows.get<std::optional<std::int64_t>>(2),
                           rows.get<std::string>(3),
                           {},
                           {},
                           {},
                           {},
                           {},
                           {}});
        Cell& cell = all.back();
        const Day due_on = rows.get<Day>(4);
        const auto done_on = rows.get<std::optional<Day>>(5);
        const State state = state_on(as_of, due_on, done_on, soon_days);
        cell.tally.count(state);
        const bool is_done = state == State::done || state == State::done_late;
        if (state == State::done_late && (!cell.late_done_on || *cell.late_done_on <= *done_on)) {
            cell.late_done_on = done_on;
            cell.late_due_on = due_on;
        }
        if (is_done && (!cell.done_on || *cell.done_on <= *done_on)) {
            cell.done_on = done_on;
            cell.done_due_on = due_on;
        } else if (!is_done && (!cell.next_due_on || due_on < *cell.next_due_on)) {
            cell.next_due_on = due_on;
        }
    }
    return all;
}

std::set<std::string> origins_with_groups(db::Connection& connection) {
    std::set<std::string> all;
    for (auto rows = connection.query(sql::origins_with_groups); rows.next();)
        all.insert(rows.get<std::string>(0));
    return all;
}

std::optional<Duty> find_duty(db::Connection& connection, DutyId id) {
    std::optional<Duty> duty;
    for (auto rows = connection.query(sql::duty_by_id, id); rows.next();) {
        if (!duty)
            duty = duty_of(rows);
        if (!rows.is_null(6))
            duty->occurrences.push_back(occurrence_of(rows, 6));
    }
    return duty;
}

std::vector<Duty> duties_of(db::Connection& connection, std::string_view origin) {
    std::vector<Duty> duties;
    std::map<DutyId, std::size_t> places;
    for (auto rows = connection.query(sql::duties_of_origin, origin); rows.next();) {
        places[rows.get<DutyId>(0)] = duties.size();
        duties.push_back(duty_of(rows));
    }
    for (auto rows = connection.query(sql::occurrences_of_origin, origin); rows.next();)
        if (const auto place = places.find(rows.get<DutyId>(0)); place != places.end())
            duties[place->second].occurrences.push_back(occurrence_of(rows, 1));
    return duties;
}

std::vector<Proof> proofs_of(db::Connection& connection, DutyId id) {
    std::vector<Proof> proofs;
    for (auto rows = connection.query(sql::proofs_of_duty, id); rows.next();) {
        if (const auto proof = rows.get<std::int64_t>(0); proofs.empty() || proofs.back().id != proof)
            proofs.push_back({proof, rows.get<OccurrenceId>(1), rows.get<Day>(2), rows.get<std::string>(3),
                              rows.get<std::string>(4), rows.get<bool>(5)});
        if (!rows.is_null(6))
            proofs.back().lapses.push_back({rows.get<Day>(6), rows.get<std::string>(7), rows.get<std::optional<Day>>(8)});
    }
    return proofs;
}

}  // namespace gongkai::ledger
