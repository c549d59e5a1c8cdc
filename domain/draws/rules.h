// What is drawn follows from the seed by arithmetic that anybody can do again:
//
//   seed    = HMAC-SHA-256(key: the 32 bytes of the secret, message: the public number as UTF-8)
//   stream  = HMAC-SHA-256(key: seed, message: label ":" i) for i = 0, 1, 2 …, of each the first 8 bytes as a number, big end
//   first below m = the next number of the stream that is less than the greatest multiple of m below 2^64, modulo m k of n  =
//   numbers 1 … n in a row; for j = 1 … k the j-th changes places with the one (below n - j + 1) places after it
//
// Objects are drawn with the label "objects", those who check the j-th of them with "inspectors/j".
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/merkle/tree.h"
#include "domain/draws/draw.h"

namespace gongkai::draws {

std::string seed_of(std::string_view secret_hex, std::string_view public_number);  // 32 bytes
std::vector<std::int64_t> drawn_of(std::string_view seed, std::string_view label, std::int64_t size, std::int64_t count);
std::vector<Pick> picks_of(const Draw& draw, std::string_view secret_hex, std::string_view public_number);

// The leaf of an entry: its number, code, name and salt, each on a line of its own.
std::string leaf_of(std::int64_t number, const Entry& entry);
std::string root_of(const std::vector<Entry>& entries);  // 64 digits
merkle::Path path_of(const std::vector<Entry>& entries, std::int64_t number);

// Refuses draws.refuse.no_title, .no_task, .no_rule, .too_few_objects, .too_few_inspectors, .each (fewer than two), .day (not
// after today), .checks_until (none, or before the draw).
Result<void> may_settle(const Draw& draw, Day today);
// Refuses draws.refuse.drawn, .too_early, .no_number.
Result<void> may_draw(const Draw& draw, std::string_view public_number, Day today);

// Who is named and when: only after all is done.
struct NamedPick {
    Pick pick;
    std::optional<Entry> object;  // where it has been named
    merkle::Path path;
};

// A draw as a file: gongkai-draw-1, JSON. What is not known yet is null.
std::string write_file(const Draw& draw, std::string_view unit, const std::vector<NamedPick>& picks);

struct Verified {
    std::string title;
    bool is_drawn = false;
    std::int64_t picks = 0, named = 0;
};
// Computes all of it again. Refuses draws.refuse.file, .secret (not the one whose hash was settled), .picks (another draw
// follows; argument: which pick), .named (an entry does not lie under the root; argument: its number).
Result<Verified> verify(std::string_view file);

}  // namespace gongkai::draws
