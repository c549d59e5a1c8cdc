// How many things of the library there are of each kind, unit, theme, year and validity. The table has a number for every
// combination that there is, tens of thousands among a million things: they are read once, and after that only those that have
// changed, so that a page asks for a few rows and adds up numbers in memory.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/library.h"

namespace gongkai::search {

// Each value of a facet with how many there are of it under what the other four say.
struct HeldCounts {
    std::int64_t total = 0;
    std::map<LabelId, std::int64_t> kinds, units, themes;
    std::map<Validity, std::int64_t> validities;
    std::map<int, std::int64_t, std::greater<>> years;
};

class HeldCounter {
  public:
    // Of one database. One statement.
    HeldCounts counts(db::Connection& connection, const Part& part);

  private:
    struct Sum {
        HeldUnder under;
        int year = 0;
        std::int64_t entries = 0;
    };
    void follow(db::Connection& connection);

    std::mutex mutex_;
    std::int64_t seen_ = 0;
    std::vector<Sum> sums_;
    std::map<std::pair<HeldUnder, int>, std::size_t> places_;  // in sums_
};

}  // namespace gongkai::search
