// A notice, its pages, and one unit.
#include "domain/ledger/rules.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/rules.h"

namespace gongkai::programme {
namespace {

using web::Html;

}  // namespace

void write_notice(Html& html, const View& view) {
    const auto& programme = view.board.programme();
    const auto& head = programme.notice.head;
    html << "<h1" << view.chinese() << ">" << head.title << "</h1><dl class='facts'>";
    const auto fact = [&](std::string_view id, std::string_view value, web::Raw language = "") {
        if (!value.empty())
            html << "<dt>" << view.say(id) << "</dt><dd" << language << ">" << value << "</dd>";
    };
    fact("board.notice.number", head.number, view.chinese());
    fact("board.notice.issuer", head.issuer, view.chinese());
    fact("board.notice.signed_on", head.signed_on ? view.full_day(*head.signed_on) : "");
    if (!head.parents.empty()) {
        html << "<dt>" << view.say("board.notice.parents") << "</dt><dd" << view.chinese() << ">";
        for (const auto& parent : head.parents)
            html << parent << "<br>";
        html << "</dd>";
    }
    fact("board.notice.counts",
         view.say("board.notice.counted", {std::to_string(programme.count_tasks()), std::to_string(programme.count_rows())}));
    html << "</dl><p><a class='button' href='/board?notice=" << web::url(programme.notice.key) << "'>" << view.say("board.open")
         << "</a> <a class='button quiet' href='/notices/" << web::url(programme.notice.key) << "/source'>"
         << view.say("board.notice.text") << "</a></p>";

    const std::string* category = nullptr;
    bool is_open = false;
    for (const auto& task : programme.tasks) {
        if (!category || *category != task.category) {
            html << web::when(is_open, "</ul>") << "<h2"
                 << web::when(view.language == Language::en && !task.category.empty(), " lang='zh-CN'") << ">"
                 << (task.kind == TaskKind::cover ? view.say("board.cover")
                     : task.category.empty()      ? view.say("board.tasks_plain")
                                                  : task.category)
                 << "</h2><ul class='lines many'>";
            category = &task.category;
            is_open = true;
        }
        const auto tally = view.board.of_task(task);
        html << "<li><div class='top'><a href='" << web::url(view.to(view.task_address(task))) << "'" << view.chinese(task)
             << ">";
        if (task.kind == TaskKind::cover)
            html << view.say("board.cover");
        else if (task.number)
            html << task.label() << ". " << task.title;
        else
            html << task.title;
        html << "</a><span class='tally small muted'>" << tally_in_words(view, tally) << "</span></div>";
        write_bar(html, tally);
        html << "</li>";
    }
    html << web::when(is_open, "</ul>");
}

void write_source_page(Html& html, const View& view, const std::vector<std::string>& pages, std::size_t number,
                       const StoredRow* row) {
    const auto& notice = view.board.programme().notice;
    html << "<h1>" << view.say("board.source.title", {notice.head.title}) << "</h1><p class='muted'>"
         << view.say("board.source.from", {notice.file_name}) << "</p>";
    if (pages.size() > 1) {
        html << "<ol class='pages'>";
        for (std::size_t i = 1; i <= pages.size(); ++i)
            html << "<li><a href='/notices/" << web::url(notice.key) << "/source?page=" << i << "'"
                 << web::when(i == number, " aria-current='page'") << ">" << i << "</a></li>";
        html << "</ol>";
    }
    html << "<blockquote class='source whole'" << web::when(!row, " id='row'") << view.chinese() << ">";
    if (number <= pages.size())
        write_marked(html, pages[number - 1], row ? row->row.source : std::vector<extract::Span>(), static_cast<int>(number - 1));
    html << "</blockquote>";
}

void write_unit_head(Html& html, Language language, const people::Unit& unit) {
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    html << "<h1" << chinese << ">" << unit.name << "</h1><p class='muted'><span" << chinese << ">" << unit.full_name
         << "</span>　" << words(language, "people.kind." + std::string(unit.is_listed ? people::word_of(unit.kind) : "unlisted"))
         << "</p>";
    if (!unit.note.empty())
        html << "<p" << chinese << ">" << unit.note << "</p>";
}

void write_unit(Html& html, const View& view, const people::Unit& unit, const Html& of_rooms) {
    write_unit_head(html, view.language, unit);
    html << of_rooms << "<h2>" << view.say("board.unit.duties", {std::to_string(view.board.programme().notice.year)}) << "</h2>";
    const auto here = "/units/" + std::to_string(unit.id);
    write_other_notices(html, view, here);
    write_as_of(html, view, view.in(here));
    const auto* line = view.board.find_line(unit.id);
    if (!line) {
        html << "<p class='empty'>" << view.say("board.unit.owes_nothing") << "</p>";
        return;
    }
    html << "<p>" << tally_in_words(view, line->tally) << "</p>";
    write_bar(html, line->tally);
    for (std::size_t i = 0; i < line->cells.size(); ++i)
        if (const auto& column = view.board.columns()[i]; line->cells[i] && asks_for_plan(*column.task, column.row->row))
            html << "<p><a class='way' href='" << web::url(view.in(here + "/plan")) << "'>" << view.say("board.plan.link")
                 << "</a></p>";
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << unit.name
         << "'><table class='stack'><thead><tr><th scope='col'>" << view.say("board.unit.task") << "</th><th scope='col'>"
         << view.say("board.duty.state") << "</th><th scope='col'>" << view.say("board.unit.when") << "</th></tr></thead><tbody>";
    for (std::size_t i = 0; i < line->cells.size(); ++i) {
        const auto* cell = line->cells[i];
        if (!cell)
            continue;
        const auto& column = view.board.columns()[i];
        html << "<tr><td data-head='" << view.say("board.unit.task") << "'><a href='"
             << web::url(view.to("/duties/" + std::to_string(cell->duty_id))) << "'" << view.chinese() << ">";
        if (column.task->kind == TaskKind::cover)
            html << column.row->row.requirement;
        else
            html << column.label() << " " << column.task->title;
        html << "</a></td><td data-head='" << view.say("board.duty.state") << "'>";
        write_state(html, view, cell->tally.worst());
        html << "</td><td class='number' data-head='" << view.say("board.unit.when") << "'>";
        if (cell->next_due_on)
            html << view.say("board.due_by", {view.day(*cell->next_due_on)});
        else if (cell->done_on)
            html << view.say("board.done_on", {view.day(*cell->done_on)});
        html << "</td></tr>";
    }
    html << "</tbody></table></div>";
}

}  // namespace gongkai::programme
