// What narrows a question: the filters of an address, and the days that its words say. The index is asked with it, and what was
// not asked of the index is held against it.
#pragma once
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fulltext/index.h"
#include "domain/search/meant.h"
#include "domain/search/query.h"

namespace gongkai::search {

class Narrowing {
  public:
    Narrowing(const Asked& asked, const Labels& labels) : asked_(asked), labels_(labels) {}

    // From now on; the words say the days before anything is found, the filters narrow what was found.
    void by_filters() { has_filters_ = true; }
    bool is_by_filters() const { return has_filters_; }
    void by_days(std::optional<std::pair<Day, Day>> days) { days_ = days; }

    void narrow(fulltext::Query& query) const;
    bool passes(const Kept& kept) const;

  private:
    // Labels of one name are one value to who reads them: 乡村振兴 of the data and of the catalogue.
    std::vector<LabelId> ids_of(std::string_view facet, std::string_view code) const;

    const Asked& asked_;
    const Labels& labels_;
    bool has_filters_ = false;
    std::optional<std::pair<Day, Day>> days_;
};

}  // namespace gongkai::search
