// What people say and what papers say: data/search/synonyms.csv, and on top of it what the office has added or switched off.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"

namespace gongkai::search {

struct Synonym {
    std::string plain, policy;
    auto operator<=>(const Synonym&) const = default;
};

// A change of the office: a pair that it has added, or one of the file that it has switched off.
struct SynonymChange {
    Synonym pair;
    bool is_on = true;
};

class Synonyms {
  public:
    explicit Synonyms(const std::vector<SynonymChange>& changes);

    // What a word may be called instead, in both directions; the office's own first.
    const std::vector<std::string>& other_words(std::string_view word) const;
    const std::vector<Synonym>& pairs() const { return pairs_; }

  private:
    std::vector<Synonym> pairs_;
    std::map<std::string, std::vector<std::string>, std::less<>> others_;  // by the bare word
};

const std::vector<Synonym>& carried_synonyms();  // of the file
std::vector<SynonymChange> synonym_changes(db::Connection& connection);
std::shared_ptr<const Synonyms> synonyms(db::Connection& connection);

inline constexpr std::size_t synonym_at_most = 40;  // code points
inline constexpr std::size_t synonyms_at_most = 1'000;

// What the changes would be with this one: for a preview. Refuses search.refuse.synonym_empty, .synonym_long, .synonym_same (they
// are spelled alike), .synonym_there, .synonym_many; to take one away that is not there search.refuse.synonym_missing.
Result<std::vector<SynonymChange>> with_change(std::vector<SynonymChange> changes, const SynonymChange& change);

// Deeds; each writes one line of the journal, and refuses the same.
Result<void> change_synonym(db::Connection& connection, const SynonymChange& change, std::string_view actor);

}  // namespace gongkai::search
