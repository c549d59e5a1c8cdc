// The board for machines: API, CSV, JSON, Atom. All are drawn from the same Board as the pages.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/store.h"
#include "doors/exchange/atom.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr std::size_t entries_in_a_feed = 50;

json::value day_or_null(const std::optional<Day>& day) { return day ? json::value(gongkai::to_text(*day)) : json::value(); }

json::object json_of(const Notice& notice) {
    return {{"key", notice.key},
            {"title", notice.head.title},
            {"number", notice.head.number},
            {"issuer", notice.head.issuer},
            {"signed_on", day_or_null(notice.head.signed_on)},
            {"year", notice.year},
            {"parents", json::value_from(notice.head.parents)},
            {"is_demonstration", notice.is_demonstration},
            {"address", "/notices/" + notice.key}};
}

json::object json_of(const ledger::Tally& tally) {
    return {{"done", tally.done},
            {"done_late", tally.done_late},
            {"not_due", tally.not_due},
            {"due_soon", tally.due_soon},
            {"late", tally.late}};
}

json::value number_of(const StoredTask& task) {
    if (task.kind == TaskKind::cover)
        return 0;
    return task.number ? json::value(*task.number) : json::value();
}

std::optional<Day> due_on(const ledger::Cell& cell) { return cell.next_due_on ? cell.next_due_on : cell.done_due_on; }

json::value json_of(const people::Unit* unit) {
    return unit ? json::value({{"id", unit->id}, {"name", unit->name}}) : json::value();
}

json::object json_of(const StoredTask& task) {
    return {{"number", number_of(task)},
            {"label", task.label()},
            {"position", task.position},
            {"title", task.title},
            {"category", task.category}};
}

json::object json_of_cell(const Board& board, const BoardColumn& column, const BoardLine& line, const ledger::Cell& cell) {
    return {{"id", cell.duty_id},
            {"unit", json_of(line.unit)},
            {"group", line.unit ? json::value() : json::value(line.name)},
            {"task", json_of(*column.task)},
            {"row", column.row->position},
            {"requirement", column.row->row.requirement},
            {"state", ledger::word_of(cell.tally.worst())},
            {"due_on", day_or_null(due_on(cell))},
            {"done_on", day_or_null(cell.next_due_on ? std::nullopt : cell.done_on)},
            {"occurrences", json_of(cell.tally)},
            {"address", "/duties/" + std::to_string(cell.duty_id)},
            {"as_of", gongkai::to_text(board.as_of())}};
}

// Every cell of the board, owner by owner.
template <class Visit>
void for_each_cell(const Board& board, Visit&& visit) {
    for (const auto& line : board.lines())
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            if (line.cells[i])
                visit(board.columns()[i], line, *line.cells[i]);
}

Response no_such_thing(const Context& context) { return exchange::problem(404, words(context.language, "board.api.missing")); }

std::unique_ptr<Board> board_asked(const Doors& doors, const Request& request, db::Connection& connection, const Notice& notice,
                                   Rows rows = Rows::standing, Cells cells = Cells::all) {
    const auto as_of = parse_day(request.query.first("as_of").value_or("")).value_or(ledger::as_of_default(notice.year, today()));
    return load_board(connection, notice, as_of, soon_days(doors), rows, cells);
}

// What machines ask and cannot be understood is refused where people are helped.
std::optional<Response> refuse_mistakes(const Request& request, const Context& context) {
    const auto mistakes = mistakes_in(request, context.language);
    return mistakes.empty() ? std::nullopt : std::optional(exchange::problem(400, join(mistakes, " ")));
}

template <class Answer>
Response with_board(const Doors& doors, const Request& request, const Context& context, Answer&& answer) {
    if (auto refused = refuse_mistakes(request, context))
        return std::move(*refused);
    return doors.database.read([&](db::Connection& connection) {
        const auto asked = asked_notice(connection, request);
        if (asked.all.empty())
            return exchange::problem(404, words(context.language, "board.none.title"));
        if (!asked.notice)
            return exchange::problem(404, words(context.language, "board.api.wrong_notice",
                                                {std::string(request.query.first("notice").value_or(""))}));
        const auto board = board_asked(doors, request, connection, *asked.notice);
        board->keep_only(filter_of(request));
        return answer(*board);
    });
}

