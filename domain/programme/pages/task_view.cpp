// One task with its rows, and one duty with its occurrences and proofs.
#include <algorithm>

#include "base/web/target.h"
#include "domain/ledger/rules.h"
#include "domain/programme/pages/views.h"
#include "doors/portal/portal.h"

namespace gongkai::programme {
namespace {

using ledger::State;
using web::Html;

void write_due(Html& html, const View& view, const Row& row) {
    html << "<dt>" << view.say("board.task.due") << "</dt><dd>";
    if (row.due.empty())
        html << view.say("board.task.no_term", {std::to_string(view.board.programme().notice.year)});
    for (const auto& due : row.due) {
        html << "<span" << view.chinese() << ">" << due.text << "</span>";
        if (due.on)
            html << "（" << view.full_day(*due.on) << "）";
        html << "<br>";
    }
    html << "</dd>";
}

void write_owners(Html& html, const View& view, const BoardColumn& column) {
    std::size_t place = 0;
    while (view.board.columns()[place].row != column.row)
        ++place;
    html << "<ul class='owners'>";
    for (const auto& line : view.board.lines()) {
        const auto* cell = line.cells[place];
        if (!cell)
            continue;
        const State state = cell->tally.worst();
        html << "<li><a class='" << ledger::word_of(state) << "' href='"
             << web::url(view.to("/duties/" + std::to_string(cell->duty_id))) << "'><span aria-hidden='true'>" << sign_of(state)
             << "</span><span" << view.chinese() << ">" << line.name << "</span><span class='hidden'>" << view.name_of(state)
             << "</span></a></li>";
    }
    html << "</ul>";
    if (column.row->row.open_ended)
        html << "<p class='small muted'>" << view.say("board.task.open_ended") << "</p>";
    for (const auto& line : view.board.lines())
        if (line.cells[place] && !line.unit)
            html << "<p class='small muted'>" << view.say("board.task.unnamed", {line.name}) << "</p>";
}

std::string title_of(const View& view, const StoredTask& task) {
    if (task.kind == TaskKind::cover)
        return view.say("board.cover");
    return task.number ? task.label() + ". " + task.title : task.title;
}

}  // namespace

void write_task(Html& html, const View& view, const StoredTask& task, const std::vector<std::string>& pages) {
    const auto tally = view.board.of_task(task);
    html << "<h1" << view.chinese(task) << ">" << title_of(view, task) << "</h1>";
    if (!task.category.empty())
        html << "<p><a class='way' href='" << web::url(view.to("/board?category=" + web::encode(task.category))) << "'"
             << view.chinese() << ">" << task.category << "</a></p>";
    write_as_of(html, view, view.task_address(task));
    html << "<p>" << tally_in_words(view, tally) << "</p>";
    write_bar(html, tally);
    for (const auto& stored : task.rows) {
        const BoardColumn column{&task, &stored};
        const bool is_alone = task.rows.size() == 1;
        html << (is_alone ? web::Raw("<div") : web::Raw("<section")) << " class='row-of-task' id='row-" << stored.position
             << "'>";
        if (!is_alone)
            html << "<h2>" << view.say("board.task.row", {std::to_string(stored.position)}) << "</h2>";
        html << "<p class='requirement'" << view.chinese() << ">" << stored.row.requirement << "</p><dl class='facts'>";
        write_due(html, view, stored.row);
        html << "<dt>" << view.say("board.task.printed") << "</dt><dd" << view.chinese() << ">";
        for (const auto* names : {&stored.row.units, &stored.row.groups})
            for (const auto& name : *names)
                html << web::when(&name != &names->front() || (names == &stored.row.groups && !stored.row.units.empty()), "、")
                     << name;
        html << web::when(stored.row.open_ended, "等责任部门") << "</dd></dl>";
        write_owners(html, view, column);
        if (!stored.row.source.empty()) {
            html << "<details><summary>" << view.say("board.task.source") << "</summary>";
            write_source(html, view.language, pages, stored.row.source);
            html << "<p><a class='way' href='/notices/" << web::url(view.board.programme().notice.key)
                 << "/source?page=" << stored.row.source.front().page + 1 << "&amp;row=" << stored.id << "#row'>"
                 << view.say("board.task.whole_source") << "</a></p></details>";
        }
        html << (is_alone ? web::Raw("</div>") : web::Raw("</section>"));
    }
    const auto neighbour = [&](int step, std::string_view id) {
        if (const auto* other = view.board.programme().find_task(task.position + step))
            html << "<a href='" << web::url(view.to(view.task_address(*other))) << "'>" << view.say(id, {title_of(view, *other)})
                 << "</a>";
    };
    html << "<nav class='neighbours' aria-label='" << view.say("board.task.neighbours") << "'>";
    neighbour(-1, "board.task.previous");
    neighbour(+1, "board.task.next");
    html << "</nav>";
}

void write_lapses(Html& html, Language language, const ledger::Proof& proof) {
    const auto day = [&](Day on) { return portal::spoken_in_full(language, on); };
    for (const auto& lapse : proof.lapses)
        html << "<br><span class='small'>"
             << (lapse.restored_on
                     ? words(language, "board.duty.restored", {day(lapse.on), lapse.because, day(*lapse.restored_on)})
                     : words(language, "board.duty.lapsed", {day(proof.done_on), day(lapse.on), lapse.because}))
             << "</span>";
}

void write_duty(Html& html, const View& view, const ledger::Duty& duty, const std::vector<ledger::Proof>& proofs,
                const std::vector<std::string>& pages, int soon_days) {
    const auto& board = view.board;
    const StoredTask* task = nullptr;
    const auto* row = board.programme().find_row(duty.part, &task);
    const auto* unit = duty.unit_id ? board.units().find(*duty.unit_id) : nullptr;
    const auto owner = unit ? unit->name : duty.group_name;
    html << "<h1" << view.chinese() << ">" << owner << "：" << title_of(view, *task) << "</h1>";
    write_as_of(html, view, "/duties/" + std::to_string(duty.id));
    if (duty.ended_on)
        html << "<p class='empty'>" << view.say("board.duty.ended", {view.full_day(*duty.ended_on)}) << "</p>";
    html << "<p class='requirement'" << view.chinese() << ">" << row->row.requirement << "</p><dl class='facts'><dt>"
         << view.say("board.duty.owner") << "</dt><dd>";
    if (unit)
        html << "<a href='" << web::url(view.to("/units/" + std::to_string(unit->id))) << "'" << view.chinese() << ">"
             << unit->full_name << "</a>";
    else
        html << owner << "（" << view.say("board.task.unnamed", {owner}) << "）";
    html << "</dd><dt>" << view.say("board.duty.task") << "</dt><dd>";
    if (row->is_retired)
        html << "<span" << view.chinese(*task) << ">" << title_of(view, *task) << "</span>";
    else
        html << "<a href='" << web::url(view.to(view.task_address(*task))) << "#row-" << row->position << "'"
             << view.chinese(*task) << ">" << title_of(view, *task) << "</a>";
    html << "</dd></dl>";

    html << "<h2>" << view.say("board.duty.occurrences") << "</h2><div class='scroll' tabindex='0' role='region' aria-label='"
         << view.say("board.duty.occurrences") << "'><table class='stack'><thead><tr><th scope='col'>"
         << view.say("board.duty.number") << "</th><th scope='col'>" << view.say("board.duty.due") << "</th><th scope='col'>"
         << view.say("board.duty.why") << "</th><th scope='col'>" << view.say("board.duty.state") << "</th><th scope='col'>"
         << view.say("board.duty.proof") << "</th></tr></thead><tbody>";
    for (const auto& occurrence : duty.occurrences) {
        const State state = ledger::state_on(board.as_of(), occurrence.due_on, occurrence.done_on, soon_days);
        html << "<tr id='occurrence-" << occurrence.number << "'><td class='number' data-head='" << view.say("board.duty.number")
             << "'>" << occurrence.number << "</td><td class='number' data-head='" << view.say("board.duty.due") << "'>"
             << view.full_day(occurrence.due_on) << "</td><td data-head='" << view.say("board.duty.why") << "'>"
             << view.say("board.why." + std::string(ledger::word_of(occurrence.kind)), {occurrence.words})
             << "</td><td data-head='" << view.say("board.duty.state") << "'>";
        write_state(html, view, state);
        html << "</td><td data-head='" << view.say("board.duty.proof") << "'><span>";
        const bool is_done = state == State::done || state == State::done_late;
        for (const auto& proof : proofs) {
            if (!is_done || proof.occurrence_id != occurrence.id || !proof.stands())
                continue;
            html << view.say("board.done_on", {view.full_day(proof.done_on)}) << "　";
            if (proof.address.empty())
                html << "<span" << view.chinese() << ">" << proof.words << "</span>";
            else
                html << "<a href='" << web::url(proof.address) << "'" << view.chinese() << ">" << proof.words << "</a>";
            if (proof.is_demonstration)
                html << "　<strong class='small'>" << view.say("board.demonstration") << "</strong>";
            write_lapses(html, view.language, proof);
        }
        if (!is_done)
            html << "<span class='muted'>" << view.say("board.duty.no_proof") << "</span>";
        for (const auto& proof : proofs)
            if (proof.occurrence_id == occurrence.id && !proof.stands()) {
                html << "<br><a href='" << web::url(proof.address) << "'" << view.chinese() << ">" << proof.words << "</a>";
                write_lapses(html, view.language, proof);
            }
        html << "</span></td></tr>";
    }
    html << "</tbody></table></div>";
    if (!row->row.source.empty() && !row->is_retired) {  // its place was in the pages before the correction
        html << "<h2>" << view.say("board.task.source") << "</h2>";
        write_source(html, view.language, pages, row->row.source);
    }
    html << "<p class='downloads'><a href='/api/v1" << web::url(view.to("/duties/" + std::to_string(duty.id))) << "'>"
         << view.say("board.duty.json") << "</a></p>";
}

}  // namespace gongkai::programme
