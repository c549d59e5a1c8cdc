// Judges documents of a query that asks titles only, by the title as it is written instead of by the lists: a title is twenty
// lists that have one document in common, and to read that document's text costs less than to open them.
#pragma once
#include <optional>
#include <vector>

#include "base/fulltext/plan.h"
#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

class TitleJudge {
  public:
    TitleJudge(const Segment& segment, const Plan& plan, const Fold& fold);

    // False where a key of the plan is not of the title.
    bool knows_all() const { return knows_all_; }
    // The score that the lists would give to a document whose title has all keys and words.
    std::optional<float> score_of(std::uint32_t id) const;

  private:
    const Segment& segment_;
    const Plan& plan_;
    const Fold& fold_;
    bool knows_all_;
};

}  // namespace gongkai::fulltext