Response duties_as_json(const Doors& doors, Request& request, Context& context) {
    return with_board(doors, request, context, [](const Board& board) {
        // Each is written as soon as it is made, not kept in one tree.
        std::string duties;
        std::size_t count = 0;
        for_each_cell(board, [&](const BoardColumn& column, const BoardLine& line, const ledger::Cell& cell) {
            duties.append(count++ == 0 ? "" : ",").append(json::serialize(json_of_cell(board, column, line, cell)));
        });
        auto answer = json::serialize(json::object{{"notice", json_of(board.programme().notice)},
                                                   {"as_of", gongkai::to_text(board.as_of())},
                                                   {"is_closed", board.is_closed()},
                                                   {"is_before_signing", board.is_before_signing()},
                                                   {"count", count},
                                                   {"states", json_of(board.total())}});
        answer.back() = ',';  // the last member is the longest
        return Response::json(answer.append(R"("duties":[)").append(duties).append("]}"));
    });
}

json::object json_of(const ledger::Occurrence& occurrence, Day as_of, int soon, const std::vector<ledger::Proof>& proofs) {
    const auto state = ledger::state_on(as_of, occurrence.due_on, occurrence.done_on, soon);
    const bool is_done = state == ledger::State::done || state == ledger::State::done_late;
    json::array shown, withdrawn;
    for (const auto& proof : proofs) {
        if (proof.occurrence_id != occurrence.id || (!is_done && proof.stands()))
            continue;
        json::array lapses;
        for (const auto& lapse : proof.lapses)
            lapses.push_back(json::object{{"withdrawn_on", gongkai::to_text(lapse.on)},
                                          {"reason", lapse.because},
                                          {"public_again_on", day_or_null(lapse.restored_on)}});
        (proof.stands() ? shown : withdrawn)
            .push_back(json::object{{"done_on", gongkai::to_text(proof.done_on)},
                                    {"words", proof.words},
                                    {"address", proof.address},
                                    {"is_demonstration", proof.is_demonstration},
                                    {"withdrawals", std::move(lapses)}});
    }
    return {{"number", occurrence.number},     {"term", ledger::word_of(occurrence.kind)},
            {"text", occurrence.words},        {"due_on", gongkai::to_text(occurrence.due_on)},
            {"state", ledger::word_of(state)}, {"done_on", day_or_null(is_done ? occurrence.done_on : std::nullopt)},
            {"proofs", std::move(shown)},      {"withdrawn_proofs", std::move(withdrawn)}};
}

// The same as the page /duties/{id}.
Response duty_as_json(const Doors& doors, Request& request, Context& context) {
    if (auto refused = refuse_mistakes(request, context))
        return std::move(*refused);
    return doors.database.read([&](db::Connection& connection) {
        const auto found = find_public_duty(connection, context.id("id"));
        const auto notice = found ? find_notice(connection, found->key) : std::nullopt;
        if (!notice)
            return no_such_thing(context);
        const auto& duty = found->duty;
        const auto board =
            board_asked(doors, request, connection, *notice, duty.ended_on ? Rows::all : Rows::standing, Cells::none);
        const StoredTask* task = nullptr;
        const auto* row = board->programme().find_row(duty.part, &task);
        if (!row)
            return no_such_thing(context);
        const auto* unit = duty.unit_id ? board->units().find(*duty.unit_id) : nullptr;
        const auto proofs = ledger::proofs_of(connection, duty.id);
        json::array occurrences;
        for (const auto& occurrence : duty.occurrences)
            occurrences.push_back(json_of(occurrence, board->as_of(), soon_days(doors), proofs));
        return Response::json(json::serialize(json::object{{"id", duty.id},
                                                           {"notice", json_of(*notice)},
                                                           {"unit", json_of(unit)},
                                                           {"group", unit ? json::value() : json::value(duty.group_name)},
                                                           {"task", json_of(*task)},
                                                           {"row", row->position},
                                                           {"requirement", row->row.requirement},
                                                           {"ended_on", day_or_null(duty.ended_on)},
                                                           {"as_of", gongkai::to_text(board->as_of())},
                                                           {"occurrences", std::move(occurrences)},
                                                           {"address", "/duties/" + std::to_string(duty.id)}}));
    });
}

