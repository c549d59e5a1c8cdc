// The words of a question that was typed in one piece: 医保怎么报销 is 医保 and 报销. What only asks (data/search/asking.csv) is
// left out, and says what a good answer would hold: 多少钱 a price, 在哪 an address.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/search/synonyms.h"

namespace gongkai::search {

struct Apart {
    std::vector<std::string> words;     // folded, each once
    std::vector<std::string> loose;     // those of them that are only what was left between words
    std::vector<std::string> left_out;  // what only asks, as it was typed
    std::vector<std::string> wished;    // words that are likely to stand in an answer, each once
    std::vector<std::string> kinds;     // codes of labels: what an answer is likely to be
};

// Known words (synonyms.h) stay in one piece; the rest falls apart as ICU's dictionary has it.
Apart apart(std::string_view text, const Synonyms& synonyms);

// Whatever holds these words holds each of the parts too: they stand there in one piece, and no letters or digits are cut.
bool stand_in(const std::vector<std::string>& parts, const std::vector<std::string>& words);

}  // namespace gongkai::search
