// How one question is asked (finder.h): inside of the finder alone. finder.cpp has the way of a question, otherwise.cpp what is
// tried where it does not fill a page, shown.cpp what becomes of what was found.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/search/borne.h"
#include "domain/search/finder.h"
#include "domain/search/meant.h"
#include "domain/search/narrowing.h"
#include "domain/search/near.h"
#include "domain/search/query.h"
#include "domain/search/together.h"

namespace gongkai::search {

inline constexpr std::size_t long_question = 12;  // characters: what holds so much of it was meant

class Search {
    using Clock = std::chrono::steady_clock;
    using Words = std::vector<std::string>;

  public:
    Search(db::Connection& connection, const fulltext::Index& index, const Suggestions* suggestions, const Asked& asked,
           int hits_wanted, const Synonyms* instead);
    Result<Found> run();

  private:
    std::chrono::microseconds left() const;
    fulltext::Query query_of(const Words& words) const;
    std::size_t as_many_as_order() const;
    // What is narrowed is what the whole question finds in the way that it is found, so that a facet gives what it counts.
    void narrow_down(Together& all);
    // Documents that any of the branches finds.
    Together together(const std::vector<Words>& branches) const;
    // Papers whose number was typed, and what bears the title that was typed.
    void pin();
    void pin_papers(const Bearers& papers);
    // 邹政办子33号 and zzbz33 stand nowhere, and a paper bears a number that is read so.
    void try_as_number(Together& all);
    Together as_typed();
    // What the office puts on top of this question, or of what was meant by it.
    void recommend();
    // What stands on top without having been found by the words is counted beside them.
    std::vector<EntryId> uncounted(const Together& all) const;
    void try_otherwise(Together& all);
    bool may_be_read_otherwise() const;
    Together ask_for(std::string_view text);
    // 去年的招聘, 营业执造: days in words, and a wrong character. What stands in a title as it was typed was meant so.
    void read_otherwise(Together& all);
    // 昨天, and nothing is of yesterday.
    void show_newest_instead(Together& all);
    void leave_days(Together& all);
    bool has_its_words_in_a_title() const;
    // That the words were looked for one by one and by other names, and which.
    void say_apart(const Words& parts, const std::set<std::string>& names, const std::vector<Words>& branches);
    // Whether there is more of it than of what was typed.
    bool try_apart(Together& all);
    // One word that stands hardly anywhere as it was typed.
    bool is_said_otherwise(Together& all);
    // 打官司 stands in no paper; 法律援助 and 行政诉讼 do.
    bool is_said_in_papers(Together& all);
    // 居民医保 is known as one name, which papers seldom give in full: they say 居民 and 医疗保险 too.
    bool falls_into_words(Together& all);
    void offer_alike(Together& all, const std::vector<std::pair<EntryId, double>>& titles, double least);
    // Titles that were compared are counted where the index did not find them by the words, or did not say so.
    void add(Together& all, const std::vector<EntryId>& ids) const;
    // yibao, 医宝: what is read as what was typed.
    bool sounds_alike(Together& all);
    bool sounds_as(Together& all, const Words& words, bool must_be_in_a_title);
    const Nearness& nearness();
    double again(const Kept& kept, double score, double best, const Need& need);
    bool may_be_said_otherwise() const;
    void go_on_with_what_is_near();
    // Up to here there are outlines.
    void fill_in();
    void show(Together all);
    Result<Found> finish();

    db::Connection& connection_;
    const fulltext::Index& index_;
    const Suggestions* suggestions_;
    const Asked& asked_;
    const std::size_t wanted_, skip_;
    const Clock::time_point began_;
    const bool is_trial_;
    bool is_titled_ = false;  // something has what was typed for its title
    Found found_;
    const std::shared_ptr<const Synonyms> kept_;
    const Synonyms& synonyms_;
    Typed typed_;
    Words marked_, marked_near_;
    Meant meant_;
    std::optional<Nearness> nearness_;  // once it is asked for
    Words spelled_;                     // the question and its other names, bare
    std::map<EntryId, double> pinned_, liked_;
    std::vector<Words> settled_;  // the branches that found what is shown
    std::vector<EntryId> added_;  // to what they found: titles that are like what was typed
    std::map<EntryId, Kept> compared_;
    std::map<EntryId, std::string> recommended_;
    Narrowing narrowing_{asked_, found_.labels};
};

}  // namespace gongkai::search
