// Texts are kept apart from the index, one zstd frame a document, with a dictionary trained on their kind: what is shown, and
// what proves a word in the few documents of a short list.
#pragma once
#include <zstd.h>

#include <memory>
#include <string>
#include <vector>

#include "base/fulltext/bits.h"

namespace gongkai::fulltext {

struct TextParts {
    std::string_view title;
    std::string_view body;
};

class TextDictionary {
  public:
    explicit TextDictionary(std::string_view bytes);  // may be empty
    static std::shared_ptr<const TextDictionary> train(const std::vector<std::string>& samples);

    std::string compress(std::string_view title, std::string_view body) const;
    // Stands until this thread decompresses another. Throws Damaged.
    TextParts decompress(Bytes frame) const;

    std::string_view bytes() const { return bytes_; }
    bool operator==(const TextDictionary& other) const { return bytes_ == other.bytes_; }

  private:
    std::string bytes_;
    std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> writing_;
    std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> reading_;
};

}  // namespace gongkai::fulltext
