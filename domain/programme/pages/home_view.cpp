// The front page: what this is, how it stands, who owes, what comes next.
#include <algorithm>

#include "base/web/target.h"
#include "domain/ledger/rules.h"
#include "domain/programme/pages/views.h"

namespace gongkai::programme {
namespace {

using ledger::Cell;
using ledger::State;
using web::Html;

constexpr std::size_t lines_shown = 6;

struct Entry {
    const Cell* cell;
    BoardColumn column;
};

std::vector<Entry> entries(const Board& board, auto&& keep) {
    std::vector<Entry> all;
    for (const auto& line : board.lines())
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            if (line.cells[i] && keep(*line.cells[i]))
                all.push_back({line.cells[i], board.columns()[i]});
    return all;
}

void write_figure(Html& html, const View& view, State state, int count) {
    html << "<div class='" << ledger::word_of(state) << "'><dt>" << view.name_of(state) << "</dt><dd><a href='"
         << web::url(view.to("/board?state=" + std::string(ledger::word_of(state)))) << "'>" << count << "</a></dd></div>";
}

void write_strip(Html& html, const View& view) {
    html << "<ol class='strip'>";
    for (const auto& task : view.board.programme().tasks) {
        if (task.kind == TaskKind::cover)
            continue;
        const auto tally = view.board.of_task(task);
        const State state = tally.worst();
        const auto number = task.label();
        html << "<li><a class='" << ledger::word_of(state) << "' href='" << web::url(view.to(view.task_address(task)))
             << "' aria-label='" << view.say("board.strip", {number, task.title, tally_in_words(view, tally)}) << "'><span>"
             << number << "</span><span class='sign' aria-hidden='true'>" << sign_of(state) << "</span></a></li>";
    }
    html << "</ol>";
}

// Ends a list that shows the first of many.
void write_way(Html& html, const View& view, State state) {
    const std::string word(ledger::word_of(state));
    const auto id = "board.all." + (view.has_no_proof(state) ? "no_proof" : word);
    html << "</ul><p><a class='way' href='" << web::url(view.to("/board?state=" + word)) << "'>" << view.say(id) << "</a></p>";
}

void write_late_units(Html& html, const View& view) {
    std::vector<const BoardLine*> lines;
    for (const auto& line : view.board.lines())
        if (line.tally.late > 0)
            lines.push_back(&line);
    std::ranges::stable_sort(lines, std::ranges::greater(), [](const BoardLine* line) { return line->tally.late; });
    html << "<section><h2>" << view.say("board.late_units") << "</h2>";
    if (lines.empty())
        html << "<p>" << view.say("board.nobody_late") << "</p>";
    html << "<ul class='lines'>";
    for (std::size_t i = 0; i < std::min(lines.size(), lines_shown); ++i) {
        const BoardLine& line = *lines[i];
        html << "<li><div class='top'>";
        if (line.unit)
            html << "<a href='" << web::url(view.to("/units/" + std::to_string(line.unit->id))) << "'" << view.chinese() << ">"
                 << line.name << "</a>";
        else
            html << "<a href='" << web::url(view.to("/board?q=" + web::encode(line.name))) << "'" << view.chinese() << ">"
                 << line.name << "</a>";
        html << "<span class='tally small muted'>" << tally_in_words(view, line.tally) << "</span></div>";
        write_bar(html, line.tally);
        html << "</li>";
    }
    write_way(html, view, State::late);
    html << "</section>";
}

void write_entry(Html& html, const View& view, const Entry& entry, const std::string& when) {
    html << "<li><div class='top'><a href='" << web::url(view.to("/duties/" + std::to_string(entry.cell->duty_id))) << "'"
         << view.chinese() << ">" << view.board.owner_name(*entry.cell) << "："
         << (entry.column.task->kind == TaskKind::cover ? view.say("board.cover") : entry.column.task->title)
         << "</a><span class='when small muted number'>" << when << "</span></div></li>";
}

void write_next(Html& html, const View& view) {
    auto open = entries(view.board, [](const Cell& cell) { return cell.next_due_on.has_value(); });
    const Day as_of = view.board.as_of();
    std::erase_if(open, [&](const Entry& entry) { return *entry.cell->next_due_on < as_of; });
    std::ranges::stable_sort(open, {}, [](const Entry& entry) { return *entry.cell->next_due_on; });
    auto done = entries(view.board, [](const Cell& cell) { return cell.done_on.has_value(); });
    std::ranges::stable_sort(done, std::ranges::greater(), [](const Entry& entry) { return *entry.cell->done_on; });

    html << "<section><h2>" << view.say(view.board.is_closed() ? "board.next_closed" : "board.next") << "</h2>";
    if (open.empty())
        html << "<p>" << view.say("board.nothing_next") << "</p>";
    html << "<ul class='lines'>";
    for (std::size_t i = 0; i < std::min(open.size(), lines_shown); ++i)
        write_entry(html, view, open[i], view.say("board.due_by", {view.day(*open[i].cell->next_due_on)}));
    write_way(html, view, State::due_soon);
    html << "</section><section><h2>" << view.say("board.lately_done") << "</h2>";
    if (done.empty())
        html << "<p>" << view.say("board.nothing_done") << "</p>";
    html << "<ul class='lines'>";
    for (std::size_t i = 0; i < std::min(done.size(), lines_shown); ++i)
        write_entry(html, view, done[i], view.say("board.done_on", {view.day(*done[i].cell->done_on)}));
    write_way(html, view, State::done);
    html << "</section>";
}

}  // namespace

void write_home(Html& html, const View& view, std::string_view sentence, const Html& of_rooms) {
    const auto& programme = view.board.programme();
    const auto total = view.board.total();
    if (!sentence.empty())
        html << "<p class='lead'>" << sentence << "</p>";
    html << "<h1>" << view.say("board.home.title", {std::to_string(programme.notice.year)}) << "</h1><p class='lead'>"
         << view.say("board.home.lead", {std::to_string(programme.count_tasks()), std::to_string(programme.count_rows()),
                                         std::to_string(view.board.lines().size())})
         << "</p>";
    write_other_notices(html, view, "/");
    html << "<div class='standing-on'>";
    write_as_of(html, view, view.in("/"));
    html << "</div><dl class='figures'>";
    write_figure(html, view, State::done, total.done);
    if (total.done_late > 0)
        write_figure(html, view, State::done_late, total.done_late);
    write_figure(html, view, State::due_soon, total.due_soon);
    write_figure(html, view, State::late, total.late);
    html << "</dl><div class='headed'><h2 id='tasks'>" << view.say("board.tasks", {std::to_string(programme.count_tasks())})
         << "</h2><a class='way' href='" << web::url(view.to("/board")) << "'>" << view.say("board.open") << "</a></div>";
    write_strip(html, view);
    html << "<div class='wide-only'>";
    write_legend(html, view);
    html << "</div>";
    if (!of_rooms.view().empty())
        html << "<div class='front'>" << of_rooms << "</div>";
    // On a phone the figures above lead to the same.
    html << "<div class='pair wide-only'>";
    write_late_units(html, view);
    write_next(html, view);
    html << "</div><div class='wide-only'><h2>" << view.say("board.paper") << "</h2><p><a href='/notices/"
         << web::url(programme.notice.key) << "'" << view.chinese() << ">" << programme.notice.head.title
         << "</a><br><span class='muted small'><span" << view.chinese() << ">" << programme.notice.head.number << "　"
         << programme.notice.head.issuer << "</span>";
    if (programme.notice.head.signed_on)
        html << "　" << view.full_day(*programme.notice.head.signed_on);
    html << "</span></p></div>";
}

}  // namespace gongkai::programme
