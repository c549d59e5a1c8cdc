#include "domain/publishing/validity.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"

namespace gongkai::publishing {
namespace {

constexpr std::array<std::pair<std::string_view, Validity>, 6> validity_words{{{"not_yet", Validity::not_yet},
                                                                               {"in_force", Validity::in_force},
                                                                               {"amended", Validity::amended},
                                                                               {"partly_repealed", Validity::partly_repealed},
                                                                               {"expired", Validity::expired},
                                                                               {"repealed", Validity::repealed}}};

constexpr std::array<std::pair<std::string_view, Validity>, 12> printed_words{{{"有效", Validity::in_force},
                                                                               {"现行有效", Validity::in_force},
                                                                               {"失效", Validity::expired},
                                                                               {"已失效", Validity::expired},
                                                                               {"废止", Validity::repealed},
                                                                               {"已废止", Validity::repealed},
                                                                               {"已修改", Validity::amended},
                                                                               {"修改", Validity::amended},
                                                                               {"部分废止", Validity::partly_repealed},
                                                                               {"部分失效", Validity::partly_repealed},
                                                                               {"尚未生效", Validity::not_yet},
                                                                               {"未生效", Validity::not_yet}}};

template <class Words>
std::optional<Validity> found_in(const Words& all, std::string_view word) {
    const auto found = std::ranges::find(all, word, &Words::value_type::first);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

bool is_past(const std::optional<Day>& from, Day as_of) { return from && *from <= as_of; }

}  // namespace

std::string_view word_of(Validity validity) {
    return std::ranges::find(validity_words, validity, &decltype(validity_words)::value_type::second)->first;
}

std::optional<Validity> validity_from(std::string_view word) { return found_in(validity_words, word); }

const std::vector<Validity>& all_validities() {
    static const std::vector<Validity> all{Validity::in_force, Validity::amended, Validity::partly_repealed,
                                           Validity::not_yet,  Validity::expired, Validity::repealed};
    return all;
}

Validity validity_on(Day as_of, const ValidityFacts& facts) {
    const auto said = facts.said && facts.said->on <= as_of ? facts.said->validity : Validity::in_force;
    if (is_past(facts.repealed_on, as_of) || said == Validity::repealed)
        return Validity::repealed;
    if ((facts.expires_on && *facts.expires_on < as_of) || is_past(facts.ended_on, as_of) || said == Validity::expired)
        return Validity::expired;
    if (facts.effective_on ? *facts.effective_on > as_of : said == Validity::not_yet)
        return Validity::not_yet;
    if (is_past(facts.partly_repealed_on, as_of) || said == Validity::partly_repealed)
        return Validity::partly_repealed;
    return is_past(facts.amended_on, as_of) || said == Validity::amended ? Validity::amended : Validity::in_force;
}

std::optional<ToCome> to_come(Day as_of, const ValidityFacts& facts) {
    const auto now = validity_on(as_of, facts);
    if (now == Validity::repealed || now == Validity::expired)
        return std::nullopt;
    std::optional<ToCome> next;
    // Of one day the weightiest is told.
    for (const auto& [day, validity] :
         {std::pair(facts.repealed_on, Validity::repealed), std::pair(facts.ended_on, Validity::expired),
          std::pair(facts.partly_repealed_on, Validity::partly_repealed), std::pair(facts.amended_on, Validity::amended)})
        if (day && *day > as_of && (!next || *day < next->from))
            next = ToCome{validity, *day};
    return next;
}

bool holds(Validity validity) {
    switch (validity) {
        case Validity::in_force:
        case Validity::amended:
        case Validity::partly_repealed:
            return true;
        case Validity::not_yet:
        case Validity::expired:
        case Validity::repealed:
            return false;
    }
    return false;
}

Day holds_from(const std::optional<Day>& effective_on, Day published_on) { return effective_on.value_or(published_on); }

std::optional<Validity> read_validity(std::string_view printed) { return found_in(printed_words, trim(printed)); }

}  // namespace gongkai::publishing
