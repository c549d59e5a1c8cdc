// 编辑推荐: what the office puts on top of a question, with the unit that answers for it, the reason and the last day. It ends by
// itself; a thing that was withdrawn is not shown, whatever stands here. Questions are compared as they are spelled for the
// index, so traditional characters, width and signs make no difference, and a question is also met under the other names of its
// words.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/people/unit.h"
#include "domain/search/entry.h"

namespace gongkai::search {

using RecommendedId = std::int64_t;

struct Recommended {
    RecommendedId id = 0;
    std::string query;  // as the office wrote it
    EntryId entry_id = 0;
    people::UnitId unit_id = 0;                            // that answers for it
    std::string reason;                                    // for the office
    Day until;                                             // its last day
    std::string unit_name = {}, title = {}, address = {};  // the thing's as they are now; empty where it is gone
    bool is_gone = false;                                  // nobody can find the thing any more
    bool is_over(Day on) const { return until < on; }
};

// Those that were not ended by hand, also what is over or gone: by their questions.
inline constexpr int recommended_at_most = 500;
std::vector<Recommended> all_recommended(db::Connection& connection);
std::optional<Recommended> find_recommended(db::Connection& connection, RecommendedId id);

// What stands on top of a question on this day, in the order of the office. `spelled`: the bare question and its other names.
struct OnTop {
    EntryId entry_id = 0;
    std::string unit_name;
};
inline constexpr std::size_t spellings_looked_at = 6;
std::vector<OnTop> recommended_for(db::Connection& connection, const std::vector<std::string>& spelled, Day on);

// Things at an address of this site ("/documents/…"); a whole address of it is fine too.
std::optional<EntryId> entry_at(db::Connection& connection, std::string_view address, std::string_view site_address);

inline constexpr int recommended_a_question = 5;
// Deeds; each writes one line of the journal. Refuse what read_query() refuses, and search.refuse.recommend_no_entry,
// .recommend_no_unit, .recommend_no_reason, .recommend_past (the last day is over), .recommend_twice, .recommend_many; a missing
// one with search.refuse.recommend_missing.
Result<RecommendedId> recommend(db::Connection& connection, const Recommended& one, Day today, std::string_view actor);
Result<void> prolong(db::Connection& connection, RecommendedId id, Day until, Day today, std::string_view actor);
Result<void> end_recommended(db::Connection& connection, RecommendedId id, std::string_view actor);

}  // namespace gongkai::search
