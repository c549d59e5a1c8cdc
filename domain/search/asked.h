// What is asked for, for the office: how often a question was asked on a day, and how often nothing was found. A question is kept
// as its words; nothing is kept of who asked, from where, or what he did then. What may be somebody's number, address or illness
// is not kept (is_personal), nor what may be his name (person.h). A name that looks like none may be left: so a question is shown
// only once it was asked several times, and one that was not goes after a month.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/db/connection.h"
#include "domain/intake/checks.h"
#include "domain/search/need.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

inline constexpr std::size_t question_at_most = 40;     // code points: what is longer tells a story
inline constexpr int questions_a_day = 20'000;          // different ones that are kept
inline constexpr std::chrono::days rare_ones_stay{31};  // those that were not asked often enough to be shown
inline constexpr int questions_shown = 100;

// As it is kept: folded, its words parted by one blank; "" where it is not kept for its length.
std::string question_of(std::string_view typed);

// Whether the checks before publishing would stop at it, or it holds a row of seven digits or more, blanks and
// dashes among them; years are no part of such a row.
bool is_personal(std::string_view question, const intake::Checking& checking);

// Whether a question may be kept, as question_of() gives it.
bool may_be_kept(std::string_view question, const intake::Checking& checking, const Synonyms& synonyms);

// Written together with the openings of the same minute (need.h).
void write_questions(db::Connection& connection, const Tally::ByQuestion& questions, Day on);

struct Question {
    std::string words;
    std::int64_t asked = 0, without_hits = 0;
};
// Within these days, both included, of those that were asked `shown_from` times at least.
enum class Which { most_asked, without_hits };
struct AskedWithin {
    Day from, to;
    int shown_from = 3;
};
std::vector<Question> questions(db::Connection& connection, Which which, const AskedWithin& within,
                                int at_most = questions_shown);

// Of all questions in these days, also of those that are not shown.
struct AskedInAll {
    std::int64_t asked = 0, without_hits = 0;
};
AskedInAll asked_in_all(db::Connection& connection, const AskedWithin& within);

// Erases what is older than `kept_days`, and what was asked less than `shown_from` times and is older than `rare_ones_stay`.
void forget_questions(db::Connection& connection, Day today, std::chrono::days kept, int shown_from);

}  // namespace gongkai::search
