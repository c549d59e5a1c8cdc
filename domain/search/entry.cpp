#include "domain/search/entry.h"

#include <algorithm>
#include <array>

namespace gongkai::search {
namespace {

constexpr std::array<std::string_view, 7> validity_words{"",        "in_force", "amended", "partly_repealed",
                                                         "not_yet", "expired",  "repealed"};
constexpr std::array<std::string_view, 4> act_words{"", "download", "apply", "ask"};

}  // namespace

std::string_view word_of(Validity validity) { return validity_words[static_cast<std::size_t>(validity)]; }
Validity validity_from(std::string_view word) {
    const auto found = std::ranges::find(validity_words, word);
    return found == validity_words.end() ? Validity::none : static_cast<Validity>(found - validity_words.begin());
}
const std::vector<Validity>& all_validities() {
    static const std::vector<Validity> all{Validity::in_force, Validity::amended, Validity::partly_repealed,
                                           Validity::not_yet,  Validity::expired, Validity::repealed};
    return all;
}
bool holds(Validity validity) { return validity != Validity::expired && validity != Validity::repealed; }

Validity validity_on(Day as_of, const Turns& turns) {
    auto validity = Validity::none;
    for (const auto& [from, then] : turns)
        if (from <= as_of)
            validity = then;
    return validity;
}
std::optional<Day> next_turn(Day as_of, const Turns& turns) {
    const auto found = std::ranges::find_if(turns, [&](const auto& turn) { return turn.first > as_of; });
    return found == turns.end() ? std::nullopt : std::optional(found->first);
}

std::string_view word_of(Act act) { return act_words[static_cast<std::size_t>(act)]; }
Act act_from(std::string_view word) {
    const auto found = std::ranges::find(act_words, word);
    return found == act_words.end() ? Act::none : static_cast<Act>(found - act_words.begin());
}

std::string_view word_of(Holding::Kind kind) {
    switch (kind) {
        case Holding::Kind::copy:
            return "copy";
        case Holding::Kind::original:
            return "original";
        case Holding::Kind::data:
            return "data";
    }
    return {};
}

}  // namespace gongkai::search
