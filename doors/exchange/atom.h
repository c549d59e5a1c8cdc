// Atom 1.0 (RFC 4287), written by pugixml.
#pragma once
#include <string>
#include <vector>

#include "base/core/day.h"

namespace gongkai::exchange {

struct Entry {
    std::string id, title, address, summary;
    Instant updated_at;
};

struct Feed {
    std::string id, title, address, own_address, author;
    std::vector<Entry> entries;  // newest first
};

// Of what has a day and no hour: its beginning in China.
Instant beginning_of(Day day);

std::string write_atom(const Feed& feed);

}  // namespace gongkai::exchange
