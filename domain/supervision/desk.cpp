#include "domain/supervision/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/calendar/desk.h"
#include "domain/journal/desk.h"
#include "domain/supervision/queries.h"
#include "domain/supervision/rules.h"
#include "domain/supervision/store.h"

namespace gongkai::supervision {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

void note(db::Connection& connection, std::string_view actor, std::string_view deed, std::string_view what, std::int64_t id,
          const json::object& detail) {
    journal::note(connection, {std::string(actor), "supervision." + std::string(deed),
                               std::string(what) + '/' + std::to_string(id), json::serialize(detail)});
}

struct Owed {
    ledger::DutyId duty_id;
    int number;
    Day due_on;
};
using OwedByUnit = std::vector<std::pair<people::UnitId, std::vector<Owed>>>;  // as they come

OwedByUnit still_owed(db::Connection& connection, const std::vector<ledger::OccurrenceId>& about) {
    OwedByUnit all;
    std::vector<ledger::OccurrenceId> seen;
    for (const auto id : about) {
        if (std::ranges::find(seen, id) != seen.end())
            continue;
        seen.push_back(id);
        auto rows = connection.query(sql::open_occurrence, id);
        if (!rows.next() || rows.is_null(1))
            continue;
        const auto unit = rows.get<people::UnitId>(1);
        auto of = std::ranges::find(all, unit, &OwedByUnit::value_type::first);
        if (of == all.end())
            of = all.insert(all.end(), {unit, {}});
        of->second.push_back({rows.get<ledger::DutyId>(0), rows.get<int>(2), rows.get<Day>(3)});
    }
    return all;
}

json::array to_json(const std::vector<Owed>& owed) {
    json::array all;
    for (const auto& one : owed)
        all.push_back({{"duty", one.duty_id}, {"occurrence", one.number}, {"due_on", to_text(one.due_on)}});
    return all;
}

std::unexpected<Refusal> settled() { return refuse(RefusalKind::conflict, "supervision.refuse.settled"); }

Result<Answer> waiting_answer(db::Connection& connection, AnswerId id) {
    auto found = find_answer(connection, id);
    if (!found)
        return refuse(RefusalKind::missing, "supervision.refuse.unknown");
    if (found->outcome)
        return refuse(RefusalKind::conflict, "supervision.refuse.judged_already");
    return *std::move(found);
}

Result<void> check(const Circular& circular) {
    if (circular.as_of > today())
        return refuse(RefusalKind::invalid, "supervision.refuse.as_of_in_future");
    return {};
}

}  // namespace

Result<std::vector<MatterId>> raise(db::Connection& connection, const NewMatter& matter,
                                    const std::vector<ledger::OccurrenceId>& about, std::string_view actor) {
    const auto owed = still_owed(connection, about);
    if (owed.empty())
        return refuse(RefusalKind::conflict, "supervision.refuse.none");
    Day issued_on = today();
    auto due_on = matter.due_on;
    std::optional<int> working_days;
    if (matter.kind == Kind::talk) {
        if (owed.size() > 1)
            return refuse(RefusalKind::invalid, "supervision.refuse.one_unit");
        if (matter.held_on > today())
            return refuse(RefusalKind::invalid, "supervision.refuse.held_in_future");
        if (matter.due_on && *matter.due_on < matter.held_on)
            return refuse(RefusalKind::invalid, "supervision.refuse.agreed_before_held");
        issued_on = matter.held_on;
    }
    if (matter.kind == Kind::rectification) {
        const auto last = term_ends_on(issued_on, matter.working_days, calendar::working_days(connection));
        if (!last)
            return std::unexpected(last.error());
        due_on = *last;
        working_days = matter.working_days;
    }
    std::vector<MatterId> made;
    for (const auto& [unit, duties] : owed) {
        const auto id = std::get<0>(*connection
                                         .query(sql::add_matter, word_of(matter.kind), unit, year_of(issued_on), issued_on,
                                                matter.words, working_days, due_on, matter.present, actor, now())
                                         .first<MatterId>());
        for (const auto& one : duties)
            connection.run(sql::add_matter_duty, id, one.duty_id, one.number, one.due_on);
        json::object detail{{"unit", unit}, {"about", to_json(duties)}};
        if (due_on)
            detail["due_on"] = to_text(*due_on);
        note(connection, actor, word_of(matter.kind), "matter", id, detail);
        made.push_back(id);
    }
    return made;
}

Result<void> withdraw(db::Connection& connection, MatterId id, std::string_view reason, std::string_view actor) {
    if (trim(reason).empty())
        return refuse(RefusalKind::invalid, "supervision.refuse.no_reason");
    if (connection.run(sql::withdraw_matter, id, today(), trim(reason)) == 0)
        return settled();
    note(connection, actor, "withdraw", "matter", id, {{"reason", trim(reason)}});
    return {};
}

