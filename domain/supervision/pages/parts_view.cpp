#include "domain/ledger/rules.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/supervision/pages/pages.h"

namespace gongkai::supervision {
namespace {

// How it looks: as the state of a duty that is as good or as bad.
ledger::State look_of(State state) {
    switch (state) {
        case State::withdrawn:
        case State::waiting:
            return ledger::State::not_due;
        case State::done:
            return ledger::State::done;
        case State::done_late:
            return ledger::State::done_late;
        case State::answered:
        case State::returned:
            return ledger::State::due_soon;
        case State::late:
            return ledger::State::late;
    }
    return ledger::State::not_due;
}

std::string numbered(Language language, const std::string& name, int year, int number) {
    return words(language, "supervision.numbered", {name, std::to_string(year), std::to_string(number)});
}

}  // namespace

std::string name_of(Language language, Kind kind) { return words(language, "supervision.kind." + std::string(word_of(kind))); }

std::string name_of(Language language, const Matter& matter) {
    return numbered(language, name_of(language, matter.kind), matter.year, matter.number);
}

std::string name_of(Language language, const Circular& circular) {
    const auto name = words(language, "supervision.circular");
    return circular.number ? numbered(language, name, *circular.year, *circular.number)
                           : words(language, "supervision.circular.draft");
}

std::string address_of(const Matter& matter) { return "/console/matters/" + std::to_string(matter.id); }

void write_state(web::Html& html, Language language, const Matter& matter, int soon_days) {
    const auto state = state_on(today(), matter);
    const auto look = look_of(state);
    html << "<span class='state " << ledger::word_of(look) << "'><span aria-hidden='true'>" << programme::sign_of(look)
         << "</span>" << words(language, "supervision.state." + std::string(word_of(state))) << "</span>";
    if ((state == State::waiting || state == State::returned || state == State::late) && pressing_on(matter)) {
        html << " ";
        programme::write_time_left(html, language, *pressing_on(matter), soon_days);
    }
}

}  // namespace gongkai::supervision
