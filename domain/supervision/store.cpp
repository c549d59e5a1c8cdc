#include "domain/supervision/store.h"

#include <algorithm>

#include "domain/programme/titles.h"
#include "domain/supervision/queries.h"

namespace gongkai::supervision {
namespace {

Matter matter_in(const db::Rows& rows) {
    Matter matter;
    matter.id = rows.get<MatterId>(0);
    matter.kind = kind_from(rows.text(1)).value();
    matter.unit_id = rows.get<people::UnitId>(2);
    matter.year = rows.get<int>(3);
    matter.number = rows.get<int>(4);
    matter.issued_on = rows.get<Day>(5);
    matter.words = rows.get<std::string>(6);
    matter.working_days = rows.get<std::optional<int>>(7);
    matter.due_on = rows.get<std::optional<Day>>(8);
    matter.present = rows.get<std::string>(9);
    matter.given_by = rows.get<std::string>(10);
    matter.given_at = rows.get<Instant>(11);
    matter.done_on = rows.get<std::optional<Day>>(12);
    matter.withdrawn_on = rows.get<std::optional<Day>>(13);
    matter.withdrawn_because = rows.get<std::string>(14);
    matter.duties = rows.get<int>(15);
    matter.open = rows.get<int>(16);
    matter.oldest_due_on = rows.get<std::optional<Day>>(17);
    matter.answer_id = rows.get<std::optional<AnswerId>>(18);
    matter.answered_on = rows.get<std::optional<Day>>(19);
    matter.returned = rows.get<int>(20);
    return matter;
}

Answer answer_in(const db::Rows& rows) {
    Answer answer;
    answer.id = rows.get<AnswerId>(0);
    answer.matter_id = rows.get<MatterId>(1);
    answer.words = rows.get<std::string>(2);
    answer.file_name = rows.get<std::string>(3);
    answer.file = rows.get<std::string>(4);
    answer.given_on = rows.get<Day>(5);
    answer.given_by = rows.get<std::string>(6);
    answer.given_at = rows.get<Instant>(7);
    if (!rows.is_null(8))
        answer.outcome = rows.text(8) == "accepted" ? Answer::Outcome::accepted : Answer::Outcome::returned;
    answer.reason = rows.get<std::string>(9);
    answer.judged_at = rows.get<std::optional<Instant>>(10);
    return answer;
}

Circular circular_in(const db::Rows& rows) {
    return {rows.get<CircularId>(0),
            rows.get<std::string>(1),
            rows.get<std::string>(2),
            rows.get<Day>(3),
            rows.get<bool>(4),
            rows.get<std::string>(5),
            rows.get<Instant>(6),
            rows.get<int>(7),
            rows.get<std::optional<int>>(8),
            rows.get<std::optional<int>>(9),
            rows.get<std::optional<Day>>(10)};
}

std::vector<Circular> circulars_in(db::Rows rows) {
    std::vector<Circular> all;
    while (rows.next())
        all.push_back(circular_in(rows));
    return all;
}

std::vector<CircularLine> lines_by_ledger(db::Connection& connection, Day as_of) {
    programme::Titles titles(connection);
    std::vector<CircularLine> all;
    struct Late {
        std::size_t line;
        std::string origin;
        std::int64_t part;
        CircularItem item;
    };
    std::vector<Late> late;
    for (auto rows = connection.query(sql::due_until, as_of); rows.next();) {
        const auto unit_id = rows.get<people::UnitId>(0);
        if (all.empty() || all.back().unit_id != unit_id)
            all.push_back({unit_id, rows.get<std::string>(1), 0, 0, {}, {}});
        auto& line = all.back();
        ++line.owed;
        if (rows.get<bool>(7))
            continue;
        if (line.late++ == 0)
            line.oldest_due_on = rows.get<Day>(6);
        late.push_back({all.size() - 1,
                        rows.get<std::string>(3),
                        rows.get<std::int64_t>(4),
                        {{}, rows.get<ledger::DutyId>(2), rows.get<int>(5), rows.get<Day>(6)}});
    }
    for (auto& one : late) {
        one.item.title = titles.of(one.origin, one.part);
        all[one.line].items.push_back(std::move(one.item));
    }
    std::erase_if(all, [](const CircularLine& line) { return line.late == 0; });
    std::ranges::stable_sort(all, [](const CircularLine& a, const CircularLine& b) {
        return a.late != b.late ? a.late > b.late : a.oldest_due_on < b.oldest_due_on;
    });
    return all;
}

}  // namespace

std::optional<Matter> find_matter(db::Connection& connection, MatterId id) {
    auto rows = connection.query(sql::matter_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return matter_in(rows);
}

std::vector<Matter> matters_below(db::Connection& connection, people::UnitId root, std::optional<Kind> kind, int at_most,
                                  int after) {
    std::vector<Matter> all;
    for (auto rows = connection.query(sql::matters, root, kind ? word_of(*kind) : std::string_view(), at_most, after);
         rows.next();)
        all.push_back(matter_in(rows));
    return all;
}

std::vector<Running> running_below(db::Connection& connection, people::UnitId root, Waits waits) {
    std::vector<Running> all;
    for (auto rows = connection.query(sql::matters_running, root, waits == Waits::for_the_office); rows.next();)
        all.push_back({matter_in(rows), rows.get<std::string>(21)});
    return all;
}

std::vector<About> duties_of(db::Connection& connection, MatterId id) {
    std::vector<About> all;
    for (auto rows = connection.query(sql::duties_of_matter, id); rows.next();)
        all.push_back({rows.get<ledger::DutyId>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2), rows.get<int>(3),
                       rows.get<Day>(4), rows.get<bool>(5), rows.get<std::optional<Day>>(6)});
    return all;
}

std::map<people::UnitId, Raised> raised_by_unit(db::Connection& connection) {
    std::map<people::UnitId, Raised> all;
    for (auto rows = connection.query(sql::raised_by_unit); rows.next();)
        all[rows.get<people::UnitId>(0)] = {rows.get<int>(1), rows.get<Day>(2)};
    return all;
}

std::map<std::pair<ledger::DutyId, int>, Raised> raised_below(db::Connection& connection, people::UnitId root) {
    std::map<std::pair<ledger::DutyId, int>, Raised> all;
    for (auto rows = connection.query(sql::raised_below, root); rows.next();)
        all[{rows.get<ledger::DutyId>(0), rows.get<int>(1)}] = {rows.get<int>(2), rows.get<Day>(3)};
    return all;
}

std::vector<ledger::Open> owed_until(db::Connection& connection, Day until) {
    std::vector<ledger::Open> all;
    for (auto rows = connection.query(sql::owed_until, until); rows.next();)
        all.push_back({rows.get<ledger::DutyId>(1),
                       rows.get<std::string>(2),
                       rows.get<std::int64_t>(3),
                       rows.get<people::UnitId>(4),
                       {},
                       rows.get<ledger::OccurrenceId>(0),
                       rows.get<int>(5),
                       rows.get<Day>(6),
                       rows.get<std::string>(7),
                       rows.get<std::optional<ledger::OfferId>>(8)});
    return all;
}

std::optional<Answer> find_answer(db::Connection& connection, AnswerId id) {
    auto rows = connection.query(sql::answer_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return answer_in(rows);
}

std::vector<Answer> answers_of(db::Connection& connection, MatterId id) {
    std::vector<Answer> all;
    for (auto rows = connection.query(sql::answers_of_matter, id); rows.next();)
        all.push_back(answer_in(rows));
    return all;
}

std::optional<Circular> find_circular(db::Connection& connection, CircularId id) {
    auto rows = connection.query(sql::circular_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return circular_in(rows);
}

std::vector<Circular> circulars(db::Connection& connection) { return circulars_in(connection.query(sql::all_circulars)); }

std::vector<Circular> public_circulars(db::Connection& connection) {
    return circulars_in(connection.query(sql::public_circulars));
}

std::vector<Circular> circulars_naming(db::Connection& connection, people::UnitId root) {
    return circulars_in(connection.query(sql::circulars_naming, root));
}

std::vector<CircularLine> lines_of(db::Connection& connection, const Circular& circular) {
    if (!circular.issued_on)
        return lines_by_ledger(connection, circular.as_of);
    std::vector<CircularLine> all;
    for (auto rows = connection.query(sql::lines_of_circular, circular.id); rows.next();)
        all.push_back(
            {rows.get<people::UnitId>(1), rows.get<std::string>(2), rows.get<int>(3), rows.get<int>(4), rows.get<Day>(5), {}});
    for (auto rows = connection.query(sql::items_of_circular, circular.id); rows.next();)
        all.at(rows.get<std::size_t>(0) - 1)
            .items.push_back({rows.get<std::string>(1), rows.get<ledger::DutyId>(2), rows.get<int>(3), rows.get<Day>(4)});
    return all;
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_named); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::supervision
