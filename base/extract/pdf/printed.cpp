#include "base/extract/pdf/printed.h"

#include <algorithm>
#include <cmath>

#include "base/core/text.h"
#include "base/extract/office/xml.h"

namespace gongkai::extract {
namespace {

double width_in_ems(char32_t c) { return c >= 0x2E80 || (c >= 0x2460 && c < 0x2500) ? 1 : 0.5; }

double width_in_ems(std::u32string_view text) {
    double sum = 0;
    for (const char32_t c : text)
        sum += width_in_ems(c);
    return sum;
}

double real_attribute(const pugi::xml_node& node, const char* name) { return node.attribute(name).as_double(); }

void collect(const pugi::xml_node& node, std::vector<Word>& into) {
    for (const auto& inner : node) {
        if (!is(inner, "word")) {
            collect(inner, into);  // flow, block, line
            continue;
        }
        Word word{real_attribute(inner, "xMin"), real_attribute(inner, "yMin"), real_attribute(inner, "xMax"),
                  real_attribute(inner, "yMax"), inner.child_value()};
        if (!trim(word.text).empty())
            into.push_back(std::move(word));
    }
}

bool is_wide_at(std::string_view text, bool at_end);

// The narrowest gap between two Chinese signs of the line that is a blank which somebody typed. Fonts set blanks of a quarter of
// a sign and more; nothing else parts two such signs by as much, unless the line was stretched sign by sign.
double typed_blank(const PrintedLine& line) {
    constexpr double none = 1e9, least = 0.17;
    std::size_t letters = 0, parted = 0;
    double narrowest = none;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        letters += to_code_points(line.words[i].text).size();
        if (i == 0 || !is_wide_at(line.words[i - 1].text, true) || !is_wide_at(line.words[i].text, false))
            continue;
        const double gap = line.words[i].left - line.words[i - 1].right;
        if (gap > least * line.size) {
            narrowest = std::min(narrowest, gap);
            ++parted;
        }
    }
    return parted * 4 <= letters ? narrowest : none;
}

bool is_wide_at(std::string_view text, bool at_end) {
    const auto points = to_code_points(text);
    return !points.empty() && width_in_ems(at_end ? points.back() : points.front()) == 1;
}

}  // namespace

double Word::size() const {
    const auto points = to_code_points(text);
    // Upright text set from top to bottom, and signs without any width.
    const double by_width = (right - left) / std::max(width_in_ems(points), 0.5);
    return std::clamp(by_width, 4.0, std::max(bottom - top, 4.0));
}

PrintedPage read_printed_page(const pugi::xml_node& page) {
    PrintedPage out{real_attribute(page, "width"), real_attribute(page, "height"), {}};
    collect(page, out.words);
    return out;
}

std::vector<PrintedLine> lines_of(std::vector<Word> words) {
    std::ranges::stable_sort(words, {}, [](const Word& word) { return word.middle(); });
    std::vector<PrintedLine> lines;
    for (auto& word : words) {
        const double size = word.size();
        if (!lines.empty() && word.middle() - lines.back().middle <= 0.4 * std::min(size, lines.back().size)) {
            auto& line = lines.back();
            const auto count = static_cast<double>(line.words.size());
            line.middle = (line.middle * count + word.middle()) / (count + 1);
            line.size = std::max(line.size, size);
            line.words.push_back(std::move(word));
        } else {
            lines.push_back({word.middle(), size, {std::move(word)}});
        }
    }
    for (auto& line : lines)
        std::ranges::stable_sort(line.words, {}, &Word::left);
    return lines;
}

std::string text_of(const PrintedLine& line) {
    std::string out;
    double end = 0;
    const double blank = typed_blank(line);
    for (const auto& word : line.words) {
        if (!out.empty()) {
            const bool is_wide_left = is_wide_at(out, true), is_wide_right = is_wide_at(word.text, false);
            const double gap = word.left - end;
            // Word sets a quarter of a blank between Chinese and digits, which nobody typed; one as wide as those between Chinese
            // signs was.
            const bool is_typed = is_wide_left && is_wide_right   ? gap > 0.95 * blank
                                  : is_wide_left != is_wide_right ? std::abs(gap - blank) < 0.1 * blank
                                                                  : false;
            if (is_typed || gap > (is_wide_left || is_wide_right ? 0.32 : 0.12) * line.size)
                out += ' ';
        }
        out += word.text;
        end = word.right;
    }
    return out;
}

std::string text_of(const std::vector<Word>& words) {
    std::string out;
    for (const auto& line : lines_of(words)) {
        if (!out.empty())
            out += '\n';
        out += text_of(line);
    }
    return out;
}

std::pair<Word, Word> cut(const Word& word, double x) {
    const auto points = to_code_points(word.text);
    const double per_em = (word.right - word.left) / std::max(width_in_ems(points), 0.5);
    double at = word.left;
    std::size_t count = 0;
    for (; count < points.size(); ++count) {
        const double next = at + per_em * width_in_ems(points[count]);
        if ((at + next) / 2 > x)
            break;
        at = next;
    }
    Word before = word, after = word;
    before.right = after.left = at;
    before.text = to_utf8(std::u32string_view(points).substr(0, count));
    after.text = to_utf8(std::u32string_view(points).substr(count));
    return {std::move(before), std::move(after)};
}

}  // namespace gongkai::extract
