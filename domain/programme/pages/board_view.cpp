// The board: owners down, rows of the notice across; on a narrow screen a list of owners with bars.
#include <algorithm>
#include <set>

#include "domain/ledger/rules.h"
#include "domain/programme/pages/views.h"

namespace gongkai::programme {
namespace {

using ledger::State;
using web::Html;

void write_option(Html& html, std::string_view value, std::string_view text, bool is_chosen, web::Raw language = "") {
    html << "<option value='" << value << "'" << language << web::when(is_chosen, " selected") << ">" << text << "</option>";
}

void write_filters(Html& html, const View& view, const Filter& filter) {
    const auto& programme = view.board.programme();
    html << "<form class='filters' action='/board'><div><label for='state'>" << view.say("board.filter.state")
         << "</label><select id='state' name='state'>";
    write_option(html, "", view.say("board.filter.any"), !filter.state);
    for (const State state : {State::late, State::due_soon, State::not_due, State::done_late, State::done})
        write_option(html, ledger::word_of(state), view.name_of(state), filter.state == state);
    html << "</select></div><div><label for='category'>" << view.say("board.filter.category")
         << "</label><select id='category' name='category'>";
    write_option(html, "", view.say("board.filter.any"), filter.category.empty());
    std::set<std::string> seen;
    for (const auto& task : programme.tasks)
        if (!task.category.empty() && seen.insert(task.category).second)
            write_option(html, task.category, task.category, task.category == filter.category, view.chinese());
    html << "</select></div><div><label for='kind'>" << view.say("board.filter.kind") << "</label><select id='kind' name='kind'>";
    write_option(html, "", view.say("board.filter.any"), !filter.kind);
    std::set<people::Kind> kinds;
    for (const auto& unit : view.board.units().units())
        if (kinds.insert(unit.kind).second)
            write_option(html, people::word_of(unit.kind), view.say("people.kind." + std::string(people::word_of(unit.kind))),
                         filter.kind == unit.kind);
    html << "</select></div><div><label for='q'>" << view.say("board.filter.words") << "</label><input id='q' name='q' value='"
         << filter.words << "'></div><div><label for='as_of'>" << view.say("board.filter.as_of")
         << "</label><input id='as_of' name='as_of' type='date' value='" << to_text(view.board.as_of()) << "'></div>"
         << "<input type='hidden' name='notice' value='" << programme.notice.key << "'><button>" << view.say("board.filter.show")
         << "</button>";
    if (!filter.asks_nothing())
        html << "<a class='button quiet' href='" << web::url(view.to("/board")) << "'>" << view.say("board.filter.all") << "</a>";
    html << "</form>";
}

// Row one: categories; row two: the numbers of the rows, each a link to its task.
void write_heads(Html& html, const View& view) {
    const auto& columns = view.board.columns();
    html << "<thead><tr><th scope='col' rowspan='2' class='corner'>" << view.say("board.unit") << "</th>";
    for (std::size_t i = 0; i < columns.size();) {
        std::size_t end = i;
        while (end < columns.size() && columns[end].task->kind == columns[i].task->kind &&
               columns[end].task->category == columns[i].task->category)
            ++end;
        const auto name = columns[i].task->kind == TaskKind::cover ? view.say("board.cover_short") : columns[i].task->category;
        // A head without a name is none: a notice in prose has no categories.
        if (name.empty())
            html << "<td class='category' colspan='" << end - i << "'></td>";
        else
            html << "<th scope='colgroup' class='category" << web::when(end - i == 1, " thin") << "' colspan='" << end - i
                 << "' title='" << name << "'><span" << view.chinese() << ">" << name << "</span></th>";
        i = end;
    }
    html << "</tr><tr>";
    for (const auto& column : columns) {
        html << "<th scope='col'><a href='" << web::url(view.to(view.task_address(*column.task))) << "' aria-label='"
             << (column.task->kind == TaskKind::cover
                     ? view.say("board.column.letter", {std::to_string(column.row->position), column.row->row.requirement})
                     : view.say("board.column", {column.task->label(), std::to_string(column.row->position), column.task->title}))
             << "'>" << column.task->label();
        if (column.task->rows.size() > 1)
            html << "<small>." << column.row->position << "</small>";
        html << "</a></th>";
    }
    html << "</tr></thead>";
}

void write_line_head(Html& html, const View& view, const BoardLine& line) {
    if (line.unit)
        html << "<a href='" << web::url(view.to("/units/" + std::to_string(line.unit->id))) << "'" << view.chinese() << ">"
             << line.name << "</a>";
    else
        html << "<span" << view.chinese() << ">" << line.name << "</span>";
}

void write_table(Html& html, const View& view) {
    html << "<a class='pass wide-only' href='#after-board'>" << view.say("board.pass")
         << "</a><div class='scroll board wide-only' tabindex='0' role='region' aria-label='" << view.say("board.table")
         << "'><table>"
         << "<caption class='hidden'>" << view.say("board.table") << "</caption>";
    write_heads(html, view);
    CellSentences sentences(view);
    const auto day = view.to("");  // once for thousands of links
    html << "<tbody>";
    for (const auto& line : view.board.lines()) {
        html << "<tr><th scope='row'>";
        write_line_head(html, view, line);
        html << "</th>";
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            if (!line.cells[i]) {
                html << "<td></td>";
                continue;
            }
            const State state = line.cells[i]->tally.worst();
            html << "<td><a class='" << ledger::word_of(state) << "' href='/duties/" << line.cells[i]->duty_id << web::url(day)
                 << "' aria-label='" << sentences.of(view.board.columns()[i], line.name, *line.cells[i]) << "'>" << sign_of(state)
                 << "</a></td>";
        }
        html << "</tr>";
    }
    html << "</tbody></table></div>";
}

// What a line owes, each a link: on a narrow screen the table's cells.
void write_duties(Html& html, const View& view, const BoardLine& line) {
    html << "<ul class='duties'>";
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
        if (!line.cells[i])
            continue;
        const auto& column = view.board.columns()[i];
        html << "<li><a href='" << web::url(view.to("/duties/" + std::to_string(line.cells[i]->duty_id))) << "'" << view.chinese()
             << ">" << column.label() << " "
             << (column.task->kind == TaskKind::cover ? column.row->row.requirement : column.task->title) << "</a> ";
        write_state(html, view, line.cells[i]->tally.worst());
        html << "</li>";
    }
    html << "</ul>";
}

}  // namespace

