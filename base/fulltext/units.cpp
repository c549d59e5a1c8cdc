#include "base/fulltext/units.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace gongkai::fulltext {
namespace {

constexpr unsigned piece_bytes = 7;
enum Part : std::uint64_t { whole = 0, first = 1, middle = 2, last = 3 };

std::uint64_t with_part(std::uint64_t bytes, Part part) { return bytes | part << (8 * piece_bytes); }

// A token being read, cut into pieces of at most seven bytes at its characters.
class Token {
  public:
    explicit Token(std::vector<Unit>& units) : units_(units) {}

    void add(char32_t c, std::uint32_t begin, std::uint32_t end, std::uint32_t position) {
        std::uint8_t bytes[U8_MAX_LENGTH];
        unsigned length = 0;
        U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
        if (size_ + length > piece_bytes)
            flush(pieces_ == 0 ? first : middle);
        if (size_ == 0)
            begin_ = begin;
        if (pieces_ == 0 && size_ == 0)
            position_ = position;
        for (unsigned i = 0; i < length; ++i)
            bytes_ |= std::uint64_t{bytes[i]} << (8 * (piece_bytes - 1 - size_++));
        end_ = end;
    }
    bool is_open() const { return size_ > 0; }
    void close() {
        if (is_open())
            flush(pieces_ == 0 ? whole : last);
        pieces_ = 0;
    }

  private:
    void flush(Part part) {
        units_.push_back({with_part(bytes_, part), position_ + pieces_, begin_, end_, false, pieces_ > 0});
        ++pieces_;
        bytes_ = size_ = 0;
    }

    std::vector<Unit>& units_;
    std::uint64_t bytes_ = 0;
    unsigned size_ = 0;
    std::uint32_t pieces_ = 0;
    std::uint32_t position_ = 0;
    std::uint32_t begin_ = 0;
    std::uint32_t end_ = 0;
};

}  // namespace

void read_units(std::string_view text, const Fold& fold, std::uint32_t position, std::vector<Unit>& units) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    const std::size_t before = units.size();
    const auto next_position = [&](bool after_gap_of_han) {
        return units.size() == before ? position : units.back().position + (after_gap_of_han ? 2 : 1);
    };
    Token token(units);
    bool in_han_run = false;
    for (std::int32_t at = 0; at < size;) {
        const auto begin = static_cast<std::uint32_t>(at);
        UChar32 read = 0;
        U8_NEXT(bytes, at, size, read);
        const char32_t c = read < 0 ? 0xFFFD : fold(static_cast<char32_t>(read));
        const auto end = static_cast<std::uint32_t>(at);
        switch (Fold::kind(c)) {
            case Fold::Kind::han: {
                token.close();
                const bool gap = !in_han_run && units.size() > before && units.back().is_han;
                units.push_back({c, next_position(gap), begin, end, true, in_han_run});
                in_han_run = true;
                break;
            }
            case Fold::Kind::token:
                in_han_run = false;
                token.add(c, begin, end, next_position(false));
                break;
            case Fold::Kind::gap:
                token.close();
                in_han_run = false;
                break;
        }
    }
    token.close();
}

std::vector<Piece> pieces_of(const std::vector<Word>& words, const Fold& fold) {
    std::vector<Piece> pieces;
    for (const Word& word : words) {
        std::vector<Unit> units;
        read_units(word.text, fold, 0, units);
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (i == 0 || units[i].position != units[i - 1].position + 1)
                pieces.push_back({{}, word.field});
            pieces.back().units.push_back(units[i]);
        }
    }
    return pieces;
}

bool contains(const std::vector<Unit>& units, const Piece& piece) {
    bool is_there = false;
    for_each_place(units, piece, [&](std::size_t) { return !(is_there = true); });
    return is_there;
}

std::vector<std::pair<std::size_t, std::size_t>> places(std::string_view text, const std::vector<Word>& words, const Fold& fold) {
    std::vector<Unit> units;
    read_units(text, fold, 0, units);
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const Piece& piece : pieces_of(words, fold))
        for_each_place(units, piece, [&](std::size_t i) {
            ranges.emplace_back(units[i].begin, units[i + piece.units.size() - 1].end);
            return true;
        });
    std::ranges::sort(ranges);
    std::vector<std::pair<std::size_t, std::size_t>> joined;
    for (const auto& range : ranges)
        if (!joined.empty() && range.first < joined.back().second)
            joined.back().second = std::max(joined.back().second, range.second);
        else
            joined.push_back(range);
    return joined;
}

}  // namespace gongkai::fulltext
