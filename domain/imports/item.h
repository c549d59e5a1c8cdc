// What is to come in, one document each, and what became of it.
#pragma once
#include <string>
#include <vector>

#include "domain/imports/heads.h"
#include "domain/imports/mapping.h"

namespace gongkai::imports {

struct Item {
    enum class Kind { row, page, file };  // of a table; HTML; any other file that intake reads
    Kind kind = Kind::row;
    std::string place;         // in words: the path, or the table
    const Row* row = nullptr;  // what a table says of it
    std::string path;          // in the source; empty where there is no file
    const Rule* rule = nullptr;
};

// Why, in the words of who called, and what to do.
struct Reason {
    std::string place, text, what_to_do;
};

struct Outcome {
    enum class Kind {
        taken,      // it is public
        draft,      // it came in and is not public: something in it must not be
        unchanged,  // it was there
        changed,    // its source is another than the one that came in
        list,       // nothing but a way to others
        left,       // a file of no kind that is read, and no page offers it
        refused
    };
    Kind kind = Kind::taken;
    std::string place;
    int row = 0;
    std::string title, address;
    std::vector<Reason> reasons;
};
std::string_view word_of(Outcome::Kind kind);

}  // namespace gongkai::imports
