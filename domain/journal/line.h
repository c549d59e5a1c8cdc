// A line of the journal: one deed of one actor. The table is append-only; each line's hash covers the line before it.
#pragma once
#include <cstdint>
#include <string>

#include "base/core/day.h"

namespace gongkai::journal {

struct Deed {
    std::string actor;    // "terminal", later an account
    std::string deed;     // "programme.take_in": room, dot, verb
    std::string subject;  // what it was done to: "notice/2019-33"
    std::string detail;   // JSON object, "{}" where there is no more to say
};

struct Line {
    std::int64_t sequence = 0;  // 1, 2, 3 … without a gap
    Instant at;
    Deed deed;
    std::string previous_hash;  // 64 digits; 64 zeros before the first line
    std::string hash;
};

// The hash that a line must have, from all its other fields.
std::string hash_of(const Line& line);

}  // namespace gongkai::journal
