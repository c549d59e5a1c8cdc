// What was written, and how to know that it is still so.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/fulltext/bits.h"

namespace gongkai::fulltext {

struct Seal {
    struct File {
        std::uint64_t size = 0;
        std::uint64_t sum = 0;
    };
    std::uint32_t documents = 0;
    std::uint64_t fold_digest = 0;
    std::uint64_t keys = 0;
    std::uint64_t key_blocks = 0;
    std::uint64_t first_keys_at = 0;  // in the dictionary
    std::uint64_t text_dictionary_bytes = 0;
    std::uint64_t gram_bytes = 0;
    std::vector<unsigned> widths;
    std::array<File, 5> files;  // documents, dictionary, postings, positions, texts

    std::string write() const;
    static Seal read(std::string_view bytes);  // throws Damaged
};

// Bytes with a mark in front and their checksum behind, and back; throws Damaged.
std::string sealed(std::string_view mark, std::string_view contents);
std::string_view unsealed(std::string_view mark, std::string_view bytes);

}  // namespace gongkai::fulltext
