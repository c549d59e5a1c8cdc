// Up to 128 documents of one list in few bytes: their numbers in Elias and Fano's code, or a bitmap where that is smaller (more
// than about every third document), then which of them have the key in the title, and how often each has it.
//
//   head      1 byte: how many low bits (31 is a bitmap), has_titles, has_counts
//   numbers   the low bits of each number, counted from the floor; or the 64-bit words of the bitmap, one byte for how many,
//             from floor / 64 * 64 on
//   titles    the places in the block (see Places)
//   counts    the places of the documents that have the key again: each as often as it has it beyond once
//   highs     not for a bitmap: bit high + i is set for the document at place i, where high is what its low bits leave
//
// The positions of a block lie in another file: for each document in turn the first one in the title, if there is one, in as few
// bits as the title's length allows; then the others, the middle one first and then either side of it alike, in as few as what is
// left of the document's length allows. In a full block of many occurrences the second, third and fourth quarter
// of the documents begin at a byte, and in front stands where: as many bytes each as the number of the block's bytes has.
#pragma once
#include <vector>

#include "base/fulltext/bits.h"

namespace gongkai::fulltext {

inline constexpr std::uint32_t block_size = 128;
inline constexpr std::uint32_t quarter_size = block_size / 4;
// Whether the positions of a block are parted into quarters.
constexpr bool has_quarters(std::size_t documents, std::size_t occurrences) {
    return documents == block_size && occurrences >= 2 * block_size;
}
inline constexpr std::uint32_t most_documents = 1u << 24;  // in one segment

// What one key has in one segment, as it is written: documents ascending, positions of each document ascending.
struct Postings {
    std::vector<std::uint32_t> documents;
    std::vector<std::uint32_t> counts;     // occurrences in each
    std::vector<std::uint8_t> in_title;    // 1 where one of them is in the title
    std::vector<std::uint32_t> positions;  // of all, one after another; empty for keys without positions

    void clear() {
        documents.clear();
        counts.clear();
        in_title.clear();
        positions.clear();
    }
};

// Appends documents [from, to) of a list, of which none is below `floor`.
void write_block(std::string& out, const Postings& list, std::size_t from, std::size_t to, std::uint32_t floor);

// Ascending places in a block of `size` documents, equal ones too, in Elias and Fano's code: how many, then bit high + i for
// each, then their low bits. Where they are more than half the documents there are no low bits: the zeros part the documents.
class Places {
  public:
    static void write(std::string& out, const std::vector<std::uint32_t>& places, std::uint32_t size);

    Places() = default;                            // none
    Places(Scanner& scanner, std::uint32_t size);  // throws Damaged

    // How often one place is there.
    std::uint32_t times(std::uint32_t place) const;
    // Adds to each place how often it is there.
    template <class Number>
    void add_to(Number* numbers) const;

  private:
    const std::uint8_t* bytes_ = nullptr;
    std::uint32_t count_ = 0;
    std::uint32_t size_ = 0;
    std::uint32_t high_bits_ = 0;
    unsigned width_ = 0;
};

class Block {
  public:
    // The head only; the rest is read when it is asked for. Throws Damaged where the bytes end too early.
    void open(Bytes bytes, std::uint32_t size, std::uint32_t floor);

    std::uint32_t size() const { return size_; }
    bool is_bitmap() const { return width_ == bitmap; }

    // Only for a bitmap: whether `document` is one of it, without reading the rest.
    bool has(std::uint32_t document) const {
        const std::uint32_t bit = document - base_;
        return bit < bitmap_bits_ && (numbers_[bit >> 3] >> (bit & 7) & 1) != 0;
    }

    // The place of one document, without reading the others; -1 where it is none of the block's.
    std::ptrdiff_t place_of(std::uint32_t document) const;
    // Of the document at one place: how often it has the key, and whether in the title.
    std::pair<std::uint32_t, bool> count_at(std::uint32_t place) const {
        return {1 + repeats_.times(place), titles_.times(place) > 0};
    }

    // Room for block_size of them. Throws Damaged where they are not as many as they should be.
    void read_documents(std::uint32_t* documents) const;
    // Occurrences of each document, and 1 in `in_title` where one of them is there.
    void read_counts(std::uint32_t* counts, std::uint8_t* in_title) const;

  private:
    static constexpr unsigned bitmap = 31;
    const std::uint8_t* numbers_ = nullptr;
    Bytes highs_;
    std::uint32_t size_ = 0;
    std::uint32_t floor_ = 0;
    std::uint32_t base_ = 0;
    std::uint32_t bitmap_bits_ = 0;
    Places titles_;
    Places repeats_;
    unsigned width_ = 0;

    friend void write_block(std::string&, const Postings&, std::size_t, std::size_t, std::uint32_t);
};

}  // namespace gongkai::fulltext
