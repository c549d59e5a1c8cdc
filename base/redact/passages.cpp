#include "base/redact/passages.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/core/text.h"
#include "base/extract/pdf/paragraphs.h"

namespace gongkai::redact {
namespace {

using extract::PlacedLine, extract::PrintedLine, extract::Word;

std::size_t signs_in(std::string_view text) {
    std::size_t count = 0;
    for (const char32_t c : to_code_points(text))
        count += c > U' ' && c != U'\u00A0' && c != U'\u3000' ? 1 : 0;
    return count;
}

bool stands_beside(const PrintedLine& line, const Word& word) {
    return std::abs(word.middle() - line.middle) <= 0.5 * std::min(word.size(), line.size) && word.left >= line.words.back().left;
}

std::vector<PrintedLine> lines_in_order(const std::vector<Word>& words) {
    std::vector<PrintedLine> lines;
    for (const auto& word : words)
        if (!lines.empty() && stands_beside(lines.back(), word)) {
            lines.back().size = std::max(lines.back().size, word.size());
            lines.back().words.push_back(word);
        } else {
            lines.push_back({word.middle(), word.size(), {word}});
        }
    return lines;
}

// The type that most signs are set in.
double usual_type(const std::vector<PlacedLine>& lines) {
    std::map<int, std::size_t> signs;
    for (const auto& line : lines)
        signs[static_cast<int>(std::lround(line.type * 2))] += signs_in(line.text);
    const auto most = std::ranges::max_element(signs, {}, [](const auto& one) { return one.second; });
    return most == signs.end() ? 0 : most->first / 2.0;
}

}  // namespace

std::vector<Passage> passages_of(const std::vector<Word>& words, bool is_recognised) {
    const auto lines = lines_in_order(words);
    std::vector<PlacedLine> placed;
    for (const auto& line : lines)
        placed.push_back({extract::text_of(line), line.left(), line.right(), line.middle, line.size,
                          is_recognised ? 0 : line.size, false, false});
    std::vector<extract::RichBlock> blocks;
    extract::append_paragraphs(placed, extract::measure(placed), usual_type(placed), {}, false, blocks);
    // Lines go into blocks one after the other and whole, so a block ends with the line that fills it.
    std::vector<Passage> passages;
    std::size_t line = 0, word = 0;
    for (const auto& block : blocks) {
        Passage passage{block.kind == extract::RichBlock::Kind::heading ? block.level : 0, word, word};
        std::size_t left = 0;
        for (const auto& run : block.runs)
            left += signs_in(run.text);
        for (; line < lines.size() && left > 0; ++line) {
            left -= std::min(left, signs_in(placed[line].text));
            passage.end += lines[line].words.size();
        }
        word = passage.end;
        if (passage.end > passage.begin)
            passages.push_back(passage);
    }
    if (word < words.size())
        passages.push_back({0, word, words.size()});
    return passages;
}

}  // namespace gongkai::redact
