// How near a thing is to what was asked: how much of it it holds, rare words counting more, titles more than texts, and other
// words of papers as well (meant.h). By this a page that is not filled goes on with what holds only some of the words, and the
// words of a whole sentence are put in order.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "base/fulltext/index.h"
#include "domain/search/finder.h"
#include "domain/search/meant.h"
#include "domain/search/rank.h"

namespace gongkai::search {

class Nearness {
  public:
    Nearness(const fulltext::Index& index, const Meant& meant);

    // Nothing where the index has it no more.
    struct Held {
        double share = 0;  // of all that is wanted, and that it is of a kind that was wished for
        double terms = 0;  // of the terms alone, by what they are worth
    };
    std::optional<Held> held_by(const Kept& kept) const;

    // Outlines of what holds most of it and is not `there`, the best first. `query` has filters and budget.
    std::vector<Hit> others(db::Connection& connection, fulltext::Query query, const std::vector<Hit>& there,
                            std::size_t at_most) const;

  private:
    // A way to say a term, and what a text is worth that says it so.
    struct Saying {
        std::string text;
        double worth = 0;
    };
    struct Wanted {
        const Term* term = nullptr;  // nothing: it is only wished for
        std::vector<Saying> sayings;
        double worth = 0;  // of the best of them
    };
    double worth_of(const std::string& text) const;
    void add(Wanted& wanted, const std::string& text, double share, double at_most) const;
    void add_parts(Wanted& wanted, double weight) const;
    void want_parts_of(const Term& term);
    double held_of(const Wanted& wanted, const Kept& kept, std::string_view text, std::string_view sorted_under) const;

    const fulltext::Index& index_;
    const Meant& meant_;
    const double documents_;
    std::vector<Wanted> wanted_;
    double least_ = least_near;
};

}  // namespace gongkai::search
