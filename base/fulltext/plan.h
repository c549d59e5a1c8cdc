// A query made ready: which keys it needs, which of them prove that units stand side by side, and how rare each is.
#pragma once
#include <vector>

#include "base/fulltext/snapshot.h"
#include "base/fulltext/units.h"

namespace gongkai::fulltext {

struct Plan {
    struct Term {
        Key key = 0;
        float rarity = 0;
        std::vector<List> lists;  // by part of the snapshot
    };
    struct Proof {  // of a piece of more than one key: its text keys, each with the units it covers
        struct Element {
            Key key = 0;
            std::uint32_t begin = 0;
            std::uint32_t end = 0;
        };
        Piece piece;
        std::vector<Element> elements;
    };
    struct Character {  // a single Han character: every key that begins with it
        Key first = 0;
        Key beyond = 0;
    };
    std::vector<Term> terms;  // rarest first; each once
    std::vector<Proof> proofs;
    std::vector<Character> characters;
};

Plan plan_of(const std::vector<Word>& words, Match match, const Fold& fold, const Snapshot& snapshot);

}  // namespace gongkai::fulltext
