#include "domain/ledger/desk.h"

#include <algorithm>

#include "domain/ledger/queries.h"
#include "domain/ledger/rules.h"

namespace gongkai::ledger {
namespace {

void plan(db::Connection& connection, DutyId id, const std::vector<Planned>& occurrences, int after_number) {
    int number = after_number;
    for (const auto& one : occurrences)
        connection.run(sql::add_occurrence, id, ++number, word_of(one.kind), one.words, one.due_on);
}

}  // namespace

DutyId begin(db::Connection& connection, const NewDuty& duty) {
    const auto id =
        std::get<0>(*connection.query(sql::add_duty, duty.origin, duty.part, duty.unit_id, duty.group_name).first<DutyId>());
    plan(connection, id, duty.occurrences, 0);
    return id;
}

void end(db::Connection& connection, DutyId id, Day on) { connection.run(sql::end_duty, id, on); }

void replan(db::Connection& connection, const Duty& duty, const std::vector<Planned>& occurrences) {
    connection.run(sql::drop_open_occurrences, duty.id);
    auto open = occurrences;
    int last_number = 0;
    for (const auto& done : duty.occurrences) {
        if (!done.done_on)
            continue;
        last_number = std::max(last_number, done.number);
        if (const auto same = std::ranges::find(open, Planned{done.due_on, done.kind, done.words}); same != open.end())
            open.erase(same);
    }
    plan(connection, duty.id, open, last_number);
}

Result<std::int64_t> prove(db::Connection& connection, const Occurrence& occurrence, const Proof& proof, std::string_view actor) {
    if (proof.done_on > today())
        return refuse(Refusal::Kind::invalid, "ledger.refuse.done_in_future", {to_text(proof.done_on)});
    if (connection.run(sql::mark_done, occurrence.id, proof.done_on) == 0)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.done_already", {std::to_string(occurrence.number)});
    return std::get<0>(*connection
                            .query(sql::add_proof, occurrence.id, proof.done_on, proof.words, proof.address,
                                   proof.is_demonstration, actor, now())
                            .first<std::int64_t>());
}

std::int64_t drop_demonstration(db::Connection& connection) {
    connection.run(sql::reopen_demonstration);
    return connection.run(sql::drop_demonstration);
}

}  // namespace gongkai::ledger