void write_units(Html& html, const View& view, Detail detail) {
    html << "<ul class='lines many'>";
    for (const auto& line : view.board.lines()) {
        html << "<li><div class='top'><span class='name'>";
        write_line_head(html, view, line);
        html << "</span><span class='tally small muted'>" << tally_in_words(view, line.tally) << "</span></div>";
        write_bar(html, line.tally);
        if (detail == Detail::duties || !line.unit)  // a group that nobody has resolved has no page of its own
            write_duties(html, view, line);
        html << "</li>";
    }
    html << "</ul>";
}

void write_board(Html& html, const View& view, const Filter& filter, std::string_view query, std::string_view other_days) {
    html << "<h1>" << view.say("board.title", {std::to_string(view.board.programme().notice.year)}) << "</h1>";
    write_other_notices(html, view, "/board");
    write_as_of(html, view, other_days);
    write_filters(html, view, filter);
    if (view.board.lines().empty()) {
        html << "<div class='empty'><p>" << view.say("board.empty") << "</p><p><a class='way' href='"
             << web::url(view.to("/board")) << "'>" << view.say("board.filter.all") << "</a></p></div>";
        return;
    }
    const auto on_cover = std::ranges::count_if(view.board.columns(),
                                                [](const BoardColumn& column) { return column.task->kind == TaskKind::cover; });
    html << "<p class='standing'>"
         << view.say(on_cover > 0 ? "board.count_with_cover" : "board.count",
                     {std::to_string(view.board.lines().size()),
                      std::to_string(static_cast<std::ptrdiff_t>(view.board.columns().size()) - on_cover),
                      tally_in_words(view, view.board.total()), std::to_string(on_cover)})
         << "</p>";
    write_legend(html, view);
    write_table(html, view);
    html << "<div class='narrow-only'>";
    write_units(html, view, filter.asks_nothing() ? Detail::none : Detail::duties);
    html << "</div><p class='downloads' id='after-board'><a href='/board.csv" << web::url(query) << "'>" << view.say("board.csv")
         << "</a><a href='/board.json" << web::url(query) << "'>" << view.say("board.json") << "</a><a href='/duties.atom'>"
         << view.say("board.atom") << "</a></p>";
}

}  // namespace gongkai::programme
