// Walks one list of one segment forwards, a block at a time, and reads of a block only what is asked for.
#pragma once
#include <algorithm>

#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

class Cursor {
  public:
    Cursor(const Segment& segment, const List& list);

    std::uint32_t size() const { return list_size_; }
    bool has_positions() const { return table_.has_positions(); }

    // To the block that holds the first document not below `id`; false where there is none. Never backwards.
    bool seek(std::uint32_t id);
    bool next_block();
    void go_to(std::uint32_t block);  // backwards too
    std::uint32_t block() const { return block_; }
    std::uint32_t block_count() const { return table_.count(); }
    std::uint32_t block_last() const { return table_.last(block_); }
    std::uint32_t block_last(std::uint32_t block) const { return table_.last(block); }
    // Where the blocks that can have documents below `beyond` end.
    std::uint32_t blocks_before(std::uint32_t beyond) const {
        return std::min(block_from(block_, beyond - 1) + 1, block_count());
    }
    // Adds to each of the ascending spans [first, last] the most that the key can be worth there, by the blocks from this one on.
    void add_bounds(const std::uint32_t* firsts, const std::uint32_t* lasts, std::size_t count, float rarity,
                    float* bounds) const;
    // The same for the spans of `count` blocks of its own, from this one on.
    void add_bounds_of_blocks(std::size_t count, float rarity, float* bounds) const;
    float bound_within(std::uint32_t first, std::uint32_t last, float rarity) const {
        float bound = 0;
        add_bounds(&first, &last, 1, rarity, &bound);
        return bound;
    }

    std::span<const std::uint32_t> documents();  // of this block
    std::uint32_t count(std::size_t i) { return read_counts(), counts_[i]; }
    bool in_title(std::size_t i) { return read_counts(), in_title_[i] != 0; }
    // Place in this block of a document that seek() has led to; -1 where the list does not have it. Ascending within a block.
    std::ptrdiff_t place_of(std::uint32_t id);

    // Of ascending `ids` leaves in front those that the list has; says how many.
    std::size_t keep(std::uint32_t* ids, std::size_t count);

    // Adds the worth of the key to each of the ascending `ids` that the list has.
    void add_scores(const std::uint32_t* ids, std::size_t count, float rarity, float* scores);

    // Positions in the document at place `i` of this block, ascending. Places ascend from call to call.
    std::span<const std::uint32_t> positions(std::size_t i);

  private:
    std::uint32_t block_from(std::uint32_t block, std::uint32_t id) const;
    void open_block();
    void read_counts();
    void open_positions();
    void read_positions(std::size_t i);
    std::ptrdiff_t place_in_documents(std::uint32_t id) const;

    const Segment* segment_;
    BlockTable table_;
    std::uint32_t list_size_;
    std::uint32_t block_ = 0;
    std::size_t place_ = 0;   // where place_of() stands
    unsigned looked_up_ = 0;  // documents of this block, before it was read
    bool is_open_ = false;
    bool has_documents_ = false;
    bool has_counts_ = false;
    Block open_;
    std::uint32_t documents_[block_size];
    std::uint32_t counts_[block_size];
    std::uint8_t in_title_[block_size];
    std::uint32_t begins_[block_size + 1];  // of each document's positions
    std::vector<std::uint32_t> positions_;
    Bytes position_bytes_;
    std::uint32_t quarters_[block_size / quarter_size] = {};
    bool has_quarters_ = false;
    bool has_positions_ = false;
    std::size_t positioned_ = 0;  // the document whose positions would be read next
    std::uint64_t position_at_ = 0;
};

// The whole list. Positions stay empty where the list has none.
void read_list(const Segment& segment, const List& list, Postings& postings);

}  // namespace gongkai::fulltext
