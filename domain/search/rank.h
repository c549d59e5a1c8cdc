// All numbers that decide in which order hits stand. What set them is in tests/relevance/README.md: change one, run
// test_relevance, and look at what it prints.
#pragma once
#include <algorithm>
#include <cmath>
#include <string_view>

#include "domain/search/entry.h"
#include "domain/search/meant.h"
#include "domain/search/store.h"

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

// Of what stands in a title, by what bears it: a column or an item of the catalogue is named like many things and is seldom what
// is wanted, and a record is one of many.
inline double weight_of(std::string_view source) {
    return source == "record"           ? 0.7
           : source == "task"           ? 0.75
           : source == "column"         ? 0.75
           : source == "catalogue_item" ? 0.5
                                        : 1.0;
}

// It holds the names of its fields and nothing that stands in them.
inline bool has_names_only(std::string_view source) { return source == "kind_of_record" || source == "catalogue_item"; }

// The best of the index are looked at again with these.
inline constexpr std::size_t looked_at_again = 60;   // hits
inline constexpr double for_recommended = 5000;      // by the office, before all
inline constexpr double for_number = 1000;           // the paper whose number was typed
inline constexpr double for_same_title = 500;        // signs aside
inline constexpr double for_name = 60;               // of a unit, a column, a life event
inline constexpr double for_title_whole = 8;         // the words stand in the title as they were typed …
inline constexpr double for_title_share = 12;        // … and are this much of it
inline constexpr double for_title_words = 4;         // all terms stand in the title, each by itself …
inline constexpr double for_title_share_apart = 10;  // … and are this much of it

inline constexpr double for_end_of_title = 4;       // a title ends with all that was typed, if that is …
inline constexpr std::size_t least_of_a_name = 6;   // … so many characters and more
inline constexpr double of_loss_of_a_name = 0.4;    // what no longer holds and was asked for by its name loses this much of that
inline constexpr double as_other_name = 0.8;        // a term that stands there by another of its names
inline constexpr double for_unit = 3;               // it is of a unit that was named
inline constexpr double for_year = 2;               // its title has the year that was named
inline constexpr double for_likeness = 200;         // of a title to words that may be wrong
inline constexpr double of_same_kind = 0.93;        // each further record of a kind: one kind does not fill the page
inline constexpr double for_names_of_fields = 0.1;  // of the score of what holds the words in nothing but these
inline constexpr double for_list = 3;               // the list of a kind of which there are …
inline constexpr std::size_t records_of_list = 3;   // … so many records among the hits
inline constexpr double for_fresh = 2.5;            // published today; half of it after …
inline constexpr double fresh_days = 730;           // … so many days
inline constexpr double for_index = 4;              // the best score of the index; others as a share of it

// How near a thing is to what was asked (near.h).
inline constexpr double least_near = 0.3;            // a page that is not filled goes on with what holds this much of the terms
inline constexpr double most_of_it = 0.55;           // … or of one term its words
inline constexpr double for_near = 30;               // all of what is wanted stands in the title …
inline constexpr double for_all_terms = 0.6;         // … so much of that for how many of the terms stand there at all
inline constexpr double for_apart = 15;              // instead, where the words of a sentence were all found
inline constexpr double as_said_in_papers = 0.85;    // a term that stands there in the words of papers
inline constexpr double as_part = 0.5;               // a part of what stands nowhere as it was said
inline constexpr double as_wished = 0.4;             // what only asks, and wishes for a price, a place, a time
inline constexpr double loose_weight = 0.5;          // characters that were left between words
inline constexpr double in_labels = 0.6;             // it stands in what the thing is sorted under, or in its summary
inline constexpr double in_text = 0.8;               // it stands in the text, often; half of it where it stands there …
inline constexpr double in_text_half = 0.4;          // … so often in a text of no length, …
inline constexpr double in_text_usual = 3'000;       // … and twice as often for so many bytes more
inline constexpr double in_names_of_fields = 0.3;    // of that where the text is names of fields
inline constexpr double of_wished_kind = 0.1;        // it is of a kind that was wished for, …
inline constexpr double of_wished_kind_named = 0.2;  // … and its title has one of the terms
inline constexpr double of_same_kind_near = 0.97;    // each further record of a kind
inline constexpr std::size_t sayings_at_most = 8;    // ways to say a term that are tried

// What people need (need.h). Reasoned, not measured: nobody has used this yet. It decides between hits whose words stand equally
// well, and is less than `for_fresh`, so that what was opened because it stood on top does not stay there for that alone; it
// grows with the logarithm, so that a hundred openings more of what has a hundred are worth little.
inline constexpr double for_need = 2;           // opened so often lately: …
inline constexpr double need_full = 200;        // … openings; fewer by their logarithm
inline constexpr double need_half_days = 30;    // half of an opening is left after so many days. Stored sums are reckoned with it
inline constexpr double download_is_worth = 2;  // openings: who downloads has found it
inline double for_needed(double openings) {
    return for_need * std::min(1.0, std::log2(1 + std::max(openings, 0.0)) / std::log2(1 + need_full));
}
inline constexpr std::size_t ordered_by_downloads = 2'000;  // hits, the most relevant ones
inline constexpr std::size_t ordered_by_coming = 2'000;     // hits, those of the latest days

// Words that may be wrong: a title that is less like them than this is not offered.
inline constexpr double least_likeness = 0.6;

inline constexpr double for_newest = 20;    // where what is newest was asked for: of today; half of it after …
inline constexpr double newest_days = 180;  // … so many days
// 1: of today; 0: of a day that has not come yet; less than nothing where it has no day.
double newness(const Kept& kept);

// `text`: the score of the index as a share of its best. `openings`: what is left of them.
double rank(const Kept& kept, double text, const Meant& meant, double openings);

}  // namespace gongkai::search
