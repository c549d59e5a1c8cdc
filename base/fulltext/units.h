// A text as the index sees it: a row of units, each one Han character or (a part of) one token, with its position.
//
// Positions count units. Two Han runs parted by a sign leave a gap of one, so that pairs on both sides never look adjacent;
// between Han and token there is no gap, whatever stands between them. A key is 64 bits and sorts so that all keys of one first
// character lie together:
//
//   pair    政务           documents and positions
//   edge    字 before 33   the last Han character before a token, or the first after one: documents and positions
//   end     作             the last Han character of any other run: documents only; with it the keys that begin with a
//                          character cover every place where the character stands
//   token   33, pm2        up to seven bytes of UTF-8; longer tokens are several units marked first, middle, last
//   gram    市政府         a frequent row of three characters and more (grams.h), by its number: documents and counts
//
// Keys of the title are the same with the highest bit set.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/fulltext/index.h"

namespace gongkai::fulltext {

using Key = std::uint64_t;

struct Unit {
    std::uint64_t value = 0;  // a code point, or the bytes of a token with its part
    std::uint32_t position = 0;
    std::uint32_t begin = 0;  // bytes in the text
    std::uint32_t end = 0;
    bool is_han = false;
    bool is_glued = false;  // in the same run as the unit before
};

// Appends the units of `text`; the first one stands at `position`. Wrong UTF-8 is a gap.
void read_units(std::string_view text, const Fold& fold, std::uint32_t position, std::vector<Unit>& units);

// The position after the last one with a gap, where another field may begin.
inline std::uint32_t position_after(const std::vector<Unit>& units) { return units.empty() ? 0 : units.back().position + 2; }

namespace keys {
inline constexpr Key title_bit = Key{1} << 63;
inline constexpr Key token_class = Key{1} << 60;
inline constexpr Key han_class = Key{2} << 60;
inline constexpr Key gram_class = Key{3} << 60;
enum Second : std::uint32_t { end = 0, before_token = 1, after_token = 2 };  // no Han character has such a code

constexpr Key token(std::uint64_t value) { return token_class | value; }
constexpr Key han(std::uint64_t first, std::uint64_t second) { return han_class | first << 21 | second; }
constexpr Key gram(std::uint32_t number) { return gram_class | number; }
constexpr bool is_of_title(Key key) { return (key & title_bit) != 0; }
constexpr bool is_gram(Key key) { return key >> 60 == gram_class >> 60; }
constexpr bool is_counted(Key key) {
    return !is_of_title(key) && (is_gram(key) || (key & han_class) == 0 || (key & 0x1FFFFF) != end);
}
constexpr bool has_positions(Key key) { return is_counted(key) && !is_gram(key); }
}  // namespace keys

struct Occurrence {
    Key key = 0;
    std::uint32_t position = 0;
};

// Every key of one field's units, in order of position.
template <class Take>
void for_each_key(const std::vector<Unit>& units, Take take) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit& unit = units[i];
        if (!unit.is_han) {
            take(Occurrence{keys::token(unit.value), unit.position});
            continue;
        }
        const Unit* next = i + 1 < units.size() ? &units[i + 1] : nullptr;
        if (i > 0 && !units[i - 1].is_han)
            take(Occurrence{keys::han(unit.value, keys::after_token), unit.position});
        if (next && next->is_han && next->is_glued)
            take(Occurrence{keys::han(unit.value, next->value), unit.position});
        else
            take(Occurrence{keys::han(unit.value, next && !next->is_han ? keys::before_token : keys::end), unit.position});
    }
}

// What a query asks for: units that stand side by side. A word falls into several pieces where a sign parts two Han runs.
struct Piece {
    std::vector<Unit> units;
    Field field = Field::anywhere;
};
std::vector<Piece> pieces_of(const std::vector<Word>& words, const Fold& fold);

// Calls `found(i)` for each index in `units` where the piece stands, until it answers false.
template <class Found>
void for_each_place(const std::vector<Unit>& units, const Piece& piece, Found found) {
    const auto& wanted = piece.units;
    for (std::size_t i = 0; i + wanted.size() <= units.size(); ++i) {
        std::size_t k = 0;
        while (k < wanted.size() && units[i + k].value == wanted[k].value && units[i + k].is_han == wanted[k].is_han &&
               units[i + k].position == units[i].position + k)
            ++k;
        if (k == wanted.size() && !found(i))
            return;
    }
}

bool contains(const std::vector<Unit>& units, const Piece& piece);

}  // namespace gongkai::fulltext