Response duties_as_csv(const Doors& doors, Request& request, Context& context) {
    return with_board(doors, request, context, [&](const Board& board) {
        std::string csv = "\xEF\xBB\xBF";  // spreadsheet programs take UTF-8 for something else without it
        csv += csv_line({"unit", "task", "row", "title", "requirement", "state", "due_on", "done_on", "address", "as_of"});
        for_each_cell(board, [&](const BoardColumn& column, const BoardLine& line, const ledger::Cell& cell) {
            const auto text = [](const std::optional<Day>& day) { return day ? gongkai::to_text(*day) : std::string(); };
            csv += csv_line({line.name, column.task->label(), std::to_string(column.row->position), column.task->title,
                             column.row->row.requirement, std::string(ledger::word_of(cell.tally.worst())), text(due_on(cell)),
                             text(cell.next_due_on ? std::nullopt : cell.done_on), "/duties/" + std::to_string(cell.duty_id),
                             gongkai::to_text(board.as_of())});
        });
        return Response::download(
            std::move(csv), "text/csv; charset=utf-8",
            words(context.language, "board.title", {std::to_string(board.programme().notice.year)}) + ".csv");
    });
}

Response tasks_as_json(const Doors& doors, Request& request, Context& context) {
    return with_board(doors, request, context, [](const Board& board) {
        json::array tasks;
        for (const auto& task : board.programme().tasks) {
            json::array rows;
            for (const auto& stored : task.rows) {
                json::array due;
                for (const auto& one : stored.row.due)
                    due.push_back(json::object{{"text", one.text}, {"on", day_or_null(one.on)}});
                rows.push_back(json::object{{"position", stored.position},
                                            {"requirement", stored.row.requirement},
                                            {"units", json::value_from(stored.row.units)},
                                            {"groups", json::value_from(stored.row.groups)},
                                            {"open_ended", stored.row.open_ended},
                                            {"due", due},
                                            {"confidence", stored.row.confidence}});
            }
            tasks.push_back(json::object{{"number", number_of(task)},
                                         {"label", task.label()},
                                         {"position", task.position},
                                         {"title", task.title},
                                         {"category", task.category},
                                         {"states", json_of(board.of_task(task))},
                                         {"rows", rows}});
        }
        return Response::json(json::serialize(json::object{{"notice", json_of(board.programme().notice)},
                                                           {"task_count", board.programme().count_tasks()},
                                                           {"row_count", board.programme().count_rows()},
                                                           {"as_of", gongkai::to_text(board.as_of())},
                                                           {"tasks", tasks}}));
    });
}

Response notices_as_json(const Doors& doors, Request&, Context&) {
    json::array all;
    for (const auto& notice : doors.database.read([](db::Connection& connection) { return notices(connection); }))
        all.push_back(json_of(notice));
    return Response::json(json::serialize(json::object{{"notices", all}}));
}

Response units_as_json(const Doors& doors, Request& request, Context& context) {
    return with_board(doors, request, context, [](const Board& board) {
        json::array all;
        for (const auto& unit : board.units().units()) {
            const auto* line = board.find_line(unit.id);
            all.push_back(json::object{{"id", unit.id},
                                       {"name", unit.name},
                                       {"full_name", unit.full_name},
                                       {"kind", people::word_of(unit.kind)},
                                       {"states", json_of(line ? line->tally : ledger::Tally{})},
                                       {"address", "/units/" + std::to_string(unit.id)}});
        }
        return Response::json(json::serialize(json::object{{"as_of", gongkai::to_text(board.as_of())}, {"units", all}}));
    });
}

