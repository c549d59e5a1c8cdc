// Proves that the units of a word stand side by side in documents that have all its keys: by the positions, or by the text where
// a short list has none.
#pragma once
#include <vector>

#include "base/fulltext/cursor.h"
#include "base/fulltext/plan.h"

namespace gongkai::fulltext {

class Prover {
  public:
    Prover(const Segment& segment, const Plan::Proof& proof, const Fold& fold);

    // Numbers may begin anew.
    void rewind();

    // Of ascending `ids` leaves in front those where the word stands; says how many. Never backwards.
    std::size_t keep(std::uint32_t* ids, std::size_t count);

  private:
    struct Element {
        Element(const Segment& segment, const List& list, std::uint32_t offset_in_word)
            : cursor(segment, list), offset(offset_in_word) {}
        Cursor cursor;
        std::uint32_t offset;
    };
    void choose_elements();
    bool stands_by_positions(std::uint32_t id);
    bool stands_in_text(std::uint32_t id);
    bool may_be_spelled_otherwise(const TextParts& text);

    const Segment& segment_;
    const Plan::Proof& proof_;
    const Piece& piece_;
    const Fold& fold_;
    bool is_ready_ = false;
    std::vector<Element> elements_;  // rarest first
    bool has_positions_ = true;
    std::string spelled_;                        // for the look into texts; may be empty
    std::vector<std::string> other_characters_;  // that become one of the word's, ready with the first text that needs them
    bool knows_other_characters_ = false;
    std::vector<std::uint32_t> starts_;
};

}  // namespace gongkai::fulltext
