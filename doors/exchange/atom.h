// Atom 1.0 (RFC 4287), written by pugixml.
#pragma once
#include <string>
#include <vector>

#include "base/core/day.h"

namespace gongkai::exchange {

struct Entry {
    std::string id, title, address, summary;
    Day updated_on;
};

struct Feed {
    std::string id, title, address, own_address, author;
    std::vector<Entry> entries;  // newest first
};

std::string write_atom(const Feed& feed);

}  // namespace gongkai::exchange
