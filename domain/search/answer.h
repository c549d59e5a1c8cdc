// A direct answer: what stands above the list where a question was understood whole - the paper whose number was typed, a unit
// with its telephone, a fee, opening hours, the ranking of a month. The room that owns the thing answers (Source::answer), and
// answers nothing where any part of the question is left over: a wrong answer is worse than a list.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/search/store.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

struct Answer {
    struct Fact {
        std::string name, value;
        std::string address;   // where the value leads, like tel:0537-5200100; may be empty
        std::string state;     // how it stands at this moment (现在开放); may be empty
        bool is_good = false;  // the state
    };
    struct Table {
        std::vector<std::string> head;
        std::vector<std::vector<std::string>> rows;
    };
    struct Way {
        std::string text, address;
    };
    struct Thing {
        std::string title, address;
        std::string unit, unit_address;
        Day said_on = undated;
        Validity validity = Validity::none;
        std::vector<Fact> facts;
        Table table;
        std::vector<Way> ways;
        bool is_demonstration = false;
    };
    std::string about;          // "document", "unit" or the kind of the records
    std::vector<Thing> things;  // one, or the few that are called so
};

inline constexpr std::size_t things_at_most = 4;

struct Titled {
    std::string kind;  // code of the label
    std::string words;
};

// What somebody has typed, for a room that may know the answer.
struct Inquiry {
    std::string_view typed;
    std::string bare;               // one spelling, without signs
    std::vector<const Kept*> hits;  // the first page of what was found
    const std::map<LabelId, KeptLabel>& labels;
    const Synonyms& synonyms;
    // Entries of these kinds whose titles have the words in one piece, some at most; the first dozen of the wanted are looked
    // for, while there is time.
    std::function<std::vector<Kept>(const std::vector<Titled>&)> titled;

    std::string name_of(LabelId id, Language language) const;  // "" where there is none
    std::string code_of(LabelId id) const;
};

// As a hit is told: title, address, unit, day, validity.
Answer::Thing thing_of(const Inquiry& question, const Kept& kept, Language language);

// Whom to ask about a thing.
struct Contact {
    std::string telephone, hours, place, map_address;
};

}  // namespace gongkai::search
