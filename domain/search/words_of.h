// Words of a Chinese text, as ICU's dictionary has them: for suggestions, and for what is typed without blanks. Nothing is
// indexed by them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

std::vector<std::string> words_of(std::string_view text);  // folded, without signs

}  // namespace gongkai::search
