// Writing a line, and proving the chain.
#pragma once
#include <functional>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/journal/line.h"

namespace gongkai::journal {

// Writes `deed` as the next line. Must run inside the transaction of the deed itself.
void note(db::Connection& connection, const Deed& deed);

struct Proof {
    std::int64_t lines = 0;
    std::string last_hash;
};

// Walks the whole chain. Refuses `journal.refuse.broken` (argument: the sequence) at the first line that is altered, missing or
// out of order. `progress` is told how many lines have been seen.
Result<Proof> check(db::Connection& connection, const std::function<void(std::int64_t)>& progress = {});

// Whether a line has this hash or one that begins so. A chain cannot tell that its end was cut off: whoever wrote the last hash
// down (an earlier check, a backup) can.
bool holds_line(db::Connection& connection, std::string_view hash);

// The newest lines first.
std::vector<Line> newest(db::Connection& connection, int at_most);

// Lines before a sequence, the newest first; an empty actor or deed stands for all of them.
struct Asked {
    std::string actor, deed;
    std::int64_t before = 0;  // 0: from the newest on
};
std::vector<Line> newest(db::Connection& connection, const Asked& asked, int at_most);

// Lines after a sequence, in their order.
std::vector<Line> after(db::Connection& connection, std::int64_t sequence, int at_most);

// Every deed that has a line, each once.
std::vector<std::string> deeds(db::Connection& connection);

}  // namespace gongkai::journal
