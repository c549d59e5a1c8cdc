#include "domain/supervision/rules.h"

#include <algorithm>
#include <array>

namespace gongkai::supervision {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 3> kind_words{
    {{"urge", Kind::urge}, {"rectification", Kind::rectification}, {"talk", Kind::talk}}};

}  // namespace

std::string_view word_of(Kind kind) {
    return std::ranges::find(kind_words, kind, &decltype(kind_words)::value_type::second)->first;
}

std::optional<Kind> kind_from(std::string_view word) {
    const auto found = std::ranges::find(kind_words, word, &decltype(kind_words)::value_type::first);
    return found == kind_words.end() ? std::nullopt : std::optional(found->second);
}

std::string_view word_of(State state) {
    switch (state) {
        case State::withdrawn:
            return "withdrawn";
        case State::done:
            return "done";
        case State::done_late:
            return "done_late";
        case State::answered:
            return "answered";
        case State::waiting:
            return "waiting";
        case State::returned:
            return "returned";
        case State::late:
            return "late";
    }
    return "";
}

State state_on(Day as_of, const Matter& matter) {
    if (matter.withdrawn_on && *matter.withdrawn_on <= as_of)
        return State::withdrawn;
    if (matter.kind != Kind::rectification) {
        if (matter.open == 0)
            return State::done;
        return matter.due_on && *matter.due_on < as_of ? State::late : State::waiting;
    }
    if (matter.done_on && *matter.done_on <= as_of)
        return *matter.done_on <= *matter.due_on ? State::done : State::done_late;
    if (matter.answer_id)
        return State::answered;
    if (*matter.due_on < as_of)
        return State::late;
    return matter.returned > 0 ? State::returned : State::waiting;
}

bool is_settled(State state) { return state == State::withdrawn || state == State::done || state == State::done_late; }

Result<Day> term_ends_on(Day issued_on, int working_days, const calendar::WorkingDays& calendar) {
    if (working_days < 1 || working_days > term_at_most)
        return refuse(Refusal::Kind::invalid, "supervision.refuse.term", {std::to_string(term_at_most)});
    return calendar.after(issued_on, working_days);
}

std::optional<Day> pressing_on(const Matter& matter) { return matter.due_on ? matter.due_on : matter.oldest_due_on; }

}  // namespace gongkai::supervision
