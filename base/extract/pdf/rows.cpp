#include "base/extract/pdf/rows.h"

#include <algorithm>
#include <cmath>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

constexpr double widest_tab = 4;  // after the number of an item, in sizes of the type
constexpr double same_place = 3;  // points

bool is_latin(const Word& word) {
    return std::ranges::all_of(word.text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Row cut_at_gaps(const PrintedLine& line) {
    Row row{line.middle, line.size, {}};
    for (const auto& word : line.words) {
        if (!row.segments.empty()) {
            auto& last = row.segments.back();
            // Blanks of justified Latin text are wider than any inside Chinese.
            const bool is_text = is_latin(last.words.back()) && is_latin(word);
            if (word.left - last.right < std::max((is_text ? 1.1 : 0.5) * line.size, least_gutter)) {
                last.right = std::max(last.right, word.right);
                last.words.push_back(word);
                continue;
            }
        }
        row.segments.push_back({word.left, word.right, {word}});
    }
    return row;
}

namespace {

// "1.", "（2）", "一、", "•" and nothing else: the sign of an item.
bool is_sign_of_item(const Segment& segment) {
    static constexpr std::u32string_view dots = U"•●○■□◆◇▪·➢➤✓✔", ends = U".．、)）",
                                         counting = U"0123456789一二三四五六七八九十";
    std::u32string text;
    for (const auto& word : segment.words)
        text += to_code_points(word.text);
    if (text.size() == 1)
        return dots.find(text[0]) != std::u32string_view::npos;
    const bool is_open = text.starts_with(U'（') || text.starts_with(U'(');
    const auto counted = std::u32string_view(text).substr(is_open ? 1 : 0, text.size() - (is_open ? 2 : 1));
    return !counted.empty() && counted.size() <= 3 && ends.find(text.back()) != std::u32string_view::npos &&
           std::ranges::all_of(counted, [](char32_t c) { return counting.find(c) != std::u32string_view::npos; });
}

bool is_item(const Row& row) {
    return row.segments.size() == 2 && is_sign_of_item(row.segments[0]) &&
           row.segments[1].left - row.segments[0].right < widest_tab * row.size;
}

}  // namespace

std::size_t end_of_list(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
    auto other = first;
    bool is_all_items = true;
    for (; other < last && (!rows[other].is_multiple() || is_item(rows[other])); ++other)
        is_all_items &= rows[other].is_multiple();
    if (other == last)
        return is_all_items ? last : first;
    // A first column of numbers stands above those of the rows below it, and what is numbered above theirs.
    for (auto i = first; i < other; ++i)
        if (rows[i].is_multiple())
            for (auto j = other; j < last; ++j)
                if (rows[j].is_multiple() && std::ranges::any_of(rows[j].segments, [&](const Segment& segment) {
                        return std::abs(segment.left - rows[i].segments[1].left) < same_place;
                    }))
                    return first;
    return other;
}

}  // namespace gongkai::extract
