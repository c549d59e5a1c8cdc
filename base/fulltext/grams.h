// Frequent rows of three and more Han characters (市政府, 人民政府办公室). Each has a list of its own beside those of its pairs,
// so that a word which very many documents have is read like a pair: counted without opening a block, ranked by its own blocks,
// and never proved. Which rows are worth a list is learned once from a sample of the texts; a segment keeps the rows it knows at
// the front of its dictionary, and all segments of an index have the same.
//
// With a row come all rows that it begins with, so the rows are a tree, and those that begin at a place are found by walking it.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/fulltext/bits.h"
#include "base/fulltext/units.h"

namespace gongkai::fulltext {

class Grams {
  public:
    static constexpr std::size_t least_length = 3;
    static constexpr std::size_t most_length = 10;

    Grams() = default;                       // none
    explicit Grams(std::string_view bytes);  // throws Damaged

    // The rows of these texts that most documents have, as many as a share of the texts' size allows.
    static std::shared_ptr<const Grams> learn(const std::vector<std::string>& texts, const Fold& fold);

    // Of each row: the row it continues plus one, or 0, and the characters that are new.
    std::string_view bytes() const { return bytes_; }
    std::size_t size() const { return size_; }
    std::uint64_t digest() const { return digest_; }
    bool operator==(const Grams& other) const { return bytes_ == other.bytes_; }

    // Calls `take(number, length)` for each row at the front of `units`, shortest first.
    template <class Take>
    void at_front(std::span<const Unit> units, Take take) const {
        if (size_ == 0 || units.size() < least_length || !fits(units[0]) || !follows(units[1]) || !follows(units[2]))
            return;
        std::size_t length = least_length;
        std::uint32_t number = find(root(units[0].value, units[1].value, units[2].value));
        while (number != none) {
            take(number, length);
            if (length == units.size() || !follows(units[length]))
                return;
            number = find(branch(number, units[length].value));
            ++length;
        }
    }

  private:
    static constexpr std::uint32_t none = ~0u;
    static constexpr unsigned bits_of_character = 18;
    struct Slot {
        std::uint64_t row = 0;
        std::uint32_t number = none;
    };

    static bool fits(const Unit& unit) { return unit.is_han && unit.value >> bits_of_character == 0; }
    static bool follows(const Unit& unit) { return fits(unit) && unit.is_glued; }
    static std::uint64_t root(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
        return std::uint64_t{1} << 63 | a << 2 * bits_of_character | b << bits_of_character | c;
    }
    static std::uint64_t branch(std::uint64_t parent, std::uint64_t character) { return parent << bits_of_character | character; }
    std::size_t slot(std::uint64_t row) const { return (row * 0x9E3779B97F4A7C15u) >> shift_; }
    std::uint32_t find(std::uint64_t row) const {
        for (std::size_t at = slot(row);; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].number == none || slots_[at].row == row)
                return slots_[at].number;
    }

    std::string bytes_;
    std::size_t size_ = 0;
    std::uint64_t digest_ = 0;  // of the bytes
    std::vector<Slot> slots_;   // open addressing, at most half full
    unsigned shift_ = 63;
};

// Every row that stands in one field's units.
template <class Take>
void for_each_gram(const std::vector<Unit>& units, const Grams& grams, Take take) {
    if (grams.size() == 0)
        return;
    for (std::size_t i = 0; i < units.size(); ++i)
        grams.at_front(std::span(units).subspan(i),
                       [&](std::uint32_t number, std::size_t) { take(Occurrence{keys::gram(number), units[i].position}); });
}

}  // namespace gongkai::fulltext
