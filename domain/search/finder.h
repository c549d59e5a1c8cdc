// Finds. What was typed is asked as it stands, with the other names of its words beside it; where that finds nothing, its words
// are asked for apart, titles are looked for that are like it, and what sounds like it is tried; the answer says what was done.
// Numbers and whole titles stand on top; the best of the rest are looked at again (rank.h).
#pragma once
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "base/fulltext/index.h"
#include "domain/search/answer.h"
#include "domain/search/days.h"
#include "domain/search/follow.h"
#include "domain/search/need.h"
#include "domain/search/query.h"
#include "domain/search/store.h"
#include "domain/search/suggest.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

using Marks = std::vector<std::pair<std::size_t, std::size_t>>;  // bytes, in order, not overlapping

struct Hit {
    Kept kept;
    double score = 0;
    Need need;
    std::string recommended_by;  // the unit that put it on top of this question
    std::string passage;
    Marks passage_marks, title_marks;
};

struct FacetValue {
    std::string code;
    Label label;
    std::uint64_t documents = 0;
};

// How it was found. other_number: no paper bears the number that was typed; what there is bears one near it or speaks of it.
enum class Way { as_typed, apart, alike, sounds_alike, other_number };

struct Wider {
    std::string text;
    std::uint64_t total = 0;
};

struct Found {
    std::vector<Hit> hits;
    std::size_t near_hits = 0;  // the last of them hold only some of the words, and are not in the total
    std::uint64_t total = 0;
    bool is_exact = true;       // the total
    bool is_cut_short = false;  // the budget ran out: there may be more and better
    std::array<std::vector<FacetValue>, facet_columns> facets;
    Way way = Way::as_typed;
    std::vector<std::string> words;      // that were asked for
    std::vector<std::string> instead;    // other names that were asked for as well, or what was asked for instead
    std::vector<Wider> wider;            // where nothing was found
    bool is_narrowed_away = false;       // something was, and the filters leave nothing of it
    std::string asked_instead;           // what was asked for all that was typed: a character mended, 去年 as a year; or empty
    std::optional<SaidDays> days;        // that narrow it
    std::optional<SaidDays> empty_days;  // that were all that was asked for, and nothing is of them: the newest instead
    bool is_newest_first = false;        // because it says so
    std::uint64_t later = 0;             // of the newest: those whose day has not come yet, which stand behind all others
    std::map<LabelId, KeptLabel> labels;
    std::shared_ptr<const Synonyms> synonyms;  // that were asked
    std::map<LabelId, Contact> contacts;       // of units of the hits, once add_contacts() has asked for them
    std::chrono::microseconds took{0};

    const Label* label(LabelId id) const;
};

inline constexpr int hits_a_page = 10;

// Refuses what read_query() refuses, and search.refuse.no_question (neither words nor filters).
Result<Found> find(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
                   int hits_wanted = hits_a_page);

// What the words alone would find with other synonyms than those that are kept: no recommendation, no need, no facets' names.
Result<Found> find_with(const Synonyms& synonyms, db::Connection& connection, const fulltext::Index& index,
                        const Suggestions* suggestions, const Asked& asked, int hits_wanted);

}  // namespace gongkai::search
