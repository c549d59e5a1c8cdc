// Words of a Chinese text, as ICU's dictionary has them: for suggestions, and for what is typed without blanks. Nothing is
// indexed by them.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::search {

std::vector<std::string> words_of(std::string_view text);  // folded, without signs

// data/search/synonyms.csv: what people say, what papers say.
const std::vector<std::pair<std::string, std::string>>& synonyms();
// What a word may be called instead, in both directions.
std::vector<std::string> other_words(std::string_view word);

}  // namespace gongkai::search
