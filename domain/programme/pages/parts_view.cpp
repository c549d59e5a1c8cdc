// What several pages of the programme share.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/ledger/rules.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "doors/portal/portal.h"

namespace gongkai::programme {
namespace {

using ledger::State;
using ledger::Tally;
using web::Html;

constexpr std::array all_states{State::done, State::done_late, State::not_due, State::due_soon, State::late};
constexpr std::size_t context = 48;  // code points of the source shown before and after a row's own words

std::string with_field(std::string_view address, std::string_view name, std::string_view value) {
    return fmt::format("{}{}{}={}", address, address.contains('?') ? '&' : '?', name, value);
}

std::string with_day(std::string_view address, Day day) { return with_field(address, "as_of", to_text(day)); }

// Addresses of pages that speak of the newest notice unless they are told another.
bool speaks_of_any_notice(std::string_view address) {
    return address == "/" || address.starts_with("/board") || address.starts_with("/units");
}

int count_of(const Tally& tally, State state) {
    switch (state) {
        case State::done:
            return tally.done;
        case State::done_late:
            return tally.done_late;
        case State::not_due:
            return tally.not_due;
        case State::due_soon:
            return tally.due_soon;
        case State::late:
            return tally.late;
    }
    return 0;
}

}  // namespace

std::string View::day(Day day) const { return portal::spoken(language, day, board.programme().notice.year); }
std::string View::full_day(Day day) const { return portal::spoken_in_full(language, day); }

std::string View::task_address(const StoredTask& task) const {
    return "/notices/" + board.programme().notice.key + "/tasks/" + std::to_string(task.position);
}

std::string View::in(std::string_view address) const {
    const auto& key = board.programme().notice.key;
    const bool is_newest = notices.empty() || notices.front().key == key;
    return is_newest || !speaks_of_any_notice(address) ? std::string(address) : with_field(address, "notice", web::encode(key));
}

std::string View::to(std::string_view address) const { return other_day ? with_day(in(address), *other_day) : in(address); }

std::string sign_of(State state) {
    switch (state) {
        case State::done:
            return "✓";
        case State::done_late:
            return "✓迟";
        case State::not_due:
            return "○";
        case State::due_soon:
            return "◔";
        case State::late:
            return "!";
    }
    return "";
}

void write_state(Html& html, const View& view, State state, std::string_view words_after) {
    html << "<span class='state " << ledger::word_of(state) << "'><span aria-hidden='true'>" << sign_of(state) << "</span>"
         << view.name_of(state) << words_after << "</span>";
}

void write_bar(Html& html, const Tally& tally) {
    const int all = std::max(tally.all(), 1);
    html << "<svg class='bar' viewBox='0 0 1000 12' preserveAspectRatio='none' aria-hidden='true'>";
    int from = 0;
    for (const State state : all_states) {
        const int count = count_of(tally, state);
        if (count == 0)
            continue;
        html << "<rect class='" << ledger::word_of(state) << "' x='" << from * 1000 / all << "' width='"
             << (from + count) * 1000 / all - from * 1000 / all << "' height='12'/>";
        from += count;
    }
    html << "</svg>";
}

void write_legend(Html& html, const View& view) {
    html << "<ul class='legend' aria-label='" << view.say("board.legend") << "'>";
    for (const State state : all_states) {
        html << "<li>";
        write_state(html, view, state);
        html << "</li>";
    }
    html << "</ul>";
}

void write_as_of(Html& html, const View& view, std::string_view path) {
    const int year = view.board.programme().notice.year;
    html << "<p class='days'>"
         << view.say(view.board.is_closed()         ? "board.closed"
                     : view.board.as_of() > today() ? "board.as_of_future"
                                                    : "board.as_of",
                     {view.full_day(view.board.as_of())})
         << " <span class='other-days'>" << view.say("board.other_days") << " ";
    const auto signed_on = view.board.programme().notice.head.signed_on;
    for (const Day day : {make_day(year, 6, 30), make_day(year, 9, 30), make_day(year, 12, 31)}) {
        if (signed_on && day < *signed_on)
            continue;
        if (day == view.board.as_of())
            html << "<strong aria-current='true'>" << view.day(day) << "</strong> ";
        else
            html << "<a href='" << web::url(with_day(path, day)) << "'>" << view.day(day) << "</a> ";
    }
    html << "</span></p>";
    if (view.board.is_before_signing())
        html << "<p class='empty'>" << view.say("board.before_signing", {view.full_day(*signed_on)}) << "</p>";
}

void write_other_notices(Html& html, const View& view, std::string_view path) {
    if (view.notices.size() < 2)
        return;
    html << "<p class='days'>" << view.say("board.by_notice") << " ";
    for (const auto& notice : view.notices) {
        const auto name = view.say("board.of_notice", {std::to_string(notice.year),
                                                       notice.head.number.empty() ? notice.head.title : notice.head.number});
        if (notice.key == view.board.programme().notice.key)
            html << "<strong aria-current='true'" << view.chinese() << ">" << name << "</strong> ";
        else
            html << "<a href='" << web::url(with_field(path, "notice", web::encode(notice.key))) << "'" << view.chinese() << ">"
                 << name << "</a> ";
    }
    html << "</p>";
}

std::string tally_in_words(const View& view, const Tally& tally) {
    std::vector<std::string> parts;
    for (const State state : all_states)
        if (const int count = count_of(tally, state); count > 0)
            parts.push_back(view.name_of(state) + " " + std::to_string(count));
    return join(parts, view.say("board.between"));
}

CellSentences::CellSentences(const View& view, DaysSaid days_said)
    : view_(view),
      done_(view.language, "board.cell.done"),
      open_(view.language, "board.cell.open"),
      done_of_letter_(view.language, "board.cell.letter.done"),
      open_of_letter_(view.language, "board.cell.letter.open"),
      days_said_(days_said) {
    for (const State state : all_states)
        states_[state] = view.name_of(state);
}

std::string_view CellSentences::day(const std::optional<Day>& day) {
    if (!day)
        return {};
    auto& words = days_[*day];
    if (words.empty())
        words = days_said_ == DaysSaid::in_full ? view_.full_day(*day) : view_.day(*day);
    return words;
}

const std::string& CellSentences::of(const BoardColumn& column, std::string_view owner, const ledger::Cell& cell) {
    const State state = cell.tally.worst();
    const bool is_done = state == State::done || state == State::done_late;
    const bool is_late = state == State::done_late;  // the sentence must fit the state
    sentence_.clear();
    const bool is_of_letter = column.task->kind == TaskKind::cover;
    (is_of_letter ? (is_done ? done_of_letter_ : open_of_letter_)
     : is_done    ? done_
                  : open_)
        .append_to(sentence_, {owner, column.task->label(), std::to_string(column.row->position),
                               day(is_late   ? cell.late_due_on
                                   : is_done ? cell.done_due_on
                                             : cell.next_due_on),
                               day(is_late ? cell.late_done_on : cell.done_on), states_[state]});
    return sentence_;
}

void write_source(Html& html, Language language, const std::vector<std::string>& pages, const std::vector<extract::Span>& spans) {
    // One passage a page, from a little before the first piece to a little after the last.
    for (std::size_t page = 0; page < pages.size(); ++page) {
        std::vector<extract::Span> here;
        for (const auto& span : spans)
            if (span.page == static_cast<int>(page))
                here.push_back(span);
        if (here.empty())
            continue;
        std::ranges::sort(here, {}, &extract::Span::start);
        const auto text = to_code_points(pages[page]);
        const auto clamp = [&](std::size_t at) { return std::min(at, text.size()); };
        std::size_t at = here.front().start > context ? clamp(here.front().start - context) : 0;
        const std::size_t last = clamp(here.back().end + context);
        html << "<blockquote class='source'" << web::when(language == Language::en, " lang='zh-CN'") << ">"
             << web::when(at > 0, "…");
        for (const auto& span : here) {
            const auto from = std::max(clamp(span.start), at), to = std::max(clamp(span.end), from);
            html << to_utf8(std::u32string_view(text).substr(at, from - at)) << "<mark>"
                 << to_utf8(std::u32string_view(text).substr(from, to - from)) << "</mark>";
            at = to;
        }
        html << to_utf8(std::u32string_view(text).substr(at, last - at)) << web::when(last < text.size(), "…") << "</blockquote>";
    }
}

void write_time_left(Html& html, Language language, Day due_on, int soon_days) {
    const auto days = (due_on - today()).count();
    const auto state = ledger::state_on(today(), due_on, std::nullopt, soon_days);
    html << "<span class='state " << ledger::word_of(state) << "'><span aria-hidden='true'>" << sign_of(state) << "</span>"
         << words(language, days < 0 ? "board.desk.days_late" : "board.desk.days_left", {std::to_string(std::abs(days))})
         << "</span>";
}

void write_marked(Html& html, std::string_view page, std::vector<extract::Span> spans, int number) {
    std::erase_if(spans, [&](const extract::Span& span) { return span.page != number; });
    std::ranges::sort(spans, {}, &extract::Span::start);
    const auto text = to_code_points(page);
    std::size_t at = 0;
    for (const auto& span : spans) {
        const auto from = std::max(std::min<std::size_t>(span.start, text.size()), at);
        const auto to = std::max(std::min<std::size_t>(span.end, text.size()), from);
        html << to_utf8(std::u32string_view(text).substr(at, from - at)) << "<mark"
             << web::when(&span == &spans.front(), " id='row'") << ">"
             << to_utf8(std::u32string_view(text).substr(from, to - from)) << "</mark>";
        at = to;
    }
    html << to_utf8(std::u32string_view(text).substr(at));
}

}  // namespace gongkai::programme
