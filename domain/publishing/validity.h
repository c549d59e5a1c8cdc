// Validity (有效性) of a document on a day. It is never stored: it follows from the document's own days and from what later
// documents did to it.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

enum class Validity {
    not_yet,
    in_force,
    amended,
    partly_repealed,
    expired,
    repealed
};  // 尚未生效 有效 已修改 部分废止 失效 废止
std::string_view word_of(Validity validity);
std::optional<Validity> validity_from(std::string_view word);
const std::vector<Validity>& all_validities();

// What the site that a document comes from said of it, without the paper that made it so. It counts from the day on which it was
// said: what was before is not known.
struct Said {
    Validity validity = Validity::in_force;
    Day on;
    bool operator==(const Said&) const = default;
};

// What a document has to say about it. The days of what others did are those from which the earliest of them holds.
struct ValidityFacts {
    std::optional<Day> effective_on, expires_on;  // from this day on; until this day, itself included
    std::optional<Day> repealed_on, partly_repealed_on, amended_on;
    std::optional<Day> ended_on = {};  // a later document says that it is over: 宣布失效
    std::optional<Said> said = {};
};

// Repealed goes before expired, because a repeal is the state's word and a term only its time; both before all that still holds.
// What was said adds to what the days say and takes nothing from it; a first day that is known goes before a saying that it is
// yet to come.
Validity validity_on(Day as_of, const ValidityFacts& facts);
// What is settled for a later day: the next that others do to a document that has not ended, and from when.
struct ToCome {
    Validity validity = Validity::repealed;
    Day from;
    bool operator==(const ToCome&) const = default;
};
std::optional<ToCome> to_come(Day as_of, const ValidityFacts& facts);
bool holds(Validity validity);  // may still be relied on, as a whole or in part

// From which day something done by a document holds: its own first day, else the day it was published.
Day holds_from(const std::optional<Day>& effective_on, Day published_on);

// Words that a list of documents of elsewhere uses: 有效 失效 废止 已修改 部分废止 尚未生效 and what comes close.
std::optional<Validity> read_validity(std::string_view printed);

inline constexpr std::chrono::days warned_before_expiry{30};

}  // namespace gongkai::publishing