Result<AnswerId> answer(db::Connection& connection, const Answer& wanted) {
    const auto matter = find_matter(connection, wanted.matter_id);
    if (!matter || matter->kind != Kind::rectification)
        return refuse(RefusalKind::missing, "supervision.refuse.unknown");
    if (matter->done_on || matter->withdrawn_on)
        return settled();
    const auto id = connection
                        .query(sql::add_answer, wanted.matter_id, wanted.words, wanted.file_name, wanted.file, today(),
                               wanted.given_by, now())
                        .first<AnswerId>();
    if (!id)
        return refuse(RefusalKind::conflict, "supervision.refuse.answered_already");
    note(connection, wanted.given_by, "answer", "matter", wanted.matter_id,
         {{"answer", std::get<0>(*id)}, {"file", wanted.file}});
    return std::get<0>(*id);
}

Result<void> accept(db::Connection& connection, AnswerId id, std::string_view actor) {
    const auto found = waiting_answer(connection, id);
    if (!found)
        return std::unexpected(found.error());
    if (found->given_by == actor)
        return refuse(RefusalKind::forbidden, "supervision.refuse.own_answer");
    if (connection.run(sql::finish_matter, found->matter_id, found->given_on) == 0)
        return settled();
    connection.run(sql::judge_answer, id, "accepted", "", actor, now());
    note(connection, actor, "accept", "matter", found->matter_id, {{"answer", id}, {"done_on", to_text(found->given_on)}});
    return {};
}

Result<void> give_back(db::Connection& connection, AnswerId id, std::string_view reason, std::string_view actor) {
    if (trim(reason).empty())
        return refuse(RefusalKind::invalid, "supervision.refuse.no_reason");
    const auto found = waiting_answer(connection, id);
    if (!found)
        return std::unexpected(found.error());
    connection.run(sql::judge_answer, id, "returned", trim(reason), actor, now());
    note(connection, actor, "give_back", "matter", found->matter_id, {{"answer", id}, {"reason", trim(reason)}});
    return {};
}

int recount(db::Connection& connection, const calendar::WorkingDays& now, const std::vector<Day>& changed,
            std::string_view actor) {
    struct Move {
        MatterId id;
        Day was, is;
    };
    std::vector<Move> moved;
    for (auto rows = connection.query(sql::counted_matters, changed.back()); rows.next();) {
        const auto is = term_ends_on(rows.get<Day>(1), rows.get<int>(2), now);
        if (is && *is != rows.get<Day>(3))
            moved.push_back({rows.get<MatterId>(0), rows.get<Day>(3), *is});
    }
    for (const auto& move : moved) {
        connection.run(sql::move_due_day, move.id, move.is);
        note(connection, actor, "recount", "matter", move.id, {{"was", to_text(move.was)}, {"is", to_text(move.is)}});
    }
    return static_cast<int>(moved.size());
}

Result<CircularId> draft(db::Connection& connection, const Circular& circular, std::string_view actor) {
    if (const auto fine = check(circular); !fine)
        return std::unexpected(fine.error());
    const auto id = std::get<0>(
        *connection.query(sql::add_circular, circular.title, circular.words, circular.as_of, circular.is_public, actor, now())
             .first<CircularId>());
    note(connection, actor, "draft", "circular", id, {{"title", circular.title}, {"as_of", to_text(circular.as_of)}});
    return id;
}

Result<void> change(db::Connection& connection, const Circular& circular, std::string_view actor) {
    if (const auto fine = check(circular); !fine)
        return fine;
    if (connection.run(sql::change_circular, circular.id, circular.version, circular.title, circular.words, circular.as_of,
                       circular.is_public, actor) == 0)
        return refuse(RefusalKind::conflict, "supervision.refuse.stale");
    note(connection, actor, "change", "circular", circular.id,
         {{"title", circular.title}, {"as_of", to_text(circular.as_of)}, {"public", circular.is_public}});
    return {};
}

Result<void> drop(db::Connection& connection, CircularId id, std::string_view actor) {
    if (connection.run(sql::drop_circular, id, now()) == 0)
        return refuse(RefusalKind::conflict, "supervision.refuse.stale");
    note(connection, actor, "drop", "circular", id, {});
    return {};
}

Result<void> issue(db::Connection& connection, CircularId id, int version, std::string_view actor) {
    const auto circular = find_circular(connection, id);
    if (!circular)
        return refuse(RefusalKind::missing, "supervision.refuse.unknown");
    if (circular->made_by == actor)
        return refuse(RefusalKind::forbidden, "supervision.refuse.own_circular");
    const auto lines = lines_of(connection, *circular);
    if (!circular->issued_on && lines.empty())
        return refuse(RefusalKind::conflict, "supervision.refuse.nobody_owes");
    if (connection.run(sql::issue_circular, id, version, year_of(today()), today(), actor, now()) == 0)
        return refuse(RefusalKind::conflict, "supervision.refuse.stale");
    for (int position = 1; const auto& line : lines) {
        connection.run(sql::add_circular_line, id, position, line.unit_id, line.unit_name, line.owed, line.late,
                       line.oldest_due_on);
        for (int number = 1; const auto& item : line.items)
            connection.run(sql::add_circular_item, id, position, number++, item.title, item.duty_id, item.number, item.due_on);
        ++position;
    }
    note(connection, actor, "issue", "circular", id, {{"as_of", to_text(circular->as_of)}, {"public", circular->is_public}});
    return {};
}

}  // namespace gongkai::supervision
