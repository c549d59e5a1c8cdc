// All numbers that decide in which order hits stand. What set them is in tests/relevance/README.md: change one, run
// test_domain_search, and look at what it prints.
#pragma once
#include "domain/search/entry.h"

namespace gongkai::search {

// Of a document in the index: what no longer holds stands lower, and is never hidden.
constexpr double weight_of(Validity validity) {
    switch (validity) {
        case Validity::none:
        case Validity::in_force:
        case Validity::amended:
            return 1.0;
        case Validity::partly_repealed:
        case Validity::not_yet:
            return 0.9;
        case Validity::expired:
            return 0.55;
        case Validity::repealed:
            return 0.5;
    }
    return 1.0;
}

// The best of the index are looked at again with these.
inline constexpr std::size_t looked_at_again = 60;  // hits
inline constexpr double for_number = 1000;          // the paper whose number was typed
inline constexpr double for_same_title = 500;       // signs aside
inline constexpr double for_name = 60;              // of a unit, a column, a life event
inline constexpr double for_title_whole = 6;        // the words stand in the title as they were typed …
inline constexpr double for_title_share = 14;       // … and are this much of it
inline constexpr double for_title_words = 4;        // all words stand in the title, each by itself
inline constexpr double for_likeness = 200;         // of a title to words that may be wrong
inline constexpr double for_fresh = 2.5;            // published today; half of it after …
inline constexpr double fresh_days = 365;           // … so many days
inline constexpr double for_index = 4;              // the best score of the index; others as a share of it

// Words that may be wrong: a title that is less like them than this is not offered.
inline constexpr double least_likeness = 0.6;

}  // namespace gongkai::search
