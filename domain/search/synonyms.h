// What people say and what papers say: two names of one thing (data/search/synonyms.csv), what is said where papers use other
// words (data/search/spoken.csv), and on top of both what the office has added or switched off.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/search/store.h"

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

    using Words = std::vector<std::string>;

    // What a word may be called instead, in both directions; the office's own first.
    const Words& other_words(std::string_view word) const;
    // What papers say where people say this: 着火 is 火灾, and who asks for 火灾 does not ask for 着火.
    const Words& words_of_papers(std::string_view word) const;
    // How many characters the longest word is that is known by either and that the dictionary would not leave whole, at the
    // beginning of a folded text; 0: none.
    std::size_t known_at(std::u32string_view text) const;
    const std::vector<Synonym>& pairs() const { return pairs_; }  // of two names of one thing

  private:
    using ByWord = std::map<std::string, Words, std::less<>>;  // bare
    std::vector<Synonym> pairs_;
    ByWord others_, in_papers_;
    std::set<std::u32string, std::less<>> known_;
    std::size_t longest_ = 0;
};

inline constexpr std::size_t branches_at_most = 3;  // of one question: what was typed and two other names
// The words, and the same with one of them called otherwise; `names` gets what they are called instead.
std::vector<Synonyms::Words> with_other_names(const Synonyms::Words& words, const Synonyms& synonyms,
                                              std::set<std::string>& names);

const std::vector<Synonym>& carried_synonyms();  // of both files
bool is_only_said(const Synonym& carried);       // asked in one direction
std::vector<SynonymChange> synonym_changes(db::Connection& connection);
std::shared_ptr<const Synonyms> synonyms(db::Connection& connection);
// With all labels, in one statement.
std::shared_ptr<const Synonyms> synonyms_and_labels(db::Connection& connection, std::map<LabelId, KeptLabel>& labels);

inline constexpr std::size_t synonym_at_most = 40;  // code points
inline constexpr std::size_t synonyms_at_most = 1'000;

// What the changes would be with this one: for a preview. Refuses search.refuse.synonym_empty, .synonym_long, .synonym_same (they
// are spelled alike), .synonym_there, .synonym_many; to take one away that is not there search.refuse.synonym_missing.
Result<std::vector<SynonymChange>> with_change(std::vector<SynonymChange> changes, const SynonymChange& change);

// Deeds; each writes one line of the journal, and refuses the same.
Result<void> change_synonym(db::Connection& connection, const SynonymChange& change, std::string_view actor);

}  // namespace gongkai::search