// What happened last: duties that were done, and duties whose due day passed without a proof.
Response feed(const Doors& doors, Request& request, Context& context) {
    return with_board(doors, request, context, [&](const Board& board) {
        const View view{board, context.language};
        CellSentences sentences(view, CellSentences::DaysSaid::in_full);
        const auto& site = doors.settings.text("site.address");
        // RFC 4287 wants ids that are whole addresses; a site that does not know its own takes names of its own making.
        const auto id = site.empty() ? "urn:gongkai:" + board.programme().notice.key : site;
        exchange::Feed out{id + "/duties.atom",
                           view.say("board.title", {std::to_string(board.programme().notice.year)}),
                           site + "/board",
                           site + request.target,
                           doors.settings.text("site.name"),
                           {}};
        for_each_cell(board, [&](const BoardColumn& column, const BoardLine& line, const ledger::Cell& cell) {
            const auto state = cell.tally.worst();
            const auto on = state == ledger::State::late ? std::optional(*cell.next_due_on + std::chrono::days(1)) : cell.done_on;
            if (!on)
                return;
            const auto path = "/duties/" + std::to_string(cell.duty_id);
            out.entries.push_back(
                {id + path + "#" + gongkai::to_text(*on),
                 line.name + "：" + (column.task->kind == TaskKind::cover ? view.say("board.cover") : column.task->title),
                 site + path, sentences.of(column, line.name, cell), exchange::beginning_of(*on)});
        });
        std::ranges::stable_sort(out.entries, std::ranges::greater(), &exchange::Entry::updated_at);
        if (out.entries.size() > entries_in_a_feed)
            out.entries.resize(entries_in_a_feed);
        return Response::bytes(exchange::write_atom(out), "application/atom+xml; charset=utf-8");
    });
}

const std::vector<exchange::Parameter> board_query{
    {"as_of", "the day to speak of; today, or the last day of a year that is over", "2019-09-30", "Day"},
    {"notice", "key of the notice; the newest where absent", "2019-33"},
    {"state", "how a duty stands", "late", "State"},
    {"category", "category of tasks, as printed", ""},
    {"kind", "kind of unit", "town", "UnitKind"},
    {"q", "words in a task, or in the name of a unit", "空气质量"}};

}  // namespace

void hang_exchange_pages(Doors& doors) {
    using Handler = Response (*)(const Doors&, Request&, Context&);
    std::vector<std::string> query;
    for (const auto& parameter : board_query)
        query.push_back(parameter.name);

    doors.api.add_schemas(embedded_or_die("domain/programme/pages/api.json"));
    const auto operation = [&](const char* pattern, const char* name, const char* summary,
                               std::vector<exchange::Parameter> parameters, const char* schema, Handler handler) {
        doors.api.get({pattern, name, summary, std::move(parameters), schema}, with(doors, handler))
            .cached({public_data})
            .sql_at_most(11);
    };
    const std::vector day_and_notice{board_query[0], board_query[1]};
    operation("/api/v1/duties", "duties.list", "board.api.duties", board_query, "Duties", duties_as_json);
    operation("/api/v1/duties/{id}", "duties.one", "board.api.duty", {board_query[0]}, "DutyInFull", duty_as_json);
    operation("/api/v1/tasks", "tasks.list", "board.api.tasks", day_and_notice, "Tasks", tasks_as_json);
    operation("/api/v1/units", "units.list", "board.api.units", day_and_notice, "Units", units_as_json);
    operation("/api/v1/notices", "notices.list", "board.api.notices", {}, "Notices", notices_as_json);

    auto& router = doors.site.router();
    router.get("/board.json", "programme.board_json", with(doors, duties_as_json))
        .cached({public_data})
        .reads(query)
        .sql_at_most(8);
    router.get("/board.csv", "programme.board_csv", with(doors, duties_as_csv)).cached({public_data}).reads(query).sql_at_most(8);
    doors.api.add_file({"/board.csv", "board.api.csv"});
    doors.api.add_file({"/board.json", "board.api.json"});
    doors.api.add_file({"/duties.atom", "board.api.atom"});
    router.get("/duties.atom", "programme.feed", with(doors, feed)).cached({public_data}).reads(query).sql_at_most(8);
}

}  // namespace gongkai::programme
