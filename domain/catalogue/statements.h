// The deeds on what an organ says of itself, and on the log of training. Each writes one line of the journal; what was said is
// not repeated there, because it names persons.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/catalogue/facts.h"

namespace gongkai::catalogue {

using History = std::vector<Facts>;  // oldest first

History history_of(db::Connection& connection, std::string_view kind, std::int64_t subject);
std::vector<History> histories_of(db::Connection& connection, std::string_view kind);  // one a subject
inline constexpr std::size_t subjects_at_once = 10;
std::vector<History> histories_of(db::Connection& connection, std::string_view kind, const std::vector<std::int64_t>& subjects);

// Says it from a day on; `facts.subject` 0 begins a new leading group. Which subject it is. Refuses catalogue.refuse.fact_needed
// (argument: the field), .fact_future, .fact_before (than what was said last), .fact_same and .unknown.
Result<std::int64_t> state(db::Connection& connection, const Facts& facts, std::string_view actor);

std::vector<Training> trainings(db::Connection& connection);  // newest first

// Refuses catalogue.refuse.training_theme, .training_future and .training_numbers.
Result<std::int64_t> note_training(db::Connection& connection, const Training& training, std::string_view actor);
// It was entered by mistake. Refuses catalogue.refuse.unknown.
Result<void> withdraw_training(db::Connection& connection, std::int64_t id, std::string_view actor);

}  // namespace gongkai::catalogue
